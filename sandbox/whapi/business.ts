import type { Answer, Dict, SandboxRequest } from '../core/types';
import { asDict, asText, asTexts } from '../core/values';
import { notFound, ok, paged, refusal } from './answers';
import { card } from './messages';
import { WHAPI_OWN_NUMBER } from './demo';
import type { Context } from './state';

type Product = Dict & { id: string };

const withProduct =
	(run: (product: Product, request: SandboxRequest, context: Context) => Answer) =>
	(request: SandboxRequest, context: Context): Answer => {
		const id = asText(request.params.ProductID);
		const product = context.state.products.get(id);
		return product ? run(product, request, context) : notFound(`product ${id}`);
	};

const products = (request: SandboxRequest, { state }: Context): Answer =>
	paged('products', [...state.products.values()], request);

function createProduct(request: SandboxRequest, { state, ids }: Context): Answer {
	const product = {
		availability: 'in stock',
		...structuredClone(asDict(request.body)),
		id: ids.digits(16),
	};
	state.products.set(product.id, product);
	return ok(product);
}

interface Collection {
	id: string;
	name: string;
	products: string[];
	status: string;
}

const withCollection =
	(run: (collection: Collection, request: SandboxRequest, context: Context) => Answer) =>
	(request: SandboxRequest, context: Context): Answer => {
		const id = asText(request.params.CollectionID);
		const collection = context.state.collections.get(id);
		return collection ? run(collection, request, context) : notFound(`collection ${id}`);
	};

const productsOf = ({ products: ids }: Collection, { state }: Context): Product[] =>
	ids.map((id) => state.products.get(id)).filter((row): row is Product => row !== undefined);

/** `products_count` says how many products of each collection are shown. */
const filled = (collection: Collection, request: SandboxRequest, context: Context): Dict => {
	const { products_count } = request.query;
	const most = typeof products_count === 'number' ? products_count : 10;
	return { ...collection, products: productsOf(collection, context).slice(0, most) };
};

const collections = (request: SandboxRequest, context: Context): Answer =>
	paged(
		'collections',
		[...context.state.collections.values()].map((one) => filled(one, request, context)),
		request,
	);

function createCollection(request: SandboxRequest, { state, ids }: Context): Answer {
	const { name, products: given } = asDict(request.body);
	const missing = asTexts(given).find((id) => !state.products.has(id));
	if (missing !== undefined) return notFound(`product ${missing}`);
	const id = ids.digits(12);
	const status = 'APPROVED';
	state.collections.set(id, { id, name: asText(name), products: asTexts(given), status });
	return ok({ id, status });
}

const editCollection = withCollection((collection, request) => {
	const { name, add_products, remove_products } = asDict(request.body);
	if (name !== undefined) collection.name = asText(name);
	const gone = asTexts(remove_products);
	collection.products = [
		...new Set([
			...collection.products.filter((id) => !gone.includes(id)),
			...asTexts(add_products),
		]),
	];
	return ok({ id: collection.id, status: collection.status });
});

/** An order can be read only with its token. */
function getOrderItems(request: SandboxRequest, { state }: Context): Answer {
	const order = state.orders.get(asText(request.params.OrderID));
	if (!order) return notFound('order');
	if (asText(request.query.order_token) !== order.token)
		return refusal(403, 'order_token is missing or wrong');
	return ok({ items: order.items });
}

export const businessHandlers = {
	getProducts: products,
	getContactProducts: products,
	createProduct,
	getProduct: withProduct((product) => ok(product)),
	updateProduct: withProduct((product, request) =>
		ok(Object.assign(product, asDict(request.body))),
	),
	deleteProduct: withProduct(({ id }, _request, { state }) => {
		state.products.delete(id);
		return ok();
	}),
	sendProduct: card('product', (request, { state }) => {
		const id = asText(request.params.ProductID);
		return state.products.has(id)
			? { catalog_id: WHAPI_OWN_NUMBER, product_id: id }
			: notFound(`product ${id}`);
	}),
	sendCatalog: card('catalog', (request) => {
		const contact = asText(request.params.ContactID);
		const url = `https://wa.me/c/${contact}`;
		const body = asText(asDict(request.body).body).replace('%URL%', url) || url;
		const title = asText(asDict(request.body).title) || `Catalog of +${contact}`;
		return { body, url, title, catalog_id: contact };
	}),
	getCollectionsList: collections,
	getCollectionsProductsList: collections,
	createCollection,
	getCollection: withCollection((one, request, context) => ok(filled(one, request, context))),
	editCollection,
	deleteCollection: withCollection(({ id }, _request, { state }) => {
		state.collections.delete(id);
		return ok();
	}),
	getCollectionProductList: withCollection((one, request, context) => {
		const rows = filled(one, request, context).products as Product[];
		return ok({ products: rows, count: rows.length, total: one.products.length, offset: 0 });
	}),
	getOrderItems,
};
