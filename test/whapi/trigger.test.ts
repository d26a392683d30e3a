/** Whapi Trigger: every documented webhook in the three ways of delivery, and who may call. */
import type { IDataObject } from 'n8n-workflow';

import { MessagingWhapiApi } from '../../credentials/MessagingWhapiApi.credentials';
import { messagingEvent } from '../../engine/trigger/event';
import { forget } from '../../engine/trigger/repeats';
import { CHOICES } from '../../nodes/Whapi/trigger/events';
import { SECRET_HEADER } from '../../nodes/Whapi/trigger/register';
import { WhapiTrigger } from '../../nodes/Whapi/WhapiTrigger.node';
import { readWebhook } from '../../nodes/Whapi/trigger/read';
import { callWebhook, type TriggerSetup } from '../harness/webhook';
import { loadContract, webhooks } from '../contracts/contract';
import { webhookDocuments } from '../../scripts/docs/documents';
import { secretOf } from './setup';

const ALL = CHOICES.map(({ value }) => value);
const setup = (parameters: IDataObject = {}): TriggerSetup => ({
	node: new WhapiTrigger(),
	parameters: { events: ALL, ...parameters },
	credential: {
		type: new MessagingWhapiApi(),
		data: { token: 'token-of-a-channel', baseUrl: 'https://gate.whapi.cloud' },
	},
});
const documents = webhookDocuments('whapi').map(
	({ name, event, payload }) => [name, event, payload] as const,
);
const named = (name: string): IDataObject => {
	const found = documents.find(([given]) => given === name);
	if (!found) throw new Error(`the contract has no webhook example ${name}`);
	return found[2];
};

let headers: Record<string, string> = {};
beforeAll(async () => {
	headers = { [SECRET_HEADER]: await secretOf(setup()) };
});
beforeEach(() => forget('workflow-1/node-1/webhook'));

/** The events of one call as a workflow would get them, each checked against the shared shape. */
async function eventsOf(body: IDataObject, parameters: IDataObject = {}) {
	const { status, items } = await callWebhook(setup(parameters), { body, headers });
	expect(status).toBe(200);
	return (items ?? []).map(({ json }) => messagingEvent.strict().parse(json));
}

test('there is at least one document for each of the 28 events', () => {
	const known = webhooks(loadContract('whapi')).map(({ event }) => event);
	expect(known).toHaveLength(28);
	expect([...new Set(documents.map(([, event]) => event))].sort()).toEqual([...known].sort());
});

describe.each(documents)('%s', (_name, event, payload) => {
	const [type = '', method = ''] = event.split('.');

	test('has the common shape and one choice per entry', async () => {
		const read = readWebhook(payload);
		expect(read.length).toBeGreaterThan(0);
		for (const { choice } of read) {
			const pairs = CHOICES.find(({ value }) => value === choice)?.pairs;
			expect(pairs).toContain(event);
		}
		const events = await eventsOf(payload);
		expect(events).toHaveLength(read.length);
		for (const one of events) {
			expect(one).toMatchObject({
				provider: 'Whapi.Cloud',
				providerEvent: event,
				account: 'NEBULA-R4T7K',
			});
			expect(one.event).not.toBe('other');
			expect(one.id).toBeTruthy();
			expect(Date.parse(one.timestamp)).toBeGreaterThan(Date.parse('2025-01-01'));
			if (one.event.startsWith('message.') && !('allMessages' in (one.details ?? {})))
				expect(one.status?.messageId ?? one.message?.id).toBeTruthy();
		}
	});

	test('is read alike in the modes path and method, also without the envelope', () => {
		const { event: _envelope, ...bare } = payload;
		const inPath = { path: `${type}/${method}`, method: 'POST' };
		const asMethod = { path: type, method: method.toUpperCase() };
		const summary = (read: ReturnType<typeof readWebhook>) =>
			read.map(({ choice, key, event: one }) => ({ choice, key, kind: one.event, id: one.id }));
		const wanted = summary(readWebhook(payload, { path: '', method: 'POST' }));
		expect(summary(readWebhook(payload, inPath))).toEqual(wanted);
		expect(summary(readWebhook(payload, asMethod))).toEqual(wanted);
		expect(summary(readWebhook(bare, inPath))).toEqual(wanted);
		expect(summary(readWebhook(bare, asMethod))).toEqual(wanted);
	});

	test('starts the workflow for the choice alone', async () => {
		const [first] = readWebhook(payload);
		const others = ALL.filter((choice) => choice !== first?.choice);
		expect(await eventsOf(payload, { events: others })).toHaveLength(0);
		expect(await eventsOf(payload, { events: [first?.choice ?? ''] })).not.toHaveLength(0);
	});
});

