/** The channel and the WhatsApp account behind it: health, quota, profile, login. */
import {
	choice,
	type Field,
	item,
	number,
	type Operation,
	type Resource,
	success,
	text,
	toggle,
} from '../../../engine/define';
import { contactIdOf } from '../addresses';
import { binaryProperty } from '../fields/common';
import { color, mediaSource } from '../fields/messages';

const wakeup = toggle(
	'wakeup',
	'Start Channel',
	'Whether to start your number at Whapi.Cloud if it is stopped',
	{
		default: true,
	},
);
const pixels = (name: string, label: string, description: string): Field =>
	number(name, label, description, { placeholder: 'e.g. 300', typeOptions: { minValue: 1 } });
const qrOptions: Field[] = [
	{
		...color('colorDark', 'Code Color', 'color_dark', '#000000'),
		description: 'The color of the code itself. Choose a dark one, or phones may not read it.',
	},
	{
		...color('colorLight', 'Background Color', 'color_light', '#FFFFFF'),
		description: 'The color behind the code. Choose a light one, or phones may not read it.',
	},
	pixels('height', 'Image Height', 'The height of the image in pixels'),
	pixels('size', 'QR Size', 'The size of the QR code in the image, in pixels'),
	wakeup,
	pixels('width', 'Image Width', 'The width of the image in pixels'),
];

/** Logging in while the channel is logged in already. */
const connected: Operation['advice'] = {
	'409': {
		todo: 'Your number is connected already, so it needs no code. To link another phone, use Account > Log Out first.',
	},
};

export const accountResource: Resource = {
	name: 'Account',
	value: 'account',
	description: 'Your number at Whapi.Cloud (its channel): connection, limits, profile, login',
	operations: [
		{
			name: 'Get Connection Status',
			value: 'getHealth',
			action: 'Get connection status of own number',
			description:
				'Find out whether your number is running at Whapi.Cloud and connected to WhatsApp. "status.text" is AUTH when it is connected, and QR when it has to be linked first.',
			request: { method: 'GET', path: '/health' },
			options: [
				choice(
					'channelType',
					'Channel Type',
					'How your number is linked with Whapi.Cloud',
					[
						['web', 'Web', 'An existing WhatsApp account, linked by a QR code'],
						['mobile', 'Mobile', 'A new WhatsApp account'],
					],
					{ send: { as: 'channel_type' } },
				),
				text(
					'platform',
					'Platform',
					'What WhatsApp shows on the phone under Linked Devices: browser, system and version, separated by commas',
					{
						placeholder: 'e.g. Safari,Windows,10.0.19044',
					},
				),
				wakeup,
			],
		},
		{
			name: 'Get Limits',
			value: 'getLimits',
			action: 'Get limits of own number',
			description:
				'Read what a trial or sandbox still allows: messages, chats, number checks and requests. Without limits, "unlimited" is true.',
			request: { method: 'GET', path: '/limits' },
			// A channel without limits answers with an empty body.
			output: item(undefined, (row) => (row.success === true ? { unlimited: true } : row)),
		},
		{
			name: 'Get Profile',
			value: 'getProfile',
			action: 'Get own profile',
			description: 'Read the name, about text and picture of your WhatsApp account',
			request: { method: 'GET', path: '/users/profile' },
		},
		{
			name: 'Update Profile',
			value: 'updateProfile',
			action: 'Update own profile',
			description: 'Change the name, about text or picture of your WhatsApp account',
			request: { method: 'PATCH', path: '/users/profile' },
			fields: mediaSource({
				what: 'Picture',
				example: 'https://files.example.com/logo.jpg',
				optional: true,
				wire: 'icon',
				withoutId: true,
			}),
			updates: [
				text('about', 'About', 'The short text under your name, up to 139 characters', {
					placeholder: 'e.g. New and used books by the river',
					limits: { minLength: 1, maxLength: 139 },
				}),
				text('name', 'Name', 'The name that others see, from 3 to 25 characters', {
					placeholder: 'e.g. Riverside Books',
					limits: { minLength: 3, maxLength: 25 },
				}),
			],
			output: success,
		},
		{
			name: 'Set About Text',
			value: 'setStatus',
			action: 'Set your about text',
			description: 'Change the short text under your name ("About")',
			request: { method: 'PUT', path: '/status' },
			fields: [
				text(
					'status',
					'About Text',
					'The new text. Keep it within 139 characters, the limit of Update Profile.',
					{
						required: true,
						placeholder: 'e.g. Open Monday to Saturday',
					},
				),
			],
			output: success,
		},
		{
			name: 'Get Login QR Code as Text',
			value: 'getLoginQr',
			action: 'Get login QR code as text',
			description:
				'Get the QR code that links a phone, as an image written as text (Base64). It expires after "expire" seconds. Get Login QR Image returns a file.',
			request: { method: 'GET', path: '/users/login' },
			options: qrOptions,
			advice: connected,
		},
		{
			name: 'Get Login QR Image',
			value: 'getLoginQrImage',
			action: 'Get login QR code as image',
			description:
				'Get the QR code that links a phone, as a PNG image file. Scan it soon in WhatsApp on the phone, under Linked Devices.',
			request: { method: 'GET', path: '/users/login/image' },
			fields: [binaryProperty],
			options: qrOptions,
			output: { kind: 'file', name: () => 'login-qr.png', mimeType: 'image/png' },
			advice: connected,
		},
		{
			name: 'Get Login QR Content',
			value: 'getLoginQrText',
			action: 'Get content of login QR code',
			description:
				'Get the text inside the login QR code, to draw the code yourself. It expires after "expire" seconds.',
			request: { method: 'GET', path: '/users/login/rowdata' },
			options: [wakeup],
			advice: connected,
		},
		{
			name: 'Get Login Code',
			value: 'getLoginCode',
			action: 'Get login code for phone number',
			description:
				'Get a code to enter on the phone, under Linked Devices, instead of scanning a QR code',
			request: { method: 'GET', path: '/users/login/{PhoneNumber}' },
			fields: [
				text('phoneNumber', 'Phone Number', 'The WhatsApp number to link, with country code', {
					required: true,
					placeholder: 'e.g. +1 555 010 0100',
					send: {
						as: 'PhoneNumber',
						value: (value, values) => contactIdOf(value, values, 'Phone Number'),
					},
				}),
			],
			advice: {
				...connected,
				'422': { todo: 'No code could be made. Wait a minute and try again, or use a QR code.' },
			},
		},
		{
			name: 'Log Out',
			value: 'logout',
			action: 'Log your number out',
			description:
				'Disconnect your number from Whapi.Cloud. Nothing is sent or received until it is linked again by QR code or login code.',
			request: { method: 'POST', path: '/users/logout' },
			effect: 'idempotent',
			output: success,
			advice: { '409': { todo: 'Your number is logged out already. Nothing is left to do.' } },
		},
	],
};
