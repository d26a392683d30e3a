/** Wapio Trigger: every documented event in both naming schemes and both envelopes. */
import type { IDataObject } from 'n8n-workflow';

import { canonicalEvent, STORIES } from '../../nodes/Wapio/trigger/events';
import { wapioTrigger } from '../../nodes/Wapio/trigger/spec';
import { readWebhook } from '../../nodes/Wapio/trigger/read';
import { loadContract, webhooks } from '../contracts/contract';
import { callWebhook } from '../harness/webhook';
import { webhookDocuments } from '../../scripts/docs/documents';
import { ALL, eventsOf, forgetDeliveries, SECRET, setup } from './receiving';
import { signed } from './signing';

const documents = webhookDocuments('wapio').map(
	({ name, event, payload }) => [name, event, payload] as const,
);
const named = (event: string): IDataObject =>
	structuredClone(documents.find(([, given]) => given === event)?.[2] ?? {});

beforeEach(forgetDeliveries);

/** The other envelope: `{type, data}`, without account and session. */
const short = ({ event_type: type, payload: data }: IDataObject): IDataObject => ({ type, data });

test('the node knows the 22 events of the contract, and stories, each described', () => {
	const known = webhooks(loadContract('wapio')).map(({ event }) => event);
	expect(known).toHaveLength(22);
	expect([...ALL].sort()).toEqual([...known, STORIES].sort());
	expect(new Set(documents.map(([, event]) => event)).size).toBe(22);
	for (const { description, name } of wapioTrigger.events)
		expect(description.length).toBeGreaterThan(name.length / 2);
});

describe.each(documents)('%s', (_name, event, payload) => {
	test('has the common shape', async () => {
		const [one, ...others] = await eventsOf(payload);
		expect(others).toHaveLength(0);
		expect(one).toMatchObject({
			provider: 'Wapio',
			providerEvent: event,
			account: 'bps_sess_ws_01j9x4k2v7',
		});
		expect(one?.event).not.toBe('other');
		expect(one?.id).toBeTruthy();
		expect(one?.timestamp.slice(0, 16)).toBe('2026-03-02T09:15');
		if (one?.event.startsWith('message.'))
			expect(one.status?.messageId ?? one.message?.id).toMatch(/^bps_msg_/);
	});

	test('is read alike in the other envelope and by other spellings of its name', async () => {
		const summary = (body: IDataObject, call = {}) =>
			readWebhook(body, call).map(({ choice, event: one }) => {
				const { id: _id, account: _account, raw: _raw, ...rest } = one;
				return { choice, ...rest };
			});
		const wanted = summary(payload);
		expect(wanted).toHaveLength(1);
		expect(wanted[0]).toMatchObject({ choice: event, providerEvent: event });
		expect(summary(short(payload))).toEqual(wanted);
		const { event_type: name, ...nameless } = payload;
		expect(summary({ ...nameless, event: name })).toEqual(wanted);
		expect(summary(nameless, { headers: { 'x-webhook-event': event } })).toEqual(wanted);
		for (const spelling of [
			event.replace(/[.-]/g, '_'),
			event.toUpperCase(),
			event.replace(/s\b/, '').replace(/[.-]/g, '_'),
		])
			expect(summary({ ...payload, event_type: spelling })).toEqual(wanted);
	});

	test('starts the workflow for its own choice alone', async () => {
		const others = ALL.filter((name) => name !== event);
		expect(await eventsOf(payload, { events: others })).toHaveLength(0);
		expect(await eventsOf(short(payload), { events: [event] })).toHaveLength(1);
	});

	test('delivered again with a new signature it is dropped, unless switched off', async () => {
		expect(await eventsOf(payload)).toHaveLength(1);
		expect(await eventsOf(payload)).toHaveLength(0);
		expect(await eventsOf(payload, { options: { dropRepeats: false } })).toHaveLength(1);
	});
});

test('the aliases of the second naming scheme are those of the contract', () => {
	const aliases = webhooks(loadContract('wapio')).flatMap(({ event, operation }) =>
		((operation['x-aliases'] ?? []) as string[]).map((alias) => [alias, event] as const),
	);
	expect(aliases.length).toBeGreaterThanOrEqual(3);
	for (const [alias, event] of aliases) expect(canonicalEvent(alias)).toBe(event);
});

