/** Whapi.Cloud in the sandbox: all its operations, what it refuses, and its state. */
import { WHAPI_MEDIA, WHAPI_MESSAGE, WHAPI_ORDER } from '../../../sandbox/whapi';
import { resolvePointer } from '../../../sandbox/core/pointer';
import { at, asDict } from '../../../sandbox/core/values';
import { call, useSandbox } from '../helpers';
import { client, contract, TOKEN } from './client';

const test$ = useSandbox({ providers: ['whapi'] });
const api = client(test$);

/** The contract's own example of a request. */
function exampleOf(operationId: string): {
	method: string;
	path: string;
	body: unknown;
	type: string;
} {
	const operation = contract.operation(operationId);
	if (!operation) throw new Error(operationId);
	let { path } = operation;
	const query = new URLSearchParams();
	for (const { name, in: place, pointer, required } of operation.parameters) {
		const { example } = resolvePointer(contract.document, pointer);
		const text = Array.isArray(example) ? example.join(',') : String(example);
		if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(text));
		else if (required) query.set(name, text);
	}
	const [type = ''] = [...operation.bodies.keys()].filter(
		(one, index, all) =>
			one === 'application/json' || (index === 0 && !all.includes('application/json')),
	);
	const content = asDict(
		asDict(asDict(resolvePointer(contract.document, operation.pointer).requestBody).content)[type],
	);
	const named = asDict(Object.values(asDict(content.examples))[0]);
	return {
		method: operation.method,
		path: query.size > 0 ? `${path}?${query}` : path,
		body: content.example ?? named.value,
		type,
	};
}

const ids = contract.operations.map(({ operationId }) => operationId);

/** What refuses the contract's own example, and why. */
const REFUSED: Record<string, number> = {
	// The channel is logged in, and there is only one label.
	loginUser: 409,
	loginUserImage: 500,
	loginUserRowData: 409,
	createLabel: 400,
	addContact: 409,
	// An order can be read only with its token.
	getOrderItems: 403,
	blacklistRemove: 404,
	// Nobody follows this presence yet.
	getPresence: 404,
	// One's own newsletter.
	subscribeNewsletter: 400,
	unsubscribeNewsletter: 400,
	subscribeNewsletterInvite: 400,
	unsubscribeNewsletterInvite: 400,
	// An own message.
	markMessageAsRead: 400,
};

describe('every operation accepts the example of its request and answers as the contract says', () => {
	test.each(ids)('%s', async (operationId) => {
		const { method, path, body, type } = exampleOf(operationId);
		const options =
			type === '' || type === 'application/json'
				? { json: body }
				: { body: Buffer.from('%PDF-1.4'), headers: { 'content-type': type } };
		const answer = await api.send(path, { method: method as 'GET', ...options });
		expect(test$.sandbox.received.at(-1)?.operationId).toBe(operationId);
		const wanted = REFUSED[operationId];
		if (wanted === undefined) expect([200, 201, 204]).toContain(answer.status);
		else expect(answer.status).toBe(wanted);
	});
});

