/** The custom fields of contacts, as rows and as JSON. */
import { type Field, isObject, json, rows, text, toggle, WrongValue } from '../../../engine/define';

const switchOf = (value: string | undefined) =>
	value === 'true' || value === 'false' ? value === 'true' : (value ?? '');

export const WHERE_FIELD_IDS_ARE =
	'To find it, open Contacts > Custom Fields > Edit Custom Fields in the MyOperator panel and copy the value in the "ID" column.';

const customFieldRows = rows(
	'customFields',
	'Custom Fields',
	'Values for the custom fields that you set up in the MyOperator panel',
	{
		label: 'Field',
		button: 'Add Custom Field',
		fields: [
			text('id', 'Field ID', `The ID of your field. ${WHERE_FIELD_IDS_ARE}`, {
				placeholder: 'e.g. company_name',
			}),
			text(
				'value',
				'Value',
				'The value to store. Write dates as YYYY-MM-DD, times as YYYY-MM-DD HH:MM:SS, switches as true or false. For a field with several choices use "Custom Fields (JSON)".',
				{
					placeholder: 'e.g. Acme Ltd',
				},
			),
		],
	},
	{
		send: {
			as: 'custom_fields',
			value: (list) =>
				Object.fromEntries(
					(list as Array<{ id?: string; value?: string }>)
						.filter(({ id }) => id)
						.map(({ id, value }) => [id, switchOf(value)]),
				),
		},
	},
);

/** Custom fields as rows, and as JSON for lists and for objects of earlier nodes; both can be combined. */
export const customFields: Field[] = [
	customFieldRows,
	json(
		'customFieldsJson',
		'Custom Fields (JSON)',
		'All custom fields at once, as an object of field IDs and values. A field with several choices takes a list. Takes precedence over "Custom Fields" for the same ID.',
		{
			placeholder: 'e.g. {"skills": ["python", "php"], "plan": "prime"}',
			send: {
				as: 'custom_fields',
				value: (given, { customFields: fromRows }) => {
					if (!isObject(given))
						throw new WrongValue(
							'an object of field IDs and values is needed',
							'Custom Fields (JSON)',
						);
					return { ...(isObject(fromRows) ? fromRows : {}), ...given };
				},
			},
		},
	),
];

export const includeCustomFields = toggle(
	'includeCustomFields',
	'Include Custom Fields',
	'Whether to also return the values of your custom fields',
	{ send: { as: 'include', in: 'query', value: (on) => (on ? 'custom_fields' : undefined) } },
);
