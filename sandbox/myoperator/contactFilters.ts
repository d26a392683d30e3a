import type { Dict } from '../core/types';
import { asDict, asText } from '../core/values';
import type { Contact } from './state';

/** Whether a contact passes every `<field>__<operator>` of a search. */
export function matches(contact: Contact, filters: Dict): boolean {
	return Object.entries(filters).every(([key, wanted]) => {
		const split = key.lastIndexOf('__');
		const field = key.slice(0, split);
		const value = valueOf(contact, field);
		return passes(value, key.slice(split + 2), field === 'status' ? statusNumber(wanted) : wanted);
	});
}

/** Searches say 0 and 1 where contacts say inactive and active. */
function statusNumber(value: unknown): unknown {
	if (value === 'active') return 1;
	return value === 'inactive' ? 0 : value;
}

function valueOf(contact: Contact, field: string): unknown {
	if (field === 'status') return statusNumber(contact.status);
	if (field === 'phone_number_with_cc') return contact.country_code + contact.phone_number;
	if (field.startsWith('custom_fields.')) return contact.custom_fields[field.slice(14)];
	return Object.hasOwn(contact, field) ? contact[field as keyof Contact] : undefined;
}

function passes(value: unknown, operator: string, wanted: unknown): boolean {
	switch (operator) {
		case 'is':
			return same(value, wanted);
		case 'is_not':
			return !same(value, wanted);
		case 'contains':
			return contains(value, wanted);
		case 'not_contains':
			return !contains(value, wanted);
		case 'is_set':
			return isSet(value);
		case 'is_not_set':
			return !isSet(value);
		case 'gt':
			return compare(value, wanted) > 0;
		case 'gte':
			return compare(value, wanted) >= 0;
		case 'lt':
			return compare(value, wanted) < 0;
		case 'lte':
			return compare(value, wanted) <= 0;
		case 'range':
			return inRange(value, asDict(wanted));
		case 'not_range':
			return !inRange(value, asDict(wanted));
		default:
			return false;
	}
}

function same(value: unknown, wanted: unknown): boolean {
	if (Array.isArray(wanted)) return wanted.some((one) => same(value, one));
	return asText(value).toLowerCase() === asText(wanted).toLowerCase();
}

function contains(value: unknown, wanted: unknown): boolean {
	const text = Array.isArray(value) ? value.map(asText).join('\n') : asText(value);
	return text.toLowerCase().includes(asText(wanted).toLowerCase());
}

function isSet(value: unknown): boolean {
	return value !== undefined && value !== null && value !== '';
}

/** Numbers as numbers, dates as dates, everything else as text; NaN when there is no value. */
function compare(value: unknown, wanted: unknown): number {
	if (!isSet(value)) return Number.NaN;
	const [a, b] = [scale(value), scale(wanted)];
	if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
	return asText(value).localeCompare(asText(wanted));
}

function scale(value: unknown): number {
	const text = asText(value);
	if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
	return /^\d{4}-\d\d/.test(text) ? Date.parse(text) : Number.NaN;
}

function inRange(value: unknown, range: Dict): boolean {
	return compare(value, range.gte) >= 0 && compare(value, range.lte) <= 0;
}
