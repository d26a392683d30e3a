/** Message templates: create in three forms, read, delete. */
import {
	choice,
	deleted,
	type Field,
	items,
	longText,
	number,
	type Operation,
	parsePhone,
	type Resource,
	rows,
	shownFor,
	text,
	toggle,
} from '../../../engine/define';
import { templateId, waba, wabaFilter } from '../fields/common';
import { messageText } from '../fields/message';
import { LANGUAGES } from '../fields/languages';
import { offsetList } from '../pagers';
import {
	authenticationComponents,
	carouselComponents,
	plainComponents,
} from '../shapes/templateComponents';
import { templateSummary } from '../summaries';

const nowhere = { send: { in: 'nowhere' as const } };

const name = text(
	'name',
	'Name',
	'The name of the template: lowercase letters, digits and underscores only',
	{
		required: true,
		placeholder: 'e.g. order_update',
	},
);
const language = choice(
	'language',
	'Language',
	'The language the template is written in',
	LANGUAGES,
	{
		default: 'en',
	},
);
const category = choice(
	'category',
	'Category',
	'What the template is for, which Meta checks in its review. For one-time passwords use Create Authentication.',
	[
		['marketing', 'Marketing', 'Offers, news and invitations'],
		['utility', 'Utility', 'About an order, a booking or an account of the recipient'],
	],
);

const body = longText(
	'body',
	'Text',
	'The message, up to 1024 characters. Write variables as {{name}} and add a sample for each.',
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
	'An example for each variable in header, text and button URLs, which Meta needs for its review',
	{
		label: 'Sample',
		button: 'Add Sample',
		fields: [
			text('name', 'Variable', 'The name of the variable, without its curly brackets', {
				required: true,
				placeholder: 'e.g. name',
			}),
			text('value', 'Sample', 'A typical value of the variable', {
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
		['QUICK_REPLY', 'Send a Reply', 'The text of the button comes back to you as a message'],
	]),
	text('text', 'Text', 'The text on the button', {
		required: true,
		placeholder: 'e.g. Shop now',
	}),
	...shownFor(
		{ type: ['URL'] },
		text(
			'url',
			'URL',
			'The page to open. It may end with a variable such as {{code}}, which needs a sample.',
			{
				required: true,
				placeholder: 'e.g. https://example.com/{{code}}',
			},
		),
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
				send: {
					value: (value, values) => parsePhone(value, 'Phone Number', values).digits,
				},
			},
		),
	),
];

// Not "buttons": n8n looks for what is required in rows of an option among the node's own fields,
// and would require a template button's text in the buttons of a message.
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
	'The "media_id" that Media > Upload returned; choose "Template Headers" there under "Use"',
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
				action: 'Create template',
				description:
					'Submit a marketing or utility template to Meta for review. Returns its ID; you can send it once Meta has approved it.',
				fields: [
					category,
					choice(
						'headerType',
						'Header',
						'What to show above the text',
						[
							['none', 'None'],
							['text', 'Text'],
							[
								'media',
								'Media',
								'An image, video or document that you uploaded with Media > Upload',
							],
						],
						nowhere,
					),
					...shownFor(
						{ headerType: ['text'] },
						messageText(
							'headerText',
							'Header Text',
							'A title above the text, which may contain variables such as {{month}}',
							60,
							{
								required: true,
								placeholder: 'e.g. {{month}} offer',
								...nowhere,
							},
						),
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
				action: 'Create authentication template',
				description:
					'Submit a template for one-time passwords to Meta for review. It has a button that copies the password. Returns its ID.',
				fields: [
					longText(
						'body',
						'Text',
						'The message, up to 1024 characters. It must contain {{otp}}, which becomes the password.',
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
						'How many minutes the password stays valid. A line under the message says so, unless you add a "Footer".',
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
						'Whether to add a line that tells people not to share the code',
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
				action: 'Create carousel template',
				description:
					'Submit a template with a row of cards to Meta for review. Each card has a picture or video, text and buttons. Returns its ID.',
				fields: [
					category,
					body,
					samples,
					rows(
						'cards',
						'Cards',
						'The cards, in the order in which the recipient swipes through them',
						{
							label: 'Card',
							button: 'Add Card',
							fields: [
								{ ...mediaId, name: 'mediaId', send: undefined },
								longText('text', 'Text', 'The text of the card. Write variables as {{name}}.', {
									placeholder: 'e.g. Succulents for {{name}}',
								}),
								{
									...samples,
									description:
										'Examples for the variables of this card, where they differ from those of the other cards',
								},
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
			action: 'Delete template',
			description:
				"Delete a template, so that messages can no longer be sent with it. This can't be undone.",
			request: { method: 'DELETE', path: '/chat/templates/{id}', host: 'whatsapp' },
			fields: [templateId],
			output: deleted,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get template',
			description: 'Read one template by its ID: header, text, buttons and review status',
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
			fields: [{ ...name, description: 'The exact name of the template' }],
			pager: offsetList(),
			output: items('results'),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many templates',
			description:
				'List your templates, optionally only those of one account, category or review status',
			simplify: templateSummary,
			request: { method: 'GET', path: '/chat/templates', host: 'whatsapp' },
			pager: offsetList(),
			filters: [
				text(
					'category',
					'Category',
					'Only templates of this category: "marketing", "utility" or "authentication". Separate several with commas.',
					{
						placeholder: 'e.g. marketing,utility',
					},
				),
				{ ...name, required: false, description: 'Only templates with exactly this name' },
				text(
					'status',
					'Review Status',
					'Only templates with this review status. MyOperator documents only "approved"; for others see "waba_template_status" in the output. Separate several with commas.',
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
