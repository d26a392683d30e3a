/** Converts what a person entered into what a field means, and refuses what it can't mean. */
import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';

import type { Field, FieldGroup, Limits, Values } from '../define/types';
import { isEmpty, isObject, parseJson, put, TIMEZONE, WrongValue } from '../define/values';

const groupsOf = (field: Field) => (field.options ?? []) as FieldGroup[];
export const childrenOf = (field: Field) => (field.options ?? []) as Field[];

/** True where the form shows the field for these values. */
export function isShown(field: Field, values: Values): boolean {
	const { show, hide } = field.displayOptions ?? {};
	const matches = ([name, wanted]: [string, unknown]) =>
		(wanted as unknown[]).includes(values[name]) || name.startsWith('@');
	return (
		Object.entries(show ?? {}).every(matches) &&
		!Object.entries(hide ?? {}).some(([name, wanted]) => matches([name, wanted]))
	);
}

/**
 * The meaning of a field's raw value: locators become their ID, JSON text is parsed, numbers and
 * booleans from expressions are accepted as text, rows become lists of objects with wire names.
 * Empty values come out as `undefined`.
 *
 * @throws WrongValue with the field's label
 */
function convert(field: Field, raw: unknown, values: Values): unknown {
	const label = field.displayName;
	if (field.typeOptions?.multipleValues && field.type !== 'fixedCollection') {
		const list = (Array.isArray(raw) ? raw : splitList(raw)).filter((entry) => !isEmpty(entry));
		const single = { ...field, typeOptions: { ...field.typeOptions, multipleValues: false } };
		return list.length ? list.map((entry) => convert(single, entry, values)) : undefined;
	}
	switch (field.type) {
		case 'resourceLocator':
			return locatorValue(field, raw);
		case 'fixedCollection':
			return groupValue(field, raw, values);
		case 'resourceMapper':
			return mappedValue(raw, label);
		case 'multiOptions':
			return isEmpty(raw)
				? undefined
				: (Array.isArray(raw) ? raw : splitList(raw)).map((entry) => toChoice(field, entry));
		case 'number':
			return toNumber(raw, label);
		case 'boolean':
			return toBoolean(raw, label);
		case 'json':
			return toJson(raw, label);
		case 'dateTime':
			return toIso(raw, label, values[TIMEZONE]);
		case 'options':
			return toChoice(field, raw);
		default:
			return toText(raw, label, Boolean(field.typeOptions?.rows));
	}
}

/** "a, b", one entry per line, or a list as JSON text. */
function splitList(raw: unknown): unknown[] {
	if (isEmpty(raw)) return [];
	if (typeof raw !== 'string') return [raw];
	const text = raw.trim();
	const parsed = text.startsWith('[') ? parseJson(text) : undefined;
	if (Array.isArray(parsed)) return parsed;
	return text.split(/[\r\n]/.test(text) ? /[\r\n]+/ : ',').map((entry) => entry.trim());
}

function locatorValue(field: Field, raw: unknown): string | undefined {
	if (!isObject(raw)) return toText(raw, field.displayName);
	const text = toText(raw.value, field.displayName);
	const regex = field.modes?.find((mode) => mode.name === raw.mode)?.extractValue?.regex;
	if (text === undefined || typeof regex !== 'string') return text;
	const match = new RegExp(regex).exec(text);
	if (!match) throw new WrongValue(`"${text}" is not in the expected format`, field.displayName);
	return match[1] ?? match[0];
}

/** A resource mapper's values; names that the mapper does not know are refused. */
function mappedValue(raw: unknown, label: string): unknown {
	if (!isObject(raw)) return undefined;
	const value = '__rl' in raw || 'mappingMode' in raw ? raw.value : raw;
	if (!isObject(value)) return undefined;
	const known = Array.isArray(raw.schema) ? (raw.schema as IDataObject[]).map(({ id }) => id) : [];
	const unknown = Object.keys(value).find((name) => known.length && !known.includes(name));
	if (unknown)
		throw new WrongValue(`there is no "${unknown}"; there are: ${known.join(', ')}`, label);
	const entries = Object.entries(value);
	const isBlank = (entry: unknown) =>
		isEmpty(entry) || (typeof entry === 'string' && entry.replace(AROUND, '') === '');
	const needed = Array.isArray(raw.schema)
		? (raw.schema as IDataObject[]).filter((one) => one.required && !one.removed)
		: entries.map(([id]): IDataObject => ({ id }));
	const missing = needed.find(({ id }) => isBlank(value[String(id)]));
	if (missing) throw new WrongValue(`"${nameOf(missing)}" is empty`, label);
	const names = new Map(needed.map((one) => [one.id, nameOf(one)]));
	for (const [id, entry] of entries)
		if (typeof entry === 'object' && !isBlank(entry))
			throw new WrongValue(
				`"${names.get(id) ?? id}" is ${Array.isArray(entry) ? 'a list' : 'an object'}, but text is needed`,
				label,
				'Choose one of its values in the expression',
			);
		else if (typeof entry === 'number') refuseLostDigits(entry, label);
	const filled = entries.filter(([, entry]) => !isBlank(entry));
	return filled.length ? Object.fromEntries(filled) : undefined;
}

