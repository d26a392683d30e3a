import type { Answer, Dict, Handler, SandboxRequest } from '../core/types';
import { asDict, asText, asTexts } from '../core/values';
import { notFound, notReady, ok, refusal } from './answers';
import { numberBy } from './numbers';
import type { Catalog, Collection, Context, Product, TwoChatState } from './state';

type Run = (catalog: Catalog, request: SandboxRequest, context: Context) => Answer;

/** The number is in the body or the query; only WhatsApp Business accounts have a catalog. */
const withCatalog =
	(run: Run): Handler<TwoChatState> =>
	(request, context) => {
		const phone = asDict(request.body).from_number ?? request.query.from_number;
		const number = numberBy(phone, context);
		if (!number) return notFound('Number');
		const refused = notReady(number, context);
		if (refused) return refused;
		const catalog = context.state.catalogs.get(number.uuid);
		if (!catalog) return refusal(406, 'The number is not a WhatsApp Business account');
		return run(catalog, request, context);
	};

const withProduct = (
	run: (product: Product, catalog: Catalog, request: SandboxRequest) => Answer,
): Handler<TwoChatState> =>
	withCatalog((catalog, request) => {
		const product = catalog.products.get(asText(request.params.product_id));
		return product ? run(product, catalog, request) : notFound('Product');
	});

const shown = ({ id, name, products }: Collection, catalog: Catalog): Dict => ({
	id,
	name,
	is_approved: true,
	approval_status: 'APPROVED',
	products: products.flatMap((one) => catalog.products.get(one) ?? []),
});

/** Prices are texts in requests and numbers in answers. */
function fields({ image_url: image, price, ...rest }: Dict): Dict {
	return {
		...rest,
		...(price === undefined ? {} : { price: Number(price) }),
		...(image === undefined ? {} : { images: [image] }),
	};
}

const listProducts = withCatalog((catalog) => ok({ products: [...catalog.products.values()] }));
const listCollections = withCatalog((catalog) =>
	ok({ collections: [...catalog.collections.values()].map((one) => shown(one, catalog)) }),
);

export const catalogHandlers: Record<string, Handler<TwoChatState>> = {
	listProducts,
	listProductsOf: listProducts,
	addProduct: withCatalog((catalog, request, { ids }) => {
		// The first one has to be added in the app.
		if (catalog.products.size === 0) return refusal(406, 'The catalog does not exist yet');
		const given = asDict(asDict(request.body).product);
		const product: Product = {
			is_hidden: false,
			url: null,
			description: null,
			availability: 'in stock',
			price: null,
			currency: null,
			...fields(given),
			id: ids.digits(16),
			name: asText(given.name),
			approval_status: 'PENDING',
		};
		catalog.products.set(product.id, product);
		return ok({ product });
	}),
	editProduct: withProduct((product, _catalog, request) => {
		Object.assign(product, fields(asDict(asDict(request.body).product)), {
			approval_status: 'PENDING',
		});
		return ok();
	}),
	deleteProduct: withProduct((product, catalog) => {
		catalog.products.delete(product.id);
		return ok();
	}),
	addProductImages: withProduct((product, _catalog, request) => {
		const more = asTexts(asDict(asDict(request.body).product).image_urls);
		product.images = [...asTexts(product.images), ...more];
		return ok();
	}),
	deleteProductImage: withProduct((product, _catalog, request) => {
		// The main image is not counted, and can't be deleted.
		const [main = '', ...more] = asTexts(product.images);
		const index = Number(request.params.image_index);
		if (!(index in more)) return notFound('Image');
		product.images = [main, ...more.filter((_image, place) => place !== index)];
		return ok();
	}),
	listCollections,
	listCollectionsOf: listCollections,
	addCollection: withCatalog((catalog, request, { ids }) => {
		const { name, product_ids: products } = asDict(asDict(request.body).collection);
		const id = ids.digits(16);
		catalog.collections.set(id, { id, name: asText(name), products: asTexts(products) });
		return ok();
	}),
	editCollection: withCatalog((catalog, request, { ids }) => {
		const collection = catalog.collections.get(asText(request.params.collection_id));
		if (!collection) return notFound('Collection');
		const body = asDict(asDict(request.body).collection);
		const removed = asTexts(body.remove_product_ids);
		const products = [...collection.products, ...asTexts(body.add_product_ids)].filter(
			(one) => !removed.includes(one),
		);
		// Every edit gives it another ID.
		const next = { ...collection, id: ids.digits(16), products };
		catalog.collections.delete(collection.id);
		catalog.collections.set(next.id, next);
		return ok({ collection: { id: next.id } });
	}),
	deleteCollection: withCatalog((catalog, request) =>
		catalog.collections.delete(asText(request.params.collection_id))
			? ok()
			: notFound('Collection'),
	),
};
