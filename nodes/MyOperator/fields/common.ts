/** Fields that several MyOperator operations share. */
import {
	type Choice,
	choice,
	type Field,
	isObject,
	json,
	locator,
	parsePhone,
	rows,
	shownFor,
	text,
	toggle,
	WrongValue,
} from '../../../engine/define';

const E164_HINT = 'With country code; spaces, dashes and brackets are fine';
const IN_PANEL = 'The MyOperator panel shows the ID under Manage > WhatsApp > WhatsApp Accounts.';

export const phoneNumber = locator(
	'phoneNumber',
	'From Number',
	`The WhatsApp number to send from. ${IN_PANEL}`,
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
		value: (value, values) => {
			const { countryCode, national } = parsePhone(value, 'To', values);
			return { customer_country_code: countryCode, customer_number: national };
		},
	},
});

export const callee = text('number', 'Number to Call', 'The phone number to call', {
	required: true,
	placeholder: 'e.g. +91 98765 43210',
	hint: E164_HINT,
	send: { value: (value, values) => `+${parsePhone(value, 'Number to Call', values).digits}` },
});

export const waba = locator(
	'waba',
	'WhatsApp Business Account',
	`The WhatsApp Business Account (WABA) that the template is for. ${IN_PANEL}`,
	{ search: 'wabas', example: '102290129340398' },
	{ required: true, send: { as: 'waba_id' } },
);

export const wabaFilter: Field = {
	...waba,
	required: false,
	description: 'Only results of this WhatsApp Business Account (WABA)',
};

export const templateId = locator(
	'templateId',
	'Template',
	'The template, whether Meta has approved it or not. Get Many returns its ID.',
	{ search: 'templates', example: '4c091d8f-07d6-474b-9e64-5d5545c0d4c3' },
	{ required: true, send: { as: 'id' } },
);

export const campaignId = locator(
	'campaignId',
	'Campaign',
	'The campaign. To pick it from the list, choose the WhatsApp number first. Get Many returns its ID.',
	{ search: 'campaigns', example: '1009' },
	{ required: true, send: { as: 'id' } },
);

/** Campaigns belong to a number, which travels in a header. */
export const campaignNumber: Field = {
	...phoneNumber,
	displayName: 'WhatsApp Number',
	description: `The WhatsApp number that sends the campaign. ${IN_PANEL}`,
	send: { in: 'header', as: 'X-WABA-PHONENUMBER-ID' },
};

export const contactId = locator(
	'contactId',
	'Contact',
	'The person in your contact book. Create, Get Many and Search return the ID.',
	{ search: 'contacts', example: '67a1f59b1e0abbf2e03aa40b' },
	{ required: true, send: { as: 'id' } },
);

export const userId = locator(
	'userId',
	'User',
	'The user (agent). The list needs the developer API token in the credential; User > Get Many returns the ID as "uuid".',
	{ search: 'users', example: '5f8d0d55b54764421b7156c1' },
	{ required: true },
);

/** Optional parts of every message. */
export const messageOptions: Field[] = [
	text(
		'replyTo',
		'Reply to Message ID',
		'The message to quote. Its ID comes from the trigger, or from the node that sent it.',
		{
			hint: '"message.id" in the trigger\'s output, "message_id" in that of send operations',
			placeholder: 'e.g. d7d9d9fd-478f-40e6-b651-49b7f19878a2',
			send: { as: 'reply_to' },
		},
	),
	text(
		'referenceId',
		'Reference ID',
		'An ID of your own, such as an order number. The trigger returns it in the status events of this message.',
		{ placeholder: 'e.g. order-4711', send: { as: 'myop_ref_id' } },
	),
];

/** The provider names trails without saying what they are. */
export const trailName = text(
	'trailName',
	'Trail Name',
	'The name of a trail. MyOperator does not document what trails do: leave it out unless MyOperator gave you a name.',
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
	const kinds: Choice[] = [
		['none', 'None'],
		['text', 'Text'],
		...(media === 'none'
			? []
			: ([
					['id', 'Media (Uploaded)', 'A file that you uploaded with Media > Upload'],
					['url', 'Media (URL)', 'A file at a public web address'],
				] as Choice[])),
	];
	const isMedia = { headerType: ['id', 'url'] };
	return [
		choice('headerType', 'Header', 'What to show above the text', kinds, {
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
				'The kind of file to show above the text',
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
				'The "media_id" that Media > Upload returned; choose "Messages" there under "Use"',
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
						text(
							'headerMimeType',
							'Header MIME Type',
							'The type of the file, such as image/jpeg, video/mp4 or application/pdf',
							{
								required: true,
								placeholder: 'e.g. image/jpeg',
								send: { as: 'data.context.header.mime_type' },
							},
						),
						...shownFor(
							{ headerMediaType: ['document'] },
							text('headerFileName', 'Header File Name', 'The file name that the recipient sees', {
								placeholder: 'e.g. menu.pdf',
								send: { as: 'data.context.header.filename' },
							}),
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

export const WHERE_FIELD_IDS_ARE =
	'To find it, open Contacts > Custom Fields > Edit Custom Fields in the MyOperator panel and copy the value in the "ID" column.';

const customFieldRows = rows(
	'customFields',
	'Custom Fields',
	'Values for the custom fields that you set up in the MyOperator panel',
	{
		label: 'Field',
		button: 'Add Custom Field',
		fields: [
			text('id', 'Field ID', `The ID of your field. ${WHERE_FIELD_IDS_ARE}`, {
				placeholder: 'e.g. company_name',
			}),
			text(
				'value',
				'Value',
				'The value to store. Write dates as YYYY-MM-DD, times as YYYY-MM-DD HH:MM:SS, switches as true or false. For a field with several choices use "Custom Fields (JSON)".',
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
		'All custom fields at once, as an object of field IDs and values. A field with several choices takes a list. Takes precedence over "Custom Fields" for the same ID.',
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
	'Whether to also return the values of your custom fields',
	{ send: { as: 'include', in: 'query', value: (on) => (on ? 'custom_fields' : undefined) } },
);
