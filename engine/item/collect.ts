/** From an operation and one item's parameters to the request that will be sent. */
import type { IDataObject } from 'n8n-workflow';

import { placeOf } from '../define/defaults';
import type { Field, Operation, RequestParts, Values } from '../define/types';
import { copied, COUNTRY, pathPart, put, TIMEZONE, WrongValue } from '../define/values';
import { childrenOf, fieldValue, isShown } from './convert';

/** Reads one raw parameter of the item, expressions evaluated. */
export type ReadParameter = (name: string, fallback: unknown) => unknown;

/** Everything that one item asks for. */
export interface ItemRequest {
	parts: RequestParts;
	values: Values;
	returnAll: boolean;
	limit: number;
	simplify: boolean;
}

export const COLLECTIONS = {
	options: { name: 'additionalFields', displayName: 'Additional Fields', add: 'Add Field' },
	filters: { name: 'filters', displayName: 'Filters', add: 'Add Filter' },
	updates: { name: 'updateFields', displayName: 'Update Fields', add: 'Add Field' },
} as const;

/** Everything that `collect` may read. */
export const parameterNames = (operation: Operation): string[] => [
	...(operation.fields ?? []).map(({ name }) => name),
	...Object.values(COLLECTIONS).map(({ name }) => name),
	'returnAll',
	'limit',
	'simplify',
];

/**
 * One pass over the chosen operation's fields, each parameter read once.
 *
 * @param read gives the raw parameter of this item
 * @param timezone the workflow's, for dates without an offset
 * @param country for phone numbers without country code: ISO code or calling code
 * @throws WrongValue before anything of the item is sent
 */
export function collect(
	operation: Operation,
	read: ReadParameter,
	timezone: string,
	country?: string,
): ItemRequest {
	const values: Values = { [TIMEZONE]: timezone, [COUNTRY]: country };
	const parts: RequestParts = {
		path: operation.request.path,
		query: { ...operation.request.query },
		headers: { ...operation.request.headers },
		body: operation.request.body ? copied(operation.request.body) : {},
		files: {},
	};
	for (const field of operation.fields ?? []) {
		if (!isShown(field, values)) continue;
		place(operation, parts, field, read(field.name, field.default), values);
	}
	for (const [key, { name }] of Object.entries(COLLECTIONS)) {
		const children = operation[key as keyof typeof COLLECTIONS];
		if (!children?.length) continue;
		const raw = (read(name, {}) ?? {}) as IDataObject;
		for (const child of children)
			if (child.name in raw && isShown(child, { ...values, ...raw }))
				place(operation, parts, child, raw[child.name], values);
	}
	refuseEmptyUpdate(operation, values);
	operation.check?.(values);
	const shaped = operation.request.shape?.(parts, values) ?? parts;
	if (/\{\w+\}/.test(shaped.path))
		throw new WrongValue(`a value is missing for ${/\{(\w+)\}/.exec(shaped.path)?.[1]}`);
	const returnAll = operation.pager ? read('returnAll', false) === true : true;
	return {
		parts: shaped,
		values,
		returnAll,
		limit: operation.pager && !returnAll ? wholeLimit(read('limit', 50)) : 0,
		simplify: operation.simplify ? read('simplify', true) !== false : false,
	};
}

/**
 * Providers answer an update without changes with an error or, worse, as a success.
 * @throws WrongValue
 */
function refuseEmptyUpdate(operation: Operation, values: Values): void {
	const { fields = [], updates = [] } = operation;
	if (!updates.length) return;
	const isContent = (field: Field) =>
		!field.required && ['body', 'file'].includes(placeOf(operation, field));
	const changes = [...updates, ...fields.filter(isContent)];
	const isGiven = ({ name }: Field) => values[name] !== undefined;
	if (!changes.some(isGiven))
		throw new WrongValue(
			'there is nothing to change',
			COLLECTIONS.updates.displayName,
			'Add at least one field with a value',
		);
}

function wholeLimit(raw: unknown): number {
	const limit = Number(raw);
	if (!Number.isInteger(limit) || limit < 1)
		throw new WrongValue('a whole number from 1 is needed', 'Limit');
	return limit;
}

function place(
	operation: Operation,
	parts: RequestParts,
	field: Field,
	raw: unknown,
	values: Values,
): void {
	if (field.type === 'notice' || field.type === 'callout') return;
	if (field.type === 'collection') {
		const group = (raw ?? {}) as IDataObject;
		for (const child of childrenOf(field))
			if (child.name in group) place(operation, parts, child, group[child.name], values);
		return;
	}
	const value = fieldValue(field, raw, values);
	values[field.name] = value;
	if (value === undefined) return;
	const name = field.send?.as ?? field.name;
	const target = placeOf(operation, field);
	if (field.send?.signedUrl) {
		parts.links = { ...parts.links, [name]: { property: String(value), field } };
		return;
	}
	// One field that sets several values of the request gives an object under the name ''.
	if (name === '') {
		for (const [key, part] of Object.entries(value as IDataObject))
			if (target === 'query') parts.query[key] = part;
			else put(parts.body, key, part);
		return;
	}
	switch (target) {
		case 'path':
			parts.path = parts.path.replace(`{${name}}`, pathPart(value, field.displayName));
			break;
		case 'query':
			parts.query[name] = value as IDataObject[string];
			break;
		case 'header':
			parts.headers[name] = String(value);
			break;
		case 'file':
			parts.files[name] = String(value);
			break;
		case 'body':
			put(parts.body, name, value);
	}
}
