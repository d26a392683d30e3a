/** Interactive messages: buttons, lists, products, carousels. */
import type { IDataObject } from 'n8n-workflow';

import {
	type Field,
	listSections,
	longText,
	type Operation,
	rows,
	text,
} from '../../../engine/define';
import { buttons, numbered } from '../fields/buttons';
import { product } from '../fields/common';
import {
	caption,
	height,
	mediaOptions,
	mediaSource,
	mimeType,
	noCache,
	noEncode,
	preview,
	width,
} from '../fields/messages';
import { sendOperation } from './messageOperation';

const UNSTABLE = 'WhatsApp may stop showing such messages at any time';

const bodyText = longText('body', 'Text', 'The text of the message', {
	required: true,
	placeholder: 'e.g. Shall we deliver today?',
	send: { as: 'body.text' },
});

/** POST /messages/interactive with one of its three kinds of action. */
const interactive = (
	type: 'button' | 'list' | 'product',
	operation: Pick<Operation, 'name' | 'value' | 'action' | 'description'>,
	fields: Field[],
): Operation => {
	const made = sendOperation({
		...operation,
		path: '/interactive',
		fields: [bodyText, ...fields, ...mediaSource({ what: 'Header Image', optional: true })],
		options: [
			caption,
			text('footer', 'Footer', 'A line in small print under the text', {
				placeholder: 'e.g. Riverside Books',
				send: { as: 'footer.text' },
			}),
			text('header', 'Header', 'A title above the text', {
				placeholder: 'e.g. Order 2041',
				send: { as: 'header.text' },
			}),
			height,
			...mediaOptions(),
			preview,
			width,
		],
	});
	return { ...made, request: { ...made.request, body: { type } } };
};

const sections = listSections(
	{
		as: 'action.list.sections',
		value: (list) =>
			(list as Array<IDataObject & { rows: IDataObject[] }>).map((section, index) => ({
				...section,
				rows: numbered(section.rows, `${index + 1}.`),
			})),
	},
	{
		id: {
			description:
				'A short word of your own that the trigger gives back when the row is chosen. Left empty, rows are called "1.1", "1.2" and so on: the section, then the row.',
			required: false,
		},
	},
);

/** Rows always show all their switches: one that is off is not sent. */
const onlyTrue = (on: unknown) => (on === true ? true : undefined);

const cards = rows(
	'cards',
	'Cards',
	'The cards to swipe through',
	{
		label: 'Card',
		button: 'Add Card',
		fields: [
			text(
				'media',
				'Media',
				'The picture or video of the card: its web address, or its media ID from Media > Upload',
				{
					required: true,
					placeholder: 'e.g. https://files.example.com/river.jpg',
					send: { as: 'media.media' },
				},
			),
			longText('text', 'Text', 'The text of the card', {
				placeholder: 'e.g. The River, paperback',
			}),
			buttons('buttons', 'The buttons under the card; each card needs one at least'),
			text(
				'id',
				'ID',
				'A name of your own for the card. Left empty, cards are called "card-1", "card-2" and so on.',
				{
					placeholder: 'e.g. card-river',
				},
			),
			{ ...mimeType(), send: { as: 'media.mime_type' } },
			{ ...noEncode, send: { as: 'media.no_encode', value: onlyTrue } },
			{ ...noCache, send: { as: 'media.no_cache', value: onlyTrue } },
		],
	},
	{ required: true, send: { value: (list) => numbered(list, 'card-') } },
);

export const interactiveOperations: Operation[] = [
	interactive(
		'button',
		{
			name: 'Send Buttons',
			value: 'sendButtons',
			action: 'Send message with buttons',
			description: `Send a text with buttons that reply, open a page, call a number or copy a code. ${UNSTABLE}.`,
		},
		[buttons('action.buttons', 'The buttons under the text; WhatsApp shows up to three')],
	),
	interactive(
		'list',
		{
			name: 'Send List',
			value: 'sendList',
			action: 'Send message with list',
			description: `Send a text with a menu. The chosen row comes back as a message, which starts the trigger. ${UNSTABLE}.`,
		},
		[
			text('label', 'Menu Button', 'The text on the button that opens the menu', {
				required: true,
				placeholder: 'e.g. See our books',
				send: { as: 'action.list.label' },
			}),
			sections,
		],
	),
	interactive(
		'product',
		{
			name: 'Send Product Card',
			value: 'sendProductCard',
			action: 'Send message with product',
			description: `Send a text with a product from a catalog. ${UNSTABLE}.`,
		},
		[
			{ ...product, send: { as: 'action.product.product_id' } },
			text('catalogId', 'Catalog ID', 'The ID of the catalog that the product is in', {
				required: true,
				placeholder: 'e.g. 1234567890123456',
				hint: 'When a product is sent to you, the output of the trigger has it as "details.product.catalog_id"',
				send: { as: 'action.product.catalog_id' },
			}),
		],
	),
	sendOperation({
		name: 'Send Carousel',
		value: 'sendCarousel',
		action: 'Send carousel',
		description: `Send cards to swipe through, each with a picture, text and buttons. ${UNSTABLE}.`,
		path: '/carousel',
		fields: [{ ...bodyText, required: false, placeholder: 'e.g. Our picks of the week' }, cards],
	}),
];
