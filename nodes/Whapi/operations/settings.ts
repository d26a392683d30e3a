/** Settings of the channel, webhooks among them. */
import { choices, notice, number, text, toggle } from '../../../engine/fields';
import { items, success } from '../../../engine/output';
import { wholeList } from '../../../engine/paging';
import type { Resource } from '../../../engine/types';
import {
	removals,
	shapeRemovals,
	webhookRows,
	webhookTestFields,
	webhookTestOptions,
} from '../webhookFields';

const milliseconds = (
	name: string,
	label: string,
	wire: string,
	about: string,
	min: number,
	max: number,
) =>
	number(name, label, `${about}, from ${min} to ${max}`, {
		default: min,
		typeOptions: { minValue: min, maxValue: max },
		limits: { min, max },
		send: { as: wire },
	});

export const settingsResource: Resource = {
	name: 'Setting',
	value: 'settings',
	description:
		'Settings of your number at Whapi.Cloud (its channel), and the addresses that get its events (webhooks)',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get the settings',
			description:
				'Read all settings of your number, also the addresses that get its events (webhooks)',
			request: { method: 'GET', path: '/settings' },
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update the settings',
			description: 'Change settings of your number. Those that you leave out stay as they are.',
			request: { method: 'PATCH', path: '/settings', shape: shapeRemovals },
			fields: [
				notice(
					'webhooksNotice',
					'"Webhooks" (the addresses that get events) replaces the whole list, also the entries of Whapi.Cloud Triggers. Read the settings first and repeat the entries that should stay.',
				),
			],
			updates: [
				choices(
					'autoDownload',
					'Auto Download',
					'The kinds of files that Whapi.Cloud fetches by itself, so that received messages have a link to them',
					[
						['image', 'Image'],
						['audio', 'Audio'],
						['voice', 'Voice'],
						['video', 'Video'],
						['document', 'Document'],
						['sticker', 'Sticker'],
					],
					{ send: { as: 'media.auto_download' } },
				),
				toggle(
					'initAvatars',
					'Fetch Profile Pictures',
					'Whether to fetch the profile pictures of all contacts after the login',
					{
						send: { as: 'media.init_avatars' },
					},
				),
				toggle(
					'fullHistory',
					'Full History',
					'Whether to also fetch old messages after the login',
					{
						send: { as: 'full_history' },
					},
				),
				text(
					'mobileProxy',
					'Mobile Proxy',
					'A proxy server for the mobile login. Whapi.Cloud uses it for its own tests only.',
					{
						placeholder: 'e.g. socks5://user:secret@proxy.example.com:1080',
						send: { as: 'mobile_proxy' },
					},
				),
				toggle(
					'offlineMode',
					'Offline Mode',
					'Whether to stay offline, so that the phone still notifies you of new messages',
					{
						send: { as: 'offline_mode' },
					},
				),
				text('proxy', 'Proxy', 'A proxy server (SOCKS5) for the connection to WhatsApp', {
					placeholder: 'e.g. socks5://user:secret@proxy.example.com:1080',
					limits: {
						pattern: /^socks5h?:\/\/[^@\s]+:[^@\s]+@[a-zA-Z0-9.]+:\d{1,5}$/,
						patternHint: 'an address such as socks5://user:secret@proxy.example.com:1080',
					},
				}),
				...removals,
				milliseconds(
					'backoffDelay',
					'Webhook Retry Delay (Ms)',
					'callback_backoff_delay_ms',
					'By how many milliseconds the wait for the next try grows with each failed delivery of an event',
					3000,
					15000,
				),
				milliseconds(
					'maxBackoffDelay',
					'Webhook Retry Delay Limit (Ms)',
					'max_callback_backoff_delay_ms',
					'The longest wait between two tries to deliver an event, in milliseconds',
					600000,
					3600000,
				),
				toggle(
					'callbackPersist',
					'Keep Undelivered Events',
					'Whether events that no webhook took are kept over a restart. Takes effect after the next restart of the channel.',
					{ default: true, send: { as: 'callback_persist' } },
				),
				webhookRows,
			],
		},
		{
			name: 'Reset',
			value: 'reset',
			action: 'Reset the settings',
			description:
				"Put all settings back to their defaults and remove all webhooks, also those of Whapi.Cloud Triggers. This can't be undone.",
			request: { method: 'DELETE', path: '/settings' },
			output: success,
		},
		{
			name: 'Get Many Webhook Events',
			value: 'getEvents',
			action: 'Get many webhook events',
			description: 'List the kinds of events that a webhook (receiving address) can get',
			request: { method: 'GET', path: '/settings/events' },
			pager: wholeList,
			output: items(),
		},
		{
			name: 'Test Webhook',
			value: 'testWebhook',
			action: 'Test a webhook',
			description: 'Have Whapi.Cloud send a test event to a web address',
			request: { method: 'POST', path: '/settings/webhook_test' },
			effect: 'idempotent',
			fields: webhookTestFields,
			options: webhookTestOptions,
			output: success,
		},
	],
};
