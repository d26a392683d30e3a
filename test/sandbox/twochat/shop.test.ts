/** 2Chat in the sandbox: the catalog, numbers for sale, phone calls and SMS. */
import { TWOCHAT_NUMBERS, TWOCHAT_PERSON, TWOCHAT_VIRTUAL_NUMBERS } from '../../../sandbox/twochat';
import { useSandbox } from '../helpers';
import { client, type Json } from './client';

const test$ = useSandbox({ providers: ['twochat'] });
const api = client(test$);
const state = () => test$.sandbox.state('twochat');
const [FIRST, SECOND] = TWOCHAT_NUMBERS;
const firstOf = <T>(all: Map<string, T>): T => [...all.values()][0] as T;

describe('catalog', () => {
	test('exists for business numbers only', async () => {
		const path = (number: string) =>
			`/whatsapp/catalog/products?from_number=${encodeURIComponent(number)}`;
		expect((await api.get(path(FIRST))).$).toBe(406);
		// A plus that was not escaped arrives as a space.
		expect((await api.get(`/whatsapp/catalog/products?from_number=${SECOND}`)).$).toBe(200);
	});

	test('takes DELETE with a body, and gives edited collections another ID', async () => {
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

describe('numbers for sale', () => {
	test('are reserved, given back and bought', async () => {
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

	test('without a number, everything that is reserved is bought', async () => {
		for (let count = 0; count < 2; count++)
			await api.post('/numbers/reservations', { group_id: 'gb-national-20' });
		const bought = await api.post('/numbers/purchase', { group_id: 'gb-national-20' });
		expect(bought.purchased).toHaveLength(2);
	});
});

describe('phone', () => {
	test('SMS go out from virtual numbers', async () => {
		const sms = { from_number: TWOCHAT_VIRTUAL_NUMBERS[0], to_number: TWOCHAT_PERSON, text: 'Hi' };
		expect(await api.post('/sms/send', sms)).toMatchObject({
			$: 202,
			message_id: expect.stringMatching(/^SMS/) as string,
		});
		expect(await api.post('/sms/send', { ...sms, from_number: FIRST })).toMatchObject({ $: 404 });
		expect(state().sms).toHaveLength(1);
	});

	test('calls are in the history, with the total as count', async () => {
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
