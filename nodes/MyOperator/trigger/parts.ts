/** What MyOperator's webhook readers share: spellings of times, durations, numbers and directions. */
import type { IDataObject } from 'n8n-workflow';

import { at, isObject, parseJson } from '../../../engine/define';
import { isoTime } from '../../../engine/trigger/event';
import { digits, text } from '../../../engine/trigger/reading';

export type Direction = 'inbound' | 'outbound' | 'unknown';

/** An object, also as JSON text (forms) or as the only member of a list; anything else is an empty one. */
export const part = (value: unknown): IDataObject => parts(value)[0] ?? {};

/** The objects of a list, also as JSON text or without the list around a single object. */
export function parts(value: unknown): IDataObject[] {
	return [jsonOf(value)]
		.flat()
		.map(jsonOf)
		.filter(isObject)
		.filter((member) => Object.keys(member).length > 0);
}

/** The value of a JSON text that holds an object or a list; any other value unchanged. */
export function jsonOf(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	const parsed = parseJson(value);
	return parsed instanceof Error ? value : parsed;
}

/** The first of these (dotted) names that holds text, a number or a switch. */
export const firstOf = (entry: IDataObject, ...names: readonly string[]): string | undefined =>
	names.map((name) => text(at(entry, name))?.trim()).find(Boolean);

/** The same in several objects: the first object that has any of the names. */
export const firstIn = (entries: IDataObject[], ...names: readonly string[]): string | undefined =>
	entries.map((entry) => firstOf(entry, ...names)).find(Boolean);

/** The first value that is a time, as ISO 8601. */
export const timeOf = (...values: unknown[]): string | undefined =>
	values.map(isoTime).find(Boolean);

/** Seconds from a number, its text, "hh:mm:ss" or "mm:ss". */
export function secondsOf(value: unknown): number | undefined {
	const written = text(value)?.trim() ?? '';
	if (/^\d+(\.\d+)?$/.test(written)) return Number(written);
	if (!/^\d+(:\d{1,2}){1,2}$/.test(written)) return undefined;
	return written.split(':').reduce((total, unit) => total * 60 + Number(unit), 0);
}

/** Words for who began; the kinds of calls that MyOperator places are outbound. */
const INBOUND = /^(1|i|in.*)$/;
const OUTBOUND = /^(2|o|out.*|obd.*|oneway)$/;

/** "incoming", "in", "1" and the like of the first value that says something. */
export function directionOf(...values: unknown[]): Direction {
	for (const value of values) {
		const word = text(value)?.trim().toLowerCase() ?? '';
		if (INBOUND.test(word)) return 'inbound';
		if (OUTBOUND.test(word)) return 'outbound';
	}
	return 'unknown';
}

/**
 * The digits of a phone number with its country code, from a number that may lack it. A number with a
 * plus is complete, and so is one that begins with the code and is longer than the ten digits of an
 * Indian number. National numbers of other countries have up to eleven digits.
 */
export function phoneOf(number: unknown, countryCode?: unknown): string | undefined {
	const given = text(number)?.trim() ?? '';
	const all = digits(given);
	const code = digits(countryCode) ?? '';
	if (!all || given.startsWith('+') || !code) return all;
	if (all.startsWith('00')) return all.replace(/^0+/, '');
	const national = all.replace(/^0+/, '');
	return national.startsWith(code) && national.length > 10 ? national : `${code}${national}`;
}

/** A person of the event; undefined without an ID. */
export const person = (phone: string | undefined, name?: string) =>
	phone ? { id: phone, phone, name } : undefined;
