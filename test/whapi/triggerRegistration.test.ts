/** Whapi Trigger and the channel's settings: never anybody else's webhook, never a trace. */
import type { IDataObject } from 'n8n-workflow';

import { MessagingWhapiApi } from '../../credentials/MessagingWhapiApi.credentials';
import { useClock } from '../../engine/http/clock';
import { forget } from '../../engine/trigger/repeats';
import { WhapiTrigger } from '../../nodes/Whapi/WhapiTrigger.node';
import { loadContract } from '../../sandbox/core/contract';
import { WHAPI_DEMO, WHAPI_MESSAGE } from '../../sandbox/whapi';
import { virtualClock } from '../engine/virtualClock';
import { activate, callHook, callWebhook, type TriggerSetup } from '../harness/webhook';
import { useSandbox } from '../sandbox/helpers';

const test$ = useSandbox({ providers: ['whapi'] });

let restore = () => {};
beforeEach(() => {
	restore = useClock(virtualClock(Date.now()));
	for (const mode of ['webhook', 'manual']) forget(`workflow-1/node-1/${mode}`);
});
afterEach(() => restore());

const setup = (more: Partial<TriggerSetup> = {}, parameters: IDataObject = {}): TriggerSetup => ({
	node: new WhapiTrigger(),
	parameters: { events: ['messageReceived', 'messageStatus'], ...parameters },
	credential: {
		type: new MessagingWhapiApi(),
		data: { token: WHAPI_DEMO.token, baseUrl: test$.sandbox.baseUrl('whapi') },
	},
	staticData: {},
	...more,
});

/** Entries of other people: odd keys, an old type, a header, and an address like ours. */
const FOREIGN = [
	{
		events: [{ method: 'put', type: 'message' }],
		url: 'https://crm.example.com/whapi?b=2&a=1',
		headers: { 'X-Key': 'abc', Authorization: 'Bearer zzz' },
		mode: 'path',
	},
	{ url: 'https://audit.example.com/webhook', events: [] },
];

const webhooks = (): IDataObject[] =>
	test$.sandbox.state('whapi').settings.webhooks as IDataObject[];
const settings = (): string => JSON.stringify(test$.sandbox.state('whapi').settings);
const isForeign = (entry: IDataObject) => FOREIGN.some(({ url }) => url === entry.url);
const own = (): IDataObject[] => webhooks().filter((entry) => !isForeign(entry));
const writes = () =>
	test$.sandbox.received.filter(({ operationId }) => operationId === 'updateChannelSettings');

let before = '';
beforeEach(() => {
	test$.sandbox.state('whapi').settings.webhooks = structuredClone(FOREIGN) as IDataObject[];
	test$.sandbox.state('whapi').settings.offline_mode = true;
	before = settings();
});

test('activating adds one entry, with a secret, for the events that were chosen', async () => {
	await activate(setup());
	expect(JSON.stringify(webhooks().slice(0, 2))).toBe(JSON.stringify(FOREIGN));
	expect(own()).toEqual([
		{
			url: expect.stringMatching(/\/webhook\/.+/) as string,
			mode: 'body',
			headers: { 'X-Webhook-Secret': expect.stringMatching(/^[0-9a-f]{48}$/) as string },
			events: [
				{ type: 'messages', method: 'post' },
				{ type: 'statuses', method: 'post' },
				{ type: 'statuses', method: 'put' },
			],
		},
	]);
	// Nothing but the webhooks is written.
	expect(writes().map(({ body }) => Object.keys(body as object))).toEqual([['webhooks']]);
});

test('Max Age is registered, and another one makes the registration a new one', async () => {
	const one = setup({}, { maxAge: 600 });
	await activate(one);
	expect(own()).toMatchObject([{ webhook_max_age_seconds: 600 }]);
	expect(await callHook(one, 'checkExists')).toBe(true);
	expect(await callHook({ ...one, parameters: setup().parameters }, 'checkExists')).toBe(false);
	await expect(activate(setup({}, { maxAge: 5 }))).rejects.toThrow('15 to 172800');
});

test('activating and deactivating leaves the settings as they were, to the byte', async () => {
	const one = setup();
	await activate(one);
	await callHook(one, 'delete');
	expect(settings()).toBe(before);
});

