/** 2Chat Trigger and the account's subscriptions: one for each event and number, and never a trace. */
import type { IDataObject, IHookFunctions } from 'n8n-workflow';

import { useClock } from '../../engine/http/clock';
import { forget } from '../../engine/trigger/repeats';
import { TWOCHAT_DEMO, TWOCHAT_NUMBERS, TWOCHAT_WABA_NUMBER } from '../../sandbox/twochat';
import type { Delivery } from '../../sandbox';
import { virtualClock, type VirtualClock } from '../engine/virtualClock';
import { activate, callHook, callWebhook, type TriggerSetup } from '../harness/webhook';
import { useSandbox } from '../sandbox/helpers';
import { numbers, tokenOf, triggerSetup } from './triggerSetup';

let clock: VirtualClock = virtualClock(0);
const test$ = useSandbox({ providers: ['twochat'], now: () => new Date(clock.now()) });

let day = Date.parse('2026-05-04T09:00:00Z');
let restore = () => {};
beforeEach(() => {
	// Back-off is remembered per credential: each test has a day of its own.
	day += 86_400_000;
	clock = virtualClock(day);
	restore = useClock(clock);
	test$.sandbox.reset();
	for (const mode of ['webhook', 'manual']) forget(`workflow-1/node-1/${mode}`);
});
afterEach(() => restore());

const FIVE = [
	'whatsapp.message.received',
	'whatsapp.message.sent',
	'whatsapp.message.receipt.read',
	'whatsapp.message.reaction',
	'whatsapp.group.message.received',
];
const FIVE_BY_TWO = { events: FIVE, whatsAppNumbers: numbers(...TWOCHAT_NUMBERS) };

const setup = (
	parameters: IDataObject = FIVE_BY_TWO,
	more: Partial<TriggerSetup> = {},
	credential: IDataObject = {},
): TriggerSetup =>
	triggerSetup(
		{
			apiKey: TWOCHAT_DEMO.apiKey,
			baseUrl: test$.sandbox.baseUrl('twochat', 'api'),
			sdkBaseUrl: test$.sandbox.baseUrl('twochat', 'sdk'),
			...credential,
		},
		parameters,
		more,
	);

interface Subscription {
	uuid: string;
	event_name: string;
	channel_uuid: string;
	hook_url: string;
}

const state = () => test$.sandbox.state('twochat');
const all = (): Subscription[] => [...state().webhooks.values()] as unknown as Subscription[];
const FOREIGN = 'https://crm.example.com/hook';
const own = (): Subscription[] => all().filter(({ hook_url: url }) => url !== FOREIGN);
const pairs = (): string[] =>
	own().map(({ event_name: event, channel_uuid: channel }) => `${event} ${channel}`);
const calls = (operationId: string) =>
	test$.sandbox.received.filter((one) => one.operationId === operationId);
const memoryOf = ({ staticData }: TriggerSetup) =>
	((staticData?.['node:Node'] ?? {}) as Record<string, { subscriptions?: string[]; url?: string }>)
		.production ?? {};

/** Made through the API, as another program or an earlier activation would. */
async function subscribe(event: string, phone: string, url: string): Promise<string> {
	const answer = await fetch(
		`${test$.sandbox.baseUrl('twochat', 'api')}/webhooks/subscribe/${event}`,
		{
			method: 'POST',
			headers: { 'X-User-API-Key': TWOCHAT_DEMO.apiKey, 'content-type': 'application/json' },
			body: JSON.stringify({ hook_url: url, on_number: phone }),
		},
	);
	const { data } = (await answer.json()) as { data: { uuid: string } };
	return data.uuid;
}

/** A subscription that the API itself would refuse as a double. */
function copy(of: Subscription, changes: Partial<Subscription> = {}): void {
	const uuid = `WHK-copy-${state().webhooks.size}`;
	state().webhooks.set(uuid, { ...of, ...changes, uuid });
}

beforeEach(async () => {
	await subscribe(FIVE[0] ?? '', TWOCHAT_NUMBERS[0], FOREIGN);
	test$.sandbox.received.length = 0;
});
afterEach(() => {
	expect(all().filter(({ hook_url: url }) => url === FOREIGN)).toHaveLength(1);
});

