/** 2Chat Trigger: one fact has several spellings in bodies that were seen; each is understood. */
import type { IDataObject } from 'n8n-workflow';

import { compact, messagingEvent } from '../../engine/trigger/event';
import { stamp } from '../../engine/trigger/reading';
import { readWebhook } from '../../nodes/TwoChat/trigger/read';

const CHANNEL = 'WPN2a08dc5f-3121-84fd-824f-a8c936c13a51';
const GROUP = '120363000000000001@g.us';
const session = (remote: string) => `WW-${CHANNEL}-${remote}`;

/** The only event of a delivery, in the shared shape. */
function read(body: IDataObject, event?: string) {
	const [one, ...others] = stamp('2Chat', body, readWebhook(body, { query: { event } }));
	expect(others).toEqual([]);
	return { ...one, event: messagingEvent.strict().parse(compact(one?.event)) };
}

const received: IDataObject = {
	uuid: 'MSG1',
	created_at: '2026-03-02T09:15:00',
	session_key: session('919876543210@c.us'),
	remote_phone_number: '+919876543210',
	channel_phone_number: '+15550100123',
	sent_by: 'user',
	message: { text: 'Hello' },
};
const inGroup: IDataObject = {
	...received,
	session_key: session(GROUP),
	remote_phone_number: GROUP,
};
const message = (content: unknown, more: IDataObject = {}) =>
	read({ ...received, message: content, ...more } as IDataObject, 'whatsapp.message.received')
		.event;

describe('the name of the sender', () => {
	test.each<[string, IDataObject, string]>([
		['first and last name', { contact: { first_name: 'Asha', last_name: 'Rao' } }, 'Asha Rao'],
		['one name', { contact: { first_name: 'Asha', last_name: null } }, 'Asha'],
		['a friendly name', { contact: { friendly_name: 'Asha Rao' } }, 'Asha Rao'],
		['a contact that is a name', { contact: 'Asha Rao' }, 'Asha Rao'],
		['what the person is called there', { contact: { pushname: 'Asha' } }, 'Asha'],
		['what the person calls herself', { pushname: 'Asha' }, 'Asha'],
		['another spelling of that', { push_name: 'Asha' }, 'Asha'],
		['the name of a sender', { sender_name: 'Asha' }, 'Asha'],
		[
			'the address book before the own name',
			{ pushname: 'A.', contact: { first_name: 'Asha', last_name: 'Rao' } },
			'Asha Rao',
		],
	])('%s', (_name, more, name) => {
		const { from, chat } = message({ text: 'Hi' }, more);
		expect([from?.name, chat?.name]).toEqual([name, name]);
	});

	test('a contact without a name, or with the number alone, is none', () => {
		for (const contact of [null, {}, [], '+919876543210', { first_name: null, last_name: null }])
			expect(message({ text: 'Hi' }, { contact } as IDataObject).from).toEqual({
				id: '919876543210',
				phone: '919876543210',
			});
	});
});