test('after a crash in between, the next activation finds its entry and changes nothing', async () => {
	await activate(setup());
	const registered = settings();
	const reborn = setup();
	expect(await callHook(reborn, 'checkExists')).toBe(true);
	expect(settings()).toBe(registered);
	await callHook(reborn, 'delete');
	expect(settings()).toBe(before);
});

test.each<[string, (entry: IDataObject) => IDataObject[]]>([
	['other events', (entry) => [{ ...entry, events: [{ type: 'calls', method: 'post' }] }]],
	['an old secret', (entry) => [{ ...entry, headers: { 'X-Webhook-Secret': 'old' } }]],
	['another mode', (entry) => [{ ...entry, mode: 'method' }]],
	['no headers', ({ url, events }) => [{ url, events }] as IDataObject[]],
	['it twice', (entry) => [entry, entry]],
])('a leftover with %s is put right, in its place', async (_name, change) => {
	await activate(setup());
	const wanted = own()[0] as IDataObject;
	const [first, second] = webhooks();
	test$.sandbox.state('whapi').settings.webhooks = [
		first as IDataObject,
		...change(wanted),
		second as IDataObject,
	];
	const reborn = setup();
	expect(await callHook(reborn, 'checkExists')).toBe(false);
	await activate(reborn);
	expect(webhooks()).toEqual([first, wanted, second]);
	await callHook(reborn, 'delete');
	expect(settings()).toBe(before);
});

test('an entry that the provider stores in other words is still the own one', async () => {
	await activate(setup());
	const [entry] = own();
	const { events, headers, url } = entry as {
		events: IDataObject[];
		headers: IDataObject;
		url: string;
	};
	test$.sandbox.state('whapi').settings.webhooks = [
		{
			active: true,
			events: [...events].reverse(),
			url: `${url}/`,
			headers: { 'x-webhook-secret': headers['X-Webhook-Secret'] },
		},
	];
	expect(await callHook(setup(), 'checkExists')).toBe(true);
});

test('the test and the production address stand side by side', async () => {
	const production = setup();
	const trial = setup({ isTest: true, staticData: production.staticData });
	await activate(production);
	await activate(trial);
	expect(own().map(({ url }) => String(url).includes('/webhook-test/'))).toEqual([false, true]);
	await callHook(trial, 'delete');
	expect(own().map(({ url }) => String(url).includes('/webhook-test/'))).toEqual([false]);
	await activate(trial);
	await callHook(production, 'delete');
	expect(own().map(({ url }) => String(url).includes('/webhook-test/'))).toEqual([true]);
	await callHook(trial, 'delete');
	expect(settings()).toBe(before);
});

test('an address that has changed since (a tunnel) takes its old entry with it', async () => {
	await activate(setup());
	const [entry] = own();
	const old = { ...(entry as IDataObject), url: 'https://old-tunnel.example.com/webhook/abc' };
	test$.sandbox.state('whapi').settings.webhooks = [...FOREIGN, old] as IDataObject[];
	const moved = setup({
		staticData: { 'node:Node': { production: { url: old.url } } } as unknown as IDataObject,
	});
	await activate(moved);
	expect(own()).toEqual([entry]);
});

test('changed events are registered anew', async () => {
	await activate(setup());
	const changed = setup(
		{},
		{ events: ['call'], otherEvents: { entry: [{ type: 'users', method: 'put' }] } },
	);
	await activate(changed);
	expect(own()).toMatchObject([
		{
			events: [
				{ type: 'calls', method: 'post' },
				{ type: 'users', method: 'put' },
			],
		},
	]);
});

test('every choice can be registered', async () => {
	const all = new WhapiTrigger().description.properties[0]?.options?.map((option) =>
		'value' in option ? String(option.value) : '',
	);
	await activate(setup({}, { events: all ?? [] }));
	const pairs = (own()[0]?.events as IDataObject[]).map(
		({ type, method }) => `${String(type)}.${String(method)}`,
	);
	const known = loadContract('whapi.openapi.yaml').webhooks();
	expect(pairs.sort()).toEqual([...known].sort());
});

test('no event is no registration', async () => {
	await expect(activate(setup({}, { events: [] }))).rejects.toThrow('choose at least one event');
	expect(settings()).toBe(before);
});

