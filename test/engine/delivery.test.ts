/** Many items: order, lanes, bounds, stop, continue, and n8n's own retries. */
import { ExecuteContext } from 'n8n-core';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { runLanes } from '../../engine/run/lanes';
import { type Ledger, openLedger } from '../../engine/item/ledger';
import type { RunOptions } from '../harness/bench';
import { Probe } from './probe';
import { engineBench, numbers } from './setup';

const bench = engineBench();
const SEND = { to: '={{ $json.phone }}', text: '={{ $json.index }}' };
const indexOf = (body: string) =>
	Number((JSON.parse(body) as { message: { text: string } }).message.text);

test('outputs are in the order of the items and paired, whatever order the answers come in', async () => {
	bench.server.script(async (got) => {
		const index = indexOf(got.body);
		await new Promise((resolve) => setTimeout(resolve, index % 3));
		return { json: { ok: true, index } };
	});
	const { items } = await bench.run('send', SEND, numbers(40));
	expect(items.map(({ json }) => json.index)).toEqual(numbers(40).map((_, index) => index));
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
		numbers(40).map((_, item) => ({ item })),
	);
});

test.each([
	[1, { concurrency: 1 }],
	[3, { concurrency: 3 }],
	[5, {}],
])('at most %i requests are in flight', async (concurrency, options) => {
	let open = 0;
	let most = 0;
	bench.server.script(async () => {
		most = Math.max(most, ++open);
		// Until one too many comes, which it must not.
		for (let turn = 0; turn < 10 && open <= concurrency; turn++)
			await new Promise((resolve) => setTimeout(resolve, 1));
		open--;
		return { json: { ok: true } };
	});
	await bench.run('send', { ...SEND, options }, numbers(30));
	expect(most).toBeLessThanOrEqual(concurrency);
	expect(bench.server.mostOpen()).toBeGreaterThanOrEqual(Math.min(2, concurrency));
	expect(bench.server.got).toHaveLength(30);
});

test('items are read when one can go, and no sooner, and others get their turns', async () => {
	let [read, done, most, turns] = [0, 0, 0, 0];
	let over = false;
	const other = () => {
		turns++;
		if (!over) setImmediate(other);
	};
	setImmediate(other);
	await runLanes({
		count: 200,
		concurrency: 2,
		stop: new AbortController().signal,
		read: () => {
			bench.clock.advance(5);
			most = Math.max(most, ++read - done);
			return { run: async () => void done++ };
		},
	});
	over = true;
	expect([read, done]).toEqual([200, 200]);
	expect(turns).toBeGreaterThan(20);
	expect(most).toBeLessThanOrEqual(2);
});

describe('fairness', () => {
	/** Runs items of these people; each send takes as many turns as `slow` says. */
	const started = async (people: string[], concurrency: number, slow: (who: string) => number) => {
		const order: string[] = [];
		const reads: number[] = [];
		await runLanes({
			count: people.length,
			concurrency,
			stop: new AbortController().signal,
			read: (index) => {
				const who = people[index] ?? '';
				reads.push(index);
				return {
					lane: who,
					run: async () => {
						order.push(who);
						for (let turn = 0; turn < slow(who); turn++)
							await new Promise((resolve) => setImmediate(resolve));
					},
				};
			},
		});
		return { order, reads };
	};

	test('one slow person does not hold up the others', async () => {
		const people = [
			...Array<string>(100).fill('slow'),
			...Array.from({ length: 200 }, (_, i) => `p${i}`),
		];
		const { order } = await started(people, 5, (who) => (who === 'slow' ? 50 : 1));
		const others = order.flatMap((who, place) => (who === 'slow' ? [] : [place]));
		expect(order).toHaveLength(300);
		// All others went out while the slow one had a few turns.
		expect(Math.max(...others)).toBeLessThan(225);
	});

	test('a sorted list keeps all places busy, as a shuffled one does', async () => {
		const sorted = Array.from({ length: 2_000 }, (_, index) => `p${Math.floor(index / 100)}`);
		let [open, busy, sends] = [0, 0, 0];
		await runLanes({
			count: sorted.length,
			concurrency: 5,
			stop: new AbortController().signal,
			read: (index) => ({
				lane: sorted[index],
				run: async () => {
					busy += ++open;
					sends++;
					await new Promise((resolve) => setImmediate(resolve));
					open--;
				},
			}),
		});
		expect(sends).toBe(2_000);
		expect(busy / sends).toBeGreaterThan(4);
	});

	test('of a long line only a bounded part is kept as read', async () => {
		const people = [...Array<string>(2_000).fill('one'), 'other'];
		const { order, reads } = await started(people, 2, () => 1);
		expect(order.indexOf('other')).toBe(1);
		// The first, those that are kept, and each of the others once more in its turn.
		expect(reads.length).toBe(2_001 + 2_000 - 1 - 500);
	});
});

