/**
 * Expressions of one item, evaluated together.
 *
 * n8n evaluates each expression on its own, which costs about half a millisecond each: with four of
 * them, more than all else that an item needs. Here all that an operation will read become one
 * list, evaluated at once. Only plain values are taken from it; for everything else (objects, dates,
 * nothing at all, an error) the parameter is read in n8n's own way, so that what comes out is always
 * what n8n would give.
 */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../define/values';

/** Texts between expressions, and the places of the expressions in the list. */
type Template = Array<string | number>;

/** A parameter with templates in place of its expressions. */
type Prepared =
	| { template: Template }
	| { list: Prepared[] }
	| { map: Record<string, Prepared> }
	| { value: unknown };

/** Expressions that are evaluated alone: they read the enclosing parameter, or have side effects. */
const APART = /\$(?:raw)?parameter|\$fromAI|\$evaluateExpression|customData|\$secrets/i;
const MOST = 100;
/** After so many failures, a run (or a parameter in it) is read one by one for the rest. */
const MOST_FAILURES = 3;

export interface Batch {
	/** The values of an item's parameters by name; those that are not in it are to be read one by one. */
	valuesOf: (itemIndex: number) => Map<string, unknown>;
}

/** @param names the parameters that will be read; `undefined` when there is nothing to gain */
export function batchExpressions(caller: IExecuteFunctions, names: string[]): Batch | undefined {
	const { parameters } = caller.getNode();
	const codes: string[] = [];
	const prepared = new Map<string, Prepared>();
	for (const name of new Set(names)) {
		const before = codes.length;
		const one = prepare(parameters[name], codes);
		if (one && codes.length > before) prepared.set(name, one);
		else codes.length = before;
	}
	if (codes.length < 2 || codes.length > MOST) return undefined;
	const together = `{{ [${codes.map((code) => `(${code}\n)`).join(',')}] }}`;
	let failures = 0;
	const misses = new Map<string, number>();
	return {
		valuesOf(itemIndex) {
			const values = new Map<string, unknown>();
			if (failures >= MOST_FAILURES) return values;
			const results = evaluate(caller, together, itemIndex);
			if (results?.length !== codes.length) {
				failures++;
				return values;
			}
			for (const [name, one] of prepared) {
				const value = filled(one, results);
				if (value !== undefined) values.set(name, value);
				else if (countMiss(misses, name) >= MOST_FAILURES) prepared.delete(name);
			}
			if (!prepared.size) failures = MOST_FAILURES;
			return values;
		},
	};
}

function countMiss(misses: Map<string, number>, name: string): number {
	const count = (misses.get(name) ?? 0) + 1;
	misses.set(name, count);
	return count;
}

function evaluate(caller: IExecuteFunctions, code: string, itemIndex: number) {
	try {
		const results: unknown = caller.evaluateExpression(code, itemIndex);
		return Array.isArray(results) ? (results as unknown[]) : undefined;
	} catch {
		// Which of them is wrong, and whether it matters, n8n tells when they are read one by one.
		return undefined;
	}
}

/** `undefined` for what must be read in n8n's own way. */
function prepare(raw: unknown, codes: string[]): Prepared | undefined {
	if (typeof raw === 'string' && raw.startsWith('=')) {
		const template = split(raw.slice(1), codes);
		return template && { template };
	}
	if (Array.isArray(raw)) {
		const list = raw.map((entry) => prepare(entry, codes));
		return list.includes(undefined) ? undefined : { list: list as Prepared[] };
	}
	if (!isObject(raw)) return { value: raw };
	const map: Record<string, Prepared> = {};
	for (const [key, entry] of Object.entries(raw)) {
		const one = prepare(entry, codes);
		if (!one) return undefined;
		map[key] = one;
	}
	return { map };
}

function split(text: string, codes: string[]): Template | undefined {
	if (/\\[{}]|\\\\/.test(text) || APART.test(text)) return undefined;
	const template: Template = [];
	let rest = text;
	for (let start = rest.indexOf('{{'); start >= 0; start = rest.indexOf('{{')) {
		const end = rest.indexOf('}}', start);
		if (end < 0) return undefined;
		const code = rest.slice(start + 2, end);
		if (code.trim() === '' || code.includes('{{')) return undefined;
		if (start > 0) template.push(rest.slice(0, start));
		template.push(codes.push(code) - 1);
		rest = rest.slice(end + 2);
	}
	if (rest) template.push(rest);
	return template.some((part) => typeof part === 'number') ? template : undefined;
}

const isPlain = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

/** The parameter's value; `undefined` when one of its expressions gave more than a plain value. */
function filled(one: Prepared, results: unknown[]): unknown {
	if ('value' in one) return one.value;
	if ('template' in one) {
		const parts = one.template.map((part) => (typeof part === 'number' ? results[part] : part));
		const [only] = parts;
		// null and undefined both mean "no value"; inside a text, n8n decides how they are written.
		if (parts.length === 1 && (only === null || only === undefined)) return null;
		if (!parts.every(isPlain)) return undefined;
		return parts.length === 1 ? only : parts.join('');
	}
	if ('list' in one) {
		const list = one.list.map((entry) => filled(entry, results));
		return list.some((value, index) => value === undefined && !isNothing(one.list[index]))
			? undefined
			: list;
	}
	const map: IDataObject = {};
	for (const [key, entry] of Object.entries(one.map)) {
		const value = filled(entry, results);
		if (value === undefined && !isNothing(entry)) return undefined;
		map[key] = value as IDataObject[string];
	}
	return map;
}

const isNothing = (one: Prepared | undefined) =>
	one !== undefined && 'value' in one && one.value === undefined;
