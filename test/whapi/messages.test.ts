/** What is special about Whapi.Cloud's messages and account, through n8n's own engine. */
import { LoadOptionsContext } from 'n8n-core';
import type { IDataObject, INodeExecutionData, INodeListSearchResult } from 'n8n-workflow';

import { MessagingWhapiApi } from '../../credentials/MessagingWhapiApi.credentials';
import { Whapi } from '../../nodes/Whapi/Whapi.node';
import { type ScriptedServer, startScriptedServer } from '../engine/scriptedServer';
import { additionalDataFor, runNode, workflowFor } from '../harness/n8n';

const TO = { __rl: true, mode: 'id', value: '+91 98765 43210' };
const SENT = { sent: true, message: { id: 'PsqXn5SAD5v7HRA-wHqB9tMeGQ', status: 'pending' } };

let server: ScriptedServer;
beforeAll(async () => {
	server = await startScriptedServer();
});
afterAll(async () => await server.stop());
beforeEach(() => {
	server.reset();
	server.script(() => ({ json: SENT }));
});

const credential = () => ({
	type: new MessagingWhapiApi(),
	data: { token: 'channel-token', baseUrl: server.url },
});

const run = async (
	resource: string,
	operation: string,
	parameters: IDataObject,
	items?: INodeExecutionData[],
) =>
	await runNode({
		node: new Whapi(),
		parameters: { resource, operation, ...parameters },
		items,
		credential: credential(),
	});

const file = (mimeType: string, content = 'the file'): INodeExecutionData => ({
	json: {},
	binary: {
		data: { data: Buffer.from(content).toString('base64'), mimeType, fileName: 'window.jpg' },
	},
});

test('a text carries the token, the digits of the recipient and its options', async () => {
	const { items, error } = await run('message', 'sendText', {
		to: TO,
		body: 'Hello @15550100123',
		additionalFields: { mentions: ['+1 555 010 0123'], typingTime: 5, noLinkPreview: true },
	});
	expect(error).toBeUndefined();
	expect(server.got[0]).toMatchObject({ method: 'POST', path: '/messages/text' });
	expect(server.got[0]?.headers.authorization).toBe('Bearer channel-token');
	expect(server.got[0]?.json()).toEqual({
		to: '919876543210',
		body: 'Hello @15550100123',
		mentions: ['15550100123'],
		typing_time: 5,
		no_link_preview: true,
	});
	expect(items[0]?.json).toEqual(SENT);
});

test('an image goes out as a form with the file of the item, or as JSON with a URL', async () => {
	const first = await run(
		'message',
		'sendImage',
		{
			to: TO,
			mediaSource: 'file',
			file: 'data',
			additionalFields: { caption: 'Our window', mentions: ['15550100123', '15550100124'] },
		},
		[file('image/jpeg')],
	);
	expect(first.error).toBeUndefined();
	expect(server.got[0]?.headers['content-type']).toMatch(/^multipart\/form-data/);
	expect(server.got[0]?.body).toMatch(/name="to"\r\n\r\n919876543210/);
	expect(server.got[0]?.body).toMatch(
		/name="media"; filename="window.jpg"\r\nContent-Type: image\/jpeg\r\n\r\nthe file/,
	);
	expect(server.got[0]?.body.match(/name="mentions"/g)).toHaveLength(2);

	const url = 'https://files.example.com/window.jpg';
	await run('message', 'sendImage', { to: TO, mediaSource: 'url', mediaUrl: url });
	expect(server.got[1]?.json()).toEqual({ to: '919876543210', media: url });
});

test('media of a chosen type goes out as the bare file, everything else in the query', async () => {
	const { error } = await run(
		'message',
		'sendMedia',
		{
			to: TO,
			mediaType: 'document',
			mediaSource: 'file',
			file: 'data',
			additionalFields: { filename: 'invoice.pdf', mentions: ['15550100123', '15550100124'] },
		},
		[file('application/pdf', '%PDF')],
	);
	expect(error).toBeUndefined();
	const [got] = server.got;
	expect(got?.path).toBe('/messages/media/document');
	expect(got?.headers['content-type']).toBe('application/pdf');
	expect(got?.body).toBe('%PDF');
	expect(got?.query.get('to')).toBe('919876543210');
	expect(got?.query.get('filename')).toBe('invoice.pdf');
	expect(got?.query.getAll('mentions')).toEqual(['15550100123', '15550100124']);
});

