import type { Message } from '../../../sandbox/wapio/state';
import { WAPIO_CHANNEL, WAPIO_GROUP, WAPIO_PERSON, WAPIO_SESSION } from '../../../sandbox/wapio';
import { useSandbox } from '../helpers';
import { textTo, wapioClient } from './client';

const test$ = useSandbox({ providers: ['wapio'] });
const wapio = wapioClient(test$);

const send = (json: unknown, key?: string) =>
	wapio('/api/send-message', { json, headers: key ? { 'idempotency-key': key } : {} });
const idOf = (answer: { json: unknown }): string => (answer.json as { msgId: string }).msgId;
const messages = (): Message[] => [...test$.sandbox.state('wapio').messages.values()];
const info = async (id: string): Promise<unknown> => (await wapio(`/api/messages/${id}/info`)).json;

const FILE = 'https://example.com/file';

describe('sending', () => {
	test.each([
		['text', { to: WAPIO_PERSON, kind: 'text', text: 'Hi' }],
		['image', { to: WAPIO_PERSON, kind: 'image', imageUrl: FILE, caption: 'Menu' }],
		['view once', { to: WAPIO_PERSON, kind: 'image', imageUrl: FILE, viewOnce: true }],
		['video', { to: WAPIO_PERSON, kind: 'video', videoUrl: FILE }],
		[
			'document',
			{
				to: WAPIO_PERSON,
				kind: 'document',
				documentUrl: FILE,
				file_name: 'a.pdf',
				mime_type: 'application/pdf',
			},
		],
		['audio', { to: WAPIO_PERSON, kind: 'audio', audioUrl: FILE }],
		['sticker', { to: WAPIO_PERSON, kind: 'sticker', stickerUrl: FILE }],
		['location', { to: WAPIO_PERSON, kind: 'location', location: { latitude: 1, longitude: 2 } }],
		[
			'contact',
			{
				to: WAPIO_PERSON,
				kind: 'contact',
				contact: { fullName: 'Ben Carter', phoneNumber: '+15550100188' },
			},
		],
		['poll', { to: WAPIO_PERSON, kind: 'poll', poll: { question: 'When?', options: ['Now'] } }],
		['to a group', { to: WAPIO_GROUP, kind: 'text', text: 'Hi' }],
		['to a channel', { channel_id: WAPIO_CHANNEL, kind: 'text', text: 'News' }],
	])('%s is queued, sent, delivered and read', async (_name, body) => {
		const answer = await send(body);
		expect(answer).toMatchObject({ status: 202, json: { status: 'queued' } });
		await test$.sandbox.settled();
		expect(await info(idOf(answer))).toMatchObject({
			status: 'read',
			kind: body.kind,
			events: [{ update_kind: 'sent' }, { update_kind: 'delivered' }, { update_kind: 'read' }],
		});
	});

	test.each<[string, Record<string, unknown>, string]>([
		['a text without its kind', { text: 'Hi' }, 'text'],
		['an image by any address', { kind: 'image', url: FILE }, 'image'],
		['a document in other words', { documentUrl: FILE, fileName: 'a.pdf' }, 'document'],
		['a voice note', { audioUrl: FILE, voice: true }, 'audio'],
		['an answer', { text: 'Hi', replyTo: 'bps_msg_1', quoted_message_id: 'bps_msg_1' }, 'text'],
	])("%s, as the vendor's clients send it, is taken", async (_name, body, kind) => {
		const answer = await send({ to: WAPIO_PERSON, ...body });
		expect(answer.status).toBe(202);
		expect(messages().at(-1)?.kind).toBe(kind);
	});

	test('members that nobody knows are reported, not refused', async () => {
		const answer = await send({ ...textTo(WAPIO_PERSON), linkPreview: true });
		expect(answer.status).toBe(202);
		expect(test$.sandbox.received.at(-1)).toMatchObject({ unknown: ['body.linkPreview'] });
	});

	test.each([
		['919000000404', 'failed'],
		['919000005002', 'sent'],
		['919000005003', 'delivered'],
	])('to %s ends as %s', async (to, status) => {
		const answer = await send(textTo(to));
		await test$.sandbox.settled();
		expect(await info(idOf(answer))).toMatchObject({ status });
	});

	test.each([
		['a person as a channel', { channel_id: WAPIO_PERSON, kind: 'text', text: 'x' }, 422],
		['a channel as a person', { to: WAPIO_CHANNEL, kind: 'text', text: 'x' }, 422],
		['both', { to: WAPIO_PERSON, channel_id: WAPIO_CHANNEL, kind: 'text', text: 'x' }, 422],
		['a group it is not in', { to: '120363000000000000@g.us', kind: 'text', text: 'x' }, 404],
		['an unknown kind', { to: WAPIO_PERSON, kind: 'hologram' }, 422],
	])('%s is refused', async (_name, body, status) => {
		expect((await send(body)).status).toBe(status);
		expect(messages()).toHaveLength(0);
	});
});

