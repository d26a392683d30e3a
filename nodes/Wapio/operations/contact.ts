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
	description: 'People that a session knows',
	operations: [
		actsIn({
			name: 'Block',
			value: 'block',
			action: 'Block a contact',
			description: 'Get no more messages and calls from a person',
			request: { method: 'POST', path: '/api/contacts/{phone}/block' },
			effect: 'idempotent',
			fields: [contactPhone],
			output: success,
		}),
		actsIn({
			name: 'Check on WhatsApp',
			value: 'checkOnWhatsApp',
			action: 'Check a phone number',
			description: 'Find out whether a phone number has WhatsApp, and its chat ID',
			request: { method: 'GET', path: '/api/on-whatsapp/{phone}' },
			fields: [phoneNumber('phone', 'The number to look up', digits, { required: true })],
			output: item(),
		}),
		actsIn({
			name: 'Create or Update',
			value: 'upsert',
			action: 'Create or update a contact',
			description: 'Create a new record, or update the current one if it already exists (upsert)',
			request: { method: 'PUT', path: '/api/contacts' },
			fields: [phoneNumber('phone', 'The number of the person', digits, { required: true })],
			options: [text('name', 'Name', 'The name of the person', { placeholder: 'e.g. Asha Rao' })],
			output: item(),
		}),
		actsIn({
			name: 'Download Picture',
			value: 'downloadPicture',
			action: 'Download the picture of a contact',
			description: 'Get the profile picture of a person as a file',
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
			description: 'Read one contact by its phone number',
			request: { method: 'GET', path: '/api/contacts/{phone}' },
			fields: [contactPhone],
			output: item(),
		}),
		actsIn({
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many contacts',
			description: 'List the contacts of a session',
			request: { method: 'GET', path: '/api/contacts' },
			pager: wholeList,
			output: items(),
		}),
		actsIn({
			name: 'Get Picture',
			value: 'getPicture',
			action: 'Get the picture of a contact',
			description: 'Get the address of the profile picture of a person',
			request: { method: 'GET', path: '/api/contacts/{jid}/picture' },
			fields: [contactJid],
			output: item(),
		}),
		actsIn({
			name: 'Unblock',
			value: 'unblock',
			action: 'Unblock a contact',
			description: 'Get messages and calls from a blocked person again',
			request: { method: 'POST', path: '/api/contacts/{phone}/unblock' },
			effect: 'idempotent',
			fields: [contactPhone],
			output: success,
		}),
	],
};
