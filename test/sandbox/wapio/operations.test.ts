import {
	WAPIO_DEMO,
	WAPIO_GROUP,
	WAPIO_INVITE,
	WAPIO_OFFLINE_SESSION,
	WAPIO_PENDING_SESSION,
	WAPIO_PERSON,
	WAPIO_SESSION,
	wapio as provider,
} from '../../../sandbox/wapio';
import { call, useSandbox } from '../helpers';
import { ACCOUNT, contract, SESSION_KEY, textTo, wapioClient } from './client';

const test$ = useSandbox({ providers: ['wapio'] });
const wapio = wapioClient(test$);

const PATH = '/v1/whatsapp-sessions';
const statusOf = async (id: string): Promise<unknown> =>
	((await wapio(`${PATH}/${id}`)).json as { status?: string }).status;
const post = (path: string, json: unknown = undefined) => wapio(path, { method: 'POST', json });

test('has a handler for every route of the contract', () => {
	const definition = provider.info as unknown as { handlers: Record<string, unknown> };
	expect(Object.keys(definition.handlers).sort()).toEqual(
		contract.operations.map(({ operationId }) => operationId).sort(),
	);
});

describe('tokens', () => {
	test.each([
		['none', {}],
		['an unknown one', { authorization: 'Bearer bps_pat_other' }],
		['without "Bearer"', { authorization: WAPIO_DEMO.accountToken }],
	])('%s is 401', async (_name, headers) => {
		const { status, json } = await call(`${test$.sandbox.baseUrl('wapio')}${PATH}`, { headers });
		expect(status).toBe(401);
		expect(json).toMatchObject({ success: false, reason_code: 'unauthorized' });
	});

	test('a session key sees its own session and may not do what needs an account token', async () => {
		const list = await wapio(PATH, { headers: SESSION_KEY });
		expect(list.json).toMatchObject({ data: [{ session_id: WAPIO_SESSION }], next_cursor: null });
		const others = await wapio(`${PATH}/${WAPIO_OFFLINE_SESSION}`, { headers: SESSION_KEY });
		expect(others.status).toBe(404);
		for (const [method, path, json] of [
			['POST', PATH, {}],
			['DELETE', `${PATH}/${WAPIO_SESSION}`],
			['POST', `${PATH}/${WAPIO_SESSION}/regenerate-key`],
			['PUT', `${PATH}/${WAPIO_SESSION}/webhook`, { target_url: 'https://example.com/' }],
			['DELETE', `${PATH}/${WAPIO_SESSION}/webhook`],
		] as const)
			expect((await wapio(path, { method, json, headers: SESSION_KEY })).status).toBe(403);
	});

	test('a session key acts as its own session; an account token has to name one', async () => {
		const url = `${test$.sandbox.baseUrl('wapio')}/api/contacts`;
		const get = async (query: string, headers: Record<string, string>) =>
			(await call(url + query, { headers })).status;
		expect(await get('', SESSION_KEY)).toBe(200);
		expect(await get(`?session_id=${WAPIO_SESSION}`, SESSION_KEY)).toBe(200);
		expect(await get(`?session_id=${WAPIO_OFFLINE_SESSION}`, SESSION_KEY)).toBe(403);
		expect(await get('', ACCOUNT)).toBe(422);
		expect(await get(`?session_id=${WAPIO_SESSION}`, ACCOUNT)).toBe(200);
		expect(await get('', { ...ACCOUNT, 'x-session-id': WAPIO_SESSION })).toBe(200);
		expect(await get('?session_id=bps_sess_ws_none', ACCOUNT)).toBe(404);
	});
});

