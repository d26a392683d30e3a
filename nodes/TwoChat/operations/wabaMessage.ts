/** Messages of WhatsApp Business Platform (WABA) numbers. 2Chat queues them. */
import { json, longText, locator, rows, text } from '../../../engine/fields';
import type { Field, Operation, Resource } from '../../../engine/types';
import { wabaRefused } from '../advice';
import { media, messageText, publicUrl, toNumber, unofficial, wabaNumber } from '../fields';
import { listRows } from '../interactive';
import { templateParams, templateVariables } from '../templates';

const INTERACTIVE = 'payload.interactive';

const send = (operation: Omit<Operation, 'request' | 'advice'>, request = {}): Operation => ({
	...operation,
	request: { method: 'POST', path: '/waba/send-message', ...request },
	advice: wabaRefused,
	fields: [wabaNumber(), toNumber, ...(operation.fields ?? [])],
});

const interactiveOptions: Field[] = [
	text('footer', 'Footer', 'A small line under the text', {
		placeholder: 'e.g. Reply STOP to opt out',
		send: { as: `${INTERACTIVE}.footer.text` },
	}),
	text('header', 'Header', 'A title above the text', {
		placeholder: 'e.g. Your order',
		send: {
			as: '',
			value: (title) => ({
				[`${INTERACTIVE}.header.type`]: 'text',
				[`${INTERACTIVE}.header.text`]: title,
			}),
		},
	}),
];

const interactive = (
	type: 'button' | 'list' | 'cta_url',
	operation: Omit<Operation, 'request' | 'advice'>,
): Operation =>
	send(
		{
			...operation,
			description: unofficial(operation.description),
			fields: [
				longText('text', 'Text', 'The message', {
					required: true,
					placeholder: 'e.g. Hello Asha, how can we help you?',
					send: { as: `${INTERACTIVE}.body.text` },
				}),
				...(operation.fields ?? []),
			],
			options: interactiveOptions,
		},
		{ body: { payload: { interactive: { type } } } },
	);

export const wabaMessageResource: Resource = {
	name: 'WABA Message',
	value: 'wabaMessage',
	description: 'Send messages with a WhatsApp Business Platform (WABA) number',
	operations: [
		{
			name: 'Get Conversation Window',
			value: 'getConversationWindow',
			action: 'Get the conversation window of a number',
			description: unofficial(
				'Find out whether free messages may be sent to a number: they may for 24 hours after its last message',
			),
			request: { method: 'GET', path: '/waba/conversation-window/{from_number}/{to_number}' },
			fields: [wabaNumber(), toNumber],
		},
		interactive('button', {
			name: 'Send Reply Buttons',
			value: 'sendButtons',
			action: 'Send a message with reply buttons',
			description: 'Send a text with up to three buttons; the one that is tapped comes back',
			fields: [
				rows(
					'buttons',
					'Buttons',
					'The buttons under the text, at most three',
					{
						label: 'Button',
						button: 'Add Button',
						fields: [
							text('title', 'Title', 'What stands on the button, up to 20 characters', {
								required: true,
								placeholder: 'e.g. Track order',
								limits: { maxLength: 20 },
								send: { as: 'reply.title' },
							}),
							text('id', 'ID', 'What comes back when it is tapped; each needs its own', {
								required: true,
								placeholder: 'e.g. track',
								send: { as: 'reply.id' },
							}),
						],
					},
					{
						required: true,
						limits: { maxItems: 3 },
						send: {
							as: `${INTERACTIVE}.action.buttons`,
							value: (list) => (list as object[]).map((entry) => ({ type: 'reply', ...entry })),
						},
					},
				),
			],
		}),
		send({
			name: 'Send File',
			value: 'sendFile',
			action: 'Send a file from a WABA number',
			description: unofficial(
				'Send a file to a number that wrote to you in the last 24 hours. It is queued, not yet delivered',
			),
			fields: media('url', 'File'),
			options: [{ ...messageText('A text under the file'), displayName: 'Caption' }],
		}),
		interactive('cta_url', {
			name: 'Send Link Button',
			value: 'sendLinkButton',
			action: 'Send a message with a link button',
			description: 'Send a text with one button that opens a web page',
			fields: [
				text('displayText', 'Button Text', 'What stands on the button', {
					required: true,
					placeholder: 'e.g. Pay now',
					send: {
						as: '',
						value: (title) => ({
							[`${INTERACTIVE}.action.name`]: 'cta_url',
							[`${INTERACTIVE}.action.parameters.display_text`]: title,
						}),
					},
				}),
				publicUrl('linkUrl', 'URL', 'The page that the button opens', {
					required: true,
					placeholder: 'e.g. https://example.com/pay/4711',
					send: { as: `${INTERACTIVE}.action.parameters.url` },
				}),
			],
		}),
		interactive('list', {
			name: 'Send List',
			value: 'sendList',
			action: 'Send a message with a list',
			description: 'Send a text with a menu of up to ten rows; the chosen row comes back',
			fields: [
				text('menuButton', 'Menu Button', 'What stands on the button that opens the menu', {
					required: true,
					placeholder: 'e.g. See options',
					send: { as: `${INTERACTIVE}.action.button` },
				}),
				listRows(`${INTERACTIVE}.action.sections`),
			],
		}),
		send(
			{
				name: 'Send Template',
				value: 'sendTemplate',
				action: 'Send a template message',
				description:
					'Send an approved template with its variables filled in: the only kind of message that may start a conversation',
				fields: [
					locator(
						'template',
						'Template',
						'The approved template. The list needs the number to be chosen first.',
						{
							search: 'approvedTemplates',
							example: 'TMP1b44a079-3c5d-4e6f-8a7b-9c0d1e2f3a4b',
						},
						{ required: true, send: { as: 'template_uuid' } },
					),
					templateVariables,
				],
				options: [
					json(
						'paramsJson',
						'Variables as JSON',
						'All variables in the form of the API, instead of the list above. Needed for one-time code buttons, whose form 2Chat describes in two ways.',
						{
							placeholder: 'e.g. {"body": ["Asha", "4711"], "header": ["June"]}',
							send: { in: 'nowhere' },
						},
					),
				],
			},
			// 2Chat wants `params` also for templates without variables.
			{ body: { params: {} }, shape: templateParams },
		),
		send({
			name: 'Send Text',
			value: 'sendText',
			action: 'Send a text message from a WABA number',
			description:
				'Send a text to a number that wrote to you in the last 24 hours. It is queued, not yet delivered.',
			fields: [messageText('The message', { required: true })],
		}),
	],
};
