/** Wapio Trigger against the sandbox: the session's one webhook, and everything that may go wrong. */
import type { IDataObject } from 'n8n-workflow';

import { MessagingWapioApi } from '../../credentials/MessagingWapioApi.credentials';
import { useClock } from '../../engine/http/clock';
import { forget } from '../../engine/trigger/repeats';
import { WapioTrigger } from '../../nodes/Wapio/WapioTrigger.node';
import { type Sandbox, startSandbox } from '../../sandbox';
import { WAPIO_DEMO, WAPIO_OFFLINE_SESSION, WAPIO_SESSION } from '../../sandbox/wapio';
import type { Webhook } from '../../sandbox/wapio/state';
import { virtualClock } from '../engine/virtualClock';
import { byId } from '../harness/n8n';
import { activate, callHook, callWebhook, type TriggerSetup } from '../harness/webhook';
import { call } from '../sandbox/helpers';

const OWN = 'http://localhost:5678/webhook/11111111-2222-4333-8444-555555555555/webhook';
const TEST = OWN.replace('/webhook/', '/webhook-test/');
const FOREIGN = {
	target_url: 'https://crm.example.com/wapio?token=abc',
	subscribed_events: ['message.sent', 'call'],
	signing_secret: 'secret-of-the-crm',
	is_active: true,
};
const REPLACE = { replaceExisting: true, replacedSecret: FOREIGN.signing_secret };

let sandbox: Sandbox;
beforeAll(async () => {
	// Nobody listens on n8n's address here: one attempt, and the delivery is there to look at.
	sandbox = await startSandbox({ providers: ['wapio'], webhooks: { retryDelaysMs: [] } });
});
afterAll(async () => await sandbox.stop());
let restore = () => {};
beforeEach(() => {
	sandbox.reset();
	restore = useClock(virtualClock(Date.now()));
	for (const mode of ['webhook', 'manual']) {
		forget(`workflow-1/node-1/${mode}`);
		forget(`workflow-1/node-1/${mode}/signatures`);
	}
});
afterEach(() => restore());

function setup(
	parameters: IDataObject = {},
	more: Partial<TriggerSetup> & { token?: string; webhookSecret?: string } = {},
): TriggerSetup {
	const { token = WAPIO_DEMO.accountToken, webhookSecret = '', ...rest } = more;
	return {
		node: new WapioTrigger(),
		parameters: {
			events: ['messages.received', 'session.status'],
			registration: 'automatic',
			session: byId(WAPIO_SESSION),
			...parameters,
		},
		credential: {
			type: new MessagingWapioApi(),
			data: { token, webhookSecret, baseUrl: sandbox.baseUrl('wapio') },
		},
		staticData: {},
		...rest,
	};
}

const deactivate = async (trigger: TriggerSetup) => await callHook(trigger, 'delete');

/** The node's memory as the database has it. */
function asStored({ staticData }: TriggerSetup): IDataObject {
	const { __dataChanged: _changed, ...rest } = JSON.parse(
		JSON.stringify(staticData),
	) as IDataObject;
	return rest;
}

/** n8n ended before it could store what the hooks noted. */
const crashed = (trigger: TriggerSetup): TriggerSetup => ({ ...trigger, staticData: {} });

const stored = (id = WAPIO_SESSION): Webhook | null | undefined =>
	sandbox.state('wapio').sessions.get(id)?.webhook;

/** What a person can set of the webhook, with the secret that nobody sees. */
function settable(id = WAPIO_SESSION) {
	const webhook = stored(id);
	if (!webhook) return webhook;
	const { target_url, subscribed_events, signing_secret, is_active } = webhook;
	return { target_url, subscribed_events, signing_secret, is_active };
}

