/** Buttons, as interactive messages and carousel cards have them. */
import type { IDataObject } from 'n8n-workflow';

import {
	choice,
	type Field,
	parsePhone,
	rows,
	type Send,
	shownFor,
	text,
} from '../../../engine/define';

/** Entries need IDs; those without one get their number. */
export const numbered = (list: unknown, prefix = ''): IDataObject[] =>
	(list as IDataObject[]).map((entry, index) => ({ id: `${prefix}${index + 1}`, ...entry }));

const UNREPORTED = 'WhatsApp does not report when it is tapped';

const buttonFields: Field[] = [
	choice('type', 'Type', 'What happens when the button is tapped', [
		[
			'quick_reply',
			'Reply',
			'Tapping it sends its title back as a message, which starts the trigger',
		],
		['url', 'Open a URL', UNREPORTED],
		['call', 'Call a Number', UNREPORTED],
		['copy', 'Copy a Code', UNREPORTED],
	]),
	text('title', 'Title', 'The text on the button; WhatsApp shows up to 25 characters', {
		required: true,
		placeholder: 'e.g. Yes, today',
	}),
	...shownFor(
		{ type: ['url'] },
		text('url', 'URL', 'The page that the button opens', {
			required: true,
			placeholder: 'e.g. https://shop.example.com/river',
		}),
		text('merchantUrl', 'Merchant URL', 'The web address of your shop, if it is another one', {
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
				send: {
					as: 'phone_number',
					value: (value, values) => parsePhone(value, undefined, values).digits,
				},
			},
		),
	),
	...shownFor(
		{ type: ['copy'] },
		text('copyCode', 'Code', 'The text that the button copies, such as a discount code', {
			required: true,
			placeholder: 'e.g. SPRING20',
			send: { as: 'copy_code' },
		}),
	),
	text(
		'id',
		'ID',
		'A short word of your own for the button. Left empty, buttons are numbered from 1.',
		{
			hint: 'When the button is tapped, the trigger gives it as "message.reply.id"',
			placeholder: 'e.g. deliver-today',
		},
	),
];

/** The list of buttons; `send.as` says where they go in the body. */
export const buttons = (as: string, description: string, extra: Send = {}): Field =>
	rows(
		'buttons',
		'Buttons',
		description,
		{ label: 'Button', button: 'Add Button', fields: buttonFields },
		{ required: true, send: { as, value: (list) => numbered(list), ...extra } },
	);