describe('sessions', () => {
	test('are listed in pages', async () => {
		const first = (await wapio(`${PATH}?limit=2`)).json as { data: unknown[]; next_cursor: string };
		expect(first.data).toHaveLength(2);
		const second = await wapio(`${PATH}?limit=2&before_id=${first.next_cursor}`);
		expect(second.json).toMatchObject({
			data: [{ session_id: WAPIO_OFFLINE_SESSION }],
			next_cursor: null,
		});
		expect((await wapio(`${PATH}?status=pending`)).json).toMatchObject({
			data: [{ session_id: WAPIO_PENDING_SESSION }],
		});
		expect((await wapio(`${PATH}?before_id=nobody`)).status).toBe(422);
	});

	test('pending, connecting with a QR code, connected, disconnected and back', async () => {
		const session = `${PATH}/${WAPIO_PENDING_SESSION}`;
		expect(await statusOf(WAPIO_PENDING_SESSION)).toBe('pending');
		const headers = { 'x-session-id': WAPIO_PENDING_SESSION };
		const early = await wapio('/api/send-message', { headers, json: textTo(WAPIO_PERSON) });
		expect(early).toMatchObject({ status: 409, json: { reason_code: 'invalid_state' } });
		expect((await wapio(`${session}/qrcode`)).json).toMatchObject({
			qr: expect.stringMatching(/^data:image\/png;base64,/),
		});
		expect(await statusOf(WAPIO_PENDING_SESSION)).toBe('connecting');
		test$.sandbox.happen('wapio', 'session.scanned', {
			sessionId: WAPIO_PENDING_SESSION,
			phoneNumber: '+15550100177',
		});
		expect((await wapio(session)).json).toMatchObject({
			status: 'connected',
			phone_number: '+15550100177',
		});
		expect((await wapio(`${session}/qrcode`)).status).toBe(409);
		expect((await post(`${session}/disconnect`)).json).toMatchObject({ status: 'disconnected' });
		expect((await post(`${session}/disconnect`)).status).toBe(200);
		expect((await post(`${session}/connect`)).json).toMatchObject({ status: 'connecting' });
		await test$.sandbox.settled();
		expect(await statusOf(WAPIO_PENDING_SESSION)).toBe('connected');
		expect((await post(`${session}/connect`)).json).toMatchObject({ status: 'connected' });
		await post(`${session}/restart`);
		await test$.sandbox.settled();
		expect(await statusOf(WAPIO_PENDING_SESSION)).toBe('connected');
		test$.sandbox.happen('wapio', 'session.unlinked', { sessionId: WAPIO_PENDING_SESSION });
		await post(`${session}/connect`);
		await test$.sandbox.settled();
		expect(await statusOf(WAPIO_PENDING_SESSION)).toBe('connecting');
	});

	test('a key is shown once, and the old one stops when it is replaced', async () => {
		const made = await post(PATH, { label: 'Front desk', settings: { typing: true } });
		expect(made.status).toBe(201);
		const { session, session_api_key: key } = made.json as {
			session: { session_id: string };
			session_api_key: { raw: string; fingerprint: string };
		};
		expect(session).toMatchObject({ status: 'pending', label: 'Front desk' });
		const path = `${PATH}/${session.session_id}`;
		const as = (raw: string) => wapio(path, { headers: { authorization: `Bearer ${raw}` } });
		expect((await as(key.raw)).status).toBe(200);
		const everything = JSON.stringify([
			(await wapio(PATH)).json,
			(await wapio(path)).json,
			[...test$.sandbox.state('wapio').sessions.values()],
		]);
		expect(everything).not.toContain(key.raw);
		const again = await post(`${path}/regenerate-key`);
		const replaced = (again.json as { session_api_key: { raw: string } }).session_api_key;
		expect(replaced).toMatchObject({ previous_fingerprint: key.fingerprint });
		expect((await as(key.raw)).status).toBe(401);
		expect((await as(replaced.raw)).status).toBe(200);
		expect((await wapio(`${path}/settings`)).json).toMatchObject({
			session_settings: { typing: true, always_online: false },
		});
	});

	test('update changes the given fields; settings are flat in requests and nested in answers', async () => {
		const session = `${PATH}/${WAPIO_SESSION}`;
		const changed = await wapio(session, { method: 'PATCH', json: { label: 'Help' } });
		expect(changed.json).toMatchObject({ label: 'Help', phone_number: '+15550100100' });
		const settings = await wapio(`${session}/settings`, {
			method: 'PATCH',
			json: { ignore_groups: true },
		});
		expect(settings.json).toMatchObject({
			session_settings: { ignore_groups: true, account_protection: true },
		});
	});

	test('a deletion is an operation first, then session and key are gone', async () => {
		const path = `${PATH}/${WAPIO_SESSION}`;
		const answer = await wapio(path, { method: 'DELETE' });
		expect(answer).toMatchObject({ status: 202, json: { operation_type: 'session.delete' } });
		expect((await wapio(PATH, { headers: SESSION_KEY })).status).toBe(401);
		await test$.sandbox.settled();
		expect((await wapio(path)).status).toBe(404);
		expect((await wapio(PATH)).json).toMatchObject({ data: { length: 2 } });
	});
});

test('a member that nobody knows is reported, not refused', async () => {
	expect((await post(PATH, { lable: 'x' })).status).toBe(201);
	expect(test$.sandbox.received.at(-1)).toMatchObject({ unknown: ['body.lable'] });
});

test('a value of the wrong type is a 422 that names the field', async () => {
	expect(await post(PATH, { label: 7 })).toMatchObject({
		status: 422,
		json: { reason_code: 'validation_error', errors: { label: [expect.any(String)] } },
	});
});

test('429 counts for the whole account, and says how long to wait', async () => {
	test$.sandbox.limit('wapio', 2);
	expect((await wapio(PATH)).status).toBe(200);
	expect((await wapio(PATH, { headers: SESSION_KEY })).status).toBe(200);
	const refused = await wapio(PATH);
	expect(refused).toMatchObject({
		status: 429,
		json: { success: false, reason_code: 'rate_limited' },
	});
	expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
	test$.sandbox.limit('wapio', undefined);
	expect((await wapio(PATH)).status).toBe(200);
});