describe('who wrote in a group', () => {
	test.each<[string, IDataObject, IDataObject]>([
		[
			'an object',
			{ participant: { phone_number: '+919876543210', pushname: 'Asha' } },
			{ phone: '919876543210', name: 'Asha' },
		],
		['a number', { participant: '+919876543210' }, { phone: '919876543210' }],
		['an ID', { participant: '919876543210@c.us' }, { phone: '919876543210' }],
		[
			'an ID with a device',
			{ participant: '919876543210:12@s.whatsapp.net' },
			{ phone: '919876543210' },
		],
		['a hidden number', { participant: '98123456789012@lid' }, { id: '98123456789012@lid' }],
		[
			'a hidden number and the number',
			{ participant: { lid: '98123456789012@lid', phone_number: '+919876543210' } },
			{ phone: '919876543210' },
		],
		[
			'a hidden number alone',
			{ participant: { phone_number: null, lid: '98123456789012@lid' } },
			{ id: '98123456789012@lid' },
		],
		['an author', { author: { phone_number: '+919876543210' } }, { phone: '919876543210' }],
		['a sender', { sender: '+919876543210' }, { phone: '919876543210' }],
		[
			'another name of it',
			{ remote_phone_number_from_user: '+919876543210', pushname: 'Asha' },
			{ phone: '919876543210', name: 'Asha' },
		],
		[
			'the other side, where the group has a place of its own',
			{ group: { uuid: 'WAG81fcc8d6' }, remote_phone_number: '+919876543210' },
			{ phone: '919876543210' },
		],
	])('%s', (_name, more, from) => {
		const { event } = read({ ...inGroup, ...more }, 'whatsapp.group.message.received');
		expect(event.chat?.kind).toBe('group');
		expect(event.from).toMatchObject(from);
		expect(event.from?.phone).toBe(from.phone);
	});

	test('nobody, rather than the group itself', () => {
		for (const remote of [GROUP, '+120363000000000001', '120363000000000001'])
			expect(
				read({ ...inGroup, remote_phone_number: remote }, 'whatsapp.message.received').event.from,
			).toBeUndefined();
	});
});

describe('the group', () => {
	test.each<[string, IDataObject, string]>([
		['its ID at 2Chat', { group: { uuid: 'WAG81fcc8d6' } }, 'WAG81fcc8d6'],
		['beside the message', { group_uuid: 'WAG81fcc8d6' }, 'WAG81fcc8d6'],
		['as the other side', { remote_phone_number: GROUP }, GROUP],
		['in the key of the session', { remote_phone_number: null }, GROUP],
		['like a phone number', { remote_phone_number: '+120363000000000001' }, GROUP],
		[
			'like a phone number, without a key',
			{ remote_phone_number: '+120363000000000001', session_key: null },
			GROUP,
		],
		[
			'of the older form',
			{ remote_phone_number: '919876543210-1612345678', session_key: null },
			'919876543210-1612345678@g.us',
		],
	])('%s', (_name, more, id) => {
		const { event } = read({ ...inGroup, ...more } as IDataObject, 'whatsapp.message.received');
		expect(event.chat).toMatchObject({ id, kind: 'group' });
	});

	test.each<[IDataObject, string]>([
		[{ group: { uuid: 'WAG1', wa_group_name: 'Team' } }, 'Team'],
		[{ group: { uuid: 'WAG1', wa_subject: 'Team' } }, 'Team'],
		[{ contact: { friendly_name: 'Team' } }, 'Team'],
	])('has a name: %j', (more, name) => {
		expect(read({ ...inGroup, ...more }, 'whatsapp.message.received').event.chat?.name).toBe(name);
	});

	test('a channel and a story are no persons', () => {
		const kind = (remote: string) =>
			read(
				{ ...received, remote_phone_number: null, session_key: session(remote) },
				'whatsapp.message.received',
			).event.chat?.kind;
		expect(kind('120363111111111111@newsletter')).toBe('channel');
		expect(kind('status@broadcast')).toBe('story');
	});
});

describe('the direction', () => {
	test.each<[IDataObject, boolean]>([
		[{ sent_by: 'user' }, false],
		[{ sent_by: 'api' }, true],
		[{ sent_by: 'agent' }, true],
		[{ sent_by: null, direction: 'outbound' }, true],
		[{ sent_by: null, direction: 'inbound' }, false],
		[{ sent_by: null, from_me: true }, true],
		[{ sent_by: null }, false],
	])('%j', (more, fromMe) => {
		const { event } = read({ ...received, ...more } as IDataObject, 'whatsapp.message.new');
		expect(event).toMatchObject({ fromMe, event: fromMe ? 'message.sent' : 'message.received' });
	});
});

