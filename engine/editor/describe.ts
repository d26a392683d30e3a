/** From descriptors to the node's `properties`. Runs once, when the package is loaded. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { effectOf } from '../define/defaults';
import { byLabelFrom5 } from '../define/fields';
import type { Field, FieldGroup, Operation, Provider, Resource } from '../define/types';
import { alphabetical } from '../define/values';
import { COLLECTIONS } from '../item/collect';
import { deliveryOptions } from '../run/options';

/**
 * The properties of an action node: resource, operation, each operation's fields, node options.
 * Fields that are alike in several operations of a resource become one property, because n8n's
 * cost per workflow start and the editor's cost per click grow with the number of properties.
 */
export function describe(provider: Provider): INodeProperties[] {
	const [first] = provider.resources;
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			// As declared, what is used most first: n8n's list of actions has the groups in this order.
			options: provider.resources.map(({ name, value, description }) => ({
				name,
				value,
				...(description ? { description } : {}),
			})),
			default: first?.value ?? '',
		},
		...provider.resources.map(operationProperty),
		...provider.resources.flatMap(resourceProperties),
		...deliveryOptions(provider),
	];
}

function operationProperty(resource: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: sendingFirst(resource).map(
			({ name, value, action, description }): INodePropertyOptions => ({
				name,
				value,
				action,
				description,
			}),
		),
		default: usualOf(resource),
	};
}

/** In alphabetical order, but for what people look for most: text, then all else that is sent. */
function sendingFirst({ operations }: Resource): Operation[] {
	const rank = ({ name, value }: Operation): number =>
		value === 'sendText' ? 0 : name.startsWith('Send') ? 1 : 2;
	return [...operations].sort((a, b) => rank(a) - rank(b) || alphabetical(a.name, b.name));
}

/** What is done most, and harmless when it is run by mistake. */
const USUAL = ['sendText', 'getMany', 'get', 'send', 'check'];

/**
 * The operation that a new node starts with: the most usual one, else the first that only reads,
 * else the first that deletes nothing.
 */
function usualOf({ operations }: Resource): string {
	const usual = USUAL.map((value) => operations.find((one) => one.value === value));
	const found =
		usual.find((operation) => operation !== undefined) ??
		operations.find((operation) => effectOf(operation) === 'read') ??
		operations.find(({ request }) => request.method !== 'DELETE') ??
		operations[0];
	return found?.value ?? '';
}

/** All fields of an operation in the order in which the form shows them. */
export function formOf(operation: Operation): Field[] {
	const form = (operation.fields ?? []).map(markedWhenEmpty);
	if (operation.pager) form.push(RETURN_ALL, LIMIT);
	if (operation.simplify) form.push(SIMPLIFY);
	for (const key of ['filters', 'options', 'updates'] as const) {
		const fields = operation[key];
		if (!fields?.length) continue;
		const { name, displayName, add } = COLLECTIONS[key];
		form.push({
			displayName,
			name,
			type: 'collection',
			placeholder: add,
			default: {},
			options: byLabelFrom5(fields),
		});
	}
	return form;
}

/**
 * n8n marks a required list without entries only if `minRequiredFields` is set. Not set for a list
 * inside a list: n8n looks for its entries in the wrong place and would always report it.
 */
function markedWhenEmpty(field: Field): Field {
	const { type, required, typeOptions } = field;
	return type === 'fixedCollection' && required && typeOptions?.multipleValues
		? { ...field, typeOptions: { ...typeOptions, minRequiredFields: 1 } }
		: field;
}

interface Shared {
	key: string;
	property: INodeProperties;
	operations: string[];
}

function resourceProperties(resource: Resource): INodeProperties[] {
	const merged: Shared[] = [];
	for (const operation of resource.operations) {
		let position = 0;
		for (const field of formOf(operation)) {
			const { key, property } = described(field);
			const same = merged.findIndex((entry, index) => index >= position && entry.key === key);
			if (same >= 0) {
				merged[same]?.operations.push(operation.value);
				position = same + 1;
			} else {
				merged.splice(position, 0, { key, property, operations: [operation.value] });
				position++;
			}
		}
	}
	return merged.map(({ property, operations }) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { resource: [resource.value], operation: operations, ...property.displayOptions?.show },
		},
	}));
}

/** Most fields stand in several operations. */
const knownFields = new WeakMap<Field, Pick<Shared, 'key' | 'property'>>();

function described(field: Field): Pick<Shared, 'key' | 'property'> {
	const known = knownFields.get(field);
	if (known) return known;
	const property = toProperty(field);
	const made = { key: JSON.stringify(property), property };
	knownFields.set(field, made);
	return made;
}

/** What only the engine reads, and what is put in below. */
const OWN_KEYS = new Set(['send', 'limits', 'options', 'required']);

/** Removes the keys that only the engine reads. */
export function toProperty(field: Field): INodeProperties {
	const { options, required } = field;
	const property = Object.fromEntries(
		Object.entries(field).filter(([name]) => !OWN_KEYS.has(name)),
	) as unknown as INodeProperties;
	if (required) property.required = required;
	if (!options) return property;
	return {
		...property,
		options: options.map((entry) => {
			if ('values' in entry)
				return { ...entry, values: (entry as FieldGroup).values.map(toProperty) };
			return 'type' in entry ? toProperty(entry as Field) : (entry as INodePropertyOptions);
		}),
	};
}

const RETURN_ALL: Field = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

const LIMIT: Field = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
	displayOptions: { show: { returnAll: [false] } },
};

const SIMPLIFY: Field = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
