/** Fields that several MyOperator operations share. */
import { choice, json, locator, rows, shownFor, text, toggle } from '../../engine/fields';
import { parsePhone } from '../../engine/phone';
import type { Field } from '../../engine/types';
import { isObject, WrongValue } from '../../engine/values';

const E164_HINT = 'With country code, in any usual form';

export const phoneNumber = locator(
	'phoneNumber',
	'From Number',
	'Your WhatsApp number that sends the message',
	{ search: 'phoneNumbers', example: '889618377570081' },
	{ required: true, send: { as: 'phone_number_id' } },
);

/** Sets `customer_country_code` and `customer_number`. */
export const to = text('to', 'To', 'The WhatsApp number of the recipient', {
	required: true,
	placeholder: 'e.g. +91 98765 43210',
	hint: E164_HINT,
	send: {
		as: '',
		value: (value) => {
			const { countryCode, national } = parsePhone(value, 'To');
			return { customer_country_code: countryCode, customer_number: national };
		},
	},
});

export const callee = text('number', 'Number to Call', 'The phone number to call', {
	required: true,
	placeholder: 'e.g. +91 98765 43210',
	hint: E164_HINT,
	send: { value: (value) => `+${parsePhone(value, 'Number to Call').digits}` },
});

export const waba = locator(
	'waba',
	'WhatsApp Business Account',
	'The WhatsApp Business Account (WABA), which holds your numbers and templates',
	{ search: 'wabas', example: '102290129340398' },
	{ required: true, send: { as: 'waba_id' } },
);

export const wabaFilter: Field = {
	...waba,
	required: false,
	description: 'Only those of this WhatsApp Business Account (WABA)',
};

export const templateId = locator(
	'templateId',
	'Template',
	'The template, whether Meta has approved it or not',
	{ search: 'templates', example: '4c091d8f-07d6-474b-9e64-5d5545c0d4c3' },
	{ required: true, send: { as: 'id' } },
);

export const campaignId = locator(
	'campaignId',
	'Campaign',
	'The campaign. The list needs the WhatsApp number to be chosen first.',
	{ search: 'campaigns', example: '1009' },
	{ required: true, send: { as: 'id' } },
);

/** Campaigns belong to a number, which travels in a header. */
export const campaignNumber: Field = {
	...phoneNumber,
	displayName: 'WhatsApp Number',
	description: 'Your WhatsApp number whose campaigns you want',
	send: { in: 'header', as: 'X-WABA-PHONENUMBER-ID' },
};

export const contactId = locator(
	'contactId',
	'Contact',
	'The person in your contact book',
	{ search: 'contacts', example: '67a1f59b1e0abbf2e03aa40b' },
	{ required: true, send: { as: 'id' } },
);

export const userId = locator(
	'userId',
	'User',
	'The user (agent) of your MyOperator account who takes part',
	{ search: 'users', example: '5f8d0d55b54764421b7156c1' },
	{ required: true },
);

/** Optional parts of every message. */
export const messageOptions: Field[] = [
	text('replyTo', 'Reply to Message ID', 'The ID of the message that this one answers', {
		placeholder: 'e.g. d7d9d9fd-478f-40e6-b651-49b7f19878a2',
		send: { as: 'reply_to' },
	}),
	text(
		'referenceId',
		'Reference ID',
		'An ID of your own, such as an order number. It comes back in the status events of this message.',
		{ placeholder: 'e.g. order-4711', send: { as: 'myop_ref_id' } },
	),
];

/** Trails group template messages in reports; the provider does not document more. */
export const trailName = text(
	'trailName',
	'Trail Name',
	"The trail, which groups messages in MyOperator's reports, if your account uses trails",
	{
		placeholder: 'e.g. june-campaign',
		send: { as: 'trail.name' },
	},
);

export const messageText = (
	name: string,
	label: string,
	description: string,
	maxLength: number,
	extra: Partial<Field> = {},
) =>
	text(name, label, `${description}, up to ${maxLength} characters`, {
		limits: { maxLength },
		...extra,
	});

/** Header of an interactive message. `urlKey` is what the API calls a media link in that message. */
export const interactiveHeader = (media: 'none' | 'link' | 'media_url'): Field[] => {
	const kinds: Array<[string, string]> = [
		['none', 'None'],
		['text', 'Text'],
		...(media === 'none'
			? []
			: ([
					['id', 'Media (Uploaded)'],
					['url', 'Media (URL)'],
				] as Array<[string, string]>)),
	];
	const isMedia = { headerType: ['id', 'url'] };
	return [
		choice('headerType', 'Header', 'What is shown above the text', kinds, {
			send: { in: 'nowhere' },
		}),
		...shownFor(
			{ headerType: ['text'] },
			messageText('headerText', 'Header Text', 'A short title above the text', 60, {
				required: true,
				placeholder: 'e.g. Your order',
				send: {
					as: '',
					value: (value) => ({
						'data.context.header.type': 'text',
						'data.context.header.text': value,
					}),
				},
			}),
		),
		...(media === 'none' ? [] : mediaHeader(isMedia, media)),
	];
};

