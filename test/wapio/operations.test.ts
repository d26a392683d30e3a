/** Every operation through n8n's engine: the request that goes out, and what comes out. */
import type { IDataObject } from 'n8n-workflow';

import { wapio } from '../../nodes/Wapio/provider';
import { operations } from '../contracts/contract';
import { byId } from '../harness/n8n';
import { contract, faultsOf, routeOf, wapioBench } from './setup';

const bench = wapioBench();

const SESSION = 'bps_sess_ws_01j9x4k2v7';
const session = { session: byId(SESSION) };
const GROUP = '120363041234567890@g.us';
const group = { group: byId(GROUP) };
const groupPath = `/api/groups/${encodeURIComponent(GROUP)}`;
const to = { to: byId('+91 98765 43210') };
const contact = { contact: byId('+91 98765 43210') };
const participants = ['+91 98765 43210', '15550100123@s.whatsapp.net'];
const sentParticipants = ['919876543210', '15550100123@s.whatsapp.net'];
const messageId = 'bps_msg_01j9x5b8qe';
const media = (kind: string) => ({
	mediaSource: 'url',
	[`${kind}Url`]: 'https://example.com/file',
});
const base = `/v1/whatsapp-sessions/${SESSION}`;

/** [operation, parameters besides the session, method and path, body besides the session] */
const TABLE: Array<[string, IDataObject, string, IDataObject?]> = [
	[
		'message.sendText',
		{ ...to, text: 'Hi' },
		'POST /api/send-message',
		{ to: '919876543210', kind: 'text', text: 'Hi' },
	],
	...['image', 'video', 'audio', 'sticker', 'document'].map(
		(kind): [string, IDataObject, string, IDataObject] => [
			`message.send${kind[0]?.toUpperCase()}${kind.slice(1)}`,
			{ ...to, ...media(kind) },
			'POST /api/send-message',
			{ to: '919876543210', kind, [`${kind}Url`]: 'https://example.com/file' },
		],
	),
	[
		'message.sendDocument',
		{
			...to,
			...media('document'),
			additionalFields: { fileName: 'a.pdf', mimeType: 'application/pdf', caption: 'Invoice' },
		},
		'POST /api/send-message',
		{
			to: '919876543210',
			kind: 'document',
			documentUrl: 'https://example.com/file',
			file_name: 'a.pdf',
			mime_type: 'application/pdf',
			caption: 'Invoice',
		},
	],
	['chat.get', { chat: '+91 98765 43210' }, 'GET /api/chats/919876543210%40s.whatsapp.net'],
	['chat.getMany', {}, 'GET /api/chats'],
	[
		'chat.markRead',
		{ chat: GROUP, additionalFields: { messageIds: [messageId] } },
		`POST /api/chats/${encodeURIComponent(GROUP)}/read`,
		{ message_ids: [messageId] },
	],
	['session.getAccount', {}, 'GET /api/user'],
	['session.getState', {}, 'GET /api/status'],
	['session.getLogs', {}, `GET /api/whatsapp-sessions/${SESSION}/session-logs`],
	[
		'message.sendViewOnceImage',
		{ ...to, ...media('image'), additionalFields: { caption: 'Once' } },
		'POST /api/send-message',
		{
			to: '919876543210',
			kind: 'image',
			imageUrl: 'https://example.com/file',
			viewOnce: true,
			caption: 'Once',
		},
	],
	[
		'message.sendLocation',
		{
			...to,
			latitude: 12.9716,
			longitude: 77.5946,
			additionalFields: { placeName: 'Office', address: 'MG Road' },
		},
		'POST /api/send-message',
		{
			to: '919876543210',
			kind: 'location',
			location: { latitude: 12.9716, longitude: 77.5946, name: 'Office', address: 'MG Road' },
		},
	],
	[
		'message.sendContact',
		{ ...to, fullName: 'Asha Rao', contactPhone: '91 98765 43210' },
		'POST /api/send-message',
		{
			to: '919876543210',
			kind: 'contact',
			contact: { fullName: 'Asha Rao', phoneNumber: '+919876543210' },
		},
	],
	[
		'message.sendPoll',
		{
			...to,
			question: 'When?',
			pollOptions: ['Monday', 'Tuesday'],
			additionalFields: { multiSelect: false },
		},
		'POST /api/send-message',
		{
			to: '919876543210',
			kind: 'poll',
			poll: { question: 'When?', options: ['Monday', 'Tuesday'], multiSelect: false },
		},
	],
	[
		'message.sendPoll',
		{
			to: byId('120363021234567890@newsletter'),
			question: 'When?',
			pollOptions: 'Monday, Tuesday',
		},
		'POST /api/send-message',
		{
			channel_id: '120363021234567890@newsletter',
			kind: 'poll',
			poll: { question: 'When?', options: ['Monday', 'Tuesday'] },
		},
	],
	['message.getInfo', { messageId }, `GET /api/messages/${messageId}/info`],
	['message.delete', { messageId }, `DELETE /api/messages/${messageId}`],
	[
		'message.edit',
		{ messageId, text: 'Tomorrow' },
		`POST /api/messages/${messageId}/edit`,
		{ text: 'Tomorrow' },
	],
	[
		'message.edit',
		{ messageId, text: 'Tomorrow', additionalFields: { route: 'put' } },
		`PUT /api/messages/${messageId}`,
		{ text: 'Tomorrow' },
	],
	['message.resend', { messageId }, `POST /api/messages/${messageId}/resend`],
	[
		'message.markRead',
		{ messageIds: [messageId], additionalFields: { chat: '919876543210' } },
		'POST /api/messages/read',
		{ message_ids: [messageId], chat_jid: '919876543210@s.whatsapp.net' },
	],
	[
		'message.sendPresence',
		{ presence: 'recording', to: GROUP },
		'POST /api/send-presence-update',
		{ presence: 'recording', to: GROUP },
	],
	['contact.checkOnWhatsApp', { phone: '+91 98765 43210' }, 'GET /api/on-whatsapp/919876543210'],
	['contact.getLinkedId', contact, 'GET /api/lid-from-pn/919876543210'],
	[
		'contact.getByLinkedId',
		{ lid: '101234567891990' },
		'GET /api/pn-from-lid/101234567891990%40lid',
	],
	['contact.getMany', { returnAll: true }, 'GET /api/contacts'],
	[
		'contact.upsert',
		{ phone: '+91 98765 43210', additionalFields: { name: 'Asha Rao' } },
		'PUT /api/contacts',
		{ phone: '919876543210', name: 'Asha Rao' },
	],
	['contact.get', contact, 'GET /api/contacts/919876543210'],
	['contact.getPicture', contact, 'GET /api/contacts/919876543210%40s.whatsapp.net/picture'],
	['contact.block', contact, 'POST /api/contacts/919876543210/block'],
	['contact.unblock', contact, 'POST /api/contacts/919876543210/unblock'],
	['group.getMany', { returnAll: true }, 'GET /api/groups'],
	[
		'group.create',
		{ subject: 'Field team', participants },
		'POST /api/groups',
		{ subject: 'Field team', participants: sentParticipants },
	],
	['group.get', group, `GET ${groupPath}`],
	['group.getMetadata', group, `GET ${groupPath}/metadata`],
	['group.getParticipants', { ...group, returnAll: true }, `GET ${groupPath}/participants`],
	[
		'group.addParticipants',
		{ ...group, participants },
		`POST ${groupPath}/participants`,
		{ participants: sentParticipants },
	],
	[
		'group.removeParticipants',
		{ ...group, participants },
		`DELETE ${groupPath}/participants`,
		{ participants: sentParticipants },
	],
	[
		'group.promoteParticipants',
		{ ...group, participants },
		`POST ${groupPath}/participants/promote`,
		{ participants: sentParticipants },
	],
	[
		'group.demoteParticipants',
		{ ...group, participants },
		`POST ${groupPath}/participants/demote`,
		{ participants: sentParticipants },
	],
	[
		'group.updateSettings',
		{
			...group,
			updateFields: { announce: true, restrict: false, otherSettings: '{"ephemeral": 86400}' },
		},
		`PUT ${groupPath}/settings`,
		{ announce: true, restrict: false, ephemeral: 86400 },
	],
	['group.getPicture', group, `GET ${groupPath}/picture`],
	['group.getInviteLink', group, `GET ${groupPath}/invite-link`],
	['group.leave', group, `POST ${groupPath}/leave`],
	[
		'group.resolveInvite',
		{ invite: 'https://chat.whatsapp.com/ExampleInviteCode01?mode=r' },
		'GET /api/groups/invite/ExampleInviteCode01',
	],
	[
		'group.acceptInvite',
		{ invite: 'ExampleInviteCode01' },
		'POST /api/groups/invite/accept',
		{ invite_code: 'ExampleInviteCode01' },
	],
	[
		'channel.send',
		{ channel: byId('120363021234567890'), text: 'News' },
		'POST /api/send-message',
		{ channel_id: '120363021234567890@newsletter', kind: 'text', text: 'News' },
	],
	[
		'channel.getMessageLogs',
		{ returnAll: true },
		`GET /api/whatsapp-sessions/${SESSION}/message-logs`,
	],
	['session.connect', {}, `POST ${base}/connect`],
	[
		'session.create',
		{
			additionalFields: {
				label: 'Sales',
				phoneNumber: '+1 555 010 0123',
				readIncoming: true,
				typing: false,
			},
		},
		'POST /v1/whatsapp-sessions',
		{
			label: 'Sales',
			phone_number: '+15550100123',
			settings: { read_incoming: true, typing: false },
		},
	],
	['session.delete', {}, `DELETE ${base}`],
	['session.disconnect', {}, `POST ${base}/disconnect`],
	['session.get', {}, `GET ${base}`],
	[
		'session.getMany',
		{ returnAll: true, filters: { status: 'connected' } },
		'GET /v1/whatsapp-sessions',
	],
	['session.getQrCode', {}, `GET ${base}/qrcode`],
	['session.getQrCodeData', {}, `GET ${base}/qrcode`],
	['session.getSettings', {}, `GET ${base}/settings`],
	['session.regenerateKey', {}, `POST ${base}/regenerate-key`],
	['session.restart', {}, `POST ${base}/restart`],
	[
		'session.update',
		{ updateFields: { label: 'Sales', ignoreGroups: true } },
		`PATCH ${base}`,
		{ label: 'Sales', settings: { ignore_groups: true } },
	],
	[
		'session.updateSettings',
		{ updateFields: { alwaysOnline: true, accountProtection: false } },
		`PATCH ${base}/settings`,
		{ always_online: true, account_protection: false },
	],
	['session.getWebhook', {}, `GET ${base}/webhook`],
	[
		'session.setWebhook',
		{
			targetUrl: 'https://example.com/events',
			events: ['messages.received'],
			additionalFields: { isActive: true, signingSecret: 'a-long-random-text' },
		},
		`PUT ${base}/webhook`,
		{
			target_url: 'https://example.com/events',
			subscribed_events: ['messages.received'],
			is_active: true,
			signing_secret: 'a-long-random-text',
		},
	],
	['session.deleteWebhook', {}, `DELETE ${base}/webhook`],
];

