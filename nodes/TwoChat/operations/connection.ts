/** Linking a WhatsApp number by QR code, and its state. */
import { deleted, item, type Operation, type Resource, text } from '../../../engine/define';
import { connectionChanging, noQrCode, numberExists } from '../advice';
import { channel, phone, unofficial } from '../fields/common';
import { withPart } from '../shapes/paths';
import { numberSummary } from '../summaries';

const command = (
	value: 'connect' | 'disconnect',
	name: string,
	description: string,
): Operation => ({
	name,
	value,
	action: `${name} number`,
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
	description: 'Connect WhatsApp numbers to 2Chat by scanning a QR code',
	operations: [
		command(
			'connect',
			'Connect',
			'Bring a number online. If it has to be linked with the phone, fetch the code with Get QR Code about ten seconds later and scan it in WhatsApp.',
		),
		{
			name: 'Create',
			value: 'create',
			action: 'Create connection',
			description:
				'Add a WhatsApp number to your account. 2Chat starts connecting it at once: fetch the code with Get QR Code about ten seconds later and scan it in WhatsApp.',
			simplify: numberSummary,
			request: { method: 'POST', path: '/whatsapp/channel/create' },
			advice: numberExists,
			fields: [
				phone(
					'phoneNumber',
					'Phone Number',
					'Your phone number to add. It must have WhatsApp or WhatsApp Business.',
					'phone_number',
				),
				text('friendlyName', 'Name', 'The name under which 2Chat lists the number', {
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
			action: 'Delete connection',
			description:
				"Delete a WhatsApp number from your 2Chat account. This can't be undone. To take it offline only, use Disconnect.",
			request: { method: 'DELETE', path: '/whatsapp/channel/{channel_uuid}' },
			fields: [channel],
			output: deleted,
		},
		command(
			'disconnect',
			'Disconnect',
			'Take a number offline. It sends and receives nothing until Connect, but stays in your account.',
		),
		{
			name: 'Get QR Code',
			value: 'getQrCode',
			action: 'Get QR code of number',
			description: unofficial(
				'Get the code that links a number: scan the picture at "qr_code_image_url" with WhatsApp on the phone. Run Connect first; wait 5 seconds between tries',
			),
			request: { method: 'GET', path: '/whatsapp/channel/{channel_uuid}/qr-code' },
			advice: noQrCode,
			fields: [channel],
		},
		{
			name: 'Get Status',
			value: 'getStatus',
			action: 'Get status of number',
			description:
				'Find out whether a number is connected: "connection_status" in the output is C for connected, D for disconnected and F for failed. 2Chat updates it every 3 seconds.',
			request: { method: 'GET', path: '/whatsapp/channel/{channel_uuid}/status' },
			fields: [channel],
		},
	],
};
