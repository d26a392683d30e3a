/** The channel and the WhatsApp account behind it: health, quota, profile, login. */
import { choice, number, text, toggle } from '../../../engine/fields';
import { item, success } from '../../../engine/output';
import type { Field, Resource } from '../../../engine/types';
import { contactIdOf } from '../addresses';
import { binaryProperty } from '../fields';
import { color, mediaSource } from '../senderFields';

const wakeup = toggle('wakeup', 'Start Channel', 'Whether to start the channel if it is stopped', {
	default: true,
});
const pixels = (name: string, label: string, description: string): Field =>
	number(name, label, description, { placeholder: 'e.g. 300', typeOptions: { minValue: 1 } });
const qrOptions: Field[] = [
	color('colorDark', 'Code Color', 'color_dark', '#000000'),
	color('colorLight', 'Background Color', 'color_light', '#FFFFFF'),
	pixels('height', 'Image Height', 'Height of the image in pixels'),
	pixels('size', 'QR Size', 'Size of the QR code in the image'),
	wakeup,
	pixels('width', 'Image Width', 'Width of the image in pixels'),
];

export const accountResource: Resource = {
	name: 'Account',
	value: 'account',
	description: 'The channel and its WhatsApp account: health, quota, profile, login',
	operations: [
		{
			name: 'Get Health',
			value: 'getHealth',
			action: 'Get the health of the channel',
			description: 'Read whether the channel is running and connected to WhatsApp (status AUTH)',
			request: { method: 'GET', path: '/health' },
			options: [
				choice(
					'channelType',
					'Channel Type',
					'How the number is linked',
					[
						['web', 'Web', 'An existing WhatsApp account, linked by QR code'],
						['mobile', 'Mobile', 'A new WhatsApp account'],
					],
					{ send: { as: 'channel_type' } },
				),
				text('platform', 'Platform', 'Browser, system and version shown under linked devices', {
					placeholder: 'e.g. Safari,Windows,10.0.19044',
				}),
				wakeup,
			],
		},
		{
			name: 'Get Limits',
			value: 'getLimits',
			action: 'Get the limits of the channel',
			description:
				'Read what a trial or sandbox channel may still send; paid channels have no limits',
			request: { method: 'GET', path: '/limits' },
			// A channel without limits answers with nothing at all.
			output: item(undefined, (row) => (row.success === true ? { unlimited: true } : row)),
		},
		{
			name: 'Get Profile',
			value: 'getProfile',
			action: 'Get your own profile',
			description: 'Read name, about text and picture of the connected account',
			request: { method: 'GET', path: '/users/profile' },
		},
		{
			name: 'Update Profile',
			value: 'updateProfile',
			action: 'Update your own profile',
			description: 'Change name, about text or picture of the connected account',
			request: { method: 'PATCH', path: '/users/profile' },
			fields: mediaSource({
				what: 'Picture',
				example: 'https://files.example.com/logo.jpg',
				optional: true,
				wire: 'icon',
				withoutId: true,
			}),
			updates: [
				text('about', 'About', 'The text under your name, up to 139 characters', {
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
			description: 'Change the text under your name (also called status)',
			request: { method: 'PUT', path: '/status' },
			fields: [
				text('status', 'About Text', 'The text under your name', {
					required: true,
					placeholder: 'e.g. Open Monday to Saturday',
				}),
			],
			output: success,
		},
		{
			name: 'Get Login QR Code',
			value: 'getLoginQr',
			action: 'Get the login QR code as base64 text',
			description: 'Get the QR code that links the channel to a phone, as Base64 text in JSON',
			request: { method: 'GET', path: '/users/login' },
			options: qrOptions,
		},
		{
			name: 'Get Login QR Image',
			value: 'getLoginQrImage',
			action: 'Get the login QR code as an image',
			description: 'Get the QR code that links the channel to a phone, as a PNG file',
			request: { method: 'GET', path: '/users/login/image' },
			fields: [binaryProperty],
			options: qrOptions,
			output: { kind: 'file', name: () => 'login-qr.png', mimeType: 'image/png' },
		},
		{
			name: 'Get Login QR Text',
			value: 'getLoginQrText',
			action: 'Get the text of the login QR code',
			description: 'Get what the login QR code says, to draw it yourself',
			request: { method: 'GET', path: '/users/login/rowdata' },
			options: [wakeup],
		},
		{
			name: 'Get Login Code',
			value: 'getLoginCode',
			action: 'Get a login code for a phone number',
			description: 'Get a pairing code to type in on the phone instead of scanning a QR code',
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
			action: 'Log the channel out',
			description: 'Disconnect the channel from WhatsApp; linking it again needs a QR code',
			request: { method: 'POST', path: '/users/logout' },
			effect: 'idempotent',
			output: success,
		},
	],
};