test('items of one recipient go out strictly one after the other, in order', async () => {
	const open = new Map<string, number>();
	const order = new Map<string, number[]>();
	let overlaps = 0;
	bench.server.script(async (got) => {
		const { to } = got.json() as { to: string };
		open.set(to, (open.get(to) ?? 0) + 1);
		if ((open.get(to) ?? 0) > 1) overlaps++;
		order.set(to, [...(order.get(to) ?? []), indexOf(got.body)]);
		// Long enough for another to the same recipient to come, which it must not.
		for (let turn = 0; turn < 5 && open.get(to) === 1; turn++)
			await new Promise((resolve) => setTimeout(resolve, 1));
		open.set(to, (open.get(to) ?? 0) - 1);
		return { json: { ok: true } };
	});
	const items = Array.from({ length: 60 }, (_, index) => ({
		json: { phone: `91987654321${index % 3}`, index },
	}));
	await bench.run('send', { ...SEND, options: { concurrency: 10 } }, items);
	expect(overlaps).toBe(0);
	expect(bench.server.got).toHaveLength(60);
	for (const indexes of order.values()) expect(indexes).toEqual([...indexes].sort((a, b) => a - b));
});

test('a paced run keeps the number of messages per minute', async () => {
	const times: number[] = [];
	bench.server.script(() => {
		times.push(bench.clock.now());
		return { json: { ok: true } };
	});
	const start = bench.clock.now();
	await bench.run('send', { ...SEND, options: { perMinute: 30, concurrency: 5 } }, numbers(31));
	expect(bench.clock.now() - start).toBeGreaterThanOrEqual(60_000);
	for (const time of times)
		expect(
			times.filter((other) => other >= time && other < time + 60_000).length,
		).toBeLessThanOrEqual(31);
});

test('stop: nothing is sent after the first failure, and the error accounts for every item', async () => {
	bench.server.script((got) =>
		indexOf(got.body) === 7
			? { status: 400, json: { code: 'NO_MONEY', message: 'no credit' } }
			: { json: { ok: true } },
	);
	const { error } = await bench.run('send', { ...SEND, options: { concurrency: 1 } }, numbers(20));
	expect(bench.server.got).toHaveLength(8);
	expect(error?.message).toBe('The balance is used up');
	expect(error?.description).toContain('Recharge the account.');
	expect(error?.description).toContain(
		'Of 20 items 7 were delivered (items 1 to 7), 1 failed (item 8), 12 were not sent (items 9 to 20).',
	);
	expect(error?.context).toMatchObject({ itemIndex: 7, delivered: 7, failed: 1, notSent: 12 });
});

test('continue: every failed item has its own error, paired, and the others are sent', async () => {
	bench.server.script((got) =>
		indexOf(got.body) % 4 === 1
			? { status: 400, json: { code: 'NO_MONEY', message: 'no credit' } }
			: { json: { ok: true, index: indexOf(got.body) } },
	);
	const { items } = await bench.run('send', SEND, {
		items: numbers(12),
		settings: { onError: 'continueRegularOutput' },
	});
	expect(items).toHaveLength(12);
	for (const [index, { json, pairedItem }] of items.entries()) {
		expect(pairedItem).toEqual({ item: index });
		if (index % 4 === 1)
			expect(json).toMatchObject({
				error: 'The balance is used up',
				details: { code: 'NO_MONEY', httpStatus: 400 },
			});
		else expect(json).toEqual({ ok: true, index, to: expect.any(String) as string });
	}
});

test('error output: failed items leave there with their input, the others on the main output', async () => {
	bench.server.script((got) =>
		indexOf(got.body) === 1 ? { status: 404, json: { message: 'gone' } } : { json: { ok: true } },
	);
	const { outputs } = await bench.run('send', SEND, {
		items: numbers(3),
		settings: { onError: 'continueErrorOutput' },
	});
	expect(outputs[0]).toHaveLength(2);
	expect(outputs[1]).toHaveLength(1);
	expect(outputs[1]?.[0]?.json).toMatchObject({ phone: '919876500001', error: 'Probe: gone' });
});

