/** Message templates: create in three forms, read, delete. */
import { choice, longText, number, rows, shownFor, text, toggle } from '../../../engine/fields';
import { deleted, items } from '../../../engine/output';
import type { Field, Operation, Resource } from '../../../engine/types';
import { messageText, templateId, waba, wabaFilter } from '../fields';
import { LANGUAGES } from '../languages';
import { offsetList } from '../pagers';
import {
	authenticationComponents,
	carouselComponents,
	plainComponents,
} from '../templateComponents';
import { templateSummary } from '../summaries';

const nowhere = { send: { in: 'nowhere' as const } };

const name = text(
	'name',
	'Name',
	'The name of the template, in lower-case letters, digits and underscores',
	{
		required: true,
		placeholder: 'e.g. order_update',
	},
);
const language = choice('language', 'Language', 'The language of the texts', LANGUAGES, {
	default: 'en',
});
const category = choice(
	'category',
	'Category',
	'What the template is for; Meta checks whether it is true',
	[
		['marketing', 'Marketing'],
		['utility', 'Utility'],
	],
);

const body = longText(
	'body',
	'Text',
	'The message, up to 1024 characters. Write variables as {{name}}.',
	{
		required: true,
		limits: { maxLength: 1024 },
		placeholder: 'e.g. Hi {{name}}, your order is on its way.',
		...nowhere,
	},
);
const footer = messageText('footer', 'Footer', 'A small line under the text', 60, {
	placeholder: 'e.g. Team Acme',
	...nowhere,
});

const samples = rows(
	'samples',
	'Variable Samples',
	'An example for each variable of the text, which Meta needs for its review',
	{
		label: 'Sample',
		button: 'Add Sample',
		fields: [
			text('name', 'Variable', 'The name between the curly brackets', {
				required: true,
				placeholder: 'e.g. name',
			}),
			text('value', 'Sample', 'An example of what takes its place', {
				required: true,
				placeholder: 'e.g. Asha',
			}),
		],
	},
	nowhere,
);

const buttonFields: Field[] = [
	choice('type', 'Type', 'What happens when the button is tapped', [
		['URL', 'Open a Web Page'],
		['PHONE_NUMBER', 'Call a Number'],
		['QUICK_REPLY', 'Send a Reply'],
	]),
	text('text', 'Text', 'The text on the button', {
		required: true,
		placeholder: 'e.g. Shop now',
	}),
	...shownFor(
		{ type: ['URL'] },
		text('url', 'URL', 'The page to open. It may end with a variable such as {{code}}.', {
			required: true,
			placeholder: 'e.g. https://example.com/{{code}}',
		}),
	),
	...shownFor(
		{ type: ['PHONE_NUMBER'] },
		text(
			'phone_number',
			'Phone Number',
			'The phone number that the button calls, with country code',
			{
				required: true,
				placeholder: 'e.g. +91 11 4000 0000',
			},
		),
	),
];

// Not "buttons": n8n looks for what is required in rows of an option among the node's own fields,
// and would ask the buttons of a message for a template button's text.
const buttons = rows(
	'templateButtons',
	'Buttons',
	'The buttons under the text',
	{ label: 'Button', button: 'Add Button', fields: buttonFields },
	nowhere,
);

const mediaId = text(
	'headerMediaId',
	'Header Media ID',
	'The ID that Media > Upload returned; choose "Template Headers" there under "Use"',
	{
		required: true,
		placeholder: 'e.g. 59bee5d7-36bf-4cf8-acf2-9b9b4ba8abb2',
		...nowhere,
	},
);

const create = (
	operation: Omit<Operation, 'request'>,
	categoryName: string | undefined,
	shape: Operation['request']['shape'],
): Operation => ({
	...operation,
	request: {
		method: 'POST',
		path: '/chat/templates',
		host: 'whatsapp',
		body: { type: 'template', ...(categoryName ? { category: categoryName } : {}) },
		shape,
	},
	fields: [waba, name, language, ...(operation.fields ?? [])],
});

