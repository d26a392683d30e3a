/** Messages made of text: plain, with link preview, polls, events. */
import { longText, number, type Operation, text, texts, toggle } from '../../../engine/define';
import { to } from '../fields/common';
import { eventFields, eventOptions } from '../fields/events';
import { mediaOptions, mediaSource, mentions, preview } from '../fields/messages';
import { sendOperation, sentMessage } from './messageOperation';

const linkPreviewMedia = mediaSource({ what: 'Image', optional: true });

export const textOperations: Operation[] = [
	sendOperation({
		name: 'Send Text',
		value: 'sendText',
		action: 'Send text message',
		description: 'Send a text to a person, group or channel',
		path: '/text',
		fields: [
			longText(
				'body',
				'Text',
				'The text of the message; *bold*, _italic_ and ~strikethrough~ work as in WhatsApp',
				{
					required: true,
					placeholder: 'e.g. Hi Asha, your order is on its way',
				},
			),
		],
		options: [
			mentions,
			toggle('noLinkPreview', 'No Link Preview', 'Whether to show links without a preview', {
				send: { as: 'no_link_preview' },
			}),
			number(
				'typingTime',
				'Typing Time (Seconds)',
				'How many seconds "typing..." is shown before the message goes out, up to 60',
				{
					placeholder: 'e.g. 5',
					typeOptions: { minValue: 0, maxValue: 60 },
					limits: { min: 0, max: 60 },
					send: { as: 'typing_time' },
				},
			),
			toggle(
				'wideLinkPreview',
				'Wide Link Preview',
				'Whether to show the preview of a link in full width, where WhatsApp can',
				{
					send: { as: 'wide_link_preview' },
				},
			),
		],
	}),
	sendOperation({
		name: 'Send Link Preview',
		value: 'sendLinkPreview',
		action: 'Send link with own preview',
		description:
			'Send a text with a link whose preview you design yourself. The link can only be tapped by people who saved your number or wrote to you first.',
		path: '/link_preview',
		fields: [
			longText('body', 'Text', 'The text of the message; it has to contain the link', {
				required: true,
				placeholder: 'e.g. Have a look: https://shop.example.com/river',
			}),
			text('title', 'Title', 'The title of the preview', {
				required: true,
				placeholder: 'e.g. The River',
			}),
			...linkPreviewMedia,
		],
		options: [
			text(
				'canonical',
				'Preview Link URL',
				'The full web address of the link, if the one in the text is shortened',
				{
					placeholder: 'e.g. https://shop.example.com/river',
				},
			),
			text('description', 'Description', 'The text under the title of the preview', {
				placeholder: 'e.g. Paperback, 320 pages',
			}),
			...mediaOptions(),
			mentions,
			preview,
		],
	}),
	sendOperation({
		name: 'Send Poll',
		value: 'sendPoll',
		action: 'Send poll',
		description:
			'Ask a question with 2 to 12 answers to choose from. The trigger reports votes as "Poll Vote".',
		path: '/poll',
		fields: [
			text('title', 'Question', 'What you ask', {
				required: true,
				placeholder: 'e.g. Which day suits you?',
			}),
			texts('answers', 'Answers', 'The answers to choose from, 2 to 12, one in each field', {
				required: true,
				placeholder: 'e.g. Monday',
				limits: { minItems: 2, maxItems: 12 },
				typeOptions: { multipleValueButtonText: 'Add Answer' },
				send: { as: 'options' },
			}),
			toggle('multiple', 'Multiple Answers', 'Whether people may choose more than one answer', {
				send: { as: 'count', value: (many) => (many ? 0 : 1) },
			}),
		],
	}),
	{
		name: 'Send Event',
		value: 'sendEvent',
		action: 'Send event',
		description:
			"Send an event that people can say yes or no to. Known from Whapi.Cloud's own client, not from its documentation.",
		request: { method: 'POST', path: '/messages/event' },
		fields: [to, ...eventFields],
		options: eventOptions,
		output: sentMessage,
	},
];
