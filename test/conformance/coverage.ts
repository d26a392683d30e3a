/** What a contract lets a client send, and what was sent. */
import {
	bodyTypes,
	type ContractOperation,
	isObject,
	type ContractParameter,
} from '../contracts/contract';
import type { Received } from './contractServer';

/**
 * One thing that can be sent, such as `sendMessage body data.context.header.type`, or one documented
 * value of it (`... =image`). Lists are written `[]`, names of open maps as their pattern or `*`.
 */
export interface Sendable {
	name: string;
	matches: (sent: string) => boolean;
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Everything that an operation of a contract takes: parameters, body fields and documented values. */
export function sendables(operation: ContractOperation): Sendable[] {
	const sources = new Map<string, string>();
	const add = (label: string, pattern: string) => sources.set(label, pattern);
	for (const parameter of operation.parameters) addParameter(operation, parameter, add);
	const body = operation.operation.requestBody;
	for (const type of bodyTypes(operation)) {
		const media = isObject(body) && isObject(body.content) ? body.content[type] : undefined;
		const start = `${operation.operationId} body `;
		if (isObject(media))
			walkSchema(media.schema, start, literal(start), add, new Set(), { top: true });
	}
	return [...sources].map(([name, pattern]) => {
		const expression = new RegExp(`^${pattern}$`, 's');
		return { name, matches: (sent) => expression.test(sent) };
	});
}

type Add = (label: string, pattern: string) => void;

function addParameter(operation: ContractOperation, parameter: ContractParameter, add: Add): void {
	if (parameter.in === 'cookie') return;
	const name = parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
	const label = `${operation.operationId} ${parameter.in} ${name}`;
	add(label, literal(label));
	walkSchema(parameter.schema, label, literal(label), add, new Set(), { top: false });
}

function walkSchema(
	schema: unknown,
	label: string,
	pattern: string,
	add: Add,
	above: Set<unknown>,
	{ top }: { top: boolean },
): void {
	if (!isObject(schema) || above.has(schema)) return;
	const within = new Set(above).add(schema);
	const go = (inner: unknown, more: string, morePattern = literal(more)) =>
		walkSchema(inner, label + more, pattern + morePattern, add, within, { top: false });
	const dot = top || label.endsWith(' ') ? '' : '.';
	for (const [name, inner] of Object.entries(
		isObject(schema.properties) ? schema.properties : {},
	)) {
		if (inner === false) continue;
		add(`${label}${dot}${name}`, pattern + literal(`${dot}${name}`));
		go(inner, `${dot}${name}`);
	}
	const maps = Object.entries(isObject(schema.patternProperties) ? schema.patternProperties : {});
	if (isObject(schema.additionalProperties)) maps.push(['*', schema.additionalProperties]);
	for (const [source, inner] of maps) {
		const one = source === '*' ? '[^.]+' : source.replace(/^\^/, '').replace(/\$$/, '').padEnd(1);
		const open = source === '*' || source.endsWith('$') ? one : `${one}[^.]*`;
		add(`${label}${dot}${source}`, `${pattern}${literal(dot)}${open}`);
		go(inner, `${dot}${source}`, `${literal(dot)}${open}`);
	}
	if (schema.items) {
		add(`${label}[]`, pattern + literal('[]'));
		go(schema.items, '[]');
	}
	const values = 'const' in schema ? [schema.const] : Array.isArray(schema.enum) ? schema.enum : [];
	for (const value of values as unknown[])
		if (value !== null && value !== '')
			add(`${label} =${String(value)}`, pattern + literal(` =${String(value)}`));
	for (const key of ['allOf', 'oneOf', 'anyOf'] as const)
		if (Array.isArray(schema[key]))
			for (const part of schema[key] as unknown[])
				walkSchema(part, label, pattern, add, within, { top });
	for (const key of ['if', 'then', 'else'] as const)
		if (key !== 'if') walkSchema(schema[key], label, pattern, add, within, { top });
}

/** Everything that a request sent, in the same words. */
export function sentBy({ operation, path, query, headers, body }: Received): string[] {
	if (!operation) return [];
	const out: string[] = [];
	for (const [place, values] of Object.entries({ path, query, header: headers }))
		for (const [name, value] of Object.entries(values)) {
			const parameter = operation.parameters.find(
				(one) => one.in === place && one.name.toLowerCase() === name.toLowerCase(),
			);
			const isList = parameter && [parameter.schema.type].flat().includes('array');
			const list = isList && typeof value === 'string' ? value.split(/[,|]/) : value;
			const label = `${operation.operationId} ${place} ${name}`;
			out.push(label);
			walkValue(list, label, out, '.');
		}
	if (!Buffer.isBuffer(body)) walkValue(body, `${operation.operationId} body `, out, '');
	return out;
}

function walkValue(value: unknown, label: string, out: string[], dot: string): void {
	if (Array.isArray(value)) {
		for (const entry of value as unknown[]) {
			out.push(`${label}[]`);
			walkValue(entry, `${label}[]`, out, '.');
		}
	} else if (isObject(value)) {
		for (const [name, inner] of Object.entries(value)) {
			out.push(`${label}${dot}${name}`);
			walkValue(inner, `${label}${dot}${name}`, out, '.');
		}
	} else {
		out.push(`${label} =${String(value)}`);
	}
}