/** Files are fetched from a link, which the tests of downloads cover. */
const ELSEWHERE = ['contact.downloadPicture', 'group.downloadPicture', 'message.downloadMedia'];
const REACHED_ELSEWHERE = [
	'addGroupParticipantsByName',
	'decryptMedia',
	'decryptMediaBefore',
	'removeGroupParticipantsByName',
];

const CASES = TABLE.map(([operation, parameters, request, body]) => ({
	operation,
	parameters,
	request,
	body,
}));

test.each(CASES)('$operation: $request', async ({ operation, parameters, request, body }) => {
	if (operation === 'session.getMany' || operation.endsWith('Logs'))
		bench.server.script(() => ({ json: { data: [{ session_id: SESSION }], next_cursor: null } }));
	const { error, items } = await bench.run(operation, { ...session, ...parameters });
	expect(error).toBeUndefined();
	expect(items.length).toBeGreaterThan(0);
	const [got] = bench.server.got;
	expect(bench.server.got).toHaveLength(1);
	expect(`${got?.method} ${got?.path}`).toBe(request);
	expect(got && faultsOf(got)).toEqual([]);
	expect(got?.headers.authorization).toBe('Bearer bps_pat_EXAMPLEONLY');
	const { session_id, ...sent } = got?.body ? got.json() : {};
	expect(sent).toEqual(body ?? {});
	const acts = request.includes(' /api/') && !request.endsWith('-logs');
	const isSend = request.endsWith('/api/send-message');
	// The session stands in the body where there is one, else in the query; messages need no header.
	expect(session_id).toBe(acts && body ? SESSION : undefined);
	expect(got?.query.get('session_id')).toBe(acts && !body ? SESSION : null);
	expect(got?.headers['x-session-id']).toBe(acts && !isSend ? SESSION : undefined);
	expect(Boolean(got?.headers['idempotency-key'])).toBe(isSend);
});

