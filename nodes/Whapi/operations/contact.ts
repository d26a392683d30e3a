/** The address book, and what WhatsApp knows about numbers. */
import {
	deleted,
	entries,
	exists,
	items,
	type Resource,
	text,
	toggle,
} from '../../../engine/define';
import { contactIdOf } from '../addresses';
import { contact, people, to } from '../fields/common';
import { senderOptions } from '../fields/messages';
import { countOffset } from '../pagers';
import { sentMessage } from './messageOperation';

const name = text('name', 'Name', 'The name to save the person under', {
	required: true,
	placeholder: 'e.g. Asha Rao',
});

export const contactResource: Resource = {
	name: 'Contact',
	value: 'contact',
	description: 'Your address book, and what WhatsApp knows about a phone number',
	operations: [
		{
			name: 'Check Many on WhatsApp',
			value: 'checkNumbers',
			action: 'Check which numbers are on WhatsApp',
			description:
				'Find out which phone numbers are on WhatsApp. Returns one item per number, with a "status" of valid or invalid. Checking many unknown numbers can get your own number banned.',
			request: { method: 'POST', path: '/contacts' },
			effect: 'read',
			fields: [people('contacts', 'Phone Numbers', 'The people to check', { required: true })],
			options: [
				toggle(
					'forceCheck',
					'Check Again',
					'Whether to ask WhatsApp again instead of using an earlier answer',
					{
						send: { as: 'force_check' },
					},
				),
			],
			output: items('contacts'),
		},
		{
			name: 'Check on WhatsApp',
			value: 'exists',
			action: 'Check if number is on WhatsApp',
			description:
				'Find out whether a phone number is on WhatsApp. Returns "exists", which is true or false.',
			request: { method: 'HEAD', path: '/contacts/{ContactID}' },
			fields: [contact],
			output: exists(),
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create contact',
			description: 'Add a person to the address book, on your phone and at Whapi.Cloud',
			request: { method: 'PUT', path: '/contacts' },
			fields: [
				text('phone', 'Phone Number', 'The phone number of the person, with country code', {
					required: true,
					placeholder: 'e.g. +91 98765 43210',
					send: { value: (value, values) => contactIdOf(value, values, 'Phone Number') },
				}),
				name,
			],
			advice: {
				'409': {
					todo: 'This person is in the address book already. Use Contact > Update to change the name.',
				},
			},
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete contact',
			description:
				"Delete a person from the address book, on your phone and at Whapi.Cloud. This can't be undone.",
			request: { method: 'DELETE', path: '/contacts/{ContactID}' },
			fields: [contact],
			output: deleted,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get contact',
			description: 'Read one contact with its name, picture and about text',
			request: { method: 'GET', path: '/contacts/{ContactID}' },
			fields: [contact],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many contacts',
			description: 'List the people in the address book',
			request: { method: 'GET', path: '/contacts' },
			pager: countOffset(500),
			output: items('contacts'),
		},
		{
			name: 'Get Profile',
			value: 'getProfile',
			action: 'Get profile of contact',
			description:
				'Read the name, about text and picture of anyone on WhatsApp, even if they are not in your address book',
			request: { method: 'GET', path: '/contacts/{ContactID}/profile' },
			fields: [contact],
		},
		{
			name: 'Get Linked ID',
			value: 'getLid',
			action: 'Get linked ID of contact',
			description:
				'Read the linked ID (LID) that WhatsApp shows in groups instead of a phone number',
			request: { method: 'GET', path: '/contacts/lids/{ContactID}' },
			fields: [contact],
		},
		{
			name: 'Get Many Linked IDs',
			value: 'getManyLids',
			action: 'Get linked IDs of many contacts',
			description:
				'Read the linked IDs (LIDs) of several phone numbers at once. Returns one item per number.',
			request: { method: 'GET', path: '/contacts/lids' },
			fields: [
				people('contacts', 'Phone Numbers', 'The people to look up', {
					required: true,
					send: {
						as: 'ContactIDList',
						value: (list, values) =>
							(list as string[])
								.map((entry) => contactIdOf(entry, values, 'Phone Numbers'))
								.join(','),
					},
				}),
			],
			output: entries('contact_id'),
		},
		{
			name: 'Send',
			value: 'send',
			action: 'Send contact from address book',
			description: 'Send the contact card of a person from the address book',
			request: { method: 'POST', path: '/contacts/{ContactID}' },
			fields: [
				{
					...contact,
					description:
						'The person whose contact card to send, by their phone number with country code',
				},
				to,
			],
			options: [
				{ ...name, required: false, description: 'A different name to show on the card' },
				...senderOptions,
			],
			output: sentMessage,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update contact',
			description: 'Change the name of a person in the address book',
			request: { method: 'PATCH', path: '/contacts/{ContactID}' },
			fields: [contact, { ...name, description: 'The new name of the person' }],
		},
	],
};