const nameOf = ({ displayName, id }: IDataObject) => String(displayName ?? id);

function groupValue(field: Field, raw: unknown, values: Values): unknown {
	if (!isObject(raw)) return isEmpty(raw) ? undefined : toJson(raw, field.displayName);
	const row = (group: FieldGroup, entry: IDataObject) => {
		const out: IDataObject = {};
		for (const child of group.values) {
			if (!isShown(child, withDefaults(group, entry))) continue;
			const value = fieldValue(child, entry[child.name] ?? child.default, { ...values, ...entry });
			if (value === undefined || child.send?.in === 'nowhere') continue;
			if (child.send?.as === '') Object.assign(out, value);
			else put(out, child.send?.as ?? child.name, value);
		}
		return out;
	};
	const groups = groupsOf(field).filter((group) => !isEmpty(raw[group.name]));
	if (field.typeOptions?.multipleValues) {
		const rows = groups.flatMap((group) =>
			(raw[group.name] as IDataObject[]).map((entry) => row(group, entry)),
		);
		return rows.length ? rows : undefined;
	}
	const [group] = groups;
	if (!group) return undefined;
	const out = row(group, raw[group.name] as IDataObject);
	return isEmpty(out) ? undefined : out;
}

const withDefaults = (group: FieldGroup, entry: IDataObject): Values => ({
	...Object.fromEntries(group.values.map((child) => [child.name, child.default])),
	...entry,
});

/**
 * Converts, checks "required" and the limits, and maps: the value as it is sent.
 * @throws WrongValue
 */
export function fieldValue(field: Field, raw: unknown, values: Values): unknown {
	const value = convert(field, raw, values);
	if (value === undefined) {
		if (field.required) throw new WrongValue('a value is required', field.displayName);
		return undefined;
	}
	checkLimits(field.limits, value, field.displayName);
	const sent = field.send?.value ? field.send.value(value, values) : value;
	return isEmpty(sent) ? undefined : sent;
}

/** @throws WrongValue when a documented limit is broken */
function checkLimits(limits: Limits | undefined, value: unknown, label: string): void {
	if (!limits) return;
	if (Array.isArray(value)) {
		if (limits.maxItems !== undefined && value.length > limits.maxItems)
			throw new WrongValue(
				`must have at most ${limits.maxItems} entries, but has ${value.length}`,
				label,
			);
		if (limits.minItems !== undefined && value.length < limits.minItems)
			throw new WrongValue(
				`must have at least ${limits.minItems} entries, but has ${value.length}`,
				label,
			);
		for (const entry of value)
			if (!isObject(entry)) checkLimits({ ...limits, maxItems: undefined }, entry, label);
		return;
	}
	if (typeof value === 'number') {
		if (limits.min !== undefined && value < limits.min)
			throw new WrongValue(`must be at least ${limits.min}, but is ${value}`, label);
		if (limits.max !== undefined && value > limits.max)
			throw new WrongValue(`must be at most ${limits.max}, but is ${value}`, label);
	}
	if (typeof value !== 'string') return;
	const length = [...value].length;
	if (limits.maxLength !== undefined && length > limits.maxLength)
		throw new WrongValue(
			`must have at most ${limits.maxLength} characters, but has ${length}`,
			label,
		);
	if (limits.minLength !== undefined && length < limits.minLength)
		throw new WrongValue(
			`must have at least ${limits.minLength} characters, but has ${length}`,
			label,
		);
	if (limits.pattern && !limits.pattern.test(value))
		throw new WrongValue(
			`"${value}" is not ${limits.patternHint ?? 'in the required format'}`,
			label,
		);
}

/** What pasting leaves around a value: spaces, line breaks, invisible marks. */
const AROUND =
	/^[\s\u200B-\u200F\u202A-\u202E\u2060\uFEFF]+|[\s\u200B-\u200F\u202A-\u202E\u2060\uFEFF]+$/g;

