/** The conditions of Contact > Search as they are sent. */
import type { IDataObject } from 'n8n-workflow';

import { searchConditions } from '../../nodes/MyOperator/shapes/contactSearch';

test.each<[string, IDataObject, IDataObject]>([
	['a standard field', { attribute: 'name', value: 'Asha' }, { name__is: 'Asha' }],
	[
		'a number as people write it',
		{ attribute: 'phone_number', value: '98765-43210' },
		{ phone_number__is: '9876543210' },
	],
	['yes or no', { attribute: 'marketing_opt_in', value: 'true' }, { marketing_opt_in__is: true }],
	['a state', { attribute: 'status', operator: 'is_not', value: '0' }, { status__is_not: 0 }],
	[
		'a date',
		{ attribute: 'created', operator: 'gt', value: '2026-01-01' },
		{ created__gt: '2026-01-01' },
	],
	[
		'a custom field',
		{ attribute: 'custom', field: 'age', operator: 'gte', value: '18' },
		{ 'custom_fields.age__gte': 18 },
	],
	[
		'one that was emptied',
		{ attribute: 'email_id', operator: 'is_not_set', value: 'x' },
		{ email_id__is_not_set: true },
	],
	[
		'several sources',
		{ attribute: 'source', value: 'imported, public_api' },
		{ source__is: ['imported', 'public_api'] },
	],
	[
		'several values as JSON text',
		{ attribute: 'custom', field: 'skills', value: '["python", "php"]' },
		{ 'custom_fields.skills__is': ['python', 'php'] },
	],
	[
		'several values of an expression',
		{ attribute: 'custom', field: 'skills', value: ['python', 'php'] },
		{ 'custom_fields.skills__is': ['python', 'php'] },
	],
	['one value with a comma', { attribute: 'name', value: 'Rao, Asha' }, { name__is: 'Rao, Asha' }],
	[
		'text that begins like a list',
		{ attribute: 'name', operator: 'contains', value: '[draft' },
		{ name__contains: '[draft' },
	],
	[
		'a number of an expression',
		{ attribute: 'custom', field: 'age', value: 18 },
		{ 'custom_fields.age__is': 18 },
	],
	[
		'numbers in a list',
		{ attribute: 'phone_number_with_cc', value: '["+91 98765 43210", 919876543211]' },
		{ phone_number_with_cc__is: ['919876543210', '919876543211'] },
	],
	...[
		'1990-01-01, 1995-12-31',
		'["1990-01-01","1995-12-31"]',
		'{"gte":"1990-01-01","lte":"1995-12-31"}',
	].map((value): [string, IDataObject, IDataObject] => [
		`a range as ${value}`,
		{ attribute: 'custom', field: 'birthday', operator: 'range', value },
		{ 'custom_fields.birthday__range': { gte: '1990-01-01', lte: '1995-12-31' } },
	]),
	// Saved before there was a list of fields.
	['a field by its name', { field: 'name', value: 'Asha' }, { name__is: 'Asha' }],
	[
		'a custom field by its whole name',
		{ field: 'custom_fields.plan', value: 'prime' },
		{ 'custom_fields.plan__is': 'prime' },
	],
])('%s', (_what, condition, sent) => {
	expect(searchConditions([condition])).toEqual(sent);
});

test.each([
	['a range with one date', { operator: 'range', value: '2026-01-01' }, /two dates/],
	['a range with three dates', { operator: 'range', value: '["a","b","c"]' }, /two dates/],
	['an object', { operator: 'is', value: '{"a":1}' }, /not an object/],
])('%s is refused', (_what, condition, message) => {
	expect(() => searchConditions([{ attribute: 'created', ...condition }])).toThrow(message);
});
