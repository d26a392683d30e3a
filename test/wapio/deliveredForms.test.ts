/**
 * Wapio Trigger: deliveries in the forms that customers saw and vendor clients read, which differ from
 * those that the vendor's code documents. Names of the WhatsApp Web library, one object or a list,
 * linked IDs, numbers for statuses.
 */
import type { IDataObject } from 'n8n-workflow';

import type { MessagingEvent } from '../../engine/trigger/event';
import { canonicalEvent } from '../../nodes/Wapio/trigger/events';
import { eventsOf, forgetDeliveries } from './receiving';

const PERSON = '919876543210@s.whatsapp.net';
const GROUP = '120363000000000009@g.us';
const LINKED = '77123456789012@lid';

beforeEach(forgetDeliveries);

const envelope = (event: string, data: unknown, more: IDataObject = {}): IDataObject => ({
	event,
	timestamp: 1789162034,
	sessionId: 'bps_sess_ws_01',
	data: data as IDataObject,
	...more,
});
const keyed = (id: string, more: IDataObject = {}): IDataObject => ({
	id,
	fromMe: false,
	remoteJid: PERSON,
	...more,
});
const holding = (message: IDataObject, more: IDataObject = {}): IDataObject => ({
	key: keyed('3EB01'),
	pushName: 'Asha',
	messageTimestamp: 1789162000,
	message,
	...more,
});
const received = async (entry: IDataObject, parameters: IDataObject = {}) =>
	(await eventsOf(envelope('messages.received', { messages: entry }), parameters))[0];

describe('one message in every wrapper', () => {
	const entry = holding({ conversation: 'Hello' });
	const wanted = {
		event: 'message.received',
		timestamp: '2026-09-11T21:26:40.000Z',
		account: 'bps_sess_ws_01',
		chat: { id: '919876543210', kind: 'private', name: 'Asha' },
		from: { id: '919876543210', phone: '919876543210', name: 'Asha' },
		fromMe: false,
		message: { id: '3EB01', type: 'text', text: 'Hello' },
	};
	test.each<[string, unknown]>([
		['the payload itself', entry],
		['an object', { messages: entry }],
		['a list', { messages: [entry] }],
		['a list that is the payload', [entry]],
		['a list by number', { messages: { '0': entry } }],
		['a payload in a payload', { data: { messages: [entry] } }],
		['an object named message', { message: entry }],
		['a list with members that are nothing', { messages: [null, entry, 7, [], ''] }],
	])('%s', async (_name, data) => {
		const events = await eventsOf(envelope('messages.received', data), {
			filters: { own: 'skip' },
		});
		expect(events.filter(({ message }) => message?.id === '3EB01')).toMatchObject([wanted]);
	});

	test('an object where a text belongs is left out', async () => {
		const event = await received({
			...entry,
			key: { id: { no: 'id' }, fromMe: 'no', remoteJid: PERSON },
			pushName: { first: 'Asha' },
			messageTimestamp: { low: 1789162000, high: 0, unsigned: true },
		});
		expect(event).toMatchObject({ timestamp: wanted.timestamp, message: { text: 'Hello' } });
		expect(JSON.stringify({ ...event, raw: undefined })).not.toContain('object Object');
	});

	test('the word for a kind of upsert is not taken for the name of the event', async () => {
		const body = envelope('messages.upsert', { messages: [entry] }, { type: 'notify' });
		expect((await eventsOf(body, { events: ['messages.upsert'] }))[0]).toMatchObject(wanted);
	});
});