test('the table has every operation of the node and reaches every route of the contract', () => {
	const all = wapio.resources.flatMap((resource) =>
		resource.operations.map(({ value }) => `${resource.value}.${value}`),
	);
	expect(new Set([...TABLE.map(([operation]) => operation), ...ELSEWHERE])).toEqual(new Set(all));
	const reached = TABLE.map(([, , request]) => {
		const [method = '', path = ''] = request.split(' ');
		return routeOf({ method, path }).operationId;
	});
	expect(new Set([...reached, ...REACHED_ELSEWHERE])).toEqual(
		new Set(operations(contract).map((one) => one.operationId)),
	);
});

test('a session key needs no session: none is sent anywhere', async () => {
	const none = { session: byId('') };
	for (const [operation, parameters] of [
		['message.sendText', { ...to, text: 'Hi' }],
		['contact.get', contact],
		['group.removeParticipants', { ...group, participants }],
	] as const)
		await bench.run(
			operation,
			{ ...none, ...parameters },
			{ credential: { token: 'bps_sk_EXAMPLEONLY' } },
		);
	expect(bench.server.got).toHaveLength(3);
	for (const got of bench.server.got) {
		expect(got.url).not.toContain('session');
		expect(got.body).not.toContain('session_id');
		expect(got.headers['x-session-id']).toBeUndefined();
		expect(got.headers.authorization).toBe('Bearer bps_sk_EXAMPLEONLY');
		expect(faultsOf(got)).toEqual([]);
	}
});

