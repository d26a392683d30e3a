/** Fields that several 2Chat operations share. */
import {
	choice,
	fileByUrl,
	locator,
	longText,
	rows,
	shownFor,
	text,
	texts,
} from '../../engine/fields';
import { parsePhone } from '../../engine/phone';
import type { Field, Send } from '../../engine/types';

/** For everything that 2Chat itself does not document. */
export const unofficial = (text: string) =>
	`${text.replace(/\.$/, '')}. Not in 2Chat's public documentation; it may change.`;

export const nowhere = { send: { in: 'nowhere' } } satisfies { send: Send };

/** The form in which 2Chat wants phone numbers: plus, country code, number. */
export const e164 = (label: string) => (value: unknown) => `+${parsePhone(value, label).digits}`;

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

/** The connected WhatsApp number that acts. */
export const fromNumber = (as = 'from_number', place?: Send['in']): Field =>
	ownNumber('fromNumber', 'From Number', 'Your connected WhatsApp number to use', 'numbers', {
		as,
		...(place ? { in: place } : {}),
	});

export const wabaNumber = (as = 'from_number', place?: Send['in']): Field =>
	ownNumber(
		'wabaNumber',
		'WABA Number',
		'Your official WhatsApp Business (WABA) number',
		'wabaNumbers',
		{ as, ...(place ? { in: place } : {}) },
	);

export const smsNumber = ownNumber(
	'smsNumber',
	'From Number',
	'Your virtual number from which the SMS is sent',
	'smsNumbers',
	{ as: 'from_number' },
);

export const channel = locator(
	'channel',
	'Number',
	'Your WhatsApp number, connected or not',
	{ search: 'channels', example: 'WPN95841312-5d1c-4f0b-9a61-4c8f3d6f1c10' },
	{ required: true, send: { as: 'channel_uuid' } },
);

export const optionalChannel = (description: string, send?: Send): Field => ({
	...channel,
	required: false,
	description,
	send: { as: 'channel_uuid', ...send },
});

export const toNumber = phone('toNumber', 'To', 'The phone number of the recipient', 'to_number');

/** Groups are listed per number; it has no other use here. */
export const groupsOf: Field = {
	...fromNumber(),
	displayName: 'Number',
	required: false,
	description:
		'Your number whose groups the next list shows. Not needed for a group that you give by its ID.',
	...nowhere,
};

export const group = (as = 'group_uuid'): Field =>
	locator(
		'group',
		'Group',
		'The WhatsApp group. Choose the number first to see the list.',
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
	'The person in your 2Chat contact book',
	{ search: 'contacts', example: 'CON58147f7c-2a3b-4c5d-8e9f-0a1b2c3d4e5f' },
	{ required: true, send: { as: 'contact_uuid' } },
);

/** A recipient of a WhatsApp message: exactly one of three. */
export const destination: Field[] = [
	choice(
		'sendTo',
		'Send To',
		'Who gets the message',
		[
			['number', 'Phone Number'],
			['group', 'Group'],
			['remoteId', 'Linked ID (LID)', 'For a person who hides the phone number from you'],
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
				'The linked ID (LID) by which WhatsApp names a person without the phone number; it ends with "@lid"',
			),
			{
				required: true,
				placeholder: 'e.g. 123123123123@lid',
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
export const media = (as: string, label: string, mimeTypes?: string[]): Field[] =>
	fileByUrl({
		provider: '2Chat',
		label,
		as,
		example: 'https://example.com/photo.jpg',
		limits: { maxBytes: 16 * MEBIBYTE, ...(mimeTypes ? { mimeTypes } : {}) },
	});

export const participants = (as = 'participants'): Field =>
	texts('participants', 'Participants', 'The phone numbers of the people, at most 10 at a time', {
		required: true,
		placeholder: `e.g. ${PHONE_EXAMPLE}`,
		hint: 'With country code, one in each field. An expression may give a list.',
		limits: { maxItems: 10 },
		send: { as, value: (list) => (list as unknown[]).map(e164('Participants')) },
	});

/** Phone numbers, mail and postal addresses of a contact. */
export const contactDetails = (name: string, as: string, extra: Partial<Field> = {}): Field =>
	rows(
		name,
		'Details',
		'Phone numbers, email addresses and postal addresses of the person',
		{
			label: 'Detail',
			button: 'Add Detail',
			fields: [
				choice('type', 'Type', 'What kind of value it is', [
					['WAPH', 'WhatsApp Number'],
					['PH', 'Phone Number'],
					['E', 'Email'],
					['A', 'Address'],
				]),
				text(
					'value',
					'Value',
					'The phone number with country code, or the email or postal address',
					{
						required: true,
						placeholder: `e.g. ${PHONE_EXAMPLE}`,
						send: {
							value: (value, { type = 'WAPH' }) =>
								['PH', 'WAPH'].includes(String(type)) ? e164('Value')(value) : value,
						},
					},
				),
			],
		},
		{ ...extra, send: { as } },
	);
