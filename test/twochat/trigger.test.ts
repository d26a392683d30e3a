/** 2Chat Trigger: every documented event, who may call, what is a repeat and what is not. */
import type { IDataObject } from 'n8n-workflow';

import { messagingEvent } from '../../engine/trigger/event';
import { forget } from '../../engine/trigger/repeats';
import { EVENTS } from '../../nodes/TwoChat/trigger/events';
import { readWebhook } from '../../nodes/TwoChat/trigger/read';
import { loadContract, webhooks } from '../contracts/contract';
import { callWebhook, type TriggerSetup } from '../harness/webhook';
import { webhookDocuments } from '../../scripts/docs/documents';
import { ALL, tokenOf, triggerSetup } from './triggerSetup';

const OWN = '+15550100123';
const setup = (parameters: IDataObject = {}): TriggerSetup =>
	triggerSetup({ apiKey: 'key-of-an-account' }, parameters);
const documents = webhookDocuments('twochat').map(
	({ event, payload }) => [event, payload] as const,
);
const sample = (event: string): IDataObject => {
	const found = documents.find(([name]) => name === event);
	if (!found) throw new Error(`the contract has no example of ${event}`);
	return structuredClone(found[1]);
};

let token = '';
beforeAll(async () => {
	token = await tokenOf(setup());
});
beforeEach(() => forget('workflow-1/node-1/webhook'));

/** What the workflow gets of a delivery to the address of a subscription. */
async function eventsOf(
	body: IDataObject,
	event: string | undefined,
	parameters: IDataObject = {},
	number = OWN,
) {
	const query = { token, ...(event ? { event } : {}), number };
	const { status, items } = await callWebhook(setup(parameters), { body, query });
	expect(status).toBe(200);
	return (items ?? []).map(({ json }) => messagingEvent.strict().parse(json));
}

test('all 28 events can be chosen and have an example in the contract', () => {
	const known = webhooks(loadContract('twochat')).map(({ event }) => event);
	expect(known).toHaveLength(28);
	expect([...ALL].sort()).toEqual([...known].sort());
	expect([...new Set(documents.map(([event]) => event))].sort()).toEqual([...known].sort());
});

test('the list of events is in words, and says what is not documented', () => {
	for (const { name, description, unofficial } of EVENTS) {
		expect(name).not.toMatch(/[._]/);
		expect(/Not documented by 2Chat/.test(description)).toBe(unofficial === true);
	}
	expect(ALL).toContain('call.outbound.completed');
	expect(ALL).not.toContain('call.outgoing.completed');
});

const KINDS: Record<string, string> = {
	'whatsapp.message.new': 'message.received',
	'whatsapp.message.received': 'message.received',
	'whatsapp.message.sent': 'message.sent',
	'whatsapp.message.reaction': 'message.reaction',
	'whatsapp.message.edited': 'message.edited',
	'whatsapp.conversation.new': 'conversation',
	'whatsapp.audio.transcribed': 'message.action',
	'whatsapp.order.received': 'order',
	'whatsapp.message.receipt.sent': 'message.status',
	'whatsapp.message.receipt.received': 'message.status',
	'whatsapp.message.receipt.read': 'message.status',
	'whatsapp.message.receipt.not-sent': 'message.status',
	'whatsapp.call.received': 'call',
	'whatsapp.call.made': 'call',
	'whatsapp.group.message.received': 'message.received',
	'whatsapp.group.message.reaction': 'message.reaction',
	'whatsapp.group.join': 'group',
	'whatsapp.group.leave': 'group',
	'whatsapp.group.remove': 'group',
	'whatsapp.number.status': 'account',
	'whatsapp.waba.message.received': 'message.received',
	'whatsapp.waba.message.sent': 'message.sent',
	'whatsapp.waba.message.receipt.sent': 'message.status',
	'whatsapp.waba.message.receipt.received': 'message.status',
	'whatsapp.waba.template.status.updated': 'template',
	'call.status.update': 'call',
	'call.incoming.completed': 'call',
	'call.outbound.completed': 'call',
};

