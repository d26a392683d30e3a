/** The files of received messages: in time, not too large, and from nowhere they must not come from. */
import { isLocalAddress } from '../../engine/files/localAddress';
import { fileNameFrom } from '../../engine/files/incoming';
import { useClock } from '../../engine/http/clock';
import { forget } from '../../engine/trigger/repeats';
import { MyOperatorTrigger } from '../../nodes/MyOperator/MyOperatorTrigger.node';
import { type ScriptedServer, startScriptedServer } from '../engine/scriptedServer';
import { type VirtualClock, virtualClock } from '../engine/virtualClock';
import { callWebhook, type WebhookOutcome } from '../harness/webhook';

let server: ScriptedServer;
let clock: VirtualClock;
let restore = () => {};
beforeAll(async () => {
	server = await startScriptedServer();
});
afterAll(async () => await server.stop());
beforeEach(() => {
	server.reset();
	// The server is a real one: it gets some time before the limit is over.
	clock = virtualClock(Date.parse('2026-05-04T09:00:00Z'), 1_500);
	restore = useClock(clock);
});
afterEach(() => {
	restore();
	forget();
});

const PDF = { text: '%PDF', headers: { 'content-type': 'application/pdf' } };

/** A delivery with one document for each link. */
async function deliver(links: string[], options = {}): Promise<WebhookOutcome> {
	const body = links.map((link, index) => ({
		event_type: 'message.received',
		event_id: `e${index}`,
		timestamp: '2026-05-04T09:00:00Z',
		payload: {
			id: `m${index}`,
			action: 'incoming',
			conversation: { customer_country_code: '91', customer_contact: '9876543210' },
			data: { type: 'document', context: { link, mime_type: 'application/pdf' } },
		},
	}));
	const parameters = {
		authentication: 'none',
		events: ['messageReceived'],
		options: { downloadMedia: true, localFiles: true, ...options },
	};
	return await callWebhook({ node: new MyOperatorTrigger(), parameters }, { body });
}

const problems = ({ items = [] }: WebhookOutcome) => items.map(({ json }) => json.mediaProblem);

test('the files of a delivery are fetched side by side', async () => {
	// None is answered before all are asked for.
	let allAsked = () => {};
	const all = new Promise<void>((resolve) => (allAsked = resolve));
	server.script(async (_got, count) => {
		if (count === 5) allAsked();
		await all;
		return PDF;
	});
	const outcome = await deliver(Array.from({ length: 5 }, (_, index) => `${server.url}/${index}`));
	expect(outcome.items?.map(({ binary }) => binary?.data?.mimeType)).toEqual(
		Array(5).fill('application/pdf'),
	);
});

test('slow files are left out within 4 seconds, and the item says what to do', async () => {
	server.script(({ path }) => (path === '/quick' ? PDF : { silent: true }));
	const before = clock.now();
	const links = ['/slow', '/quick', '/slow', '/slow', '/slow'].map((path) => server.url + path);
	const outcome = await deliver(links);
	expect(clock.now() - before).toBeLessThan(4_000);
	expect(outcome.items).toHaveLength(5);
	const slow = /within 3\.5 seconds.*Download it later.*message\.media\.url/;
	expect(problems(outcome)).toEqual([
		expect.stringMatching(slow),
		undefined,
		...Array<unknown>(3).fill(expect.stringMatching(slow)),
	]);
});

test('a file that never ends is left out as well', async () => {
	server.script(() => ({
		raw: (response) => {
			response.writeHead(200, { 'content-type': 'application/pdf' });
			response.write('%PDF');
		},
	}));
	expect(problems(await deliver([server.url]))).toEqual([expect.stringContaining('3.5 seconds')]);
});

test.each([
	['by its length', { 'content-length': '2000000' }],
	['while it comes in', {}],
])('a file that is too large is not stored: known %s', async (_how, headers) => {
	server.script(() => ({
		raw: (response) => {
			response.writeHead(200, { 'content-type': 'application/pdf', ...headers });
			response.end(Buffer.alloc(2_000_000));
		},
	}));
	const outcome = await deliver([server.url], { maxFileSize: 1 });
	expect(outcome.items?.[0]?.binary).toBeUndefined();
	expect(problems(outcome)).toEqual([expect.stringMatching(/larger than 1 MB/)]);
});

