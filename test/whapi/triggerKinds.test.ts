/**
 * Whapi Trigger: deliveries that were seen, or that the documentation leaves open. Each kind in several
 * forms, as the vendor's programs and public reports show them; all numbers and IDs are invented.
 */
import type { IDataObject } from 'n8n-workflow';

import { MessagingWhapiApi } from '../../credentials/MessagingWhapiApi.credentials';
import { messagingEvent } from '../../engine/trigger/event';
import { forget } from '../../engine/trigger/repeats';
import { CHOICES } from '../../nodes/Whapi/trigger/events';
import { SECRET_HEADER } from '../../nodes/Whapi/trigger/register';
import { WhapiTrigger } from '../../nodes/Whapi/WhapiTrigger.node';
import { callWebhook, type TriggerSetup } from '../harness/webhook';
import { secretOf } from './setup';

const PERSON = '919876543210';
const CHAT = `${PERSON}@s.whatsapp.net`;
const OWN = '15550100199';

const setup = (parameters: IDataObject, settings?: TriggerSetup['settings']): TriggerSetup => ({
	node: new WhapiTrigger(),
	parameters,
	credential: {
		type: new MessagingWhapiApi(),
		data: { token: 'token-of-a-channel', baseUrl: 'https://gate.whapi.cloud' },
	},
	settings,
});
const ALL = CHOICES.map(({ value }) => value);

let headers: Record<string, string> = {};
beforeAll(async () => {
	headers = { [SECRET_HEADER]: await secretOf(setup({})) };
});
beforeEach(() => forget('workflow-1/node-1/webhook'));

/** The events of a delivery; with all events chosen unless the node is a fresh one. */
async function eventsOf(
	body: IDataObject,
	parameters: IDataObject = { events: ALL },
	settings?: TriggerSetup['settings'],
) {
	const { status, items } = await callWebhook(setup(parameters, settings), { body, headers });
	expect(status).toBe(200);
	return (items ?? []).map(({ json }) => messagingEvent.strict().parse(json));
}
const FRESH = {};

const delivery = (fields: IDataObject, type = 'messages', method = 'post'): IDataObject => ({
	...fields,
	event: { type, event: method },
	channel_id: 'NEBULA-R4T7K',
});
const message = (fields: IDataObject): IDataObject => ({
	id: 'M1',
	from_me: false,
	chat_id: CHAT,
	from: PERSON,
	from_name: 'Asha Rao',
	timestamp: 1789162034,
	source: 'mobile',
	...fields,
});
const messages = (fields: IDataObject) => delivery({ messages: [message(fields)] });
const update = (fields: IDataObject) =>
	delivery({ messages_updates: [{ id: 'T1', ...fields }] }, 'messages', 'patch');

describe('what is no message does not start a workflow for received messages', () => {
	test.each<[string, IDataObject, string]>([
		['a notice of an unknown type', { type: 'unknown', source: 'system' }, 'messageSystem'],
		[
			'a notice with a text',
			{ type: 'text', source: 'system', text: { body: 'x' } },
			'messageSystem',
		],
		['a message that cannot be read yet', { type: 'unknown' }, 'messageSystem'],
		['the cover of an album', { type: 'album', album: { count: 3 } }, 'messageSystem'],
		['the results of a poll', { type: 'poll_update', poll: { results: [] } }, 'pollVote'],
		[
			'a reaction as a type',
			{ type: 'reaction', reaction: { emoji: '👍', target: 'T1' } },
			'messageReaction',
		],
		['a removal as a type', { type: 'revoked', revoked: { target: 'T1' } }, 'messageDeleted'],
		['a story', { type: 'story', chat_id: 'stories', subtype: 'image', image: {} }, 'storyPosted'],
		['a story by status', { type: 'image', chat_id: 'status@broadcast', image: {} }, 'storyPosted'],
		[
			'a post of a channel',
			{ type: 'text', chat_id: '120363000000000009@newsletter', text: { body: 'x' } },
			'channelPost',
		],
	])('%s', async (_name, fields, choice) => {
		expect(await eventsOf(messages(fields), FRESH)).toEqual([]);
		expect(await eventsOf(messages(fields), { events: [choice] })).toHaveLength(1);
	});

	test('a message of a type that is new is one: somebody wrote it', async () => {
		const fields = { type: 'sticker_pack', sticker_pack: { name: 'Cats' } };
		expect(await eventsOf(messages(fields), FRESH)).toMatchObject([
			{ event: 'message.received', message: { type: 'unknown' }, details: {} },
		]);
	});

	test('the cover of an album says how many files come', async () => {
		const [event] = await eventsOf(messages({ type: 'album', album: { count: 3, images: 2 } }));
		expect(event).toMatchObject({ event: 'message.system', details: { album: { count: 3 } } });
	});

	test.each(['stories', '120363000000000009@newsletter'])(
		'a node that was saved in version 1 still gets posts in %s as received messages',
		async (chat_id) => {
			const body = messages({ type: 'text', chat_id, text: { body: 'x' } });
			const saved = { events: ['messageReceived'] };
			expect(await eventsOf(body, saved, { typeVersion: 1 })).toHaveLength(1);
			expect(await eventsOf(body, { events: ['messageSent'] }, { typeVersion: 1 })).toEqual([]);
			expect(await eventsOf(body, saved)).toEqual([]);
		},
	);
});

