import { FormData } from 'undici';
import {
	MYOPERATOR_AGENT,
	MYOPERATOR_DEMO,
	MYOPERATOR_NUMBERS,
	REFUSED_RECIPIENTS,
} from '../../sandbox/myoperator';
import { call, textMessage, useSandbox, userCall } from './helpers';
import { clients } from './myoperator-helpers';

const test$ = useSandbox();
const { whatsapp, obd, developers } = clients(test$);

/** The `data` of a WhatsApp-host answer. */
async function dataOf(answer: Promise<{ json: unknown }>): Promise<Record<string, unknown>> {
	return ((await answer).json as { data: Record<string, unknown> }).data;
}

describe('credentials', () => {
	it.each([{}, { authorization: 'Bearer wrong' }, { 'x-myop-company-id': 'wrong' }])(
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

	it('calls: the header, the token and the company count', async () => {
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

	it('developers: a wrong token is an error inside HTTP 200', async () => {
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

	it('are created, found, shown and deleted', async () => {
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

	it('are filtered and paged', async () => {
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

	it('need an account and media that exist', async () => {
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

	it('campaigns belong to a number, are filtered and ordered', async () => {
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

	it('a campaign has other statistics alone than in the list', async () => {
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

	it('campaigns want their header', async () => {
		expect((await whatsapp('/chat/campaigns')).status).toBe(400);
	});

	it('numbers are expanded on demand', async () => {
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

	it('is stored', async () => {
		const answer = await upload(2_000, 'video/mp4', 'clip.mp4');
		expect(answer.json).toMatchObject({ code: '201', message: 'Media uploaded successfully' });
		const { media_id: id } = (answer.json as { data: { media_id: string } }).data;
		expect(test$.sandbox.state('myoperator').media.get(id)).toMatchObject({
			filename: 'clip.mp4',
			size: 2_000,
			application: 'template',
		});
	});

	it('has a largest size', async () => {
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

	it('has allowed types and required fields', async () => {
		expect((await upload(10, 'image/tiff')).status).toBe(400);
		const form = new FormData();
		form.set('application', 'template');
		const answer = await whatsapp('/chat/media/upload', { body: form });
		expect(answer.json).toMatchObject({ errors: { file: ['file is required'] } });
	});
});

describe('messages', () => {
	const send = (fields: Record<string, unknown>): ReturnType<typeof whatsapp> =>
		whatsapp('/chat/messages', { json: { ...textMessage(), ...fields } });

	it('answer with a misspelt key, interactive ones with the right one', async () => {
		const text = await dataOf(send({}));
		expect(Object.keys(text)).toEqual(['message_id', 'conversaton_id']);
		const interactive = await send({
			data: {
				type: 'interactive',
				context: {
					interactive_type: 'button',
					body: { text: 'Coming?' },
					action: { buttons: [{ type: 'reply', reply: { id: 'yes', title: 'Yes' } }] },
				},
			},
		});
		expect(interactive.json).toMatchObject({ message: 'Accepted' });
		const data = (interactive.json as { data: Record<string, unknown> }).data;
		expect(data.conversation_id).toBe(text.conversaton_id);
	});

	it.each(Object.entries(REFUSED_RECIPIENTS))('to %s are refused', async (number, { code }) => {
		const answer = await send({ customer_number: number.slice(2) });
		expect([answer.status, answer.json]).toMatchObject([400, { status: 'error', code, error: {} }]);
		expect(test$.sandbox.state('myoperator').messages.size).toBe(0);
	});

	it('may hit a plain-text failure', async () => {
		const answer = await send({ customer_number: '9000000500' });
		expect([answer.status, answer.text]).toEqual([500, 'Internal Server Error']);
	});

	it('come from a number of the account, by either of its ids', async () => {
		const [number] = test$.sandbox.state('myoperator').phoneNumbers;
		expect((await send({ phone_number_id: number?.id })).status).toBe(200);
		expect((await send({ phone_number_id: '1' })).json).toMatchObject({ code: 'CHAT_0306' });
	});

	it('reply to messages that exist', async () => {
		const { message_id: id } = await dataOf(send({}));
		expect((await send({ reply_to: id })).status).toBe(200);
		expect((await send({ reply_to: '0b091788-8f67-4fd5-8afa-88d19be7156d' })).status).toBe(400);
		expect((await send({ reply_to: null })).status).toBe(200);
	});

	it('of templates need the template of the same account and its variables', async () => {
		const template = (context: Record<string, unknown>): ReturnType<typeof send> =>
			send({ data: { type: 'template', context } });
		const right = { template_name: 'order_update', body: { name: 'Asha', order: 'A-1' } };
		const { message_id: id } = await dataOf(template(right));
		expect(test$.sandbox.state('myoperator').messages.get(String(id))?.data.context).toMatchObject({
			name: 'order_update',
			category: 'utility',
			body: { context: 'Hi Asha, your order A-1 is on its way.' },
		});
		const foreign = await template({ template_name: 'summer_sale', body: { name: 'Asha' } });
		expect(foreign.json).toMatchObject({ message: 'Template not associated with this company' });
		const missing = await template({ ...right, body: { name: 'Asha' } });
		expect(missing.json).toMatchObject({ error: { body: ['order is required'] } });
	});
});

describe('contacts', () => {
	const asha = {
		name: 'Asha Rao',
		country_code: '+91',
		phone_number: '9876543210',
		email_id: 'asha@example.com',
		marketing_opt_in: true,
		custom_fields: { city: 'Pune', age: 31 },
	};
	const add = (fields: Record<string, unknown> = {}): ReturnType<typeof whatsapp> =>
		whatsapp('/contacts', { json: { ...asha, ...fields } });

	it('are created with HTTP 200 and a country code without plus', async () => {
		const answer = await add();
		expect(answer.status).toBe(200);
		expect(answer.json).toMatchObject({
			code: '200',
			message: 'Contact Created',
			data: { country_code: '91', custom_fields: { city: 'Pune' }, status: 'active' },
		});
	});

	it('need a number of 7 to 15 digits that is not taken', async () => {
		const short = await add({ phone_number: '123456' });
		expect([short.status, short.json]).toEqual([
			400,
			{
				status: 'error',
				code: '400',
				message: 'Validation Error',
				errors: { phone_number: ["Phone Number's length should be in the range of [7,15]."] },
			},
		]);
		await add();
		expect((await add({ name: 'Other' })).status).toBe(400);
		expect(test$.sandbox.state('myoperator').contacts.size).toBe(1);
	});

	it('are got, changed by id or number, and deleted by id', async () => {
		const { id } = await dataOf(add());
		expect((await dataOf(whatsapp(`/contacts/${id}`))).custom_fields).toBeUndefined();
		expect(await dataOf(whatsapp(`/contacts/${id}?include=custom_fields`))).toMatchObject({
			custom_fields: { city: 'Pune', age: 31 },
		});
		await whatsapp(`/contacts/${id}`, { method: 'PATCH', json: { name: 'Asha R' } });
		const byNumber = await whatsapp('/contacts/919876543210', {
			method: 'PATCH',
			json: { email_id: 'new@example.com', custom_fields: { age: 32 } },
		});
		expect((byNumber.json as { data: object }).data).not.toHaveProperty('custom_fields');
		expect(await dataOf(whatsapp(`/contacts/${id}?include=custom_fields`))).toMatchObject({
			name: 'Asha R',
			email_id: 'new@example.com',
			custom_fields: { city: 'Pune', age: 32 },
		});
		const number = await whatsapp(`/contacts/${id}`, {
			method: 'PATCH',
			json: { phone_number: '9876543211' },
		});
		expect([number.status, number.json]).toMatchObject([
			400,
			{ code: 'invalid', errors: { detail: 'Phone Number cannot be updated.' } },
		]);
		expect((await whatsapp(`/contacts/${id}`, { method: 'DELETE' })).json).toMatchObject({
			message: 'Contact Deleted',
			data: {},
		});
		for (const method of ['GET', 'DELETE'] as const) {
			const gone = await whatsapp(`/contacts/${id}`, { method });
			expect([gone.status, gone.json]).toMatchObject([404, { message: 'Invalid Contact ID' }]);
		}
		const patch = await whatsapp(`/contacts/${id}`, { method: 'PATCH', json: { name: 'x' } });
		expect(patch.json).toMatchObject({
			code: 'not_found',
			errors: { detail: 'Contact not found for given identifier.' },
		});
	});

	it('are listed in pages and found by number', async () => {
		for (let i = 0; i < 12; i += 1) await add({ phone_number: `98765432${10 + i}` });
		const first = await dataOf(whatsapp('/contacts'));
		expect(first).toMatchObject({ count: 12, previous: null });
		expect(first.results).toHaveLength(10);
		const second = await dataOf(whatsapp('/contacts?limit=10&offset=10'));
		expect(second.results).toHaveLength(2);
		expect(second.next).toBeNull();
		expect((await whatsapp('/contacts?limit=101')).status).toBe(400);
		for (const number of ['9876543215', '919876543215']) {
			const found = await dataOf(whatsapp(`/contacts?country_code=91&phone_number=${number}`));
			expect(found).toMatchObject({ count: 1, results: [{ phone_number: '9876543215' }] });
		}
	});

	describe('search', () => {
		const search = async (and: Record<string, unknown>, query = ''): Promise<string[]> => {
			const data = await dataOf(whatsapp(`/contacts${query}`, { json: { and } }));
			return (data.results as Array<{ name: string }>).map(({ name }) => name);
		};

		beforeEach(async () => {
			await add();
			await add({
				name: 'Ravi Menon',
				phone_number: '9876543211',
				email_id: 'ravi@example.com',
				marketing_opt_in: false,
				custom_fields: { city: 'Delhi', age: 40, skills: ['php'] },
			});
			await add({ name: 'Meera Iyer', phone_number: '9876543212', custom_fields: {} });
		});

		it.each([
			[{ name__is: 'asha rao' }, ['Asha Rao']],
			[{ name__is_not: 'Asha Rao' }, ['Ravi Menon', 'Meera Iyer']],
			[{ email_id__contains: 'ravi' }, ['Ravi Menon']],
			[{ email_id__not_contains: 'ravi' }, ['Asha Rao', 'Meera Iyer']],
			[{ marketing_opt_in__is: false }, ['Ravi Menon']],
			[{ phone_number_with_cc__is: '919876543212' }, ['Meera Iyer']],
			[{ status__is_not: 0 }, ['Asha Rao', 'Ravi Menon', 'Meera Iyer']],
			[{ source__is: ['imported'] }, []],
			[{ source__is: ['imported', 'public_api'], name__contains: 'ee' }, ['Meera Iyer']],
			[{ 'custom_fields.city__is_set': true }, ['Asha Rao', 'Ravi Menon']],
			[{ 'custom_fields.city__is_not_set': true }, ['Meera Iyer']],
			[{ 'custom_fields.age__gt': 31 }, ['Ravi Menon']],
			[{ 'custom_fields.age__gte': 31 }, ['Asha Rao', 'Ravi Menon']],
			[{ 'custom_fields.age__lt': 40 }, ['Asha Rao']],
			[{ 'custom_fields.age__lte': 40 }, ['Asha Rao', 'Ravi Menon']],
			[{ 'custom_fields.age__range': { gte: '35', lte: '45' } }, ['Ravi Menon']],
			[{ 'custom_fields.age__not_range': { gte: '35', lte: '45' } }, ['Asha Rao', 'Meera Iyer']],
			[{ created__gt: '2026-01-01' }, ['Asha Rao', 'Ravi Menon', 'Meera Iyer']],
			[{ created__lt: '2026-01-01' }, []],
		])('%j', async (and, names) => {
			expect(await search(and)).toEqual(names);
		});

		it('creates nothing and refuses a filter it does not know', async () => {
			await search({ name__is: 'nobody' });
			expect(test$.sandbox.state('myoperator').contacts.size).toBe(3);
			const answer = await whatsapp('/contacts', { json: { and: { name__like: 'x' } } });
			expect(answer.status).toBe(400);
		});

		it('goes on after and before a token', async () => {
			for (let i = 0; i < 12; i += 1)
				await add({ name: `N${i}`, phone_number: `98765433${10 + i}` });
			const all = { name__is_set: true };
			const page = await dataOf(whatsapp('/contacts', { json: { and: all } }));
			expect(page).toMatchObject({ total: 10, filter_total: 15 });
			const tokens = (page.results as Array<{ pagination_token: string }>).map(
				(one) => one.pagination_token,
			);
			expect(await search(all, `?after=${tokens[9]}`)).toEqual(['N7', 'N8', 'N9', 'N10', 'N11']);
			expect(await search(all, `?before=${tokens[2]}`)).toEqual(['Asha Rao', 'Ravi Menon']);
		});
	});
});

describe('calls', () => {
	it.each([
		['an agent', { user_id: MYOPERATOR_AGENT }],
		['two numbers', { number_2: '+919876543298' }],
		['the IVR', { type: '2' }],
	])('with %s are accepted', async (_who, fields) => {
		const answer = await obd(userCall({ ...fields, reference_id: 'order-1', custom_order: '1' }));
		expect([answer.status, answer.json]).toMatchObject([
			200,
			{ status: 'success', code: '200', reference_id: 'order-1', unique_id: expect.any(String) },
		]);
	});

	it('warn when nobody waits', async () => {
		const answer = await obd(userCall({ user_id: MYOPERATOR_AGENT, call_hold: false }));
		expect(answer.text).toContain('might get cancelled');
	});

	it('use a reference once', async () => {
		const json = userCall({ user_id: MYOPERATOR_AGENT, reference_id: 'order-1' });
		expect((await obd(json)).status).toBe(200);
		const again = await obd(json);
		expect([again.status, again.json]).toMatchObject([
			403,
			{ code: '403', reference_id: 'order-1' },
		]);
		expect(test$.sandbox.state('myoperator').calls.size).toBe(1);
	});

	it.each([
		[{}, 400],
		[{ user_id: MYOPERATOR_AGENT, number_2: '+919876543298' }, 403],
		[{ type: '2', user_id: MYOPERATOR_AGENT }, 403],
		[{ type: '3' }, 400],
		[{ user_id: MYOPERATOR_AGENT, number: 'home' }, 400],
		[{ user_id: 'nobody' }, 400],
		[{ user_id: MYOPERATOR_AGENT, public_ivr_id: 'none' }, 404],
		[{ user_id: MYOPERATOR_AGENT, max_call_duration: '300' }, 400],
		[{ user_id: MYOPERATOR_AGENT, call_hold: 'true' }, 400],
		[{ user_id: MYOPERATOR_AGENT, colour: 'red' }, 400],
	])('refuse %j with %d', async (fields, status) => {
		const answer = await obd(userCall(fields));
		expect([answer.status, answer.json]).toMatchObject([status, { status: 'error' }]);
		expect(test$.sandbox.state('myoperator').calls.size).toBe(0);
	});
});

describe('users, logs and recordings', () => {
	it('users are listed in pages, searched, added and changed', async () => {
		const form = {
			name: 'Meera Iyer',
			contact_number: '9876543222',
			country_code: '91',
			extension: '12',
			email: 'meera@example.com',
		};
		const added = await developers('/user', { form });
		expect(added.json).toMatchObject({ status: 'success', code: 200, uuid: expect.any(String) });
		const { uuid } = added.json as { uuid: string };
		expect((await developers('/user', { form })).json).toMatchObject({ status: 'error' });
		const { extension: _left, ...incomplete } = form;
		expect((await developers('/user', { form: incomplete })).json).toMatchObject({
			status: 'error',
			message: expect.stringContaining('extension'),
		});
		const changed = await developers('/user', {
			method: 'PUT',
			form: { uuid, receive_calls: '2' },
		});
		expect(changed.json).toMatchObject({ status: 'success' });
		expect((await developers('/user?keyword=meera')).json).toMatchObject({
			total_user: 1,
			data: [{ uuid, name: 'Meera Iyer', is_available: 0 }],
			next_page: '',
		});
		const page = await developers('/user?page=2&page-size=2');
		expect(page.json).toMatchObject({
			page_size: 2,
			total_user: 3,
			data: [{ uuid }],
			next_page: '',
		});
		expect((await developers('/user?_all=1&page-size=1')).json).toMatchObject({
			data: [{}, {}, {}],
		});
	});

	it('also takes the parameters in the query', async () => {
		const query = 'name=Meera&contact_number=9876543222&country_code=91&extension=12';
		const answer = await developers(`/user?${query}`, { method: 'POST' });
		expect(answer.json).toMatchObject({ status: 'success' });
		expect((await developers('/user?name=Meera', { method: 'POST' })).json).toMatchObject({
			status: 'error',
		});
	});

	it('logs are found by time, text and filters', async () => {
		const { clock, sandbox } = test$;
		const start = Math.floor(clock.now().getTime() / 1000);
		sandbox.happen('myoperator', 'call.incoming', { from: '+919876543210' });
		await sandbox.settled();
		clock.forward(60_000);
		await obd(userCall({ user_id: MYOPERATOR_AGENT, number: '+919000006001' }));
		await sandbox.settled();
		const found = async (form: Record<string, string>): Promise<unknown[]> => {
			const answer = await developers('/search', { form });
			const { data } = answer.json as {
				data: { hits: Array<{ _source: { caller_number: string } }> };
			};
			return data.hits.map((hit) => hit._source.caller_number);
		};
		const [out, inside] = ['+919000006001', '+919876543210'];
		expect(await found({})).toEqual([out, inside]);
		expect(await found({ from: String(start + 30) })).toEqual([out]);
		expect(await found({ to: String(start + 30) })).toEqual([inside]);
		expect(await found({ search_key: '9876543210' })).toEqual([inside]);
		expect(await found({ page_size: '1' })).toEqual([out]);
		expect(await found({ page_size: '1', log_from: '1' })).toEqual([inside]);
		expect(await found({ filters: '5' })).toEqual([inside]);
		expect(await found({ filters: '5 OR 6' })).toEqual([out, inside]);
		expect(await found({ filters: '13 AND (5 OR 6)' })).toEqual([out]);
		expect(await found({ filters: '12 AND 6' })).toEqual([]);
		for (const filters of ['4', '5 AND', '(5', '5 6', 'x']) {
			const wrong = await developers('/search', { form: { filters } });
			expect([filters, wrong.json]).toMatchObject([filters, { status: 'error' }]);
		}
		clock.forward(-60_000);
	});

	it('filters have headings', async () => {
		expect((await developers('/filters')).json).toMatchObject({
			filters: expect.arrayContaining([
				{ id: '4', name: 'Event of logs', parent_id: '0' },
				{ id: '5', name: 'Incoming', parent_id: '4' },
			]),
		});
	});

	it('a recording is a link to audio that the sandbox serves', async () => {
		test$.sandbox.happen('myoperator', 'call.incoming');
		await test$.sandbox.settled();
		const [call_] = test$.sandbox.state('myoperator').calls.values();
		const answer = await developers(`/recordings/link?file=${call_?.recording_filename}`);
		const { url } = answer.json as { url: string };
		expect(url.startsWith(test$.sandbox.url)).toBe(true);
		const audio = await fetch(url);
		expect(audio.headers.get('content-type')).toBe('audio/mpeg');
		const bytes = new Uint8Array(await audio.arrayBuffer());
		expect(bytes.length).toBeGreaterThan(10_000);
		expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfb]);
		expect((await developers('/recordings/link?file=none.mp3')).json).toMatchObject({
			status: 'error',
			code: 404,
		});
	});
});
