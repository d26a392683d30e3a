/** What WhatsApp takes as the value of a template's variable, wherever it comes from. */
import type { IDataObject } from 'n8n-workflow';

import { isObject, WrongValue } from './values';

/**
 * One value as text. WhatsApp refuses line breaks, tabs and more than four spaces in a row: they
 * become one space.
 *
 * @throws WrongValue for what is empty, an object, a list or a number that has lost digits
 */
function variableText(value: unknown, name: string, label: string): string {
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
	const text = String(value ?? '')
		.replace(/[^\S\r\n]*[\r\n\t\u2028\u2029]\s*/g, ' ')
		.replace(/ {5,}/g, ' ')
		.replace(/^[\s\u200B\uFEFF]+$/, '');
	if (text === '')
		throw new WrongValue(
			`"${name}" is empty, and WhatsApp refuses templates with empty variables`,
			label,
			'Give every variable a value; for missing data, use a text such as "-"',
		);
	return text;
}

/** A form's values by the IDs of the variables. @throws WrongValue */
export const variableTexts = (value: unknown, label = 'Variables'): IDataObject =>
	Object.fromEntries(
		Object.entries(isObject(value) ? value : {}).map(([id, entry]) => [
			id,
			variableText(entry, id, label),
		]),
	);

/** Parts of a template in JSON whose values are variables. */
const PARTS = ['body', 'header'];

/**
 * Variables in the provider's own JSON: texts are cleaned at any depth, and the values of a body or
 * header must be texts.
 * @throws WrongValue
 */
export function variablesJson(value: unknown, label = 'Variables as JSON'): unknown {
	const walk = (inner: unknown, name: string, depth: number): unknown => {
		const isVariable = depth > 1 && PARTS.includes(name.split('.')[0] as string);
		if (isVariable || typeof inner !== 'object' || inner === null)
			return typeof inner === 'string' || isVariable ? variableText(inner, name, label) : inner;
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