describe('content that comes later under the same ID', () => {
	const text = { type: 'text', text: { body: 'the real text' } };
	const image = { type: 'image', image: { id: 'jpeg-1', caption: 'look' } };
	const withLink = { type: 'image', image: { ...image.image, link: 'https://example.com/i.jpg' } };

	test.each<[string, IDataObject, IDataObject]>([
		['a text after a placeholder', { type: 'unknown' }, text],
		['a text after an empty one', { type: 'text' }, text],
		['a photo after a placeholder', { type: 'unknown' }, withLink],
		['a link after a photo without one', image, withLink],
	])('%s starts the workflow, once', async (_name, first, second) => {
		await eventsOf(messages(first));
		expect(await eventsOf(messages(second))).toMatchObject([
			{ event: 'message.received', message: { id: 'M1' } },
		]);
		expect(await eventsOf(messages(second))).toEqual([]);
	});

	test('the same again is a repeat at every stage', async () => {
		for (const fields of [{ type: 'unknown' }, image, withLink]) {
			expect(await eventsOf(messages(fields))).toHaveLength(1);
			expect(await eventsOf(messages(fields))).toEqual([]);
		}
	});
});

describe('a change without the action behind it', () => {
	const offer = { id: 'T1', type: 'text', text: { body: 'offer' }, chat_id: CHAT, from_me: true };
	const reacted = (before: IDataObject[] | undefined, after: IDataObject[], more = {}) =>
		update({
			before_update: { ...offer, ...more, ...(before ? { reactions: before } : {}) },
			after_update: { ...offer, ...more, reactions: after },
			changes: ['reactions'],
		});

	test.each<[string, IDataObject, IDataObject]>([
		[
			'a first reaction',
			reacted(undefined, [{ emoji: '👍', author: PERSON }]),
			{
				fromMe: false,
				from: { phone: PERSON },
				message: { reaction: { emoji: '👍', messageId: 'T1' } },
			},
		],
		[
			'another emoji of the same person',
			reacted([{ emoji: '👍', author: PERSON }], [{ emoji: '❤️', author: PERSON }]),
			{ from: { phone: PERSON }, message: { reaction: { emoji: '❤️' } } },
		],
		[
			'a reaction that was taken back',
			reacted([{ emoji: '👍', author: PERSON }], []),
			{ from: { phone: PERSON }, message: { reaction: { emoji: '' } } },
		],
		[
			'a reaction of the owner',
			reacted([], [{ emoji: '👍', author: OWN }], { from: OWN }),
			{ fromMe: true, from: { phone: OWN } },
		],
		[
			'a count that rises, with the time of the reaction',
			reacted([{ emoji: '👍', count: 1 }], [{ emoji: '👍', count: 2, t: 1789162099 }]),
			{ timestamp: '2026-09-11T21:28:19.000Z', message: { reaction: { emoji: '👍' } } },
		],
	])('%s is read from the difference', async (_name, body, wanted) => {
		expect(await eventsOf(body)).toMatchObject([{ event: 'message.reaction', ...wanted }]);
	});

	test('reactions of two people are two events', async () => {
		const body = reacted(
			[],
			[
				{ emoji: '👍', author: PERSON },
				{ emoji: '🎉', author: '15550100111' },
			],
		);
		const events = await eventsOf(body);
		expect(events.map(({ message: one }) => one?.text)).toEqual(['👍', '🎉']);
		expect(await eventsOf(body)).toEqual([]);
	});

	test('one that names nobody is nobody’s, and the filter Own Messages lets it through', async () => {
		const body = reacted([], [{ emoji: '👍' }]);
		const [event] = await eventsOf(body, { events: ALL, filters: { own: 'skip' } });
		expect(event).toMatchObject({ event: 'message.reaction' });
		expect(event).not.toHaveProperty('fromMe');
		expect(event).not.toHaveProperty('from');
	});

	const poll = (a: string[], b: string[]) => ({
		id: 'T1',
		type: 'poll',
		chat_id: CHAT,
		from_me: true,
		from: OWN,
		poll: {
			title: 'Lunch?',
			options: ['Yes', 'No'],
			results: [
				{ id: 'o1', name: 'Yes', count: a.length, voters: a },
				{ id: 'o2', name: 'No', count: b.length, voters: b },
			],
		},
	});
	const voted = (before: IDataObject, after: IDataObject) =>
		update({ before_update: before, after_update: after, changes: ['poll'] });

	test.each<[string, IDataObject, IDataObject]>([
		['the first vote', voted({}, poll([PERSON], [])), { from: { phone: PERSON }, votes: ['Yes'] }],
		[
			'a second voter',
			voted(poll(['15550100111'], []), poll(['15550100111'], [CHAT])),
			{ from: { phone: PERSON }, votes: ['No'] },
		],
		[
			'another choice',
			voted(poll([PERSON], []), poll([], [PERSON])),
			{ from: { phone: PERSON }, votes: ['No'] },
		],
		[
			'a vote taken back',
			voted(poll([PERSON], []), poll([], [])),
			{ from: { phone: PERSON }, votes: [] },
		],
	])('%s is read from the difference', async (_name, body, { from, votes }) => {
		const [event, ...others] = await eventsOf(body);
		expect(others).toEqual([]);
		expect(event).toMatchObject({
			event: 'poll.vote',
			from,
			message: { poll: { title: 'Lunch?', options: ['Yes', 'No'], votes } },
		});
		expect(event?.fromMe).toBe(false);
	});

	test('a changed text is its author’s, also where no change is named', async () => {
		const body = update({
			before_update: offer,
			after_update: { ...offer, text: { body: 'better offer' } },
		});
		expect(await eventsOf(body)).toMatchObject([
			{ event: 'message.edited', fromMe: true, message: { id: 'T1', text: 'better offer' } },
		]);
	});

	test('what the message says of its author is not taken for who pinned it', async () => {
		const body = update({ before_update: offer, after_update: { ...offer, pinned: true } });
		const [event] = await eventsOf(body);
		expect(event).toMatchObject({ event: 'message.action' });
		expect(event).not.toHaveProperty('fromMe');
	});

	test('an action without a direction does not take that of the message', async () => {
		const trigger = {
			id: 'R1',
			type: 'action',
			from: PERSON,
			action: { target: 'T1', type: 'reaction', emoji: '👍' },
		};
		const body = update({ before_update: offer, after_update: { ...offer, from: OWN }, trigger });
		expect(await eventsOf(body)).toMatchObject([{ fromMe: false, from: { phone: PERSON } }]);
	});
});