describe('five events of two numbers', () => {
	test('are ten subscriptions after activation, and none after deactivation', async () => {
		const one = setup();
		await activate(one);
		expect(own()).toHaveLength(10);
		expect(new Set(pairs()).size).toBe(10);
		expect(calls('subscribeWebhook').map(({ body }) => (body as IDataObject).on_number)).toEqual(
			FIVE.flatMap(() => TWOCHAT_NUMBERS),
		);
		expect([...(memoryOf(one).subscriptions ?? [])].sort()).toEqual(
			own()
				.map(({ uuid }) => uuid)
				.sort(),
		);
		expect(await callHook(one, 'checkExists')).toBe(true);
		await callHook(one, 'delete');
		expect(own()).toEqual([]);
		expect(memoryOf(one).subscriptions).toEqual([]);
	});

	test('have addresses that say what they are for, with a token nobody can guess', async () => {
		const one = setup();
		await activate(one);
		const token = await tokenOf(one);
		for (const { hook_url: url, event_name: event, channel_uuid: channel } of own()) {
			const { searchParams } = new URL(url);
			expect(Object.fromEntries(searchParams)).toEqual({
				token,
				event,
				number: state().numbers.get(channel)?.phone_number,
			});
		}
	});

	test.each([
		['refused', 400],
		['a failure of the server', 500],
	])('when the third subscription is %s, nothing stays', async (_name, status) => {
		test$.sandbox.faults.add({ kind: 'status', status, operationId: 'subscribeWebhook', after: 2 });
		const one = setup();
		await expect(activate(one)).rejects.toThrow(/2Chat/);
		expect(calls('subscribeWebhook')).toHaveLength(3);
		expect(calls('deleteWebhook')).toHaveLength(2);
		expect(own()).toEqual([]);
		await callHook(one, 'delete');
		expect(own()).toEqual([]);
	});

	test('when they can not be taken back either, the next activation does it', async () => {
		test$.sandbox.faults.add({
			kind: 'status',
			status: 500,
			operationId: 'subscribeWebhook',
			after: 2,
		});
		test$.sandbox.faults.add({ kind: 'status', status: 500, operationId: 'deleteWebhook' });
		const one = setup();
		await expect(activate(one)).rejects.toMatchObject({
			description: expect.stringMatching(/removed at the next start/) as string,
		});
		expect(own()).toHaveLength(2);
		test$.sandbox.faults.clear();
		await activate({ ...one, parameters: { ...FIVE_BY_TWO, events: ['whatsapp.message.edited'] } });
		expect(own().map(({ event_name: event }) => event)).toEqual([
			'whatsapp.message.edited',
			'whatsapp.message.edited',
		]);
	});
});

describe('group events of chosen groups', () => {
	let group = '';
	beforeEach(() => {
		group = [...state().groups.keys()][0] ?? '';
	});
	const GROUP_EVENTS = {
		events: ['whatsapp.group.join', 'whatsapp.message.sent'],
		whatsAppNumbers: numbers(TWOCHAT_NUMBERS[0]),
	};

	test('are limited at 2Chat, other events are not', async () => {
		const one = setup({ ...GROUP_EVENTS, groups: [group, ` ${group} `, ''] });
		await activate(one);
		expect(
			calls('subscribeWebhook').map(({ body }) => (body as IDataObject).to_group_uuid),
		).toEqual([undefined, group]);
		expect(await callHook(one, 'checkExists')).toBe(true);
		await callHook(one, 'delete');
		expect(own()).toEqual([]);
	});

	test('without groups the events of all come again', async () => {
		await activate(setup({ ...GROUP_EVENTS, groups: [group] }));
		await activate(setup({ ...GROUP_EVENTS, groups: [] }));
		expect(own()).toHaveLength(2);
		expect(own().every(({ hook_url: url }) => !url.includes(group))).toBe(true);
	});

	test('what is no ID of a group is refused before any subscription', async () => {
		await expect(activate(setup({ ...GROUP_EVENTS, groups: ['Field team'] }))).rejects.toThrow(
			/Groups.*"Field team" is not the ID of a group/,
		);
		expect(calls('subscribeWebhook')).toHaveLength(0);
	});
});

