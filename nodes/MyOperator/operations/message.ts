/** WhatsApp messages: all go to `POST /chat/messages` and differ in `data`. */
import type { IDataObject } from 'n8n-workflow';

import {
	checkButtons,
	checkSections,
	type Field,
	fileByUrl,
	item,
	json,
	listSections,
	locator,
	longText,
	META,
	type Operation,
	type RequestSpec,
	type Resource,
	rows,
	text,
	toggle,
	refuseLineBreaks,
	variablesJson,
} from '../../../engine/define';
import { phoneNumber, to } from '../fields/common';
import {
	interactiveBody,
	interactiveFooter,
	interactiveHeader,
	messageOptions,
	trailName,
} from '../fields/message';
import {
	templateContext,
	templateWording,
	templateLanguage,
	templateVariables,
} from '../shapes/templates';

const send = (type: string, context: Record<string, string> = {}): RequestSpec => ({
	method: 'POST',
	path: '/chat/messages',
	host: 'whatsapp',
	body: { data: { type, context } },
});

/** The API has two spellings of this key; the output always has `conversation_id`. */
const sentMessage = item(undefined, ({ conversaton_id, ...rest }) => ({
	...rest,
	...(conversaton_id === undefined ? {} : { conversation_id: conversaton_id }),
}));

const message = (operation: Omit<Operation, 'output'>): Operation => ({
	...operation,
	fields: [phoneNumber, to, ...(operation.fields ?? [])],
	options: [...(operation.options ?? []), ...messageOptions],
	output: sentMessage,
});

const noun = (type: string) => (type === 'audio' ? 'audio file' : type);

/** `{type, reply: {id, title}}`. @throws WrongValue */
const replyButtons = (list: IDataObject[]): IDataObject[] => {
	checkButtons(list.map(({ reply }) => reply));
	return list.map((entry) => ({ type: 'reply', ...entry }));
};

const MB = 1024 * 1024;

const media = (
	type: string,
	label: string,
	article: string,
	example: string,
	accepted: { text: string; megabytes: number; mimeTypes: string[] },
): Operation =>
	message({
		name: `Send ${label}`,
		value: `send${label}`,
		action: `Send ${noun(type)}`,
		description: `Send ${article} ${noun(type)} to someone who wrote to you in the last 24 hours. ${accepted.text}.`,
		request: send(type),
		fields: fileByUrl({
			provider: 'MyOperator',
			label,
			as: 'data.context.link',
			urlName: 'link',
			example: `https://example.com/${example}`,
			signedUrl: { fileName: 'data.context.filename', mimeType: 'data.context.mime_type' },
			limits: { maxBytes: accepted.megabytes * MB, mimeTypes: accepted.mimeTypes },
		}),
		options: [
			longText(
				'caption',
				'Caption',
				type === 'audio'
					? 'Text to send with the audio file. MyOperator accepts it, but WhatsApp may not show it.'
					: `Text under the ${type}`,
				{ placeholder: 'e.g. Here is your invoice', send: { as: 'data.context.caption' } },
			),
			text(
				'filename',
				'File Name',
				'The file name that the recipient sees. Left empty, an input file keeps its own.',
				{
					placeholder: `e.g. ${example}`,
					send: { as: 'data.context.filename' },
				},
			),
			text(
				'mimeType',
				'MIME Type',
				'The type of the file, if its URL does not show it. An input file brings its own.',
				{
					placeholder: `e.g. ${accepted.mimeTypes[0] ?? ''}`,
					send: { as: 'data.context.mime_type' },
				},
			),
		],
	});

const interactive = (
	kind: string,
	operation: Omit<Operation, 'output' | 'request'>,
	header: Field[],
): Operation =>
	message({
		...operation,
		request: send('interactive', { interactive_type: kind }),
		fields: [...header, interactiveBody, ...(operation.fields ?? [])],
		options: [interactiveFooter],
	});

