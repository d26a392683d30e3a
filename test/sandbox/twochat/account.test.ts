/** 2Chat in the sandbox: the account with its limits, and its numbers. */
import {
	BUSY_RECIPIENT,
	handlers,
	NOT_ON_WHATSAPP,
	TWOCHAT_NUMBERS,
	TWOCHAT_PERSON,
} from '../../../sandbox/twochat';
import { call, useSandbox } from '../helpers';
import { client, contract, type Json, KEY } from './client';

const test$ = useSandbox({ providers: ['twochat'] });
const api = client(test$);
const state = () => test$.sandbox.state('twochat');
const [FIRST, SECOND] = TWOCHAT_NUMBERS;
const toAsha = (more: Json = {}) => ({
	from_number: FIRST,
	to_number: TWOCHAT_PERSON,
	text: 'Hi',
	...more,
});
const changeAccount = (input: Json) => test$.sandbox.happen('twochat', 'account.changed', input);

test('every operation has its own handler', () => {
	const handled = Object.keys(handlers);
	expect(contract.operations.map(({ operationId }) => operationId).sort()).toEqual(handled.sort());
});

describe('account', () => {
	it.each<[string, Record<string, string>, number, Json]>([
		['no key', {}, 403, { detail: 'Not authenticated' }],
		['a wrong key', { 'x-user-api-key': 'wrong' }, 401, { detail: 'Invalid API Key' }],
	])('%s is refused', async (_name, headers, status, body) => {
		const answer = await call(`${test$.sandbox.baseUrl('twochat', 'api')}/info`, { headers });
		expect([answer.status, answer.json]).toEqual([status, body]);
	});

	test('a blocked account can be read, everything else is refused', async () => {
		changeAccount({ blocked: true });
		expect(await api.get('/info')).toMatchObject({ $: 200, account: { blocked: true } });
		expect(await api.post('/whatsapp/send-message', toAsha())).toMatchObject({
			$: 403,
			success: false,
		});
	});

	test('an expired account, an expired trial and used-up credits are a 402', async () => {
		changeAccount({ expires_at: '2026-05-04T08:00:00Z' });
		expect(await api.get('/info')).toMatchObject({
			$: 402,
			error_message: expect.stringMatching(/account has expired/) as string,
		});
		changeAccount({ on_trial: true });
		expect(await api.get('/info')).toMatchObject({
			$: 402,
			error_message: expect.stringMatching(/trial has expired/) as string,
		});
		changeAccount({ on_trial: false, expires_at: '', credits: 1 });
		expect(await api.get('/users')).toMatchObject({ $: 200 });
		expect(await api.get('/users')).toMatchObject({
			$: 402,
			error_message: expect.stringMatching(/no credits/) as string,
		});
	});

	test('number checks have separate credits, and more information costs two', async () => {
		await api.get(`/whatsapp/check-number/${FIRST}/${TWOCHAT_PERSON}`);
		const rich = `/whatsapp/check-number/${FIRST}/${NOT_ON_WHATSAPP}?extra-information=true`;
		expect(await api.get(rich)).toMatchObject({ on_whatsapp: false });
		expect(await api.get('/info')).toMatchObject({
			usage: { api_request_count: 1, number_check_count: 3 },
		});
	});

	test('a trial has 10 requests a minute; the answer to the 11th does not say how long to wait', async () => {
		changeAccount({ on_trial: true });
		for (let count = 0; count < 10; count++) expect((await api.get('/info')).$).toBe(200);
		const refused = await api.send('/info');
		expect([refused.status, refused.json]).toEqual([429, { message: 'Too many requests' }]);
		expect(refused.headers['retry-after']).toBeUndefined();
		test$.clock.forward(60_000);
		expect(await api.get('/info')).toMatchObject({ $: 200, limits: { requests_per_minute: 10 } });
	});

	test('a paid account has the limits of its answer', async () => {
		changeAccount({ requests_per_minute: 3 });
		const statuses = [];
		for (let count = 0; count < 4; count++) statuses.push((await api.get('/users')).$);
		expect(statuses).toEqual([200, 200, 200, 429]);
	});

	test('voice tokens are on the other host, for users of the account', async () => {
		const [user] = state().users;
		expect(
			await api.sdk('/sdk/voip/access-token', { user_uuid: user?.uuid, ttl: 5 }),
		).toMatchObject({
			$: 200,
			expires_at: new Date(test$.clock.now().getTime() + 60_000).toISOString(),
		});
		expect(await api.sdk('/sdk/voip/access-token', { user_uuid: 'USR1' })).toMatchObject({
			$: 404,
		});
	});

	test('refusals have four bodies', async () => {
		const broken = await call(`${test$.sandbox.baseUrl('twochat', 'api')}/contacts`, {
			body: '{',
			headers: { ...KEY, 'content-type': 'application/json' },
		});
		expect([broken.status, broken.json]).toMatchObject([400, { success: false, error: true }]);
		expect(await api.post('/whatsapp/send-message', toAsha({ to_number: '12' }))).toMatchObject({
			$: 422,
			detail: [{ loc: ['body', 'to_number'], msg: 'The phone number is not valid' }],
		});
		expect(await api.get('/nothing')).toEqual({ $: 404, detail: 'Not Found' });
		test$.sandbox.faults.add({ kind: 'status', status: 503, times: 1 });
		expect(await api.get('/users')).toEqual({ $: 503, message: 'Service unavailable' });
	});
});

