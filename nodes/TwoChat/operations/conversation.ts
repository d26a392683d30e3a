/** Conversations of a WhatsApp number, and the fields that name one. */
import { type Field, items, locator, type Resource, text } from '../../../engine/define';
import { channel, nowhere } from '../fields/common';
import { fixedPages } from '../pagers';

export const conversationPages = fixedPages(10);

/** A conversation by its session key; the number only fills the list. */
export const conversation: Field[] = [
	{
		...channel,
		required: false,
		description:
			'Only fills the list of conversations below. Leave it empty if you enter a session key.',
		...nowhere,
	},
	locator(
		'conversation',
		'Conversation',
		'The conversation that contains the message. Choose the number first to see the list; Message > Get Many and Conversation > Get Many return its "session_key".',
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
	description: 'Conversations of your WhatsApp numbers',
	operations: [
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many conversations',
			description:
				"List the conversations of a number with each person's name, phone number and session key",
			request: { method: 'GET', path: '/whatsapp/conversations/{channel_uuid}' },
			fields: [channel],
			pager: conversationPages,
			filters: [
				text(
					'phoneNumber',
					'Phone Number Contains',
					'Only conversations with phone numbers that contain these 3 to 20 digits',
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
