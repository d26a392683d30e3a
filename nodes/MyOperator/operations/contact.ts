/** The contact book. */
import { json, rows, choice, text, toggle } from '../../../engine/fields';
import { deleted, items } from '../../../engine/output';
import { parsePhone } from '../../../engine/phone';
import type { Field, Resource } from '../../../engine/types';
import { searchConditions, searchPath, SEARCH_OPERATORS } from '../contactSearch';
import { contactId, customFields, includeCustomFields } from '../fields';
import { contactCursor, offsetList } from '../pagers';

const HOST = 'whatsapp';

const email = text('email', 'Email', 'The email address', {
	placeholder: 'e.g. name@email.com',
	send: { as: 'email_id' },
});
const optIn = toggle(
	'optIn',
	'Marketing Opt-In',
	'Whether the person agreed to get marketing messages',
	{
		send: { as: 'marketing_opt_in' },
	},
);
const name = text('name', 'Name', 'The full name', { placeholder: 'e.g. Asha Rao' });
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
			action: 'Create a contact',
			description: 'Add a person to the contact book',
			request: { method: 'POST', path: '/contacts', host: HOST },
			fields: [
				{ ...name, required: true },
				phone('The phone number, 7 to 15 digits without the country code', {
					as: '',
					value: (value) => {
						const { countryCode, national } = parsePhone(value);
						return { country_code: countryCode, phone_number: national };
					},
				}),
			],
			options: [...customFields, email, optIn],
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a contact',
			description: 'Remove a person from the contact book for good',
			request: { method: 'DELETE', path: '/contacts/{id}', host: HOST },
			fields: [contactId],
			output: deleted,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get a contact',
			description: 'Read one contact by its ID',
			request: { method: 'GET', path: '/contacts/{id}', host: HOST },
			fields: [contactId],
			options: [includeCustomFields],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many contacts',
			description: 'List the contact book, or find the contact with a phone number',
			request: { method: 'GET', path: '/contacts', host: HOST },
			pager: offsetList(),
			filters: [
				phone(
					'Only the contact with this number',
					{
						as: '',
						value: (value) => {
							const { countryCode, digits } = parsePhone(value);
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
			description: 'Find contacts that meet all of your conditions, also on custom fields',
			effect: 'read',
			request: { method: 'POST', path: '/contacts', host: HOST, shape: searchPath },
			fields: [
				choice(
					'conditionsAs',
					'Conditions',
					'How you give the conditions',
					[
						['form', 'With the Form'],
						['json', 'As JSON'],
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
							text(
								'field',
								'Field',
								'One of name, country_code, phone_number, phone_number_with_cc, email_id, marketing_opt_in, status, source, created, modified. For a field of your own: custom_fields, a dot and its ID.',
								{
									required: true,
									placeholder: 'e.g. name',
								},
							),
							choice('operator', 'Operator', 'How field and value are compared', SEARCH_OPERATORS),
							text(
								'value',
								'Value',
								'The value to compare with. Dates as YYYY-MM-DD; a range as two dates with a comma.',
								{
									placeholder: 'e.g. Asha',
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
					'An object of conditions in the form field__operator: value',
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
				text('after', 'Start After', 'Go on after the contact with this pagination token', {
					placeholder: 'e.g. eyJpZCI6NDcxMX0',
					send: { in: 'query' },
				}),
				text('before', 'End Before', 'Go back before the contact with this pagination token', {
					placeholder: 'e.g. eyJpZCI6NDcxMX0',
					send: { in: 'query' },
				}),
				text(
					'path',
					'Path',
					'The path of the search, if MyOperator gives you another than the documented one',
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
			action: 'Update a contact',
			description:
				"Change name, email, opt-in or custom fields of a contact; its number can't be changed",
			request: { method: 'PATCH', path: '/contacts/{id}', host: HOST },
			fields: [contactId],
			updates: changes,
		},
		{
			name: 'Update by Phone',
			value: 'updateByPhone',
			action: 'Update a contact by phone number',
			description: 'Change the contact that has a phone number, without knowing its ID',
			request: { method: 'PATCH', path: '/contacts/{phone}', host: HOST },
			fields: [phone('The number of the contact', { value: (value) => parsePhone(value).digits })],
			updates: changes,
		},
	],
};