test('when it is gone already, deactivating writes nothing', async () => {
	await callHook(setup(), 'delete');
	expect(writes()).toHaveLength(0);
	expect(settings()).toBe(before);
});

describe('when somebody else writes at the same moment', () => {
	const other = { url: 'https://late.example.com/', mode: 'body', headers: {}, events: [] };

	/** How often the sandbox looks at the list to answer a GET, and to answer a PATCH. */
	const READ = 1;
	const WRITE = 3;

	/** Somebody else's change, right after the list was looked at so many times. */
	function interfere(after: number, change: (list: IDataObject[]) => IDataObject[]): () => boolean {
		const { settings: held } = test$.sandbox.state('whapi');
		let list = held.webhooks as IDataObject[];
		let looks = 0;
		Object.defineProperty(held, 'webhooks', {
			configurable: true,
			enumerable: true,
			get() {
				const seen = list;
				looks += 1;
				if (looks === after) list = change(structuredClone(list));
				return seen;
			},
			set(value: IDataObject[]) {
				list = value;
			},
		});
		return () => looks >= after;
	}

	test('neither entry is lost', async () => {
		// checkExists and create read; then the other one adds an entry before create writes.
		const happened = interfere(READ * 2, (list) => [...list, other]);
		await activate(setup());
		expect(happened()).toBe(true);
		expect(JSON.stringify(webhooks().slice(0, 3))).toBe(JSON.stringify([...FOREIGN, other]));
		expect(own()).toHaveLength(2);
	});

	test('an entry that the other one took away does not come back', async () => {
		interfere(READ * 2, (list) => list.slice(1));
		await activate(setup());
		expect(JSON.stringify(webhooks()[0])).toBe(JSON.stringify(FOREIGN[1]));
		expect(webhooks()).toHaveLength(2);
	});

	test('an own entry that was overwritten at once is written again', async () => {
		// checkExists and create read, create writes: then the other one, who had read before, writes.
		const happened = interfere(READ * 2 + WRITE, () => [...FOREIGN, other] as IDataObject[]);
		await activate(setup());
		expect(happened()).toBe(true);
		expect(own().map(({ url }) => String(url).includes('/webhook/'))).toEqual([false, true]);
	});

	test('somebody who never stops makes it fail, not wait for ever', async () => {
		const { settings: held } = test$.sandbox.state('whapi');
		Object.defineProperty(held, 'webhooks', {
			configurable: true,
			enumerable: true,
			get: () => [...FOREIGN],
			set: () => undefined,
		});
		await expect(activate(setup())).rejects.toThrow('changed by others');
		expect(writes()).toHaveLength(5);
	});

	test('many nodes activated at once all get their entry', async () => {
		const nodes = Array.from({ length: 4 }, (_unused, index) => setup({ isTest: index % 2 === 1 }));
		await Promise.all(nodes.map(activate));
		expect(own()).toHaveLength(2);
		await Promise.all(nodes.map(async (node) => await callHook(node, 'delete')));
		expect(settings()).toBe(before);
	});
});

test('a channel that refuses is told as n8n tells errors, without the token', async () => {
	test$.sandbox.faults.add({ kind: 'status', status: 403, operationId: 'getChannelSettings' });
	const failure = await activate(setup()).then(
		() => undefined,
		(error: Error) => error,
	);
	expect(failure?.message).toContain('Whapi.Cloud');
	expect(JSON.stringify(failure)).not.toContain(WHAPI_DEMO.token);
});

