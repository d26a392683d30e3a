/** The retry policy, row by row, through n8n's engine and real sockets. */
import { useClock } from '../../engine/http/clock';
import type { Trouble } from '../../engine/http/retry';
import type { Reply } from './scriptedServer';
import { engineBench, numbers } from './setup';

const bench = engineBench();

type Decision = 'retry' | 'fail' | 'unknown';
/** As docs/delivery.md has it: reading, changing, sending. */
const POLICY: Partial<Record<Trouble, [Decision, Decision, Decision]>> = {
	tooMany: ['retry', 'retry', 'retry'],
	refusedForNow: ['retry', 'retry', 'retry'],
	serverBusy: ['retry', 'retry', 'unknown'],
	serverError: ['fail', 'fail', 'unknown'],
	lost: ['retry', 'retry', 'unknown'],
	unreadable: ['retry', 'retry', 'unknown'],
	refused: ['fail', 'fail', 'fail'],
};

const OPERATIONS = {
	read: { operation: 'read', parameters: { id: '1' } },
	idempotent: { operation: 'put', parameters: { id: '1', updateFields: { count: 1 } } },
	send: { operation: 'send', parameters: { to: '919876543210', text: 'Hello' } },
} as const;

const FAULTS: Array<[string, Trouble, Reply]> = [
	['429', 'tooMany', { status: 429, json: { message: 'slow down' } }],
	['429 with Retry-After', 'tooMany', { status: 429, headers: { 'retry-after': '7' }, json: {} }],
	['a "not now" code', 'refusedForNow', { status: 409, json: { code: 'BOOTING' } }],
	['502', 'serverBusy', { status: 502, text: '<html>Bad gateway</html>' }],
	['503', 'serverBusy', { status: 503, text: '' }],
	['504', 'serverBusy', { status: 504, json: { message: 'timeout' } }],
	['500 in plain text', 'serverError', { status: 500, text: 'Internal Server Error' }],
	['a reset', 'lost', { reset: 'after' }],
	['an answer that is cut off', 'lost', { cutOff: '{"ok": tr' }],
	['HTML instead of JSON', 'unreadable', { status: 200, text: '<html>Hello</html>' }],
	['truncated JSON', 'unreadable', { status: 200, text: '{"ok": tr' }],
	['400', 'refused', { status: 400, json: { message: 'no such field' } }],
	[
		'a failure inside HTTP 200',
		'refused',
		{ status: 200, json: { ok: false, code: 'NO_MONEY', message: 'pay' } },
	],
];

const cases = FAULTS.flatMap(([name, trouble, reply]) =>
	(['read', 'idempotent', 'send'] as const).map(
		(effect, index) => [name, effect, POLICY[trouble]?.[index], reply, trouble] as const,
	),
);

test.each(cases)('%s on %s: %s', async (_name, effect, decision, fault, trouble) => {
	bench.server.script((_got, count) => (count === 1 ? fault : { json: { ok: true, id: 'm1' } }));
	const { operation, parameters } = OPERATIONS[effect];
	const { items, error } = await bench.run(operation, parameters);
	if (decision === 'retry') {
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ ok: true });
		expect(bench.server.got).toHaveLength(2);
	} else {
		expect(bench.server.got).toHaveLength(1);
		const mayBeDone = trouble === 'serverError' && effect !== 'read';
		expect(error?.context?.fate).toBe(decision === 'unknown' || mayBeDone ? 'unknown' : 'refused');
		if (decision === 'unknown') expect(error?.message).toMatch(/may have been delivered/);
	}
});

test('a connection that is refused is tried again, also for sends', async () => {
	const { items, error } = await bench.run('send', { to: '919876543210', text: 'x' }, undefined);
	expect(error).toBeUndefined();
	expect(items).toHaveLength(1);
	const port = Number(new URL(bench.server.url).port);
	const dead = { ...bench.server, url: `http://127.0.0.1:${port === 1 ? 2 : 1}` };
	const live = bench.server;
	bench.server = dead;
	const refused = await bench.run('send', { to: '919876543210', text: 'x' });
	bench.server = live;
	expect(refused.error?.context?.fate).toBe('notSent');
	expect(refused.error?.description).toMatch(/Tried 5 times/);
	expect(bench.clock.waits).toHaveLength(4);
});