describe('refusals', () => {
	test.each([
		['/health', {}, 401],
		['/health?token=demo-whapi-channel-token', {}, 200],
		['/health', { authorization: 'Bearer wrong' }, 401],
	] as const)('%s with %j is %i', async (path, headers, status) => {
		const answer = await call(test$.sandbox.baseUrl('whapi') + path, { headers });
		expect(answer.status).toBe(status);
	});

	it.each<[string, object, string[]]>([
		['a field that is not known', { colour: 'red' }, ['body.colour']],
		['two of them', { colour: 'red', boddy: 'Hi' }, ['body.colour', 'body.boddy']],
		['none', {}, []],
	])('%s is taken, as by the real server, and reported', async (_name, more, unknown) => {
		const answer = await api.post('/messages/text', { to: '919876543210', body: 'Hi', ...more });
		expect(answer).toMatchObject({ $: 200, sent: true });
		expect(test$.sandbox.received.at(-1)?.unknown.sort()).toEqual(unknown.sort());
	});

	test('a query parameter of an older document is taken and reported', async () => {
		const answer = await api.get('/newsletters/120363198765432101@newsletter?user%20role=owner');
		expect(answer).toMatchObject({ $: 200 });
		expect(test$.sandbox.received.at(-1)?.unknown).toEqual(['query.user role']);
	});

	test('a wrong value stays a 400 that names its field, whatever else is there', async () => {
		const answer = await api.post('/messages/text', { to: 'nobody', body: 'Hi', colour: 'red' });
		expect(answer).toMatchObject({ $: 400, error: { code: 400 } });
		expect(JSON.stringify(answer)).toContain('body.to');
	});

	test.each([
		['919000000402', 402],
		['919000000403', 403],
		// Texts document no 404: their refusal of an unknown number is a 400.
		['919000000404', 400],
		['919000000413', 413],
		['919000000429', 429],
		['919000000500', 500],
		['120363000000000000@g.us', 403],
		['120363000000000000@newsletter', 400],
	])('a message to %s is %i', async (to, status) => {
		expect(await api.post('/messages/text', { to, body: 'Hi' })).toMatchObject({ $: status });
	});

	test('an unknown ID is a 404', async () => {
		expect(await api.get('/messages/ABCDEF-ABCDEF')).toMatchObject({ $: 404 });
		expect(await api.get('/nowhere')).toMatchObject({ $: 404 });
	});

	test('a channel that is not connected answers 401, except for what it needs to connect', async () => {
		test$.sandbox.happen('whapi', 'channel.status', { status: 'QR' });
		expect(await api.get('/blacklist')).toMatchObject({
			$: 401,
			error: { message: 'Channel not authorized' },
		});
		expect(await api.get('/users/login')).toMatchObject({ $: 200, status: 'OK' });
		expect(await api.get('/settings')).toMatchObject({ $: 200 });
		expect(await api.get('/health')).toMatchObject({ $: 200, status: { text: 'QR' } });
	});

	test('a trial answers 402 after its limits', async () => {
		expect(await api.get('/limits')).toMatchObject({ $: 204 });
		test$.sandbox.happen('whapi', 'trial', { messages: 1, checks: 1, requests: 3 });
		const text = { to: '919876543210', body: 'Hi' };
		expect(await api.post('/messages/text', text)).toMatchObject({ $: 200 });
		expect(await api.post('/messages/text', text)).toMatchObject({ $: 402 });
		expect(await api.post('/contacts', { contacts: ['1', '2'] })).toMatchObject({ $: 402 });
		expect(await api.get('/contacts/919876543210/profile')).toMatchObject({ $: 402 });
		expect(await api.get('/limits')).toMatchObject({ messages: 0, checks: 1, requests: 0 });
	});
});

