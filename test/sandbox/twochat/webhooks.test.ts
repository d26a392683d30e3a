/** 2Chat's subscriptions in the sandbox, and the events that they receive. */
import { EVENTS } from '../../../nodes/TwoChat/trigger/events';
import {
	FAILING_RECIPIENT,
	SILENT_RECIPIENT,
	UNREACHABLE_RECIPIENT,
} from '../../../sandbox/core/stages';
import { TWOCHAT_NUMBERS, TWOCHAT_PERSON, TWOCHAT_WABA_NUMBER } from '../../../sandbox/twochat';
import { useSandbox } from '../helpers';
import { client, type Json, delivered } from './client';

const test$ = useSandbox({ providers: ['twochat'] });
const api = client(test$);
const state = () => test$.sandbox.state('twochat');
const [FIRST, SECOND] = TWOCHAT_NUMBERS;
const firstId = (all: Map<string, unknown>): string => [...all.keys()][0] ?? '';

const subscribe = (event: string, more: Json = {}) =>
	api.post(`/webhooks/subscribe/${event}`, {
		hook_url: `${test$.receiver.url}?event=${event}`,
		...(event.startsWith('call.')
			? { channel_uuid: firstId(state().virtualNumbers) }
			: { on_number: event.includes('.waba.') ? TWOCHAT_WABA_NUMBER : FIRST }),
		...more,
	});
const subscribeAll = async () => {
	for (const { value } of EVENTS) expect((await subscribe(value)).$).toBe(200);
};
const names = async (): Promise<string[]> => {
	await test$.sandbox.settled();
	return delivered(test$).map(({ event }) => event);
};
const send = (to: string) =>
	api.post('/whatsapp/send-message', { from_number: FIRST, to_number: to, text: 'Hi' });

describe('subscriptions', () => {
	test('are for one event and one number, listed and deleted', async () => {
		const made = await subscribe('whatsapp.message.received');
		const { uuid, channel_uuid: channel } = made.data as { uuid: string; channel_uuid: string };
		expect(channel).toBe(firstId(state().numbers));
		expect(await api.get('/webhooks')).toMatchObject({ webhooks: [{ uuid }] });
		expect(await api.get(`/webhooks/channel/${channel}`)).toMatchObject({ webhooks: [{ uuid }] });
		test$.sandbox.happen('twochat', 'message.received', { number: SECOND });
		expect(await names()).toEqual([]);
		test$.sandbox.happen('twochat', 'message.received', {});
		expect(await names()).toEqual(['whatsapp.message.received']);
		expect((await api.remove(`/webhooks/${uuid}`)).$).toBe(200);
		expect((await api.remove(`/webhooks/${uuid}`)).$).toBe(404);
		test$.sandbox.happen('twochat', 'message.received', {});
		expect(await names()).toHaveLength(1);
	});

	test('a second identical one is a 409, one for another address or number is not', async () => {
		const event = 'whatsapp.message.received';
		await subscribe(event);
		expect((await subscribe(event)).$).toBe(409);
		expect((await subscribe(event, { on_number: SECOND })).$).toBe(200);
		expect((await subscribe(event, { hook_url: 'https://crm.example.com/' })).$).toBe(200);
		expect(await api.get('/webhooks')).toMatchObject({ webhooks: [{}, {}, {}] });
	});

	it.each<[string, string, Json, number]>([
		['an event that there is not', 'call.outgoing.completed', {}, 400],
		['an empty number', 'whatsapp.message.new', { on_number: '' }, 400],
		[
			'a number instead of a channel',
			'call.status.update',
			{ channel_uuid: '', on_number: FIRST },
			404,
		],
		['an empty number for calls', 'call.status.update', { channel_uuid: '', on_number: '' }, 400],
		['an unknown number', 'whatsapp.message.new', { on_number: '+15550100999' }, 404],
		['an unknown group', 'whatsapp.group.join', { to_group_uuid: 'WAG1' }, 404],
	])('%s is refused', async (_name, event, more, status) => {
		expect((await subscribe(event, more)).$).toBe(status);
	});

	test('can be limited to one group', async () => {
		const made = await api.post('/whatsapp/group/create', {
			from_number: FIRST,
			group: { name: 'Crew', participants: [TWOCHAT_PERSON] },
		});
		const { uuid } = made.group as { uuid: string };
		await subscribe('whatsapp.group.message.received', { to_group_uuid: uuid });
		test$.sandbox.happen('twochat', 'group.message', {});
		expect(await names()).toEqual([]);
		test$.sandbox.happen('twochat', 'group.message', { group: 'Crew' });
		expect(await names()).toEqual(['whatsapp.group.message.received']);
	});

	test('are removed with their number', async () => {
		await subscribe('whatsapp.message.new');
		await api.remove(`/whatsapp/channel/${firstId(state().numbers)}`);
		expect(await api.get('/webhooks')).toMatchObject({ webhooks: [] });
	});
});

