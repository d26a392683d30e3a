/** Sessions: WhatsApp numbers connected to the account, their keys, settings and webhooks. */
import { choice, choices, text, toggle } from '../../../engine/fields';
import { deletedAs, item, items, success } from '../../../engine/output';
import type { Field, MapRow, Operation, Resource } from '../../../engine/types';
import { internationalOf } from '../addresses';
import { EVENT_NAMES } from '../eventNames';
import { phoneNumber, sessionSettings } from '../fields';
import { sessionPages } from '../pagers';
import { sessionId } from '../session';
import { deletionSummary } from '../summaries';

const ACCOUNT_ONLY = 'needs an account token, bps_pat_...';
const PATH = '/v1/whatsapp-sessions/{sessionId}';

/** The key is in no later answer, so the output itself has to say what to do with it. */
const withKeyNotice: MapRow = (row) => ({
	...row,
	notice:
		'session_api_key.raw is the key of the session. Wapio shows it only this once: keep it in an n8n credential or a secret store, and do not pass it on to places where others can read it.',
});

const sessionFields: Field[] = [
	text('label', 'Label', 'Your name for the session', {
		placeholder: 'e.g. Support desk',
	}),
	phoneNumber('phoneNumber', 'The WhatsApp number to connect', {
		as: 'phone_number',
		value: (value) => internationalOf(value),
	}),
	...sessionSettings('settings.'),
];

/** Connect, disconnect, restart: doing it again changes nothing. */
const command = (verb: string, label: string, description: string): Operation => ({
	name: label,
	value: verb,
	action: `${label} a session`,
	description,
	request: { method: 'POST', path: `${PATH}/${verb}` },
	effect: 'idempotent',
	fields: [sessionId],
	output: success,
});

