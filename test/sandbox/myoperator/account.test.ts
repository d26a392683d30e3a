import { FormData } from 'undici';
import { MYOPERATOR_AGENT, MYOPERATOR_DEMO, MYOPERATOR_NUMBERS } from '../../../sandbox/myoperator';
import { useSandbox, call, userCall } from '../helpers';
import { clients, dataOf } from './client';

const test$ = useSandbox();
const { whatsapp, obd } = clients(test$);

describe('credentials', () => {
	test.each([{}, { authorization: 'Bearer wrong' }, { 'x-myop-company-id': 'wrong' }])(
		'WhatsApp: %j is refused',
		async (headers) => {
			const url = `${test$.sandbox.baseUrl('myoperator', 'whatsapp')}/contacts`;
			const right = {
				authorization: `Bearer ${MYOPERATOR_DEMO.apiKey}`,
				'x-myop-company-id': MYOPERATOR_DEMO.companyId,
			};
			const sent = Object.keys(headers).length === 0 ? {} : { ...right, ...headers };
			const answer = await call(url, { headers: sent });
			expect(answer.status).toBe(403);
			expect(answer.json).toMatchObject({ status: 'error' });
			expect((await call(url, { headers: right })).status).toBe(200);
		},
	);

	test('calls: the header, the token and the company count', async () => {
		expect((await obd(userCall({ user_id: MYOPERATOR_AGENT }), { 'x-api-key': 'no' })).status).toBe(
			403,
		);
		for (const wrong of [{ secret_token: 'no' }, { company_id: 'no' }]) {
			const answer = await obd(userCall({ user_id: MYOPERATOR_AGENT, ...wrong }));
			expect([answer.status, answer.json]).toEqual([
				403,
				expect.objectContaining({ status: 'error', code: '403' }),
			]);
		}
	});

	test('developers: a wrong token is an error inside HTTP 200', async () => {
		const base = test$.sandbox.baseUrl('myoperator', 'developers');
		for (const answer of [
			await call(`${base}/filters?token=wrong`),
			await call(`${base}/search`, { form: { token: 'wrong' } }),
		]) {
			expect(answer.status).toBe(200);
			expect(answer.json).toMatchObject({ status: 'error', message: 'not an authorized request' });
		}
		expect(test$.sandbox.received[0]?.tookEffect).toBe(true);
	});
});

describe('templates', () => {
	const template = {
		name: 'hello_there',
		language: 'en',
		category: 'marketing',
		waba_id: MYOPERATOR_NUMBERS[0].wabaId,
		components: [{ type: 'BODY', format: 'TEXT', text: 'Hi {{name}}', example: { name: 'Asha' } }],
	};

	test('are created, found, shown and deleted', async () => {
		const created = await whatsapp('/chat/templates', { json: template });
		expect(created.status).toBe(201);
		const { id } = (created.json as { data: { id: string } }).data;
		const path = `/chat/templates/${id}`;
		expect((await whatsapp(path)).json).toMatchObject({
			code: '200',
			data: { id, name: 'hello_there', waba_template_status: 'pending' },
		});
		expect(await dataOf(whatsapp('/chat/templates?name=hello_there'))).toMatchObject({
			count: 1,
			next: null,
			results: [{ id }],
		});
		test$.sandbox.happen('myoperator', 'template.decided', { templateId: id });
		expect((await whatsapp(path)).json).toMatchObject({
			data: { waba_template_status: 'approved' },
		});
		expect((await whatsapp(path, { method: 'DELETE' })).json).toMatchObject({ data: {} });
		const gone = await whatsapp(path);
		expect([gone.status, gone.json]).toEqual([
			404,
			{ status: 'error', code: 404, message: 'Invalid Template ID', errors: {} },
		]);
		expect((await whatsapp(path, { method: 'DELETE' })).status).toBe(404);
	});

	test('are filtered and paged', async () => {
		const names = async (query: string): Promise<unknown[]> =>
			((await dataOf(whatsapp(`/chat/templates?${query}`))).results as Array<{ name: string }>).map(
				({ name }) => name,
			);
		expect(await names('')).toEqual(['order_update', 'login_code', 'summer_sale']);
		expect(await names(`waba_id=${MYOPERATOR_NUMBERS[1].wabaId}`)).toEqual(['summer_sale']);
		expect(await names('category=marketing,utility')).toEqual(['order_update', 'summer_sale']);
		expect(await names('waba_template_status=rejected')).toEqual([]);
		const page = await dataOf(
			whatsapp('/chat/templates?limit=2&offset=1&category=marketing,utility,authentication'),
		);
		expect(page).toMatchObject({
			count: 3,
			results: [{ name: 'login_code' }, { name: 'summer_sale' }],
		});
		const first = await dataOf(
			whatsapp('/chat/templates?limit=2&category=utility,marketing,authentication'),
		);
		// The link forgets the filter: it cannot be followed.
		expect(first.next).toBe(
			`${test$.sandbox.baseUrl('myoperator', 'whatsapp')}/chat/templates?limit=2&offset=2`,
		);
	});

	test('need an existing account and existing media', async () => {
		const foreign = await whatsapp('/chat/templates', { json: { ...template, waba_id: '1' } });
		expect(foreign.status).toBe(400);
		const header = {
			type: 'HEADER',
			format: 'MEDIA',
			media_id: '0b091788-8f67-4fd5-8afa-88d19be7156d',
		};
		const noMedia = await whatsapp('/chat/templates', {
			json: { ...template, components: [header, ...template.components] },
		});
		expect(noMedia.status).toBe(400);
		expect(noMedia.text).toContain('media_id');
	});
});

