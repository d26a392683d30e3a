/** What is special about Whapi.Cloud's messages, through n8n's own engine. */
import type { IDataObject } from 'n8n-workflow';

import { byId } from '../harness/n8n';
import { fileItem, whapiBench } from './setup';

const bench = whapiBench();
const TO = byId('+91 98765 43210');
const SENT = { sent: true, message: { id: 'PsqXn5SAD5v7HRA-wHqB9tMeGQ', status: 'pending' } };

beforeEach(() => bench.server.script(() => ({ json: SENT })));

test('a text carries the token, the digits of the recipient and its options', async () => {
	const { items, error } = await bench.run('message.sendText', {
		to: TO,
		body: 'Hello @15550100123',
		additionalFields: { mentions: ['+1 555 010 0123'], typingTime: 5, noLinkPreview: true },
	});
	expect(error).toBeUndefined();
	expect(bench.server.got[0]).toMatchObject({ method: 'POST', path: '/messages/text' });
	expect(bench.server.got[0]?.headers.authorization).toBe('Bearer channel-token');
	expect(bench.server.got[0]?.json()).toEqual({
		to: '919876543210',
		body: 'Hello @15550100123',
		mentions: ['15550100123'],
		typing_time: 5,
		no_link_preview: true,
	});
	expect(items[0]?.json).toEqual({ ...SENT, to: '919876543210' });
});

test('an image goes out as a form with the file of the item, or as JSON with a URL', async () => {
	const first = await bench.run(
		'message.sendImage',
		{
			to: TO,
			mediaSource: 'file',
			file: 'data',
			additionalFields: { caption: 'Our window', mentions: ['15550100123', '15550100124'] },
		},
		fileItem('the file', 'image/jpeg', 'window.jpg'),
	);
	expect(first.error).toBeUndefined();
	expect(bench.server.got[0]?.headers['content-type']).toMatch(/^multipart\/form-data/);
	expect(bench.server.got[0]?.body).toMatch(/name="to"\r\n\r\n919876543210/);
	expect(bench.server.got[0]?.body).toMatch(
		/name="media"; filename="window.jpg"\r\nContent-Type: image\/jpeg\r\n\r\nthe file/,
	);
	expect(bench.server.got[0]?.body.match(/name="mentions"/g)).toHaveLength(2);

	const url = 'https://files.example.com/window.jpg';
	await bench.run('message.sendImage', { to: TO, mediaSource: 'url', mediaUrl: url });
	expect(bench.server.got[1]?.json()).toEqual({ to: '919876543210', media: url });
});

test('media of a chosen type goes out as the bare file, everything else in the query', async () => {
	const { error } = await bench.run(
		'message.sendMedia',
		{
			to: TO,
			mediaType: 'document',
			mediaSource: 'file',
			file: 'data',
			additionalFields: { filename: 'invoice.pdf', mentions: ['15550100123', '15550100124'] },
		},
		fileItem('%PDF', 'application/pdf', 'window.jpg'),
	);
	expect(error).toBeUndefined();
	const [got] = bench.server.got;
	expect(got?.path).toBe('/messages/media/document');
	expect(got?.headers['content-type']).toBe('application/pdf');
	expect(got?.body).toBe('%PDF');
	expect(got?.query.get('to')).toBe('919876543210');
	expect(got?.query.get('filename')).toBe('invoice.pdf');
	expect(got?.query.getAll('mentions')).toEqual(['15550100123', '15550100124']);
});

test('buttons of all kinds are made from rows, with IDs where none was given', async () => {
	await bench.run('message.sendButtons', {
		to: TO,
		body: 'Shall we deliver today?',
		buttons: {
			entry: [
				{ type: 'quick_reply', title: 'Yes', id: 'yes' },
				{ type: 'call', title: 'Call us', phoneNumber: '+1 555 010 0100' },
				{ type: 'url', title: 'Open', url: 'https://shop.example.com' },
				{ type: 'copy', title: 'Copy', copyCode: 'SPRING20' },
			],
		},
		additionalFields: { header: 'Order 2041', footer: 'Riverside Books' },
	});
	expect(bench.server.got[0]?.json()).toEqual({
		to: '919876543210',
		type: 'button',
		header: { text: 'Order 2041' },
		body: { text: 'Shall we deliver today?' },
		footer: { text: 'Riverside Books' },
		action: {
			buttons: [
				{ type: 'quick_reply', title: 'Yes', id: 'yes' },
				{ type: 'call', title: 'Call us', id: '2', phone_number: '15550100100' },
				{ type: 'url', title: 'Open', id: '3', url: 'https://shop.example.com' },
				{ type: 'copy', title: 'Copy', id: '4', copy_code: 'SPRING20' },
			],
		},
	});
});

