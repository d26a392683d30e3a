/** Small helpers for values of any kind, and the error that refuses one. */
import isPlainObject from 'lodash/isPlainObject';
import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** A value that the provider would refuse, or that makes no sense. Nothing was sent. */
export class WrongValue extends UserError {
	/** @param parameter the field's label, as the editor shows it */
	constructor(
		message: string,
		readonly parameter?: string,
		readonly advice?: string,
	) {
		super(parameter && !message.includes(parameter) ? `${parameter}: ${message}` : message);
	}
}

export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
/** Nothing to send: undefined, null, empty text, empty list, empty object. */
export function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null || value === '') return true;
	// The keys of a text would be its characters.
	if (typeof value !== 'object') return false;
	if (Array.isArray(value)) return value.length === 0;
	return Object.keys(value).length === 0 && isPlainObject(value);
}

/** Empty, or an object or list with nothing but such values inside. */
export const isHollow = (value: unknown): boolean =>
	isEmpty(value) ||
	(typeof value === 'object' && Object.values(value as object).every((inner) => isHollow(inner)));

/** A copy of what JSON can hold; anything else in it stays the same. A fifth of `structuredClone`'s time. */
export function copied<T>(value: T): T {
	if (Array.isArray(value)) return (value as unknown[]).map(copied) as T;
	if (!isObject(value) || value instanceof Date || Buffer.isBuffer(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copied(inner)])) as T;
}

/** Reads a dotted path; '' or undefined is the value itself. */
export function at(value: unknown, path?: string): unknown {
	if (!path) return value;
	return path
		.split('.')
		.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
}

/** Sets a dotted path, making objects on the way. */
export function put(target: IDataObject, path: string, value: unknown): void {
	const keys = path.split('.');
	const last = keys.pop() as string;
	let inner = target;
	for (const key of keys) {
		if (!isObject(inner[key])) inner[key] = {};
		inner = inner[key] as IDataObject;
	}
	inner[last] = value as IDataObject[string];
}

/** The parsed value, or the Error that says what is wrong with the text. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		return error;
	}
}

/**
 * A value as one part of a path.
 * @param label the field's, for the error
 * @throws WrongValue for one that would lead to another route, which the provider would take
 */
export function pathPart(value: unknown, label?: string): string {
	const text = String(value);
	// Addresses are put in order on their way: "." and ".." name the route above.
	if (/(^|[\\/])\.{1,2}([\\/]|$)/.test(text) || text.trim() === '')
		throw new WrongValue(`"${text}" can't be an ID`, label);
	// Half of a character that takes two can't be written.
	if (/\p{Surrogate}/u.test(text)) throw new WrongValue('it has a broken character in it', label);
	return encodeURIComponent(text);
}

/** @throws WrongValue for a path with a part that would lead to another route */
export function refuseOtherRoute(path: string): void {
	if (/(\/|%2f|%5c)(\.|%2e){1,2}(\/|%2f|%5c|$)/i.test(path))
		throw new WrongValue(`"${path}" leads to another place of the API: check the IDs`);
}

/** @throws WrongValue for a header that would add lines of its own, or that can't be sent */
export function refuseBadHeader(name: string, value: unknown): void {
	if (/[^\t\x20-\x7e\x80-\xff]/.test(String(value)))
		throw new WrongValue(`its value for the header "${name}" has characters that can't be sent`);
}

/** Key under which `Values` holds the default country: an ISO code or a calling code. */
export const COUNTRY = '@country';

/** Key under which `Values` holds the workflow's time zone. */
export const TIMEZONE = '@timezone';

/**
 * Order of labels in lists. n8n's own rule for it is the locale's; for our English labels this gives the
 * same, without the tables of languages, which cost more to load than everything that is sorted.
 */
export function alphabetical(one: string, other: string): number {
	const [a, b] = [plainLetters(one), plainLetters(other)];
	return a < b ? -1 : a > b ? 1 : 0;
}

/** In lower case and without accents. */
const plainLetters = (text: string): string =>
	text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
