/** Linking a WhatsApp number by QR code, and its state. */
import { text } from '../../../engine/fields';
import { deleted, item } from '../../../engine/output';
import type { Operation, Resource } from '../../../engine/types';
import { connectionChanging, noQrCode, numberExists } from '../advice';
import { channel, phone, unofficial } from '../fields';
import { withPart } from '../paths';
import { numberSummary } from '../summaries';

const command = (
	value: 'connect' | 'disconnect',
	name: string,
	description: string,
): Operation => ({
	name,
	value,
	action: `${name} a number`,
	description,
	effect: 'idempotent',
	request: {
		method: 'POST',
		path: '/whatsapp/channel/{channel_uuid}/{command}',
		shape: withPart('command', value),
	},
	advice: connectionChanging,
	fields: [channel],
});

export const connectionResource: Resource = {
	name: 'Connection',
	value: 'connection',
	description: 'Connect WhatsApp numbers with 2Chat by QR code',
	operations: [
		command(
			'connect',
			'Connect',
			'Start the connection of a number. A new number then waits until its QR code is scanned: use Get QR Code after some seconds.',
		),
		{
			name: 'Create',
			value: 'create',
			action: 'Create a connection',
			description: 'Add a WhatsApp number to your account, to be connected by QR code',
			simplify: numberSummary,
			request: { method: 'POST', path: '/whatsapp/channel/create' },
			advice: numberExists,
			fields: [
				phone('phoneNumber', 'Phone Number', 'The WhatsApp number to add', 'phone_number'),
				text('friendlyName', 'Name', 'Your name for the number in 2Chat', {
					required: true,
					placeholder: 'e.g. Support',
					send: { as: 'friendly_name' },
				}),
			],
			output: item('channel'),
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a connection',
			description: "Remove a WhatsApp number from your 2Chat account. This can't be undone.",
			request: { method: 'DELETE', path: '/whatsapp/channel/{channel_uuid}' },
			fields: [channel],
			output: deleted,
		},
		command(
			'disconnect',
			'Disconnect',
			'End the connection of a number. It stays in your account; Connect brings it back.',
		),
		{
			name: 'Get QR Code',
			value: 'getQrCode',
			action: 'Get the QR code of a number',
			description: unofficial(
				'Get the QR code to scan with WhatsApp on the phone, as text and as web address of a picture. Use Connect first, and ask at most every 5 seconds',
			),
			request: { method: 'GET', path: '/whatsapp/channel/{channel_uuid}/qr-code' },
			advice: noQrCode,
			fields: [channel],
		},
		{
			name: 'Get Status',
			value: 'getStatus',
			action: 'Get the status of a number',
			description:
				'Read whether a number is connected, with its last events. 2Chat renews the answer every 3 seconds.',
			request: { method: 'GET', path: '/whatsapp/channel/{channel_uuid}/status' },
			fields: [channel],
		},
	],
};