describe('content', () => {
	const vcard = (lines: string) => `BEGIN:VCARD\nVERSION:3.0\n${lines}\nEND:VCARD`;
	const image = {
		url: 'https://mmg.example.com/1.enc',
		mimetype: 'image/jpeg',
		fileLength: '1200',
	};
	test.each<[string, IDataObject, IDataObject]>([
		[
			'a text with a preview',
			{ extendedTextMessage: { text: 'See' } },
			{ type: 'text', text: 'See' },
		],
		[
			'an image',
			{ imageMessage: { ...image, caption: 'Bill' } },
			{
				type: 'image',
				text: 'Bill',
				media: { mimeType: 'image/jpeg', size: 1200, caption: 'Bill' },
			},
		],
		[
			'a size of 64 bits',
			{ imageMessage: { ...image, fileLength: { low: 48213, high: 0 } } },
			{ media: { size: 48213 } },
		],
		['a video', { videoMessage: { seconds: 3 } }, { type: 'video', media: { duration: 3 } }],
		['a round video', { ptvMessage: { seconds: 3 } }, { type: 'video' }],
		[
			'a voice note',
			{ audioMessage: { ptt: true, seconds: '4' } },
			{ type: 'audio', media: { duration: 4 } },
		],
		['a sticker', { stickerMessage: { mimetype: 'image/webp' } }, { type: 'sticker' }],
		[
			'a document in its wrapper',
			{
				documentWithCaptionMessage: {
					message: { documentMessage: { title: 'a.pdf', caption: 'A' } },
				},
			},
			{ type: 'document', text: 'A', media: { fileName: 'a.pdf' } },
		],
		[
			'wrappers in each other',
			{
				ephemeralMessage: {
					message: { viewOnceMessageV2: { message: { imageMessage: { caption: 'once' } } } },
				},
			},
			{ type: 'image', text: 'once' },
		],
		[
			'a wrapper of the future',
			{ holographicMessage: { message: { conversation: 'inside' } } },
			{ type: 'text', text: 'inside' },
		],
		[
			'a place without a name',
			{ liveLocationMessage: { degreesLatitude: 0, degreesLongitude: -77.5, caption: 'soon' } },
			{ type: 'location', text: 'soon', location: { latitude: 0, longitude: -77.5 } },
		],
		[
			'a card with a written number alone',
			{ contactMessage: { vcard: vcard('FN:Ben Carter\nTEL;TYPE=CELL:+1 555-010-0123') } },
			{ type: 'contact', contacts: [{ name: 'Ben Carter', phone: '15550100123' }] },
		],
		[
			'several cards',
			{
				contactsArrayMessage: {
					contacts: [
						{ displayName: 'A', vcard: vcard('item1.TEL;waid=15550100124:+1 555 010 0124') },
						{ displayName: 'B', vcard: vcard('FN:B') },
						null,
					],
				},
			},
			{ contacts: [{ name: 'A', phone: '15550100124' }, { name: 'B' }] },
		],
		[
			'a row of a list',
			{ listResponseMessage: { title: 'Row', singleSelectReply: { selectedRowId: 'r9' } } },
			{ type: 'reply', text: 'Row', reply: { id: 'r9', title: 'Row' } },
		],
		[
			'a button of a flow',
			{
				interactiveResponseMessage: {
					body: { text: 'Book' },
					nativeFlowResponseMessage: { name: 'quick_reply', paramsJson: '{"id":"b7"}' },
				},
			},
			{ type: 'reply', text: 'Book', reply: { id: 'b7', title: 'Book' } },
		],
		[
			'a poll',
			{
				pollCreationMessageV2: {
					name: 'When?',
					options: [{ optionName: 'Now' }, { optionName: 'Later' }],
				},
			},
			{ type: 'poll', text: 'When?', poll: { title: 'When?', options: ['Now', 'Later'] } },
		],
		[
			'an invitation',
			{ groupInviteMessage: { groupName: 'Team' } },
			{ type: 'invite', text: 'Team' },
		],
		['an order', { orderMessage: { orderTitle: 'No. 7' } }, { type: 'order', text: 'No. 7' }],
		[
			'buttons',
			{ buttonsMessage: { contentText: 'Which?' } },
			{ type: 'interactive', text: 'Which?' },
		],
		[
			'an answer that was forwarded',
			{ extendedTextMessage: { text: 'Yes', contextInfo: { stanzaId: 'OLD', isForwarded: true } } },
			{ quotedId: 'OLD', forwarded: true },
		],
		['content of the future', { telepathicMessage: { thought: 1 } }, { type: 'unknown' }],
	])('%s', async (_name, message, wanted) => {
		const event = await received(holding(message));
		expect(event).toMatchObject({ event: 'message.received', message: wanted });
	});

	test('a text beside the message counts where the message has none', async () => {
		const { message: _none, ...entry } = holding({});
		expect(await received({ ...entry, messageBody: 'Hi' })).toMatchObject({
			message: { type: 'text', text: 'Hi' },
		});
	});

	test('an ad is told', async () => {
		const contextInfo = { externalAdReply: { title: 'Ad', ctwaClid: 'click-1' } };
		expect(await received(holding({ imageMessage: { ...image, contextInfo } }))).toMatchObject({
			details: { externalAdReply: { ctwaClid: 'click-1' } },
		});
	});
});

