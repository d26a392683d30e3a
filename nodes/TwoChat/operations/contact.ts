/** The contact book. */
import { text } from '../../../engine/fields';
import { deleted, item, items } from '../../../engine/output';
import type { Field, Resource } from '../../../engine/types';
import { contact, contactDetails, optionalChannel, publicUrl } from '../fields';
import { sizedPages } from '../pagers';

const CONTACTS_PER_PAGE = 100;

const firstName = text('firstName', 'First Name', 'The first name of the person', {
	placeholder: 'e.g. Asha',
	send: { as: 'first_name' },
});

const saveTo = optionalChannel(
	'Your WhatsApp number, if the person is to be added to its address book too',
);

const optional: Field[] = [
	text('lastName', 'Last Name', 'The last name of the person', {
		placeholder: 'e.g. Rao',
		send: { as: 'last_name' },
	}),
	publicUrl(
		'pictureUrl',
		'Picture URL',
		'The web address of a picture. Anybody must be able to open it without a login.',
		{
			send: { as: 'profile_pic_url' },
		},
	),
	saveTo,
];

const ofNumber = optionalChannel('Only contacts of this WhatsApp number of yours');

export const contactResource: Resource = {
	name: 'Contact',
	value: 'contact',
	description: 'People in your 2Chat contact book',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create a contact',
			description: 'Add a person to the contact book',
			request: { method: 'POST', path: '/contacts' },
			fields: [
				{ ...firstName, required: true },
				contactDetails('details', 'contact_detail', { required: true }),
			],
			options: optional,
			output: item('contact'),
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a contact',
			description: "Remove a person from the contact book. This can't be undone.",
			request: { method: 'DELETE', path: '/contacts/{contact_uuid}' },
			fields: [contact],
			output: deleted,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get a contact',
			description:
				'Read one contact by its ID. Phone numbers and addresses may be missing here; Search returns them.',
			request: { method: 'GET', path: '/contacts/{contact_uuid}' },
			fields: [contact],
			output: item('contact'),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many contacts',
			description: 'List the contact book',
			request: { method: 'GET', path: '/contacts' },
			pager: sizedPages(CONTACTS_PER_PAGE),
			filters: [ofNumber],
			output: items('contacts'),
		},
		{
			name: 'Search',
			value: 'search',
			action: 'Search contacts',
			description: 'Find contacts by a name or a phone number, or a part of it',
			request: { method: 'GET', path: '/contacts/search' },
			fields: [
				text('query', 'Search For', 'A name, a phone number, or a part of it', {
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
			action: 'Update a contact',
			description: 'Change name, picture or details of a contact',
			request: { method: 'PUT', path: '/contacts/{contact_uuid}' },
			fields: [contact],
			updates: [firstName, ...optional, contactDetails('newDetails', 'contact_details')],
			output: item('contact'),
		},
	],
};
