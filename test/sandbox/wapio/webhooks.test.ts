import { createHmac } from 'node:crypto';
import {
	WAPIO_GROUP,
	WAPIO_PENDING_SESSION,
	WAPIO_PERSON,
	WAPIO_SESSION,
} from '../../../sandbox/wapio';
import { useSandbox } from '../helpers';
import { contract, textTo, wapioClient } from './client';

const test$ = useSandbox({ providers: ['wapio'], webhooks: { retryDelaysMs: [1, 1] } });
const wapio = wapioClient(test$);

const HOOK = `/v1/whatsapp-sessions/${WAPIO_SESSION}/webhook`;
const put = (json: Record<string, unknown> = {}, path = HOOK) =>
	wapio(path, { method: 'PUT', json: { target_url: test$.receiver.url, ...json } });

type Body = { event_type: string; type: string; payload: Record<string, unknown> };
const bodies = (): Body[] => test$.receiver.got.map(({ body }) => JSON.parse(body) as Body);
const names = (): string[] => bodies().map(({ event_type }) => event_type);

/** Everything that came is checked against the contract. */
async function settled(): Promise<void> {
	await test$.sandbox.settled();
	for (const body of bodies()) {
		const problems = contract.checkWebhook(body.event_type, body);
		expect({ body, problems }).toMatchObject({ problems: [] });
	}
}

describe('the webhook of a session', () => {
	test('is the only one, is replaced as a whole, never shows its secret, and can be deleted', async () => {
		expect((await wapio(HOOK)).status).toBe(404);
		const set = { subscribed_events: ['messages.received'], signing_secret: 'first-secret' };
		expect((await put(set)).json).toMatchObject({
			target_url: test$.receiver.url,
			subscribed_events: ['messages.received'],
			is_active: true,
		});
		await put({ target_url: 'https://example.com/other' });
		const { json, text } = await wapio(HOOK);
		expect(json).toMatchObject({ target_url: 'https://example.com/other', subscribed_events: [] });
		expect(text).not.toContain('secret');
		expect(JSON.stringify(test$.sandbox.received)).not.toContain('first-secret');
		expect((await wapio(HOOK, { method: 'DELETE' })).json).toEqual({ success: true });
		expect((await wapio(HOOK, { method: 'DELETE' })).status).toBe(404);
	});

	test('an unknown event is refused', async () => {
		expect((await put({ subscribed_events: ['messages.teleported'] })).status).toBe(422);
	});

	test('receives what it subscribed to, by either name, and only while it is active', async () => {
		await put({ subscribed_events: ['message_received', 'messages-group.received'] });
		test$.sandbox.happen('wapio', 'message.received', {});
		test$.sandbox.happen('wapio', 'message.received', { chat: WAPIO_GROUP });
		await settled();
		expect(names()).toEqual(['messages.received', 'messages.received', 'messages-group.received']);
		await put({ is_active: false });
		test$.sandbox.happen('wapio', 'message.received', {});
		await settled();
		expect(names()).toHaveLength(3);
	});

	test('receives nothing of other sessions', async () => {
		await put();
		await wapio(`/v1/whatsapp-sessions/${WAPIO_PENDING_SESSION}/qrcode`);
		await settled();
		expect(names()).toEqual([]);
	});
});