export const messageResource: Resource = {
	name: 'Message',
	value: 'message',
	description: 'Send WhatsApp messages',
	operations: [
		message({
			name: 'Send Text',
			value: 'sendText',
			action: 'Send text message',
			description:
				'Send a text to someone who wrote to you in the last 24 hours. To anyone else, send a template.',
			request: send('text'),
			fields: [
				longText(
					'text',
					'Text',
					'The message. WhatsApp formatting works: *bold*, _italic_, ~strikethrough~.',
					{
						required: true,
						placeholder: 'e.g. Hi Asha, your order is on its way',
						send: { as: 'data.context.body' },
					},
				),
			],
			options: [
				toggle(
					'previewUrl',
					'Link Preview',
					'Whether to show a preview of the first link in the text',
					{
						send: { as: 'data.context.preview_url' },
					},
				),
			],
		}),
		message({
			name: 'Send Template',
			value: 'sendTemplate',
			action: 'Send template message',
			description:
				'Send an approved template, the only kind of message that can start a conversation. Each message is charged to your MyOperator balance.',
			request: { ...send('template'), shape: templateContext },
			wording: templateWording,
			fields: [
				locator(
					'template',
					'Template',
					'The approved template to send. If you give it by name, add "Language" when it exists in several.',
					{ search: 'approvedTemplates', example: 'order_update', byId: 'By Name' },
					{ required: true, send: { in: 'nowhere' } },
				),
				templateVariables,
			],
			options: [
				templateLanguage,
				json(
					'variablesJson',
					'Variables as JSON',
					'All variables at once in MyOperator\'s own notation, used instead of "Variables"',
					{
						placeholder:
							'e.g. {"body": {"name": "Asha"}, "buttons": [{"var1": "4711", "index": 0}]}',
						send: { in: 'nowhere', value: (value, values) => variablesJson(value, values) },
					},
				),
				refuseLineBreaks,
				trailName,
			],
		}),
		media('image', 'Image', 'an', 'photo.jpg', {
			text: 'JPEG or PNG (8-bit, RGB or RGBA), up to 5 MB',
			megabytes: 5,
			mimeTypes: ['image/jpeg', 'image/png'],
		}),
		media('video', 'Video', 'a', 'clip.mp4', {
			text: 'MP4 or 3GP (H.264 video, AAC audio), up to 16 MB',
			megabytes: 16,
			mimeTypes: ['video/mp4', 'video/3gp', 'video/3gpp'],
		}),
		media('audio', 'Audio', 'an', 'note.mp3', {
			text: 'AAC, AMR, MP3, M4A or OGG (Opus), up to 16 MB',
			megabytes: 16,
			mimeTypes: ['audio/mpeg', 'audio/aac', 'audio/amr', 'audio/mp4', 'audio/ogg'],
		}),
		media('document', 'Document', 'a', 'invoice.pdf', {
			text: 'PDF, plain text, Word, Excel or PowerPoint, up to 100 MB',
			megabytes: 100,
			mimeTypes: [
				'application/pdf',
				'text/plain',
				'application/msword',
				'application/vnd.ms-excel',
				'application/vnd.ms-powerpoint',
				'application/vnd.openxmlformats-officedocument.*',
			],
		}),
		interactive(
			'button',
			{
				name: 'Send Reply Buttons',
				value: 'sendButtons',
				action: 'Send message with reply buttons',
				description:
					'Send a text with up to three buttons to someone who wrote to you in the last 24 hours. The button they tap comes back as a message, which starts the trigger.',
				fields: [
					rows(
						'buttons',
						'Buttons',
						'The buttons under the text; WhatsApp shows up to three',
						{
							label: 'Button',
							button: 'Add Button',
							fields: [
								text('title', 'Title', 'The text on the button, at most 20 characters', {
									required: true,
									placeholder: 'e.g. Track order',
									limits: META.button,
									send: { as: 'reply.title' },
								}),
								text(
									'id',
									'ID',
									'A short word that comes back when the button is tapped, at most 256 characters; each button needs its own',
									{
										required: true,
										placeholder: 'e.g. track',
										limits: META.buttonId,
										send: { as: 'reply.id' },
									},
								),
							],
						},
						{
							required: true,
							limits: META.buttons,
							send: {
								as: 'data.context.action.buttons',
								value: (list) => replyButtons(list as IDataObject[]),
							},
						},
					),
				],
			},
			interactiveHeader('link'),
		),
		interactive(
			'list',
			{
				name: 'Send List',
				value: 'sendList',
				action: 'Send message with list',
				description:
					'Send a text with a menu of up to ten rows to someone who wrote to you in the last 24 hours. The row they choose comes back as a message, which starts the trigger.',
				fields: [
					text(
						'button',
						'Menu Button',
						'The text on the button that opens the menu, at most 20 characters',
						{
							required: true,
							placeholder: 'e.g. See options',
							limits: META.menuButton,
							send: { as: 'data.context.action.button' },
						},
					),
					listSections(
						{ as: 'data.context.action.sections', value: (value) => checkSections(value) },
						{ section: META.section, title: META.row, description: META.rowText },
					),
				],
			},
			interactiveHeader('none'),
		),
		interactive(
			'cta_url',
			{
				name: 'Send Link Button',
				value: 'sendLinkButton',
				action: 'Send message with link button',
				description:
					'Send a text with a button that opens a web page, to someone who wrote to you in the last 24 hours',
				fields: [
					text('displayText', 'Button Text', 'The text on the button', {
						required: true,
						placeholder: 'e.g. Pay now',
						send: {
							as: '',
							value: (title) => ({
								'data.context.action.name': 'cta_url',
								'data.context.action.parameters.display_text': title,
							}),
						},
					}),
					text('url', 'URL', 'The page that the button opens', {
						required: true,
						placeholder: 'e.g. https://example.com/pay/4711',
						send: { as: 'data.context.action.parameters.url' },
					}),
				],
			},
			interactiveHeader('media_url'),
		),
	],
};
