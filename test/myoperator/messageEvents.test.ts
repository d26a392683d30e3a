/** MyOperator's WhatsApp events: who, in which direction, when, and what the message holds. */
import type { IDataObject } from 'n8n-workflow';

import { useClock } from '../../engine/http/clock';
import { virtualClock } from '../engine/virtualClock';
import { ARRIVAL, envelope, incoming, readOne } from './readings';

let restore = () => {};
beforeEach(() => {
	restore = useClock(virtualClock(Date.parse(ARRIVAL)));
});
afterEach(() => restore());

const CUSTOMER = { id: '919876543210', phone: '919876543210' };
const text = { type: 'text', context: { body: 'Hello' } };

describe('who and in which direction', () => {
	const nameless = (type: string, more: IDataObject = {}, payload: IDataObject = {}) =>
		envelope(type, { id: 'm1', data: text, ...payload }, { ...more });

	test.each<[string, IDataObject, boolean]>([
		['by the event', nameless('message.received'), false],
		['by direction', nameless('message.received', { direction: 'incoming' }), false],
		['by action', nameless('message.received', {}, { action: 'incoming' }), false],
		['of a status', nameless('message.read', { direction: '' }), true],
		[
			'by action before direction',
			nameless('message.sent', { direction: '' }, { action: 'outgoing' }),
			true,
		],
	])('is read %s', (_name, body, fromMe) => {
		const { event } = readOne(body);
		expect(event).toMatchObject({ fromMe, chat: { id: CUSTOMER.id, kind: 'private' } });
		expect(fromMe ? event.to : event.from).toEqual(CUSTOMER);
		expect(fromMe ? event.from : event.to).toEqual({ id: '+915550100199' });
	});

	test.each<[string, IDataObject, IDataObject]>([
		['without its plus', {}, { customer_identifier: '919876543210' }],
		[
			'national, with the country code beside it',
			{ conversation: { customer_contact: '9876543210', customer_country_code: '+91' } },
			{ customer_identifier: '' },
		],
		[
			'complete although the country code is beside it',
			{ conversation: { customer_contact: '+91 98765 43210', customer_country_code: '91' } },
			{},
		],
		[
			'national without a country code, and complete in the envelope',
			{ conversation: { customer_contact: '9876543210' } },
			{},
		],
		[
			'as the sender of the message alone',
			{ from: '919876543210' },
			{ customer_identifier: undefined },
		],
	])('the customer is found %s', (_name, payload, more) => {
		const { event } = readOne(nameless('message.received', more, payload));
		expect(event.from).toMatchObject(CUSTOMER);
	});

	test('an event without any customer has no chat, and no empty one', () => {
		const { event } = readOne(nameless('message.received', { customer_identifier: '' }));
		expect(event).not.toHaveProperty('chat');
		expect(event).not.toHaveProperty('from');
		expect(event.fromMe).toBe(false);
	});
});

