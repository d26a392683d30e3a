/** What WhatsApp takes as the value of a template's variable, wherever it comes from. */
import type { IDataObject } from 'n8n-workflow';

import type { Values } from './types';
import { isObject, WrongValue } from './values';

/** What WhatsApp refuses inside of a value: line breaks, tabs, more than four spaces in a row. */
const BREAKS = /[^\S\r\n]*[\r\n\t\u2028\u2029]\s*| {5,}/g;

/** Name of the option that has them refused. */
export const REFUSE_BREAKS = 'refuseLineBreaks';

/**
 * One value as text. What WhatsApp refuses inside of it becomes one space, or is refused.
 *
 * @throws WrongValue for what is empty, an object, a list or a number that has lost digits
 */
function variableText(value: unknown, name: string, label: string, values: Values): string {
	if (typeof value === 'object' && value !== null)
		throw new WrongValue(
			`"${name}" is ${Array.isArray(value) ? 'a list' : 'an object'}, but text is needed`,
			label,
			'Choose one of its values in the expression',
		);
	if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value))
		throw new WrongValue(
			`"${name}" is too long for a number and has lost its last digits`,
			label,
			'Give it as text, in quotation marks',
		);
	const given = String(value ?? '').replace(/^[\s\u200B\uFEFF]+$/, '');
	const text = given.replace(BREAKS, ' ');
	if (values[REFUSE_BREAKS] === true && text !== given)
		throw new WrongValue(
			`"${name}" has a line break, a tab or more than four spaces in a row, which WhatsApp refuses in templates`,
			label,
			'Change the value, or switch off "Refuse Line Breaks" to have them become one space',
		);
	if (text === '')
		throw new WrongValue(
			`"${name}" is empty, and WhatsApp refuses templates with empty variables`,
			label,
			'Give every variable a value; for missing data, use a text such as "-"',
		);
	return text;
}

/** A form's values by the IDs of the variables. @throws WrongValue */
export const variableTexts = (
	value: unknown,
	values: Values = {},
	label = 'Variables',
): IDataObject =>
	Object.fromEntries(
		Object.entries(isObject(value) ? value : {}).map(([id, entry]) => [
			id,
			variableText(entry, id, label, values),
		]),
	);

/** Parts of a template in JSON whose values are variables. */
const PARTS = ['body', 'header'];

/**
 * Variables in the provider's own JSON: texts are cleaned at any depth, and the values of a body or
 * header must be texts.
 * @throws WrongValue
 */
export function variablesJson(
	value: unknown,
	values: Values = {},
	label = 'Variables as JSON',
): unknown {
	const walk = (inner: unknown, name: string, depth: number): unknown => {
		const isVariable = depth > 1 && PARTS.includes(name.split('.')[0] as string);
		if (isVariable || typeof inner !== 'object' || inner === null)
			return typeof inner === 'string' || isVariable
				? variableText(inner, name, label, values)
				: inner;
		if (Array.isArray(inner))
			return inner.map((entry, index) => walk(entry, `${name}.${index + 1}`, depth + 1));
		return Object.fromEntries(
			Object.entries(inner).map(([key, entry]) => [
				key,
				walk(entry, name ? `${name}.${key}` : key, depth + 1),
			]),
		);
	};
	return walk(value, '', 0);
}

/** A template's text with its variables, which are in double braces, filled in; unknown ones stay. */
export const filledIn = (text: string, values: unknown): string =>
	text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => {
		const value = Array.isArray(values)
			? (values as unknown[])[Number(name) - 1]
			: isObject(values)
				? values[name]
				: undefined;
		return value === undefined ? whole : String(value);
	});