test('a file that ends before its length is not stored', async () => {
	server.script(() => ({ cutOff: '%PDF' }));
	const outcome = await deliver([server.url]);
	expect(outcome.items?.[0]?.binary).toBeUndefined();
	expect(problems(outcome)).toEqual([expect.stringMatching(/./)]);
});

test('local addresses are refused, and nothing is asked there', async () => {
	const outcome = await deliver([server.url], { localFiles: false });
	expect(problems(outcome)).toEqual([
		expect.stringMatching(/leads to a local address.*Files From Local Addresses/s),
	]);
	expect(server.got).toEqual([]);
});

test('a redirect is followed, and looked at like the link itself', async () => {
	server.script(({ path }) =>
		path === '/file'
			? PDF
			: { status: 302, headers: { location: path === '/a' ? '/file' : 'ftp://x.example/' } },
	);
	const outcome = await deliver([`${server.url}/a`, `${server.url}/b`]);
	expect(outcome.items?.[0]?.binary?.data?.mimeType).toBe('application/pdf');
	expect(outcome.items?.[1]?.json.mediaProblem).toMatch(/./);
});

test('redirects without an end are given up', async () => {
	server.script(() => ({ status: 307, headers: { location: '/again' } }));
	expect(problems(await deliver([server.url]))).toEqual([expect.stringMatching(/on and on/)]);
	expect(server.got.length).toBeLessThan(15);
});

test.each([
	'http://127.0.0.1/x',
	'http://localhost:5678/',
	'http://n8n/',
	'http://db.internal/',
	'http://[::1]/',
	'http://[::ffff:127.0.0.1]/',
	'http://[::ffff:10.0.0.1]/',
	'http://[64:ff9b::a9fe:a9fe]/',
	'http://[2002:7f00:1::]/',
	'http://[fd00::1]/',
	'http://[fe80::1]/',
	'http://2130706433/',
	'http://0x7f.1/',
	'http://0/',
	'http://10.1.2.3/',
	'http://172.31.0.1/',
	'http://192.168.1.1/',
	'http://169.254.169.254/latest/meta-data/',
	'http://100.64.0.1/',
	'http://user:pass@127.0.0.1/',
	'http://localhost./',
	'file:///etc/passwd',
	'ftp://files.example.com/x',
	'data:text/plain,hello',
	'//127.0.0.1/x',
	'not a url',
	'',
])('%s is local', (url) => expect(isLocalAddress(url)).toBe(true));

test.each([
	'https://files.example.com/1',
	'http://8.8.8.8/',
	'http://172.32.0.1/',
	'https://[2606:4700::1111]/',
	'https://local.example.com/',
])('%s is not local', (url) => expect(isLocalAddress(url)).toBe(false));

test.each<[string, string | undefined]>([
	['attachment; filename="a.pdf"', 'a.pdf'],
	["attachment; filename*=UTF-8''100%25.pdf", '100%.pdf'],
	["attachment; filename*=UTF-8''100%.pdf", '100%.pdf'],
	["attachment; filename*=iso-8859-1''f%FCr.pdf", 'für.pdf'],
	["attachment; filename*=utf-8'en'%e2%82%ac.pdf", '€.pdf'],
	['attachment; filename*="UTF-8\'\'a.pdf"', 'a.pdf'],
	['attachment; filename="x.pdf"; filename*=UTF-8\'\'y.pdf', 'y.pdf'],
	['attachment; filename="../../etc/passwd"', 'passwd'],
	['attachment; filename="..\\\\..\\\\x.exe"', 'x.exe'],
	['attachment; filename="a;b.pdf"', 'a;b.pdf'],
	['attachment; filename="say \\"hi\\".pdf"', 'say "hi".pdf'],
	['attachment; filename=plain.pdf; size=1', 'plain.pdf'],
	['attachment; filename=', undefined],
	['attachment', undefined],
])('the file name in %s', (disposition, name) => expect(fileNameFrom(disposition)).toBe(name));

test('a very long file name is cut, and keeps its extension', () => {
	const name = fileNameFrom(`attachment; filename="${'a'.repeat(5_000)}.pdf"`);
	expect(name).toMatch(/^a{196}\.pdf$/);
});
