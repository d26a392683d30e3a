/** Buttons, as interactive messages and carousel cards have them. */
import type { IDataObject } from 'n8n-workflow';

import { choice, rows, shownFor, text } from '../../engine/fields';
import { parsePhone } from '../../engine/phone';
import type { Field, Send } from '../../engine/types';

/** Entries need IDs; those without one get their number. */
export const numbered = (list: unknown, prefix = ''): IDataObject[] =>
	(list as IDataObject[]).map((entry, index) => ({ id: `${prefix}${index + 1}`, ...entry }));

const buttonFields: Field[] = [
	choice('type', 'Type', 'What happens when the button is tapped', [
		['quick_reply', 'Reply', 'The tapped button comes back as a message, which starts the trigger'],
		['url', 'Open a URL'],
		['call', 'Call a Number'],
		['copy', 'Copy a Code'],
	]),
	text('title', 'Title', 'The text on the button', {
		required: true,
		placeholder: 'e.g. Yes, today',
	}),
	...shownFor(
		{ type: ['url'] },
		text('url', 'URL', 'The page that the button opens', {
			required: true,
			placeholder: 'e.g. https://shop.example.com/river',
		}),
		text('merchantUrl', 'Merchant URL', 'A second web address of your shop, if it has one', {
			placeholder: 'e.g. https://shop.example.com',
			send: { as: 'merchant_url' },
		}),
	),
	...shownFor(
		{ type: ['call'] },
		text(
			'phoneNumber',
			'Phone Number',
			'The phone number that the button calls, with country code',
			{
				required: true,
				placeholder: 'e.g. +1 555 010 0100',
				send: { as: 'phone_number', value: (value) => parsePhone(value).digits },
			},
		),
	),
	...shownFor(
		{ type: ['copy'] },
		text('copyCode', 'Code', 'The code that the button copies', {
			required: true,
			placeholder: 'e.g. SPRING20',
			send: { as: 'copy_code' },
		}),
	),
	text(
		'id',
		'ID',
		'A short word that comes back when the button is tapped. Left empty, buttons are numbered from 1.',
		{
			placeholder: 'e.g. deliver-today',
		},
	),
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
