/** Checks of built descriptions beyond n8n's lint rules. Each gives what is wrong, in words. */
import type { INodeProperties, INodePropertyMode, INodeType } from 'n8n-workflow';
import isEqual from 'lodash/isEqual';

import { allProperties, childrenOf, optionsOf, type Placed } from '../../scripts/package/nodes';

type Check = (node: INodeType) => string[];

const CAMEL = /^[a-z][a-zA-Z0-9]*$/;

/** Properties that have no value and need no description. */
const SILENT = ['notice', 'callout', 'hidden', 'collection'];

const of = (node: INodeType) => allProperties(node.description.properties);

const each = (node: INodeType, wrong: (placed: Placed) => string | undefined | false): string[] =>
	of(node).flatMap((placed) => {
		const text = wrong(placed);
		return text ? [`${placed.path} (${placed.property.displayName}): ${text}`] : [];
	});

const conditions = ({ displayOptions = {} }: INodeProperties) => [
	...Object.entries(displayOptions.show ?? {}),
	...Object.entries(displayOptions.hide ?? {}),
];

const operationProperties = ({ description }: INodeType) =>
	description.properties.filter(({ name }) => name === 'operation');

/** `resource` and `operation` of every operation. */
const operationsOf = (node: INodeType): Array<{ resource: string; operation: string }> =>
	operationProperties(node).flatMap((property) =>
		optionsOf(property).flatMap(({ value }) =>
			(property.displayOptions?.show?.resource ?? []).map((resource) => ({
				resource: String(resource),
				operation: String(value),
			})),
		),
	);

/** Never shown together: some parameter would need two values at once. */
const exclusive = (a: INodeProperties, b: INodeProperties): boolean =>
	Object.entries(a.displayOptions?.show ?? {}).some(([name, values]) => {
		const others = b.displayOptions?.show?.[name];
		return others && !(values ?? []).some((value) => others.some((other) => isEqual(value, other)));
	});

/** Within an operation, each name is used for one field, children of collections included. */
const uniqueNames: Check = (node) => {
	const problems = new Set<string>();
	const contexts = operationsOf(node);
	const all = node.description.properties;
	for (const { resource, operation } of contexts.length
		? contexts
		: [{ resource: '', operation: '' }]) {
		const shown = all.filter(({ displayOptions }) => {
			const { show = {} } = displayOptions ?? {};
			const fits = (list: unknown[] | undefined, value: string) => !list || list.includes(value);
			return fits(show.resource, resource) && fits(show.operation, operation);
		});
		const named = shown.flatMap((property) => [
			property,
			...(property.type === 'collection' && property.name !== 'options'
				? (childrenOf(property)[0] ?? [])
				: []),
		]);
		for (const [index, one] of named.entries())
			for (const other of named.slice(index + 1))
				if (one.name === other.name && !exclusive(one, other))
					problems.add(`${resource}.${operation} has "${one.name}" twice`);
	}
	for (const { property, path } of of(node))
		for (const children of childrenOf(property))
			for (const [index, one] of children.entries())
				if (
					children
						.slice(index + 1)
						.some((other) => other.name === one.name && !exclusive(one, other))
				)
					problems.add(`${path} has "${one.name}" twice`);
	return [...problems];
};

const camelCaseOperations: Check = (node) =>
	[
		...operationProperties(node),
		...node.description.properties.filter(({ name }) => name === 'resource'),
	]
		.flatMap(optionsOf)
		.filter(({ value }) => !CAMEL.test(String(value)))
		.map(({ value }) => `"${String(value)}" is not camelCase`);

const uniqueOptions: Check = (node) =>
	each(node, ({ property }) => {
		const options = optionsOf(property);
		const repeated = (list: unknown[]) => list.find((one, index) => list.indexOf(one) !== index);
		const twice =
			repeated(options.map(({ name }) => name)) ?? repeated(options.map(({ value }) => value));
		return twice !== undefined && `"${String(twice)}" is there twice`;
	});

const uniqueActions: Check = (node) => {
	const actions = operationProperties(node)
		.flatMap(optionsOf)
		.map(({ action = '' }) => action);
	return actions.filter((action, index) => !action || actions.indexOf(action) !== index);
};

const described: Check = (node) => [
	...each(node, ({ property: { name, type, description, displayName } }) => {
		if (SILENT.includes(type) || name === 'resource' || name === 'operation') return false;
		if (!description?.trim()) return 'there is no description';
		return (
			description.trim().toLowerCase() === displayName.toLowerCase() && 'the label is repeated'
		);
	}),
	...operationProperties(node)
		.flatMap(optionsOf)
		.filter(({ name, description = '' }) => !description.trim() || description === name)
		.map(({ name }) => `${name}: the operation has no description`),
];

const placeholders: Check = (node) =>
	each(node, ({ property: { type, typeOptions, placeholder, modes } }) => {
		if (type === 'collection' || (type === 'fixedCollection' && typeOptions?.multipleValues))
			return !placeholder?.startsWith('Add ') && 'the button does not say "Add ..."';
		if (type === 'fixedCollection') return !placeholder && 'the button says nothing';
		const all = [placeholder, ...(modes ?? []).map((mode: INodePropertyMode) => mode.placeholder)];
		const wrong = all.find((text) => text !== undefined && !/^e\.g\. ./.test(text));
		return wrong !== undefined && `"${wrong}" does not begin with "e.g. "`;
	});