describe.each(documents)('%s', (event, payload) => {
	test('has the common shape', async () => {
		const [one, ...others] = await eventsOf(payload, event);
		expect(others).toEqual([]);
		expect(one).toMatchObject({
			event: KINDS[event],
			providerEvent: event,
			provider: '2Chat',
			account: OWN,
			raw: payload,
		});
		expect(one?.id).toBeTruthy();
		expect(Date.parse(one?.timestamp ?? '')).toBeGreaterThan(Date.parse('2026-03-02T09:14:00Z'));
		expect(Date.parse(one?.timestamp ?? '')).toBeLessThan(Date.parse('2026-03-02T09:17:00Z'));
		if (one?.event === 'message.status') expect(one.status?.messageId).toMatch(/^MSG/);
		else if (one?.event.startsWith('message.')) expect(one.message?.id).toMatch(/^MSG/);
		if (one?.event === 'call') expect(one.call?.id).toMatch(/^CDR/);
	});

	test('starts the workflow for its own choice alone', async () => {
		expect(await eventsOf(payload, event, { events: ALL.filter((one) => one !== event) })).toEqual(
			[],
		);
		expect(await eventsOf(payload, event, { events: [event] })).toHaveLength(1);
	});

	test('delivered again it starts the workflow once', async () => {
		expect(await eventsOf(payload, event)).toHaveLength(1);
		expect(await eventsOf(payload, event)).toHaveLength(0);
		expect(await eventsOf(payload, event, { options: { dropRepeats: false } })).toHaveLength(1);
	});

	test('is told by its body, where that says so', () => {
		const [read] = readWebhook(payload);
		expect(read?.choice).toBe(event);
	});
});

