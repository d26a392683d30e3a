/** Fields that several 2Chat operations share. */
import {
	choice,
	confirmedBy,
	type Field,
	fileByUrl,
	locator,
	longText,
	parsePhone,
	rows,
	type Send,
	shownFor,
	text,
	texts,
	type Values,
} from '../../../engine/define';

/** For fields that 2Chat itself does not document. */
export const unofficial = (text: string) =>
	`${text.replace(/\.$/, '')}. Not documented by 2Chat, so it may change.`;

/** The notice of every operation that only puts a message in 2Chat's queue. */
export const queued = (text: string) =>
	`${text}. Returns "message_uuid" once it is queued, before it is delivered.`;

/** What a send answers: without any of these, nothing says that the message was taken. */
export const queuedMessage = confirmedBy('message_uuid', 'success');

export const nowhere = { send: { in: 'nowhere' } } satisfies { send: Send };

/** 2Chat's format of phone numbers: plus, country code, number. */
export const e164 = (label: string) => (value: unknown, values?: Values) =>
	`+${parsePhone(value, label, values).digits}`;

export const PHONE_EXAMPLE = '+15550100123';

export const phone = (
	name: string,
	label: string,
	description: string,
	as: string,
	extra: Partial<Field> = {},
): Field =>
	text(name, label, description, {
		required: true,
		placeholder: `e.g. ${PHONE_EXAMPLE}`,
		hint: 'With country code',
		...extra,
		send: { as, value: e164(label), ...extra.send },
	});

/** A number of the account, chosen from one of its lists; sent as phone number. */
const ownNumber = (
	name: string,
	label: string,
	description: string,
	search: string,
	send: Send,
): Field =>
	locator(
		name,
		label,
		description,
		{ search, example: PHONE_EXAMPLE, byId: 'By Phone Number' },
		{ required: true, send: { ...send, value: e164(label) } },
	);

/** The connected WhatsApp number that sends. */
export const fromNumber = (as = 'from_number'): Field =>
	ownNumber('fromNumber', 'From Number', 'Your connected WhatsApp number to send from', 'numbers', {
		as,
	});

/** The connected WhatsApp number for operations that send nothing. */
export const actingNumber = (as: string, description: string, place?: Send['in']): Field =>
	ownNumber('fromNumber', 'Number', description, 'numbers', {
		as,
		...(place ? { in: place } : {}),
	});

export const wabaNumber = (
	as = 'from_number',
	description = 'to send from',
	place?: Send['in'],
): Field =>
	ownNumber(
		'wabaNumber',
		'WABA Number',
		`Your official WhatsApp Business (WABA) number ${description}`,
		'wabaNumbers',
		{ as, ...(place ? { in: place } : {}) },
	);

export const smsNumber = ownNumber(
	'smsNumber',
	'From Number',
	'Your virtual number to send from. It must be able to send SMS.',
	'smsNumbers',
	{ as: 'from_number' },
);

export const channel = locator(
	'channel',
	'Number',
	'Your WhatsApp number, connected or not. Number > Get Many returns its ID as "uuid".',
	{ search: 'channels', example: 'WPN95841312-5d1c-4f0b-9a61-4c8f3d6f1c10' },
	{ required: true, send: { as: 'channel_uuid' } },
);

export const optionalChannel = (description: string, send?: Send): Field => ({
	...channel,
	required: false,
	description,
	send: { as: 'channel_uuid', ...send },
});

export const toNumber = phone('toNumber', 'To', "The recipient's phone number", 'to_number');

/** Only for the list of groups, which 2Chat has per number. */
export const groupsOf: Field = {
	...actingNumber(
		'from_number',
		'Only fills the list of groups below. Leave it empty if you enter the group by its ID.',
	),
	required: false,
	...nowhere,
};

export const group = (as = 'group_uuid'): Field =>
	locator(
		'group',
		'Group',
		'The WhatsApp group. Choose the number first to see the list; Group > Get Many returns the ID as "uuid".',
		{ search: 'groups', example: 'WAG62598186-1b7a-4f6e-8c57-0d6f9e7a2b31' },
		{
			required: true,
			send: { as },
			limits: {
				pattern: /^W(AG|GP)/,
				patternHint: 'the ID of one group, which begins with WAG or WGP',
			},
		},
	);

