/** Conversations of a WhatsApp number, and the fields that name one. */
import { locator, text } from '../../../engine/fields';
import { items } from '../../../engine/output';
import type { Field, Resource } from '../../../engine/types';
import { channel, nowhere } from '../fields';
import { fixedPages } from '../pagers';

export const conversationPages = fixedPages(10);

/** A conversation by its session key; the number only fills the list. */
export const conversation: Field[] = [
	{
		...channel,
		required: false,
		description:
			'Your number whose conversations the next list shows. Not needed for a conversation that you give by its key.',
		...nowhere,
	},
	locator(
		'conversation',
		'Conversation',
		'The conversation with the message. Choose the number first to see the list.',
		{
			search: 'conversations',
			example: 'WW-WPN66037eca-5215511112222@c.us',
			byId: 'By Session Key',
		},
		{ required: true, send: { as: 'session_key' } },
	),
];

export const conversationResource: Resource = {
	name: 'Conversation',
	value: 'conversation',
	description: 'Chats of your WhatsApp numbers',
	operations: [
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many conversations',
			description: "List the chats of your number, with the other person's name and number",
			request: { method: 'GET', path: '/whatsapp/conversations/{channel_uuid}' },
			fields: [channel],
			pager: conversationPages,
			filters: [
				text(
					'phoneNumber',
					'Phone Number Contains',
					'Only chats with numbers that contain these digits, three or more',
					{
						placeholder: 'e.g. 5550100',
						send: { as: 'phone_number', value: (value) => String(value).replace(/\D/g, '') },
						limits: {
							pattern: /^(\D*\d){3,20}\D*$/,
							patternHint: 'a part of a phone number of 3 to 20 digits',
						},
					},
				),
			],
			output: items('sessions'),
		},
	],
};