const defaults: Check = (node) =>
	each(node, ({ property }) => {
		const { type, default: preset, typeOptions, modes } = property;
		if (preset === undefined) return 'there is no default';
		if (typeOptions?.multipleValues && type !== 'fixedCollection')
			return !Array.isArray(preset) && 'the default is no list';
		const is = (kind: string) => typeof preset !== kind && `the default is no ${kind}`;
		switch (type) {
			case 'boolean':
			case 'number':
			case 'string':
				return is(type);
			case 'dateTime':
			case 'json':
				return is('string');
			case 'multiOptions':
				return (
					!(
						Array.isArray(preset) &&
						preset.every((one) => optionsOf(property).some(({ value }) => value === one))
					) && 'the default is no list of its options'
				);
			case 'options':
				return (
					!typeOptions?.loadOptionsMethod &&
					!optionsOf(property).some(({ value }) => value === preset) &&
					`the default "${String(preset)}" is no option`
				);
			case 'collection':
			case 'fixedCollection':
				return !isEqual(preset, {}) && !isPlain(preset) && 'the default is no object';
			case 'resourceLocator':
				return (
					!modes?.some(({ name }) => isPlain(preset) && name === preset.mode) &&
					'the default names no mode'
				);
			default:
				return false;
		}
	});

const isPlain = (value: unknown): value is { mode?: unknown } =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Conditions name parameters next to the field (or the node's own), and values that these can have. */
const conditionsResolve: Check = (node) =>
	of(node).flatMap(({ property, path, siblings, parents }) =>
		conditions(property).flatMap(([key, values]) => {
			if (key.startsWith('@')) return [];
			const absolute = key.startsWith('/');
			const name = key.replace(/^\//, '');
			const scope = absolute || !parents.length ? node.description.properties : siblings;
			const steering = scope.filter((one) => one.name === name && one !== property);
			if (!steering.length) return [`${path} depends on "${key}", which is not there`];
			const known = steering.flatMap((one) =>
				one.type === 'boolean' ? [true, false] : optionsOf(one).map(({ value }) => value),
			);
			return known.length
				? (values ?? [])
						.filter((value) => !known.includes(value as string))
						.map((value) => `${path} waits for ${key}=${String(value)}, which can't be chosen`)
				: [];
		}),
	);

/** A field is below those it depends on. Collections are sorted by label instead. */
const steeringFirst: Check = (node) =>
	of(node).flatMap(({ property, path, siblings, parents }) => {
		if (parents.at(-1)?.type === 'collection') return [];
		const index = siblings.indexOf(property);
		return conditions(property)
			.filter(([name]) => {
				const places = siblings.flatMap((one, place) => (one.name === name ? [place] : []));
				return places.length > 0 && Math.min(...places) > index;
			})
			.map(([name]) => `${path} is above "${name}", on which it depends`);
	});

/**
 * n8n looks for required children of a collection among the node's own parameters: they would be
 * required in every operation. The same goes for required fields in rows inside a collection, when a
 * parameter of the node has the name of the rows.
 */
const requiredInCollections: Check = (node) =>
	each(node, ({ property, parents }) => {
		const [first, second] = parents;
		if (!property.required || first?.type !== 'collection') return false;
		if (!second) return 'it is required inside a collection';
		const twin = node.description.properties.some(({ name }) => name === second.name);
		return twin && `it is required, and the node has another "${second.name}"`;
	});

/** Lists from the API are loaded by methods that the node has, and their fields are named so. */
const methodsExist: Check = (node) =>
	each(node, ({ property: { modes = [], typeOptions } }) => {
		const { listSearch = {}, loadOptions = {}, resourceMapping = {} } = node.methods ?? {};
		const wanted: Array<[string | undefined, object]> = [
			...modes.map((mode): [string | undefined, object] => [
				mode.typeOptions?.searchListMethod,
				listSearch,
			]),
			[typeOptions?.loadOptionsMethod, loadOptions],
			[typeOptions?.resourceMapper?.resourceMapperMethod, resourceMapping],
		];
		const missing = wanted.find(([method, known]) => method && !(method in known));
		return missing && `the node has no method "${missing[0]}"`;
	});

/** The list of actions begins with what people look for. */
const messagesFirst: Check = (node) => {
	if (node.description.group.includes('trigger')) return [];
	const [resource] = node.description.properties
		.filter(({ name }) => name === 'resource')
		.map((property) => optionsOf(property)[0]?.name);
	const [operation] = operationProperties(node).map((property) => optionsOf(property)[0]?.value);
	return [
		...(resource === 'Message' ? [] : [`the first resource is ${resource}`]),
		...(operation === 'sendText' ? [] : [`the first operation is ${String(operation)}`]),
	];
};

export const CHECKS: Record<string, Check> = {
	'names are unique in each operation': uniqueNames,
	'resources and operations are camelCase': camelCaseOperations,
	'options are unique': uniqueOptions,
	'action texts are unique': uniqueActions,
	'messages come first, and text first among them': messagesFirst,
	'everything is described': described,
	'placeholders are examples': placeholders,
	'defaults fit their type': defaults,
	'conditions can be met': conditionsResolve,
	'fields are below those they depend on': steeringFirst,
	'nothing in a collection is required elsewhere': requiredInCollections,
	'methods exist': methodsExist,
};
