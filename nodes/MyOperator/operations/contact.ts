/** The contact book. */
import { json, rows, choice, text, toggle } from '../../../engine/fields';
import { deleted, items } from '../../../engine/output';
import { parsePhone } from '../../../engine/phone';
import type { Field, Resource } from '../../../engine/types';
import { searchConditions, searchPath, SEARCH_OPERATORS } from '../contactSearch';
import { contactId, customFields, includeCustomFields } from '../fields';
import { contactCursor, offsetList } from '../pagers';
import { contactSummary, foundContactSummary } from '../summaries';

const HOST = 'whatsapp';

const email = text('email', 'Email', 'The email address of the person', {
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
			action: 'Create a contact',
			description: 'Add a person to the contact book',
			simplify: contactSummary,
			request: { method: 'POST', path: '/contacts', host: HOST },
			fields: [
				{ ...name, required: true },
				phone('The phone number of the person, 7 to 15 digits after the country code', {
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
			description: "Remove a person from the contact book. This can't be undone.",
			request: { method: 'DELETE', path: '/contacts/{id}', host: HOST },
			fields: [contactId],
			output: deleted,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get a contact',
			description: 'Read one contact by its ID: name, number, email and opt-in',
			simplify: contactSummary,
			request: { method: 'GET', path: '/contacts/{id}', host: HOST },
			fields: [contactId],
			options: [includeCustomFields],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many contacts',
			description: 'List the contact book, or find the contact that has a phone number',
			simplify: contactSummary,
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
			description: 'Find contacts that meet all of your conditions, also about your own fields',
			simplify: foundContactSummary,
			effect: 'read',
			request: { method: 'POST', path: '/contacts', host: HOST, shape: searchPath },
			fields: [
				choice(
					'conditionsAs',
					'Conditions',
					'How you write the conditions',
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
								'What to look at: "name", "country_code", "phone_number", "phone_number_with_cc" (with country code), "email_id", "marketing_opt_in", "status", "source", "created" or "modified". For a field of your own: "custom_fields." and its ID.',
								{
									required: true,
									placeholder: 'e.g. name',
								},
							),
							choice('operator', 'Operator', 'How field and value are compared', SEARCH_OPERATORS),
							text(
								'value',
								'Value',
								'The value to compare with. Dates as YYYY-MM-DD; a range as two dates separated by a comma.',
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
					'The conditions in MyOperator\'s own notation: "field__operator" with the value',
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
					'Go on where an earlier list ended: the "pagination_token" of its last contact',
					{
						placeholder: 'e.g. eyJpZCI6NDcxMX0',
						send: { in: 'query' },
					},
				),
				text(
					'before',
					'End Before',
					'Go back to before an earlier list: the "pagination_token" of its first contact',
					{
						placeholder: 'e.g. eyJpZCI6NDcxMX0',
						send: { in: 'query' },
					},
				),
				text(
					'path',
					'Path',
					'Only if MyOperator tells you another address for the search than its documentation: the part after the host name',
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
				"Change name, email, opt-in or your own fields of a contact; its number can't be changed",
			simplify: contactSummary,
			request: { method: 'PATCH', path: '/contacts/{id}', host: HOST },
			fields: [contactId],
			updates: changes,
		},
		{
			name: 'Update by Phone',
			value: 'updateByPhone',
			action: 'Update a contact by phone number',
			description: 'Change the contact that has a phone number, without knowing its ID',
			simplify: contactSummary,
			request: { method: 'PATCH', path: '/contacts/{phone}', host: HOST },
			fields: [
				phone('The phone number of the contact', { value: (value) => parsePhone(value).digits }),
			],
			updates: changes,
		},
	],
};
