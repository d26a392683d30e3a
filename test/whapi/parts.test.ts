/** The pure parts of the Whapi.Cloud node: cards, buttons, webhooks, errors, lists. */
import type { IDataObject } from 'n8n-workflow';

import { numbered } from '../../nodes/Whapi/fields/buttons';
import { newsletterCursor } from '../../nodes/Whapi/pagers';
import { problem } from '../../nodes/Whapi/provider';
import { routeOfFile } from '../../nodes/Whapi/operations/storyKinds';
import { contactEntry, shapeCard, vcardOf } from '../../nodes/Whapi/shapes/vcard';
import { eventOf, shapeRemovals } from '../../nodes/Whapi/fields/webhooks';

const parts = (path = '/', body = {}) => ({ path, query: {}, headers: {}, body, files: {} });

test('a card says what was filled in, with special characters escaped', () => {
	const card = vcardOf({
		name: 'Carter; Ben',
		phone: '+1 (555) 010-0123',
		organization: 'Books, new & used',
		jobTitle: 'Bookseller',
		email: 'ben@example.com',
		website: 'https://shop.example.com',
		address: '12 River Road, Bengaluru',
		note: 'Line one\nback\\slash',
	});
	expect(card.split('\n')).toEqual([
		'BEGIN:VCARD',
		'VERSION:3.0',
		'N:Carter\\; Ben;;;;',
		'FN:Carter\\; Ben',
		'ORG:Books\\, new & used',
		'TITLE:Bookseller',
		'TEL;type=CELL;waid=15550100123:+15550100123',
		'EMAIL:ben@example.com',
		'URL:https://shop.example.com',
		'ADR:;;12 River Road\\, Bengaluru;;;;',
		'NOTE:Line one\\nback\\\\slash',
		'END:VCARD',
	]);
});

test('a ready vCard goes out as it is', () => {
	expect(contactEntry({ name: 'Ben', vcard: 'BEGIN:VCARD', phone: '1' })).toEqual({
		name: 'Ben',
		vcard: 'BEGIN:VCARD',
	});
	const shaped = shapeCard(parts('/messages/contact', { to: '919876543210' }), {
		name: 'Ben',
		phone: '15550100123',
		to: '919876543210',
	});
	expect(shaped.body).toEqual({
		to: '919876543210',
		name: 'Ben',
		vcard: expect.stringContaining('waid=15550100123') as string,
	});
	expect(() => vcardOf({ name: 'Ben', phone: 'none' })).toThrow('is not a phone number');
});

test('entries without an ID get their number, others keep theirs', () => {
	expect(numbered([{ title: 'Yes' }, { id: 'no', title: 'No' }], 'b')).toEqual([
		{ id: 'b1', title: 'Yes' },
		{ id: 'no', title: 'No' },
	]);
});

test('an event is written type.method', () => {
	expect(eventOf('messages.post')).toEqual({ type: 'messages', method: 'post' });
	expect(() => eventOf('messages')).toThrow('not an event such as messages.post');
	expect(() => eventOf('a.b.c')).toThrow('not an event');
});

test('removing sends the empty value, and not together with a new one', () => {
	const body = { proxy: 'socks5://a:b@c:1' };
	expect(shapeRemovals(parts('/settings'), { removeWebhooks: true }).body).toEqual({
		webhooks: [],
	});
	expect(shapeRemovals(parts('/settings'), { removeProxy: true }).body).toEqual({ proxy: '' });
	expect(shapeRemovals(parts('/settings', body), { removeProxy: false }).body).toEqual(body);
	expect(() => shapeRemovals(parts('/settings', body), { removeProxy: true })).toThrow(
		'"proxy" is given and removed',
	);
});

test('a story with a file takes the route that accepts files', () => {
	expect(routeOfFile(parts('/stories')).path).toBe('/stories');
	expect(routeOfFile({ ...parts('/stories'), files: { media: 'data' } }).path).toBe(
		'/messages/story',
	);
});

test('errors are read from the envelope, from plain texts, and not from successes', () => {
	const error = { code: 401, message: 'Channel not authorized', details: 'scan the QR code' };
	expect(problem({ status: 401, headers: {}, body: { error } })).toEqual({
		status: 401,
		message: 'Channel not authorized',
		details: 'scan the QR code',
	});
	expect(problem({ status: 502, headers: {}, body: 'Bad gateway' })).toEqual({ status: 502 });
	expect(
		problem({ status: 400, headers: {}, body: { error: { code: 4001, details: { to: 'bad' } } } }),
	).toEqual({ status: 400, code: '4001', details: '{"to":"bad"}' });
	expect(problem({ status: 200, headers: {}, body: { error } })).toMatchObject({ code: '401' });
	expect(problem({ status: 200, headers: {}, body: { sent: true } })).toBeUndefined();
	expect(problem({ status: 500, headers: {}, body: { error: 'out of order' } })).toEqual({
		status: 500,
		message: 'out of order',
	});
});

test.each<[string, IDataObject, object | undefined]>([
	[
		'sent: false',
		{ sent: false, message: { status: 'failed' } },
		{ message: 'the message was not sent' },
	],
	['sent: false with a reason', { sent: false, message: 'no session' }, { message: 'no session' }],
	[
		'a message that has failed',
		{ sent: true, message: { status: 'failed' } },
		{ unconfirmed: true },
	],
	['success: false', { success: false }, { message: 'it was not done' }],
	[
		'nobody was added',
		{ success: false, failed: ['1'], processed: [] },
		{ details: 'Failed: ["1"]' },
	],
	['an error in words', { error: 'wrong' }, { message: 'wrong' }],
	['some were added', { success: false, failed: ['1'], processed: ['2'] }, undefined],
	['a message that is read', { id: 'm1', status: 'failed' }, undefined],
	['success', { success: true }, undefined],
	['an empty error', { success: true, error: null }, undefined],
])('a failure inside a success: %s', (_name, body, wanted) => {
	const found = problem({ status: 200, headers: {}, body });
	if (wanted) expect(found).toMatchObject(wanted);
	else expect(found).toBeUndefined();
});

test('a search for newsletters goes on until it says that it ends', () => {
	const state = { page: 1, size: 2, total: 2, rows: [1, 2], last: { count: 2 } };
	const info = (page_info: object) => ({ ...state, answer: { page_info } });
	expect(newsletterCursor.next(info({ end_cursor: 'abc', next_page: true }))).toEqual({
		count: 2,
		cursor: 'abc',
	});
	expect(newsletterCursor.next(info({ end_cursor: 'abc', next_page: false }))).toBeUndefined();
});