describe('what a message holds', () => {
	const url = 'https://example.com/f';
	test.each<[string, unknown, IDataObject]>([
		['a text alone', 'Hello', { type: 'text', text: 'Hello' }],
		['a text in a record', { uuid: 'MSG1', message: 'Hello' }, { type: 'text', text: 'Hello' }],
		['a text with a body', { text: { body: 'Hello' } }, { type: 'text', text: 'Hello' }],
		['a photo', { media: { url, type: 'photo' } }, { type: 'image' }],
		[
			'a file beside the content',
			{ message: {}, media: { url, type: 'video' } },
			{ type: 'video' },
		],
		['a link as the file', { media: url }, { type: 'document', media: { url } }],
		['another spelling', { media: { link: url, mimetype: 'image/png' } }, { type: 'image' }],
		[
			'a document whose text is its name',
			{ text: 'bill.pdf', media: { url, type: 'document' } },
			{ type: 'document', media: { fileName: 'bill.pdf' } },
		],
		[
			'a document with a text',
			{ text: 'See page 2.', media: { url, type: 'document', filename: 'bill.pdf' } },
			{ type: 'document', text: 'See page 2.', media: { fileName: 'bill.pdf' } },
		],
		[
			'a place',
			{ location: { lat: '12.9', lng: '77.5' } },
			{ type: 'location', location: { latitude: 12.9, longitude: 77.5 } },
		],
		['a card', { vcard: 'BEGIN:VCARD' }, { type: 'contact', contacts: [{ vcard: 'BEGIN:VCARD' }] }],
		[
			'cards, one of them broken',
			{ contacts: [null, { name: 'Asha', phone_number: '+919876543210' }] },
			{ type: 'contact', contacts: [{ name: 'Asha', phone: '919876543210' }] },
		],
		[
			'a tapped button',
			{ text: 'Yes', interactive: { button_reply: { id: 'yes', title: 'Yes' } } },
			{ type: 'reply', text: 'Yes', reply: { id: 'yes', title: 'Yes' } },
		],
		[
			'a chosen row',
			{ interactive: { type: 'list_reply', list_reply: { id: 'r1', title: 'Blue' } } },
			{ type: 'reply', text: 'Blue', reply: { id: 'r1', title: 'Blue' } },
		],
		[
			'a button of a template',
			{ button: { payload: 'STOP', text: 'Stop' } },
			{ type: 'reply', text: 'Stop', reply: { id: 'STOP', title: 'Stop' } },
		],
		['a quote', { text: 'Yes', quoted_msg: { uuid: 'MSG0', text: 'Sure?' } }, { quotedId: 'MSG0' }],
		['a quoted ID', { text: 'Yes', quoted_message: 'MSG0a' }, { quotedId: 'MSG0a' }],
		['a quote by ID', { text: 'Yes', quoted_message_uuid: 'MSG0' }, { quotedId: 'MSG0' }],
		['a forwarded text', { text: 'Yes', is_forwarded: true }, { forwarded: true }],
	])('%s', (_name, content, wanted) => {
		expect(message(content).message).toMatchObject(wanted);
	});

	test('the text of a quote is no ID', () => {
		expect(message({ text: 'Yes', quoted_msg: 'Sure?' }).message?.quotedId).toBeUndefined();
	});

	test('what is broken is skipped, and the message still comes', () => {
		for (const content of [null, [], 7, { text: {} }, { media: [] }, { location: { lat: 'x' } }])
			expect(message(content)).toMatchObject({
				event: 'message.received',
				message: { id: 'MSG1' },
			});
	});

	test('its content under the ID of an empty message is something new, a repeat is not', () => {
		const key = (content: unknown) =>
			read({ ...received, message: content } as IDataObject, 'whatsapp.message.received').key;
		expect(key(null)).not.toBe(key({ text: 'Hello' }));
		expect(key({ text: 'Hello' })).toBe(key({ text: 'Hello' }));
	});
});