describe('contents', () => {
	test.each<[string, IDataObject, IDataObject]>([
		[
			'whatsapp.message.received',
			{},
			{
				fromMe: false,
				chat: { id: '919876543210', kind: 'private', name: 'Asha Rao' },
				from: { id: '919876543210', phone: '919876543210', name: 'Asha Rao' },
				to: { id: '15550100123', phone: '15550100123' },
				message: {
					type: 'image',
					media: { url: 'https://example.com/photo.jpeg', mimeType: 'image/jpeg' },
				},
			},
		],
		[
			'whatsapp.message.sent',
			{},
			{ fromMe: true, to: { phone: '919876543210' }, message: { type: 'text' } },
		],
		['whatsapp.message.new', { sent_by: 'agent' }, { event: 'message.sent', fromMe: true }],
		[
			'whatsapp.message.reaction',
			{},
			{
				message: {
					type: 'reaction',
					reaction: { emoji: '👍', messageId: 'MSGe958e3c6-88db-a529-4716-8cbb0427c811' },
				},
			},
		],
		[
			'whatsapp.message.edited',
			{},
			{
				message: { text: 'Is order 1042 ready?' },
				details: { before: 'Is my order ready?', after: 'Is order 1042 ready?' },
			},
		],
		[
			'whatsapp.audio.transcribed',
			{},
			{
				message: { type: 'audio', text: 'Please call me back.' },
				details: { transcription: 'Please call me back.' },
			},
		],
		[
			'whatsapp.order.received',
			{},
			{ message: { type: 'order', text: 'City backpack' }, details: { order: { total: 150.5 } } },
		],
		[
			'whatsapp.message.receipt.read',
			{},
			{
				fromMe: true,
				status: { messageId: 'MSGe958e3c6-88db-a529-4716-8cbb0427c811', status: 'read' },
			},
		],
		['whatsapp.message.receipt.received', {}, { status: { status: 'delivered' } }],
		[
			'whatsapp.message.receipt.not-sent',
			{ error_message: 'No WhatsApp', error_code: 'E1' },
			{ status: { status: 'failed', error: { code: 'E1', message: 'No WhatsApp' } } },
		],
		[
			'whatsapp.waba.message.receipt.sent',
			{},
			{ chat: { id: '919876543210' }, to: { phone: '919876543210' }, status: { status: 'sent' } },
		],
		[
			'whatsapp.group.message.received',
			{},
			{
				chat: {
					id: 'WAG81fcc8d6-bda4-2ee2-b599-47aa98b1a4b5',
					kind: 'group',
					name: 'Field team',
				},
				from: { phone: '919876543210', name: 'Asha' },
			},
		],
		[
			'whatsapp.group.leave',
			{},
			{
				chat: { kind: 'group' },
				from: { phone: '919876543210' },
				details: { action: 'leave', participants: [{ phone_number: '+919876543210' }] },
			},
		],
		['whatsapp.number.status', {}, { details: { status: 'disconnected', reason: 'logout' } }],
		[
			'whatsapp.waba.template.status.updated',
			{},
			{ details: { status: 'APPROVED', template: { name: 'order_shipped' } } },
		],
		[
			'whatsapp.call.received',
			{},
			{ fromMe: false, call: { direction: 'inbound', status: 'missed', kind: 'voice' } },
		],
		[
			'whatsapp.call.made',
			{},
			{ fromMe: true, to: { phone: '919876543210' }, call: { direction: 'outbound' } },
		],
		[
			'call.status.update',
			{},
			{ from: { phone: '919876543210', name: 'Asha' }, call: { status: 'answered' } },
		],
		[
			'call.incoming.completed',
			{},
			{
				call: {
					direction: 'inbound',
					status: 'ended',
					duration: 21,
					startedAt: '2026-03-02T09:15:20.000Z',
					endedAt: '2026-03-02T09:15:41.000Z',
					recording: { url: 'https://example.com/recordings/call.mp3' },
					agent: { name: 'Meera Nair' },
				},
			},
		],
		[
			'call.outbound.completed',
			{},
			{ fromMe: true, to: { phone: '919876543210' }, call: { direction: 'outbound' } },
		],
	])('%s %j', async (event, changes, wanted) => {
		expect((await eventsOf({ ...sample(event), ...changes }, event))[0]).toMatchObject(wanted);
	});

	test('a whole record in the place of the message is read too', async () => {
		const { message, ...rest } = sample('whatsapp.message.received');
		const { uuid, id, session_key, created_at, remote_phone_number, ...around } = rest;
		const nested = {
			...around,
			message: { uuid, id, session_key, created_at, remote_phone_number, message },
		} as IDataObject;
		const [flat] = await eventsOf(sample('whatsapp.message.received'), 'whatsapp.message.received');
		forget('workflow-1/node-1/webhook');
		const [deep] = await eventsOf(nested, 'whatsapp.message.received');
		expect({ ...deep, raw: undefined }).toEqual({ ...flat, raw: undefined });
	});

	test.each<[string, IDataObject, IDataObject]>([
		[
			'a voice message',
			{ media: { url: 'https://e.example.com/v', type: 'ptt' } },
			{ type: 'audio' },
		],
		[
			'a file by its type alone',
			{ media: { url: 'https://e.example.com/f', mime_type: 'application/pdf' } },
			{ type: 'document' },
		],
		[
			'a caption',
			{ text: 'Look', media: { url: 'https://e.example.com/i', type: 'image' } },
			{ type: 'image', text: 'Look', media: { caption: 'Look' } },
		],
		[
			'a place',
			{ pin: { latitude: '12.9716', longitude: '77.5946', name: 'Office' } },
			{ type: 'location', location: { latitude: 12.9716, longitude: 77.5946, name: 'Office' } },
		],
		['nothing that is known', {}, { type: 'unknown' }],
	])('%s', async (_name, message, wanted) => {
		const body = { ...sample('whatsapp.message.received'), message };
		expect((await eventsOf(body, 'whatsapp.message.received'))[0]?.message).toMatchObject(wanted);
	});

	test('somebody who hides the number is known by the ID', async () => {
		const body = {
			...sample('whatsapp.message.received'),
			remote_phone_number: null,
			session_key: 'WW-WPN2a08dc5f-3121-84fd-824f-a8c936c13a51-123123123123@lid',
		};
		expect((await eventsOf(body, 'whatsapp.message.received'))[0]).toMatchObject({
			chat: { id: '123123123123@lid', kind: 'private' },
			from: { id: '123123123123@lid' },
		});
	});

	test('the number of a receipt is the one that was subscribed for', async () => {
		const body = sample('whatsapp.message.receipt.sent');
		const [one] = await eventsOf(body, 'whatsapp.message.receipt.sent', {}, '+15550100124');
		expect(one?.account).toBe('+15550100124');
	});
});

