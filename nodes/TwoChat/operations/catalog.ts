/** The catalog of a WhatsApp Business number: products, their pictures, collections. */
import {
	choice,
	deleted,
	type Field,
	item,
	items,
	locator,
	longText,
	number,
	type Operation,
	type Resource,
	shownFor,
	text,
	texts,
	toggle,
	wholeList,
} from '../../../engine/define';
import { numberNotReady } from '../advice';
import { actingNumber, media, nowhere, phone, publicUrl } from '../fields/common';
import { withSegment } from '../shapes/paths';

const PRODUCT_EXAMPLE = '9846351425439378';

const product = locator(
	'product',
	'Product',
	'The product of your catalog. Choose the number first to see the list; Get Many Products returns the IDs.',
	{ search: 'products', example: PRODUCT_EXAMPLE },
	{ required: true, send: { as: 'product_id' } },
);

const collection = locator(
	'collection',
	'Collection',
	'The collection of your catalog. Its ID changes with every update: take it from the list, or from the output of the last update.',
	{ search: 'collections', example: '1001398997609659' },
	{ required: true, send: { as: 'collection_id' } },
);

const productIds = (name: string, label: string, description: string, as: string): Field =>
	texts(name, label, description, {
		required: true,
		placeholder: `e.g. ${PRODUCT_EXAMPLE}`,
		hint: 'Get Many Products returns them as "id". An expression can return a list.',
		send: { as },
	});

const productName = text('name', 'Name', 'The name that customers see', {
	required: true,
	placeholder: 'e.g. Canvas Backpack',
	send: { as: 'product.name' },
});

const productOptions: Field[] = [
	longText('description', 'Description', 'What customers should know about the product', {
		placeholder: 'e.g. 20 litres, water-resistant',
		send: { as: 'product.description' },
	}),
	toggle('hidden', 'Hidden', 'Whether to hide the product from customers', {
		send: { as: 'product.is_hidden' },
	}),
	text(
		'price',
		'Price',
		'The price without currency or thousands separators, with a decimal point',
		{
			placeholder: 'e.g. 150.50',
			send: { as: 'product.price' },
		},
	),
	publicUrl(
		'productUrl',
		'Product Page URL',
		'The web address of the product, for example in your shop',
		{
			placeholder: 'e.g. https://example.com/backpack',
			send: { as: 'product.url' },
		},
	),
	text('retailerId', 'Article Number', 'Your own number for the product (SKU)', {
		placeholder: 'e.g. BP-20-BLUE',
		send: { as: 'product.retailer_id' },
	}),
];

const currency = text(
	'currency',
	'Currency',
	"The three-letter code of the price's currency. It can't be changed later. If you leave it out, 2Chat uses the currency of your number's country.",
	{
		placeholder: 'e.g. USD',
		limits: {
			pattern: /^\s*[a-z]{3}\s*$/i,
			patternHint: 'a currency in three letters, such as USD',
		},
		send: { as: 'product.currency', value: (code) => String(code).trim().toUpperCase() },
	},
);

const change = (
	method: 'POST' | 'PUT' | 'DELETE',
	path: string,
	operation: Omit<Operation, 'request' | 'advice'>,
): Operation => ({
	...operation,
	request: { method, path: `/whatsapp/catalog/${path}` },
	advice: numberNotReady,
	// This DELETE has a body.
	fields: [
		actingNumber('from_number', 'Your connected WhatsApp Business number with the catalog', 'body'),
		...(operation.fields ?? []),
	],
	...(method === 'DELETE' ? { output: deleted } : {}),
});

const list = (name: 'products' | 'collections'): Operation => ({
	name: name === 'products' ? 'Get Many Products' : 'Get Many Collections',
	value: name === 'products' ? 'getManyProducts' : 'getManyCollections',
	action: `Get many ${name} of catalog`,
	description: `List the ${name} of your catalog, or of another business's catalog, with their IDs`,
	request: {
		method: 'GET',
		path: `/whatsapp/catalog/${name}`,
		shape: withSegment('targetNumber'),
	},
	advice: numberNotReady,
	fields: [
		actingNumber(
			'from_number',
			'Your connected WhatsApp Business number whose catalog to read, or that reads the catalog of another business',
		),
	],
	pager: wholeList,
	filters: [
		phone(
			'targetNumber',
			'Business Phone Number',
			'The phone number of another business whose catalog to read instead of yours',
			'targetNumber',
			{
				required: false,
				send: { in: 'nowhere' },
			},
		),
	],
	output: items(name),
});