export const templateResource: Resource = {
	name: 'Template',
	value: 'template',
	description: 'WhatsApp message templates, which Meta approves',
	operations: [
		create(
			{
				name: 'Create',
				value: 'create',
				action: 'Create a template',
				description:
					"Hand in a marketing or utility template for Meta's review. It can be sent once its status is approved.",
				fields: [
					category,
					choice(
						'headerType',
						'Header',
						'What is shown above the text',
						[
							['none', 'None'],
							['text', 'Text'],
							['media', 'Media'],
						],
						nowhere,
					),
					...shownFor(
						{ headerType: ['text'] },
						messageText('headerText', 'Header Text', 'A title above the text', 60, {
							required: true,
							placeholder: 'e.g. {{month}} offer',
							...nowhere,
						}),
					),
					...shownFor({ headerType: ['media'] }, mediaId),
					body,
					samples,
				],
				options: [buttons, footer],
			},
			undefined,
			plainComponents,
		),
		create(
			{
				name: 'Create Authentication',
				value: 'createAuthentication',
				action: 'Create an authentication template',
				description:
					'Hand in a template for one-time passwords, with a button that copies the password',
				fields: [
					longText(
						'body',
						'Text',
						'The message, up to 1024 characters; {{otp}} becomes the password',
						{
							required: true,
							default: '*{{otp}}* is your verification code.',
							limits: { maxLength: 1024 },
							placeholder: 'e.g. {{otp}} is your verification code.',
							...nowhere,
						},
					),
					text('buttonText', 'Button Text', 'The text on the button that copies the password', {
						required: true,
						default: 'Copy Code',
						placeholder: 'e.g. Copy Code',
						...nowhere,
					}),
				],
				options: [
					number(
						'expiryMinutes',
						'Code Expires After (Minutes)',
						'For how many minutes the password is valid; a line under the message says so',
						{
							default: 5,
							limits: { min: 1 },
							...nowhere,
						},
					),
					footer,
					toggle(
						'securityAdvice',
						'Security Advice',
						'Whether to add the line that the code must not be shared',
						{
							default: true,
							...nowhere,
						},
					),
				],
			},
			'authentication',
			authenticationComponents,
		),
		create(
			{
				name: 'Create Carousel',
				value: 'createCarousel',
				action: 'Create a carousel template',
				description:
					'Hand in a template with a row of cards, each with a picture or video, text and buttons',
				fields: [
					category,
					body,
					samples,
					rows(
						'cards',
						'Cards',
						'The cards in the order in which they are shown',
						{
							label: 'Card',
							button: 'Add Card',
							fields: [
								{ ...mediaId, name: 'mediaId', send: undefined },
								longText('text', 'Text', 'The text of the card; variables as {{name}}', {
									placeholder: 'e.g. Succulents for {{name}}',
								}),
								rows('buttons', 'Buttons', 'The buttons of the card', {
									label: 'Button',
									button: 'Add Button',
									fields: buttonFields,
								}),
							],
						},
						{ required: true, ...nowhere },
					),
				],
			},
			undefined,
			carouselComponents,
		),
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a template',
			description:
				"Delete a template, so that messages can no longer be sent with it. This can't be undone.",
			request: { method: 'DELETE', path: '/chat/templates/{id}', host: 'whatsapp' },
			fields: [templateId],
			output: deleted,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get a template',
			description:
				'Read one template by its ID, with its parts (header, text, buttons) and its review status',
			simplify: templateSummary,
			request: { method: 'GET', path: '/chat/templates/{id}', host: 'whatsapp' },
			fields: [templateId],
		},
		{
			name: 'Get by Name',
			value: 'getByName',
			action: 'Get templates by name',
			description: 'Find templates by their exact name; one name can exist in several languages',
			simplify: templateSummary,
			request: { method: 'GET', path: '/chat/templates', host: 'whatsapp' },
			fields: [name],
			pager: offsetList(),
			output: items('results'),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many templates',
			description: 'List templates by account, category and review status',
			simplify: templateSummary,
			request: { method: 'GET', path: '/chat/templates', host: 'whatsapp' },
			pager: offsetList(),
			filters: [
				text(
					'category',
					'Category',
					'Only these categories: marketing, utility or authentication, separated by commas',
					{
						placeholder: 'e.g. marketing,utility',
					},
				),
				{ ...name, required: false, description: 'Only templates with this name' },
				text(
					'status',
					'Review Status',
					"Only these statuses of Meta's review, such as approved or rejected, separated by commas",
					{
						placeholder: 'e.g. approved',
						send: { as: 'waba_template_status' },
					},
				),
				wabaFilter,
			],
			output: items('results'),
		},
	],
};