describe('times', () => {
	test.each<[string, unknown]>([
		['seconds', 1772442900],
		['ISO with zone', '2026-03-02T09:15:00Z'],
		['ISO without zone', '2026-03-02T09:15:00'],
		['with a space', '2026-03-02 09:15:00'],
	])('%s', async (_form, time) => {
		const body = { ...sample('whatsapp.message.received'), created_at: time } as IDataObject;
		const [one] = await eventsOf(body, 'whatsapp.message.received');
		expect(one?.timestamp).toBe('2026-03-02T09:15:00.000Z');
	});
});

describe('events that are not the same', () => {
	const choices = { events: ALL };
	const times = async (deliveries: Array<[string, IDataObject, string?]>): Promise<number[]> => {
		const counts: number[] = [];
		for (const [event, changes, number] of deliveries)
			counts.push(
				(await eventsOf({ ...sample(event), ...changes }, event, choices, number)).length,
			);
		return counts;
	};

	test('one message is new, and received, and an order, and a conversation', async () => {
		const { uuid, id } = sample('whatsapp.message.new');
		expect(
			await times([
				['whatsapp.message.new', {}],
				['whatsapp.message.received', { uuid, id }],
				['whatsapp.order.received', { uuid, id }],
				['whatsapp.conversation.new', { uuid, id }],
				['whatsapp.message.received', { uuid, id }],
			]),
		).toEqual([1, 1, 1, 1, 0]);
	});

	test('receipts of one message', async () => {
		expect(
			await times([
				['whatsapp.message.receipt.sent', {}],
				['whatsapp.message.receipt.received', {}],
				['whatsapp.message.receipt.read', {}],
				['whatsapp.message.receipt.read', {}],
			]),
		).toEqual([1, 1, 1, 0]);
	});

	test('a message edited twice, a reaction taken back, a call in three states', async () => {
		expect(
			await times([
				['whatsapp.message.edited', {}],
				['whatsapp.message.edited', { new_text: 'And 1043?' }],
				['whatsapp.message.reaction', {}],
				['whatsapp.message.reaction', { reaction: { text: '', message_uuid: 'MSG1' } }],
				['call.status.update', { status: 'RINGING' }],
				['call.status.update', { status: 'ANSWERED' }],
				['call.status.update', { status: 'COMPLETED' }],
				['call.status.update', { status: 'COMPLETED' }],
			]),
		).toEqual([1, 1, 1, 1, 1, 1, 1, 0]);
	});

	test('the same change at two numbers, and again later', async () => {
		expect(
			await times([
				['whatsapp.group.join', {}],
				['whatsapp.group.join', { channel_phone_number: '+15550100124' }],
				['whatsapp.group.join', { created_at: '2026-03-02T10:00:00Z' }],
				['whatsapp.number.status', {}],
				['whatsapp.number.status', { created_at: '2026-03-02T10:00:00Z' }],
				['whatsapp.message.receipt.sent', {}, '+15550100123'],
				['whatsapp.message.receipt.sent', {}, '+15550100124'],
			]),
		).toEqual([1, 1, 1, 1, 1, 1, 1]);
	});

	test('without anything to tell them by nothing is dropped', async () => {
		const body = { status: 'ready', created_at: undefined };
		expect(
			await times([
				['whatsapp.number.status', body as unknown as IDataObject],
				['whatsapp.number.status', body as unknown as IDataObject],
			]),
		).toEqual([1, 1]);
	});
});