describe('what is in them', () => {
	test.each<[string, IDataObject]>([
		[
			'messages.received',
			{
				event: 'message.received',
				fromMe: false,
				chat: { id: '919876543210', kind: 'private', name: 'Asha' },
				from: { id: '919876543210', phone: '919876543210', name: 'Asha' },
				to: { id: '15550100123', phone: '15550100123' },
				message: { id: 'bps_msg_01j9x7c1aa', type: 'text', text: 'Is my order ready?' },
				timestamp: '2026-03-02T09:15:00.000Z',
			},
		],
		[
			'messages-personal.received',
			{
				message: {
					type: 'image',
					text: 'The receipt',
					media: {
						url: 'https://media.example.com/receipt.jpg',
						mimeType: 'image/jpeg',
						caption: 'The receipt',
						size: 48213,
					},
				},
			},
		],
		[
			'messages-group.received',
			{
				chat: { id: '120363041234567890@g.us', kind: 'group' },
				from: { id: '919876543210', name: 'Asha' },
			},
		],
		['messages-newsletter.received', { chat: { kind: 'channel' } }],
		[
			'message.sent',
			{
				event: 'message.sent',
				fromMe: true,
				chat: { id: '919876543210' },
				from: { id: '15550100123' },
				to: { id: '919876543210' },
			},
		],
		[
			'messages.update',
			{
				event: 'message.edited',
				message: { type: 'text', text: 'Your order 1042 arrives tomorrow.' },
			},
		],
		['messages.delete', { event: 'message.deleted', message: { id: 'bps_msg_01j9x5b8qe' } }],
		[
			'messages.reaction',
			{
				event: 'message.reaction',
				from: { phone: '919876543210' },
				message: { reaction: { emoji: '👍', messageId: 'bps_msg_01j9x5b8qe' } },
			},
		],
		[
			'message-receipt.update',
			{
				event: 'message.status',
				timestamp: '2026-03-02T09:15:04.000Z',
				status: { messageId: 'bps_msg_01j9x5b8qe', status: 'read' },
			},
		],
		[
			'poll.results',
			{
				event: 'poll.vote',
				message: {
					poll: {
						title: 'Which day suits you?',
						options: ['Monday', 'Tuesday'],
						votes: ['Monday'],
					},
				},
			},
		],
		['chats.delete', { event: 'chat', chat: { id: '919876543210', kind: 'private' } }],
		['contacts.update', { event: 'contact', from: { id: '919876543210', name: 'Asha R. Rao' } }],
		['groups.update', { event: 'group', chat: { name: 'Field team north' } }],
		[
			'group-participants.update',
			{
				event: 'group',
				chat: { id: '120363041234567890@g.us', kind: 'group' },
				from: { phone: '919876543210' },
				details: { action: 'add', participants: ['15550100123@s.whatsapp.net'] },
			},
		],
		[
			'call',
			{
				event: 'call',
				call: { id: 'CALL5E1A', direction: 'inbound', status: 'ringing', kind: 'voice' },
			},
		],
		[
			'qrcode.updated',
			{ event: 'account', details: { qr: '2@exampleqrpayload,ref,key,identity' } },
		],
		['session.status', { event: 'account', details: { previous_status: 'connecting' } }],
	])('%s', async (name, wanted) => {
		expect((await eventsOf(named(name)))[0]).toMatchObject(wanted);
	});

	const received = (changes: IDataObject): IDataObject => {
		const body = named('messages.received');
		return { ...body, payload: { ...(body.payload as IDataObject), text: null, ...changes } };
	};
	test.each<[string, IDataObject, IDataObject]>([
		[
			'a place',
			{ kind: 'location', location: { latitude: 12.97, longitude: 77.59, name: 'Head office' } },
			{ type: 'location', text: 'Head office', location: { latitude: 12.97, longitude: 77.59 } },
		],
		[
			'a contact card',
			{ kind: 'contact', contact: { fullName: 'Ben Carter', phoneNumber: '+1 555-010-0123' } },
			{ type: 'contact', contacts: [{ name: 'Ben Carter', phone: '15550100123' }] },
		],
		[
			'a poll',
			{ kind: 'poll', poll: { question: 'Which day?', options: ['Monday', 'Tuesday'] } },
			{ type: 'poll', text: 'Which day?', poll: { options: ['Monday', 'Tuesday'] } },
		],
		['an answer', { text: 'Yes', quoted_message_id: 'bps_msg_1' }, { quotedId: 'bps_msg_1' }],
		['a kind of the future', { kind: 'hologram' }, { type: 'unknown' }],
	])('%s', async (_name, changes, wanted) => {
		expect((await eventsOf(received(changes)))[0]?.message).toMatchObject(wanted);
	});

	test('a failed message says why', async () => {
		const body = named('message-receipt.update');
		Object.assign(body.payload as IDataObject, {
			status: 'failed',
			failed_at: '2026-03-02T09:15:09Z',
			failure_reason: 'The number has no WhatsApp',
		});
		expect((await eventsOf(body))[0]).toMatchObject({
			timestamp: '2026-03-02T09:15:09.000Z',
			status: { status: 'failed', error: { message: 'The number has no WhatsApp' } },
		});
	});

	test('a message of the WhatsApp Web library as it is', async () => {
		const [event] = await eventsOf({
			type: 'messages.upsert',
			data: {
				messages: [
					{
						key: { remoteJid: '919876543210:7@s.whatsapp.net', fromMe: false, id: '3EB0A1' },
						pushName: 'Asha',
						messageTimestamp: 1772442900,
						message: { conversation: 'Hello' },
					},
				],
			},
		});
		expect(event).toMatchObject({
			event: 'message.received',
			timestamp: '2026-03-02T09:15:00.000Z',
			from: { phone: '919876543210', name: 'Asha' },
			message: { id: '3EB0A1', type: 'text', text: 'Hello' },
		});
	});

	test('several messages in one call are several items', async () => {
		const body = named('messages.upsert');
		const [one] = (body.payload as { messages: IDataObject[] }).messages;
		(body.payload as IDataObject).messages = [
			one as IDataObject,
			{ ...one, message_id: 'bps_msg_2', from_me: true },
		];
		const events = await eventsOf(body);
		expect(events.map(({ event }) => event)).toEqual(['message.received', 'message.sent']);
		expect(new Set(events.map(({ id }) => id)).size).toBe(2);
	});

	test('a message that comes by three events starts the workflow once', async () => {
		const payload = named('messages.received').payload as IDataObject;
		const by = async (event_type: string, of: IDataObject) =>
			(await eventsOf({ ...named('messages.received'), event_type, payload: of })).length;
		expect(await by('messages.upsert', { messages: [payload] })).toBe(1);
		expect(await by('messages.received', payload)).toBe(0);
		expect(await by('messages-personal.received', payload)).toBe(0);
	});

	test('without an ID and a time, the same again is new', async () => {
		const body = { type: 'session.status', data: { status: 'connected' } };
		expect(await eventsOf(body)).toHaveLength(1);
		const later = { ...body, data: { ...body.data } };
		expect(await eventsOf(later)).toHaveLength(1);
	});
});