test('Retry-After in seconds is obeyed', async () => {
	bench.server.script((_got, count) =>
		count === 1
			? { status: 429, headers: { 'retry-after': '42' }, json: {} }
			: { json: { ok: true } },
	);
	await bench.run('send', { to: '919876543210' });
	expect(bench.clock.waits).toEqual([42_000]);
});

test('Retry-After as a date is obeyed', async () => {
	const date = new Date(bench.clock.now() + 90_000).toUTCString();
	bench.server.script((_got, count) =>
		count === 1
			? { status: 429, headers: { 'retry-after': date }, json: {} }
			: { json: { ok: true } },
	);
	await bench.run('send', { to: '919876543210' });
	expect(bench.clock.waits).toEqual([90_000]);
});

test('without Retry-After the waits double, up to the total that is allowed', async () => {
	bench.server.script(() => ({ status: 429, json: {} }));
	const { error } = await bench.run('send', { to: '919876543210', options: { maxWait: 100 } });
	expect(bench.clock.waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000]);
	expect(error?.httpCode).toBe('429');
	expect(error?.message).toBe('Too many requests in a short time');
});

test('no wait is longer than a minute, unless the provider asks for it', async () => {
	bench.server.script(() => ({ status: 429, json: {} }));
	await bench.run('send', { to: '919876543210', options: { maxWait: 200 } });
	expect(bench.clock.waits.slice(-3)).toEqual([32_000, 60_000, 60_000]);
});

test('waits have some chance in them, so that not all come back at the same moment', async () => {
	bench.clock.random = () => 0;
	bench.server.script(() => ({ status: 429, json: {} }));
	await bench.run('send', { to: '919876543210', options: { maxWait: 4 } });
	expect(bench.clock.waits).toEqual([500, 1000, 2000]);
});

test.each<[string, number, Reply]>([
	['502', 5, { status: 502, json: {} }],
	['a lost answer', 4, { reset: 'after' }],
	['an unreadable answer', 3, { status: 200, text: '<html>' }],
])('%s is tried %i times in all', async (_name, tries, reply) => {
	bench.server.script(() => reply);
	const { error } = await bench.run('read', { id: '1' });
	expect(bench.server.got).toHaveLength(tries);
	expect(error?.description).toContain(`Tried ${tries} times`);
});

test('a redirect is not followed: the message would go out twice, and the key to a stranger', async () => {
	const headers = { location: `${bench.server.url}/elsewhere` };
	bench.server.script(({ path }) =>
		path === '/elsewhere' ? { json: { ok: true } } : { status: 307, headers, json: {} },
	);
	const { error } = await bench.run('send', { to: '919876543210' });
	expect(error?.httpCode).toBe('307');
	expect(bench.server.got.map(({ path }) => path)).toEqual(['/send']);
});

test('a wait longer than what is left is not begun, and the error tells it', async () => {
	bench.server.script(() => ({ status: 429, headers: { 'retry-after': '3600' }, json: {} }));
	const { error } = await bench.run('send', { to: '919876543210' });
	expect(bench.clock.waits).toEqual([]);
	expect(error?.description).toMatch(/asks to wait 3600 seconds/);
});

test('one 429 holds back everything that uses the same credential', async () => {
	let limited = 0;
	bench.server.script((_got, count) => {
		if (count > 1) return { json: { ok: true } };
		limited = bench.clock.now();
		return { status: 429, headers: { 'retry-after': '60' }, json: {} };
	});
	await bench.run('send', { to: '919876543210' });
	expect(bench.clock.now() - limited).toBeGreaterThanOrEqual(60_000);
});