/** Where events arrive: what follows "#" is never sent. */
const eventsGoTo = () => stored()?.target_url.replace(/#.*$/, '');

const url = (id = WAPIO_SESSION) =>
	`${sandbox.baseUrl('wapio')}/v1/whatsapp-sessions/${id}/webhook`;
async function putBySomebodyElse(webhook: IDataObject = FOREIGN): Promise<void> {
	const headers = { authorization: `Bearer ${WAPIO_DEMO.accountToken}` };
	const { status } = await call(url(), { method: 'PUT', headers, json: webhook });
	expect(status).toBe(200);
}

const writes = () => sandbox.received.filter(({ method }) => method !== 'GET').length;
const problemOf = async (work: Promise<unknown>) =>
	await work.then(
		() => ({ message: 'no error', description: '' }),
		(error: { message: string; description?: string }) => error,
	);

/** The latest delivery, given to the node: is it taken? */
async function deliver(trigger: TriggerSetup): Promise<{ status: number; count: number }> {
	sandbox.happen('wapio', 'message.received', { text: 'Hi' });
	await sandbox.settled();
	const delivery = sandbox.deliveries.at(-1);
	if (!delivery) throw new Error('nothing was delivered');
	const { status, items } = await callWebhook(trigger, {
		headers: delivery.headers,
		rawBody: Buffer.from(delivery.body),
		body: JSON.parse(delivery.body) as IDataObject,
	});
	return { status, count: items?.length ?? 0 };
}

describe('a session without a webhook', () => {
	test('is taken, its signed events are taken, and it is left as it was', async () => {
		const trigger = setup();
		await activate(trigger);
		expect(settable()).toMatchObject({
			target_url: OWN,
			subscribed_events: ['messages.received', 'session.status'],
			is_active: true,
		});
		expect(stored()?.signing_secret).toMatch(/^[0-9a-f]{48}$/);
		expect(JSON.stringify(trigger.staticData)).not.toContain(stored()?.signing_secret);
		expect(await deliver(trigger)).toEqual({ status: 200, count: 1 });
		await deactivate(trigger);
		expect(stored()).toBeNull();
		expect(asStored(trigger)).toEqual({ 'node:Node': { production: {} } });
	});

	test('stories come with the messages, which Wapio is told', async () => {
		await activate(setup({ events: ['stories', 'messages.received', 'call'] }));
		expect(stored()?.subscribed_events).toEqual(['messages.received', 'call']);
	});

	test('a forged delivery is refused, one that comes twice starts the workflow once', async () => {
		const trigger = setup();
		await activate(trigger);
		sandbox.faults.add({ kind: 'webhookForged', provider: 'wapio', times: 1 });
		expect(await deliver(trigger)).toEqual({ status: 401, count: 0 });
		sandbox.faults.add({ kind: 'webhookDuplicate', provider: 'wapio', times: 1 });
		sandbox.happen('wapio', 'message.received', { text: 'Twice' });
		await sandbox.settled();
		const counts = [];
		for (const { headers, body } of sandbox.deliveries.slice(-2)) {
			const rawBody = Buffer.from(body);
			const got = await callWebhook(trigger, {
				headers,
				rawBody,
				body: JSON.parse(body) as IDataObject,
			});
			expect(got.status).toBe(200);
			counts.push(got.items?.length ?? 0);
		}
		expect(counts).toEqual([1, 0]);
	});

	test('activated again, nothing is written', async () => {
		const trigger = setup();
		await activate(trigger);
		const before = writes();
		await activate(trigger);
		expect(writes()).toBe(before);
	});

	test.each<[string, IDataObject]>([
		['other events', { subscribed_events: ['call'] }],
		['switched off', { is_active: false }],
	])('%s in the dashboard: activation sets it right', async (_name, change) => {
		const trigger = setup();
		await activate(trigger);
		const wanted = settable();
		await putBySomebodyElse({ ...wanted, ...change });
		await activate(trigger);
		expect(settable()).toEqual(wanted);
	});

	test('the same events in the other naming scheme and order are the same', async () => {
		const trigger = setup();
		await activate(trigger);
		await putBySomebodyElse({
			...settable(),
			subscribed_events: ['session.status', 'message_received'],
		});
		expect(await callHook(trigger, 'checkExists')).toBe(true);
	});

	test('changed events, credential or address are registered anew', async () => {
		const trigger = setup();
		await activate(trigger);
		const changed: TriggerSetup = {
			...trigger,
			parameters: { ...trigger.parameters, events: ['call'] },
		};
		await activate(changed);
		expect(stored()).toMatchObject({ target_url: OWN, subscribed_events: ['call'] });
		await activate(trigger);
		const secret = stored()?.signing_secret;
		const rotated = setup({}, { staticData: trigger.staticData, webhookSecret: 'changed' });
		await activate(rotated);
		expect(stored()?.signing_secret).not.toBe(secret);
		expect(await deliver(rotated)).toEqual({ status: 200, count: 1 });
		const moved = { 'node:Node': { production: { url: 'https://old-tunnel.example.com/x' } } };
		await putBySomebodyElse({ ...FOREIGN, target_url: 'https://old-tunnel.example.com/x' });
		await activate(setup({}, { staticData: moved }));
		expect(eventsGoTo()).toBe(OWN);
	});

	test('no event chosen: an error, and nothing is written', async () => {
		const { message } = await problemOf(activate(setup({ events: [] })));
		expect(message).toContain('Events: choose at least one event');
		expect(writes()).toBe(0);
	});
});

describe("another's webhook", () => {
	beforeEach(async () => await putBySomebodyElse());

	test.each([false, true])(
		'is not touched, and the error says what to do (test: %s)',
		async (isTest) => {
			const [before, written] = [structuredClone(stored()), writes()];
			const { message, description } = await problemOf(activate(setup({}, { isTest })));
			expect(message).toBe('Another app already uses the webhook of this session');
			expect(description).toContain('https://crm.example.com/wapio (for call, message.sent)');
			expect(description).toContain('Replace Existing Webhook');
			expect(description).not.toContain('token=abc');
			expect(stored()).toEqual(before);
			expect(writes()).toBe(written);
		},
	);

	test('is not touched by a deactivation after the refusal', async () => {
		const before = structuredClone(stored());
		const trigger = setup();
		await problemOf(activate(trigger));
		await deactivate(trigger);
		expect(stored()).toEqual(before);
	});

	test.each<[string, IDataObject]>([
		['active', {}],
		['switched off', { is_active: false }],
		['for all events', { subscribed_events: [] }],
	])('%s, is replaced when told to, and put back as it was', async (_name, change) => {
		await putBySomebodyElse({ ...FOREIGN, ...change });
		const trigger = setup(REPLACE);
		await activate(trigger);
		expect(eventsGoTo()).toBe(OWN);
		expect(JSON.stringify(trigger.staticData)).not.toContain(FOREIGN.signing_secret);
		expect(await deliver(trigger)).toEqual({ status: 200, count: 1 });
		await deactivate(trigger);
		expect(settable()).toEqual({ ...FOREIGN, ...change });
	});

	test('is kept in mind while events change and n8n restarts', async () => {
		const trigger = setup(REPLACE);
		await activate(trigger);
		await activate({ ...trigger, parameters: { ...trigger.parameters, events: ['call'] } });
		const restarted = { ...trigger, staticData: asStored(trigger) };
		await activate(restarted);
		await deactivate(restarted);
		expect(settable()).toEqual(FOREIGN);
	});

	test('set while the node was active, it is left alone', async () => {
		const trigger = setup(REPLACE);
		await activate(trigger);
		const other = { ...FOREIGN, target_url: 'https://newer.example.com/hook' };
		await putBySomebodyElse(other);
		await deactivate(trigger);
		expect(settable()).toEqual(other);
	});

	test('the session that was registered is cleaned up, whatever is chosen by then', async () => {
		const trigger = setup(REPLACE);
		await activate(trigger);
		const session = byId(WAPIO_OFFLINE_SESSION);
		await deactivate({ ...trigger, parameters: { ...trigger.parameters, session } });
		expect(settable()).toEqual(FOREIGN);
	});
});

describe('crashes', () => {
	test('the answer to registering gets lost: done once more, and the other one is put back', async () => {
		await putBySomebodyElse();
		const trigger = setup(REPLACE);
		sandbox.faults.add({ kind: 'resetAfterRead', operationId: 'setSessionWebhook', times: 1 });
		await activate(trigger);
		expect(eventsGoTo()).toBe(OWN);
		await deactivate(trigger);
		expect(settable()).toEqual(FOREIGN);
	});

	test('registering fails for good: n8n cleans up, and the other one is put back', async () => {
		await putBySomebodyElse();
		const trigger = setup(REPLACE);
		const fault = sandbox.faults.add({
			kind: 'status',
			status: 500,
			effect: true,
			operationId: 'setSessionWebhook',
		});
		const { message } = await problemOf(activate(trigger));
		expect(message).toContain('Wapio');
		expect(eventsGoTo()).toBe(OWN);
		sandbox.faults.remove(fault);
		await deactivate(trigger);
		expect(settable()).toEqual(FOREIGN);
	});

	test('n8n ends between registering and noting it: its own URL is adopted without being told to', async () => {
		const trigger = setup();
		await activate(trigger);
		const restarted = crashed(trigger);
		await activate(restarted);
		expect(eventsGoTo()).toBe(OWN);
		expect(await deliver(restarted)).toEqual({ status: 200, count: 1 });
		await deactivate(restarted);
		expect(stored()).toBeNull();
	});

	test.each<[string, IDataObject]>([
		['deactivated', {}],
		['activated again', REPLACE],
		['activated again without being told to replace', { replaceExisting: false }],
	])('n8n ends before noting what was replaced, then %s: it is put back', async (how, now) => {
		await putBySomebodyElse();
		const trigger = setup(REPLACE);
		await activate(trigger);
		const restarted = crashed({ ...trigger, parameters: { ...trigger.parameters, ...now } });
		if (how !== 'deactivated') await activate(restarted);
		await deactivate({ ...restarted, parameters: trigger.parameters });
		expect(settable()).toEqual(FOREIGN);
	});

	test('n8n ends during a test, which it never notes: production puts back what the test replaced', async () => {
		await putBySomebodyElse();
		await activate(setup(REPLACE, { isTest: true }));
		const production = setup(REPLACE);
		await activate(production);
		expect(eventsGoTo()).toBe(OWN);
		await deactivate(production);
		expect(settable()).toEqual(FOREIGN);
	});

	test.each([400, 422])(
		'an address that Wapio refuses (%i) with the note is set without',
		async (status) => {
			await putBySomebodyElse();
			const trigger = setup(REPLACE);
			const operationId = 'setSessionWebhook';
			sandbox.faults.add({ kind: 'status', status, operationId, times: 1 });
			await activate(trigger);
			expect(stored()?.target_url).toBe(OWN);
			await deactivate(trigger);
			expect(settable()).toEqual(FOREIGN);
		},
	);

	test('n8n ends and never activates again: deactivating still finds its own', async () => {
		const trigger = setup();
		await activate(trigger);
		await deactivate(crashed(trigger));
		expect(stored()).toBeNull();
	});

	test('n8n ends between putting back and noting it: nothing is lost', async () => {
		await putBySomebodyElse();
		const trigger = setup(REPLACE);
		await activate(trigger);
		const noted = asStored(trigger);
		await deactivate(trigger);
		const again = { ...trigger, staticData: noted };
		await deactivate(again);
		expect(settable()).toEqual(FOREIGN);
		await activate(again);
		expect(eventsGoTo()).toBe(OWN);
		await deactivate(again);
		expect(settable()).toEqual(FOREIGN);
	});

	test.each(['setSessionWebhook', 'deleteSessionWebhook', 'getSessionWebhook'])(
		'an answer to %s that gets lost while leaving changes nothing',
		async (operationId) => {
			const isReplaced = operationId === 'setSessionWebhook';
			if (isReplaced) await putBySomebodyElse();
			const trigger = setup(REPLACE);
			await activate(trigger);
			sandbox.faults.add({ kind: 'resetAfterRead', operationId, times: 1 });
			await deactivate(trigger);
			expect(settable()).toEqual(isReplaced ? FOREIGN : null);
		},
	);

	test('too many requests: the pause is made', async () => {
		sandbox.faults.add({ kind: 'status', status: 429, retryAfter: 7, times: 2 });
		await activate(setup());
		expect(eventsGoTo()).toBe(OWN);
	});
});

describe('the test URL', () => {
	test('stands in for the production URL, which is put back with its secret', async () => {
		const production = setup();
		await activate(production);
		const before = settable();
		const test = setup({ events: ['call'] }, { isTest: true });
		await activate(test);
		expect(stored()).toMatchObject({ target_url: TEST, subscribed_events: ['call'] });
		await deactivate(test);
		expect(settable()).toEqual(before);
		expect(await callHook(production, 'checkExists')).toBe(true);
		expect(await deliver(production)).toEqual({ status: 200, count: 1 });
	});

	test('its events start the test alone', async () => {
		const test = setup({}, { isTest: true });
		await activate(test);
		expect(await deliver(test)).toEqual({ status: 200, count: 1 });
	});

	test("in another's place, that one is put back", async () => {
		await putBySomebodyElse();
		const test = setup(REPLACE, { isTest: true });
		await activate(test);
		await deactivate(test);
		expect(settable()).toEqual(FOREIGN);
	});

	test('production deactivated during a test: nothing of the node stays', async () => {
		const production = setup();
		await activate(production);
		const test = setup({}, { isTest: true });
		await activate(test);
		await deactivate(production);
		await deactivate(test);
		expect(stored()).toBeNull();
	});

	test('production activated during a test keeps the webhook', async () => {
		const test = setup({}, { isTest: true });
		await activate(test);
		const production = setup();
		await activate(production);
		await deactivate(test);
		expect(eventsGoTo()).toBe(OWN);
		await deactivate(production);
		expect(stored()).toBeNull();
	});

	test('n8n ends during a test: production takes its place back, and what it had replaced is kept', async () => {
		await putBySomebodyElse();
		const production = setup(REPLACE);
		await activate(production);
		await activate(setup(REPLACE, { isTest: true }));
		await activate(production);
		expect(eventsGoTo()).toBe(OWN);
		await deactivate(production);
		expect(settable()).toEqual(FOREIGN);
	});
});

describe('which session, which token', () => {
	test('an account token that sees several: the session has to be chosen', async () => {
		const { message } = await problemOf(activate(setup({ session: '' })));
		expect(message).toContain('choose the session');
		expect(writes()).toBe(0);
	});

	test('one that is seen alone need not be', async () => {
		const { sessions } = sandbox.state('wapio');
		for (const id of [...sessions.keys()]) if (id !== WAPIO_SESSION) sessions.delete(id);
		const trigger = setup({ session: { __rl: true, mode: 'list', value: '' } });
		await activate(trigger);
		expect(eventsGoTo()).toBe(OWN);
		await deactivate(trigger);
		expect(stored()).toBeNull();
	});

	test('a session key may not: the error names the account token and the manual way', async () => {
		const { description, message } = await problemOf(
			activate(setup({ session: '' }, { token: WAPIO_DEMO.sessionKey })),
		);
		expect(description).toMatch(/account token \(bps_pat_\.\.\.\).*"Manual"/);
		expect(`${message} ${description}`).not.toContain(WAPIO_DEMO.sessionKey);
		expect(stored()).toBeNull();
	});

	test.each([404, 405])(
		'HTTP %s, as if there were no such route: the manual way is told',
		async (status) => {
			sandbox.faults.add({ kind: 'status', status, operationId: 'setSessionWebhook' });
			const { description } = await problemOf(activate(setup()));
			expect(description).toContain('"Manual"');
		},
	);

	test('a session that was deleted meanwhile needs no cleaning up', async () => {
		const trigger = setup();
		await activate(trigger);
		sandbox.state('wapio').sessions.delete(WAPIO_SESSION);
		expect(await deactivate(trigger)).toBe(true);
	});
});

describe('manual', () => {
	const manual = (webhookSecret = 'chosen-in-the-dashboard') =>
		setup({ registration: 'manual' }, { webhookSecret });

	test('nothing is asked of Wapio', async () => {
		const trigger = manual();
		await activate(trigger);
		await deactivate(trigger);
		expect(sandbox.received).toEqual([]);
	});

	test('deliveries signed with the secret of the credential are taken', async () => {
		const trigger = manual();
		const settings = { secret: 'chosen-in-the-dashboard', envelope: 'short' };
		sandbox.addWebhook('wapio', { url: OWN, settings, events: ['messages.received'] });
		expect(await deliver(trigger)).toEqual({ status: 200, count: 1 });
	});

	test('without a secret in the credential it is not activated', async () => {
		const { message, description } = await problemOf(activate(manual('')));
		expect(message).toContain('lacks the webhook signing secret');
		expect(description).toContain('Webhook Signing Secret');
	});
});

describe('another node that sets its webhook at the same moment', () => {
	/** Sets another webhook right after each write of this node. */
	function withRival(times: number): () => void {
		let left = times;
		const clock = virtualClock(Date.now());
		const wait = clock.wait;
		clock.wait = async (ms, signal) => {
			if (left-- > 0) await putBySomebodyElse();
			await wait(ms, signal);
		};
		return useClock(clock);
	}

	test('is noticed: the activation fails and says who has the webhook', async () => {
		const undo = withRival(1);
		const { message, description } = await problemOf(activate(setup()));
		undo();
		expect(message).toContain('Another app already uses the webhook');
		expect(description).toContain('https://crm.example.com/wapio');
		expect(eventsGoTo()).toBe('https://crm.example.com/wapio?token=abc');
	});

	test('is replaced if that is allowed', async () => {
		const undo = withRival(2);
		await activate(setup(REPLACE));
		undo();
		expect(eventsGoTo()).toBe(OWN);
	});

	test('is not fought for ever', async () => {
		const undo = withRival(100);
		const { message } = await problemOf(activate(setup(REPLACE)));
		undo();
		expect(message).toContain('Another app already uses the webhook');
	});
});
