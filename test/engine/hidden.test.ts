/** A secret is hidden in errors and in outputs, in whatever form an answer repeats it. */
import { engineBench } from './setup';

const bench = engineBench();
const KEY = 'very+secret/key="1"&c o?';
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** What an answer may make of a secret; and what of it must not be in the result. */
const FORMS: Array<[string, string, string]> = [
	['as it is', KEY, KEY],
	['in an address', encodeURIComponent(KEY), encodeURIComponent(KEY)],
	['in an address, with plus for spaces', `a=${new URLSearchParams({ a: KEY })}`, '%2Fkey%3D%221'],
	['in an address inside an address', encodeURIComponent(encodeURIComponent(KEY)), '%252Fkey'],
	['escaped in JSON', JSON.stringify({ key: KEY }), 'secret/key'],
	['in hexadecimal', Buffer.from(KEY).toString('hex'), Buffer.from('secret/key').toString('hex')],
	['in Base64', base64(KEY), base64(KEY).slice(0, -4)],
	['in Base64 after a name', base64(`name:${KEY}`), base64(`name:${KEY}`).slice(10, -6)],
	['in Base64 after a longer name', base64(`a-name:${KEY}`), base64(`a-name:${KEY}`).slice(14, -6)],
	['in Base64 for addresses', Buffer.from(KEY).toString('base64url'), base64(KEY).slice(0, 12)],
];

describe.each(FORMS)('%s', (_form, text, part) => {
	test('in an error', async () => {
		bench.server.script(() => ({ status: 401, json: { message: `The key ${text} is wrong` } }));
		const { error, run } = await bench.run('read', { id: '1' }, { credential: { key: KEY } });
		expect(error?.message).toContain('***');
		expect([JSON.stringify(run), error?.message].join()).not.toContain(part);
	});

	test('in an output', async () => {
		bench.server.script(() => ({ json: { hint: `Signed with ${text}`, id: 7 } }));
		const { items } = await bench.run('read', { id: '1' }, { credential: { key: KEY } });
		expect(items[0]?.json).toMatchObject({ id: 7, hint: expect.stringContaining('***') as string });
		expect(String(items[0]?.json.hint)).not.toContain(part);
	});
});

test.each<[string, (json: string) => string]>([
	['slashes', (json) => json.replace(/\//g, '\\/')],
	['what HTML needs', (json) => json.replace(/&/g, '\\u0026')],
	['both', (json) => json.replace(/\//g, '\\/').replace(/&/g, '\\u0026')],
])('a server that escapes %s in its JSON', async (_what, escaped) => {
	bench.server.script(() => ({ text: escaped(JSON.stringify({ hint: `With ${KEY}` })) }));
	const { items } = await bench.run('read', { id: '1' }, { credential: { key: KEY } });
	expect(items[0]?.json).toEqual({ hint: 'With ***' });
});