function mediaHeader(isMedia: Record<string, unknown[]>, urlKey: string): Field[] {
	return [
		...shownFor(
			isMedia,
			choice(
				'headerMediaType',
				'Header Media Type',
				'The kind of file above the text',
				[
					['image', 'Image'],
					['video', 'Video'],
					['document', 'Document'],
				],
				{ send: { as: 'data.context.header.type' } },
			),
		),
		...shownFor(
			{ headerType: ['id'] },
			text(
				'headerMediaId',
				'Header Media ID',
				'The ID that the operation Media > Upload returned',
				{
					required: true,
					placeholder: 'e.g. 59bee5d7-36bf-4cf8-acf2-9b9b4ba8abb2',
					send: { as: 'data.context.header.media_id' },
				},
			),
		),
		...shownFor(
			{ headerType: ['url'] },
			text(
				'headerMediaUrl',
				'Header Media URL',
				'The web address of the file. Anybody must be able to open it without a login.',
				{
					required: true,
					placeholder: 'e.g. https://example.com/menu.jpg',
					send: { as: `data.context.header.${urlKey}` },
				},
			),
			...(urlKey === 'link'
				? [
						text('headerMimeType', 'Header MIME Type', 'The type of the file, such as image/jpeg', {
							required: true,
							placeholder: 'e.g. image/jpeg',
							send: { as: 'data.context.header.mime_type' },
						}),
						...shownFor(
							{ headerMediaType: ['document'] },
							text(
								'headerFileName',
								'Header File Name',
								'The name under which the recipient sees the document',
								{
									placeholder: 'e.g. menu.pdf',
									send: { as: 'data.context.header.filename' },
								},
							),
						),
					]
				: []),
		),
	];
}

export const interactiveBody = messageText('body', 'Text', 'The message', 1024, {
	required: true,
	typeOptions: { rows: 4 },
	placeholder: 'e.g. Hello Asha, how can we help you?',
	send: { as: 'data.context.body.text' },
});

export const interactiveFooter = messageText(
	'footer',
	'Footer',
	'A small line under the text',
	60,
	{
		placeholder: 'e.g. Reply STOP to opt out',
		send: { as: 'data.context.footer.text' },
	},
);

const switchOf = (value: string | undefined) =>
	value === 'true' || value === 'false' ? value === 'true' : (value ?? '');

const customFieldRows = rows(
	'customFields',
	'Custom Fields',
	'Values for your own contact fields. The MyOperator panel shows the ID of each field.',
	{
		label: 'Field',
		button: 'Add Custom Field',
		fields: [
			text('id', 'Field ID', 'The ID of your field, as the MyOperator panel shows it', {
				placeholder: 'e.g. company_name',
			}),
			text(
				'value',
				'Value',
				'The value of the field. Dates as YYYY-MM-DD, switches as true or false.',
				{
					placeholder: 'e.g. Acme Ltd',
				},
			),
		],
	},
	{
		send: {
			as: 'custom_fields',
			value: (list) =>
				Object.fromEntries(
					(list as Array<{ id?: string; value?: string }>)
						.filter(({ id }) => id)
						.map(({ id, value }) => [id, switchOf(value)]),
				),
		},
	},
);

/** Custom fields as rows, and as JSON for lists and for objects of earlier nodes; both may be given. */
export const customFields: Field[] = [
	customFieldRows,
	json(
		'customFieldsJson',
		'Custom Fields (JSON)',
		'All values at once: field IDs with their values; fields with several choices take a list. Wins over "Custom Fields" for the same ID.',
		{
			placeholder: 'e.g. {"skills": ["python", "php"], "plan": "prime"}',
			send: {
				as: 'custom_fields',
				value: (given, { customFields: fromRows }) => {
					if (!isObject(given))
						throw new WrongValue(
							'an object of field IDs and values is needed',
							'Custom Fields (JSON)',
						);
					return { ...(isObject(fromRows) ? fromRows : {}), ...given };
				},
			},
		},
	),
];

export const includeCustomFields = toggle(
	'includeCustomFields',
	'Include Custom Fields',
	'Whether to also return the values of your own contact fields',
	{ send: { as: 'include', in: 'query', value: (on) => (on ? 'custom_fields' : undefined) } },
);