/** n8n dies while it activates: the call after `survived` is never answered, nothing is remembered. */
async function crashAfter(survived: number, one: TriggerSetup): Promise<void> {
	const { node } = one;
	await new Promise<void>((died) => {
		let left = survived;
		const dying = Object.create(node) as TriggerSetup['node'];
		const create = node.webhookMethods?.default?.create;
		dying.webhookMethods = {
			default: {
				checkExists: async () => await Promise.resolve(false),
				async create(this: IHookFunctions) {
					const { helpers } = this;
					const request = helpers.httpRequestWithAuthentication;
					const hook = Object.create(this) as IHookFunctions;
					hook.helpers = Object.create(helpers) as IHookFunctions['helpers'];
					hook.helpers.httpRequestWithAuthentication = async function (...given) {
						if (left-- > 0) return (await request.apply(this, given)) as unknown;
						died();
						return await new Promise(() => {});
					};
					return (await create?.call(hook)) ?? false;
				},
				delete: async () => await Promise.resolve(true),
			},
		};
		void activate({ ...one, node: dying, staticData: {} });
	});
}

describe('after a crash in the middle', () => {
	test('the next activation takes over what is there and adds the rest', async () => {
		await crashAfter(1 + 4, setup());
		const before = own().map(({ uuid }) => uuid);
		expect(before).toHaveLength(4);
		const one = setup();
		await activate(one);
		expect(own()).toHaveLength(10);
		expect(new Set(pairs()).size).toBe(10);
		expect(own().map(({ uuid }) => uuid)).toEqual(expect.arrayContaining(before));
		await callHook(one, 'delete');
		expect(own()).toEqual([]);
	});

	test('what is not wanted any more is removed', async () => {
		await crashAfter(1 + 4, setup());
		await activate(setup({ ...FIVE_BY_TWO, events: ['whatsapp.message.edited'] }));
		expect(own().map(({ event_name: event }) => event)).toEqual([
			'whatsapp.message.edited',
			'whatsapp.message.edited',
		]);
	});

	test('deactivation alone removes it too', async () => {
		await crashAfter(1 + 7, setup());
		expect(own()).toHaveLength(7);
		await callHook(setup(), 'delete');
		expect(own()).toEqual([]);
	});
});

describe('what is there already', () => {
	test('is found in {webhooks: [...]} and not made again', async () => {
		await activate(setup());
		const before = pairs();
		// The memory is lost: only the account's list can tell.
		const again = setup();
		test$.sandbox.received.length = 0;
		await activate(again);
		await activate(again);
		expect(pairs()).toEqual(before);
		expect(calls('subscribeWebhook')).toEqual([]);
		expect(memoryOf(again).subscriptions).toHaveLength(10);
	});

	test('is not taken from others', async () => {
		await subscribe(FIVE[1] ?? '', TWOCHAT_NUMBERS[0], `${FOREIGN}?other`);
		await activate(setup());
		expect(all()).toHaveLength(12);
		await callHook(setup(), 'delete');
		expect(all()).toHaveLength(2);
	});

	test('twice is once afterwards', async () => {
		await activate(setup());
		const [first] = own();
		if (first) copy(first);
		expect(own()).toHaveLength(11);
		const again = setup();
		expect(await callHook(again, 'checkExists')).toBe(false);
		await activate(again);
		expect(own()).toHaveLength(10);
		expect(new Set(pairs()).size).toBe(10);
	});

	test('with its query in another order is the same', async () => {
		await activate(setup());
		for (const entry of state().webhooks.values()) {
			const url = new URL(entry.hook_url);
			if (entry.hook_url === FOREIGN) continue;
			const reversed = [...url.searchParams].reverse();
			entry.hook_url = `${url.origin}${url.pathname}?${new URLSearchParams(reversed).toString()}`;
		}
		expect(await callHook(setup(), 'checkExists')).toBe(true);
	});

	test('although the answer got lost: 409 means look it up', async () => {
		test$.sandbox.faults.add({
			kind: 'resetAfterRead',
			operationId: 'subscribeWebhook',
			after: 4,
			times: 1,
		});
		const one = setup();
		await activate(one);
		expect(calls('subscribeWebhook').filter(({ status }) => status === 409)).toHaveLength(1);
		expect(own()).toHaveLength(10);
		expect(memoryOf(one).subscriptions).toHaveLength(10);
	});

	test('where the same is taken again after a lost answer, the second is removed', async () => {
		state().takesDoubles = true;
		test$.sandbox.faults.add({
			kind: 'resetAfterRead',
			operationId: 'subscribeWebhook',
			after: 4,
			times: 1,
		});
		const one = setup();
		await activate(one);
		expect(calls('subscribeWebhook')).toHaveLength(11);
		expect(calls('deleteWebhook')).toHaveLength(1);
		expect(own()).toHaveLength(10);
		expect(new Set(pairs()).size).toBe(10);
		expect([...(memoryOf(one).subscriptions ?? [])].sort()).toEqual(
			own()
				.map(({ uuid }) => uuid)
				.sort(),
		);
	});

	test('409 for a subscription that leads elsewhere is told, and nothing stays', async () => {
		test$.sandbox.faults.add({
			kind: 'status',
			status: 409,
			operationId: 'subscribeWebhook',
			after: 2,
			times: 1,
		});
		await expect(activate(setup())).rejects.toMatchObject({
			message: expect.stringMatching(/another subscription to whatsapp.message.sent/) as string,
			description: expect.stringMatching(/Webhook > Get Many/) as string,
		});
		expect(own()).toEqual([]);
	});
});