/** Text that a person reads keeps its spaces; IDs, names and addresses lose those around them. */
function toText(raw: unknown, label: string, isProse = false): string | undefined {
	if (raw === undefined || raw === null) return undefined;
	if (typeof raw === 'string') {
		const trimmed = raw.replace(AROUND, '');
		return trimmed === '' ? undefined : isProse ? raw : trimmed;
	}
	if (typeof raw === 'number') refuseLostDigits(raw, label);
	if (typeof raw === 'number' || typeof raw === 'boolean' || typeof raw === 'bigint')
		return String(raw);
	throw new WrongValue(
		`expected text, but got ${Array.isArray(raw) ? 'a list' : 'an object'}`,
		label,
	);
}

/** JSON and JavaScript round whole numbers beyond 2^53: the last digits are already wrong. */
function refuseLostDigits(value: number, label: string): void {
	if (Number.isInteger(value) && !Number.isSafeInteger(value))
		throw new WrongValue(
			`${value} is too long for a number and has lost its last digits`,
			label,
			'Give it as text, in quotation marks',
		);
}

function toNumber(raw: unknown, label: string): number | undefined {
	if (isEmpty(raw) || (typeof raw === 'string' && raw.trim() === '')) return undefined;
	const value = typeof raw === 'string' ? Number(raw) : raw;
	if (typeof value !== 'number' || !Number.isFinite(value))
		throw new WrongValue(
			typeof raw === 'object' ? 'a number is needed' : `"${String(raw)}" is not a number`,
			label,
		);
	refuseLostDigits(value, label);
	return value;
}

/** As n8n itself converts: true, false, 1 and 0, also as text. */
function toBoolean(raw: unknown, label: string): boolean | undefined {
	const text =
		typeof raw === 'object'
			? undefined
			: String(raw ?? '')
					.trim()
					.toLowerCase();
	if (isEmpty(raw) || text === '') return undefined;
	if (text === 'true' || text === '1') return true;
	if (text === 'false' || text === '0') return false;
	throw new WrongValue(`"${String(raw)}" is neither true nor false`, label);
}

function toJson(raw: unknown, label: string): unknown {
	if (typeof raw !== 'string') return isEmpty(raw) ? undefined : raw;
	if (raw.trim() === '') return undefined;
	const value = parseJson(raw);
	if (value instanceof Error)
		throw new WrongValue(`this is not valid JSON (${value.message})`, label);
	const outsideTexts = raw.replace(/"(?:[^"\\]|\\.)*"/g, '""');
	for (const [number] of outsideTexts.matchAll(/(?<![\d.eE])-?\d{16,}(?![\d.eE])/g))
		refuseLostDigits(Number(number), label);
	return isEmpty(value) ? undefined : value;
}

/**
 * ISO text in UTC, from text, Unix seconds or milliseconds, a Date or a Luxon DateTime.
 * Text without an offset, as n8n's date picker gives it, is in the workflow's time zone.
 */
function toIso(raw: unknown, label: string, zone: unknown): string | undefined {
	if (isEmpty(raw)) return undefined;
	const options = { zone: typeof zone === 'string' ? zone : 'utc' };
	const text = String(raw).trim();
	const isDay = /^\d{4}-?\d{2}-?\d{2}(?!\d)/.test(text);
	const time =
		raw instanceof Date
			? DateTime.fromJSDate(raw)
			: DateTime.isDateTime(raw)
				? raw
				: /^\d{9,13}$/.test(text)
					? DateTime.fromMillis(Number(text) * (text.length > 11 ? 1 : 1000))
					: [DateTime.fromISO(text, options), DateTime.fromSQL(text, options)].find(
							(t) => isDay && t.isValid,
						);
	if (!time?.isValid)
		throw new WrongValue(
			`"${text}" is not a date; use a format such as 2026-03-31T09:00:00Z`,
			label,
		);
	return time.toUTC().toISO() ?? undefined;
}

function toChoice(field: Field, raw: unknown): unknown {
	if (isEmpty(raw)) return undefined;
	const choices = (field.options ?? []) as Array<{ name: string; value?: unknown }>;
	if (field.typeOptions?.loadOptionsMethod || choices.some((choice) => choice.value === raw))
		return raw;
	const text = String(raw).trim();
	const choice =
		choices.find((entry) => String(entry.value) === text) ??
		choices.find((entry) =>
			[String(entry.value), entry.name].some((one) => one.toLowerCase() === text.toLowerCase()),
		);
	if (choice) return choice.value;
	const known = choices.map((entry) => String(entry.value)).join(', ');
	throw new WrongValue(`"${text}" is not one of: ${known}`, field.displayName);
}
