/** Contacts of a session. */
import { text } from '../../../engine/fields';
import { item, items, success } from '../../../engine/output';
import { wholeList } from '../../../engine/paging';
import type { Resource } from '../../../engine/types';
import { phoneOf } from '../addresses';
import { contactJid, contactPhone, phoneNumber } from '../fields';
import { actsIn } from '../session';

const digits = { value: (value: unknown) => phoneOf(value, 'Phone Number') };

export const contactResource: Resource = {
	name: 'Contact',
	value: 'contact',
	description: 'People that your number knows',
	operations: [
		actsIn({
			name: 'Block',
			value: 'block',
			action: 'Block a contact',
			description: 'Block a person, so that you get no more messages and calls from them',
			request: { method: 'POST', path: '/api/contacts/{phone}/block' },
			effect: 'idempotent',
			fields: [contactPhone],
			output: success,
		}),
		actsIn({
			name: 'Check on WhatsApp',
			value: 'checkOnWhatsApp',
			action: 'Check if a number is on WhatsApp',
			description: 'Find out whether a phone number is on WhatsApp, and its chat ID',
			request: { method: 'GET', path: '/api/on-whatsapp/{phone}' },
			fields: [phoneNumber('phone', 'The phone number to look up', digits, { required: true })],
			output: item(),
		}),
		actsIn({
			name: 'Create or Update',
			value: 'upsert',
			action: 'Create or update a contact',
			description: 'Create a new record, or update the current one if it already exists (upsert)',
			request: { method: 'PUT', path: '/api/contacts' },
			fields: [phoneNumber('phone', 'The phone number of the person', digits, { required: true })],
			options: [text('name', 'Name', 'The name of the person', { placeholder: 'e.g. Asha Rao' })],
			output: item(),
		}),
		actsIn({
			name: 'Download Picture',
			value: 'downloadPicture',
			action: 'Download the picture of a contact',
			description: 'Fetch the profile picture of a person as a file',
			request: { method: 'GET', path: '/api/contacts/{jid}/picture' },
			fields: [contactJid],
			output: {
				kind: 'file',
				link: 'url',
				name: () => 'picture',
				missing: 'The person has no picture, or hides it from this number',
			},
		}),
		actsIn({
			name: 'Get',
			value: 'get',
			action: 'Get a contact',
			description: 'Read one contact by its phone number: name and chat ID',
			request: { method: 'GET', path: '/api/contacts/{phone}' },
			fields: [contactPhone],
			output: item(),
		}),
		actsIn({
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many contacts',
			description: 'List the people that a session knows, with name and number',
			request: { method: 'GET', path: '/api/contacts' },
			pager: wholeList,
			output: items(),
		}),
		actsIn({
			name: 'Get Picture',
			value: 'getPicture',
			action: 'Get the picture of a contact',
			description:
				'Get the web address of the profile picture of a person; Download Picture gets the file',
			request: { method: 'GET', path: '/api/contacts/{jid}/picture' },
			fields: [contactJid],
			output: item(),
		}),
		actsIn({
			name: 'Unblock',
			value: 'unblock',
			action: 'Unblock a contact',
			description: 'Let a blocked person write to you and call you again',
			request: { method: 'POST', path: '/api/contacts/{phone}/unblock' },
			effect: 'idempotent',
			fields: [contactPhone],
			output: success,
		}),
	],
};