describe('what a message holds', () => {
	const reply = { type: 'reply', text: 'Yes', reply: { id: 'yes', title: 'Yes' } };
	const place = { type: 'location', location: { latitude: 12.97, longitude: 77.59, name: 'Shop' } };
	const card = {
		type: 'contact',
		text: 'Ravi',
		contacts: [{ name: 'Ravi', phone: '15550100122' }],
	};
	const ravi = { name: { formatted_name: 'Ravi' }, phones: [{ phone: '+1 555 010 0122' }] };

	test.each<[string, IDataObject, IDataObject]>([
		['text', text, { type: 'text', text: 'Hello' }],
		[
			'text that looks like JSON',
			{ type: 'text', context: { body: '[1] Hello' } },
			{ type: 'text', text: '[1] Hello' },
		],
		[
			'text in a nested body',
			{ type: 'text', context: { body: { text: 'Hello' } } },
			{ type: 'text', text: 'Hello' },
		],
		[
			'context as JSON text',
			{ type: 'text', context: '{"body":"Hello"}' },
			{ type: 'text', text: 'Hello' },
		],
		[
			'button reply, object',
			{ type: 'button_reply', context: { button_reply: { id: 'yes', title: 'Yes' } } },
			reply,
		],
		[
			'button reply, JSON text in the body',
			{ type: 'interactive', context: { body: '{"button_reply":{"id":"yes","title":"Yes"}}' } },
			reply,
		],
		[
			'button reply, itself JSON text',
			{ type: 'interactive', context: { button_reply: '{"id":"yes","title":"Yes"}' } },
			reply,
		],
		['button reply, flat', { type: 'button_reply', context: { id: 'yes', title: 'Yes' } }, reply],
		[
			'button reply, beside the context',
			{
				type: 'interactive',
				interactive: { button_reply: { id: 'yes', title: 'Yes' } },
				context: {},
			},
			reply,
		],
		[
			'button of a template',
			{ type: 'button', context: { button: { payload: 'yes', text: 'Yes' } } },
			reply,
		],
		[
			'list reply, nested',
			{
				type: 'interactive',
				context: { interactive: { list_reply: { id: 'yes', title: 'Yes' } } },
			},
			reply,
		],
		[
			'list reply, nested in JSON text',
			{
				type: 'interactive',
				context: { body: '{"interactive":{"list_reply":{"id":"yes","title":"Yes"}}}' },
			},
			reply,
		],
		[
			'own interactive message',
			{ type: 'interactive', context: { body: { text: 'Choose' } } },
			{ type: 'interactive', text: 'Choose' },
		],
		[
			'place, flat',
			{ type: 'location', context: { latitude: 12.97, longitude: 77.59, name: 'Shop' } },
			place,
		],
		[
			'place, nested, numbers as text',
			{
				type: 'location',
				context: { location: { latitude: '12.97', longitude: '77.59', name: 'Shop' } },
			},
			place,
		],
		[
			'place, JSON text',
			{ type: 'location', context: { body: '{"lat":12.97,"lng":77.59,"name":"Shop"}' } },
			place,
		],
		['contacts, list', { type: 'contacts', context: { contacts: [ravi] } }, card],
		['contacts, the context is the list', { type: 'contacts', context: [ravi] }, card],
		['contacts, JSON text', { type: 'contacts', context: { body: JSON.stringify([ravi]) } }, card],
		[
			'contact, one',
			{ type: 'contact', context: { name: 'Ravi', phones: ['+1 555 010 0122'] } },
			card,
		],
		[
			'reaction',
			{ type: 'reaction', context: { emoji: '👍', message_id: 'm0' } },
			{ type: 'reaction', reaction: { emoji: '👍', messageId: 'm0' } },
		],
		[
			'voice note',
			{
				type: 'voice',
				context: { media_url: 'https://example.com/v.ogg', mime_type: 'audio/ogg' },
			},
			{ type: 'audio', media: { url: 'https://example.com/v.ogg', mimeType: 'audio/ogg' } },
		],
		[
			'image under its own name',
			{ type: 'image', context: { image: { link: 'https://example.com/i.jpg', caption: 'Us' } } },
			{ type: 'image', text: 'Us', media: { url: 'https://example.com/i.jpg', caption: 'Us' } },
		],
		['something new', { type: 'hologram', context: {} }, { type: 'unknown' }],
	])('%s', (_name, data, message) => {
		expect(readOne(incoming(data)).event.message).toEqual({ id: 'message-1', ...message });
	});

	test.each<[string, unknown]>([
		['null', null],
		['a list of nothing', [null]],
		['text', 'Hello'],
		['a context that is null', { type: 'text', context: null }],
		['contacts with a hole', { type: 'contacts', context: { contacts: [null] } }],
		['a place without coordinates', { type: 'location', context: { latitude: ' ' } }],
	])('malformed content, %s: the message still comes out', (_name, data) => {
		const { event } = readOne(incoming(data as IDataObject));
		expect(event).toMatchObject({ event: 'message.received', message: { id: 'message-1' } });
		expect(event.message).not.toHaveProperty('location');
		expect(event.message).not.toHaveProperty('contacts');
	});
});

describe('when', () => {
	test.each<[string, IDataObject[string], string]>([
		['nanoseconds', '2026-07-03T12:21:48.962814767Z', '2026-07-03T12:21:48.962Z'],
		['seconds', 1789162034, '2026-09-11T21:27:14.000Z'],
		['missing', undefined, ARRIVAL],
		['null', null, ARRIVAL],
		['no time', 'n/a', ARRIVAL],
		['zero', 0, ARRIVAL],
		['zero as text', '0', ARRIVAL],
	])('%s', (_name, timestamp, expected) => {
		for (const body of [
			envelope('message.received', { id: 'm1', data: text }, { timestamp }),
			{ type: 'message', event: 'received', timestamp, data: { id: 'm1', data: text } },
		] as IDataObject[])
			expect(readOne(body).event.timestamp).toBe(expected);
	});
});

test('names that every object has are no types and no events', () => {
	expect(readOne(incoming({ type: 'constructor', context: {} })).event.message?.type).toBe(
		'unknown',
	);
	for (const body of [envelope('constructor', {}), { type: 'constructor', data: {} }])
		expect(readOne(body).event).toMatchObject({ event: 'other', providerEvent: 'constructor' });
});

