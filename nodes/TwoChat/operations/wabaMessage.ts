/** Messages of WhatsApp Business Platform (WABA) numbers. 2Chat queues them. */
import {
	type Field,
	json,
	locator,
	longText,
	type Operation,
	type Resource,
	text,
	refuseLineBreaks,
	variablesJson,
} from '../../../engine/define';
import { wabaRefused } from '../advice';
import {
	media,
	messageText,
	publicUrl,
	queued,
	queuedMessage,
	toNumber,
	unofficial,
	wabaNumber,
} from '../fields/common';
import { listRows, replyButtons } from '../fields/interactive';
import { templateParams, templateVariables, templateWording } from '../shapes/templates';

const INTERACTIVE = 'payload.interactive';

const send = (operation: Omit<Operation, 'request' | 'advice'>, request = {}): Operation => ({
	...operation,
	request: { method: 'POST', path: '/waba/send-message', ...request },
	advice: wabaRefused,
	fields: [wabaNumber(), toNumber, ...(operation.fields ?? [])],
	output: queuedMessage,
});

const interactiveOptions: Field[] = [
	text('footer', 'Footer', 'Small gray text below the message, up to 60 characters', {
		placeholder: 'e.g. Reply STOP to opt out',
		limits: { maxLength: 60 },
		send: { as: `${INTERACTIVE}.footer.text` },
	}),
	text('header', 'Header', 'A bold title above the message, up to 60 characters', {
		placeholder: 'e.g. Your order',
		limits: { maxLength: 60 },
		send: {
			as: '',
			value: (title) => ({
				[`${INTERACTIVE}.header.type`]: 'text',
				[`${INTERACTIVE}.header.text`]: title,
			}),
		},
	}),
];

/** Meta's own limits: 2Chat passes this part of the request to Meta unchanged. */
const LONGEST_TEXT = { button: 1024, list: 4096, cta_url: 1024 };

const interactive = (
	type: 'button' | 'list' | 'cta_url',
	operation: Omit<Operation, 'request' | 'advice'>,
): Operation =>
	send(
		{
			...operation,
			description: unofficial(
				`${operation.description.replace(/\.$/, '')}. Only within 24 hours of the person's last message`,
			),
			fields: [
				longText(
					'text',
					'Text',
					`The message, up to ${LONGEST_TEXT[type]} characters. *Bold* and _italic_ work as in WhatsApp.`,
					{
						required: true,
						placeholder: 'e.g. Hello Asha, how can we help you?',
						limits: { maxLength: LONGEST_TEXT[type] },
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
			action: 'Check conversation window of number',
			description: unofficial(
				'Find out whether you can send a person any message, or templates only: "window_open" is true for 24 hours after their last message',
			),
			request: { method: 'GET', path: '/waba/conversation-window/{from_number}/{to_number}' },
			fields: [
				wabaNumber('from_number', 'that would send the message'),
				{ ...toNumber, description: 'The phone number of the person to write to' },
			],
		},
		interactive('button', {
			name: 'Send Reply Buttons',
			value: 'sendButtons',
			action: 'Send message with reply buttons',
			description:
				'Send a text with up to three buttons. The tapped one comes back as a message and starts the trigger.',
			fields: [replyButtons(`${INTERACTIVE}.action.buttons`)],
		}),
		send({
			name: 'Send File',
			value: 'sendFile',
			action: 'Send file from official business number',
			description: unofficial(queued('Send a file of up to 16 MB, such as an image or PDF')),
			fields: media('url', 'File'),
			options: [
				{
					...messageText(
						'The text below the file, up to 1024 characters. *Bold* and _italic_ work as in WhatsApp.',
						{ limits: { maxLength: 1024 } },
					),
					displayName: 'Caption',
				},
			],
		}),
		interactive('cta_url', {
			name: 'Send Link Button',
			value: 'sendLinkButton',
			action: 'Send message with link button',
			description: 'Send a text with one button that opens a web page',
			fields: [
				text('displayText', 'Button Text', 'The label of the button, up to 20 characters', {
					required: true,
					placeholder: 'e.g. Pay now',
					limits: { maxLength: 20 },
					send: {
						as: '',
						value: (title) => ({
							[`${INTERACTIVE}.action.name`]: 'cta_url',
							[`${INTERACTIVE}.action.parameters.display_text`]: title,
						}),
					},
				}),
				publicUrl('linkUrl', 'URL', 'The web address that the button opens', {
					required: true,
					placeholder: 'e.g. https://example.com/pay/4711',
					send: { as: `${INTERACTIVE}.action.parameters.url` },
				}),
			],
		}),
		interactive('list', {
			name: 'Send List',
			value: 'sendList',
			action: 'Send message with list',
			description:
				'Send a text with a menu of up to ten rows. The chosen one comes back as a message and starts the trigger.',
			fields: [
				text(
					'menuButton',
					'Menu Button',
					'The label of the button that opens the menu, up to 20 characters',
					{
						required: true,
						placeholder: 'e.g. See options',
						limits: { maxLength: 20 },
						send: { as: `${INTERACTIVE}.action.button` },
					},
				),
				listRows(`${INTERACTIVE}.action.sections`),
			],
		}),
		send(
			{
				name: 'Send Template',
				value: 'sendTemplate',
				action: 'Send template message',
				wording: templateWording,
				description: queued(
					'Send an approved template, the only kind of message for people who did not write to you in the last 24 hours. Meta charges for it',
				),
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
						'All variables as 2Chat expects them, sent as they are instead of the form above. Use it for buttons that copy a one-time code, which the form does not cover.',
						{
							placeholder: 'e.g. {"body": ["Asha", "4711"], "header": ["June"]}',
							send: { in: 'nowhere', value: (value, values) => variablesJson(value, values) },
						},
					),
					refuseLineBreaks,
				],
			},
			// 2Chat requires `params` even for templates without variables.
			{ body: { params: {} }, shape: templateParams },
		),
		send({
			name: 'Send Text',
			value: 'sendText',
			action: 'Send text message from official business number',
			description: queued(
				'Send a text to a person who wrote to you in the last 24 hours. To everyone else, send a template',
			),
			fields: [
				messageText(
					'The message, up to 4096 characters. *Bold* and _italic_ work as in WhatsApp.',
					{ required: true, limits: { maxLength: 4096 } },
				),
			],
		}),
	],
};