test("n8n's Retry On Fail: what was delivered is not sent again, its output comes back", async () => {
	let failures = 1;
	bench.server.script((got) => {
		if (indexOf(got.body) === 5 && failures-- > 0) return { status: 400, json: { message: 'no' } };
		return { json: { ok: true, index: indexOf(got.body) } };
	});
	const { items, error } = await bench.run(
		'send',
		{ ...SEND, options: { concurrency: 1 } },
		{ items: numbers(8), settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } },
	);
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json.index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
	expect(bench.server.got.map(({ body }) => indexOf(body))).toEqual([0, 1, 2, 3, 4, 5, 5, 6, 7]);
});

test("n8n's Retry On Fail never repeats a send whose fate is unknown", async () => {
	bench.server.script((got) =>
		indexOf(got.body) === 2 ? { reset: 'after' } : { json: { ok: true } },
	);
	const { error } = await bench.run(
		'send',
		{ ...SEND, options: { concurrency: 1 } },
		{ items: numbers(4), settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } },
	);
	expect(error?.message).toMatch(/may have been delivered/);
	expect(bench.server.got.map(({ body }) => indexOf(body))).toEqual([0, 1, 2]);
});

test('with "continue" n8n retries when the first item failed: the others are not sent twice', async () => {
	bench.server.script((got) =>
		indexOf(got.body) === 0 ? { status: 400, json: { message: 'no' } } : { json: { ok: true } },
	);
	const { items } = await bench.run('send', SEND, {
		items: numbers(4),
		settings: {
			onError: 'continueRegularOutput',
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 1,
		},
	});
	const sent = bench.server.got.map(({ body }) => indexOf(body));
	expect(sent.filter((index) => index === 0)).toHaveLength(3);
	for (const index of [1, 2, 3]) expect(sent.filter((other) => other === index)).toHaveLength(1);
	expect(items).toHaveLength(4);
});