describe('a change', () => {
	test('of the numbers or events re-registers what differs', async () => {
		const one = setup();
		await activate(one);
		const before = own().map(({ uuid }) => uuid);
		test$.sandbox.received.length = 0;
		const changed = {
			...one,
			parameters: {
				events: [...FIVE.slice(1), 'whatsapp.message.edited'],
				whatsAppNumbers: numbers(...TWOCHAT_NUMBERS),
			},
		};
		expect(await callHook(changed, 'checkExists')).toBe(false);
		await activate(changed);
		expect(own()).toHaveLength(10);
		expect(calls('subscribeWebhook')).toHaveLength(2);
		expect(calls('deleteWebhook')).toHaveLength(2);
		expect(own().filter(({ uuid }) => before.includes(uuid))).toHaveLength(8);
		const fewer = {
			...changed,
			parameters: { ...changed.parameters, whatsAppNumbers: numbers(TWOCHAT_NUMBERS[1]) },
		};
		await activate(fewer);
		expect(own()).toHaveLength(5);
	});

	test('of the credential that leaves its key alone keeps the subscriptions', async () => {
		await activate(setup());
		const before = own().map(({ uuid }) => uuid);
		const one = setup(FIVE_BY_TWO, {}, { apiKey: `${TWOCHAT_DEMO.apiKey} ` });
		await activate(one);
		expect(own()).toHaveLength(10);
		expect(own().every(({ uuid }) => before.includes(uuid))).toBe(true);
	});

	test("of n8n's address removes what led to the old one", async () => {
		await subscribe(FIVE[0] ?? '', TWOCHAT_NUMBERS[0], 'https://old.example.com/webhook/x?token=1');
		const staticData = {
			'node:Node': { production: { url: 'https://old.example.com/webhook/x' } },
		} as unknown as IDataObject;
		await activate(setup(FIVE_BY_TWO, { staticData }));
		expect(own()).toHaveLength(10);
		expect(own().some(({ hook_url: url }) => url.startsWith('https://old.'))).toBe(false);
	});

	test('the test address and the production one do not touch each other', async () => {
		const production = setup();
		await activate(production);
		const trial = setup(FIVE_BY_TWO, { isTest: true, staticData: production.staticData });
		await activate(trial);
		expect(own()).toHaveLength(20);
		await callHook(trial, 'delete');
		expect(own()).toHaveLength(10);
		expect(await callHook(production, 'checkExists')).toBe(true);
	});
});