test('a carousel is made from nested rows', async () => {
	await bench.run('message.sendCarousel', {
		to: TO,
		body: 'Our picks',
		cards: {
			entry: [
				{
					media: 'https://files.example.com/river.jpg',
					text: 'The River',
					buttons: { entry: [{ type: 'quick_reply', title: 'Buy' }] },
				},
			],
		},
	});
	expect(bench.server.got[0]?.json()).toEqual({
		to: '919876543210',
		body: { text: 'Our picks' },
		cards: [
			{
				id: 'card-1',
				text: 'The River',
				media: { media: 'https://files.example.com/river.jpg' },
				buttons: [{ type: 'quick_reply', title: 'Buy', id: '1' }],
			},
		],
	});
});

test('a poll allows one answer, or any number', async () => {
	const poll = { to: TO, title: 'Which day?', answers: ['Monday', 'Tuesday'] };
	await bench.run('message.sendPoll', { ...poll, multiple: false });
	await bench.run('message.sendPoll', { ...poll, multiple: true });
	expect(bench.server.got.map((got) => got.json().count)).toEqual([1, 0]);
	expect(bench.server.got[0]?.json().options).toEqual(['Monday', 'Tuesday']);
	const { error } = await bench.run('message.sendPoll', { ...poll, answers: ['Monday'] });
	expect(error?.message).toContain('at least 2 entries');
	expect(bench.server.got).toHaveLength(2);
});

test('messages are read page by page until the total is reached', async () => {
	bench.server.script(({ query }) => {
		const offset = Number(query.get('offset'));
		const rows = Array.from({ length: Math.min(100, 230 - offset) }, (_, index) => ({
			id: `message-${offset + index}`,
		}));
		return { json: { messages: rows, count: rows.length, total: 230, offset } };
	});
	const { items } = await bench.run('message.getMany', {
		returnAll: true,
		filters: { timeFrom: '2026-03-31T09:00:00Z', fromMe: false },
	});
	expect(items).toHaveLength(230);
	expect(items.at(-1)?.json).toEqual({ id: 'message-229' });
	expect(bench.server.got.map(({ query }) => query.get('offset'))).toEqual(['0', '100', '200']);
	expect(bench.server.got[2]?.query.get('time_from')).toBe('1774947600');
	expect(bench.server.got[2]?.query.get('from_me')).toBe('false');
});

test('a message is simplified to who, when, text and file; the whole one is a switch away', async () => {
	const image = {
		id: 'image-1',
		type: 'image',
		chat_id: '919876543210@s.whatsapp.net',
		from_me: false,
		timestamp: 1774947600,
		image: { id: 'jpeg-1', mime_type: 'image/jpeg', caption: 'Our shop', preview: '/9j/' },
		device_id: 3,
	};
	const text = { id: 'text-1', type: 'text', text: { body: 'Hello' } };
	const odd = { note: 'of another form' };
	bench.server.script(() => ({ json: { messages: [image, text, odd], count: 3, total: 3 } }));
	const short = await bench.run('message.getMany', {});
	expect(short.items.map(({ json }) => json)).toEqual([
		{
			id: 'image-1',
			type: 'image',
			chat_id: '919876543210@s.whatsapp.net',
			from_me: false,
			timestamp: 1774947600,
			body: 'Our shop',
			media_id: 'jpeg-1',
		},
		{ id: 'text-1', type: 'text', body: 'Hello' },
		odd,
	]);
	const whole = await bench.run('message.getMany', { simplify: false });
	expect(whole.items.map(({ json }) => json)).toEqual([image, text, odd]);
});

