/** 2Chat in the sandbox: account, numbers, messages, groups, catalog, WABA, phone, the number shop. */
import {
	BUSY_RECIPIENT,
	handlers,
	NOT_ON_WHATSAPP,
	PRIVATE_PERSON,
	TWOCHAT_NUMBERS,
	TWOCHAT_PERSON,
	TWOCHAT_VIRTUAL_NUMBERS,
	TWOCHAT_WABA_NUMBER,
} from '../../../sandbox/twochat';
import { call, useSandbox } from '../helpers';
import { client, contract, type Json, KEY } from './client';

const test$ = useSandbox({ providers: ['twochat'] });
const api = client(test$);
const state = () => test$.sandbox.state('twochat');
const [FIRST, SECOND] = TWOCHAT_NUMBERS;
const firstOf = <T>(all: Map<string, T>): T => [...all.values()][0] as T;
const toAsha = (more: Json = {}) => ({
	from_number: FIRST,
	to_number: TWOCHAT_PERSON,
	text: 'Hi',
	...more,
});
const changeAccount = (input: Json) => test$.sandbox.happen('twochat', 'account.changed', input);

it('every operation has a handler of its own', () => {
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

	it('a blocked account shows itself and does nothing else', async () => {
		changeAccount({ blocked: true });
		expect(await api.get('/info')).toMatchObject({ $: 200, account: { blocked: true } });
		expect(await api.post('/whatsapp/send-message', toAsha())).toMatchObject({
			$: 403,
			success: false,
		});
	});

	it('an expired account, an expired trial and used-up credits are a 402', async () => {
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

	it('number checks have credits of their own, and more information costs two', async () => {
		await api.get(`/whatsapp/check-number/${FIRST}/${TWOCHAT_PERSON}`);
		const rich = `/whatsapp/check-number/${FIRST}/${NOT_ON_WHATSAPP}?extra-information=true`;
		expect(await api.get(rich)).toMatchObject({ on_whatsapp: false });
		expect(await api.get('/info')).toMatchObject({
			usage: { api_request_count: 1, number_check_count: 3 },
		});
	});

	it('a trial has 10 requests a minute; the 11th is told nothing about when', async () => {
		changeAccount({ on_trial: true });
		for (let count = 0; count < 10; count++) expect((await api.get('/info')).$).toBe(200);
		const refused = await api.send('/info');
		expect([refused.status, refused.json]).toEqual([429, { message: 'Too many requests' }]);
		expect(refused.headers['retry-after']).toBeUndefined();
		test$.clock.forward(60_000);
		expect(await api.get('/info')).toMatchObject({ $: 200, limits: { requests_per_minute: 10 } });
	});

	it('a paid account has what its limits say', async () => {
		changeAccount({ requests_per_minute: 3 });
		const statuses = [];
		for (let count = 0; count < 4; count++) statuses.push((await api.get('/users')).$);
		expect(statuses).toEqual([200, 200, 200, 429]);
	});

	it('voice tokens are on the other host, for users of the account', async () => {
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

	it('refusals have four bodies', async () => {
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

	it.each([
		['initializing', 409],
		['loading', 410],
		['disconnected', 410],
		['ready', 200],
	])('%s: a send is a %i', async (value, wanted) => {
		status(value);
		expect((await api.post('/whatsapp/send-message', toAsha())).$).toBe(wanted);
		expect((await api.post('/whatsapp/send-message', toAsha({ from_number: SECOND }))).$).toBe(200);
	});

	it('busy is a 486', async () => {
		expect(
			(await api.post('/whatsapp/send-message', toAsha({ to_number: BUSY_RECIPIENT }))).$,
		).toBe(486);
		test$.sandbox.happen('twochat', 'number.busy', {});
		expect(await api.get(`/whatsapp/check-number/${FIRST}/${TWOCHAT_PERSON}`)).toMatchObject({
			$: 486,
		});
	});

	it('are listed in pages from zero, by status', async () => {
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

	it('are created, show a QR code while connecting, and go', async () => {
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

describe('contacts', () => {
	it('are created with contact_detail and changed with contact_details', async () => {
		const details = [{ type: 'PH', value: '+15550100170' }];
		const made = await api.post('/contacts', { first_name: 'Ben', contact_detail: details });
		const { uuid } = made.contact as { uuid: string };
		expect(made.$).toBe(201);
		expect((await api.post('/contacts', { first_name: 'Ben', contact_details: details })).$).toBe(
			400,
		);
		expect((await api.put(`/contacts/${uuid}`, { contact_detail: details })).$).toBe(422);
		expect(
			await api.put(`/contacts/${uuid}`, { last_name: 'Carter', contact_details: [] }),
		).toMatchObject({ contact: { first_name: 'Ben', last_name: 'Carter', details: [] } });
		expect(await api.get('/contacts/search?query=cart')).toMatchObject({
			count: 1,
			contacts: [{ uuid }],
		});
		expect((await api.remove(`/contacts/${uuid}`)).$).toBe(200);
		expect((await api.get(`/contacts/${uuid}`)).$).toBe(404);
	});
});

describe('messages', () => {
	it('are kept, listed newest first and deleted while they are young', async () => {
		await api.post('/whatsapp/send-message', toAsha());
		const sent = await api.post('/whatsapp/send-message', toAsha({ text: 'Again' }));
		expect(sent).toMatchObject({ success: true, batched: true });
		const list = await api.get(`/whatsapp/messages/${FIRST}/${TWOCHAT_PERSON}`);
		expect(list.messages).toMatchObject([
			{ message: { text: 'Again' }, sent_by: 'api' },
			{ message: { text: 'Hi' } },
		]);
		const [newest, older] = list.messages as Array<{ session_key: string; uuid: string }>;
		const path = ({ session_key, uuid }: { session_key: string; uuid: string }) =>
			`/whatsapp/message/${session_key}/${uuid}`;
		if (!newest || !older) throw new Error('two messages are needed');
		expect((await api.remove(path(newest))).$).toBe(200);
		expect((await api.get(path(newest))).$).toBe(404);
		test$.clock.forward(61 * 3_600_000);
		expect((await api.remove(path(older))).$).toBe(400);
		expect(await api.get(`/whatsapp/conversations/${firstOf(state().numbers).uuid}`)).toMatchObject(
			{
				total: 1,
				sessions: [{ phone_number: TWOCHAT_PERSON }],
			},
		);
	});

	it('have exactly one recipient, which must exist', async () => {
		const group = firstOf(state().groups).uuid;
		const both = toAsha({ to_group_uuid: group });
		expect((await api.post('/whatsapp/send-message', both)).$).toBe(422);
		const toGroup = { from_number: FIRST, to_group_uuid: group, text: 'All' };
		expect((await api.post('/whatsapp/send-message', toGroup)).$).toBe(200);
		expect(await api.get(`/whatsapp/groups/messages/${group}`)).toMatchObject({
			messages: [{ message: { text: 'All' } }],
		});
		expect((await api.post('/whatsapp/send-message', { ...toGroup, to_group_uuid: 'all' })).$).toBe(
			404,
		);
		expect((await api.post('/whatsapp/send-message', { ...toGroup, from_number: SECOND })).$).toBe(
			404,
		);
	});
});

describe('groups', () => {
	it('take people in, ten at a time, and make them admins', async () => {
		const made = await api.post('/whatsapp/group/create', {
			from_number: FIRST,
			group: { name: 'Crew', participants: [TWOCHAT_PERSON, PRIVATE_PERSON] },
		});
		expect(made.group).toMatchObject({
			accepted_numbers: [TWOCHAT_PERSON],
			unaccepted_numbers: [PRIVATE_PERSON],
		});
		const path = `/whatsapp/group/${(made.group as { uuid: string }).uuid}`;
		const people = (...participants: string[]) => ({ from_number: FIRST, participants });
		const eleven = Array.from({ length: 11 }, (_, index) => `+9190000012${index + 10}`);
		expect((await api.post(`${path}/add-participant`, people(...eleven))).$).toBe(422);
		await api.post(`${path}/add-participant`, people(...eleven.slice(0, 2)));
		await api.post(`${path}/promote-participant`, people(TWOCHAT_PERSON));
		await api.post(`${path}/remove-participant`, people(eleven[0] ?? ''));
		expect(await api.get(path)).toMatchObject({
			data: {
				size: 3,
				participants: [
					{ phone_number: FIRST, wa_is_admin: true },
					{ phone_number: TWOCHAT_PERSON, wa_is_admin: true },
					{ phone_number: eleven[1], wa_is_admin: false },
				],
			},
		});
		const foreign = { from_number: SECOND, description: 'Mine' };
		expect((await api.post(`${path}/set-description`, foreign)).$).toBe(403);
		expect(await api.get(`/whatsapp/groups/${SECOND}`)).toMatchObject({ data: [] });
	});
});

describe('catalog', () => {
	it('is there for business numbers only', async () => {
		const path = (number: string) =>
			`/whatsapp/catalog/products?from_number=${encodeURIComponent(number)}`;
		expect((await api.get(path(FIRST))).$).toBe(406);
		// A plus that was not escaped arrives as a space.
		expect((await api.get(`/whatsapp/catalog/products?from_number=${SECOND}`)).$).toBe(200);
	});

	it('takes DELETE with a body, and gives edited collections another ID', async () => {
		const added = await api.post('/whatsapp/catalog/product', {
			from_number: SECOND,
			product: { name: 'Mug', image_url: 'https://shop.example.com/mug.jpg', price: '9.50' },
		});
		const { id } = added.product as { id: string };
		expect(added.product).toMatchObject({ price: 9.5, approval_status: 'PENDING' });
		const [collection] = firstOf(state().catalogs).collections.values();
		const edited = await api.put(`/whatsapp/catalog/collection/${collection?.id}`, {
			from_number: SECOND,
			collection: { add_product_ids: [id] },
		});
		const next = (edited.collection as { id: string }).id;
		expect(next).not.toBe(collection?.id);
		expect((await api.remove(`/whatsapp/catalog/product/${id}`)).$).toBe(400);
		expect((await api.remove(`/whatsapp/catalog/product/${id}`, { from_number: SECOND })).$).toBe(
			200,
		);
		const body = { from_number: SECOND };
		expect((await api.remove(`/whatsapp/catalog/collection/${collection?.id}`, body)).$).toBe(404);
		expect((await api.remove(`/whatsapp/catalog/collection/${next}`, body)).$).toBe(200);
	});
});

describe('WABA', () => {
	const send = (more: Json) =>
		api.post('/waba/send-message', {
			from_number: TWOCHAT_WABA_NUMBER,
			to_number: TWOCHAT_PERSON,
			...more,
		});
	const template = (name: string) =>
		[...state().templates.values()].find((one) => one.name === name)?.uuid;
	const window = `/waba/conversation-window/${TWOCHAT_WABA_NUMBER}/${TWOCHAT_PERSON}`;

	it('free messages go out within a day of the last one that came in', async () => {
		expect(await api.get(window)).toMatchObject({ window_open: true, seconds_left: 23 * 3600 });
		expect(await send({ text: 'Hi' })).toMatchObject({ $: 202, success: true });
		test$.clock.forward(24 * 3_600_000);
		expect(await send({ text: 'Hi' })).toMatchObject({
			$: 202,
			success: false,
			error_code: '131047',
		});
		expect(await send({ template_uuid: template('welcome'), params: {} })).toMatchObject({
			success: true,
		});
		test$.sandbox.happen('twochat', 'waba.message', {});
		expect(await send({ text: 'Hi' })).toMatchObject({ success: true });
		test$.clock.forward(-24 * 3_600_000);
	});

	it('templates need params, their values and approval', async () => {
		const order = { template_uuid: template('order_shipped') };
		expect((await send(order)).$).toBe(400);
		expect(await send({ ...order, params: {} })).toMatchObject({
			success: false,
			error_code: '132000',
		});
		expect(await send({ ...order, params: { body: ['Asha', 'T1'] } })).toMatchObject({
			success: true,
		});
		expect(state().messages.at(-1)?.content).toEqual({
			text: 'Hi Asha, your parcel T1 is on its way.',
		});
		const sale = { template_uuid: template('summer_sale'), params: { body: { name: 'Asha' } } };
		expect(await send(sale)).toMatchObject({ success: false, error_code: '132015' });
		test$.sandbox.happen('twochat', 'template.decided', { name: 'summer_sale' });
		expect(await send(sale)).toMatchObject({ success: true });
		expect(await api.get(`/waba/templates?phone_number=${TWOCHAT_WABA_NUMBER}`)).toMatchObject({
			total: 3,
			next_page: null,
		});
	});
});

describe('numbers for sale', () => {
	it('are reserved, given back and bought', async () => {
		const group = 'us-local-213';
		expect(await api.get('/numbers/groups?country=US&did_type=all')).toMatchObject({
			data: { groups: [{ id: group }] },
		});
		const available = async () =>
			((await api.get(`/numbers/available?group_id=${group}`)).data as { numbers: Json[] }).numbers
				.length;
		expect(await available()).toBe(4);
		const buy = (number?: string) =>
			api.post('/numbers/purchase', { group_id: group, ...(number ? { number } : {}) });
		expect((await buy('+12135550101')).$).toBe(400);
		const first = await api.post('/numbers/reservations', {
			group_id: group,
			number: '+12135550101',
		});
		expect(first.$).toBe(201);
		expect(
			(await api.post('/numbers/reservations', { group_id: group, number: '+12135550101' })).$,
		).toBe(400);
		expect(await available()).toBe(3);
		const second = await api.post('/numbers/reservations', { group_id: group });
		const { uuid } = (second.data as { reservation_details: { uuid: string } }).reservation_details;
		expect((await api.remove(`/numbers/reservations/${uuid}`)).$).toBe(200);
		expect((await api.remove(`/numbers/reservations/${uuid}`)).$).toBe(404);
		expect(await buy('+12135550101')).toMatchObject({ $: 201, purchased: ['+12135550101'] });
		expect(await api.get('/numbers/reservations')).toMatchObject({ data: { reservations: [] } });
		expect(await api.get('/voip/virtual-numbers')).toMatchObject({ count: 3 });
	});

	it('without a number everything that is reserved is bought', async () => {
		for (let count = 0; count < 2; count++)
			await api.post('/numbers/reservations', { group_id: 'gb-national-20' });
		const bought = await api.post('/numbers/purchase', { group_id: 'gb-national-20' });
		expect(bought.purchased).toHaveLength(2);
	});
});

describe('phone', () => {
	it('SMS go out from virtual numbers', async () => {
		const sms = { from_number: TWOCHAT_VIRTUAL_NUMBERS[0], to_number: TWOCHAT_PERSON, text: 'Hi' };
		expect(await api.post('/sms/send', sms)).toMatchObject({
			$: 202,
			message_id: expect.stringMatching(/^SMS/) as string,
		});
		expect(await api.post('/sms/send', { ...sms, from_number: FIRST })).toMatchObject({ $: 404 });
		expect(state().sms).toHaveLength(1);
	});

	it('calls are in the history, with the total as count', async () => {
		test$.sandbox.happen('twochat', 'call.incoming', {});
		test$.sandbox.happen('twochat', 'call.outbound', { answered: false });
		await test$.sandbox.settled();
		expect(await api.get('/voip/call-history')).toMatchObject({
			count: 2,
			cdrs: [
				{ direction: 'O', status: 'MISSED' },
				{ direction: 'I', status: 'COMPLETED', duration: 21 },
			],
		});
		expect(await api.get('/voip/call-history?direction=inbound&page_number=1')).toMatchObject({
			count: 1,
			cdrs: [],
		});
	});
});
