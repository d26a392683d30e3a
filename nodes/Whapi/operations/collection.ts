/** Collections, in which a catalog groups its products. */
import { deleted, items, number, type Resource, text } from '../../../engine/define';
import { collection, products } from '../fields/business';
import { countOffset } from '../pagers';
import { productSummary } from '../summaries';

const COLLECTION = '/business/collections/{CollectionID}';

const name = text('name', 'Name', 'The name that customers see in the catalog', {
	placeholder: 'e.g. Autumn',
});

/** Not a page size: the route has no second page. */
const productsCount = number(
	'products_count',
	'Max Products',
	'How many products to return at most, from 1 to 30. Without it, 10 are returned.',
	{
		default: 10,
		typeOptions: { minValue: 1, maxValue: 30 },
		limits: { min: 1, max: 30 },
	},
);

export const collectionResource: Resource = {
	name: 'Collection',
	value: 'collection',
	description: 'Named groups of products within your catalog',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create collection',
			description:
				'Group products of your catalog in a new collection. Returns its ID and review status.',
			request: { method: 'POST', path: '/business/collections' },
			fields: [
				{ ...name, required: true },
				{
					...products('products', 'Products', 'The IDs of the products, one in each field'),
					required: true,
				},
			],
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete collection',
			description: "Delete a collection. This can't be undone; its products stay in the catalog.",
			request: { method: 'DELETE', path: COLLECTION },
			fields: [collection],
			output: deleted,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get collection',
			description: 'Read one collection with its products and review status',
			request: { method: 'GET', path: COLLECTION },
			fields: [collection],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many collections',
			description: 'List your collections, each with up to 10 of its products',
			request: { method: 'GET', path: '/business/collections' },
			pager: countOffset(),
			output: items('collections'),
		},
		{
			name: 'Get Many with Products (Deprecated)',
			value: 'getManyWithProductsDeprecated',
			action: 'Get many collections by former route',
			description: 'The old way to list collections. Use Get Many instead.',
			request: { method: 'GET', path: '/business/collections/products' },
			pager: countOffset(),
			options: [
				{
					...productsCount,
					description:
						'How many products to return with each collection at most, from 1 to 30. Without it, 10 are returned.',
					hint: 'Whapi.Cloud may remove this operation; use "Get Many" and "Get Products" instead',
				},
			],
			output: items('collections'),
		},
		{
			name: 'Get Products',
			value: 'getProducts',
			action: 'Get products of collection',
			description: 'List the first 10 products of one collection, or up to 30 with Max Products',
			simplify: productSummary,
			request: { method: 'GET', path: `${COLLECTION}/products` },
			fields: [collection],
			options: [productsCount],
			output: items('products'),
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update collection',
			description: 'Rename a collection, add products to it, or take some out',
			request: { method: 'PATCH', path: COLLECTION },
			fields: [collection],
			updates: [
				products(
					'add_products',
					'Add Products',
					'The IDs of the products to add, one in each field',
				),
				name,
				products(
					'remove_products',
					'Remove Products',
					'The IDs of the products to take out, one in each field',
				),
			],
		},
	],
};
