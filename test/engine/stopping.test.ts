/** What a stop means for items that wait, and what is told about items that were begun. */
import { useClock } from '../../engine/http/clock';
import type { Reply } from './scriptedServer';
import { engineBench, numbers } from './setup';

const bench = engineBench();
const SEND = { to: '={{ $json.phone }}', text: '={{ $json.index }}' };
const indexOf = (body: string) =>
	Number((JSON.parse(body) as { message: { text: string } }).message.text);

/** Waits of this clock end only when they are called off. */
const endlessWaits = () =>
	useClock({
		now: () => bench.clock.now(),
		random: () => 1,
		wait: async (ms, signal) => {
			if (ms === 0 || signal?.aborted) return;
			await new Promise<void>((resolve) =>
				signal?.addEventListener('abort', () => resolve(), { once: true }),
			);
		},
	});

test('stop: items that wait for their turn in the pace are not sent', async () => {
	endlessWaits();
	bench.server.script(() => ({ status: 400, json: { message: 'no' } }));
	const options = { perMinute: 1, concurrency: 5 };
	const { error } = await bench.run('send', { ...SEND, options }, numbers(10));
	expect(bench.server.got).toHaveLength(1);
	expect(error?.context).toMatchObject({ delivered: 0, failed: 1, notSent: 9 });
});

test('stop: items that were told to slow down are not tried again', async () => {
	endlessWaits();
	bench.server.script(async (got) => {
		if (indexOf(got.body) === 0) {
			await new Promise((resolve) => setTimeout(resolve, 30));
			return { status: 400, json: { message: 'no' } };
		}
		return { status: 503, json: { code: 'BOOTING' }, headers: { 'retry-after': '200' } };
	});
	const { error } = await bench.run('send', { ...SEND, options: { concurrency: 2 } }, numbers(2));
	expect(bench.server.got).toHaveLength(2);
	expect(error?.context).toMatchObject({ itemIndex: 0, failed: 1, notSent: 1 });
});

test('stop: what may have been delivered is counted apart from what failed', async () => {
	bench.server.script(async (got) => {
		const index = indexOf(got.body);
		if (index === 0) await new Promise((resolve) => setTimeout(resolve, 20));
		return index === 0 ? { status: 400, json: { message: 'no' } } : { reset: 'after' };
	});
	const { error } = await bench.run('send', { ...SEND, options: { concurrency: 2 } }, numbers(2));
	expect(error?.description).toContain(
		'Of 2 items 0 were delivered, 1 failed (item 1), 1 may have been delivered (item 2), 0 were not sent.',
	);
});

test('stop: an account is given once, also when n8n tried the node again', async () => {
	bench.server.script(() => ({ reset: 'after' }));
	const { error } = await bench.run(
		'send',
		{ ...SEND, options: { concurrency: 1 } },
		{ items: numbers(3), settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } },
	);
	expect(error?.description?.match(/Of 3 items/g)).toHaveLength(1);
	expect(bench.server.got).toHaveLength(1);
});

test('stop: a retry of n8n that fails earlier still knows what was delivered before', async () => {
	bench.server.script((got, count) =>
		indexOf(got.body) === 0 && count > 1
			? { status: 400, json: { message: 'no' } }
			: indexOf(got.body) === 0
				? { status: 422, json: { message: 'no' } }
				: { json: { ok: true } },
	);
	const { error } = await bench.run(
		'send',
		{ ...SEND, options: { concurrency: 3 } },
		{ items: numbers(3), settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
	);
	const delivered = new Set(bench.server.got.map(({ body }) => indexOf(body)).filter(Boolean));
	expect(error?.context?.delivered).toBe(delivered.size);
});

test('a list in one item: the error tells which entries were done', async () => {
	bench.server.script((got) =>
		got.json().to === '3' ? { status: 400, json: { message: 'no' } } : { json: { ok: true } },
	);
	const { items } = await bench.run(
		'sendMany',
		{ to: ['1', '2', '3', '4'] },
		{ items: [{ json: {} }], settings: { onError: 'continueRegularOutput' } },
	);
	expect(items).toHaveLength(1);
	expect((items[0]?.json.details as { description: string }).description).toContain(
		'Of 4 entries 2 were done before (1, 2), "3" failed, 1 were not started (4).',
	);
});

test.each<[string, Reply]>([
	['failed at the provider', { status: 500, json: { message: 'down' } }],
	['refused', { status: 400, json: { message: 'no' } }],
	['put off for too long', { status: 429, headers: { 'retry-after': '3600' }, json: {} }],
])('a keyed send of which a try got lost is not told as %s', async (_how, reply) => {
	bench.server.script((_got, count) => (count === 1 ? { reset: 'after' } : reply));
	const { error } = await bench.run('sendKeyed', { to: '919876543210' });
	expect(bench.server.got).toHaveLength(2);
	expect(error?.message).toMatch(/may have been delivered/);
	expect(error?.description).toMatch(/"Retry On Fail" repeats it safely/);
});

test('an update with an unknown outcome says that making it again does no harm', async () => {
	bench.server.script(() => ({ status: 500, json: { message: 'down' } }));
	const parameters = { id: '1', updateFields: { count: 1 } };
	const { error } = await bench.run('put', parameters);
	expect(error?.message).toBe('Probe: down');
	expect(error?.description).toMatch(/making it again does no harm/);
});

test('an answer that comes twice counts once', async () => {
	const answer = '{"ok": true, "id": "m1"}';
	const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${answer.length}\r\n\r\n`;
	bench.server.script(() => ({
		raw: (response) => void response.socket?.end(`${head}${answer}${head}${answer}`),
	}));
	const { items, error } = await bench.run('send', SEND, numbers(3));
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.id)).toEqual(['m1', 'm1', 'm1']);
	expect(bench.server.got).toHaveLength(3);
});
