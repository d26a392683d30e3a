/** The Messaging Gateway node: one set of parameters, four providers, failover that never doubles. */
import {
	type ICredentialType,
	type IDataObject,
	type INode,
	type INodeProperties,
	NodeHelpers,
	SEND_AND_WAIT_OPERATION,
} from 'n8n-workflow';

import { MessagingMyOperatorApi } from '../../credentials/MessagingMyOperatorApi.credentials';
import { MessagingTwoChatApi } from '../../credentials/MessagingTwoChatApi.credentials';
import { MessagingWapioApi } from '../../credentials/MessagingWapioApi.credentials';
import { MessagingWhapiApi } from '../../credentials/MessagingWhapiApi.credentials';
import { useClock } from '../../engine/clock';
import { formOf } from '../../engine/describe';
import { childrenOf } from '../../engine/values';
import { findOperation } from '../../engine/run';
import { GATEWAYS } from '../../nodes/MessagingGateway/gateways';
import { MessagingGateway } from '../../nodes/MessagingGateway/MessagingGateway.node';
import {
	type Got,
	type Reply,
	type ScriptedServer,
	startScriptedServer,
} from '../engine/scriptedServer';
import { virtualClock } from '../engine/virtualClock';
import { runNode } from '../harness/n8n';
import { misfits } from '../schemas/written';

type Name = 'myOperator' | 'whapi' | 'wapio' | 'twoChat';
const NAMES: Name[] = ['myOperator', 'whapi', 'wapio', 'twoChat'];
const TITLES: Record<Name, string> = {
	myOperator: 'MyOperator',
	whapi: 'Whapi.Cloud',
	wapio: 'Wapio',
	twoChat: '2Chat',
};

let server: ScriptedServer;
let restore = () => {};
let day = Date.parse('2027-01-01');
beforeAll(async () => {
	server = await startScriptedServer();
});
afterAll(async () => await server.stop());
beforeEach(() => {
	server.reset();
	day += 86_400_000;
	restore = useClock(virtualClock(day));
});
afterEach(() => restore());

const CREDENTIALS: Record<Name, () => { type: ICredentialType; data: IDataObject }> = {
	myOperator: () => ({
		type: new MessagingMyOperatorApi(),
		data: {
			apiKey: 'key-of-myoperator',
			companyId: 'company',
			whatsappBaseUrl: `${server.url}/myOperator`,
		},
	}),
	whapi: () => ({
		type: new MessagingWhapiApi(),
		data: { token: 'key-of-whapi', baseUrl: `${server.url}/whapi` },
	}),
	wapio: () => ({
		type: new MessagingWapioApi(),
		data: { token: 'bps_pat_key-of-wapio', baseUrl: `${server.url}/wapio` },
	}),
	twoChat: () => ({
		type: new MessagingTwoChatApi(),
		data: { apiKey: 'key-of-2chat', baseUrl: `${server.url}/twoChat` },
	}),
};

const SUCCESS: Record<Name, IDataObject> = {
	myOperator: {
		status: 'success',
		code: '200',
		data: { message_id: 'id-myOperator', conversaton_id: 'c' },
	},
	whapi: {
		sent: true,
		message: {
			id: 'id-whapi',
			status: 'pending',
			chat_id: '919876543210@s.whatsapp.net',
			timestamp: 1767693060,
		},
	},
	wapio: { msgId: 'id-wapio', jid: '919876543210@s.whatsapp.net', status: 'queued' },
	twoChat: { success: true, message_uuid: 'id-twoChat', batched: true },
};

const SENDERS: Record<string, IDataObject> = {
	'/myOperator/chat/phonenumbers': {
		status: 'success',
		data: { count: 1, results: [{ phone_number_id: '4110', status: 'active' }] },
	},
	'/wapio/v1/whatsapp-sessions': {
		data: [
			{ session_id: 'bps_sess_off', status: 'pending' },
			{ session_id: 'bps_sess_1', status: 'connected' },
		],
		next_cursor: null,
	},
	'/twoChat/whatsapp/get-numbers': {
		success: true,
		numbers: [{ phone_number: '+15550100123', connection_status: 'C' }],
	},
	'/twoChat/waba/numbers': {
		success: true,
		numbers: [{ phone_number: '+15550100124', connection_status: 'C' }],
	},
};

const nameOf = (got: Got) => got.path.split('/')[1] as Name;
const isSend = (got: Got) => got.method === 'POST';
const sends = () => server.got.filter(isSend);

function answers(replies: Partial<Record<Name, Reply>> = {}): void {
	server.script((got) => {
		if (!isSend(got)) {
			const empty = /[?&]page(_number)?=[1-9]/.test(got.url);
			return { json: empty ? { success: true, numbers: [] } : (SENDERS[got.path] ?? {}) };
		}
		return replies[nameOf(got)] ?? { json: SUCCESS[nameOf(got)] };
	});
}

let execution = 0;
const run = async (
	names: Name[],
	operation: string,
	parameters: IDataObject = {},
	settings: Partial<INode> = {},
) =>
	await runNode({
		node: new MessagingGateway(),
		parameters: {
			resource: operation === 'checkNumber' ? 'number' : 'message',
			operation,
			...parameters,
			order: { entry: names.map((gateway) => ({ gateway })) },
		},
		executionId: `gateway-${++execution}`,
		settings,
		credentials: names.map((name) => CREDENTIALS[name]() as never),
	});

const TEXT = { to: '0091 98765 43210', text: 'Hello Asha' };

