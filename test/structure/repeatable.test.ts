/**
 * Which operations may be repeated after a lost answer. PUT, PATCH and DELETE are by default, which
 * holds only where the request names a thing by an ID that stays the same.
 */
import { effectOf } from '../../engine/define/defaults';
import { PROVIDERS } from '../conformance/providers';

/** A repeat would change another thing, or find nothing. */
const ONCE_ONLY: Record<string, string> = {
	'2Chat catalog.deleteProductImage': 'names a position, and the other images move up',
	'2Chat catalog.updateCollection': 'gives the collection another ID',
	'Whapi.Cloud story.copy': 'makes another copy',
};

/** Words in a path for a place instead of a thing. */
const PLACE = /index|position|offset|slot|place|nth|number_of|page/i;

const changing = PROVIDERS.flatMap(({ provider }) =>
	provider.resources.flatMap(({ value: resource, operations }) =>
		operations
			.filter(({ request }) => ['PUT', 'PATCH', 'DELETE'].includes(request.method))
			.map((operation) => ({ name: `${provider.name} ${resource}.${operation.value}`, operation })),
	),
);

test('operations that must not be repeated are listed, with the reason', () => {
	const once = changing.filter(({ operation }) => effectOf(operation) === 'send');
	expect(once.map(({ name }) => name).sort()).toEqual(Object.keys(ONCE_ONLY).sort());
});

test('deletes and changes by position are not repeated', () => {
	const byPlace = changing.filter(({ operation: { request } }) =>
		(request.path.match(/\{[^}]+\}/g) ?? []).some((name) => PLACE.test(name)),
	);
	expect(byPlace.map(({ name }) => name)).toEqual(['2Chat catalog.deleteProductImage']);
	for (const { operation } of byPlace) expect(effectOf(operation)).toBe('send');
});
