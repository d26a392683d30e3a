/** The contact book. */
import {
	choice,
	deleted,
	type Field,
	items,
	json,
	parsePhone,
	type Resource,
	rows,
	shownFor,
	text,
	toggle,
	WrongValue,
} from '../../../engine/define';
import { contactId } from '../fields/common';
import { customFields, includeCustomFields, WHERE_FIELD_IDS_ARE } from '../fields/customFields';
import { contactCursor, offsetList } from '../pagers';
import {
	SEARCH_FIELDS,
	SEARCH_OPERATORS,
	searchConditions,
	searchPath,
	WITHOUT_VALUE,
} from '../shapes/contactSearch';
import { contactSummary, foundContactSummary } from '../summaries';

const HOST = 'whatsapp';

const email = text('email', 'Email', 'The email address of the person', {
	placeholder: 'e.g. name@email.com',
	send: { as: 'email_id' },
});
const optIn = toggle(
	'optIn',
	'Marketing Opt-In',
	'Whether the person agreed to receive marketing messages',
	{
		send: { as: 'marketing_opt_in' },
	},
);
const name = text('name', 'Name', 'The full name of the person', { placeholder: 'e.g. Asha Rao' });
const phone = (description: string, send: Field['send'], required = true): Field =>
	text('phone', 'Phone Number', description, {
		required,
		placeholder: 'e.g. +91 98765 43210',
		hint: 'With country code',
		send,
	});

const changes: Field[] = [...customFields, email, optIn, name];

export const contactResource: Resource = {
	name: 'Contact',
	value: 'contact',
	description: 'People in your MyOperator contact book',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create contact',
			description: 'Add a person to the contact book',
			simplify: contactSummary,
			request: { method: 'POST', path: '/contacts', host: HOST },
			fields: [
				{ ...name, required: true },
				phone('The phone number of the person, with 7 to 15 digits after the country code', {
					as: '',
					value: (value, values) => {
						const { countryCode, national } = parsePhone(value, undefined, values);
						if (national.length < 7)
							throw new WrongValue(
								`at least 7 digits are needed after the country code, "${String(value)}" has ${national.length}`,
								'Phone Number',
							);
						return { country_code: countryCode, phone_number: national };
					},
				}),
			],
			options: [...customFields, email, optIn],
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete contact',
			description: "Remove a person from the contact book. This can't be undone.",
			request: { method: 'DELETE', path: '/contacts/{id}', host: HOST },
			fields: [contactId],
			output: deleted,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get contact',
			description: 'Read one contact by its ID: name, phone number, email and opt-in',
			simplify: contactSummary,
			request: { method: 'GET', path: '/contacts/{id}', host: HOST },
			fields: [contactId],
			options: [includeCustomFields],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many contacts',
			description: 'List all contacts, or find the contact with a given phone number',
			simplify: contactSummary,
			request: { method: 'GET', path: '/contacts', host: HOST },
			pager: offsetList(),
			filters: [
				phone(
					'Only the contact with this number',
					{
						as: '',
						value: (value, values) => {
							const { countryCode, digits } = parsePhone(value, undefined, values);
							return { country_code: countryCode, phone_number: digits };
						},
					},
					false,
				),
			],
			options: [includeCustomFields],
			output: items('results'),
		},
		{
			name: 'Search',
			value: 'search',
			action: 'Search contacts',
			description:
				'Find contacts that meet all of your conditions, including conditions on custom fields',
			simplify: foundContactSummary,
			effect: 'read',
			request: { method: 'POST', path: '/contacts', host: HOST, shape: searchPath },
			fields: [
				choice(
					'conditionsAs',
					'Conditions',
					'How to enter the conditions',
					[
						['form', 'Using Fields Below'],
						['json', 'Using JSON'],
					],
					{ send: { in: 'nowhere' } },
				),
				rows(
					'conditions',
					'Contacts Where',
					'A contact is found when all conditions are true',
					{
						label: 'Condition',
						button: 'Add Condition',
						fields: [
							choice('attribute', 'Field', 'The field of the contact to look at', SEARCH_FIELDS),
							...shownFor(
								{ attribute: ['custom'] },
								text('field', 'Custom Field ID', `The ID of your field. ${WHERE_FIELD_IDS_ARE}`, {
									required: true,
									placeholder: 'e.g. company_name',
								}),
							),
							choice(
								'operator',
								'Operator',
								'How to compare the field with the value',
								SEARCH_OPERATORS,
							),
							text(
								'value',
								'Value',
								'The value to compare with. Write dates as YYYY-MM-DD, a date range as two dates separated by a comma, and several values as a list, such as ["python", "php"].',
								{
									placeholder: 'e.g. Asha',
									displayOptions: { hide: { operator: WITHOUT_VALUE } },
								},
							),
						],
					},
					{
						required: true,
						displayOptions: { show: { conditionsAs: ['form'] } },
						send: { as: 'and', value: searchConditions },
					},
				),
				json(
					'conditionsJson',
					'Conditions (JSON)',
					'An object with "field__operator" keys and the values to compare with. For several values give a list: {"source__is": ["imported", "public_api"]}.',
					{
						required: true,
						default: '{}',
						placeholder: 'e.g. {"name__contains": "Asha", "created__gt": "2026-01-01"}',
						displayOptions: { show: { conditionsAs: ['json'] } },
						send: { as: 'and' },
					},
				),
			],
			pager: contactCursor,
			options: [
				text(
					'after',
					'Start After',
					'Continue an earlier search: enter the "pagination_token" of its last contact. Leave it out to start at the beginning.',
					{
						placeholder: 'e.g. eyJpZCI6NDcxMX0',
						send: { in: 'query' },
					},
				),
				text(
					'before',
					'End Before',
					'Go back from an earlier search: enter the "pagination_token" of its first contact to get those before it',
					{
						placeholder: 'e.g. eyJpZCI6NDcxMX0',
						send: { in: 'query' },
					},
				),
				text(
					'path',
					'Path',
					'Another path for the search, if MyOperator gave you one. Leave it out to use the documented path.',
					{
						placeholder: 'e.g. /contacts/search',
						send: { in: 'nowhere' },
					},
				),
			],
			output: items('results'),
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update contact',
			description:
				"Change the name, email, opt-in or custom fields of a contact. Its phone number can't be changed.",
			simplify: contactSummary,
			request: { method: 'PATCH', path: '/contacts/{id}', host: HOST },
			fields: [contactId],
			updates: changes,
		},
		{
			name: 'Update by Phone',
			value: 'updateByPhone',
			action: 'Update contact by phone number',
			description:
				'Change the name, email, opt-in or custom fields of the contact with a given phone number',
			simplify: contactSummary,
			request: { method: 'PATCH', path: '/contacts/{phone}', host: HOST },
			fields: [
				phone('The phone number of the contact to change', {
					value: (value, values) => parsePhone(value, undefined, values).digits,
				}),
			],
			updates: changes,
		},
	],
};