describe('votes as poll_update', () => {
	test.each<[string, IDataObject, IDataObject]>([
		[
			'the results of an own poll',
			{
				from_me: true,
				from: OWN,
				poll: { title: 'Lunch?', results: [{ id: 'o1', name: 'Yes', count: 1, voters: [CHAT] }] },
			},
			{ from: { phone: PERSON }, message: { poll: { title: 'Lunch?', votes: ['Yes'] } } },
		],
		[
			'a vote with its target',
			{ poll_update: { target: 'P1', votes: ['Yes'] } },
			{
				from: { phone: PERSON },
				fromMe: false,
				message: { poll: { votes: ['Yes'] }, quotedId: 'P1' },
			},
		],
		[
			'IDs of options that the poll names',
			{
				poll_update: { votes: ['o1'] },
				poll: { title: 'Lunch?', results: [{ id: 'o1', name: 'Yes' }] },
			},
			{ message: { poll: { votes: ['Yes'], options: ['Yes'] } } },
		],
	])('%s', async (_name, fields, wanted) => {
		const [event] = await eventsOf(messages({ type: 'poll_update', ...fields }));
		expect(event).toMatchObject({ event: 'poll.vote', ...wanted });
		expect(event?.fromMe).not.toBe(true);
	});

	test('the results after the next vote are no repeat, the same results are', async () => {
		const results = (count: number) =>
			messages({
				type: 'poll_update',
				poll: {
					results: [
						{ name: 'Yes', count: 1 },
						{ name: 'No', count },
					],
				},
			});
		expect(await eventsOf(results(0))).toHaveLength(1);
		expect(await eventsOf(results(0))).toEqual([]);
		expect(await eventsOf(results(1))).toHaveLength(1);
	});
});