describe('who wrote', () => {
	const sent = async (key: IDataObject) =>
		await received({ ...holding({ conversation: 'x' }), key });
	test.each<[string, IDataObject, IDataObject]>([
		['senderPn', { senderPn: PERSON }, { phone: '919876543210' }],
		['cleanedSenderPn', { cleanedSenderPn: '+919876543210' }, { phone: '919876543210' }],
		[
			'a cleaned one that is none',
			{ cleanedSenderPn: 'none', senderPn: PERSON },
			{ phone: '919876543210' },
		],
		['the other address of the chat', { remoteJidAlt: PERSON }, { phone: '919876543210' }],
	])('%s beside a linked ID', async (_name, more, wanted) => {
		expect(await sent(keyed('L1', { remoteJid: LINKED, ...more }))).toMatchObject({
			chat: { id: '919876543210', kind: 'private' },
			from: wanted,
		});
	});

	test('the digits of a linked ID are no phone number', async () => {
		const event = await sent(keyed('L2', { remoteJid: LINKED, cleanedSenderPn: '77123456789012' }));
		expect(event?.from).toEqual({ id: LINKED, name: 'Asha' });
		expect(event?.chat).toMatchObject({ id: LINKED, kind: 'private' });
	});

	test('a member of a group by its number', async () => {
		const key = keyed('G1', { remoteJid: GROUP, participant: LINKED, participantPn: PERSON });
		expect(await sent(key)).toMatchObject({
			chat: { id: GROUP, kind: 'group' },
			from: { phone: '919876543210' },
		});
	});

	test('an own message in a chat with a linked ID is not with oneself', async () => {
		const key = keyed('O1', { fromMe: true, remoteJid: LINKED, senderPn: '15550100123@c.us' });
		expect(await sent(key)).toMatchObject({
			event: 'message.sent',
			chat: { id: LINKED },
			to: { id: LINKED },
		});
	});

	test('the number alone makes the chat', async () => {
		const key = { id: 'N1', fromMe: false, cleanedSenderPn: '919876543210' };
		expect(await sent(key)).toMatchObject({
			chat: { id: '919876543210', kind: 'private' },
			from: { phone: '919876543210' },
		});
	});
});

