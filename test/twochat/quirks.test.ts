/** 2Chat's peculiarities, each handled where it is; money is not spent by mistake. */
import type { IDataObject } from 'n8n-workflow';

import { ASHA, byId, fromNumber, OWN, twoChatBench } from './setup';

const bench = twoChatBench();
const last = () => bench.server.got.at(-1);

describe('buying a number', () => {
	const purchase = { numberGroup: byId('abc-123'), number: byId('+1 213 555 1234'), confirm: true };

	test.each([
		['the switch is off', { confirm: false }, /Confirm Purchase/],
		['the switch was never touched', { confirm: undefined }, /Confirm Purchase/],
		['an expression gives something else', { confirm: 'yes' }, /Confirm Purchase/],
		['there is no number', { number: byId('={{ "" }}') }, /Number.*required/],
		['the number is nonsense', { number: byId('all') }, /not a phone number/],
		['there is no group', { numberGroup: byId('={{ null }}') }, /Number Group.*required/],
	] as Array<[string, IDataObject, RegExp]>)(
		'is refused when %s',
		async (_name, wrong, message) => {
			const { error } = await bench.run('numberShop.purchase', { ...purchase, ...wrong });
			expect(error?.message).toMatch(message);
			expect(error?.description).toMatch(/Nothing was sent/);
			expect(bench.server.got).toHaveLength(0);
		},
	);

	test('sends group and number and nothing of the switch', async () => {
		bench.server.script(() => ({
			status: 201,
			json: { success: true, purchased: ['+12135551234'], failed: [] },
		}));
		const { items } = await bench.run('numberShop.purchase', purchase);
		expect(last()?.json()).toEqual({ group_id: 'abc-123', number: '+12135551234' });
		expect(items[0]?.json.purchased).toEqual(['+12135551234']);
	});

	test('is not repeated when the answer got lost', async () => {
		bench.server.script(() => ({ reset: 'after' }));
		const { error } = await bench.run('numberShop.purchase', purchase);
		expect(error?.message).toMatch(/may have been/);
		expect(bench.server.got).toHaveLength(1);
	});
});

describe('contacts', () => {
	const details = {
		entry: [
			{ type: 'PH', value: '+91 98765 43210' },
			{ type: 'E', value: 'asha@example.com' },
		],
	};
	const wire = [
		{ type: 'PH', value: ASHA },
		{ type: 'E', value: 'asha@example.com' },
	];

	test('create says contact_detail, update contact_details', async () => {
		await bench.run('contact.create', { firstName: 'Asha', details });
		expect(last()?.json()).toEqual({ first_name: 'Asha', contact_detail: wire });
		await bench.run('contact.update', {
			contact: byId('CON1'),
			updateFields: { newDetails: details },
		});
		expect(last()?.json()).toEqual({ contact_details: wire });
		expect(last()?.method).toBe('PUT');
	});

	test('search sends query and q', async () => {
		await bench.run('contact.search', { query: '+91 98', limit: 5 });
		expect(last()?.url).toBe(
			'/open/contacts/search?query=%2B91%2098&q=%2B91%2098&page_number=0&results_per_page=5',
		);
	});
});

describe('catalog', () => {
	test.each([
		['catalog.deleteProduct', { product: byId('42') }, '/open/whatsapp/catalog/product/42'],
		[
			'catalog.deleteProductImage',
			{ product: byId('42'), imageIndex: 0 },
			'/open/whatsapp/catalog/product/image/42/0',
		],
		['catalog.deleteCollection', { collection: byId('7') }, '/open/whatsapp/catalog/collection/7'],
	] as Array<[string, IDataObject, string]>)(
		'%s has a JSON body',
		async (operation, more, path) => {
			const { items } = await bench.run(operation, { fromNumber, ...more });
			expect([last()?.method, last()?.url]).toEqual(['DELETE', path]);
			expect(last()?.headers['content-type']).toBe('application/json');
			expect(last()?.json()).toEqual({ from_number: OWN });
			expect(items[0]?.json).toEqual({ deleted: true });
		},
	);

	test('a currency is three letters', async () => {
		const product = { fromNumber, name: 'Backpack', mediaUrl: 'https://example.com/a.png' };
		const { error } = await bench.run('catalog.createProduct', {
			...product,
			additionalFields: { currency: 'US$' },
		});
		expect(error?.message).toMatch(/Currency.*three letters/);
		expect(bench.server.got).toHaveLength(0);
		await bench.run('catalog.createProduct', {
			...product,
			additionalFields: { currency: ' usd ' },
		});
		expect(last()?.json().product).toMatchObject({ currency: 'USD' });
	});

	test('a collection is changed only when there is something to change', async () => {
		const collection = { fromNumber, collection: byId('7') };
		const { error } = await bench.run('catalog.updateCollection', collection);
		expect(error?.message).toMatch(/Product IDs to Add.*required/);
		expect(bench.server.got).toHaveLength(0);
		await bench.run('catalog.updateCollection', {
			...collection,
			change: 'both',
			addProductIds: ['1', '2'],
			removeProductIds: '3, 4',
		});
		expect(last()?.json()).toEqual({
			from_number: OWN,
			collection: { add_product_ids: ['1', '2'], remove_product_ids: ['3', '4'] },
		});
	});

	test('the products of another business have a path of their own, the plus is %2B', async () => {
		await bench.run('catalog.getManyProducts', {
			fromNumber,
			filters: { targetNumber: ASHA },
		});
		expect(last()?.url).toBe(
			'/open/whatsapp/catalog/products/%2B919876543210?from_number=%2B15550100100',
		);
	});
});

