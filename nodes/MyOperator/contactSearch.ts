/** The search language of the contact book: `field__operator: value`, all joined by "and". */
import type { IDataObject } from 'n8n-workflow';

import type { Choice } from '../../engine/fields';
import type { RequestParts, Values } from '../../engine/types';
import { WrongValue } from '../../engine/values';

export const SEARCH_OPERATORS: Choice[] = [
	['is', 'Is'],
	['is_not', 'Is Not'],
	['contains', 'Contains'],
	['not_contains', 'Does Not Contain'],
	['is_set', 'Is Set'],
	['is_not_set', 'Is Not Set'],
	['gt', 'Greater Than'],
	['gte', 'Greater or Equal'],
	['lt', 'Less Than'],
	['lte', 'Less or Equal'],
	['range', 'In Date Range'],
	['not_range', 'Outside Date Range'],
];

interface Condition {
	field: string;
	operator?: string;
	value?: string;
}

/** The conditions of the form as the API's map. @throws WrongValue */
export function searchConditions(value: unknown): IDataObject {
	return Object.fromEntries(
		(value as Condition[]).map(({ field, operator = 'is', value: text = '' }) => [
			`${field}__${operator}`,
			operand(operator, text),
		]),
	);
}

function operand(operator: string, text: string): IDataObject[string] {
	if (operator === 'is_set' || operator === 'is_not_set') return true;
	if (operator === 'range' || operator === 'not_range') {
		const [gte, lte] = text.split(',').map((part) => part.trim());
		if (!gte || !lte)
			throw new WrongValue('a range needs two dates, such as 2026-01-01, 2026-03-31', 'Value');
		return { gte, lte };
	}
	return text === 'true' || text === 'false' ? text === 'true' : text;
}

/**
 * Search and "create contact" share one documented path and differ by their body only, so the path
 * can be changed; and what is sent never holds what a new contact would need.
 */
export function searchPath(parts: RequestParts, values: Values): RequestParts {
	const { path } = values;
	if (path !== undefined && !/^\/[\w\-/]+$/.test(String(path)))
		throw new WrongValue('a path begins with / and holds letters, digits, - and _', 'Path');
	return { ...parts, path: typeof path === 'string' ? path : parts.path };
}