export const sessionResource: Resource = {
	name: 'Session',
	value: 'session',
	description: 'Sessions: WhatsApp numbers that are connected to Wapio',
	operations: [
		command(
			'connect',
			'Connect',
			'Connect a session again that was linked with a phone before. A new one needs Get QR Code.',
		),
		{
			name: 'Create',
			value: 'create',
			action: 'Create a session',
			description: `Add a WhatsApp number to Wapio. The answer shows its key, only this once (${ACCOUNT_ONLY}).`,
			request: { method: 'POST', path: '/v1/whatsapp-sessions' },
			options: sessionFields,
			output: item(undefined, withKeyNotice),
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a session',
			description: `Remove a session; its key stops working at once. This can't be undone (${ACCOUNT_ONLY}).`,
			simplify: deletionSummary,
			request: { method: 'DELETE', path: PATH },
			fields: [sessionId],
			output: deletedAs,
		},
		{
			name: 'Delete Webhook',
			value: 'deleteWebhook',
			action: 'Delete the webhook of a session',
			description: `Stop sending events to the session's webhook (its receiving address), also to that of a Wapio Trigger. This can't be undone (${ACCOUNT_ONLY}).`,
			request: { method: 'DELETE', path: `${PATH}/webhook` },
			fields: [sessionId],
			output: deletedAs,
		},
		command(
			'disconnect',
			'Disconnect',
			'Take a session offline without deleting it. It sends and receives nothing until Connect.',
		),
		{
			name: 'Get',
			value: 'get',
			action: 'Get a session',
			description: 'Read one session and whether it is connected',
			request: { method: 'GET', path: PATH },
			fields: [sessionId],
			output: item(),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many sessions',
			description: 'List the sessions that the token sees. A session key sees only its own.',
			request: { method: 'GET', path: '/v1/whatsapp-sessions' },
			pager: sessionPages,
			filters: [
				choice('status', 'Status', 'Only sessions in this state', [
					['connected', 'Connected'],
					['connecting', 'Connecting'],
					['deleted', 'Deleted'],
					['disconnected', 'Disconnected'],
					['pending', 'Pending'],
					['pending_deletion', 'Pending Deletion'],
				]),
			],
			output: items(),
		},
		{
			name: 'Get QR Code',
			value: 'getQrCode',
			action: 'Get the QR code of a session',
			description:
				'Get the QR code that links a phone, as an image file. Scan it in WhatsApp on the phone, under Linked Devices.',
			request: { method: 'GET', path: `${PATH}/qrcode` },
			fields: [sessionId],
			output: {
				kind: 'file',
				link: 'qr',
				name: () => 'qr-code',
				mimeType: 'image/png',
				missing:
					'Wapio gave the text of the QR code instead of an image. Use Session > Get QR Code Data and draw the text with a QR code tool',
			},
		},
		{
			name: 'Get QR Code Data',
			value: 'getQrCodeData',
			action: 'Get the QR code data of a session',
			description: 'Get the text of the QR code that links a phone, to draw it yourself',
			request: { method: 'GET', path: `${PATH}/qrcode` },
			fields: [sessionId],
			output: item(),
		},
		{
			name: 'Get Settings',
			value: 'getSettings',
			action: 'Get the settings of a session',
			description: 'Read the switches of a session, such as "Always Online"',
			request: { method: 'GET', path: `${PATH}/settings` },
			fields: [sessionId],
			output: item('session_settings'),
		},
		{
			name: 'Get Webhook',
			value: 'getWebhook',
			action: 'Get the webhook of a session',
			description: 'Read to which web address (webhook) the events of a session are sent',
			request: { method: 'GET', path: `${PATH}/webhook` },
			fields: [sessionId],
			output: item(),
		},
		{
			name: 'Regenerate Key',
			value: 'regenerateKey',
			action: 'Regenerate the key of a session',
			description: `Replace the key of a session. The old one stops working at once, which can't be undone; the new one is shown only this once (${ACCOUNT_ONLY}).`,
			request: { method: 'POST', path: `${PATH}/regenerate-key` },
			// When the answer gets lost, only another key helps.
			effect: 'idempotent',
			fields: [sessionId],
			output: item(undefined, withKeyNotice),
		},
		command('restart', 'Restart', 'Restart a session that does not answer'),
		{
			name: 'Set Webhook',
			value: 'setWebhook',
			action: 'Set the webhook of a session',
			description: `Have the events of a session sent to a web address of yours (webhook). A session has only one: this replaces it, also that of a Wapio Trigger (${ACCOUNT_ONLY}).`,
			request: { method: 'PUT', path: `${PATH}/webhook` },
			fields: [
				sessionId,
				text('targetUrl', 'URL', 'The web address that gets the events', {
					required: true,
					placeholder: 'e.g. https://example.com/wapio-events',
					send: { as: 'target_url' },
				}),
				choices('events', 'Events', 'Which events are sent there', EVENT_NAMES, {
					send: { as: 'subscribed_events' },
				}),
			],
			options: [
				toggle('isActive', 'Active', 'Whether events are sent from now on', {
					default: true,
					send: { as: 'is_active' },
				}),
				text(
					'signingSecret',
					'Signing Secret',
					'A secret text with which Wapio signs each event, so that the receiver can check who sent it',
					{
						typeOptions: { password: true },
						placeholder: 'e.g. a-long-random-text',
						send: { as: 'signing_secret' },
					},
				),
			],
			output: item(),
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update a session',
			description:
				'Change label, number or switches of a session. What you leave out stays as it is.',
			request: { method: 'PATCH', path: PATH },
			fields: [sessionId],
			updates: sessionFields,
			output: item(),
		},
		{
			name: 'Update Settings',
			value: 'updateSettings',
			action: 'Update the settings of a session',
			description: 'Change the switches of a session. Those that you leave out stay as they are.',
			request: { method: 'PATCH', path: `${PATH}/settings` },
			fields: [sessionId],
			updates: sessionSettings(),
			output: item('session_settings'),
		},
	],
};
