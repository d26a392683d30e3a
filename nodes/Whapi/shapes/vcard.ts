/** Contact cards (vCard 3.0, RFC 2426) from a few fields, so that nobody has to write one. */
import type { IDataObject } from 'n8n-workflow';

import {
	choice,
	type Field,
	longText,
	parsePhone,
	type RequestParts,
	shownFor,
	text,
	type Values,
} from '../../../engine/define';

export interface Card {
	name: string;
	phone?: string;
	organization?: string;
	jobTitle?: string;
	email?: string;
	website?: string;
	address?: string;
	note?: string;
}

const escaped = (value: string) =>
	value
		.replace(/\\/g, '\\\\')
		.replace(/\r?\n/g, '\\n')
		.replace(/([,;])/g, '\\$1');

/**
 * The vCard of a person. The phone line carries the WhatsApp ID, so that the recipient can answer
 * the card with a message.
 *
 * @throws WrongValue when the phone number is not valid
 */
export function vcardOf(card: Card): string {
	const line = (name: string, value?: string) => (value ? [`${name}:${escaped(value)}`] : []);
	const phone = card.phone ? parsePhone(card.phone, 'Phone Number').digits : undefined;
	return [
		'BEGIN:VCARD',
		'VERSION:3.0',
		...line('N', card.name).map((entry) => `${entry};;;;`),
		...line('FN', card.name),
		...line('ORG', card.organization),
		...line('TITLE', card.jobTitle),
		...(phone ? [`TEL;type=CELL;waid=${phone}:+${phone}`] : []),
		...line('EMAIL', card.email),
		...line('URL', card.website),
		...(card.address ? [`ADR:;;${escaped(card.address)};;;;`] : []),
		...line('NOTE', card.note),
		'END:VCARD',
	].join('\n');
}

/** `{name, vcard}` from a row of the form: the vCard as given, or made from the other fields. */
export function contactEntry(row: IDataObject): IDataObject {
	const { vcard, ...card } = row;
	const name = String(card.name ?? '');
	if (vcard) return { name, vcard };
	return { name, vcard: vcardOf(card as unknown as Card) };
}

const CARD_KEYS = ['phone', 'organization', 'jobTitle', 'email', 'website', 'address', 'note'];

/** `request.shape` of "Send Contact": the fields become the card. */
export function shapeCard(parts: RequestParts, values: Values): RequestParts {
	const row = Object.fromEntries(
		['name', 'vcard', ...CARD_KEYS].flatMap((key) =>
			values[key] === undefined ? [] : [[key, values[key]]],
		),
	) as IDataObject;
	return { ...parts, body: { ...parts.body, ...contactEntry(row) } };
}

const nowhere = { send: { in: 'nowhere' } } as const;

const cardName = text('name', 'Name', 'The name of the person on the card', {
	required: true,
	placeholder: 'e.g. Ben Carter',
});

const cardAs = choice(
	'cardAs',
	'Card',
	'Where the card comes from',
	[
		['fields', 'From Fields', 'You fill in name, number and so on'],
		[
			'vcard',
			'Finished Card (vCard)',
			'You have the card as text, for example from an address book',
		],
	],
	nowhere,
);

const [cardPhone] = shownFor(
	{ cardAs: ['fields'] },
	text('phone', 'Phone Number', 'The phone number on the card, with country code', {
		required: true,
		placeholder: 'e.g. +1 555 010 0123',
		send: { value: (value, values) => `+${parsePhone(value, 'Phone Number', values).digits}` },
	}),
) as [Field];

const [cardText] = shownFor(
	{ cardAs: ['vcard'] },
	longText('vcard', 'vCard', 'The whole contact card as vCard text, as address books export it', {
		required: true,
		placeholder: 'e.g. BEGIN:VCARD VERSION:3.0 FN:Ben Carter TEL:+15550100123 END:VCARD',
	}),
) as [Field];

/** Optional fields of a card besides name and number. */
const cardDetails: Field[] = [
	text('organization', 'Organization', 'The company that the person works for', {
		placeholder: 'e.g. Riverside Books',
	}),
	text('jobTitle', 'Job Title', "The person's position in the company", {
		placeholder: 'e.g. Bookseller',
	}),
	text('email', 'Email', "The person's email address", { placeholder: 'e.g. name@email.com' }),
	text('website', 'Website', 'The website of the person or company', {
		placeholder: 'e.g. https://shop.example.com',
	}),
	text('address', 'Address', "The person's postal address", {
		placeholder: 'e.g. 12 River Road, Bengaluru',
	}),
	text('note', 'Note', 'A note about the person', { placeholder: 'e.g. Open on Sundays' }),
];

/** The form of one card among the operation's fields, for `shapeCard`. */
export const cardFields: Field[] = [
	cardName,
	cardAs,
	{ ...cardPhone, ...nowhere },
	{ ...cardText, ...nowhere },
];

/** In "Additional Fields"; without effect on a ready vCard. */
export const cardOptions: Field[] = cardDetails.map((field) => ({ ...field, ...nowhere }));

/** The form of a card in a list of cards, for `contactEntry`. */
export const cardRow: Field[] = [
	cardName,
	cardAs,
	cardPhone,
	...shownFor({ cardAs: ['fields'] }, ...cardDetails),
	cardText,
];
