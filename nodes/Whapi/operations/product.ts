/** Products of the own catalog, and of other businesses. */
import { deleted, item, items, type Resource, text } from '../../../engine/define';
import {
	currency,
	images,
	price,
	productDescription,
	productName,
	productOptions,
} from '../fields/business';
import { contact, product, to } from '../fields/common';
import { senderOptions } from '../fields/messages';
import { countOffset } from '../pagers';
import { productSummary } from '../summaries';

const PRODUCT = '/business/products/{ProductID}';

export const productResource: Resource = {
	name: 'Product',
	value: 'product',
	description: 'What you sell: the items of your WhatsApp Business catalog',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create product',
			description: 'Add a product to your catalog. WhatsApp reviews it before customers see it.',
			simplify: productSummary,
			request: { method: 'POST', path: '/business/products' },
			fields: [
				{ ...productName, required: true },
				{ ...productDescription, required: true },
				{ ...price, required: true },
				currency,
				images('From 1 to 10 pictures of the product'),
			],
			options: productOptions,
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete product',
			description: "Delete a product from your catalog. This can't be undone.",
			request: { method: 'DELETE', path: PRODUCT },
			fields: [product],
			output: deleted,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get product',
			description: 'Read one product with its price, pictures and review status',
			simplify: productSummary,
			request: { method: 'GET', path: PRODUCT },
			fields: [product],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many products',
			description: 'List the products of your catalog',
			simplify: productSummary,
			request: { method: 'GET', path: '/business/products' },
			pager: countOffset(),
			output: items('products'),
		},
		{
			name: 'Get Many of a Business',
			value: 'getManyByContact',
			action: 'Get many products of another business',
			description: 'List the products of any business on WhatsApp, by its phone number',
			simplify: productSummary,
			request: { method: 'GET', path: '/business/{ContactID}/products' },
			fields: [
				{
					...contact,
					displayName: 'Business',
					description: 'The business, by its phone number with country code',
				},
			],
			pager: countOffset(),
			output: items('products'),
		},
		{
			name: 'Send',
			value: 'send',
			action: 'Send product',
			description:
				'Send a product from your catalog, or from that of another business, as a message',
			request: { method: 'POST', path: PRODUCT },
			fields: [to, product],
			options: [
				text('catalog_id', 'Catalog ID', 'The catalog with the product, if it is not yours', {
					placeholder: 'e.g. 15550100100',
					hint: 'The ID of a catalog is the phone number of its owner, digits only',
				}),
				...senderOptions,
			],
			output: item(),
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update product',
			description:
				'Change a product of your catalog. Its pictures are always replaced, so list all of them.',
			simplify: productSummary,
			request: { method: 'PATCH', path: PRODUCT },
			fields: [
				product,
				images(
					'All pictures of the product, from 1 to 10. Those that you leave out are removed; Product > Get returns the present ones.',
				),
			],
			updates: [
				...productOptions,
				{ ...currency, description: 'The currency of the new price' },
				productDescription,
				productName,
				price,
			],
		},
	],
};
