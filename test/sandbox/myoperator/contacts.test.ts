import { useSandbox } from '../helpers';
import { clients, dataOf } from './client';

const test$ = useSandbox();
const { whatsapp } = clients(test$);

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

	test('are created with HTTP 200 and a country code without plus', async () => {
		const answer = await add();
		expect(answer.status).toBe(200);
		expect(answer.json).toMatchObject({
			code: '200',
			message: 'Contact Created',
			data: { country_code: '91', custom_fields: { city: 'Pune' }, status: 'active' },
		});
	});

	test('need a number of 7 to 15 digits that is not in use', async () => {
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

	test('are got, changed by id or number, and deleted by id', async () => {
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

	test('are listed in pages and found by number', async () => {
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

		test.each([
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

		test('creates nothing and refuses an unknown filter', async () => {
			await search({ name__is: 'nobody' });
			expect(test$.sandbox.state('myoperator').contacts.size).toBe(3);
			const answer = await whatsapp('/contacts', { json: { and: { name__like: 'x' } } });
			expect(answer.status).toBe(400);
		});

		test('continues after and before a token', async () => {
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
