/** The next gateway sends when it is certain that the one before sent nothing, and never otherwise. */
import type { IDataObject } from 'n8n-workflow';

import type { Reply } from '../engine/scriptedServer';
import { misfits } from '../schemas/written';
import { type Name, nameOf, NAMES, SUCCESS, TEXT, TITLES, useGateways } from './setup';

const gateways = useGateways();
const { answers, run, sends } = gateways;

const certain: Array<[string, Record<Name, Reply>]> = [
	[
		'out of balance',
		{
			myOperator: {
				status: 400,
				json: { status: 'error', code: 'CHAT_4001', message: 'Insufficient Balance' },
			},
			whapi: { status: 402, json: { error: { code: 402, message: 'Trial limit exceeded' } } },
			wapio: {
				status: 403,
				json: { success: false, message: 'plan expired', reason_code: 'plan' },
			},
			twoChat: {
				status: 402,
				json: { success: false, error: true, error_message: 'no credits' },
			},
		},
	],
	[
		'not connected',
		{
			myOperator: {
				status: 400,
				json: { status: 'error', code: 'CHAT_0305', message: 'not connected' },
			},
			whapi: { status: 401, json: { error: { code: 401, message: 'Channel not authorized' } } },
			wapio: {
				status: 409,
				json: {
					success: false,
					message: 'session is not connected',
					reason_code: 'not_connected',
				},
			},
			twoChat: {
				status: 404,
				json: { success: false, error: true, error_message: 'number not found' },
			},
		},
	],
	[
		'wrong key',
		{
			myOperator: { status: 403, json: { message: 'Forbidden' } },
			whapi: { status: 401, json: { error: { code: 401, message: 'bad token' } } },
			wapio: { status: 401, json: { success: false, message: 'bad token' } },
			twoChat: { status: 401, json: { detail: 'Not authenticated' } },
		},
	],
];
const doubtful: Array<[string, Reply]> = [
	['reset after reading', { reset: 'after' }],
	['HTTP 500', { status: 500, text: 'Internal Server Error' }],
	['HTTP 503', { status: 503, text: '' }],
	['unreadable answer', { status: 200, text: '<html>' }],
];
const next = (name: Name): Name => NAMES[(NAMES.indexOf(name) + 1) % NAMES.length] as Name;

describe.each(NAMES)('%s', (name) => {
	test.each(certain)('%s: the next gateway sends, once', async (_kind, replies) => {
		answers({ [name]: replies[name] });
		const other = next(name);
		const { items, error } = await run([name, other], 'sendText', TEXT);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ gateway: TITLES[other], messageId: `id-${other}` });
		expect((items[0]?.json.tried as IDataObject[])[0]?.gateway).toBe(TITLES[name]);
		expect(misfits(items[0]?.json, 'MessagingGateway', 'message', 'sendText')).toEqual([]);
		expect(sends().filter((got) => nameOf(got) === other)).toHaveLength(1);
	});

	test.each(doubtful)('%s: no other gateway sends', async (_kind, reply) => {
		answers({ [name]: reply });
		const { error } = await run([name, next(name)], 'sendText', TEXT);
		expect(error).toBeDefined();
		expect(sends().every((got) => nameOf(got) === name)).toBe(true);
		if (name !== 'wapio') {
			expect(error?.message).toMatch(/may have been delivered/);
			expect(sends()).toHaveLength(1);
		} else {
			const keys = new Set(sends().map(({ headers }) => headers['idempotency-key']));
			expect(keys.size).toBe(1);
		}
	});
});

test('all refuse: the error tells what each one said', async () => {
	answers(certain[0]?.[1]);
	const { error } = await run(NAMES, 'sendText', TEXT);
	for (const name of NAMES) expect(error?.description).toContain(`${TITLES[name]}: `);
	expect(sends()).toHaveLength(4);
	expect(JSON.stringify(error)).not.toContain('key-of-');
});

test("a gateway that can't do it is passed over", async () => {
	answers();
	const { items } = await run(['twoChat', 'whapi'], 'sendPoll', {
		to: '919876543210',
		question: 'When?',
		answers: ['a', 'b'],
	});
	expect(items[0]?.json.gateway).toBe('Whapi.Cloud');
});

test('with a next gateway at hand nobody waits minutes for the first', async () => {
	const busy = { status: 429, headers: { 'retry-after': '100' }, json: {} };
	answers({ whapi: busy });
	const { items } = await run(['whapi', 'twoChat'], 'sendText', TEXT);
	expect(items[0]?.json.gateway).toBe('2Chat');
	expect(gateways.clock.waits).toEqual([]);
	gateways.server.reset();
	gateways.server.script((_got, count) => (count === 1 ? busy : { json: SUCCESS.whapi }));
	expect((await run(['whapi'], 'sendText', TEXT)).error).toBeUndefined();
	expect(gateways.clock.waits).toEqual([100_000]);
});

test("n8n's Retry On Fail after a doubtful send sends nothing more", async () => {
	answers({ whapi: { reset: 'after' } });
	await run(['whapi', 'twoChat'], 'sendText', TEXT, {
		settings: {
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 1,
		},
	});
	expect(sends()).toHaveLength(1);
});

test('a refusal after a doubtful send keeps the message with the gateway that may have it', async () => {
	let tries = 0;
	const refused = { status: 403, json: { success: false, message: 'plan expired' } };
	answers({});
	gateways.server.script((got) => {
		if (nameOf(got) !== 'wapio') return { json: SUCCESS[nameOf(got)] };
		if (got.method === 'GET')
			return { json: { data: [{ session_id: 'bps_sess_1', status: 'connected' }] } };
		// n8n's first try loses each of its own tries.
		return ++tries <= 4 ? { reset: 'after' } : refused;
	});
	const { error } = await run(['wapio', 'whapi'], 'sendText', TEXT, {
		settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
	});
	expect(tries).toBeGreaterThan(4);
	expect(error?.message).toContain('may have been delivered');
	expect(gateways.server.got.filter((got) => nameOf(got) === 'whapi')).toEqual([]);
});

describe("a credential that can't be opened", () => {
	let unhandled: unknown[] = [];
	const note = (reason: unknown) => unhandled.push(reason);
	beforeEach(() => {
		unhandled = [];
		process.on('unhandledRejection', note);
	});
	afterEach(() => process.off('unhandledRejection', note));

	test.each<[string, Name[], Name]>([
		['the first one', ['whapi', 'twoChat'], 'whapi'],
		['the last one', ['twoChat', 'whapi'], 'whapi'],
	])('%s: the other gateway sends', async (_which, names, broken) => {
		answers();
		gateways.closed.add(broken);
		const { items, error } = await run(names, 'sendText', TEXT);
		await new Promise((resolve) => setImmediate(resolve));
		expect(error).toBeUndefined();
		expect(items[0]?.json.gateway).toBe('2Chat');
		expect(sends()).toHaveLength(1);
		expect(unhandled).toEqual([]);
	});

	test('all of them: the error names each', async () => {
		answers();
		for (const name of ['whapi', 'twoChat'] as const) gateways.closed.add(name);
		const { error } = await run(['whapi', 'twoChat'], 'sendText', TEXT);
		for (const name of ['Whapi.Cloud', '2Chat']) expect(error?.description).toContain(`${name}: `);
		expect(sends()).toHaveLength(0);
		expect(unhandled).toEqual([]);
	});
});