describe('messages', () => {
	test.each<[string, IDataObject]>([
		[
			'text',
			{
				event: 'message.received',
				fromMe: false,
				chat: { id: '919876543210', kind: 'private', name: 'Asha Rao' },
				from: { id: '919876543210', phone: '919876543210', name: 'Asha Rao' },
				message: { type: 'text', text: 'Hello, is my order 2041 ready?' },
			},
		],
		[
			'own_message',
			{ event: 'message.sent', fromMe: true, to: { id: '919876543210', phone: '919876543210' } },
		],
		['group_text', { chat: { id: '120363041234567890@g.us', kind: 'group' } }],
		['newsletter_post', { chat: { kind: 'channel' }, message: { text: 'Three new books today' } }],
		['quoted_reply', { message: { text: 'Yes please', quotedId: 'PsRvQ2mXhLw8Kt4d-gLQBqZ4RtA' } }],
		['forwarded', { message: { forwarded: true } }],
		[
			'image',
			{
				message: {
					type: 'image',
					text: 'This is the cover I mean',
					media: {
						id: 'jpeg-9d1f0c3b5c7a4d22b8a1-80c9a1e2b3f4',
						url: 'https://media.example.com/jpeg/9d1f0c3b5c7a.jpeg',
						mimeType: 'image/jpeg',
						size: 91342,
					},
				},
			},
		],
		['voice', { message: { type: 'audio', media: { duration: 7 } } }],
		['document', { message: { type: 'document', media: { fileName: 'invoice-2041.pdf' } } }],
		[
			'location',
			{
				message: {
					location: { latitude: 12.971599, longitude: 77.594566, name: 'Riverside Books' },
				},
			},
		],
		['live_location', { message: { type: 'location', text: 'On my way' } }],
		[
			'contact_list',
			{
				message: {
					text: 'Ben Carter, Carla Gomez',
					contacts: [
						{ name: 'Ben Carter', phone: '15550100123' },
						{ name: 'Carla Gomez', phone: '15550100145' },
					],
				},
			},
		],
		[
			'poll',
			{
				message: {
					poll: { title: 'Which day suits you?', options: ['Friday', 'Saturday', 'Sunday'] },
				},
			},
		],
		[
			'buttons_reply',
			{ message: { type: 'reply', reply: { id: 'deliver-today', title: 'Yes, today' } } },
		],
		['list_reply', { message: { reply: { id: 'slot-10' } } }],
		['order', { message: { type: 'order' }, details: { order: { order_id: '8123456789012345' } } }],
		['interactive', { message: { type: 'interactive', text: 'Shall we deliver today?' } }],
		['hsm', { message: { type: 'template', text: 'Your order has left our shop.' } }],
		[
			'story',
			{ chat: { kind: 'story' }, message: { type: 'story', media: { mimeType: 'image/jpeg' } } },
		],
		['system', { event: 'message.system', message: { type: 'system' } }],
		['call', { event: 'message.system', details: { subtype: 'missed' } }],
		['unknown', { event: 'message.system', message: { type: 'unknown' } }],
		['from_ad', { details: { ad: { title: 'Autumn sale' } } }],
		[
			'reaction',
			{
				event: 'message.reaction',
				message: { reaction: { emoji: '👍', messageId: 'PsRvQ2mXhLw8Kt4d-gLQBqZ4RtA' } },
			},
		],
		['reaction_removed', { message: { reaction: { emoji: '' } } }],
		[
			'edit',
			{
				event: 'message.edited',
				message: {
					id: 'PsRvQ2mXhLw8Kt4d-gLQBqZ4RtA',
					type: 'text',
					text: 'Is my order 2042 ready?',
				},
			},
		],
		['delete', { event: 'message.deleted', message: { id: 'PsRvQ2mXhLw8Kt4d-gLQBqZ4RtA' } }],
		['vote', { event: 'poll.vote', message: { quotedId: 'PsRvQ2mXhLw8Kt4d-gLQBqZ4RtA' } }],
		['comment', { event: 'message.action', message: { text: 'Count me in' } }],
	])('%s', async (name, wanted) => {
		const [event] = await eventsOf(named(`messages.post (${name})`));
		expect(event).toMatchObject(wanted);
	});

	test('an edit that comes as a message and as a change starts the workflow once', async () => {
		const change = named('messages.patch (edit)');
		const [update] = change.messages_updates as IDataObject[];
		const asMessage = {
			messages: [update?.trigger as IDataObject],
			event: { type: 'messages', event: 'post' },
			channel_id: 'NEBULA-R4T7K',
		};
		const [event] = await eventsOf(change);
		expect(event).toMatchObject({
			event: 'message.edited',
			fromMe: false,
			message: { id: '5BUQ8PsuoPjGDKqk-etJUD3NEGI9', text: 'Is my order 2042 ready?' },
			details: { changes: ['text'], before: { text: { body: 'Hello, is my order 2041 ready?' } } },
		});
		expect(await eventsOf(asMessage)).toHaveLength(0);
	});

	test('the votes of a changed poll have names', async () => {
		const poll = (named('messages.post (poll)').messages as IDataObject[])[0] as IDataObject;
		const vote = (named('messages.post (vote)').messages as IDataObject[])[0] as IDataObject;
		const [event] = await eventsOf({
			messages_updates: [
				{ id: poll.id, trigger: vote, before_update: poll, after_update: poll, changes: ['poll'] },
			],
			event: { type: 'messages', event: 'patch' },
			channel_id: 'NEBULA-R4T7K',
		});
		expect(event).toMatchObject({
			event: 'poll.vote',
			from: { name: 'Asha Rao' },
			message: { text: 'Saturday', poll: { title: 'Which day suits you?', votes: ['Saturday'] } },
		});
	});

	test('several messages in one call are several items, and each is dropped by itself', async () => {
		const [one, two] = ['text', 'image'].map(
			(name) => (named(`messages.post (${name})`).messages as IDataObject[])[0] as IDataObject,
		);
		const event = { type: 'messages', event: 'post' };
		const ids = async (messages: unknown[]) =>
			(await eventsOf({ messages, event, channel_id: 'X' } as IDataObject)).map(({ id }) => id);
		expect(await ids([one])).toEqual([one?.id]);
		expect(await ids([one, two])).toEqual([two?.id]);
		expect(await ids([one, two])).toEqual([]);
	});
});

