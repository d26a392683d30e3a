/** Messages that are neither text nor a file: places and contact cards. */
import type { IDataObject } from 'n8n-workflow';

import { type Field, number, type Operation, rows, text } from '../../../engine/define';
import { preview, viewOnce } from '../fields/messages';
import { cardFields, cardOptions, cardRow, contactEntry, shapeCard } from '../shapes/vcard';
import { sendOperation } from './messageOperation';

const degrees = (
	name: string,
	label: string,
	description: string,
	example: string,
	limit: number,
): Field =>
	number(name, label, description, {
		required: true,
		placeholder: `e.g. ${example}`,
		typeOptions: { numberPrecision: 8 },
		limits: { min: -limit, max: limit },
	});

/** A fixed and a live location take the same fields. */
const place = (
	operation: Pick<Operation, 'name' | 'value' | 'action' | 'description'>,
	path: string,
): Operation =>
	sendOperation({
		...operation,
		path,
		fields: [
			degrees(
				'latitude',
				'Latitude',
				'Degrees north of the equator, from -90 to 90; negative for south',
				'12.971599',
				90,
			),
			degrees(
				'longitude',
				'Longitude',
				'Degrees east of Greenwich, from -180 to 180; negative for west',
				'77.594566',
				180,
			),
		],
		options: [
			number('accuracy', 'Accuracy (Meters)', 'How accurate the position is, in meters', {
				placeholder: 'e.g. 12',
			}),
			text('address', 'Address', 'The postal address to show with the place', {
				placeholder: 'e.g. 12 River Road, Bengaluru',
			}),
			text('comment', 'Comment', 'A text to send with the place', {
				placeholder: 'e.g. The entrance is at the back',
			}),
			number(
				'degrees',
				'Heading (Degrees)',
				'The direction of movement, clockwise from north: 90 is east, 180 south, 270 west',
				{
					placeholder: 'e.g. 95',
				},
			),
			text('name', 'Name', 'The name to show with the place', {
				placeholder: 'e.g. Riverside Books',
			}),
			{ ...preview, description: 'A small JPEG image of the map, written as text (Base64)' },
			number('speed', 'Speed (Meters per Second)', 'How fast the sender is moving', {
				placeholder: 'e.g. 3',
			}),
			text('url', 'URL', 'A web page about the place', {
				placeholder: 'e.g. https://shop.example.com/visit',
			}),
			viewOnce,
		],
	});

export const contentOperations: Operation[] = [
	place(
		{
			name: 'Send Location',
			value: 'sendLocation',
			action: 'Send location',
			description: 'Send a place on the map, with a name and address if you like',
		},
		'/location',
	),
	place(
		{
			name: 'Send Live Location',
			value: 'sendLiveLocation',
			action: 'Send live location',
			description: 'Send a position as a live location, with direction and speed',
		},
		'/live_location',
	),
	sendOperation({
		name: 'Send Contact Card',
		value: 'sendContact',
		action: 'Send contact card',
		description: "Send a person's contact card, from fields or from a finished card (vCard)",
		path: '/contact',
		shape: shapeCard,
		fields: cardFields,
		options: cardOptions,
	}),
	sendOperation({
		name: 'Send Contact Cards',
		value: 'sendContactList',
		action: 'Send several contact cards',
		description: 'Send the contact cards of several people in one message',
		path: '/contact_list',
		fields: [
			rows(
				'list',
				'Cards',
				'The cards to send',
				{
					label: 'Card',
					button: 'Add Card',
					fields: cardRow,
				},
				{
					required: true,
					send: { value: (list) => (list as IDataObject[]).map(contactEntry) },
				},
			),
		],
	}),
];
