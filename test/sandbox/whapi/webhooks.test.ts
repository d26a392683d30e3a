/** Whapi.Cloud's webhooks in the sandbox: registering, modes of delivery, and the events. */
import { WHAPI_MESSAGE } from '../../../sandbox/whapi';
import { useSandbox } from '../helpers';
import { client, delivered } from './client';

const test$ = useSandbox({ providers: ['whapi'] });
const api = client(test$);

const register = (...webhooks: unknown[]) => api.patch('/settings', { webhooks });
const pairs = (...names: string[]) =>
	names.map((name) => {
		const [type, method] = name.split('.');
		return { type, method };
	});
const everything = async () => {
	const { body } = await api.get('/settings/events');
	await register({ url: test$.receiver.url, events: body });
};
const names = (): string[] => delivered(test$).map(({ event }) => event);

describe('settings', () => {
	test('only the given fields change, and the answer has the state before and after', async () => {
		await register({ url: 'https://one.example.com/', events: [] });
		const answer = await api.patch('/settings', { offline_mode: true });
		expect(answer).toMatchObject({
			before_update: { offline_mode: false },
			after_update: { offline_mode: true, webhooks: [{ url: 'https://one.example.com/' }] },
			changes: ['offline_mode'],
		});
		await register();
		expect(await api.get('/settings')).toMatchObject({ offline_mode: true, webhooks: [] });
		await api.remove('/settings');
		expect(await api.get('/settings')).toMatchObject({ offline_mode: false });
	});

	test('an entry with an unknown field is taken, and the field is reported', async () => {
		expect(await register({ url: 'https://one.example.com/', secret: 'x' })).toMatchObject({
			$: 200,
		});
		expect(test$.sandbox.received.at(-1)?.unknown).toEqual(['body.webhooks.0.secret']);
	});

	test.each([
		['body', 'POST', '/hook'],
		['path', 'POST', '/hook/messages/post'],
		['method', 'POST', '/hook/messages'],
	])('mode %s is %s %s', async (mode, method, path) => {
		const headers = { 'X-Webhook-Secret': 's3cret' };
		await register({
			url: test$.receiver.url,
			mode,
			headers,
			events: pairs('messages.post', 'messages.delete'),
		});
		test$.sandbox.happen('whapi', 'message.received', {});
		await test$.sandbox.settled();
		const [delivery] = test$.sandbox.deliveries;
		expect(delivery).toMatchObject({ method, status: 200, attempts: 1 });
		expect(new URL(delivery?.url ?? '').pathname).toBe(path);
		expect(test$.receiver.got[0]).toMatchObject({
			method,
			headers: { 'x-webhook-secret': 's3cret' },
		});
	});

	test('mode "method" has the kind of change in the HTTP method', async () => {
		await register({ url: test$.receiver.url, mode: 'method', events: pairs('messages.delete') });
		await api.remove(`/messages/${WHAPI_MESSAGE}`);
		await test$.sandbox.settled();
		expect(test$.receiver.got).toMatchObject([{ method: 'DELETE' }]);
	});

	test('each address receives its events, and nothing after it was removed', async () => {
		const one = { url: `${test$.receiver.url}?one`, events: pairs('messages.post') };
		const two = { url: `${test$.receiver.url}?two`, events: pairs('statuses.post') };
		await register(one, two);
		await api.post('/messages/text', { to: '919876543210', body: 'Hi' });
		await test$.sandbox.settled();
		const urls = () => test$.sandbox.deliveries.map(({ url, event }) => [url.slice(-3), event]);
		expect(urls()).toEqual([
			['one', 'messages.post'],
			['two', 'statuses.post'],
			['two', 'statuses.post'],
			['two', 'statuses.post'],
		]);
		await register(two);
		test$.sandbox.happen('whapi', 'message.received', {});
		await test$.sandbox.settled();
		expect(urls()).toHaveLength(4);
	});

	test('a test delivery goes to any address, once', async () => {
		await api.post('/settings/webhook_test', {
			type: 'calls',
			url: test$.receiver.url,
			mode: 'path',
		});
		await test$.sandbox.settled();
		expect(delivered(test$)).toMatchObject([{ event: 'calls.post' }]);
		test$.sandbox.happen('whapi', 'call', {});
		await test$.sandbox.settled();
		expect(test$.receiver.got).toHaveLength(1);
	});
});