describe('from the channel to the workflow', () => {
	const everything = (parameters: IDataObject = {}) => {
		const all = new WhapiTrigger().description.properties[0]?.options ?? [];
		return setup(
			{},
			{
				events: all
					.map((option) => ('value' in option ? String(option.value) : ''))
					.filter((value) => !value.startsWith('old')),
				...parameters,
			},
		);
	};

	/** Hands the node what the sandbox delivered to its address, headers and all. */
	async function deliver(node: TriggerSetup): Promise<IDataObject[]> {
		await test$.sandbox.settled();
		const url = String(own()[0]?.url);
		const items: IDataObject[] = [];
		for (const delivery of test$.sandbox.deliveries.filter((one) => one.url === url)) {
			const outcome = await callWebhook(node, {
				method: delivery.method,
				headers: delivery.headers,
				body: JSON.parse(delivery.body),
			});
			expect(outcome.status).toBe(200);
			items.push(...(outcome.items ?? []).map(({ json }) => json));
		}
		return items;
	}

	test.each<[string, IDataObject, string[]]>([
		['message.received', { text: 'Hi' }, ['message.received']],
		['message.received', { from: '15550100100', text: 'Hi' }, ['message.sent']],
		[
			'message.received',
			{ messages: [{ text: 'A' }, { type: 'image' }] },
			['message.received', 'message.received'],
		],
		['message.received', { type: 'story' }, ['message.received']],
		['message.edited', { messageId: WHAPI_MESSAGE, from: '15550100100' }, ['message.edited']],
		['message.reaction', { messageId: WHAPI_MESSAGE }, ['message.reaction']],
		['message.deleted', { messageId: WHAPI_MESSAGE }, ['message.deleted']],
		['message.status', { messageId: WHAPI_MESSAGE }, ['message.status']],
		['group.participants', {}, ['group']],
		['group.updated', {}, ['group']],
		['contact.updated', {}, ['contact']],
		['call', {}, ['call']],
		['presence', {}, ['presence']],
		['channel.status', { status: 'QR' }, ['account', 'account']],
		['channel.qr', {}, ['account']],
		['service.problem', {}, ['account']],
	])('%s %j', async (happening, input, wanted) => {
		const node = everything();
		await activate(node);
		test$.sandbox.happen('whapi', happening, input);
		expect((await deliver(node)).map(({ event }) => event)).toEqual(wanted);
	});

	test('a forged delivery is refused', async () => {
		const node = everything();
		await activate(node);
		test$.sandbox.happen('whapi', 'message.received', {});
		await test$.sandbox.settled();
		const [delivery] = test$.sandbox.deliveries.filter(({ url }) => url === own()[0]?.url);
		const body: unknown = JSON.parse(delivery?.body ?? '');
		const forged = { ...delivery?.headers, 'x-webhook-secret': 'guess' };
		expect(await callWebhook(node, { headers: forged, body })).toMatchObject({
			status: 401,
			items: undefined,
		});
		expect(await callWebhook(node, { headers: delivery?.headers, body })).toMatchObject({
			status: 200,
		});
	});

	test("production's secret is not the secret of another credential", async () => {
		await activate(setup());
		const [first] = own();
		const node = setup();
		if (node.credential) node.credential.data = { ...node.credential.data, token: 'another' };
		const outcome = await callWebhook(node, {
			headers: first?.headers as Record<string, string>,
			body: { messages: [], event: { type: 'messages', event: 'post' } },
		});
		expect(outcome.status).toBe(401);
	});

	test('the file of a message is fetched with the credential', async () => {
		// Files have a time limit, which a clock that jumps reaches at once.
		restore();
		const node = everything({ options: { downloadMedia: true } });
		await activate(node);
		test$.sandbox.happen('whapi', 'message.received', { type: 'document' });
		await test$.sandbox.settled();
		const [delivery] = test$.sandbox.deliveries.filter(({ url }) => url === own()[0]?.url);
		const { items } = await callWebhook(node, {
			headers: delivery?.headers,
			body: JSON.parse(delivery?.body ?? ''),
		});
		expect(items?.[0]?.binary?.data).toMatchObject({
			mimeType: 'application/pdf',
			fileName: 'invoice.pdf',
		});
		expect(test$.sandbox.received.at(-1)).toMatchObject({ operationId: 'getMedia', status: 200 });
	});

	test('receipts of a message that was sent arrive in order', async () => {
		const node = everything({ events: ['messageStatus'] });
		await activate(node);
		await fetch(`${test$.sandbox.baseUrl('whapi')}/messages/text`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${WHAPI_DEMO.token}`,
				'content-type': 'application/json',
			},
			body: JSON.stringify({ to: '919876543210', body: 'Hi' }),
		});
		const items = await deliver(node);
		expect(items.map(({ status }) => (status as IDataObject).status)).toEqual([
			'sent',
			'delivered',
			'read',
		]);
	});
});