describe('what comes in the place of a message', () => {
	const key = { id: 'OLD1', remoteJid: PERSON };
	const by = async (message: IDataObject, parameters: IDataObject = {}) =>
		await eventsOf(envelope('messages.upsert', { messages: [holding(message)] }), parameters);
	test.each<[string, IDataObject, Partial<MessagingEvent> | IDataObject]>([
		[
			'an edit',
			{ protocolMessage: { key, type: 'MESSAGE_EDIT', editedMessage: { conversation: 'new' } } },
			{ event: 'message.edited', message: { id: 'OLD1', type: 'text', text: 'new' } },
		],
		[
			'an edited caption in its wrapper',
			{ editedMessage: { message: { imageMessage: { caption: 'new' } } } },
			{ event: 'message.edited', message: { id: '3EB01', type: 'image', text: 'new' } },
		],
		[
			'a deletion',
			{ protocolMessage: { key, type: 'REVOKE' } },
			{ event: 'message.deleted', message: { id: 'OLD1' } },
		],
		['a deletion without its number', { protocolMessage: { key } }, { event: 'message.deleted' }],
		['a new timer', { protocolMessage: { type: 3 } }, { event: 'message.system' }],
		[
			'the cover of an album',
			{ albumMessage: { expectedImageCount: 3 } },
			{ event: 'message.system' },
		],
		[
			'a pin',
			{ pinInChatMessage: { key, type: 1 } },
			{ event: 'message.action', message: { id: 'OLD1' } },
		],
		[
			'a vote',
			{ pollUpdateMessage: { pollCreationMessageKey: key } },
			{
				event: 'poll.vote',
				from: { phone: '919876543210' },
				message: { id: 'OLD1', type: 'poll' },
			},
		],
		[
			'a reaction',
			{ reactionMessage: { text: '👍', key } },
			{ event: 'message.reaction', message: { reaction: { emoji: '👍', messageId: 'OLD1' } } },
		],
	])('%s', async (_name, message, wanted) => {
		expect(await by(message)).toMatchObject([wanted]);
	});

	test.each<[string, IDataObject]>([
		['a deletion', { protocolMessage: { key, type: 0 } }],
		['an edit', { protocolMessage: { key, type: 14, editedMessage: { conversation: 'new' } } }],
		['the cover of an album', { albumMessage: { expectedImageCount: 3 } }],
		['keys of a group', { senderKeyDistributionMessage: { groupId: GROUP } }],
	])('%s does not start "Message Received"', async (_name, message) => {
		const body = envelope('messages.received', { messages: holding(message) });
		expect(await eventsOf(body, { events: ['messages.received'] })).toHaveLength(0);
	});

	test('a placeholder is no message, its content is', async () => {
		const { message: _none, ...stub } = holding({});
		const late = holding({ conversation: 'the text' });
		const all = {
			messages: [
				{ ...stub, messageStubType: 'CIPHERTEXT' },
				{ ...stub, message: null },
			],
		};
		const before = await eventsOf(envelope('messages.received', all));
		expect(before.filter(({ event }) => event === 'message.received')).toHaveLength(0);
		expect(await eventsOf(envelope('messages.received', { messages: late }))).toMatchObject([
			{ message: { text: 'the text' } },
		]);
	});

	test.each<[string, string, string]>([
		['a story', 'status@broadcast', 'stories'],
		['a post of a channel', '120363000000000007@newsletter', 'messages-newsletter.received'],
	])('%s is a choice of its own', async (_name, remoteJid, choice) => {
		const entry = {
			...holding({ conversation: 'x' }),
			key: keyed('S1', { remoteJid, participant: PERSON }),
		};
		const body = envelope('messages.received', { messages: [entry] });
		expect(await eventsOf(body, { events: ['messages.received'] })).toHaveLength(0);
		expect(await eventsOf(body, { events: [choice] })).toHaveLength(1);
	});
});

describe('statuses', () => {
	const key = keyed('R1', { fromMe: true });
	test.each<[string, string, unknown, string]>([
		...['failed', 'pending', 'sent', 'delivered', 'read', 'played'].map(
			(word, number): [string, string, unknown, string] => [
				`number ${number}`,
				'message-receipt.update',
				{ key, status: number },
				word,
			],
		),
		['a number as text', 'message-receipt.update', { key, status: '4' }, 'read'],
		[
			'a word of WhatsApp',
			'messages.update',
			[{ key, update: { status: 'DELIVERY_ACK' } }],
			'delivered',
		],
		[
			'a receipt with a word',
			'message-receipt.update',
			[{ key, receipt: { type: 'played' } }],
			'played',
		],
		[
			'a receipt with times',
			'message-receipt.update',
			{ message: { key, receipt: { receiptTimestamp: 1789162000, readTimestamp: 1789162034 } } },
			'read',
		],
	])('%s', async (_name, event, data, status) => {
		const filters = { statuses: [status] };
		expect(await eventsOf(envelope(event, data), { filters })).toMatchObject([
			{
				event: 'message.status',
				chat: { id: '919876543210' },
				status: { messageId: 'R1', status },
			},
		]);
	});

	test('one status that comes by two events starts the workflow once', async () => {
		const by = async (event: string, data: IDataObject) =>
			(await eventsOf(envelope(event, data))).length;
		expect(await by('messages.update', { key, update: { status: 3 } })).toBe(1);
		expect(await by('message-receipt.update', { key, status: 'delivered' })).toBe(0);
		expect(await by('message-receipt.update', { key, status: 4 })).toBe(1);
	});

	test.each<[string, IDataObject]>([
		['success: false', { success: false, error: 'no such number' }],
		['a status', { status: 'failed', error: { message: 'no such number', code: 404 } }],
	])('a message that was not sent says why: %s', async (_name, more) => {
		const entry = { key, message: { conversation: 'out' }, ...more };
		expect(await eventsOf(envelope('message.sent', entry))).toMatchObject([
			{
				event: 'message.status',
				message: { id: 'R1', text: 'out' },
				status: { messageId: 'R1', status: 'failed', error: { message: 'no such number' } },
			},
		]);
	});
});

