/** Sessions: WhatsApp numbers connected to the account, their keys, settings and webhooks. */
import {
	choice,
	choices,
	deletedAs,
	type Field,
	item,
	items,
	type MapRow,
	type Operation,
	type Resource,
	success,
	text,
	toggle,
} from '../../../engine/define';
import { internationalOf } from '../addresses';
import { phoneNumber, sessionSettings, undocumented } from '../fields/common';
import { actsIn, sessionId } from '../fields/session';
import { logPages, sessionPages } from '../pagers';
import { deletionSummary } from '../summaries';
import { EVENT_NAMES } from '../trigger/events';

const ACCOUNT_ONLY = 'Requires an account token (bps_pat_...).';
const PATH = '/v1/whatsapp-sessions/{sessionId}';

/** No later answer has the key, so the output itself has to say what to do with it. */
const withKeyNotice: MapRow = (row) => ({
	...row,
	notice:
		'session_api_key.raw is the key of the session. Wapio never shows it again: save it in an n8n credential or a secret store, and keep it out of places where others can read it.',
});

const sessionFields: Field[] = [
	text('label', 'Label', 'Your own name for the session, shown in lists of sessions', {
		placeholder: 'e.g. Support desk',
	}),
	phoneNumber('phoneNumber', 'The WhatsApp number to connect', {
		as: 'phone_number',
		value: (value, values) => internationalOf(value, values),
	}),
	...sessionSettings('settings.'),
];

/** Connect, disconnect, restart: doing it again changes nothing. */
const command = (verb: string, label: string, description: string): Operation => ({
	name: label,
	value: verb,
	action: `${label} session`,
	description,
	request: { method: 'POST', path: `${PATH}/${verb}` },
	effect: 'idempotent',
	fields: [sessionId],
	output: success,
});