describe('what is a repeat', () => {
	const keyOf = (body: IDataObject) => readOne(body).key;
	const bare = (id: string | undefined, type = 'message.received', more: IDataObject = {}) =>
		envelope(type, { id, data: text, ...more }, { event_id: undefined });

	test('the message and what happened to it, whatever the event ID is', () => {
		expect(keyOf(incoming(text))).toBe(keyOf({ ...incoming(text), event_id: 'event-2' }));
		expect(keyOf(bare('m1'))).toBe(keyOf(bare('m1')));
		const different = [
			bare('m1'),
			bare('m2'),
			bare('m1', 'message.read'),
			bare('m1', 'message.delivered'),
			bare('m1', 'message.link_tracking', { link_tracking: { button_info: 'btn-0' } }),
			bare('m1', 'message.link_tracking', { link_tracking: { button_info: 'btn-1' } }),
			bare(undefined),
		].map(keyOf);
		expect(new Set(different).size).toBe(different.length);
	});

	test('without any ID nothing is a repeat', () => {
		expect(
			keyOf(envelope('message.received', { data: text }, { event_id: null, session_id: null })),
		).toBeUndefined();
	});
});

describe('statuses', () => {
	const failed = (payload: IDataObject) =>
		readOne(envelope('message.failed', { id: 'm1', action: 'outgoing', data: text, ...payload }))
			.event.status;

	test.each<[string, IDataObject, IDataObject]>([
		[
			'by code',
			{ metadata: { errors: { '130472': 'Experiment' } } },
			{ code: '130472', message: 'Experiment' },
		],
		[
			'beside the metadata',
			{ errors: { '131026': 'Undeliverable' } },
			{ code: '131026', message: 'Undeliverable' },
		],
		[
			"in Meta's form",
			{ errors: [{ code: 131053, title: 'Media upload' }] },
			{ code: '131053', message: 'Media upload' },
		],
		['as text', { error: 'No balance' }, { message: 'No balance' }],
	])('a failure has its reason: %s', (_name, payload, error) => {
		expect(failed(payload)).toEqual({ messageId: 'm1', status: 'failed', error });
	});

	test('a failure without a reason', () => {
		expect(failed({ metadata: { errors: null } })).toEqual({ messageId: 'm1', status: 'failed' });
	});
});

describe('forms', () => {
	const expected = {
		event: 'message.received',
		timestamp: '2026-07-03T12:21:48.962Z',
		from: { id: '919876543210', phone: '919876543210', name: 'Asha' },
		message: { id: 'message-1', type: 'contact', contacts: [{ name: 'Ravi' }] },
	};
	const body = incoming({ type: 'contacts', context: { contacts: [{ name: 'Ravi' }] } });
	const fields = (
		value: unknown,
		name: string,
		join: (outer: string, key: string) => string,
	): Array<[string, string]> =>
		typeof value === 'object' && value !== null
			? Object.entries(value).flatMap(([key, inner]) =>
					fields(inner, name ? join(name, key) : key, join),
				)
			: [[name, String(value)]];

	test.each<[string, (outer: string, key: string) => string]>([
		['brackets', (outer, key) => `${outer}[${key}]`],
		['dots', (outer, key) => `${outer}.${key}`],
		[
			'dots and brackets',
			(outer, key) => (/^\d+$/.test(key) ? `${outer}[${key}]` : `${outer}.${key}`),
		],
	])('nested by %s', (_name, join) => {
		const form = Object.fromEntries(fields(body, '', join));
		const { event } = readOne(form);
		expect(event).toMatchObject(expected);
		expect(event.raw).toEqual(form);
	});

	test('nested as JSON text at every level', () => {
		const payload = body.payload as IDataObject;
		const asText = Object.fromEntries(
			Object.entries(payload).map(([name, value]) => [
				name,
				typeof value === 'object' ? JSON.stringify(value) : value,
			]),
		);
		expect(readOne({ ...body, payload: JSON.stringify(asText) }).event).toMatchObject(expected);
	});

	test('a name that would reach into prototypes is ignored', () => {
		readOne({ ...body, 'payload[__proto__][polluted]': 'yes' } as IDataObject);
		expect({}).not.toHaveProperty('polluted');
	});
});

test('the form of a help page (id, type, created_at, data) is the same event', () => {
	expect(
		readOne({
			id: 'e9',
			type: 'call.answered',
			created_at: '2026-07-03T12:21:48Z',
			data: { call_id: 'c1' },
		}),
	).toMatchObject({
		choice: 'callAnswered',
		key: expect.stringMatching(/^call\.answered\/c1\/\w+$/) as string,
		event: {
			event: 'call',
			id: 'e9',
			timestamp: '2026-07-03T12:21:48.000Z',
			call: { id: 'c1', status: 'answered' },
		},
	});
});