describe.each(NAMES)('%s', (name) => {
	const map = GATEWAYS.find(({ value }) => value === name) as (typeof GATEWAYS)[number];

	test('every parameter that the map gives is one of the operation', () => {
		const values = {
			to: '919876543210',
			mediaSource: 'url',
			mediaUrl: 'https://example.com/a.jpg',
			text: 'x',
			caption: 'c',
			fileName: 'f',
			latitude: 1,
			longitude: 2,
			placeName: 'p',
			address: 'a',
			contactName: 'n',
			contactPhone: '919876543211',
			question: 'q',
			answers: ['a', 'b'],
			multiple: true,
			template: 't',
			language: 'en',
			variables: [{ name: 'name', value: 'v' }],
			messageId: 'm',
		};
		for (const [action, mapped] of Object.entries(map.actions)) {
			const operation = findOperation(map.provider, mapped.resource, mapped.operation);
			expect([action, operation?.value]).toEqual([action, mapped.operation]);
			const form = operation ? formOf(operation) : [];
			const { additionalFields, ...parameters } = mapped.parameters(values, 'sender');
			const known = form.map((field) => field.name);
			const optional = form
				.filter((field) => field.name === 'additionalFields')
				.flatMap((field) => childrenOf(field).map((child) => child.name));
			const given = Object.entries(parameters)
				.filter(([, value]) => value !== undefined)
				.map(([key]) => key);
			expect([action, given.filter((key) => !known.includes(key) && key !== 'to')]).toEqual([
				action,
				[],
			]);
			expect([
				action,
				Object.keys((additionalFields ?? {}) as object).filter((key) => !optional.includes(key)),
			]).toEqual([action, []]);
		}
	});

	test('the same parameters give the same shape of result', async () => {
		answers();
		const { items, error } = await run([name], 'sendText', TEXT);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		const { raw, ...rest } = items[0]?.json ?? {};
		expect(rest).toEqual({
			gateway: TITLES[name],
			messageId: `id-${name}`,
			status: expect.any(String) as string,
			to: '919876543210',
			chatId: expect.any(String) as string,
			sentAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
		});
		expect(raw).toBeTruthy();
		expect(misfits(items[0]?.json, 'MessagingGateway', 'message', 'sendText')).toEqual([]);
		expect(sends()).toHaveLength(1);
	});
});

test.each(NAMES)(
	"what %s can't do is refused before sending, with those that can",
	async (name) => {
		answers();
		const map = GATEWAYS.find(({ value }) => value === name);
		const polls = await run([name], 'sendPoll', {
			to: '919876543210',
			question: 'When?',
			answers: ['Now', 'Later'],
		});
		if (map?.actions.sendPoll) expect(polls.error).toBeUndefined();
		else {
			expect(polls.error?.message).toMatch(/can't do this; these can: Whapi.Cloud, Wapio/);
			expect(server.got).toHaveLength(0);
		}
	},
);

describe('failover', () => {
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
		const clock = virtualClock(day);
		useClock(clock);
		const busy = { status: 429, headers: { 'retry-after': '100' }, json: {} };
		answers({ whapi: busy });
		const { items } = await run(['whapi', 'twoChat'], 'sendText', TEXT);
		expect(items[0]?.json.gateway).toBe('2Chat');
		expect(clock.waits).toEqual([]);
		server.reset();
		server.script((_got, count) => (count === 1 ? busy : { json: SUCCESS.whapi }));
		expect((await run(['whapi'], 'sendText', TEXT)).error).toBeUndefined();
		expect(clock.waits).toEqual([100_000]);
	});

	test("n8n's Retry On Fail after a doubtful send sends nothing more", async () => {
		answers({ whapi: { reset: 'after' } });
		await run(['whapi', 'twoChat'], 'sendText', TEXT, {
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 1,
		});
		expect(sends()).toHaveLength(1);
	});
});

test('no credential at all is told plainly', async () => {
	const { error } = await run([], 'sendText', TEXT);
	expect(error?.message).toBe('No gateway is chosen');
});

test('numbers are taken in the forms that people write, with a default country', async () => {
	answers();
	for (const to of [
		'+91 98765 43210',
		'0091-98765-43210',
		'(098765) 43210',
		'9876543210',
		'91 98765.43210',
	])
		await run(['whapi'], 'sendText', {
			to,
			text: 'x',
			additionalFields: { defaultCountryCode: '91' },
		});
	expect(new Set(sends().map((got) => got.json().to))).toEqual(new Set(['919876543210']));
});

test('each operation offers the senders of the gateways that can do it', () => {
	const { description } = new MessagingGateway();
	const offered = (resource: string, operation: string) => {
		const parameters = { resource, operation, additionalFields: {} };
		const node = { parameters, typeVersion: 1 } as unknown as INode;
		const shows = (property: INodeProperties, path: string) =>
			NodeHelpers.displayParameterPath({ parameters }, property, path, node, description);
		return description.properties
			.filter((property) => property.name === 'additionalFields' && shows(property, 'parameters'))
			.flatMap((property) => property.options as INodeProperties[])
			.filter((child) => /Sender$/.test(child.name) && shows(child, 'parameters.additionalFields'))
			.map((child) => child.name)
			.sort();
	};
	const all = ['myOperatorSender', 'twoChatSender', 'wapioSender'];
	expect(offered('message', 'sendText')).toEqual(all);
	expect(offered('message', SEND_AND_WAIT_OPERATION)).toEqual(all);
	expect(offered('message', 'sendPoll')).toEqual(['wapioSender']);
	expect(offered('message', 'getStatus')).toEqual(['wapioSender']);
	expect(offered('message', 'sendTemplate')).toEqual(['myOperatorSender', 'twoChatSender']);
	expect(offered('number', 'checkNumber')).toEqual(['twoChatSender', 'wapioSender']);
});