describe('events', () => {
	beforeEach(subscribeAll);

	test.each([
		[TWOCHAT_PERSON, ['sent', 'received', 'read']],
		[`+${FAILING_RECIPIENT}`, ['not-sent']],
		[`+${UNREACHABLE_RECIPIENT}`, ['sent']],
		[`+${SILENT_RECIPIENT}`, ['sent', 'received']],
	])('a message to %s', async (to, stages) => {
		const { message_uuid: uuid } = await send(to);
		expect(await names()).toEqual([
			'whatsapp.message.new',
			'whatsapp.message.sent',
			...stages.map((stage) => `whatsapp.message.receipt.${stage}`),
		]);
		for (const { body } of delivered(test$)) expect([body.uuid, body.message_uuid]).toContain(uuid);
	});

	it.each<[string, Json, string[]]>([
		[
			'message.received',
			{ text: 'Hi' },
			['whatsapp.message.new', 'whatsapp.message.received', 'whatsapp.conversation.new'],
		],
		[
			'order.received',
			{},
			[
				'whatsapp.message.new',
				'whatsapp.message.received',
				'whatsapp.conversation.new',
				'whatsapp.order.received',
			],
		],
		[
			'message.voice',
			{},
			[
				'whatsapp.message.new',
				'whatsapp.message.received',
				'whatsapp.conversation.new',
				'whatsapp.audio.transcribed',
			],
		],
		['group.message', {}, ['whatsapp.group.message.received']],
		['group.join', {}, ['whatsapp.group.join']],
		['group.leave', { people: [TWOCHAT_PERSON] }, ['whatsapp.group.leave']],
		['group.remove', { people: [TWOCHAT_PERSON] }, ['whatsapp.group.remove']],
		['whatsapp.call.received', {}, ['whatsapp.call.received']],
		['whatsapp.call.made', { video: true }, ['whatsapp.call.made']],
		['number.status', { status: 'qr-received' }, ['whatsapp.number.status']],
		['waba.message', { text: 'Hi' }, ['whatsapp.waba.message.received']],
		['template.decided', { name: 'summer_sale' }, ['whatsapp.waba.template.status.updated']],
		[
			'call.incoming',
			{},
			['call.status.update', 'call.status.update', 'call.status.update', 'call.incoming.completed'],
		],
		[
			'call.outbound',
			{ answered: false },
			['call.status.update', 'call.status.update', 'call.outbound.completed'],
		],
	])('%s %j', async (happening, input, wanted) => {
		test$.sandbox.happen('twochat', happening, input);
		expect(await names()).toEqual(wanted);
	});

	test('what is done to a message', async () => {
		test$.sandbox.happen('twochat', 'message.received', { text: 'Hi' });
		test$.sandbox.happen('twochat', 'message.edited', { text: 'Hello' });
		test$.sandbox.happen('twochat', 'message.reaction', { emoji: '🙏' });
		test$.sandbox.happen('twochat', 'group.message', {});
		test$.sandbox.happen('twochat', 'message.reaction', {});
		expect((await names()).slice(3)).toEqual([
			'whatsapp.message.edited',
			'whatsapp.message.reaction',
			'whatsapp.group.message.received',
			'whatsapp.group.message.reaction',
		]);
		expect(delivered(test$)[3]?.body).toMatchObject({ old_text: 'Hi', new_text: 'Hello' });
	});

	test('a message of the WABA number', async () => {
		await api.post('/waba/send-message', {
			from_number: TWOCHAT_WABA_NUMBER,
			to_number: TWOCHAT_PERSON,
			text: 'Hi',
		});
		expect(await names()).toEqual([
			'whatsapp.waba.message.sent',
			'whatsapp.waba.message.receipt.sent',
			'whatsapp.waba.message.receipt.received',
		]);
	});

	test('look as in the samples: messages without an event name, three formats of time', async () => {
		test$.sandbox.happen('twochat', 'order.received', {});
		await test$.sandbox.settled();
		const [asNew, received, conversation, order] = delivered(test$).map(({ body }) => body);
		expect(asNew).toHaveProperty('event', 'whatsapp.message.new');
		expect(received).not.toHaveProperty('event');
		expect(order).not.toHaveProperty('event');
		expect(received?.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
		expect(conversation?.created_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
		expect(order).toMatchObject({
			message: { order: { created_at: expect.any(Number) as number } },
		});
	});

	test('every event can be made to happen', async () => {
		const { sandbox } = test$;
		const all: Array<[string, Json?]> = [
			['order.received'],
			['message.edited'],
			['message.reaction'],
			['message.voice'],
			['message.sent', { to: TWOCHAT_PERSON }],
			['message.receipt', { stage: 'not-sent' }],
			['group.message'],
			['message.reaction'],
			['group.join'],
			['group.leave'],
			['group.remove', { people: [TWOCHAT_PERSON] }],
			['whatsapp.call.received'],
			['whatsapp.call.made'],
			['number.status', { status: 'disconnected', reason: 'logout' }],
			['waba.message'],
			['template.decided', { name: 'welcome', status: 'REJECTED' }],
			['call.incoming'],
			['call.outbound'],
		];
		for (const [name, input] of all) sandbox.happen('twochat', name, input);
		await api.post('/waba/send-message', {
			from_number: TWOCHAT_WABA_NUMBER,
			to_number: TWOCHAT_PERSON,
			text: 'Hi',
		});
		expect([...new Set(await names())].sort()).toEqual(EVENTS.map(({ value }) => value).sort());
	});
});
