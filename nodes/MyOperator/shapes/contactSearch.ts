/** The search language of the contact book: `field__operator: value`, all joined by "and". */
import type { IDataObject } from 'n8n-workflow';

import {
	type Choice,
	isObject,
	parseJson,
	type RequestParts,
	type Values,
	WrongValue,
} from '../../../engine/define';

const CUSTOM = 'custom';
const CUSTOM_PREFIX = 'custom_fields.';

/** The first is the default: workflows saved before this list existed hold a field's name only. */
export const SEARCH_FIELDS: Choice[] = [
	[CUSTOM, 'Custom Field', 'A field that you set up yourself: enter its ID below'],
	['country_code', 'Country Code', 'Such as 91'],
	['created', 'Date Created', 'Such as 2026-01-31'],
	['modified', 'Date Modified', 'Such as 2026-01-31'],
	['email_id', 'Email'],
	['marketing_opt_in', 'Marketing Opt-In', 'The value is true or false'],
	['name', 'Name'],
	['phone_number_with_cc', 'Phone Number (With Country Code)', 'Such as 919876543210'],
	['phone_number', 'Phone Number (Without Country Code)', 'Such as 9876543210'],
	[
		'source',
		'Source',
		'How the contact was added: "manual_entry", "waba_campaigns", "waba_message", "imported" or "public_api"',
	],
	['status', 'Status', 'MyOperator does not document the values; its example compares with 0'],
];

export const SEARCH_OPERATORS: Choice[] = [
	['is', 'Is'],
	['is_not', 'Is Not'],
	['contains', 'Contains', 'For texts and choices'],
	['not_contains', 'Does Not Contain', 'For texts and choices'],
	['is_set', 'Is Set', 'The field has a value'],
	['is_not_set', 'Is Not Set', 'The field is empty or missing'],
	['gt', 'Greater Than', 'For numbers and dates'],
	['gte', 'Greater or Equal', 'For numbers and dates'],
	['lt', 'Less Than', 'For numbers and dates'],
	['lte', 'Less or Equal', 'For numbers and dates'],
	['range', 'In Date Range', 'Both days included'],
	['not_range', 'Outside Date Range'],
];

/** Operators without a value. */
export const WITHOUT_VALUE = ['is_set', 'is_not_set'];
const RANGES = ['range', 'not_range'];
const MEASURING = ['gt', 'gte', 'lt', 'lte'];
const DIGITS_ONLY = ['country_code', 'phone_number', 'phone_number_with_cc'];

interface Condition {
	attribute?: string;
	field?: string;
	operator?: string;
	/** Text from the form; an expression may return anything. */
	value?: unknown;
}

/** The conditions of the form as the API's map. @throws WrongValue */
export function searchConditions(value: unknown): IDataObject {
	const conditions: IDataObject = {};
	for (const {
		attribute,
		field,
		operator = 'is',
		value: operandValue = '',
	} of value as Condition[]) {
		const name = nameOf(attribute, field);
		const key = `${name}__${operator}`;
		if (key in conditions)
			throw new WrongValue(
				`"${key}" is there twice, and MyOperator takes each field and operator once`,
				'Contacts Where',
			);
		conditions[key] = operand(name, operator, operandValue);
	}
	return conditions;
}

function nameOf(attribute = CUSTOM, field = ''): string {
	if (attribute !== CUSTOM) return attribute;
	const isWhole = field.startsWith(CUSTOM_PREFIX) || SEARCH_FIELDS.some(([name]) => name === field);
	return isWhole ? field : CUSTOM_PREFIX + field;
}

/** The right side of a comparison: one value, several, or the bounds of a range. */
function operand(name: string, operator: string, given: unknown): IDataObject[string] {
	if (WITHOUT_VALUE.includes(operator)) return true;
	const value = jsonOf(given);
	if (RANGES.includes(operator)) return rangeOf(value);
	const several =
		name === 'source' && typeof value === 'string' && value.includes(',')
			? value.split(',').map((part) => part.trim())
			: value;
	if (Array.isArray(several)) return several.map((one) => single(name, operator, one));
	if (isObject(several))
		throw new WrongValue('one value or a list of values is needed, not an object', 'Value');
	return single(name, operator, several);
}

/** A list or an object that was written as JSON text; any other value unchanged. */
function jsonOf(given: unknown): unknown {
	if (typeof given !== 'string' || !/^\s*[[{]/.test(given)) return given;
	const parsed = parseJson(given);
	return parsed instanceof Error ? given : parsed;
}

/** Two days, as a list, as "2026-01-01, 2026-03-31" or as an object of the API's own form. */
function rangeOf(value: unknown): IDataObject {
	const bounds = isObject(value)
		? [value.gte, value.lte]
		: Array.isArray(value)
			? value
			: String(value).split(',');
	const [gte, lte] = bounds.map((bound) => String(bound ?? '').trim());
	if (!gte || !lte || bounds.length !== 2)
		throw new WrongValue('a range needs two dates, such as 2026-01-01, 2026-03-31', 'Value');
	return { gte, lte };
}

function single(name: string, operator: string, value: unknown): IDataObject[string] {
	if (DIGITS_ONLY.includes(name)) return String(value).replace(/\D/g, '');
	if (typeof value === 'number' || typeof value === 'boolean') return value;
	const text = String(value);
	const isNumber = MEASURING.includes(operator) || name === 'status';
	if (isNumber && /^-?\d+(?:\.\d+)?$/.test(text)) return Number(text);
	return text === 'true' || text === 'false' ? text === 'true' : text;
}

/**
 * Search and "create contact" share one documented path and differ by their body only, so the path
 * can be changed. The body of a search never has the fields that a new contact requires.
 */
export function searchPath(parts: RequestParts, values: Values): RequestParts {
	const { path } = values;
	if (path !== undefined && !/^\/[\w\-/]+$/.test(String(path)))
		throw new WrongValue('a path begins with / and holds letters, digits, - and _', 'Path');
	return { ...parts, path: typeof path === 'string' ? path : parts.path };
}