describe('other events', () => {
	test("a customer's reaction to an own message is not an own one", async () => {
		const data = [
			{
				key: keyed('MINE', { fromMe: true }),
				reaction: { text: '❤️', key: keyed('REACTION', { fromMe: false }) },
			},
		];
		expect(
			await eventsOf(envelope('messages.reaction', data), { filters: { own: 'skip' } }),
		).toMatchObject([
			{
				fromMe: false,
				from: { phone: '919876543210' },
				message: { reaction: { messageId: 'MINE' } },
			},
		]);
	});

	test.each<[string, unknown]>([
		['keys', { keys: [keyed('D1'), keyed('D2')] }],
		['texts', { ids: ['D1', 'D2'], jid: PERSON }],
		['keys of messages', { messages: [{ key: keyed('D1') }, { key: keyed('D2') }] }],
	])('deletions as %s', async (_name, data) => {
		const events = await eventsOf(envelope('messages.delete', data));
		expect(events.map(({ message }) => message?.id)).toEqual(['D1', 'D2']);
		expect(events[0]?.chat?.id).toBe('919876543210');
	});

	test('the votes of a poll by the names of its voters', async () => {
		const data = {
			key: keyed('P1', { fromMe: true }),
			pollResult: [
				{ name: 'Red', voters: [] },
				{ name: 'Blue', voters: [PERSON] },
			],
		};
		expect((await eventsOf(envelope('poll.results', data)))[0]?.message?.poll).toMatchObject({
			options: ['Red', 'Blue'],
			votes: ['Blue'],
		});
	});

	test.each<[string, IDataObject, IDataObject]>([
		['a video call', { isVideo: true, status: 'offer' }, { status: 'ringing', kind: 'video' }],
		['a call that nobody took', { status: 'timeout' }, { status: 'missed', kind: 'voice' }],
	])('%s in its wrapper', async (_name, more, wanted) => {
		const call = { id: 'C1', from: PERSON, date: '2026-09-01T12:00:00Z', ...more };
		expect(await eventsOf(envelope('call', { call }))).toMatchObject([
			{ timestamp: '2026-09-01T12:00:00.000Z', from: { phone: '919876543210' }, call: wanted },
		]);
	});

	test('the event ID of the headers tells a repeat where nothing else does', async () => {
		const data = { id: GROUP, participants: [PERSON], action: 'add' };
		const at = async (timestamp: number, id: string) =>
			await eventsOf(
				envelope('group-participants.update', data, { timestamp }),
				{},
				{ 'x-webhook-event-id': id },
			);
		expect(await at(1789162034, 'evt_1')).toHaveLength(1);
		expect(await at(1789162043, 'evt_1')).toHaveLength(0);
		expect(await at(1789162043, 'evt_2')).toHaveLength(1);
	});

	test.each([
		['personal.message.received', 'messages-personal.received'],
		['group.message.received', 'messages-group.received'],
		['newsletter.message.received', 'messages-newsletter.received'],
		['channel_message_received', 'messages-newsletter.received'],
		['call.received', 'call'],
		['message.deleted', 'messages.delete'],
		['messages.edited', 'messages.update'],
		['group.participants.updated', 'group-participants.update'],
		['message_status_update', 'message-receipt.update'],
		['messages.teleported', 'messages.teleported'],
	])('the name %s', (name, known) => {
		expect(canonicalEvent(name)).toBe(known);
	});
});
