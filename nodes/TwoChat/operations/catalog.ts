/** The catalog of a WhatsApp Business number: products, their pictures, collections. */
import {
	choice,
	locator,
	longText,
	number,
	shownFor,
	text,
	texts,
	toggle,
} from '../../../engine/fields';
import { deleted, item, items } from '../../../engine/output';
import { wholeList } from '../../../engine/paging';
import type { Field, Operation, Resource } from '../../../engine/types';
import { numberNotReady } from '../advice';
import { fromNumber, media, nowhere, phone, publicUrl } from '../fields';
import { withSegment } from '../paths';

const PRODUCT_EXAMPLE = '9846351425439378';

const product = locator(
	'product',
	'Product',
	'The product of your catalog. Choose the number first to see the list.',
	{ search: 'products', example: PRODUCT_EXAMPLE },
	{ required: true, send: { as: 'product_id' } },
);

const collection = locator(
	'collection',
	'Collection',
	'The collection. Its ID changes with every edit: take it from the answer to the last edit, or from the list.',
	{ search: 'collections', example: '1001398997609659' },
	{ required: true, send: { as: 'collection_id' } },
);

const productIds = (name: string, label: string, description: string, as: string): Field =>
	texts(name, label, description, {
		required: true,
		placeholder: `e.g. ${PRODUCT_EXAMPLE}`,
		send: { as },
	});

const productName = text('name', 'Name', 'The name of the product', {
	required: true,
	placeholder: 'e.g. Canvas Backpack',
	send: { as: 'product.name' },
});

const productOptions: Field[] = [
	longText('description', 'Description', 'The text about the product', {
		placeholder: 'e.g. 20 litres, water-resistant',
		send: { as: 'product.description' },
	}),
	toggle('hidden', 'Hidden', 'Whether customers cannot see the product', {
		send: { as: 'product.is_hidden' },
	}),
	text('price', 'Price', 'The price as a number with a point, without the currency', {
		placeholder: 'e.g. 150.50',
		send: { as: 'product.price' },
	}),
	publicUrl('productUrl', 'Product Page URL', 'The web page of the product', {
		placeholder: 'e.g. https://example.com/backpack',
		send: { as: 'product.url' },
	}),
	text('retailerId', 'Article Number', 'Your own number of the product (SKU)', {
		placeholder: 'e.g. BP-20-BLUE',
		send: { as: 'product.retailer_id' },
	}),
];

const currency = text(
	'currency',
	'Currency',
	"The currency of the price in three letters. It can't be changed later. Without it the country of the number decides.",
	{
		placeholder: 'e.g. USD',
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
	// A DELETE has a body here.
	fields: [fromNumber('from_number', 'body'), ...(operation.fields ?? [])],
	...(method === 'DELETE' ? { output: deleted } : {}),
});

const list = (name: 'products' | 'collections'): Operation => ({
	name: name === 'products' ? 'Get Many Products' : 'Get Many Collections',
	value: name === 'products' ? 'getManyProducts' : 'getManyCollections',
	action: `Get many ${name} of a catalog`,
	description: `List the ${name} of your catalog or of another business`,
	request: {
		method: 'GET',
		path: `/whatsapp/catalog/${name}`,
		shape: withSegment('targetNumber'),
	},
	advice: numberNotReady,
	fields: [fromNumber()],
	pager: wholeList,
	filters: [
		phone(
			'targetNumber',
			'Of Business',
			'The phone number of another business, to see its catalog instead of yours',
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
	description: 'Products and collections of a WhatsApp Business number',
	operations: [
		change('POST', 'product/image/{product_id}', {
			name: 'Add Product Images',
			value: 'addProductImages',
			action: 'Add images to a product',
			description: 'Add pictures to a product, at most two at a time',
			fields: [
				product,
				texts(
					'imageUrls',
					'Image URLs',
					'The web addresses of the pictures, at most two. Anybody must be able to open them without a login.',
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
			action: 'Create a collection',
			description:
				"Group products of your catalog in a collection. Its name can't be changed later.",
			fields: [
				text('name', 'Name', 'The name of the collection', {
					required: true,
					placeholder: 'e.g. Backpacks',
					send: { as: 'collection.name' },
				}),
				productIds(
					'productIds',
					'Product IDs',
					'The IDs of the products, one in each field; Get Many Products gives them',
					'collection.product_ids',
				),
			],
		}),
		change('POST', 'product', {
			name: 'Create Product',
			value: 'createProduct',
			action: 'Create a product',
			description:
				'Add a product to your catalog. WhatsApp reviews it, which takes minutes to hours. The very first product has to be added in the WhatsApp app.',
			fields: [productName, ...media('product.image_url', 'Image', ['image/*'])],
			options: [currency, ...productOptions],
			output: item('product'),
		}),
		change('DELETE', 'collection/{collection_id}', {
			name: 'Delete Collection',
			value: 'deleteCollection',
			action: 'Delete a collection',
			description: "Delete a collection. This can't be undone; its products stay in the catalog.",
			fields: [collection],
		}),
		change('DELETE', 'product/{product_id}', {
			name: 'Delete Product',
			value: 'deleteProduct',
			action: 'Delete a product',
			description: "Delete a product from your catalog. This can't be undone.",
			fields: [product],
		}),
		change('DELETE', 'product/image/{product_id}/{image_index}', {
			name: 'Delete Product Image',
			value: 'deleteProductImage',
			action: 'Delete an image of a product',
			description:
				"Delete one of the further pictures of a product. This can't be undone. The first picture can't be deleted.",
			fields: [
				product,
				number(
					'imageIndex',
					'Image Number',
					"Which picture to delete. The first one is 0 and can't be deleted.",
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
			action: 'Update a collection',
			description:
				'Add products to a collection or take some out. This gives the collection a new ID.',
			fields: [
				collection,
				choice(
					'change',
					'Change',
					'What to do with the products of the collection',
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
						'The IDs of the products to add, one in each field',
						'collection.add_product_ids',
					),
				),
				...shownFor(
					{ change: ['remove', 'both'] },
					productIds(
						'removeProductIds',
						'Product IDs to Remove',
						'The IDs of the products to take out, one in each field',
						'collection.remove_product_ids',
					),
				),
			],
		}),
		change('PUT', 'product/{product_id}', {
			name: 'Update Product',
			value: 'updateProduct',
			action: 'Update a product',
			description:
				'Change a product. Name and image have to be given again, even if they stay the same.',
			fields: [product, productName, ...media('product.image_url', 'Image', ['image/*'])],
			options: productOptions,
		}),
	],
};