test('buttons of all kinds are made from rows, with IDs where none was given', async () => {
	await run('message', 'sendButtons', {
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
	expect(server.got[0]?.json()).toEqual({
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
	await run('message', 'sendCarousel', {
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
	expect(server.got[0]?.json()).toEqual({
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
	await run('message', 'sendPoll', { ...poll, multiple: false });
	await run('message', 'sendPoll', { ...poll, multiple: true });
	expect(server.got.map((got) => got.json().count)).toEqual([1, 0]);
	expect(server.got[0]?.json().options).toEqual(['Monday', 'Tuesday']);
	const { error } = await run('message', 'sendPoll', { ...poll, answers: ['Monday'] });
	expect(error?.message).toContain('at least 2 entries');
	expect(server.got).toHaveLength(2);
});

test('a number without WhatsApp is an answer, not an error', async () => {
	server.script(({ path }) => ({ status: path.endsWith('919876543210') ? 200 : 404 }));
	const contact = { __rl: true, mode: 'id', value: '={{ $json.phone }}' };
	const { items } = await run('contact', 'exists', { contact }, [
		{ json: { phone: '+91 98765 43210' } },
		{ json: { phone: '+91 98765 43211' } },
	]);
	expect(server.got.map(({ method }) => method)).toEqual(['HEAD', 'HEAD']);
	expect(items.map(({ json }) => json)).toEqual([{ exists: true }, { exists: false }]);
});

test('linked IDs of several numbers come as one item each', async () => {
	server.script(() => ({
		json: { '919876543210': { lid: '204871236598412@lid' }, '15550100123': { lid: '1@lid' } },
	}));
	const { items } = await run('contact', 'getManyLids', {
		contacts: ['+91 98765 43210', '+1 555 010 0123'],
	});
	expect(server.got[0]?.query.get('ContactIDList')).toBe('919876543210,15550100123');
	expect(items.map(({ json }) => json)).toContainEqual({
		contact_id: '919876543210',
		lid: '204871236598412@lid',
	});
	expect(items).toHaveLength(2);
});

test('the login QR code comes as a file', async () => {
	server.script(() => ({ text: 'png', headers: { 'content-type': 'image/png' } }));
	const { items } = await run('account', 'getLoginQrImage', { binaryProperty: 'qr' });
	expect(items[0]?.json).toMatchObject({ fileName: 'login-qr.png', mimeType: 'image/png' });
	expect(items[0]?.binary?.qr).toMatchObject({ fileName: 'login-qr.png' });
});

test('a channel without limits says so', async () => {
	server.script(() => ({ status: 204 }));
	const { items } = await run('account', 'getLimits', {});
	expect(items[0]?.json).toEqual({ unlimited: true });
});

test('blocked numbers, a bare list, come as one item each, up to the limit', async () => {
	server.script(() => ({ json: ['919876543210', '15550100123', '15550100124'] }));
	const { items } = await run('blocklist', 'getMany', { returnAll: false, limit: 2 });
	expect(items.map(({ json }) => json)).toEqual([
		{ contact_id: '919876543210' },
		{ contact_id: '15550100123' },
	]);
});

test('messages are read page by page until the total is reached', async () => {
	server.script(({ query }) => {
		const offset = Number(query.get('offset'));
		const rows = Array.from({ length: Math.min(100, 230 - offset) }, (_, index) => ({
			id: `message-${offset + index}`,
		}));
		return { json: { messages: rows, count: rows.length, total: 230, offset } };
	});
	const { items } = await run('message', 'getMany', {
		returnAll: true,
		filters: { timeFrom: '2026-03-31T09:00:00Z', fromMe: false },
	});
	expect(items).toHaveLength(230);
	expect(items.at(-1)?.json).toEqual({ id: 'message-229' });
	expect(server.got.map(({ query }) => query.get('offset'))).toEqual(['0', '100', '200']);
	expect(server.got[2]?.query.get('time_from')).toBe('1774947600');
	expect(server.got[2]?.query.get('from_me')).toBe('false');
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
	server.script(() => ({ json: { messages: [image, text, odd], count: 3, total: 3 } }));
	const short = await run('message', 'getMany', {});
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
	const whole = await run('message', 'getMany', { simplify: false });
	expect(whole.items.map(({ json }) => json)).toEqual([image, text, odd]);
});

test('settings take webhooks from rows, with events and headers', async () => {
	await run('settings', 'update', {
		updateFields: {
			backoffDelay: 3000,
			autoDownload: ['image'],
			webhooks: {
				entry: [
					{
						url: 'https://hooks.example.com/whapi',
						mode: 'body',
						events: ['messages.post', 'statuses.put'],
						headers: { entry: [{ name: 'X-Webhook-Secret', value: 'b7d1' }] },
					},
				],
			},
		},
	});
	expect(server.got[0]).toMatchObject({ method: 'PATCH', path: '/settings' });
	expect(server.got[0]?.json()).toEqual({
		callback_backoff_delay_ms: 3000,
		media: { auto_download: ['image'] },
		webhooks: [
			{
				url: 'https://hooks.example.com/whapi',
				mode: 'body',
				events: [
					{ type: 'messages', method: 'post' },
					{ type: 'statuses', method: 'put' },
				],
				headers: { 'X-Webhook-Secret': 'b7d1' },
			},
		],
	});
});

test('rejecting a call is a DELETE with a body', async () => {
	server.script(() => ({ json: { success: true } }));
	await run('call', 'reject', { callId: 'A1B2C3', callFrom: '+91 98765 43210' });
	expect(server.got[0]).toMatchObject({ method: 'DELETE', path: '/calls/A1B2C3' });
	expect(server.got[0]?.json()).toEqual({ callFrom: '919876543210' });
});

test('a channel that is not connected is told as such, with what to do', async () => {
	server.script(() => ({
		status: 401,
		json: { error: { code: 401, message: 'Channel not authorized', details: 'no session' } },
	}));
	const { error } = await run('message', 'sendText', { to: TO, body: 'Hello' });
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

	const search = async (filter?: string, token?: string): Promise<INodeListSearchResult> => {
		const node = new Whapi();
		const made = workflowFor({ node, parameters: {}, credential: credential() });
		const caller = new LoadOptionsContext(
			made.workflow,
			made.node,
			additionalDataFor({ credential: credential() }),
			'parameters.to',
		);
		const recipients = node.methods.listSearch.recipients;
		if (!recipients) throw new Error('there is no list of recipients');
		return await recipients.call(caller, filter, token);
	};

	beforeEach(() => server.script(({ path }) => ({ json: lists[path] })));

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
	[
		'media',
		'delete',
		{ media: { __rl: true, mode: 'id', value: 'https://files.example.com/a.jpg' } },
		'a media ID such as',
	],
])(
	'%s %s refuses what is no ID before anything is sent',
	async (resource, operation, given, hint) => {
		const { error } = await run(resource, operation, given);
		expect(error?.message).toContain(hint);
		expect(server.got).toHaveLength(0);
	},
);