export const sessionResource: Resource = {
	name: 'Session',
	value: 'session',
	description:
		'Manage WhatsApp numbers connected to Wapio: linking, settings, keys and event delivery',
	operations: [
		command(
			'connect',
			'Connect',
			'Bring a session that is linked to a phone back online. To link a new one, use Get QR Code.',
		),
		{
			name: 'Create',
			value: 'create',
			action: 'Create session',
			description: `Add a WhatsApp number to Wapio; then link the phone with Get QR Code. The output has the session key, which Wapio never shows again. ${ACCOUNT_ONLY}`,
			request: { method: 'POST', path: '/v1/whatsapp-sessions' },
			options: sessionFields,
			output: item(undefined, withKeyNotice),
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete session',
			description: `Delete a session. Its key stops working at once; the rest is deleted in the background. This can't be undone. ${ACCOUNT_ONLY}`,
			simplify: deletionSummary,
			request: { method: 'DELETE', path: PATH },
			fields: [sessionId],
			output: deletedAs,
		},
		{
			name: 'Delete Webhook',
			value: 'deleteWebhook',
			action: 'Delete webhook of session',
			description: `Remove the webhook of a session, so that its events are no longer sent anywhere, not even to a Wapio Trigger. This can't be undone. ${ACCOUNT_ONLY}`,
			request: { method: 'DELETE', path: `${PATH}/webhook` },
			fields: [sessionId],
			output: deletedAs,
		},
		command(
			'disconnect',
			'Disconnect',
			'Take a session offline without deleting it. It sends and receives nothing until you use Connect.',
		),
		{
			name: 'Get',
			value: 'get',
			action: 'Get session',
			description: 'Get one session: its label, phone number and whether it is connected',
			request: { method: 'GET', path: PATH },
			fields: [sessionId],
			output: item(),
		},
		actsIn({
			name: 'Get Account',
			value: 'getAccount',
			action: 'Get WhatsApp account of session',
			description: undocumented('Get the WhatsApp account that the session is linked to'),
			request: { method: 'GET', path: '/api/user' },
			output: item(),
		}),
		{
			name: 'Get Log',
			value: 'getLogs',
			action: 'Get log of session',
			description: undocumented('List what happened to a session, such as lost connections'),
			request: { method: 'GET', path: '/api/whatsapp-sessions/{sessionId}/session-logs' },
			fields: [sessionId],
			pager: logPages,
			output: items(),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many sessions',
			description: 'List all sessions of the account. With a session key, only its own.',
			request: { method: 'GET', path: '/v1/whatsapp-sessions' },
			pager: sessionPages,
			filters: [
				choice('status', 'Status', 'Return only sessions with this status', [
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
			action: 'Get QR code of session',
			description:
				'Get the QR code that links a phone to a session, as an image file. Scan it in WhatsApp on the phone, under Linked Devices.',
			request: { method: 'GET', path: `${PATH}/qrcode` },
			fields: [sessionId],
			output: {
				kind: 'file',
				link: 'qr',
				name: () => 'qr-code',
				mimeType: 'image/png',
				missing:
					'Wapio returned the text of the QR code instead of an image. Use Session > Get QR Code Data and turn the text into an image with a QR code tool',
			},
		},
		{
			name: 'Get QR Code Data',
			value: 'getQrCodeData',
			action: 'Get QR code data of session',
			description:
				'Get the QR code that links a phone to a session as text, for example to show it in an app of your own',
			request: { method: 'GET', path: `${PATH}/qrcode` },
			fields: [sessionId],
			output: item(),
		},
		{
			name: 'Get Settings',
			value: 'getSettings',
			action: 'Get settings of session',
			description: 'Get the settings of a session, such as "Always Online"',
			request: { method: 'GET', path: `${PATH}/settings` },
			fields: [sessionId],
			output: item('session_settings'),
		},
		actsIn({
			name: 'Get State',
			value: 'getState',
			action: 'Get state of session',
			description: undocumented('Get whether the session is connected, also with a session key'),
			request: { method: 'GET', path: '/api/status' },
			output: item(),
		}),
		{
			name: 'Get Webhook',
			value: 'getWebhook',
			action: 'Get webhook of session',
			description:
				'Get the webhook of a session: the URL that its events are sent to, and which events',
			request: { method: 'GET', path: `${PATH}/webhook` },
			fields: [sessionId],
			output: item(),
		},
		{
			name: 'Regenerate Key',
			value: 'regenerateKey',
			action: 'Regenerate key of session',
			description: `Replace the key of a session. The old key stops working at once, which can't be undone. The output has the new one, which Wapio never shows again. ${ACCOUNT_ONLY}`,
			request: { method: 'POST', path: `${PATH}/regenerate-key` },
			// If the answer is lost, a new key is needed.
			effect: 'idempotent',
			fields: [sessionId],
			output: item(undefined, withKeyNotice),
		},
		command('restart', 'Restart', 'Restart a session that has stopped responding'),
		{
			name: 'Set Webhook',
			value: 'setWebhook',
			action: 'Set webhook of session',
			description: `Set the URL that the events of a session are sent to. A session has only one webhook, so this replaces the current one, even that of a Wapio Trigger. ${ACCOUNT_ONLY}`,
			request: { method: 'PUT', path: `${PATH}/webhook` },
			fields: [
				sessionId,
				text('targetUrl', 'URL', 'The public address that Wapio posts the events to', {
					required: true,
					placeholder: 'e.g. https://example.com/wapio-events',
					send: { as: 'target_url' },
				}),
				choices(
					'events',
					'Events',
					'The events to send. Choose at least one: Wapio does not say what it does with none.',
					EVENT_NAMES,
					{
						send: { as: 'subscribed_events' },
					},
				),
			],
			options: [
				toggle(
					'isActive',
					'Active',
					'Whether to send events from now on. If off, the webhook is saved but receives nothing.',
					{
						default: true,
						send: { as: 'is_active' },
					},
				),
				text(
					'signingSecret',
					'Signing Secret',
					'A long random text with which Wapio signs each event, so that the receiver can check where it comes from. Wapio never shows it again.',
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
			action: 'Update session',
			description:
				'Change the label, phone number or settings of a session. Fields you leave out stay as they are.',
			request: { method: 'PATCH', path: PATH },
			fields: [sessionId],
			updates: sessionFields,
			output: item(),
		},
		{
			name: 'Update Settings',
			value: 'updateSettings',
			action: 'Update settings of session',
			description: 'Change the settings of a session. Settings you leave out stay as they are.',
			request: { method: 'PATCH', path: `${PATH}/settings` },
			fields: [sessionId],
			updates: sessionSettings(),
			output: item('session_settings'),
		},
	],
};