describe('reactions', () => {
	const target = { uuid: 'MSG0', text: 'the original', created_at: '2026-03-01T09:00:00' };
	test.each<[string, IDataObject, string, string | undefined]>([
		['a text beside its message', { reaction: '✅', message: target }, '✅', 'MSG0'],
		['an object', { reaction: { text: '✅', message_uuid: 'MSG0' } }, '✅', 'MSG0'],
		['an object with an emoji', { reaction: { emoji: '✅', message_uuid: 'MSG0' } }, '✅', 'MSG0'],
		['an object beside its message', { reaction: { text: '✅' }, message: target }, '✅', 'MSG0'],
		['taken back', { reaction: { text: '', message_uuid: 'MSG0' } }, '', 'MSG0'],
		['taken back, as a text', { reaction: '', message: target }, '', 'MSG0'],
		['the text of a message', { message: { text: '✅' } }, '✅', undefined],
	])('%s', (_name, more, emoji, messageId) => {
		const { event } = read({ ...inGroup, ...more, participant: '+919876543210' }, undefined);
		const named = read({ ...received, ...more }, 'whatsapp.message.reaction').event;
		expect(named.message?.reaction).toEqual({ emoji, ...(messageId ? { messageId } : {}) });
		expect(named.timestamp).toBe('2026-03-02T09:15:00.000Z');
		if (more.reaction) expect(event).toMatchObject({ event: 'message.reaction' });
	});

	test('the sender of the original is not the one who reacts', () => {
		const { event } = read(
			{
				...inGroup,
				reaction: '✅',
				participant: '+919876543210',
				message: { ...target, sent_by: 'api', participant: '+15550100123' },
			},
			'whatsapp.group.message.reaction',
		);
		expect(event).toMatchObject({ fromMe: false, from: { phone: '919876543210' } });
	});
});

describe('receipts', () => {
	const body = { message_uuid: 'MSG1', timestamp: '2026-03-02T09:15:00' };
	const event = 'whatsapp.message.receipt.not-sent';
	test.each<[unknown, IDataObject]>([
		[{ error: { code: 131, message: 'No WhatsApp' } }, { code: '131', message: 'No WhatsApp' }],
		[{ error: 'No WhatsApp' }, { message: 'No WhatsApp' }],
		[{ error: true, error_message: 'No WhatsApp' }, { message: 'No WhatsApp' }],
		[
			{ error_code: 'E1', reason: 'No WhatsApp' },
			{ code: 'E1', message: 'No WhatsApp' },
		],
		[
			{ errors: [{ code: 131026, title: 'No WhatsApp' }] },
			{ code: '131026', message: 'No WhatsApp' },
		],
	])('the reason in %j', (more, error) => {
		expect(read({ ...body, ...(more as IDataObject) }, event).event.status).toEqual({
			messageId: 'MSG1',
			status: 'failed',
			error,
		});
	});

	test('a failure without a reason', () => {
		expect(read({ ...body, error: true }, event).event.status).toEqual({
			messageId: 'MSG1',
			status: 'failed',
		});
	});
});

