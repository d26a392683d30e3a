/**
 * The body of a call, decoded from its bytes: content types are wrong or missing in practice, and n8n
 * goes by them alone.
 */
import setWith from 'lodash/setWith';
import type { IDataObject } from 'n8n-workflow';

import { isObject, parseJson } from '../define/values';
import { BadBody, type IncomingCall } from './types';

/** No provider nests deeper; much deeper values can't be handled by recursion. */
const MOST_LEVELS = 100;
const TOO_DEEP = '[nested too deeply]';

/**
 * The bodies in a call: one, or the entries of a JSON list. A call without a body has an empty one.
 *
 * @returns BadBody for what is neither JSON nor a form
 */
export function bodiesOf(call: IncomingCall): unknown[] | BadBody {
	const value = decode(call);
	if (value instanceof BadBody) return value;
	return (Array.isArray(value) ? (value as unknown[]) : [value]).map(shallow);
}

function decode({ body, headers, rawBody }: IncomingCall): unknown {
	const type = String(headers['content-type'] ?? '').toLowerCase();
	// n8n has read these as what they are: multipart comes as {data, files} and without raw bytes.
	if (type.startsWith('multipart/')) return unfold(isObject(body) && body.data ? body.data : body);
	if (/\bjson\b/.test(type) && typeof body === 'object' && body !== null && sizeOf(body))
		return body;
	const text = (rawBody.length ? rawBody.toString() : textOf(body)).replace(/^\uFEFF/, '').trim();
	if (!text || text === 'null') return {};
	if (/^[[{]/.test(text)) {
		const value = parseJson(text);
		return value instanceof Error
			? new BadBody(`The body is not valid JSON: ${value.message}`)
			: value;
	}
	if (!/x-www-form-urlencoded/.test(type) && !isForm(text))
		return new BadBody('The body is neither JSON nor a form');
	return unfold(fieldsOf(text));
}

const sizeOf = (value: object): number => Object.keys(value).length;

const textOf = (body: unknown): string =>
	typeof body === 'string' ? body : JSON.stringify(body ?? {});

/** True for `name=value&...`. */
const isForm = (text: string): boolean => /^[\w.[\]%-]+=/.test(text);

/** A field that comes several times is a list, as in n8n. */
function fieldsOf(text: string): IDataObject {
	const parameters = new URLSearchParams(text);
	return Object.fromEntries(
		[...new Set(parameters.keys())].map((name) => {
			const values = parameters.getAll(name);
			return [name, values.length > 1 ? values : (values[0] ?? '')];
		}),
	);
}

/** `data[messages][0][id]` and `data.messages.0.id` as the names in their path. */
const pathOf = (name: string): string[] =>
	/^[\w-]+(\[[\w-]*\]|\.[\w-]+)+$/.test(name)
		? name.split(/[[\].]+/).filter((part) => part !== '')
		: [name];

/** A form's fields as what they mean: JSON text in a value, paths in names. */
function unfold(fields: unknown): IDataObject {
	const result: IDataObject = {};
	for (const [name, value] of Object.entries(isObject(fields) ? fields : {})) {
		const single: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
		const isJson = typeof single === 'string' && /^\s*[[{]/.test(single);
		const parsed = isJson ? shallow(parseJson(single)) : single;
		// Objects all the way: a high index must not make a long list.
		setWith(result, pathOf(name), parsed instanceof Error ? single : parsed, Object);
	}
	return withLists(result) as IDataObject;
}

/** Objects with the keys 0, 1, 2 ... as lists. */
function withLists(value: unknown): unknown {
	if (!isObject(value)) return value;
	const entries = Object.entries(value).map(([name, inner]) => [name, withLists(inner)] as const);
	return entries.length && entries.every(([name], index) => name === String(index))
		? entries.map(([, inner]) => inner)
		: Object.fromEntries(entries);
}

const shallow = (value: unknown): unknown =>
	isWithin(value, MOST_LEVELS) ? value : cut(value, MOST_LEVELS);

const isWithin = (value: unknown, levels: number): boolean =>
	typeof value !== 'object' ||
	value === null ||
	(levels > 0 && Object.values(value).every((inner) => isWithin(inner, levels - 1)));

/** What is nested too deeply is replaced by a word. */
function cut(value: unknown, levels: number): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (levels === 0) return TOO_DEEP;
	if (Array.isArray(value)) return value.map((inner) => cut(inner, levels - 1));
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name, cut(inner, levels - 1)]),
	);
}
