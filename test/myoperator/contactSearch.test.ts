/** The conditions of Contact > Search as they are sent. */
import { searchConditions } from '../../nodes/MyOperator/shapes/contactSearch';

test.each([
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