test('a list of recipients in one item: those already reached are not sent to again', async () => {
	let failures = 1;
	bench.server.script((got) => {
		const { to } = got.json();
		if (to === '3' && failures-- > 0) return { status: 400, json: {} };
		return { json: { ok: true } };
	});
	const { items } = await bench.run(
		'sendMany',
		{ to: ['1', '2', '3', '4'] },
		{ items: [{ json: {} }], settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
	);
	expect(bench.server.got.map((got) => got.json().to)).toEqual(['1', '2', '3', '3', '4']);
	expect(items.map(({ json }) => json.to)).toEqual(['1', '2', '3', '4']);
	expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
});

describe('the ledger', () => {
	const caller = (
		data: object | undefined,
		more: { retryOnFail?: boolean; id?: string; input?: object } = {},
	) =>
		({
			getNode: () => ({ id: more.id ?? 'n1', retryOnFail: more.retryOnFail ?? true }),
			getExecuteData: () => data,
			getInputData: () => [{ json: more.input ?? {} }],
		}) as never as IExecuteFunctions;
	const fail = (ledger?: Ledger) => {
		if (ledger) ledger.failed = true;
		return ledger;
	};

	test('is that of a failed try: whoever runs the node again after a success means it', () => {
		const data = { node: { id: 'n1' } };
		const first = openLedger(caller(data));
		expect(openLedger(caller(data))).not.toBe(first);
		const second = fail(openLedger(caller(data)));
		expect(openLedger(caller(data))).toBe(second);
		expect(openLedger(caller(data))).not.toBe(second);
		expect(openLedger(caller({ node: { id: 'n1' } }))).not.toBe(second);
		expect(openLedger(caller(data, { retryOnFail: false }))).toBeUndefined();
	});

	test("of an agent's tool belongs to one call and one node, not to the agent's run", () => {
		const agent = { node: { id: 'agent' } };
		const [asha, ravi] = [{ to: 'Asha' }, { to: 'Ravi' }];
		const first = fail(openLedger(caller(agent, { input: asha })));
		expect(openLedger(caller(agent, { input: ravi }))).not.toBe(first);
		expect(openLedger(caller(agent, { input: asha, id: 'n2' }))).not.toBe(first);
		expect(openLedger(caller(agent, { input: asha }))).toBe(first);
	});
});

describe('keys', () => {
	const started = 1_790_000_000_000;
	const keysOf = async (more: RunOptions = {}, to = '={{ $json.phone }}') => {
		bench.server.reset();
		const given = { executionId: 'x1', ...more };
		await bench.run('sendKeyed', { to }, { items: numbers(2), ...given });
		return bench.server.got.map(({ headers }) => headers['idempotency-key']).sort();
	};
	const startAt = (establishedAt: number) =>
		jest
			.spyOn(ExecuteContext.prototype, 'getExecutionContext')
			.mockReturnValue({ establishedAt } as never);
	beforeEach(() => startAt(started));
	afterEach(() => jest.restoreAllMocks());

	test('are the same when n8n takes the execution up again, and differ by item', async () => {
		const keys = await keysOf();
		expect(new Set(keys).size).toBe(2);
		bench.clock.advance(60_000);
		expect(await keysOf()).toEqual(keys);
	});

	test.each<[string, () => RunOptions]>([
		['execution', () => ({ executionId: 'x2' })],
		['node', () => ({ settings: { id: 'node-2' } })],
		[
			'the beginning of the execution: a restored backup gives its ID again',
			() => {
				startAt(started + 1);
				return {};
			},
		],
		[
			'n8n instance',
			() => {
				jest.spyOn(ExecuteContext.prototype, 'getInstanceId').mockReturnValue('another');
				return {};
			},
		],
		[
			'run of a loop',
			() => {
				const data = { $runIndex: 1 } as never;
				jest.spyOn(ExecuteContext.prototype, 'getWorkflowDataProxy').mockReturnValue(data);
				return {};
			},
		],
		[
			'call where there is no execution',
			() => {
				jest.spyOn(ExecuteContext.prototype, 'getExecutionId').mockReturnValue(undefined as never);
				return {};
			},
		],
	])('differ by %s', async (_what, change) => {
		const keys = await keysOf();
		const others = await keysOf(change());
		expect(new Set([...keys, ...others]).size).toBe(4);
	});

	test('differ by what is sent and to whom', async () => {
		const keys = await keysOf();
		const others = await keysOf({}, '=9198766{{ $json.phone.slice(-5) }}');
		expect(new Set([...keys, ...others]).size).toBe(4);
	});

	test('are random where there is no execution, but the same in the tries of one call', async () => {
		jest.spyOn(ExecuteContext.prototype, 'getExecutionId').mockReturnValue(undefined as never);
		bench.server.script((_got, count) => (count < 6 ? { reset: 'after' } : { json: { ok: true } }));
		const { error } = await bench.run(
			'sendKeyed',
			{ to: '919876543210' },
			{ settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } },
		);
		expect(error).toBeUndefined();
		const keys = bench.server.got.map(({ headers }) => headers['idempotency-key']);
		expect([keys.length, new Set(keys).size]).toEqual([6, 1]);
	});

	test.each([
		['order-7', 'order-7'],
		[' order 7\n', 'order 7'],
		[' ', /^[0-9a-f]{8}-[0-9a-f]{4}-/],
		['заказ-7', /^[0-9a-f]{64}$/],
		['7\r\nX-Evil: 1', /^[0-9a-f]{64}$/],
		['k'.repeat(500), /^[0-9a-f]{64}$/],
	])('of the person, %j, are sent so that a header carries them', async (given, wanted) => {
		await bench.run('sendKeyed', { to: '919876543210', additionalFields: { key: given } });
		const key = bench.server.got[0]?.headers['idempotency-key'];
		if (typeof wanted === 'string') expect(key).toBe(wanted);
		else expect(key).toMatch(wanted);
	});
});

test.each([
	['send', SEND, 'mayHaveBeenDelivered'],
	['put', { id: '1', updateFields: { count: 1 } }, 'mayHaveBeenDone'],
])('continue: %s tells in its item that it may have been done', async (name, given, flag) => {
	bench.server.script(() => ({ status: 500, json: { message: 'down' } }));
	const { items } = await bench.run(name, given, {
		items: numbers(1),
		settings: { onError: 'continueRegularOutput' },
	});
	const { mayHaveBeenDelivered, mayHaveBeenDone } = items[0]?.json.details as IDataObject;
	expect({ mayHaveBeenDelivered, mayHaveBeenDone }).toEqual({ [flag]: true });
});

test('cancelled in the middle: no further item is sent', async () => {
	let cancel = () => {};
	// n8n does not wait for the node to end.
	const execute = jest.spyOn(Probe.prototype, 'execute');
	bench.server.script((_got, count) => {
		if (count === 3) cancel();
		return { json: { ok: true } };
	});
	await bench.run(
		'send',
		{ ...SEND, options: { concurrency: 1 } },
		{
			items: numbers(50),
			started: (stop) => {
				cancel = stop;
			},
		},
	);
	await Promise.allSettled(execute.mock.results.map(({ value }) => value as Promise<unknown>));
	execute.mockRestore();
	expect(bench.server.got).toHaveLength(3);
});
