/** A line break in a value never adds a line to a request: not in headers, not in the parts of a form. */
import { toHttp } from '../../engine/item/encode';
import { engineBench } from './setup';

const bench = engineBench();
const BREAKS = ['\r\n', '\n', '\r', '\0'];

describe.each(BREAKS)('%j', (sign) => {
	const file = {
		data: Buffer.from('x').toString('base64'),
		fileName: `a"${sign}X-Name: 1.png`,
		mimeType: `image/png${sign}X-Type: 1`,
	};
	const items = [{ json: {}, binary: { file } }];

	test('in the name and the type of a file in a form', async () => {
		const { error } = await bench.run('upload', { file: 'file' }, items);
		const [sent] = bench.server.got;
		expect(error).toBeUndefined();
		const [head = ''] = (sent?.body ?? '').split('\r\n\r\n');
		expect(head.split(/[\r\n\0]+/)).toHaveLength(3);
		expect(head).toContain('Content-Type: application/octet-stream');
	});

	test('in the type of a file that is the body', async () => {
		const { error } = await bench.run('uploadRaw', { file: 'file' }, items);
		expect(error).toBeUndefined();
		expect(bench.server.got[0]?.headers['x-type']).toBeUndefined();
		expect(bench.server.got[0]?.headers['content-type']).toBe('application/octet-stream');
	});

	test('in a header', async () => {
		const parts = {
			path: '/a',
			query: {},
			headers: { 'X-Own': `a${sign}X-More: 1` },
			body: {},
			files: {},
		};
		await expect(toHttp({ method: 'GET' }, parts, 'https://a.example.com')).rejects.toThrow(
			/"X-Own" has characters that can't be sent/,
		);
	});
});

test.each(['/a/..', '/a/./b', '/a/%2e%2E/b', '/..%2fb', '/a/..%5Cb'])(
	'the path %s is refused, whoever made it',
	async (path) => {
		const parts = { path, query: {}, headers: {}, body: {}, files: {} };
		await expect(toHttp({ method: 'GET' }, parts, 'https://a.example.com')).rejects.toThrow(
			/leads to another place/,
		);
	},
);
