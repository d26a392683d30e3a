/** What MyOperator's webhook readers share: spellings of times, durations, numbers and directions. */
import type { IDataObject } from 'n8n-workflow';

import { at, isObject, parseJson } from '../../../engine/define';
import { isoTime } from '../../../engine/trigger/event';
import { digits, text } from '../../../engine/trigger/reading';

export type Direction = 'inbound' | 'outbound' | 'unknown';

/** An object, also if it was sent as JSON text (forms); anything else is an empty one. */
export function part(value: unknown): IDataObject {
	const parsed = jsonOf(value);
	return isObject(parsed) ? parsed : {};
}

/** The objects of a list, also if the list or its members were sent as JSON text. */
export function parts(value: unknown): IDataObject[] {
	const parsed = jsonOf(value);
	return Array.isArray(parsed)
		? parsed.map(part).filter((member) => Object.keys(member).length > 0)
		: [];
}

/** The value of a JSON text that holds an object or a list; any other value unchanged. */
export function jsonOf(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
	const parsed = parseJson(value);
	return parsed instanceof Error ? value : parsed;
}

/** The first of these (dotted) names that holds text, a number or a switch. */
export const firstOf = (entry: IDataObject, ...names: string[]): string | undefined =>
	names.map((name) => text(at(entry, name))?.trim()).find(Boolean);

/** The first value that is a time, as ISO 8601. Zero is how MyOperator writes "no time". */
export const timeOf = (...values: unknown[]): string | undefined =>
	values.map((value) => (Number(value) === 0 ? undefined : isoTime(value))).find(Boolean);

/** Seconds from a number, its text, "hh:mm:ss" or "mm:ss". */
export function secondsOf(value: unknown): number | undefined {
	const written = text(value)?.trim() ?? '';
	if (/^\d+(\.\d+)?$/.test(written)) return Number(written);
	if (!/^\d+(:\d{1,2}){1,2}$/.test(written)) return undefined;
	return written.split(':').reduce((total, unit) => total * 60 + Number(unit), 0);
}

/** "incoming", "in", "1" and the like of the first value that says something. */
export function directionOf(...values: unknown[]): Direction {
	for (const value of values) {
		const word = text(value)?.trim().toLowerCase() ?? '';
		if (word === '1' || word.startsWith('in')) return 'inbound';
		if (word === '2' || word.startsWith('out')) return 'outbound';
	}
	return 'unknown';
}

/**
 * The digits of a phone number with its country code, from a number that may lack it.
 * A number with a plus, or longer than the ten digits of an Indian one, is complete.
 */
export function phoneOf(number: unknown, countryCode?: unknown): string | undefined {
	const given = text(number)?.trim() ?? '';
	const national = digits(given);
	const isComplete = given.startsWith('+') || (national?.length ?? 0) > 10;
	return national && (isComplete ? national : `${digits(countryCode) ?? ''}${national}`);
}

/** A person of the event; undefined without an ID. */
export const person = (phone: string | undefined, name?: string) =>
	phone ? { id: phone, phone, name } : undefined;