describe('filters', () => {
	const group = 'WAG81fcc8d6-bda4-2ee2-b599-47aa98b1a4b5';
	test.each<[string, string, IDataObject, boolean]>([
		['number', 'whatsapp.message.received', { accounts: ['15550100123'] }, true],
		['number, with plus', 'whatsapp.message.received', { accounts: ['+1 555 010 0123'] }, true],
		['another number', 'whatsapp.message.received', { accounts: ['15550100124'] }, false],
		['group', 'whatsapp.group.message.received', { chats: [group] }, true],
		['another group', 'whatsapp.group.join', { chats: ['WAG1'] }, false],
		['kind of chat', 'whatsapp.group.message.received', { chatKinds: ['private'] }, false],
		['direction: own only', 'whatsapp.message.sent', { own: 'only' }, true],
		['direction: others only', 'whatsapp.message.sent', { own: 'skip' }, false],
		['direction of a call', 'call.outbound.completed', { own: 'skip' }, false],
		['type', 'whatsapp.message.received', { messageTypes: ['image'] }, true],
		['another type', 'whatsapp.message.received', { messageTypes: ['text'] }, false],
		['status', 'whatsapp.message.receipt.read', { statuses: ['delivered'] }, false],
		['sender', 'whatsapp.message.received', { senders: ['+919876543210'] }, true],
	])('%s', async (_name, event, filters, passes) => {
		expect(await eventsOf(sample(event), event, { filters })).toHaveLength(passes ? 1 : 0);
	});
});

describe('who calls', () => {
	const body = sample('whatsapp.message.received');
	test.each<[string, () => IDataObject, number]>([
		['the right token', () => ({ token }), 200],
		['a wrong token', () => ({ token: `${token.slice(0, -1)}x` }), 401],
		['a longer token', () => ({ token: `${token}0` }), 401],
		['an empty token', () => ({ token: '' }), 401],
		['no token', () => ({}), 401],
		['the token twice', () => ({ token: [token, token] }), 401],
	])('%s', async (_name, query, wanted) => {
		const { status, items, answer } = await callWebhook(setup(), {
			body,
			query: { event: 'whatsapp.message.received', ...query() },
		});
		expect(status).toBe(wanted);
		expect(items === undefined).toBe(wanted === 401);
		expect(JSON.stringify(answer)).not.toContain(token);
	});

	test('another account and another node have other tokens', async () => {
		const other = setup();
		if (other.credential) other.credential.data = { apiKey: 'another-key' };
		expect(token).toMatch(/^[0-9a-f]{48}$/);
		expect(await tokenOf(other)).not.toBe(token);
	});
});

describe('odd bodies', () => {
	test.each<[string, unknown]>([
		['an empty body', {}],
		['a list', [1, 2]],
		['JSON of somebody else', { hello: 'world' }],
	])('%s to an address without an event is accepted and starts nothing', async (_name, body) => {
		const { status, items } = await callWebhook(setup(), { body, query: { token } });
		expect(status).toBe(200);
		expect(items).toBeUndefined();
	});

	test('a body nobody has documented is passed on as what was subscribed to', async () => {
		const body = { something: { new: true } };
		const [one] = await eventsOf(body, 'whatsapp.group.remove');
		expect(one).toMatchObject({
			event: 'group',
			providerEvent: 'whatsapp.group.remove',
			raw: body,
		});
		expect(await eventsOf(body, 'whatsapp.group.remove')).toHaveLength(1);
	});

	test.each([
		['qr-received', 'whatsapp.number.status', { details: { status: 'qr-received', qr: '2@abc' } }],
		['disconnected', 'whatsapp.number.status', { details: { status: 'disconnected' } }],
	])('the state %s in the place of the event', async (state, event, wanted) => {
		const body = { event: state, qr_code: '2@abc', channel_phone_number: OWN };
		expect((await eventsOf(body, undefined))[0]).toMatchObject({ providerEvent: event, ...wanted });
		expect((await eventsOf(body, event))[0]).toMatchObject(wanted);
	});

	test.each([
		['message.sent', 'sent'],
		['message.received', 'delivered'],
		['message.read', 'read'],
		['message.not-sent', 'failed'],
	])('the short name %s of a receipt', async (event, status) => {
		const body = { event, message_uuid: 'MSG1', timestamp: '2026-03-02T09:15:00Z' };
		expect((await eventsOf(body, undefined))[0]).toMatchObject({
			event: 'message.status',
			status: { messageId: 'MSG1', status },
		});
	});

	test('an event of the future is accepted, and passed on only if asked', async () => {
		const body = { event: 'whatsapp.channel.event', uuid: 'X1' };
		expect(await eventsOf(body, undefined)).toHaveLength(0);
		const options = { unknownEvents: true };
		expect(await eventsOf(body, undefined, { options })).toMatchObject([
			{ event: 'other', providerEvent: 'whatsapp.channel.event', raw: body },
		]);
	});
});