describe('the event without an address', () => {
	test.each<[IDataObject, string]>([
		[{ event: 'message.delivered', message_uuid: 'M1' }, 'whatsapp.message.receipt.received'],
		[{ event: 'message.failed', message_uuid: 'M1' }, 'whatsapp.message.receipt.not-sent'],
		[
			{ event: 'message.status', status: 'delivered', message_uuid: 'M1' },
			'whatsapp.message.receipt.received',
		],
		[
			{ event: 'whatsapp.message.receipt.delivered', message_uuid: 'M1' },
			'whatsapp.message.receipt.received',
		],
		[{ ...received, event: 'message.received' }, 'whatsapp.message.received'],
		[{ event: 'message.received', data: received }, 'whatsapp.message.received'],
		[{ ...received, type: 'chat' }, 'whatsapp.message.received'],
		[{ ...inGroup }, 'whatsapp.group.message.received'],
		[{ type: 'whatsapp.group.leave', author: '+919876543210' }, 'whatsapp.group.leave'],
		[{ event_type: 'group.join', participant: '+919876543210' }, 'whatsapp.group.join'],
		[{ event: 'call.outgoing.completed', uuid: 'C1' }, 'call.outbound.completed'],
		[{ event: 'call.inbound.completed', uuid: 'C1' }, 'call.incoming.completed'],
	])('%j', (body, choice) => {
		expect(read(body).choice).toBe(choice);
	});

	test('of 2Chat or not, anything else is an unknown event', () => {
		for (const body of [{ test: true }, { hello: 'world' }])
			expect(read(body)).toMatchObject({
				choice: undefined,
				event: { event: 'other', providerEvent: 'unknown', raw: body },
			});
	});

	test('a word that is the name of a property of every object is no event', () => {
		for (const word of ['constructor', 'toString', '__proto__']) {
			expect(read({ event: word })).toMatchObject({ choice: undefined, event: { event: 'other' } });
			const content = { media: { url: 'https://example.com/f', type: word, mime_type: word } };
			expect(message(content).message?.type).toBe('document');
		}
	});

	test('a receipt in no list of 2Chat is a status all the same', () => {
		expect(read({ event: 'whatsapp.waba.message.receipt.read', uuid: 'M1' })).toMatchObject({
			choice: undefined,
			event: { event: 'message.status', status: { messageId: 'M1', status: 'read' } },
		});
	});
});

describe('members of groups', () => {
	const group = { uuid: 'WAG1', wa_group_name: 'Team' };
	test.each<[IDataObject, IDataObject]>([
		[
			{ participants: [null, { phone_number: '+919876543210', pushname: 'Asha' }] as never },
			{ phone: '919876543210', name: 'Asha' },
		],
		[{ participants: ['+919876543210'] }, { phone: '919876543210' }],
		[{ participant: '+919876543210' }, { phone: '919876543210' }],
		[
			{ participant: { phone_number: '+919876543210', contact: 'Asha Rao' } },
			{ phone: '919876543210', name: 'Asha Rao' },
		],
		[
			{ author: { phone_number: '+919876543210', contact: { name: 'Asha Rao' } } },
			{ phone: '919876543210', name: 'Asha Rao' },
		],
		[
			{ participant: '+919876543210', author: { phone_number: '+15550100188' } },
			{ phone: '919876543210' },
		],
	])('%j', (body, from) => {
		for (const action of ['join', 'leave', 'remove'])
			expect(read({ group, ...body }, `whatsapp.group.${action}`).event).toMatchObject({
				event: 'group',
				chat: { id: 'WAG1', kind: 'group', name: 'Team' },
				from,
				details: { action },
			});
	});
});

describe('calls', () => {
	const call = (status: unknown, more: IDataObject = {}) =>
		read(
			{
				uuid: 'C1',
				callid: 'x',
				direction: 'O',
				to_number: '+919876543210',
				status,
				...more,
			} as IDataObject,
			'call.status.update',
		).event;
	test.each([
		['no-answer', 'missed'],
		['NO_ANSWER', 'missed'],
		['No Answer', 'missed'],
		['busy', 'missed'],
		['canceled', 'missed'],
		['in-progress', 'answered'],
		['declined', 'rejected'],
		['initiated', 'initiated'],
		['something new', 'unknown'],
	])('%s is %s', (status, wanted) => {
		expect(call(status).call?.status).toBe(wanted);
	});

	test('a duration as text, the direction in words, a caller who withholds the number', () => {
		expect(call('COMPLETED', { duration: '10' }).call?.duration).toBe(10);
		expect(call('COMPLETED', { direction: 'outgoing' }).to?.phone).toBe('919876543210');
		expect(call('COMPLETED', { direction: 'inbound', from: 'anonymous' }).from).toEqual({
			id: 'anonymous',
		});
	});
});

test('a time that can not be read is passed over for the next', () => {
	const body = { ...received, created_at: 'soon', timestamp: 1772442900 };
	expect(read(body, 'whatsapp.message.received').event.timestamp).toBe('2026-03-02T09:15:00.000Z');
});
