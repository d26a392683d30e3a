/** The contact book. */
import { deleted, type Field, item, items, type Resource, text } from '../../../engine/define';
import { contact, contactDetails, optionalChannel, publicUrl } from '../fields/common';
import { sizedPages } from '../pagers';

const CONTACTS_PER_PAGE = 100;

const firstName = text('firstName', 'First Name', "The person's first name", {
	placeholder: 'e.g. Asha',
	send: { as: 'first_name' },
});

const saveTo = optionalChannel(
	'Also saves the person in the WhatsApp contacts of this number of yours. Leave it empty to save them in 2Chat only.',
);

const optional: Field[] = [
	text('lastName', 'Last Name', "The person's last name", {
		placeholder: 'e.g. Rao',
		send: { as: 'last_name' },
	}),
	publicUrl(
		'pictureUrl',
		'Picture URL',
		'The web address of the profile picture, which anyone must be able to open without logging in',
		{
			send: { as: 'profile_pic_url' },
		},
	),
	saveTo,
];

const ofNumber = optionalChannel(
	'Only contacts that belong to this WhatsApp number of yours. Leave it empty for all contacts.',
);

export const contactResource: Resource = {
	name: 'Contact',
	value: 'contact',
	description: 'People in your 2Chat contact book',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create contact',
			description: 'Add a person to your 2Chat contact book. Returns the contact with its ID.',
			request: { method: 'POST', path: '/contacts' },
			fields: [
				{ ...firstName, required: true },
				contactDetails(
					'details',
					'contact_detail',
					'How to reach the person: at least one phone number, email address or postal address',
					{ required: true },
				),
			],
			options: optional,
			output: item('contact'),
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete contact',
			description: "Delete a person from your 2Chat contact book. This can't be undone.",
			request: { method: 'DELETE', path: '/contacts/{contact_uuid}' },
			fields: [contact],
			output: deleted,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get contact',
			description:
				'Retrieve one contact by its ID. The phone numbers and addresses may be missing; use Search to get them.',
			request: { method: 'GET', path: '/contacts/{contact_uuid}' },
			fields: [contact],
			output: item('contact'),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many contacts',
			description:
				'List the people in your 2Chat contact book with their phone numbers and addresses',
			request: { method: 'GET', path: '/contacts' },
			pager: sizedPages(CONTACTS_PER_PAGE),
			filters: [ofNumber],
			output: items('contacts'),
		},
		{
			name: 'Search',
			value: 'search',
			action: 'Search contacts',
			description: 'Find contacts by name or phone number. Returns them with their details.',
			request: { method: 'GET', path: '/contacts/search' },
			fields: [
				text('query', 'Search For', 'The name or phone number to look for', {
					required: true,
					placeholder: 'e.g. Asha',
					// Two documents of 2Chat call the parameter differently.
					send: { as: '', value: (query) => ({ query, q: query }) },
				}),
			],
			pager: sizedPages(CONTACTS_PER_PAGE),
			filters: [ofNumber],
			output: items('contacts'),
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update contact',
			description:
				'Change the name, picture or details of a contact. Fields that you do not add stay as they are.',
			request: { method: 'PUT', path: '/contacts/{contact_uuid}' },
			fields: [contact],
			updates: [
				firstName,
				...optional,
				contactDetails(
					'newDetails',
					'contact_details',
					'The new phone numbers, email addresses and postal addresses. Enter all of them, because 2Chat does not document whether they replace the old ones or are added to them.',
				),
			],
			output: item('contact'),
		},
	],
};