export const catalogResource: Resource = {
	name: 'Catalog',
	value: 'catalog',
	description: 'Products and collections of a number that uses the WhatsApp Business app',
	operations: [
		change('POST', 'product/image/{product_id}', {
			name: 'Add Product Images',
			value: 'addProductImages',
			action: 'Add images to product',
			description:
				'Add one or two images to a product, after those it has. WhatsApp reviews them, which takes minutes to hours.',
			fields: [
				product,
				texts(
					'imageUrls',
					'Image URLs',
					'The web addresses of one or two images, which anyone must be able to open without logging in',
					{
						required: true,
						placeholder: 'e.g. https://example.com/side.jpg',
						limits: {
							maxItems: 2,
							pattern: /^https?:\/\/\S+$/i,
							patternHint: 'a web address that begins with https://',
						},
						send: { as: 'product.image_urls' },
					},
				),
			],
		}),
		change('POST', 'collection', {
			name: 'Create Collection',
			value: 'createCollection',
			action: 'Create collection',
			description:
				"Group products of your catalog in a collection. The name can't be changed later. WhatsApp reviews the collection, which takes minutes to hours.",
			fields: [
				text('name', 'Name', "The name that customers see. It can't be changed later.", {
					required: true,
					placeholder: 'e.g. Backpacks',
					send: { as: 'collection.name' },
				}),
				productIds(
					'productIds',
					'Product IDs',
					'The products of the collection, one ID per field',
					'collection.product_ids',
				),
			],
		}),
		change('POST', 'product', {
			name: 'Create Product',
			value: 'createProduct',
			action: 'Create product',
			description:
				'Add a product to your catalog. WhatsApp reviews it, which takes minutes to hours. The first product of a catalog has to be added in the WhatsApp Business app.',
			fields: [productName, ...media('product.image_url', 'Image', ['image/*'])],
			options: [currency, ...productOptions],
			output: item('product'),
		}),
		change('DELETE', 'collection/{collection_id}', {
			name: 'Delete Collection',
			value: 'deleteCollection',
			action: 'Delete collection',
			description: "Delete a collection. This can't be undone. Its products stay in the catalog.",
			fields: [collection],
		}),
		change('DELETE', 'product/{product_id}', {
			name: 'Delete Product',
			value: 'deleteProduct',
			action: 'Delete product',
			description: "Delete a product from your catalog. This can't be undone.",
			fields: [product],
		}),
		change('DELETE', 'product/image/{product_id}/{image_index}', {
			name: 'Delete Product Image',
			value: 'deleteProductImage',
			action: 'Delete image of product',
			description:
				"Delete an additional image of a product. This can't be undone. The main image can't be deleted; Update Product replaces it. WhatsApp reviews the change, which takes minutes to hours.",
			// The other images move up: a repeat would delete the next one.
			effect: 'send',
			fields: [
				product,
				number(
					'imageIndex',
					'Image Number',
					'Which of the additional images to delete. 0 is the first one after the main image, 1 the second.',
					{
						default: 1,
						required: true,
						typeOptions: { minValue: 0, numberPrecision: 0 },
						limits: { min: 0 },
						send: { as: 'image_index' },
					},
				),
			],
		}),
		list('collections'),
		list('products'),
		change('PUT', 'collection/{collection_id}', {
			name: 'Update Collection',
			value: 'updateCollection',
			action: 'Update collection',
			description:
				'Add products to a collection or remove them. The collection gets a new ID, which is in the output.',
			// A repeat would use an ID that no longer exists, and report a success as refused.
			effect: 'send',
			fields: [
				collection,
				choice(
					'change',
					'Change',
					'Whether to add products, remove products, or do both at once',
					[
						['add', 'Add Products'],
						['remove', 'Remove Products'],
						['both', 'Add and Remove Products'],
					],
					nowhere,
				),
				...shownFor(
					{ change: ['add', 'both'] },
					productIds(
						'addProductIds',
						'Product IDs to Add',
						'The products to add, one ID per field',
						'collection.add_product_ids',
					),
				),
				...shownFor(
					{ change: ['remove', 'both'] },
					productIds(
						'removeProductIds',
						'Product IDs to Remove',
						'The products to remove, one ID per field. They stay in the catalog.',
						'collection.remove_product_ids',
					),
				),
			],
		}),
		change('PUT', 'product/{product_id}', {
			name: 'Update Product',
			value: 'updateProduct',
			action: 'Update product',
			description:
				'Change a product of your catalog. Give the name and image again even if they stay the same. A price can only be changed, not added. WhatsApp reviews the change, which takes minutes to hours.',
			fields: [product, productName, ...media('product.image_url', 'Image', ['image/*'])],
			options: productOptions,
		}),
	],
};
