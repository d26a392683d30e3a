/** The channel and the WhatsApp account behind it: health, quota, profile, login. */
import { choice, number, text, toggle } from '../../../engine/fields';
import { item, success } from '../../../engine/output';
import type { Field, Resource } from '../../../engine/types';
import { contactIdOf } from '../addresses';
import { binaryProperty } from '../fields';
import { color, mediaSource } from '../senderFields';

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
	color('colorDark', 'Code Color', 'color_dark', '#000000'),
	color('colorLight', 'Background Color', 'color_light', '#FFFFFF'),
	pixels('height', 'Image Height', 'The height of the image in pixels'),
	pixels('size', 'QR Size', 'The size of the QR code in the image, in pixels'),
	wakeup,
	pixels('width', 'Image Width', 'The width of the image in pixels'),
];

export const accountResource: Resource = {
	name: 'Account',
	value: 'account',
	description: 'Your number at Whapi.Cloud (its channel): connection, limits, profile, login',
	operations: [
		{
			name: 'Get Connection Status',
			value: 'getHealth',
			action: 'Get the connection status of your number',
			description:
				'Read whether your number is running at Whapi.Cloud and connected to WhatsApp, where the status text is AUTH',
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
					'The browser, system and version that WhatsApp shows under Linked Devices',
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
			action: 'Get the limits of your number',
			description: 'Read what you may still send in a trial or sandbox; paid plans have no limits',
			request: { method: 'GET', path: '/limits' },
			// A channel without limits answers with nothing at all.
			output: item(undefined, (row) => (row.success === true ? { unlimited: true } : row)),
		},
		{
			name: 'Get Profile',
			value: 'getProfile',
			action: 'Get your own profile',
			description: 'Read name, about text and picture of your WhatsApp account',
			request: { method: 'GET', path: '/users/profile' },
		},
		{
			name: 'Update Profile',
			value: 'updateProfile',
			action: 'Update your own profile',
			description: 'Change name, about text or picture of your WhatsApp account',
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
				text('name', 'Name', 'The name that others see, 3 to 25 characters', {
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
				text('status', 'About Text', 'The short text under your name', {
					required: true,
					placeholder: 'e.g. Open Monday to Saturday',
				}),
			],
			output: success,
		},
		{
			name: 'Get Login QR Code as Text',
			value: 'getLoginQr',
			action: 'Get the login QR code as text',
			description:
				'Get the picture of the QR code that links a phone, written as text (Base64). Get Login QR Image gets a file.',
			request: { method: 'GET', path: '/users/login' },
			options: qrOptions,
		},
		{
			name: 'Get Login QR Image',
			value: 'getLoginQrImage',
			action: 'Get the login QR code as an image',
			description:
				'Get the QR code that links a phone, as a PNG image file. Scan it in WhatsApp on the phone, under Linked Devices.',
			request: { method: 'GET', path: '/users/login/image' },
			fields: [binaryProperty],
			options: qrOptions,
			output: { kind: 'file', name: () => 'login-qr.png', mimeType: 'image/png' },
		},
		{
			name: 'Get Login QR Content',
			value: 'getLoginQrText',
			action: 'Get the content of the login QR code',
			description: 'Get what the login QR code says, to draw the code yourself',
			request: { method: 'GET', path: '/users/login/rowdata' },
			options: [wakeup],
		},
		{
			name: 'Get Login Code',
			value: 'getLoginCode',
			action: 'Get a login code for a phone number',
			description:
				'Get a code to type in on the phone, under Linked Devices, instead of scanning a QR code',
			request: { method: 'GET', path: '/users/login/{PhoneNumber}' },
			fields: [
				text('phoneNumber', 'Phone Number', 'The WhatsApp number to link, with country code', {
					required: true,
					placeholder: 'e.g. +1 555 010 0100',
					send: { as: 'PhoneNumber', value: (value) => contactIdOf(value, 'Phone Number') },
				}),
			],
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
		},
	],
};