describe('events', () => {
	beforeEach(everything);

	test.each([
		['919876543210', ['sent', 'delivered', 'read']],
		['919000005001', ['failed']],
		['919000005002', ['sent']],
		['919000005003', ['sent', 'delivered']],
	])('the receipts of a message to %s are %j', async (to, wanted) => {
		await api.post('/messages/text', { to, body: 'Hi' });
		await test$.sandbox.settled();
		const receipts = delivered(test$)
			.filter(({ event }) => event === 'statuses.post')
			.map(({ body }) => (body.statuses as Array<{ status: string }>)[0]?.status);
		expect(receipts).toEqual(wanted);
		expect(names()).toContain('messages.post');
		expect(names()).toContain('ack.put');
	});

	it.each<[string, Record<string, unknown>, string[]]>([
		['message.received', {}, ['messages.post', 'message.put']],
		['message.received', { from: '15550100777' }, ['chats.post', 'chat.put', 'messages.post']],
		['message.received', { chat: '120363041234567890@g.us' }, ['messages.post']],
		['message.received', { type: 'story' }, ['messages.post']],
		['message.edited', { messageId: WHAPI_MESSAGE }, ['messages.post', 'messages.patch']],
		['message.reaction', { messageId: WHAPI_MESSAGE }, ['messages.post', 'messages.patch']],
		['message.deleted', { messageId: WHAPI_MESSAGE }, ['messages.delete']],
		['message.completed', { messageId: WHAPI_MESSAGE }, ['messages.put']],
		['message.status', { messageId: WHAPI_MESSAGE, status: 'played' }, ['statuses.post']],
		['group.participants', { action: 'promote', participants: ['919876543210'] }, ['groups.put']],
		['group.updated', { name: 'Readers' }, ['groups.patch']],
		['contact.updated', { name: 'Asha R' }, ['contacts.patch']],
		['call', { status: 'missed' }, ['calls.post']],
		['presence', { status: 'offline' }, ['presences.post']],
		['channel.status', { status: 'QR' }, ['channel.post', 'status.put', 'users.delete']],
		['channel.qr', {}, ['channel.patch']],
		['service.problem', {}, ['service.post']],
	])('%s %j', async (event, input, wanted) => {
		test$.sandbox.happen('whapi', event, input);
		await test$.sandbox.settled();
		for (const name of wanted) expect(names()).toContain(name);
	});

	test.each([
		...['text', 'image', 'video', 'gif', 'short', 'audio', 'voice', 'document', 'sticker'],
		...['location', 'contact', 'poll', 'reply', 'order', 'system', 'unknown'],
	])('an inbound %s is as documented', async (type) => {
		test$.sandbox.happen('whapi', 'message.received', { type });
		await test$.sandbox.settled();
		expect(delivered(test$)[0]?.body).toMatchObject({ messages: [{ type, from_me: false }] });
	});

	test('a vote is counted, and its option named by its ID', async () => {
		const { message_id } = test$.sandbox.happen('whapi', 'message.received', { type: 'poll' }) as {
			message_id: string;
		};
		test$.sandbox.happen('whapi', 'poll.vote', { messageId: message_id, options: ['Friday'] });
		await test$.sandbox.settled();
		expect(delivered(test$).at(-1)?.body).toMatchObject({
			messages_updates: [
				{
					trigger: { action: { type: 'vote', votes: [expect.any(String)] } },
					after_update: { poll: { total: 1, results: [{ name: 'Friday', count: 1 }, {}] } },
					changes: ['poll'],
				},
			],
		});
	});

	test('changes of chats, contacts, groups and labels through the API are events too', async () => {
		await api.patch('/chats/919876543210@s.whatsapp.net', { pin: true });
		await api.remove('/chats/919876543210@s.whatsapp.net');
		await api.put('/contacts', { phone: '15550100999', name: 'Dev Patel' });
		await api.post('/groups', { subject: 'Trip', participants: ['919876543210'] });
		await api.post('/labels', { id: '4', name: 'Paid', color: 'gold' });
		await test$.sandbox.settled();
		expect(names()).toEqual([
			'chats.patch',
			'chats.delete',
			'contacts.post',
			'groups.post',
			'labels.post',
		]);
	});
});

test('an address of the control API receives all but the deprecated types', async () => {
	test$.sandbox.addWebhook('whapi', { url: test$.receiver.url });
	test$.sandbox.happen('whapi', 'message.received', {});
	await test$.sandbox.settled();
	expect(names()).toEqual(['messages.post']);
});
