/** Fields of the business profile, products and collections. */
import {
	choice,
	choices,
	type Field,
	form,
	locator,
	longText,
	number,
	rows,
	shownFor,
	text,
	texts,
	toggle,
	WrongValue,
} from '../../../engine/define';
import { DAYS, openingHours } from '../shapes/businessHours';
import { CURRENCIES } from './currencies';

/** Path value {CollectionID}. */
export const collection = locator(
	'collection',
	'Collection',
	'A collection of your catalog; Collection > Get Many lists them with their IDs',
	{ search: 'collections', example: '1029384756102938' },
	{ required: true, send: { as: 'CollectionID' } },
);

/** IDs of products. @throws WrongValue */
const productIds = (label: string) => (list: unknown) =>
	(list as string[]).map((entry) => {
		const id = entry.trim();
		if (!/^\d{10,18}$/.test(id))
			throw new WrongValue(`"${entry}" is not a product ID, which has 10 to 18 digits`, label);
		return id;
	});

export const products = (name: string, label: string, description: string): Field =>
	texts(name, label, description, {
		placeholder: 'e.g. 7482910364518273',
		hint: 'Product > Get Many gives the IDs',
		typeOptions: { multipleValueButtonText: 'Add Product ID' },
		send: { value: productIds(label) },
	});

export const currency = choice('currency', 'Currency', 'The currency of the price', CURRENCIES, {
	default: 'USD',
});

export const images = (description: string): Field =>
	texts('images', 'Images', description, {
		required: true,
		placeholder: 'e.g. https://files.example.com/river.jpg',
		hint: 'Web addresses, IDs from Media > Upload, or files written as text (Base64 data URLs). The first one is the main picture.',
		limits: { minItems: 1, maxItems: 10 },
		typeOptions: { multipleValueButtonText: 'Add Image' },
		// A data URL has a comma, at which a comma-separated list would be split.
		send: { value: (list) => joinedDataUrls(list as string[]) },
	});

const joinedDataUrls = (list: string[]): string[] =>
	list.reduce<string[]>((out, entry) => {
		const before = out.at(-1);
		const cut = before !== undefined && /^data:[^,]*;base64$/.test(before);
		return cut ? [...out.slice(0, -1), `${before},${entry}`] : [...out, entry.trim()];
	}, []);

export const productName = text('name', 'Name', 'The name that customers see in the catalog', {
	placeholder: 'e.g. The River',
});
export const productDescription = longText(
	'description',
	'Description',
	'What customers read about the product, such as its size or material',
	{
		placeholder: 'e.g. Paperback, 320 pages',
	},
);
export const price = number(
	'price',
	'Price',
	'The price in whole units of the currency, such as 349 for 349 dollars',
	{
		placeholder: 'e.g. 349',
		typeOptions: { minValue: 0 },
		limits: { min: 0 },
	},
);

export const productOptions: Field[] = [
	choice('availability', 'Availability', 'Whether customers can order the product now', [
		['in stock', 'In Stock'],
		['out of stock', 'Out of Stock'],
	]),
	toggle('is_hidden', 'Hidden', 'Whether to hide the product from customers'),
	text('product_retailer_id', 'Article Number', 'Your own number for the product (SKU)', {
		placeholder: 'e.g. BOOK-0042',
	}),
	text('url', 'URL', 'The web page of the product in your shop', {
		placeholder: 'e.g. https://shop.example.com/river',
	}),
];

/** Opening hours: the same hours for several days at once. */
export const hours = form(
	'hours',
	'Opening Hours',
	'When you are open. This replaces all earlier hours; days that you leave out count as closed.',
	{
		label: 'Opening Hours',
		button: 'Set Opening Hours',
		fields: [
			text(
				'timeZone',
				'Time Zone',
				'The time zone of the hours, such as Asia/Kolkata or Europe/Berlin',
				{
					placeholder: 'e.g. Asia/Kolkata',
				},
			),
			choice(
				'mode',
				'Open',
				'Whether you are open at set hours or around the clock, the same way on all days',
				[
					['specific_hours', 'At Set Hours'],
					['open_24h', 'Around the Clock'],
				],
			),
			...shownFor(
				{ mode: ['open_24h'] },
				choices('days', 'Days', 'The days on which you are open', DAYS, { required: true }),
			),
			...shownFor(
				{ mode: ['specific_hours'] },
				rows(
					'times',
					'Times',
					'When you open and close. Add one entry for each group of days with the same hours.',
					{
						label: 'Times',
						button: 'Add Times',
						fields: [
							choices('days', 'Days', 'The days with these hours', DAYS, { required: true }),
							text('open', 'Opens At', 'When you open, on the 24-hour clock', {
								required: true,
								placeholder: 'e.g. 9:00',
							}),
							text('close', 'Closes At', 'When you close, on the 24-hour clock', {
								required: true,
								placeholder: 'e.g. 18:00',
							}),
						],
					},
				),
			),
		],
	},
	{ send: { value: openingHours } },
);