test('a picture is removed with null', async () => {
	await bench.run('number.removeProfilePicture', { fromNumber });
	expect(last()?.json()).toEqual({ url: null });
});

test.each([[{ message_id: 'abc' }], [{ message_uuid: 'abc' }]])(
	'an SMS has its ID under both names: %j',
	async (body) => {
		bench.server.script(() => ({ status: 202, json: { success: true, ...body } }));
		const { items } = await bench.run('sms.send', {
			smsNumber: byId(OWN),
			toNumber: ASHA,
			text: 'Hi',
		});
		expect(items[0]?.json).toEqual({
			success: true,
			message_id: 'abc',
			message_uuid: 'abc',
			to: '+919876543210',
		});
	},
);

test('a number that is not on WhatsApp is an answer', async () => {
	bench.server.script(() => ({ json: { is_valid: true, on_whatsapp: false } }));
	const { items } = await bench.run('number.check', {
		fromNumber,
		numberToCheck: ASHA,
		additionalFields: { extraInformation: true },
	});
	expect(items[0]?.json).toEqual({ is_valid: true, on_whatsapp: false });
	expect(last()?.query.get('extra-information')).toBe('true');
});

test('at most ten participants in one call', async () => {
	const participants = Array.from({ length: 11 }, (_, index) => `+9198765432${10 + index}`);
	const group = { fromNumber, group: byId('WAG1') };
	const { error } = await bench.run('group.addParticipants', { ...group, participants });
	expect(error?.message).toMatch(/at most 10/);
	expect(bench.server.got).toHaveLength(0);
	await bench.run('group.addParticipants', { ...group, participants: participants.slice(0, 10) });
	expect(last()?.json().participants).toHaveLength(10);
});

describe('webhooks', () => {
	const hookUrl = 'https://example.com/2chat';

	test('phone calls are narrowed by the virtual number and have no on_number', async () => {
		await bench.run('webhook.create', {
			event: 'call.outbound.completed',
			hookUrl,
			virtualNumber: byId('DID1'),
			fromNumber,
		});
		expect(last()?.path).toBe('/open/webhooks/subscribe/call.outbound.completed');
		expect(last()?.json()).toEqual({ hook_url: hookUrl, channel_uuid: 'DID1' });
	});

	test('groups and periods go only with the events that know them', async () => {
		await bench.run('webhook.create', {
			event: 'whatsapp.group.join',
			hookUrl,
			fromNumber,
			group: byId('WAG1'),
			timePeriod: 'day',
		});
		expect(last()?.json()).toEqual({ hook_url: hookUrl, on_number: OWN, to_group_uuid: 'WAG1' });
		await bench.run('webhook.create', {
			event: 'whatsapp.conversation.new',
			hookUrl,
			fromNumber,
			timePeriod: 'day',
		});
		expect(last()?.json()).toEqual({ hook_url: hookUrl, on_number: OWN, time_period: 'day' });
	});
});

test('the voice SDK token is fetched outside /open', async () => {
	await bench.run('account.createVoiceSdkToken', { user: byId('USR1') });
	await bench.run('account.get');
	expect(bench.server.got.map(({ path }) => path)).toEqual([
		'/sdk/voip/access-token',
		'/open/info',
	]);
});