describe('other events', () => {
	test.each<[string, IDataObject]>([
		[
			'statuses.post (group_read)',
			{
				event: 'message.status',
				chat: { id: '120363041234567890@g.us' },
				to: { phone: '15550100123' },
				status: { messageId: 'PsRvQ2mXhLw8Kt4d-gLQBqZ4RtA', status: 'read' },
				timestamp: '2026-01-06T09:00:20.000Z',
			},
		],
		[
			'statuses.post (failed)',
			{ status: { status: 'failed', error: { code: '463', message: 'Message was not sent' } } },
		],
		[
			'groups.put (promote)',
			{
				event: 'group',
				chat: { kind: 'group' },
				details: { action: 'promote', participants: ['15550100123'] },
			},
		],
		[
			'calls.post (missed)',
			{ event: 'call', call: { direction: 'inbound', status: 'missed', kind: 'video' } },
		],
		['channel.post (waiting)', { event: 'account', details: { status: 'QR' } }],
		['presences.post (typing)', { event: 'presence', details: { status: 'typing' } }],
		['messages.delete (cleared)', { event: 'message.deleted', details: { allMessages: true } }],
		['contacts.patch (example)', { details: { changes: ['name'] }, from: { id: '919876543210' } }],
		['service.post (example)', { details: { error: { code: 500 } } }],
	])('%s', async (name, wanted) => {
		expect((await eventsOf(named(name)))[0]).toMatchObject(wanted);
	});

	test('two presences alike are two events: nothing tells them apart', async () => {
		const body = named('presences.post (typing)');
		expect(await eventsOf(body)).toHaveLength(1);
		expect(await eventsOf(body)).toHaveLength(1);
	});

	test('an old type keeps its own choice whatever its messages hold', async () => {
		const body = named('message.put (example)');
		expect(await eventsOf(body, { events: ['messageReceived'] })).toHaveLength(0);
		expect(await eventsOf(body, { events: ['oldMessage'] })).toHaveLength(1);
	});

	test('a raw type and method starts the workflow whatever is in it', async () => {
		const other = { entry: [{ type: 'messages', method: 'post' }] };
		for (const name of ['text', 'own_message', 'reaction', 'system'])
			expect(
				await eventsOf(named(`messages.post (${name})`), { events: [], otherEvents: other }),
			).toHaveLength(1);
		expect(
			await eventsOf(named('chats.delete (example)'), { events: [], otherEvents: other }),
		).toHaveLength(0);
	});

	test('a type of the future is accepted, and passed on only if asked', async () => {
		const body = { teleports: [{ id: 1 }], event: { type: 'teleports', event: 'post' } };
		expect(await eventsOf(body)).toHaveLength(0);
		const passed = await eventsOf(body, { options: { unknownEvents: true } });
		expect(passed).toMatchObject([{ event: 'other', providerEvent: 'teleports.post', raw: body }]);
	});

	test.each<[string, string, IDataObject, string[]]>([
		['null', 'messages.post', { messages: [null, { id: 'A', type: 'text', chat_id: '9' }] }, ['A']],
		['a text', 'statuses.post', { statuses: ['x', { id: 'A', status: 'read' }] }, ['A/read']],
		['an object for text', 'messages.post', { messages: [{ id: 'A', from: { x: 1 } }] }, ['A']],
		['one that is no list', 'messages.post', { messages: { id: 'A', type: 'text' } }, ['A']],
		['an ID that is null', 'messages.delete', { messages_removed: [null, 'A'] }, ['A']],
	])('a malformed member (%s) does not cost the others', async (_name, pair, fields, ids) => {
		const [type, method] = pair.split('.');
		const events = await eventsOf({ ...fields, event: { type, event: method } });
		expect(events.map(({ id }) => id)).toEqual(ids);
	});

	test('an empty list is nothing', async () => {
		const body = { messages: [], event: { type: 'messages', event: 'post' } };
		expect(await eventsOf(body, { options: { unknownEvents: true } })).toHaveLength(0);
	});
});

describe('protection', () => {
	const payload = documents[0]?.[2] as IDataObject;
	test.each<[string, () => Record<string, string | string[]>, number]>([
		['the right header', () => headers, 200],
		['a wrong header', () => ({ [SECRET_HEADER]: `${headers[SECRET_HEADER]}0` }), 401],
		['an empty header', () => ({ [SECRET_HEADER]: '' }), 401],
		['no header', () => ({}), 401],
		[
			'the header twice',
			() => ({ [SECRET_HEADER]: [String(headers[SECRET_HEADER]), String(headers[SECRET_HEADER])] }),
			401,
		],
	])('%s', async (_name, given, wanted) => {
		const { status, items, answer } = await callWebhook(setup(), {
			body: payload,
			headers: given(),
		});
		expect(status).toBe(wanted);
		expect(items === undefined).toBe(wanted === 401);
		expect(JSON.stringify(answer)).not.toContain(headers[SECRET_HEADER]);
	});

	test.each<[string, unknown]>([
		['an empty body', {}],
		['a list', [1, 2]],
	])('%s is accepted and starts nothing', async (_name, body) => {
		const { status, items } = await callWebhook(setup(), { body, headers });
		expect(status).toBe(200);
		expect(items).toBeUndefined();
	});
});
