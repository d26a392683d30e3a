/** Contacts of a session. */
import {
	item,
	items,
	type Resource,
	type Send,
	success,
	text,
	wholeList,
} from '../../../engine/define';
import { linkedIdOf, phoneOf } from '../addresses';
import { contactJid, contactPhone, phoneNumber, undocumented } from '../fields/common';
import { actsIn } from '../fields/session';

const digits: Send = { value: (value, values) => phoneOf(value, values, 'Phone Number') };

export const contactResource: Resource = {
	name: 'Contact',
	value: 'contact',
	description: 'Save, look up and block contacts of a connected number',
	operations: [
		actsIn({
			name: 'Block',
			value: 'block',
			action: 'Block contact',
			description: 'Block a person, so that they can no longer message or call you',
			request: { method: 'POST', path: '/api/contacts/{phone}/block' },
			effect: 'idempotent',
			fields: [contactPhone],
			output: success,
		}),
		actsIn({
			name: 'Check on WhatsApp',
			value: 'checkOnWhatsApp',
			action: 'Check if number is on WhatsApp',
			description:
				'Check whether a phone number is on WhatsApp, and get its chat ID: "exists" and "jid" in the output',
			request: { method: 'GET', path: '/api/on-whatsapp/{phone}' },
			fields: [phoneNumber('phone', 'The phone number to look up', digits, { required: true })],
			output: item(),
		}),
		actsIn({
			name: 'Create or Update',
			value: 'upsert',
			action: 'Create or update contact',
			description: 'Create a new record, or update the current one if it already exists (upsert)',
			request: { method: 'PUT', path: '/api/contacts' },
			fields: [
				phoneNumber(
					'phone',
					'The number to save. If it is in the contacts already, that contact is updated.',
					digits,
					{ required: true },
				),
			],
			options: [
				text('name', 'Name', 'The name to save the contact under', {
					placeholder: 'e.g. Asha Rao',
				}),
			],
			output: item(),
		}),
		actsIn({
			name: 'Download Picture',
			value: 'downloadPicture',
			action: 'Download picture of contact',
			description:
				'Download the profile picture of a person as a file. Fails if there is none or the person hides it from your number.',
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
			action: 'Get contact',
			description: 'Get one contact by its phone number, with name and chat ID',
			request: { method: 'GET', path: '/api/contacts/{phone}' },
			fields: [contactPhone],
			output: item(),
		}),
		actsIn({
			name: 'Get by Linked ID',
			value: 'getByLinkedId',
			action: 'Get phone number by linked ID',
			description: undocumented(
				'Get the phone number behind a linked ID (LID), with which WhatsApp hides numbers in groups: "pn" in the output',
			),
			request: { method: 'GET', path: '/api/pn-from-lid/{lid}' },
			fields: [
				text(
					'lid',
					'Linked ID',
					'The linked ID of a person, as the Wapio Trigger gives it for a sender whose number is hidden',
					{
						required: true,
						placeholder: 'e.g. 123456789012345@lid',
						send: { value: linkedIdOf },
					},
				),
			],
			output: item(),
		}),
		actsIn({
			name: 'Get Linked ID',
			value: 'getLinkedId',
			action: 'Get linked ID of contact',
			description: undocumented(
				'Get the linked ID (LID) of a phone number, by which groups may name the person: "lid" in the output',
			),
			request: { method: 'GET', path: '/api/lid-from-pn/{phone}' },
			fields: [contactPhone],
			output: item(),
		}),
		actsIn({
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many contacts',
			description: 'List the contacts of a session, with name and phone number',
			request: { method: 'GET', path: '/api/contacts' },
			pager: wholeList,
			output: items(),
		}),
		actsIn({
			name: 'Get Picture',
			value: 'getPicture',
			action: 'Get picture of contact',
			description:
				'Get the URL of the profile picture of a person. To get the picture itself, use Download Picture.',
			request: { method: 'GET', path: '/api/contacts/{jid}/picture' },
			fields: [contactJid],
			output: item(),
		}),
		actsIn({
			name: 'Unblock',
			value: 'unblock',
			action: 'Unblock contact',
			description: 'Unblock a person, so that they can message and call you again',
			request: { method: 'POST', path: '/api/contacts/{phone}/unblock' },
			effect: 'idempotent',
			fields: [contactPhone],
			output: success,
		}),
	],
};