test('messages carry a key of their own, which the person can set', async () => {
	const items = [{ json: {} }, { json: {} }];
	await bench.run('message.sendText', { ...session, ...to, text: 'Hi' }, { items });
	const keys = bench.server.got.map(({ headers }) => headers['idempotency-key']);
	expect(new Set(keys).size).toBe(2);
	expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
	bench.server.reset();
	await bench.run('message.sendText', {
		...session,
		...to,
		text: 'Hi',
		additionalFields: { idempotencyKey: 'order-1042' },
	});
	expect(bench.server.got[0]?.headers['idempotency-key']).toBe('order-1042');
	expect(bench.server.got[0]?.body).not.toContain('order-1042');
});

test('a lost answer to a message is repeated with the same key', async () => {
	bench.server.script((_got, count) =>
		count === 1
			? { status: 503, json: { success: false, message: 'Busy' } }
			: {
					status: 202,
					json: { msgId: messageId, jid: '919876543210@s.whatsapp.net', status: 'queued' },
				},
	);
	const { items } = await bench.run('message.sendText', { ...session, ...to, text: 'Hi' });
	expect(items[0]?.json.msgId).toBe(messageId);
	const [first, second] = bench.server.got;
	expect(first?.headers['idempotency-key']).toBe(second?.headers['idempotency-key']);
	expect(first?.body).toBe(second?.body);
});

test('creating a session and a new key say that the key is shown once', async () => {
	for (const operation of ['session.create', 'session.regenerateKey']) {
		const { items } = await bench.run(operation, session);
		expect(items[0]?.json.session_api_key).toHaveProperty('raw');
		expect(items[0]?.json.notice).toContain('never shows it again');
	}
});

test('lists come with or without the envelope, and sessions go on by cursor', async () => {
	const rows = [{ jid: GROUP, subject: 'A' }];
	for (const json of [
		rows,
		{ data: rows },
		{ success: true, data: rows },
		{ success: true, data: { data: rows } },
	]) {
		bench.server.script(() => ({ json }));
		const { items } = await bench.run('group.getMany', { ...session, returnAll: true });
		expect(items.map((item) => item.json)).toEqual(rows);
	}
	bench.server.reset();
	bench.server.script(({ query }) =>
		query.get('before_id')
			? { json: { data: [{ session_id: 'b' }], next_cursor: null } }
			: { json: { success: true, data: { data: [{ session_id: 'a' }], next_cursor: 'a' } } },
	);
	const { items } = await bench.run('session.getMany', { returnAll: true });
	expect(items.map((item) => item.json.session_id)).toEqual(['a', 'b']);
	expect(bench.server.got[1]?.query.get('before_id')).toBe('a');
	expect(bench.server.got.flatMap(faultsOf)).toEqual([]);
});

test('the limit cuts a list that comes whole', async () => {
	bench.server.script(() => ({ json: { data: [{ jid: '1@g.us' }, { jid: '2@g.us' }] } }));
	const { items } = await bench.run('group.getMany', { ...session, returnAll: false, limit: 1 });
	expect(items).toHaveLength(1);
});
