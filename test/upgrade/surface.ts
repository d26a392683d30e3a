/**
 * What saved workflows hold of a node: values, names, types and defaults of its parameters, and the
 * fields of its output that expressions use. One line of text for each, so that a change can be read.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

import { messagingEvent } from '../../engine/trigger/event';
import { optionsOf, publishedNodes, type PublishedNode } from '../../scripts/package/nodes';

/** Name (dotted) -> "type", "!" if needed, the values to choose from, "= default". */
export type Parameters = Record<string, string>;
/** Name (dotted) -> JSON type. */
export type Fields = Record<string, string>;

export interface Surface {
	/** Of the node, or of every operation of it. */
	parameters: Parameters;
	/** "resource.operation" -> its form and output. */
	operations?: Record<string, { parameters: Parameters; output?: Fields }>;
	/** Triggers: what every event has. */
	output?: Fields;
}

/** Between the forms of one name. */
export const OR = ' or ';
const SHOWN_ONLY = ['notice', 'callout', 'button'];
/** Deeper fields are the provider's own: they come and go without us. */
const DEPTH = 2;

const ROOT = join(__dirname, '..', '..');

/** n8n does not save a value that equals the default, so that defaults are part of it. */
function presetOf({ type, default: preset }: INodeProperties): string {
	const isEmpty =
		preset === '' ||
		preset === undefined ||
		preset === null ||
		/^(\{\}|\[\])$/.test(JSON.stringify(preset));
	return isEmpty || type.startsWith('resource') ? '' : ` = ${JSON.stringify(preset)}`;
}

function typeLine(property: INodeProperties): string {
	const { type, required, typeOptions, modes = [] } = property;
	const values = [
		...optionsOf(property).map(({ value }) => String(value)),
		...modes.map(({ name }) => name),
	];
	const list = typeOptions?.multipleValues ? '[]' : '';
	const choices = values.length ? `(${values.sort().join('|')})` : '';
	return `${type}${list}${choices}${required ? '!' : ''}${presetOf(property)}`;
}

/** Each list of properties below one, with its name in saved workflows. */
function groupsOf(property: INodeProperties): Array<[string[], INodeProperties[]]> {
	const { type, options = [] } = property;
	if (type === 'collection') return [[[], options as INodeProperties[]]];
	if (type !== 'fixedCollection') return [];
	return (options as INodePropertyCollection[]).map(({ name, values }) => [[name], values]);
}

/** Properties with the same name in one form (shown for different choices) are joined. */
function parametersOf(properties: INodeProperties[], above: string[] = []): Parameters {
	const lines = new Map<string, Set<string>>();
	const add = (name: string, line: string) =>
		lines.set(name, (lines.get(name) ?? new Set<string>()).add(line));
	for (const property of properties) {
		if (SHOWN_ONLY.includes(property.type)) continue;
		const path = [...above, property.name];
		add(path.join('.'), typeLine(property));
		for (const [group, children] of groupsOf(property)) {
			const inner = parametersOf(children, [...path, ...group]);
			for (const [name, line] of Object.entries(inner)) add(name, line);
		}
	}
	const joined = [...lines].map(([name, all]) => [name, [...all].sort().join(OR)]);
	return sortedKeys(Object.fromEntries(joined) as Parameters);
}

const sortedKeys = <T>(record: Record<string, T>): Record<string, T> =>
	Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));

const showsFor = (property: INodeProperties, name: string, value: string): boolean => {
	const wanted = property.displayOptions?.show?.[name];
	return !wanted || wanted.includes(value);
};

interface JsonSchema {
	type?: string | string[];
	properties?: Record<string, JsonSchema>;
	items?: JsonSchema;
}

function fieldsOf(schema: JsonSchema, above: string[] = []): Fields {
	const fields: Fields = {};
	for (const [name, inner] of Object.entries(schema.properties ?? {})) {
		const path = [...above, name];
		fields[path.join('.')] = [inner.type ?? 'any'].flat().join('|');
		if (path.length < DEPTH) Object.assign(fields, fieldsOf(inner, path));
	}
	return sortedKeys(fields);
}

/** The output schema that n8n shows for an operation, where there is one. */
function outputOf(node: string, resource: string, operation: string): Fields | undefined {
	const path = join(ROOT, 'nodes', node, '__schema__', 'v1.0.0', resource, `${operation}.json`);
	if (!existsSync(path)) return undefined;
	return fieldsOf(JSON.parse(readFileSync(path, 'utf8')) as JsonSchema);
}

function zodFields(shape: z.ZodRawShape, above: string[] = []): Fields {
	const fields: Fields = {};
	for (const [name, type] of Object.entries(shape)) {
		const inner =
			type instanceof z.ZodOptional ? (type as z.ZodOptional<z.ZodTypeAny>).unwrap() : type;
		const path = [...above, name];
		const kind = inner instanceof z.ZodEnum ? (inner.options as string[]).join('|') : undefined;
		fields[path.join('.')] = kind ?? inner.constructor.name.replace(/^Zod/, '').toLowerCase();
		if (inner instanceof z.ZodObject)
			Object.assign(fields, zodFields(inner.shape as z.ZodRawShape, path));
	}
	return sortedKeys(fields);
}

function actionSurface(name: string, properties: INodeProperties[]): Surface {
	const common = properties.filter(
		({ displayOptions, name: own }) => own === 'resource' || !displayOptions?.show?.resource,
	);
	const resources = optionsOf(
		properties.find((property) => property.name === 'resource') as INodeProperties,
	);
	const operations: NonNullable<Surface['operations']> = {};
	for (const { value: resource } of resources as Array<{ value: string }>) {
		const own = properties.filter(
			(property) =>
				property.displayOptions?.show?.resource && showsFor(property, 'resource', resource),
		);
		const choice = own.find((property) => property.name === 'operation') as INodeProperties;
		for (const { value } of optionsOf(choice) as INodePropertyOptions[]) {
			const operation = String(value);
			const form = own.filter(
				(property) => property !== choice && showsFor(property, 'operation', operation),
			);
			const output = outputOf(name, resource, operation);
			operations[`${resource}.${operation}`] = {
				parameters: parametersOf(form),
				...(output ? { output } : {}),
			};
		}
	}
	return { parameters: parametersOf(common), operations: sortedKeys(operations) };
}

function surfaceOf({ name, node }: PublishedNode): Surface {
	const { properties, group } = node.description;
	return group.includes('trigger')
		? { parameters: parametersOf(properties), output: zodFields(messagingEvent.shape) }
		: actionSurface(name, properties);
}

/** Of every node that the package publishes, by class name. */
export const surfaces = (): Map<string, Surface> =>
	new Map(publishedNodes().map((published) => [published.name, surfaceOf(published)]));