describe('linked IDs are no phone numbers', () => {
	const LID = '98123456789012';
	test.each<[string, IDataObject]>([
		[
			'of a message',
			messages({ chat_id: `${LID}@lid`, from: LID, type: 'text', text: { body: 'x' } }),
		],
		[
			'of a call',
			delivery(
				{ calls: [{ id: 'c', chat_id: `${LID}@lid`, from: LID, status: 'ringing' }] },
				'calls',
			),
		],
		[
			'of a reaction',
			update({
				before_update: {},
				after_update: {
					chat_id: `${LID}@lid`,
					from_me: true,
					reactions: [{ emoji: '👍', author: LID }],
				},
				changes: ['reactions'],
			}),
		],
	])('digits without an ending in a chat with a linked ID: %s', async (_name, body) => {
		const [event] = await eventsOf(body);
		expect(event?.from).toMatchObject({ id: `${LID}@lid` });
		expect(event?.from).not.toHaveProperty('phone');
		expect(event?.fromMe).toBe(false);
	});

	test('a phone number in such a chat is one', async () => {
		const body = messages({ chat_id: `${LID}@lid`, type: 'text', text: { body: 'x' } });
		expect((await eventsOf(body))[0]?.from?.phone).toBe(PERSON);
	});

	test('a call of a phone number in such a chat has no direction that could be wrong', async () => {
		const calls = [{ id: 'c', chat_id: `${LID}@lid`, from: PERSON, status: 'ringing' }];
		expect((await eventsOf(delivery({ calls }, 'calls')))[0]?.call?.direction).toBe('unknown');
	});
});

describe('content', () => {
	test.each<[string, IDataObject, IDataObject]>([
		[
			'a reply of a kind that is new',
			{ type: 'reply', reply: { type: 'flow_reply', flow_reply: { id: 'f1', title: 'Finished' } } },
			{
				message: { reply: { id: 'f1', title: 'Finished' } },
				details: { reply: { type: 'flow_reply' } },
			},
		],
		[
			'a reply that is its own content',
			{ type: 'reply', reply: { id: 'ButtonsV3:yes', title: 'Yes' } },
			{ message: { reply: { id: 'yes', title: 'Yes' } } },
		],
		[
			'a photo to be viewed once',
			{ type: 'image', image: { id: 'jpeg-1', view_once: true } },
			{ message: { type: 'image' }, details: { view_once: true } },
		],
	])('%s', async (_name, fields, wanted) => {
		expect(await eventsOf(messages(fields))).toMatchObject([wanted]);
	});
});

describe('statuses and calls', () => {
	test.each<[IDataObject, IDataObject]>([
		[{ code: 4 }, { status: 'read' }],
		[{ status: 3 }, { status: 'delivered' }],
		[{ status: 'READ' }, { status: 'read' }],
		[{ status: 'seen' }, { status: 'read' }],
		[{ status: 'sealed', code: 99 }, { status: 'unknown' }],
		[
			{ status: 'failed', errors: { code: 463, message: 'no' } },
			{ status: 'failed', error: { code: '463', message: 'no' } },
		],
		[{ status: 'failed', error: 'no such number' }, { error: { message: 'no such number' } }],
	])('status %j', async (fields, wanted) => {
		const statuses = [{ id: 'S1', recipient_id: CHAT, timestamp: '1789162034', ...fields }];
		expect(await eventsOf(delivery({ statuses }, 'statuses'))).toMatchObject([
			{ event: 'message.status', status: wanted },
		]);
	});

	test.each([
		['rejected', 'rejected'],
		['declined', 'rejected'],
		['REJECTED', 'rejected'],
		['canceled', 'missed'],
		['timeout', 'missed'],
		['accepted', 'answered'],
		['ended', 'ended'],
		['teleported', 'unknown'],
	])('a call that is %s is %s', async (status, wanted) => {
		const calls = [{ id: 'c1', chat_id: CHAT, from: PERSON, timestamp: 1789162034, status }];
		expect(await eventsOf(delivery({ calls }, 'calls'))).toMatchObject([
			{ call: { status: wanted } },
		]);
	});

	test('a contact that was never seen has no time of 1970', async () => {
		const presences = [{ contact_id: PERSON, status: 'typing', last_seen: 0 }];
		const [event] = await eventsOf(delivery({ presences }, 'presences'));
		expect(event?.details).toEqual({ status: 'typing' });
	});
});

