/** Send Once: no message twice over executions, none lost, and what nobody knows is told as that. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { useDeduplication } from '../harness/deduplication';
import type { RunOptions } from '../harness/bench';
import { engineBench, numbers } from './setup';

const bench = engineBench();
const store = useDeduplication();
const SEND = { to: '={{ $json.phone }}', text: '={{ $json.index }}' };
const send = async (
	more: INodeExecutionData[] | RunOptions,
	options: IDataObject = {},
	parameters: IDataObject = {},
) =>
	await bench.run(
		'send',
		{ ...SEND, ...parameters, options: { sendOnce: 'node', ...options } },
		more,
	);
const textOf = (body: string) => (JSON.parse(body) as { message: { text: string } }).message.text;
const texts = () => bench.server.got.map(({ body }) => textOf(body));
const continues: RunOptions['settings'] = { onError: 'continueRegularOutput' };
const jsons = (items: INodeExecutionData[]) => items.map(({ json }) => json);

test('once: the second execution sends nothing and says so', async () => {
	const first = await send(numbers(12));
	expect(first.error).toBeUndefined();
	expect(first.items[0]?.json).toMatchObject({ sent: true, to: '919876500000' });
	const { items } = await send(numbers(14));
	expect(bench.server.got).toHaveLength(14);
	expect(jsons(items).filter(({ sent }) => sent === false)).toHaveLength(12);
	expect(items[3]?.json).toEqual({ sent: false, reason: 'sent before', to: '919876500003' });
	expect(items[3]?.pairedItem).toEqual({ item: 3 });
	expect(items[13]?.json).toMatchObject({ sent: true });
});

test('once: a message that is in the list twice goes out once', async () => {
	const twice = [...numbers(3), ...numbers(3)];
	const { items } = await send(twice);
	expect(bench.server.got).toHaveLength(3);
	expect(jsons(items.slice(3)).map(({ reason }) => reason)).toEqual(Array(3).fill('sent before'));
});

test('once: another text or another recipient is another message', async () => {
	await send(numbers(1));
	await send(numbers(1), {}, { text: 'another' });
	await send(numbers(2).slice(1));
	expect(bench.server.got).toHaveLength(3);
});

test('once: with a key of their own, the text may change and the key counts', async () => {
	const options = { sendOnceKey: '={{ "spring " + $json.index }}' };
	await send(numbers(2), options);
	await send(numbers(3), options, { text: 'another' });
	expect(texts()).toEqual(['0', '1', 'another']);
	await send(numbers(2), { sendOnceKey: '={{ "autumn " + $json.index }}' });
	expect(bench.server.got).toHaveLength(5);
});

test('once: what was refused goes out in the next execution', async () => {
	bench.server.script((got) =>
		Number(textOf(got.body)) % 2 ? { status: 400, json: { message: 'no' } } : { json: { id: 'm' } },
	);
	await send({ items: numbers(6), settings: continues });
	bench.server.reset();
	const { items } = await send(numbers(6));
	expect(texts().sort()).toEqual(['1', '3', '5']);
	expect(jsons(items).map(({ sent }) => sent)).toEqual([false, true, false, true, false, true]);
});

test('once: after a refusal that stops the run, the rest goes out in the next', async () => {
	bench.server.script((got) =>
		textOf(got.body) === '4' ? { status: 400, json: { message: 'no' } } : { json: { id: 'm' } },
	);
	const { error } = await send(numbers(20), { concurrency: 2 });
	expect(error).toBeDefined();
	const before = texts().filter((text) => text !== '4');
	bench.server.reset();
	await send(numbers(20));
	expect([...before, ...texts()].map(Number).sort((a, b) => a - b)).toEqual(
		numbers(20).map((_, index) => index),
	);
});

test('once: what may have been delivered is not sent again and is told apart', async () => {
	bench.server.script((got) =>
		textOf(got.body) === '1' ? { reset: 'after' } : { json: { id: 'm' } },
	);
	const first = await send({ items: numbers(3), settings: continues });
	expect(first.items[1]?.json).toMatchObject({
		details: {
			to: '919876500001',
			reason: 'may have been delivered',
			mayHaveBeenDelivered: true,
		},
	});
	bench.server.reset();
	const { items, error } = await send(numbers(3));
	expect(error).toBeUndefined();
	expect(bench.server.got).toHaveLength(0);
	expect(jsons(items).map(({ reason }) => reason)).toEqual([
		'sent before',
		'may have been sent before',
		'sent before',
	]);
	// Looking does not change what is known.
	expect(jsons((await send(numbers(3))).items)).toEqual(jsons(items));
});

test('once: after a process that died, only what was on its way is in doubt', async () => {
	let atTheEnd: Map<string, string[]> | undefined;
	bench.server.script((_got, count) => {
		if (count === 20) atTheEnd = structuredClone(store.rows);
		return { json: { id: 'm' } };
	});
	await send(numbers(40), { concurrency: 3 });
	const before = texts().slice(0, 20);
	bench.server.reset();
	store.rows = atTheEnd ?? new Map();
	const { items } = await send(numbers(40));
	const inDoubt = jsons(items).flatMap(({ reason }, index) =>
		reason === 'may have been sent before' ? [String(index)] : [],
	);
	expect(texts().filter((text) => before.includes(text))).toEqual([]);
	expect(new Set([...before, ...texts(), ...inDoubt]).size).toBe(40);
	// Three on their way, three reserved next, and those whose answers were not noted yet.
	expect(inDoubt.length).toBeLessThan(13);
});

test('once: eight executions at once send one message', async () => {
	const runs = await Promise.all(Array.from({ length: 8 }, async () => await send(numbers(1))));
	expect(bench.server.got).toHaveLength(1);
	const sent = runs.map(({ items }) => items[0]?.json.sent);
	expect(sent.filter(Boolean)).toHaveLength(1);
});

test('once: eight executions at once with the same list send each message once', async () => {
	await Promise.all(Array.from({ length: 8 }, async () => await send(numbers(30))));
	expect(bench.server.got).toHaveLength(30);
	expect(new Set(texts()).size).toBe(30);
});

test('once: the second of two executions sends what the first one was refused', async () => {
	bench.server.script((_got, count) =>
		count === 1 ? { status: 400, json: { message: 'no' } } : { json: { id: 'm' } },
	);
	const runs = await Promise.all([
		send({ items: numbers(1), settings: continues }),
		send({ items: numbers(1), settings: continues }),
	]);
	expect(bench.server.got).toHaveLength(2);
	expect(runs.filter(({ items }) => items[0]?.json.sent === true)).toHaveLength(1);
});

test("once: n8n's retries repeat nothing, and send what is missing", async () => {
	let refused = 0;
	bench.server.script((got) =>
		textOf(got.body) === '2' && refused++ < 1
			? { status: 400, json: { message: 'no' } }
			: { json: { id: 'm' } },
	);
	const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
	const { items, error } = await send({ items: numbers(5), settings });
	expect(error).toBeUndefined();
	expect(jsons(items).every(({ sent }) => sent === true)).toBe(true);
	expect(bench.server.got).toHaveLength(6);
});

test('once: nothing goes out when n8n can not look up what was sent', async () => {
	store.broken = new Error('the database is gone');
	const { error } = await send(numbers(3));
	expect(bench.server.got).toHaveLength(0);
	expect(error?.message).toContain('the database is gone');
	store.broken = undefined;
	const { items } = await send(numbers(3));
	expect(jsons(items).every(({ sent }) => sent === true)).toBe(true);
});

test('once: a value that is refused is not noted', async () => {
	const bad = [{ json: { phone: 'nobody', index: 0 } }];
	await send({ items: bad, settings: continues });
	expect([...store.rows.values()].flat()).toEqual([]);
});

test('once: many items share the calls to the database', async () => {
	await send(numbers(200), { concurrency: 20 });
	expect(bench.server.got).toHaveLength(200);
	expect(store.calls).toBeLessThan(80);
});

test('once: nodes remember apart, a workflow together', async () => {
	const second = { id: 'node-2' };
	await send({ items: numbers(1) });
	await send({ items: numbers(1), settings: second });
	expect(bench.server.got).toHaveLength(2);
	await send({ items: numbers(1) }, { sendOnce: 'workflow' });
	await send({ items: numbers(1), settings: second }, { sendOnce: 'workflow' });
	expect(bench.server.got).toHaveLength(3);
});

test('once: a read does not ask', async () => {
	await bench.run('read', { id: 'a', options: { sendOnce: 'node' } });
	expect(store.calls).toBe(0);
});

test('once: what a canceled execution did not come to goes out in the next', async () => {
	let cancel = () => {};
	bench.server.script((_got, count) => {
		if (count === 5) cancel();
		return { json: { id: 'm' } };
	});
	const options = { concurrency: 2, perMinute: 600 };
	await send({ items: numbers(50), started: (stop) => (cancel = stop) }, options);
	const before = texts();
	bench.server.reset();
	const { items } = await send(numbers(50), options);
	const inDoubt = jsons(items).filter(({ reason }) => reason === 'may have been sent before');
	expect(inDoubt.length).toBeLessThanOrEqual(2);
	expect(before.length + texts().length).toBeGreaterThanOrEqual(50 - 2);
	expect(texts().filter((text) => before.includes(text))).toEqual([]);
});
