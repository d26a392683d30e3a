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
				longText(
					'text',
					'Text',
					'The text of the message; *bold* and _italic_ work as in WhatsApp',
					{
						required: true,
						placeholder: 'e.g. Hello Asha, how can we help you?',
						send: { as: `${INTERACTIVE}.body.text` },
					},
				),
				...(operation.fields ?? []),
			],
			options: interactiveOptions,
		},
		{ body: { payload: { interactive: { type } } } },
	);

export const wabaMessageResource: Resource = {
	name: 'WABA Message',
	value: 'wabaMessage',
	description: 'Send messages from an official WhatsApp Business (WABA) number',
	operations: [
		{
			name: 'Get Conversation Window',
			value: 'getConversationWindow',
			action: 'Get whether free messages may be sent to a number',
			description: unofficial(
				'Find out whether you may write freely to a number, which is so for 24 hours after its last message. Otherwise only templates can be sent',
			),
			request: { method: 'GET', path: '/waba/conversation-window/{from_number}/{to_number}' },
			fields: [wabaNumber(), toNumber],
		},
		interactive('button', {
			name: 'Send Reply Buttons',
			value: 'sendButtons',
			action: 'Send a message with reply buttons',
			description:
				'Send a text with up to three buttons. The one that is tapped comes back as a message.',
			fields: [
				rows(
					'buttons',
					'Buttons',
					'The buttons under the text, at most three',
					{
						label: 'Button',
						button: 'Add Button',
						fields: [
							text('title', 'Title', 'The text on the button, up to 20 characters', {
								required: true,
								placeholder: 'e.g. Track order',
								limits: { maxLength: 20 },
								send: { as: 'reply.title' },
							}),
							text(
								'id',
								'ID',
								'A short word that comes back when the button is tapped; each button needs its own',
								{
									required: true,
									placeholder: 'e.g. track',
									send: { as: 'reply.id' },
								},
							),
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
			action: 'Send a file from an official business number',
			description: unofficial(
				'Send a file up to 16 MB to a number that wrote to you in the last 24 hours. The answer means that 2Chat accepted it, not that it has arrived',
			),
			fields: media('url', 'File'),
			options: [{ ...messageText('Text under the file'), displayName: 'Caption' }],
		}),
		interactive('cta_url', {
			name: 'Send Link Button',
			value: 'sendLinkButton',
			action: 'Send a message with a link button',
			description: 'Send a text with one button that opens a web page',
			fields: [
				text('displayText', 'Button Text', 'The text on the button', {
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
			description:
				'Send a text with a menu of up to ten rows. The chosen row comes back as a message.',
			fields: [
				text('menuButton', 'Menu Button', 'The text on the button that opens the menu', {
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
					'Send an approved template with its variables filled in: the only kind of message that may start a conversation. Meta charges for templates.',
				fields: [
					locator(
						'template',
						'Template',
						'The approved template to send. Choose the number first to see the list.',
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
						"All variables in 2Chat's own notation, instead of the list above. Needed for buttons that copy a one-time code, which 2Chat describes in two ways.",
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
			action: 'Send a text message from an official business number',
			description:
				'Send a text to a number that wrote to you in the last 24 hours. To all others, send a template. The answer means that 2Chat accepted it, not that it has arrived.',
			fields: [
				messageText('The text of the message; *bold* and _italic_ work as in WhatsApp', {
					required: true,
				}),
			],
		}),
	],
};