describe('names of events', () => {
	const text = message({ type: 'text', text: { body: 'Hello' } });
	test.each<[string, IDataObject, string]>([
		['none', { messages: [text] }, 'messages.post'],
		['as one text', { messages: [text], event: 'messages.post' }, 'messages.post'],
		['the type alone', { messages: [text], event: { type: 'messages' } }, 'messages.post'],
		[
			'in capitals',
			{ messages: [text], event: { type: 'Messages', method: 'POST' } },
			'messages.post',
		],
		[
			'of something else',
			{ messages: [text], event: { type: 'inbox', event: 'post' } },
			'messages.post',
		],
	])('a message whose event is named: %s', async (_name, body, providerEvent) => {
		expect(await eventsOf(body, { events: ['messageReceived'] })).toMatchObject([
			{ event: 'message.received', providerEvent, message: { text: 'Hello' } },
		]);
	});

	test.each<[IDataObject, string]>([
		[
			{ health: { status: { text: 'AUTH' } }, event: { type: 'channel', event: 'put' } },
			'channelStatus',
		],
		[{ health: { status: { text: 'AUTH' } }, event: 'channel.health' }, 'channelStatus'],
		[{ health: { status: { text: 'AUTH' } } }, 'channelStatus'],
		[{ qr: { base64: 'AAAA' }, event: { type: 'channel', event: 'post' } }, 'qrCode'],
		[
			{ health: { status: { text: 'QR' } }, event: { type: 'channel', event: 'patch' } },
			'channelStatus',
		],
		[{ qr: { base64: 'AAAA' }, event: 'channel.qr' }, 'qrCode'],
	])('an event of the channel: %j', async (body, choice) => {
		expect(await eventsOf(body, { events: [choice] })).toMatchObject([{ event: 'account' }]);
	});

	test.each<[IDataObject]>([
		[{ hello: 'world' }],
		[{ user: { id: PERSON } }],
		[{ event: 'days', days: 29 }],
	])('%j is accepted, and passed on only where unknown events are wanted', async (body) => {
		expect(await eventsOf(body)).toEqual([]);
		expect(await eventsOf(body, { events: [], options: { unknownEvents: true } })).toMatchObject([
			{ raw: body.user ?? body },
		]);
	});
});

describe('who sent an own message', () => {
	const own = (source?: string) =>
		messages({ from_me: true, from: OWN, type: 'text', text: { body: 'x' }, source });

	test.each([
		['mobile', 'person'],
		['web', 'person'],
		['api', 'api'],
		['business_api', 'api'],
		['unknown', undefined],
		[undefined, undefined],
	])('source %s: %s', async (source, sentBy) => {
		expect((await eventsOf(own(source)))[0]?.sentBy).toBe(sentBy);
	});

	test('a message of somebody else says nothing about it', async () => {
		const [event] = await eventsOf(messages({ type: 'text', text: { body: 'x' } }));
		expect(event).not.toHaveProperty('sentBy');
	});

	test('the filter lets through what a person wrote, and nothing else', async () => {
		const filtered = { events: ALL, filters: { own: 'person' } };
		for (const body of [
			own('api'),
			own(),
			messages({ id: 'M2', type: 'text', text: { body: 'x' } }),
		])
			expect(await eventsOf(body, filtered)).toEqual([]);
		// Last: the same ID again would be dropped as a repeat.
		expect(await eventsOf(own('mobile'), filtered)).toHaveLength(1);
	});
});