test('after "slow down" whoever uses the same credential waits, and nobody else', async () => {
	let now = bench.clock.now();
	let wake = () => {};
	let waits = 0;
	useClock({
		now: () => now,
		random: () => 1,
		wait: async (ms, signal) => {
			if (ms <= 0) return;
			waits++;
			await new Promise<void>((resolve) => {
				wake = resolve;
				signal?.addEventListener('abort', () => resolve(), { once: true });
			});
		},
	});
	const until = async (reached: () => boolean) => {
		while (!reached()) await new Promise((resolve) => setImmediate(resolve));
	};
	bench.server.script((_got, count) =>
		count === 1
			? { status: 429, headers: { 'retry-after': '60' }, json: {} }
			: { json: { ok: true } },
	);
	const first = bench.run('send', { to: '919876543210' });
	await until(() => waits > 0);
	const second = bench.run('send', { to: '919876543211' });
	await until(() => waits > 1);
	expect(bench.server.got).toHaveLength(1);
	const other = { probeApi: { id: 'cred-2', name: 'Another' } };
	const settings = { credentials: other };
	expect(
		(await bench.run('send', { to: '919876543212' }, { items: numbers(1), settings })).error,
	).toBe(undefined);
	expect(bench.server.got).toHaveLength(2);
	now += 60_000;
	wake();
	await Promise.all([first, second]);
	expect(bench.server.got).toHaveLength(4);
});

test('no answer in time: reads are repeated, sends are not', async () => {
	bench.server.script((_got, count) => (count === 1 ? { silent: true } : { json: { ok: true } }));
	const read = await bench.run('read', { id: '1', options: { timeout: 1 } });
	expect(read.items[0]?.json).toEqual({ ok: true });
	bench.server.reset();
	bench.server.script(() => ({ silent: true }));
	const send = await bench.run('send', { to: '919876543210', options: { timeout: 1 } });
	expect(send.error?.context?.fate).toBe('unknown');
	expect(send.error?.description).toMatch(/no answer within 1 seconds/);
	expect(bench.server.got).toHaveLength(1);
});

test('a delete that is not found after a lost answer was done', async () => {
	bench.server.script((_got, count) =>
		count === 1 ? { reset: 'after' } : { status: 404, json: { message: 'not found' } },
	);
	const { items, error } = await bench.run('remove', { id: '1' });
	expect(error).toBeUndefined();
	expect(items[0]?.json).toEqual({ deleted: true });
});

test('a send with an idempotency key is repeated with the same key', async () => {
	bench.server.script((_got, count) => (count < 3 ? { reset: 'after' } : { json: { ok: true } }));
	const { error } = await bench.run('sendKeyed', { to: '919876543210' });
	expect(error).toBeUndefined();
	const keys = bench.server.got.map(({ headers }) => headers['idempotency-key']);
	expect(keys).toHaveLength(3);
	expect(new Set(keys).size).toBe(1);
	expect(keys[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-/);
});

test('a key that was used by the lost try means: it was delivered', async () => {
	bench.server.script((_got, count) =>
		count === 1 ? { reset: 'after' } : { status: 409, json: { code: 'USED' } },
	);
	const { items, error } = await bench.run('sendKeyed', {
		to: '919876543210',
		additionalFields: { key: 'mine' },
	});
	expect(error).toBeUndefined();
	expect(items[0]?.json).toMatchObject({ success: true, alreadyDone: true });
	bench.server.reset();
	bench.server.script(() => ({ status: 409, json: { code: 'USED' } }));
	const first = await bench.run('sendKeyed', {
		to: '919876543210',
		additionalFields: { key: 'mine' },
	});
	expect(first.error?.context?.code).toBe('USED');
});

test('cancelling ends a wait at once and sends nothing more', async () => {
	let cancel = () => {};
	bench.clock.wait = async (_ms, signal) => {
		cancel();
		await new Promise<void>((resolve) => {
			if (signal?.aborted) resolve();
			else signal?.addEventListener('abort', () => resolve(), { once: true });
		});
	};
	bench.server.script(() => ({ status: 429, headers: { 'retry-after': '100' }, json: {} }));
	await bench.run(
		'send',
		{ to: '919876543210' },
		{
			started: (stop) => {
				cancel = stop;
			},
		},
	);
	expect(bench.server.got).toHaveLength(1);
});