describe('filters', () => {
	test.each<[string, IDataObject, string, number]>([
		['own messages skipped', { own: 'skip' }, 'message.sent', 0],
		['own messages only', { own: 'only' }, 'messages.received', 0],
		['a group is no private chat', { chatKinds: ['private'] }, 'messages-group.received', 0],
		['this sender', { senders: ['+91 98765 43210'] }, 'messages.received', 1],
		['another sender', { senders: ['15550100199'] }, 'messages.received', 0],
		['this status', { statuses: ['read'] }, 'message-receipt.update', 1],
		['another status', { statuses: ['failed'] }, 'message-receipt.update', 0],
		['another session', { accounts: ['bps_sess_ws_other'] }, 'messages.received', 0],
		['images only', { messageTypes: ['image'] }, 'messages.received', 0],
	])('%s', async (_name, filters, event, count) => {
		expect(await eventsOf(named(event), { filters })).toHaveLength(count);
	});
});

test('an event of the future is accepted, and passed on only if asked', async () => {
	const body = { event_type: 'messages.teleported', payload: { id: 1 } };
	expect(await eventsOf(body)).toHaveLength(0);
	expect(await eventsOf(body, { options: { unknownEvents: true } })).toMatchObject([
		{ event: 'other', providerEvent: 'messages.teleported', raw: body },
	]);
});

test('signed JSON of an unknown shape is an unknown event', async () => {
	const body = { hello: 'world' };
	expect(await eventsOf(body)).toHaveLength(0);
	expect(await eventsOf(body, { options: { unknownEvents: true } })).toMatchObject([
		{ event: 'other', providerEvent: 'unknown', raw: body },
	]);
});

test('an empty object is accepted and starts nothing', async () => {
	const { status, items } = await callWebhook(setup(), { body: {}, ...signed(SECRET, {}) });
	expect(status).toBe(200);
	expect(items).toBeUndefined();
});