describe('state', () => {
	test('a message is sent, found, edited, reacted to, deleted', async () => {
		const sent = await api.post('/messages/text', { to: '+919876543210'.slice(1), body: 'Hi' });
		const id = String(at(sent, 'message.id'));
		expect(id).toMatch(/^[A-Za-z0-9._]{4,30}-[A-Za-z0-9._]{4,14}$/);
		expect(sent).toMatchObject({ sent: true, message: { status: 'pending', from_me: true } });
		await test$.sandbox.settled();
		expect(await api.get(`/messages/${id}`)).toMatchObject({
			text: { body: 'Hi' },
			status: 'read',
		});
		expect(at(await api.get(`/statuses/${id}`), 'statuses.2.status')).toBe('read');
		await api.post('/messages/text', { to: '919876543210', body: 'Hello', edit: id });
		await api.put(`/messages/${id}/reaction`, { emoji: '👍' });
		expect(await api.get(`/messages/${id}`)).toMatchObject({
			text: { body: 'Hello' },
			reactions: [{ emoji: '👍' }],
		});
		await api.remove(`/messages/${id}/reaction`);
		expect(at(await api.get(`/messages/${id}`), 'reactions')).toEqual([]);
		expect(at(await api.get('/messages/list/919876543210@s.whatsapp.net'), 'total')).toBe(2);
		await api.remove(`/messages/${id}`);
		expect(await api.get(`/messages/${id}`)).toMatchObject({ $: 404 });
	});

	test('a quoted message is shown with its text; a forwarded one says so', async () => {
		const answer = await api.post('/messages/text', {
			to: '919876543210',
			body: 'Yes',
			quoted: WHAPI_MESSAGE,
		});
		expect(at(answer, 'message.context.quoted_content.body')).toBe('Shall we deliver today?');
		const forwarded = await api.post(`/messages/${WHAPI_MESSAGE}`, { to: '15550100123' });
		expect(at(forwarded, 'message.context.forwarded')).toBe(true);
	});

	test('lists come in pages', async () => {
		for (let index = 0; index < 5; index++)
			await api.post('/messages/text', { to: '15550100123', body: `${index}` });
		const page = await api.get('/messages/list?count=2&offset=1');
		expect(page).toMatchObject({ count: 2, total: 6, offset: 1 });
		expect(
			(page.messages as Array<{ text: { body: string } }>).map(({ text }) => text.body),
		).toEqual(['3', '2']);
	});

	test('an uploaded file comes back byte by byte, and can be sent by its ID', async () => {
		const bytes = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
		const answer = await call(`${test$.sandbox.baseUrl('whapi')}/media`, {
			method: 'POST',
			body: bytes,
			headers: { ...TOKEN, 'content-type': 'image/jpeg' },
		});
		const id = String(at(answer.json, 'media.0.id'));
		const file = await fetch(`${test$.sandbox.baseUrl('whapi')}/media/${id}`, { headers: TOKEN });
		expect(file.headers.get('content-type')).toBe('image/jpeg');
		expect(Buffer.from(await file.arrayBuffer())).toEqual(bytes);
		const sent = await api.post('/messages/image', { to: '919876543210', media: id, caption: 'A' });
		expect(sent).toMatchObject({
			message: { type: 'image', image: { id, mime_type: 'image/jpeg', caption: 'A' } },
		});
		expect(
			await api.post('/messages/image', { to: '919876543210', media: 'jpeg-00-00' }),
		).toMatchObject({ $: 404 });
		await api.remove(`/media/${WHAPI_MEDIA}`);
		expect(await api.get(`/media/${WHAPI_MEDIA}`)).toMatchObject({ $: 404 });
	});

	test('a file as Base64 in JSON is the same file', async () => {
		const media = `data:text/plain;base64,${Buffer.from('Hi').toString('base64')}`;
		const answer = await api.post('/media', { media });
		const file = await api.send(`/media/${String(at(answer, 'media.0.id'))}`);
		expect(file.text).toBe('Hi');
	});

	test('numbers are checked', async () => {
		const contacts = ['+91 98765 43210', '919000000404', 'nobody'];
		expect((await api.post('/contacts', { contacts })).contacts).toEqual([
			{ input: contacts[0], status: 'valid', wa_id: '919876543210' },
			{ input: contacts[1], status: 'invalid' },
			{ input: contacts[2], status: 'invalid' },
		]);
		expect((await api.send('/contacts/919876543210', { method: 'HEAD' })).status).toBe(200);
		expect((await api.send('/contacts/919000000404', { method: 'HEAD' })).status).toBe(404);
	});

	test('a group is created, joined and left; its members change', async () => {
		const made = await api.post('/groups', {
			subject: 'Trip',
			participants: ['919876543210', '919000000411'],
		});
		expect(made).toMatchObject({ name: 'Trip', unprocessed_participants: ['919000000411'] });
		const path = `/groups/${String(made.id)}`;
		expect(
			await api.post(`${path}/participants`, { participants: ['15550100145', '919000000411'] }),
		).toMatchObject({ success: true, processed: ['15550100145'], failed: ['919000000411'] });
		await api.patch(`${path}/admins`, { participants: ['15550100145'] });
		await api.remove(`${path}/participants`, { participants: ['919876543210'] });
		expect(await api.get(path)).toMatchObject({
			participants: [{ rank: 'creator' }, { id: '15550100145', rank: 'admin' }],
		});
		const { invite_code } = await api.get(`${path}/invite`);
		expect(await api.get(`/groups/link/${String(invite_code)}`)).toMatchObject({ name: 'Trip' });
		await api.remove(`${path}/invite`);
		expect(await api.get(`/groups/link/${String(invite_code)}`)).toMatchObject({ $: 404 });
		expect(await api.get(`${path}/icon`)).toMatchObject({ $: 204 });
		await api.remove(path);
		expect(await api.get(path)).toMatchObject({ $: 404 });
	});

	test('join requests are accepted or rejected, one per call', async () => {
		const path = '/groups/120363041234567890@g.us/applications';
		test$.sandbox.happen('whapi', 'group.participants', { participants: ['15550100199'] });
		expect(await api.get(path)).toMatchObject({ total: 2 });
		const application = '919876512340@s.whatsapp.net';
		expect((await api.post(path, { application })).body).toEqual([
			{ chatId: application, success: true },
		]);
		expect((await api.remove(path, { application })).body).toMatchObject([{ success: false }]);
		expect(await api.get(path)).toMatchObject({ total: 1 });
		expect(await api.get('/groups/120363041234567890@g.us')).toMatchObject({
			participants_count: 4,
		});
	});

	test('newsletters: own ones can be edited, others followed', async () => {
		const made = await api.post('/newsletters', { name: 'Poems' });
		const path = `/newsletters/${String(made.id)}`;
		for (const body of ['1', '2', '3']) await api.post('/messages/text', { to: made.id, body });
		expect(await api.get(`${path}/messages?count=2`)).toMatchObject({
			first: 2,
			last: 3,
			total: 3,
		});
		expect(await api.get(`${path}/messages?count=2&before=2`)).toMatchObject({ first: 1, last: 1 });
		const other = '/newsletters/120363111122223333@newsletter';
		expect(await api.patch(other, { name: 'Mine' })).toMatchObject({ $: 400 });
		await api.post(`${other}/subscription`);
		expect(await api.get(other)).toMatchObject({ role: 'subscriber' });
		const first = await api.get('/newsletters/find?count=2');
		expect(first).toMatchObject({ page_info: { next_page: true } });
		const cursor = encodeURIComponent(String(at(first, 'page_info.end_cursor')));
		expect(await api.get(`/newsletters/find?count=2&cursor=${cursor}`)).toMatchObject({
			newsletters: [{ name: 'Poems' }],
			page_info: { next_page: false },
		});
	});

	test('labels count their chats and messages; orders need their token', async () => {
		await api.post(`/labels/3/${WHAPI_MESSAGE}`);
		expect((await api.get('/labels')).body).toMatchObject([{ id: '3', count: 2 }]);
		expect(await api.get('/labels/3')).toMatchObject({
			chats: [{ labels: [{ id: '3' }] }],
			messages: [{ id: WHAPI_MESSAGE }],
		});
		const token = encodeURIComponent(WHAPI_ORDER.token);
		const order = await api.get(`/business/orders/${WHAPI_ORDER.id}?order_token=${token}`);
		expect(order.items).toHaveLength(2);
	});

	test('a story is published and copied', async () => {
		const story = await api.post('/stories/send/text', { caption: 'New today' });
		expect(story).toMatchObject({ message: { type: 'story', text: { body: 'New today' } } });
		expect(await api.put(`/stories/${String(at(story, 'message.id'))}`, {})).toMatchObject({
			$: 201,
		});
		expect(await api.get('/stories')).toMatchObject({ total: 3 });
	});

	test('the seeded state comes back with a reset', async () => {
		await api.remove('/chats/919876543210@s.whatsapp.net');
		expect(await api.get('/chats')).toMatchObject({ total: 2 });
		test$.sandbox.reset();
		expect(await api.get('/chats')).toMatchObject({ total: 3 });
	});
});