describe('contacts', () => {
	test('are looked up, saved, read and blocked', async () => {
		expect((await wapio('/api/on-whatsapp/15550100188')).json).toEqual({
			exists: true,
			jid: '15550100188@s.whatsapp.net',
		});
		expect((await wapio('/api/on-whatsapp/15550100404')).json).toEqual({
			exists: false,
			jid: null,
		});
		expect((await wapio('/api/on-whatsapp/12')).status).toBe(422);
		const put = await wapio('/api/contacts', {
			method: 'PUT',
			json: { phone: '15550100188', name: 'Ben Carter' },
		});
		expect(put.json).toMatchObject({ name: 'Ben Carter', blocked: false });
		expect((await wapio('/api/contacts')).json).toMatchObject({ data: { length: 2 } });
		await post('/api/contacts/15550100188/block');
		expect((await wapio('/api/contacts/15550100188')).json).toMatchObject({ blocked: true });
		const hidden = await wapio('/api/contacts/15550100188@s.whatsapp.net/picture');
		expect(hidden.json).toMatchObject({ url: null });
		await post('/api/contacts/15550100188/unblock');
		expect((await wapio('/api/contacts/15550100188')).json).toMatchObject({ blocked: false });
		expect((await wapio('/api/contacts/15550100199')).status).toBe(404);
	});

	test('a picture can be fetched', async () => {
		const { json } = await wapio(`/api/contacts/${WAPIO_PERSON}@s.whatsapp.net/picture`);
		const picture = await call((json as { url: string }).url);
		expect(picture).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } });
	});
});

describe('groups', () => {
	const group = `/api/groups/${WAPIO_GROUP}`;
	const members = async (): Promise<unknown> =>
		((await wapio(`${group}/participants`)).json as { data: Array<{ phone: string }> }).data.map(
			({ phone }) => phone,
		);

	test('members are added, removed, promoted and demoted', async () => {
		const change = async (method: 'POST' | 'DELETE', path: string, phone: string) =>
			(
				(await wapio(`${group}/participants${path}`, { method, json: { participants: [phone] } }))
					.json as { participants: unknown[] }
			).participants[0];
		expect(await change('POST', '', '15550100188')).toMatchObject({ status: 'added' });
		expect(await change('POST', '', '15550100188')).toMatchObject({ status: 'failed' });
		expect(await members()).toContain('15550100188');
		expect(await change('POST', '/promote', '15550100188')).toMatchObject({ status: 'promoted' });
		expect((await wapio(group)).json).toMatchObject({ size: 4 });
		expect(await change('POST', '/demote', '15550100188')).toMatchObject({ status: 'demoted' });
		expect(await change('DELETE', '', '15550100188')).toMatchObject({ status: 'removed' });
		expect(await members()).not.toContain('15550100188');
		expect((await wapio(`${group}/participants`, { json: { participants: ['x'] } })).status).toBe(
			422,
		);
	});

	test('are created, changed, left and joined again by invite', async () => {
		const made = await post('/api/groups', {
			subject: 'Night shift',
			participants: ['15550100188'],
		});
		expect(made).toMatchObject({ status: 201, json: { subject: 'Night shift', size: 2 } });
		expect((await wapio('/api/groups')).json).toMatchObject({ data: { length: 2 } });
		await wapio(`${group}/settings`, { method: 'PUT', json: { announce: true, ephemeral: 86400 } });
		expect((await wapio(`${group}/metadata`)).json).toMatchObject({ announce: true });
		const link = (await wapio(`${group}/invite-link`)).json as { invite_code: string };
		await post(`${group}/leave`);
		expect((await wapio(group)).status).toBe(404);
		const code = link.invite_code;
		expect((await wapio(`/api/groups/invite/${code}`)).json).toMatchObject({ jid: WAPIO_GROUP });
		await post('/api/groups/invite/accept', { invite_code: code });
		expect((await wapio(group)).status).toBe(200);
		expect((await wapio(`${group}/invite-link`)).status).toBe(403);
	});

	test("an invite to another person's group can be accepted", async () => {
		expect((await wapio(`/api/groups/invite/${WAPIO_INVITE.code}`)).status).toBe(200);
		expect(
			(await post('/api/groups/invite/accept', { invite_code: WAPIO_INVITE.code })).json,
		).toEqual({ success: true, jid: WAPIO_INVITE.jid });
		expect((await wapio(`/api/groups/${WAPIO_INVITE.jid}`)).status).toBe(200);
		expect((await post('/api/groups/invite/accept', { invite_code: 'NoSuchCode99' })).status).toBe(
			404,
		);
	});
});
