/**
 * Short constructors for fields. Each takes the name (of the parameter and, unless `send.as` says
 * otherwise, on the wire), the label, the help text and whatever else differs.
 * A placeholder "e.g. x" doubles as the sample value that the conformance tests send.
 */
import type { INodePropertyOptions } from 'n8n-workflow';

import type { Field, FieldGroup } from './types';
import { alphabetical } from './values';

export type Extra = Partial<Omit<Field, 'name' | 'displayName' | 'description' | 'type'>>;

const field =
	<Default>(type: Field['type'], empty: Default) =>
	(name: string, displayName: string, description: string, extra: Extra = {}): Field => ({
		displayName,
		name,
		type,
		default: empty as Field['default'],
		description,
		...extra,
	});

export const text = field('string', '');
export const number = field('number', 0);
/** The description starts with "Whether". */
export const toggle = field('boolean', false);
export const date = field('dateTime', '');
export const json = field('json', '');

/** Text over several lines. */
export const longText = (name: string, label: string, description: string, extra: Extra = {}) =>
	text(name, label, description, { typeOptions: { rows: 4 }, ...extra });

/** A list of texts; an expression may also give an array or "a, b, c". */
export const texts = (name: string, label: string, description: string, extra: Extra = {}) =>
	text(name, label, description, {
		default: [],
		...extra,
		typeOptions: { multipleValues: true, ...extra.typeOptions },
	});

/** [value, label, description?] */
export type Choice = [string | number | boolean, string, string?];

const toOptions = (choices: Choice[]): INodePropertyOptions[] =>
	choices.map(([value, name, description]) => ({
		name,
		value,
		...(description ? { description } : {}),
	}));

/** One of a fixed list; the first is the default unless `extra.default` says otherwise. */
export const choice = (
	name: string,
	label: string,
	description: string,
	choices: Choice[],
	extra: Extra = {},
): Field => ({
	displayName: label,
	name,
	type: 'options',
	options: sorted(toOptions(choices)),
	default: choices[0]?.[0] ?? '',
	description,
	...extra,
});

export const choices = (
	name: string,
	label: string,
	description: string,
	list: Choice[],
	extra: Extra = {},
): Field => ({
	displayName: label,
	name,
	type: 'multiOptions',
	options: sorted(toOptions(list)),
	default: [],
	description,
	...extra,
});

/** n8n's reviewers want five or more entries in alphabetical order. What is deprecated comes last. */
export const sorted = <T extends { name: string }>(list: T[]): T[] =>
	list.length < 5
		? list
		: [...list].sort((a, b) => isOld(a) - isOld(b) || alphabetical(a.name, b.name));

const isOld = ({ name }: { name: string }): number => Number(name.endsWith('(Deprecated)'));

export const byLabelFrom5 = <T extends { displayName: string }>(list: T[]): T[] =>
	list.length < 5 ? list : [...list].sort((a, b) => alphabetical(a.displayName, b.displayName));

/** A list of small forms: comes out as an array of objects. */
export const rows = (
	name: string,
	label: string,
	description: string,
	entry: { label: string; button: string; fields: Field[] },
	extra: Extra = {},
): Field => ({
	displayName: label,
	name,
	type: 'fixedCollection',
	default: {},
	description,
	placeholder: entry.button,
	options: [{ name: 'entry', displayName: entry.label, values: entry.fields } as FieldGroup],
	...extra,
	typeOptions: { multipleValues: true, ...extra.typeOptions },
});

/** One small form: comes out as an object. */
export const form = (
	name: string,
	label: string,
	description: string,
	entry: { label: string; button: string; fields: Field[] },
	extra: Extra = {},
): Field =>
	rows(name, label, description, entry, {
		...extra,
		typeOptions: { ...extra.typeOptions, multipleValues: false },
	});

/** Optional fields that send themselves, in a "Add Field" list. */
export const collection = (
	name: string,
	label: string,
	description: string,
	fields: Field[],
	extra: Extra = {},
): Field => ({
	displayName: label,
	name,
	type: 'collection',
	default: {},
	description,
	placeholder: 'Add Field',
	options: byLabelFrom5(fields),
	...extra,
});

/** The name of a binary property of the input item. */
export const file = (name: string, label: string, description: string, extra: Extra = {}) =>
	text(name, label, description, {
		default: 'data',
		required: true,
		hint: 'The name of the input binary field that contains the file, usually "data"',
		...extra,
		send: { in: 'file', ...extra.send },
	});

export interface LocatorChoice {
	/** Name of the search in the provider's `searches.ts`; none: only "By ID". */
	search?: string;
	/** Example for "By ID". */
	example: string;
	/** Label of the "By ID" mode; default "By ID". */
	byId?: string;
	searchFilterRequired?: boolean;
	/** Further modes, such as a phone number. */
	modes?: Array<{ name: string; displayName: string; example: string; regex?: string }>;
}

/** From list (with search) or by ID. The wire value is the ID. */
export const locator = (
	name: string,
	label: string,
	description: string,
	pick: LocatorChoice,
	extra: Extra = {},
): Field => ({
	displayName: label,
	name,
	type: 'resourceLocator',
	default: { mode: pick.search ? 'list' : 'id', value: '' },
	description,
	modes: [
		...(pick.search
			? [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list' as const,
						typeOptions: {
							searchListMethod: pick.search,
							searchable: true,
							...(pick.searchFilterRequired ? { searchFilterRequired: true } : {}),
						},
					},
				]
			: []),
		...(pick.modes ?? []).map((mode) => ({
			displayName: mode.displayName,
			name: mode.name,
			type: 'string' as const,
			placeholder: `e.g. ${mode.example}`,
			...(mode.regex ? { extractValue: { type: 'regex' as const, regex: mode.regex } } : {}),
		})),
		{
			displayName: pick.byId ?? 'By ID',
			name: 'id',
			type: 'string',
			placeholder: `e.g. ${pick.example}`,
		},
	],
	...extra,
});

/** The same field under another rule of display. */
export const shownFor = (rule: Record<string, unknown[]>, ...fields: Field[]): Field[] =>
	fields.map((inner) => ({
		...inner,
		displayOptions: {
			...inner.displayOptions,
			show: { ...inner.displayOptions?.show, ...(rule as Record<string, string[]>) },
		},
	}));

/** The same field, needed. */
export const required = (inner: Field): Field => ({ ...inner, required: true });

/** A line of explanation in the form. */
export const notice = (name: string, message: string, extra: Extra = {}): Field => ({
	displayName: message,
	name,
	type: 'notice',
	default: '',
	...extra,
});