describe('what is asked for', () => {
	test('phone calls go by the virtual number and name no WhatsApp number', async () => {
		const [first] = [...state().virtualNumbers.keys()];
		await activate(
			setup({
				events: ['call.status.update', 'call.outbound.completed'],
				virtualNumbers: numbers(first ?? ''),
				// Left over from before the events were changed.
				whatsAppNumbers: numbers(TWOCHAT_NUMBERS[0]),
			}),
		);
		for (const { body } of calls('subscribeWebhook')) {
			expect(body).toMatchObject({ channel_uuid: first });
			expect(body).not.toHaveProperty('on_number');
		}
		expect(calls('subscribeWebhook').map(({ path }) => path)).toEqual([
			'/webhooks/subscribe/call.status.update',
			'/webhooks/subscribe/call.outbound.completed',
		]);
	});

	test('each family goes by its own numbers, written in any way and named once', async () => {
		await activate(
			setup({
				events: ['whatsapp.waba.message.received', 'whatsapp.conversation.new'],
				wabaNumbers: numbers('15550100150', TWOCHAT_WABA_NUMBER),
				whatsAppNumbers: numbers('+1 (555) 010-0123'),
				timePeriod: 'day',
			}),
		);
		expect(calls('subscribeWebhook').map(({ body }) => body)).toEqual([
			{
				on_number: TWOCHAT_NUMBERS[0],
				time_period: 'day',
				hook_url: expect.stringMatching(/period=day/) as string,
			},
			{ on_number: TWOCHAT_WABA_NUMBER, hook_url: expect.any(String) as string },
		]);
	});

	test.each<[string, IDataObject, RegExp]>([
		['no event', { events: [] }, /Events: choose at least one/],
		['no number', { events: FIVE, whatsAppNumbers: {} }, /WhatsApp Numbers: choose at least one/],
		[
			'no virtual number',
			{ events: ['call.status.update'], whatsAppNumbers: numbers(TWOCHAT_NUMBERS[0]) },
			/Virtual Numbers: choose at least one/,
		],
		['nonsense', { events: FIVE, whatsAppNumbers: numbers('all') }, /not a phone number/],
	])('%s is refused', async (_name, parameters, message) => {
		await expect(activate(setup(parameters))).rejects.toThrow(message);
		expect(calls('subscribeWebhook')).toEqual([]);
	});

	test('a trial account of ten calls a minute gets its ten subscriptions, and loses them', async () => {
		test$.sandbox.happen('twochat', 'account.changed', { on_trial: true });
		const one = setup();
		await activate(one);
		expect(own()).toHaveLength(10);
		expect(test$.sandbox.received.some(({ status }) => status === 429)).toBe(true);
		await callHook(one, 'delete');
		expect(own()).toEqual([]);
	});
});

describe('from the sandbox to the workflow', () => {
	/** Hands a delivery to the node as n8n would. */
	async function deliver(one: TriggerSetup, { url, body }: Delivery) {
		const query = Object.fromEntries(new URL(url).searchParams);
		const outcome = await callWebhook(one, { body: JSON.parse(body) as IDataObject, query });
		return { ...outcome, json: outcome.items?.[0]?.json };
	}

	test('each number and event arrives once, with its own name', async () => {
		const one = setup();
		await activate(one);
		test$.sandbox.happen('twochat', 'message.received', { text: 'Hi' });
		test$.sandbox.happen('twochat', 'message.received', { number: TWOCHAT_NUMBERS[1], text: 'Ho' });
		test$.sandbox.happen('twochat', 'group.message', { text: 'Hello all' });
		await test$.sandbox.settled();
		const got = [];
		for (const delivery of test$.sandbox.deliveries)
			if (delivery.url !== FOREIGN) got.push(await deliver(one, delivery));
		expect(got.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(got.map(({ json }) => json)).toMatchObject([
			{ event: 'message.received', account: TWOCHAT_NUMBERS[0], message: { text: 'Hi' } },
			{ event: 'message.received', account: TWOCHAT_NUMBERS[1], message: { text: 'Ho' } },
			{ chat: { kind: 'group', name: 'Field team' }, message: { text: 'Hello all' } },
		]);
	});

	test('what goes to an address with another token is refused', async () => {
		const one = setup();
		await activate(one);
		test$.sandbox.happen('twochat', 'message.received', {});
		await test$.sandbox.settled();
		const delivery = test$.sandbox.deliveries.find(({ url }) => url !== FOREIGN);
		if (!delivery) throw new Error('nothing was delivered');
		const forged = { ...delivery, url: delivery.url.replace(/token=[0-9a-f]/, 'token=x') };
		expect(await deliver(one, forged)).toMatchObject({ status: 401, json: undefined });
		expect(await deliver(one, delivery)).toMatchObject({ status: 200 });
	});
});
