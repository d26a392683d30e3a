/** Buttons, as interactive messages and carousel cards have them. */
import type { IDataObject } from 'n8n-workflow';

import { choice, rows, shownFor, text } from '../../engine/fields';
import { parsePhone } from '../../engine/phone';
import type { Field, Send } from '../../engine/types';

/** Entries need IDs; those without one get their number. */
export const numbered = (list: unknown, prefix = ''): IDataObject[] =>
	(list as IDataObject[]).map((entry, index) => ({ id: `${prefix}${index + 1}`, ...entry }));

const buttonFields: Field[] = [
	choice('type', 'Type', 'What the button does', [
		['quick_reply', 'Reply', 'Its ID comes back as a message'],
		['url', 'Open a URL'],
		['call', 'Call a Number'],
		['copy', 'Copy a Code'],
	]),
	text('title', 'Title', 'What stands on the button', {
		required: true,
		placeholder: 'e.g. Yes, today',
	}),
	...shownFor(
		{ type: ['url'] },
		text('url', 'URL', 'The page that it opens', {
			required: true,
			placeholder: 'e.g. https://shop.example.com/river',
		}),
		text('merchantUrl', 'Merchant URL', 'A second address of the page, if your shop has one', {
			placeholder: 'e.g. https://shop.example.com',
			send: { as: 'merchant_url' },
		}),
	),
	...shownFor(
		{ type: ['call'] },
		text('phoneNumber', 'Phone Number', 'The number that it calls, with country code', {
			required: true,
			placeholder: 'e.g. +1 555 010 0100',
			send: { as: 'phone_number', value: (value) => parsePhone(value).digits },
		}),
	),
	...shownFor(
		{ type: ['copy'] },
		text('copyCode', 'Code', 'The code that it copies', {
			required: true,
			placeholder: 'e.g. SPRING20',
			send: { as: 'copy_code' },
		}),
	),
	text('id', 'ID', 'What comes back when it is tapped; numbered from 1 if left empty', {
		placeholder: 'e.g. deliver-today',
	}),
];

/** The list of buttons; `send.as` says where they stand. */
export const buttons = (as: string, description: string, extra: Send = {}): Field =>
	rows(
		'buttons',
		'Buttons',
		description,
		{ label: 'Button', button: 'Add Button', fields: buttonFields },
		{ required: true, send: { as, value: (list) => numbered(list), ...extra } },
	);