describe('Idempotency-Key', () => {
	test('the same key gives the same answer and sends nothing more', async () => {
		const first = await send(textTo(WAPIO_PERSON), 'order-1');
		const reordered = { text: 'Hello', kind: 'text', to: WAPIO_PERSON, session_id: WAPIO_SESSION };
		expect((await send(reordered, 'order-1')).json).toEqual(first.json);
		await test$.sandbox.settled();
		expect((await send(textTo(WAPIO_PERSON), 'order-1')).json).toEqual(first.json);
		expect(messages()).toHaveLength(1);
		expect(messages()[0]?.transmissions).toBe(1);
	});

	test('the same key with another body is a conflict', async () => {
		await send(textTo(WAPIO_PERSON), 'order-1');
		expect(await send(textTo(WAPIO_PERSON, 'Other'), 'order-1')).toMatchObject({
			status: 409,
			json: { reason_code: 'idempotency_conflict' },
		});
		expect(messages()).toHaveLength(1);
	});

	test('a refused message does not use its key, and a message needs none', async () => {
		expect((await send(textTo('nobody'), 'order-2')).status).toBe(422);
		expect((await send(textTo(WAPIO_PERSON), 'order-2')).status).toBe(202);
		await send(textTo(WAPIO_PERSON));
		await send(textTo(WAPIO_PERSON));
		expect(messages()).toHaveLength(3);
	});

	test('ten at the same moment are one message', async () => {
		const answers = await Promise.all(
			Array.from({ length: 10 }, async () => await send(textTo(WAPIO_PERSON), 'order-3')),
		);
		expect(new Set(answers.map(idOf)).size).toBe(1);
		expect(messages()).toHaveLength(1);
	});
});

describe('messages', () => {
	test('are edited by both routes, deleted, and then can no longer be edited', async () => {
		const id = idOf(await send(textTo(WAPIO_PERSON)));
		await test$.sandbox.settled();
		const edit = (method: 'POST' | 'PUT', path: string, text: string) =>
			wapio(`/api/messages/${id}${path}`, { method, json: { text } });
		expect((await edit('POST', '/edit', 'One')).json).toMatchObject({ status: 'dispatched' });
		expect((await edit('PUT', '', 'Two')).status).toBe(200);
		expect(messages()[0]?.content.text).toBe('Two');
		await wapio(`/api/messages/${id}`, { method: 'DELETE' });
		expect(await info(id)).toMatchObject({ status: 'deleted', deleted_at: expect.any(String) });
		expect((await edit('PUT', '', 'Three')).status).toBe(404);
	});

	test('can be sent again', async () => {
		const id = idOf(await send(textTo(WAPIO_PERSON)));
		await test$.sandbox.settled();
		expect((await wapio(`/api/messages/${id}/resend`, { method: 'POST' })).json).toMatchObject({
			status: 'queued',
		});
		await test$.sandbox.settled();
		expect(messages()).toMatchObject([{ transmissions: 2, status: 'read' }]);
	});

	test('received ones can be marked as read, but not edited', async () => {
		test$.sandbox.happen('wapio', 'message.received', { text: 'Hi' });
		const [message] = messages();
		const read = (message_ids: string[]) =>
			wapio('/api/messages/read', { json: { message_ids, chat_jid: message?.jid } });
		expect((await read([message?.id ?? ''])).json).toMatchObject({ jid: message?.jid });
		expect(messages()[0]?.read_at).toBeTruthy();
		expect((await read(['bps_msg_none'])).status).toBe(404);
		expect((await wapio(`/api/messages/${message?.id}/edit`, { json: { text: 'x' } })).status).toBe(
			422,
		);
	});

	test('of another session do not exist', async () => {
		const id = idOf(await send(textTo(WAPIO_PERSON)));
		const other = { 'x-session-id': 'bps_sess_ws_demo03' };
		expect((await wapio(`/api/messages/${id}/info`, { headers: other })).status).toBe(404);
	});

	test('are in the log of the session, newest first, in pages', async () => {
		for (const text of ['1', '2', '3']) await send(textTo(WAPIO_PERSON, text));
		const path = `/api/whatsapp-sessions/${WAPIO_SESSION}/message-logs`;
		const first = (await wapio(`${path}?limit=2`)).json as {
			data: Array<{ message_id: string }>;
			next_cursor: string;
		};
		const second = (await wapio(`${path}?limit=2&cursor=${first.next_cursor}`))
			.json as typeof first;
		const ids = [...first.data, ...second.data].map(({ message_id }) => message_id);
		expect(ids).toEqual(
			messages()
				.map(({ id }) => id)
				.reverse(),
		);
		expect(second.next_cursor).toBeNull();
	});

	test('presence is stored per chat', async () => {
		const json = { to: WAPIO_PERSON, presence: 'composing' };
		expect((await wapio('/api/send-presence-update', { json })).status).toBe(200);
		const session = test$.sandbox.state('wapio').sessions.get(WAPIO_SESSION);
		expect(session?.presences.get(`${WAPIO_PERSON}@s.whatsapp.net`)).toBe('composing');
	});
});