describe('numbers', () => {
	const status = (value: string) =>
		test$.sandbox.happen('twochat', 'number.status', { number: FIRST, status: value });

	test.each([
		['initializing', 409],
		['loading', 410],
		['disconnected', 410],
		['ready', 200],
	])('%s: a send is a %i', async (value, wanted) => {
		status(value);
		expect((await api.post('/whatsapp/send-message', toAsha())).$).toBe(wanted);
		expect((await api.post('/whatsapp/send-message', toAsha({ from_number: SECOND }))).$).toBe(200);
	});

	test('busy is a 486', async () => {
		expect(
			(await api.post('/whatsapp/send-message', toAsha({ to_number: BUSY_RECIPIENT }))).$,
		).toBe(486);
		test$.sandbox.happen('twochat', 'number.busy', {});
		expect(await api.get(`/whatsapp/check-number/${FIRST}/${TWOCHAT_PERSON}`)).toMatchObject({
			$: 486,
		});
	});

	test('are listed in pages from zero, by status', async () => {
		const uuids = async (query: string) =>
			((await api.get(`/whatsapp/get-numbers?${query}`)).numbers as Json[]).map(
				({ phone_number: phone }) => phone,
			);
		expect(await uuids('results_per_page=1')).toEqual([FIRST]);
		expect(await uuids('results_per_page=1&page_number=1')).toEqual([SECOND]);
		expect(await uuids('results_per_page=1&page_number=2')).toEqual([]);
		status('disconnected');
		expect(await uuids('status=connected')).toEqual([SECOND]);
		expect(await uuids('status=disconnected')).toEqual([FIRST]);
	});

	test('are created, show a QR code while connecting, and are deleted', async () => {
		const made = await api.post('/whatsapp/channel/create', {
			phone_number: '+15550100199',
			friendly_name: 'Third line',
		});
		const { uuid } = made.channel as { uuid: string };
		expect(await api.get(`/whatsapp/channel/${uuid}/qr-code`)).toMatchObject({
			$: 200,
			success: false,
		});
		await api.post(`/whatsapp/channel/${uuid}/connect`);
		expect(await api.get(`/whatsapp/channel/${uuid}/qr-code`)).toMatchObject({
			success: true,
			qr_code: expect.stringMatching(/^2@/) as string,
		});
		expect((await api.post(`/whatsapp/channel/${uuid}/disconnect`)).$).toBe(410);
		test$.sandbox.happen('twochat', 'number.status', { number: '+15550100199', status: 'ready' });
		expect(await api.get(`/whatsapp/channel/${uuid}/status`)).toMatchObject({
			connection_status: 'C',
			events: ['ready'],
		});
		expect(
			await api.post('/whatsapp/channel/create', { phone_number: FIRST, friendly_name: 'Again' }),
		).toMatchObject({ $: 403 });
		expect((await api.remove(`/whatsapp/channel/${uuid}`)).$).toBe(200);
		expect((await api.get(`/whatsapp/channel/${uuid}`)).$).toBe(404);
	});
});