describe('signatures', () => {
	const signatureOf = (secret: string, index = 0): boolean => {
		const got = test$.receiver.got[index];
		if (!got) throw new Error(`delivery ${index} did not come`);
		const { headers, body } = got;
		const [, time, given] =
			/^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-webhook-signature'])) ?? [];
		expect(time).toBe(String(Math.floor(test$.clock.now().getTime() / 1000)));
		return createHmac('sha256', secret).update(`${time}.${body}`).digest('hex') === given;
	};

	test('are made with the secret, which a PUT without one keeps', async () => {
		await put({ signing_secret: 'one' });
		test$.sandbox.happen('wapio', 'call', {});
		await put();
		test$.sandbox.happen('wapio', 'call', {});
		await settled();
		expect([signatureOf('one'), signatureOf('one', 1)]).toEqual([true, true]);
	});

	test('are wrong if a fault requests it', async () => {
		await put({ signing_secret: 'one' });
		test$.sandbox.faults.add({ kind: 'webhookForged' });
		test$.sandbox.happen('wapio', 'call', {});
		await settled();
		expect(signatureOf('one')).toBe(false);
	});

	test('are missing without a secret', async () => {
		await put();
		test$.sandbox.happen('wapio', 'call', {});
		await settled();
		expect(test$.receiver.got[0]?.headers['x-webhook-signature']).toBeUndefined();
	});
});

test('the short envelope has the second naming scheme', async () => {
	const settings = { envelope: 'short', secret: 's', session: WAPIO_SESSION };
	test$.sandbox.addWebhook('wapio', { url: test$.receiver.url, settings });
	test$.sandbox.happen('wapio', 'message.received', { text: 'Hi' });
	await test$.sandbox.settled();
	const [first] = bodies();
	expect(first).toMatchObject({ type: 'message_received', data: { text: 'Hi' } });
	expect(first).not.toHaveProperty('event_type');
});

test('every one of the 22 events can be made to happen', async () => {
	await put();
	const { sandbox } = test$;
	const happen = (event: string, input = {}) => sandbox.happen('wapio', event, input);
	await wapio('/api/send-message', { json: textTo('15550100188') });
	const poll = { question: 'When?', options: ['Now', 'Later'] };
	const sent = await wapio('/api/send-message', { json: { to: WAPIO_PERSON, kind: 'poll', poll } });
	const messageId = (sent.json as { msgId: string }).msgId;
	await settled();
	happen('message.received', { text: 'Hi' });
	happen('message.received', { chat: WAPIO_GROUP });
	happen('message.received', { chat: '120363021234567890@newsletter' });
	happen('poll.voted', { messageId, options: ['Later'] });
	happen('message.reaction', { messageId });
	happen('message.edited', { messageId, text: 'x' });
	happen('message.deleted', { messageId });
	happen('call');
	happen('chat.changed', { archived: true });
	happen('chat.changed', { deleted: true });
	happen('contact.changed', { from: '15550100188' });
	happen('contact.changed', { from: '15550100188', name: 'Ben' });
	happen('group.changed');
	happen('group.joined');
	happen('group.participants', { action: 'add', participants: ['15550100188'] });
	happen('session.unlinked');
	await wapio(`/v1/whatsapp-sessions/${WAPIO_SESSION}/qrcode`);
	await settled();
	expect([...new Set(names())].sort()).toEqual(contract.webhooks().sort());
	const votes = bodies().find(({ event_type }) => event_type === 'poll.results');
	expect(votes?.payload.options).toMatchObject([{ votes: 0 }, { votes: 1 }]);
});

test.each([
	['ignore_groups', { chat: WAPIO_GROUP }],
	['ignore_channels', { chat: '120363021234567890@newsletter' }],
])('%s keeps messages out of the events', async (setting, input) => {
	await put({ subscribed_events: ['messages.received'] });
	const path = `/v1/whatsapp-sessions/${WAPIO_SESSION}/settings`;
	await wapio(path, { method: 'PATCH', json: { [setting]: true } });
	test$.sandbox.happen('wapio', 'message.received', input);
	await settled();
	expect(names()).toEqual([]);
});

test.each([
	['message.edited', { messageId: 'bps_msg_none' }],
	['session.scanned', {}],
	['poll.voted', { messageId: '' }],
	['message.received', { sessionId: WAPIO_PENDING_SESSION }],
	['group.participants', { action: 'bless' }],
])('%s of something that does not exist is refused', (event, input) => {
	expect(() => test$.sandbox.happen('wapio', event, input)).toThrow(TypeError);
});
