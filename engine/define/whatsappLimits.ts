/**
 * What WhatsApp itself refuses in interactive messages that end at Meta's Cloud API, for providers
 * that hand them on. Source: Meta's reference of the messages endpoint.
 */
import type { IDataObject } from 'n8n-workflow';

import type { Limits } from './types';
import { isObject, WrongValue } from './values';

/** Lengths in characters. */
export const META = {
	button: { maxLength: 20 },
	buttonId: { maxLength: 256 },
	buttons: { maxItems: 3 },
	menuButton: { maxLength: 20 },
	section: { maxLength: 24 },
	row: { maxLength: 24 },
	rowId: { maxLength: 200 },
	rowText: { maxLength: 72 },
	header: { maxLength: 60 },
	footer: { maxLength: 60 },
} satisfies Record<string, Limits>;

const MOST_ROWS = 10;
const MOST_SECTIONS = 10;

/** @throws WrongValue for a text that occurs twice */
function refuseSame(texts: unknown[], what: string, label: string): void {
	const same = texts.find((text, index) => text !== undefined && texts.indexOf(text) !== index);
	if (same !== undefined)
		throw new WrongValue(
			`the ${what} "${String(same)}" occurs twice`,
			label,
			'Make each different',
		);
}

/**
 * Buttons need IDs and titles of their own.
 * @param list entries `{id, title}`
 * @throws WrongValue
 */
export function checkButtons(list: unknown[], label = 'Buttons'): void {
	const entries: IDataObject[] = list.filter(isObject);
	refuseSame(
		entries.map(({ id }) => id),
		'ID',
		label,
	);
	refuseSame(
		entries.map(({ title }) => title),
		'title',
		label,
	);
}

/**
 * WhatsApp's rules for lists that span sections: rows in total, titles, IDs.
 * @param value sections `{title, rows: [{id}]}`
 * @throws WrongValue
 */
export function checkSections(value: unknown, label = 'Sections'): IDataObject[] {
	const sections = (Array.isArray(value) ? value : [value]).filter(isObject);
	const rows = sections.flatMap((section) =>
		Array.isArray(section.rows) ? section.rows.filter(isObject) : [],
	);
	if (sections.length > MOST_SECTIONS)
		throw new WrongValue(`at most ${MOST_SECTIONS} sections, ${sections.length} given`, label);
	if (rows.length > MOST_ROWS)
		throw new WrongValue(
			`at most ${MOST_ROWS} rows in all sections together, ${rows.length} given`,
			label,
		);
	if (sections.length > 1 && sections.some(({ title }) => !title))
		throw new WrongValue('with more than one section each needs a title', label);
	refuseSame(
		rows.map(({ id }) => id),
		'ID of a row',
		label,
	);
	const long = rows.find(({ id }) => String(id ?? '').length > META.rowId.maxLength);
	if (long)
		throw new WrongValue(
			`the ID of the row "${String(long.title)}" has ${String(long.id).length} characters; at most ${META.rowId.maxLength} are allowed`,
			label,
		);
	return sections;
}