describe('campaigns and numbers', () => {
	const sender = { 'x-waba-phonenumber-id': MYOPERATOR_NUMBERS[0].phoneNumberId };

	test('campaigns belong to a number, are filtered and ordered', async () => {
		const names = async (query: string): Promise<unknown> =>
			(
				(await dataOf(whatsapp(`/chat/campaigns?${query}`, { headers: sender }))).results as Array<{
					name: string;
				}>
			).map(({ name }) => name);
		expect(await names('')).toEqual(['july_newsletter', 'diwali_offer']);
		expect(await names('ordering=created_at')).toEqual(['diwali_offer', 'july_newsletter']);
		expect(await names('status=scheduled')).toEqual(['july_newsletter']);
		expect(await names('search=diw')).toEqual(['diwali_offer']);
		expect(await names('created_at_after=2026-05-02T00:00:00Z')).toEqual(['july_newsletter']);
		expect(await names('created_at_before=2026-05-02T00:00:00Z')).toEqual(['diwali_offer']);
	});

	test('a single campaign has other statistics than one in the list', async () => {
		expect(await dataOf(whatsapp('/chat/campaigns/1009', { headers: sender }))).toMatchObject({
			id: 1009,
			stats: { total: 3, billable: 3 },
		});
		const list = await dataOf(whatsapp('/chat/campaigns?search=diwali', { headers: sender }));
		expect(list.results).toMatchObject([{ id: 1009, stats: { count: 3, billable_count: 3 } }]);
		const missing = await whatsapp('/chat/campaigns/77', { headers: sender });
		expect([missing.status, missing.json]).toMatchObject([
			404,
			{ code: 'not_found', errors: { campaign_id: 'Campaign 77 does not exist!' } },
		]);
	});

	test('campaigns require their header', async () => {
		expect((await whatsapp('/chat/campaigns')).status).toBe(400);
	});

	test('numbers are expanded on demand', async () => {
		const plain = await dataOf(whatsapp('/chat/phonenumbers'));
		expect(plain).toMatchObject({ count: 2 });
		expect(JSON.stringify(plain)).not.toContain('waba_account');
		const url = `/chat/phonenumbers?waba_id=${MYOPERATOR_NUMBERS[1].wabaId}&expand=profile,waba_account`;
		expect(await dataOf(whatsapp(url))).toMatchObject({
			count: 1,
			results: [{ waba_account: { waba_id: MYOPERATOR_NUMBERS[1].wabaId }, profile: {} }],
		});
	});
});

describe('media', () => {
	const upload = (size: number, type: string, name = 'file'): ReturnType<typeof whatsapp> => {
		const form = new FormData();
		form.set('file', new Blob([Buffer.alloc(size)], { type }), name);
		form.set('application', 'template');
		return whatsapp('/chat/media/upload', { body: form });
	};

	test('is stored', async () => {
		const answer = await upload(2_000, 'video/mp4', 'clip.mp4');
		expect(answer.json).toMatchObject({ code: '201', message: 'Media uploaded successfully' });
		const { media_id: id } = (answer.json as { data: { media_id: string } }).data;
		expect(test$.sandbox.state('myoperator').media.get(id)).toMatchObject({
			filename: 'clip.mp4',
			size: 2_000,
			application: 'template',
		});
	});

	test('has a size limit', async () => {
		const answer = await upload(11 * 1024 * 1024, 'video/mp4');
		expect([answer.status, answer.json]).toEqual([
			400,
			{
				status: 'error',
				code: 'invalid',
				message: 'Invalid input.',
				errors: { file: ['file_size 11264 KB not allowed for file_type video/mp4!'] },
			},
		]);
		expect((await upload(6 * 1024 * 1024, 'image/png')).status).toBe(400);
		expect((await upload(6 * 1024 * 1024, 'application/pdf')).status).toBe(201);
	});

	test('has allowed types and required fields', async () => {
		expect((await upload(10, 'image/tiff')).status).toBe(400);
		const form = new FormData();
		form.set('application', 'template');
		const answer = await whatsapp('/chat/media/upload', { body: form });
		expect(answer.json).toMatchObject({ errors: { file: ['file is required'] } });
	});
});