export const contact = locator(
	'contact',
	'Contact',
	'The person in your 2Chat contact book. Contact > Get Many and Search return the ID as "uuid".',
	{ search: 'contacts', example: 'CON58147f7c-2a3b-4c5d-8e9f-0a1b2c3d4e5f' },
	{ required: true, send: { as: 'contact_uuid' } },
);

/** A recipient of a WhatsApp message: exactly one of three. */
export const destination: Field[] = [
	choice(
		'sendTo',
		'Send To',
		'Whether a person or a group gets the message',
		[
			['number', 'Phone Number'],
			['group', 'Group'],
			['remoteId', 'Linked ID (LID)', 'For a person who hides their phone number from you'],
		],
		nowhere,
	),
	...shownFor({ sendTo: ['number'] }, toNumber),
	...shownFor({ sendTo: ['group'] }, group('to_group_uuid')),
	...shownFor(
		{ sendTo: ['remoteId'] },
		text(
			'remoteId',
			'Linked ID (LID)',
			unofficial(
				'The linked ID (LID) that WhatsApp uses for a person who hides their phone number. It ends with "@lid"',
			),
			{
				required: true,
				placeholder: 'e.g. 123123123123@lid',
				hint: 'The 2Chat Trigger gives it as "from.id"',
				send: { as: 'to_remote_id' },
			},
		),
	),
];

export const messageText = (description: string, extra: Partial<Field> = {}): Field =>
	longText('text', 'Text', description, {
		placeholder: 'e.g. Hi Asha, your order is on its way',
		...extra,
	});

const MEBIBYTE = 1_048_576;

export const publicUrl = (
	name: string,
	label: string,
	description: string,
	extra: Partial<Field> = {},
): Field =>
	text(name, label, description, {
		placeholder: 'e.g. https://example.com/photo.jpg',
		limits: {
			pattern: /^https?:\/\/\S+$/i,
			patternHint: 'a web address that begins with https://',
		},
		...extra,
	});

/** The file of a message: by its public URL, or a file of the item by a signed link to it. */
export const media = (
	as: string,
	label: string,
	mimeTypes?: string[],
	example = 'https://example.com/photo.jpg',
): Field[] =>
	fileByUrl({
		provider: '2Chat',
		label,
		as,
		example,
		limits: { maxBytes: 16 * MEBIBYTE, ...(mimeTypes ? { mimeTypes } : {}) },
	});

export const participants = (as = 'participants'): Field =>
	texts('participants', 'Participants', 'The phone numbers of up to 10 people', {
		required: true,
		placeholder: `e.g. ${PHONE_EXAMPLE}`,
		hint: 'With country code, one per field. An expression can return a list.',
		limits: { maxItems: 10 },
		send: {
			as,
			value: (list, values) =>
				(list as unknown[]).map((entry) => e164('Participants')(entry, values)),
		},
	});

/** The conditions under which 2Chat reports a conversation as new. */
export const countsAsNew = (extra: Partial<Field> = {}): Field =>
	choice(
		'timePeriod',
		'Counts as New',
		'When a conversation counts as new: only with the first message ever, or also after a time without messages',
		[
			['all-time', 'First Message Ever'],
			['hour', 'After an Hour'],
			['day', 'After a Day'],
			['week', 'After a Week'],
			['month', 'After a Month'],
			['year', 'After a Year'],
		],
		extra,
	);

/** Phone numbers, mail and postal addresses of a contact. */
export const contactDetails = (
	name: string,
	as: string,
	description: string,
	extra: Partial<Field> = {},
): Field =>
	rows(
		name,
		'Details',
		description,
		{
			label: 'Detail',
			button: 'Add Detail',
			fields: [
				choice('type', 'Type', 'What you enter as the value', [
					['WAPH', 'WhatsApp Number'],
					['PH', 'Phone Number'],
					['E', 'Email'],
					['A', 'Address'],
				]),
				text(
					'value',
					'Value',
					'A phone number with country code, an email address or a postal address, depending on the type',
					{
						required: true,
						placeholder: `e.g. ${PHONE_EXAMPLE}`,
						send: {
							value: (value, values) =>
								['PH', 'WAPH'].includes(String(values.type ?? 'WAPH'))
									? e164('Value')(value, values)
									: value,
						},
					},
				),
			],
		},
		{ ...extra, send: { as } },
	);