test('a channel that is not connected is told as such, with what to do', async () => {
	bench.server.script(() => ({
		status: 401,
		json: { error: { code: 401, message: 'Channel not authorized', details: 'no session' } },
	}));
	const { error } = await bench.run('message.sendText', { to: TO, body: 'Hello' });
	expect(error?.message).toBe(
		'Whapi.Cloud: the channel is not connected to WhatsApp, or the token is wrong',
	);
	expect(error?.description).toContain('Channel not authorized');
	expect(error?.description).toContain('scan the QR code again');
	expect(`${error?.message} ${error?.description}`).not.toContain('channel-token');
});

describe('the list of recipients', () => {
	const person = '919876543210@s.whatsapp.net';
	const lists: Record<string, unknown> = {
		'/chats': { chats: [{ id: person, name: 'Asha Rao', type: 'contact' }], total: 1 },
		'/contacts': {
			contacts: [
				{ id: '919876543210', name: 'Asha Rao' },
				{ id: '15550100123', pushname: 'Ben Carter' },
			],
			total: 2,
		},
		'/groups': { groups: [{ id: '120363041234567890@g.us', name: 'Asha and Ben' }], total: 1 },
		'/newsletters': { newsletters: [], total: 0 },
	};

	const search = async (filter?: string, token?: string) =>
		await bench.list('recipients', {}, filter, token);

	beforeEach(() => bench.server.script(({ path }) => ({ json: lists[path] })));

	test('shows the chats first, then contacts, groups and channels', async () => {
		const seen: string[] = [];
		let token: string | undefined;
		do {
			const page = await search(undefined, token);
			seen.push(...page.results.map(({ name }) => name));
			token = page.paginationToken as string | undefined;
		} while (token);
		expect(seen).toEqual([
			'Asha Rao (chat)',
			'Asha Rao (contact)',
			'Ben Carter (contact)',
			'Asha and Ben (group)',
		]);
	});

	test('looks for a name in all lists at once, and shows nobody twice', async () => {
		const { results, paginationToken } = await search('asha');
		expect(results).toEqual([
			{ name: 'Asha Rao (chat)', value: person },
			{ name: 'Asha and Ben (group)', value: '120363041234567890@g.us' },
		]);
		expect(paginationToken).toBeUndefined();
	});
});

test.each([
	['message', 'markAsRead', { messageId: '+91 98765 43210' }, 'a message ID such as'],
	['story', 'get', { messageId: 'story of today' }, 'a message ID such as'],
	[
		'message',
		'sendText',
		{ to: TO, body: 'Hi', additionalFields: { quoted: '919876543210' } },
		'a message ID such as',
	],
	['media', 'delete', { media: byId('https://files.example.com/a.jpg') }, 'a media ID such as'],
])(
	'%s %s refuses what is no ID before anything is sent',
	async (resource, operation, given, hint) => {
		const { error } = await bench.run(`${resource}.${operation}`, given);
		expect(error?.message).toContain(hint);
		expect(bench.server.got).toHaveLength(0);
	},
);

describe('an answer with HTTP 200 that does not say that it was sent', () => {
	const send = async (
		json: IDataObject,
		operation = 'sendText',
		more: IDataObject = { body: 'Hi' },
	) => {
		bench.server.script(() => ({ json }));
		const { error } = await bench.run(`message.${operation}`, { to: TO, ...more });
		return error as (Error & { description?: string }) | undefined;
	};

	test.each<[string, IDataObject]>([
		['nothing', {}],
		['something else', { ok: 1 }],
		['a message that has failed', { sent: true, message: { id: 'm', status: 'failed' } }],
	])('%s: it may have been sent, so that nothing repeats it', async (_name, json) => {
		expect((await send(json))?.message).toBe(
			'Whapi.Cloud did not confirm: it may have been delivered',
		);
		expect(bench.server.got).toHaveLength(1);
	});

	test('sent: false is a refusal that says what to check', async () => {
		const error = await send({ sent: false, message: { id: 'm', status: 'failed' } });
		expect(error?.message).toBe('Whapi.Cloud: the message was not sent');
		expect(error?.description).toContain('Account > Get Connection Status');
	});

	test('a message is enough, also without "sent"', async () => {
		expect(await send({ message: { id: 'm' } })).toBeUndefined();
	});
});
