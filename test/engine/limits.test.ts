/** Every wait has an end: what the provider asks for, answers that trickle, gates that others closed. */
import net, { type AddressInfo } from 'node:net';

import { enter, gateFor, leave, close, type Entry } from '../../engine/http/pace';
import { Patience } from '../../engine/http/patience';
import { retryAfter } from '../../engine/http/retry';
import { engineBench, numbers } from './setup';
import { virtualClock } from './virtualClock';
import { useClock } from '../../engine/http/clock';

const bench = engineBench();
const TO = { to: '919876543210' };
const past = new Date(0).toUTCString();

test.each([
	['0', undefined],
	['-5', undefined],
	['0.5', 500],
	['5, 10', 10_000],
	['30', 30_000],
	['soon', undefined],
	['0x10', undefined],
	['1e9', undefined],
	['Infinity', undefined],
	[' ', undefined],
	[undefined, undefined],
	[past, undefined],
	['Wed, 21 Oct', undefined],
])('Retry-After %j is %j milliseconds', (header, wait) => {
	expect(retryAfter(header)).toBe(wait);
});

test.each(['0', '-5', '0.001', '5, 10', past, 'soon', ''])(
	'with Retry-After %j a provider that always says "slow down" gets few requests',
	async (header) => {
		bench.server.script(() => ({ status: 429, headers: { 'retry-after': header }, json: {} }));
		const { error } = await bench.run('send', { ...TO, options: { maxWait: 60 } });
		expect(error?.httpCode).toBe('429');
		expect(bench.server.got.length).toBeLessThan(8);
		expect(bench.clock.waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThanOrEqual(60_000);
	},
);

describe('one limit for a request and its answer', () => {
	const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
	const trickle = (socket: net.Socket, text: string) => {
		const timer = setInterval(() => socket.write(text), 100);
		socket.on('close', () => clearInterval(timer));
	};
	test.each<[string, (socket: net.Socket) => void]>([
		[
			'a body of one byte at a time',
			(socket) => {
				socket.write(`${head}Content-Length: 1000000\r\n\r\n`);
				trickle(socket, ' ');
			},
		],
		[
			'a chunked body of one byte at a time',
			(socket) => {
				socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n`);
				trickle(socket, '1\r\n \r\n');
			},
		],
		[
			'headers of one byte at a time',
			(socket) => {
				socket.write('HTTP/1.1 200 OK\r\nX-A: ');
				trickle(socket, 'a');
			},
		],
		['status 101', (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n')],
		['half a body', (socket) => socket.write(`${head}Content-Length: 99\r\n\r\n{`)],
	])('%s', async (_what, answer) => {
		const sockets = new Set<net.Socket>();
		const server = net.createServer((socket) => {
			sockets.add(socket);
			socket.on('error', () => {
				// The limit ends the connection.
			});
			socket.once('data', () => answer(socket));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const real = bench.server;
		bench.server = { ...real, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
		const begun = Date.now();
		const { error } = await bench.run('send', { ...TO, options: { timeout: 1 } });
		bench.server = real;
		for (const socket of sockets) socket.destroy();
		server.close();
		expect(error?.context?.fate).toBe('unknown');
		expect(Date.now() - begun).toBeLessThan(5_000);
	});
});

describe('a gate that another item closed', () => {
	const closeFor = async (seconds: number) => {
		bench.server.script((got) =>
			got.json().to === '911' || bench.server.got.length > 1
				? { json: { ok: true } }
				: { status: 429, headers: { 'retry-after': String(seconds) }, json: {} },
		);
	};

	test('"Max Retry Wait" 0 fails right away, as not sent', async () => {
		await closeFor(200);
		const first = bench.run('send', TO);
		while (!bench.clock.waits.length) await new Promise((resolve) => setImmediate(resolve));
		const { error } = await bench.run('send', { to: '919876543211', options: { maxWait: 0 } });
		expect(error?.context?.fate).toBe('notSent');
		expect(error?.message).toBe('Too many requests in a short time');
		expect(error?.description).toMatch(/longer than "Max Retry Wait" allows/);
		expect((await first).error).toBeUndefined();
		expect(bench.server.got).toHaveLength(2);
	});
});

describe('the gate', () => {
	let clock = virtualClock(0);
	let restore = () => {};
	let name = 0;
	beforeEach(() => {
		clock = virtualClock(Date.parse('2029-01-01') + ++name * 86_400_000);
		restore = useClock(clock);
	});
	afterEach(() => restore());
	const entry = (run: object, more: Partial<Entry> = {}): Entry => ({
		run,
		isMessage: true,
		perMinute: 0,
		patience: new Patience(Infinity),
		...more,
	});
	const gate = () => gateFor(`limits ${name}`);

	test('gives the places of a stopped run back', async () => {
		const stop = new AbortController();
		const paced = { perMinute: 1 };
		const waiting = Array.from(
			{ length: 50 },
			async () => await enter(gate(), entry({}, { ...paced, stop: stop.signal })),
		);
		stop.abort();
		expect((await Promise.all(waiting)).filter((one) => one === 'in')).toHaveLength(1);
		const begun = clock.now();
		expect(await enter(gate(), entry({}, paced))).toBe('in');
		expect(clock.now() - begun).toBeLessThanOrEqual(60_000);
	});

	test('gives the place of a message back that did not go out', async () => {
		const { slowDowns } = gate();
		await enter(gate(), entry({}, { perMinute: 1 }));
		leave(gate(), slowDowns, 'unused', true);
		const begun = clock.now();
		await enter(gate(), entry({}, { perMinute: 1 }));
		expect(clock.now()).toBe(begun);
	});

	test('counts messages without a pace, too', async () => {
		for (let sent = 0; sent < 100; sent++) await enter(gate(), entry({}));
		const begun = clock.now();
		await enter(gate(), entry({}, { perMinute: 10 }));
		expect(clock.now() - begun).toBeGreaterThanOrEqual(60_000);
	});

	test('lets one in after a slow-down, and more with each success', async () => {
		close(gate(), 10_000);
		const { slowDowns } = gate();
		let inside = 0;
		const all = Array.from({ length: 10 }, async () => {
			await enter(gate(), entry({}));
			inside++;
		});
		const settled = async () => {
			for (let turn = 0; turn < 30; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
			return inside;
		};
		expect(await settled()).toBe(1);
		leave(gate(), slowDowns, 'answered', true);
		expect(await settled()).toBe(3);
		leave(gate(), slowDowns, 'failed', true);
		expect(await settled()).toBe(4);
		for (let left = 0; left < 10; left++) leave(gate(), slowDowns, 'answered', true);
		await Promise.all(all);
	});

	test('lets the runs take turns', async () => {
		const order: string[] = [];
		const [long, short] = [{}, {}];
		const pass = async (run: object, who: string) => {
			await enter(gate(), entry(run, { perMinute: 60 }));
			order.push(who);
		};
		const all = Array.from({ length: 20 }, async () => await pass(long, 'long'));
		all.push(pass(short, 'short'), pass(short, 'short'));
		await Promise.all(all);
		expect(order.lastIndexOf('short')).toBeLessThan(6);
	});

	test('does not wait an hour because the clock is set back by one', async () => {
		await enter(gate(), entry({}, { perMinute: 60 }));
		clock.advance(-3_600_000);
		const before = clock.waits.length;
		await enter(gate(), entry({}, { perMinute: 60 }));
		expect(Math.max(...clock.waits.slice(before))).toBeLessThanOrEqual(1_000);
	});

	test('what waits only for its pace has all the time', async () => {
		const impatient = entry({}, { perMinute: 1, patience: new Patience(0) });
		await enter(gate(), impatient);
		expect(await enter(gate(), impatient)).toBe('in');
	});
});

test('a paced run in which the provider says "slow down" keeps its pace afterwards', async () => {
	const times: number[] = [];
	bench.server.script((_got, count) => {
		times.push(bench.clock.now());
		return count === 1
			? { status: 429, headers: { 'retry-after': '120' }, json: {} }
			: { json: { ok: true } };
	});
	const options = { perMinute: 60, concurrency: 50 };
	await bench.run('send', { to: '={{ $json.phone }}', options }, numbers(80));
	const most = Math.max(
		...times.map((time) => times.filter((other) => other >= time && other < time + 60_000).length),
	);
	expect(times).toHaveLength(81);
	// The server sees them a moment later, and not always the same one.
	expect(most).toBeLessThanOrEqual(61);
});
