/** Files behind a link in an answer: fetched without the credential, and again where that may help. */
import type { Reply } from './scriptedServer';
import { prepareBinaryStorage } from '../harness/n8n';
import { engineBench } from './setup';

const bench = engineBench();

const SOUND = Buffer.alloc(200_000, 'sound');
const sound: Reply = {
	raw: (response) => {
		response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': SOUND.length });
		response.end(SOUND);
	},
};
const brokenOff: Reply = {
	raw: (response) => {
		response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': SOUND.length });
		response.write(SOUND.subarray(0, SOUND.length / 2), () => response.destroy());
	},
};

/** The answer with the link, then one reply for each try at the file; the last one stays. */
function serve(...replies: Reply[]): void {
	let tries = 0;
	bench.server.script((got) =>
		got.path.startsWith('/links')
			? { json: { url: `${bench.server.url}/cdn/a.mp3?signature=1` } }
			: (replies[Math.min(tries++, replies.length - 1)] as Reply),
	);
}
const asked = (path: string) => bench.server.got.filter((got) => got.path.startsWith(path)).length;

test.each<[string, Reply[]]>([
	['comes at once', [sound]],
	['breaks off', [brokenOff, sound]],
	['is not reached', [{ reset: 'before' }, sound]],
	['is at a server that is busy', [{ status: 503, text: '' }, sound]],
	[
		'is at a server that says to slow down',
		[{ status: 429, headers: { 'retry-after': '2' } }, sound],
	],
])('a file that %s', async (_what, replies) => {
	serve(...replies);
	const { items, error } = await bench.run('downloadLink', { id: 'call-1' });
	expect(error).toBeUndefined();
	expect([asked('/links'), asked('/cdn')]).toEqual([1, replies.length]);
	const service = await prepareBinaryStorage();
	const content = await service.getAsBuffer(items[0]?.binary?.data as never);
	expect(content.equals(SOUND)).toBe(true);
	for (const got of bench.server.got.filter(({ path }) => path.startsWith('/cdn'))) {
		expect(got.headers.authorization).toBeUndefined();
		// A compressed file that is cut short would look complete.
		expect(got.headers['accept-encoding']).toBe('identity');
	}
});

test('a link that has expired is told as such, not as a wrong key', async () => {
	serve({ status: 403, text: '<Error><Code>AccessDenied</Code></Error>' });
	const { error } = await bench.run('downloadLink', { id: 'call-1' });
	expect(asked('/cdn')).toBe(1);
	expect(error?.message).toMatch(/link can't be downloaded/);
	expect(error?.description).toMatch(/expired/);
	expect(error?.description).not.toMatch(/key in the credential/);
});

test('a file server that stays busy is told as such, not as an expired link', async () => {
	serve({ status: 429, headers: { 'retry-after': '9999' } });
	const { error } = await bench.run('downloadLink', { id: 'call-1' });
	expect(error?.description).toMatch(/"Concurrency"/);
	expect(error?.description).not.toMatch(/expired/);
});

test('a file of JSON behind a link is a file', async () => {
	serve({ json: { error: 'only a name in a file' } });
	const { items, error } = await bench.run('downloadLink', { id: 'call-1' });
	expect(error).toBeUndefined();
	expect(items[0]?.binary?.data).toMatchObject({ mimeType: 'application/json' });
});
