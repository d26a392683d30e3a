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
	description: 'Settings of the channel, and its webhooks',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get the settings of the channel',
			description: 'Read all settings, the webhooks included',
			request: { method: 'GET', path: '/settings' },
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update the settings of the channel',
			description: 'Change settings; those that you leave out stay as they are',
			request: { method: 'PATCH', path: '/settings', shape: shapeRemovals },
			fields: [
				notice(
					'webhooksNotice',
					'"Webhooks" replaces the whole list, those of Whapi.Cloud triggers included. Read the settings first and repeat the entries that shall stay.',
				),
			],
			updates: [
				choices(
					'autoDownload',
					'Auto Download',
					'Kinds of media that Whapi.Cloud fetches by itself, so that messages come with a link',
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
					'Fetch Avatars',
					'Whether to fetch profile pictures after the login',
					{
						send: { as: 'media.init_avatars' },
					},
				),
				toggle('fullHistory', 'Full History', 'Whether to keep old messages too after the login', {
					send: { as: 'full_history' },
				}),
				text(
					'mobileProxy',
					'Mobile Proxy',
					'A proxy for mobile login; for tests by Whapi.Cloud only',
					{
						placeholder: 'e.g. socks5://user:secret@proxy.example.com:1080',
						send: { as: 'mobile_proxy' },
					},
				),
				toggle('offlineMode', 'Offline Mode', 'Whether to stay offline, so that the phone rings', {
					send: { as: 'offline_mode' },
				}),
				text('proxy', 'Proxy', 'A SOCKS5 proxy for the connection to WhatsApp', {
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
					'Milliseconds that the wait grows with each failed delivery',
					3000,
					15000,
				),
				milliseconds(
					'maxBackoffDelay',
					'Webhook Retry Delay Limit (Ms)',
					'max_callback_backoff_delay_ms',
					'The longest wait between deliveries in milliseconds',
					600000,
					3600000,
				),
				toggle(
					'callbackPersist',
					'Webhook Persistence',
					'Whether to keep undelivered events over a restart; works after a restart of the channel',
					{ default: true, send: { as: 'callback_persist' } },
				),
				webhookRows,
			],
		},
		{
			name: 'Reset',
			value: 'reset',
			action: 'Reset the settings of the channel',
			description: 'Put all settings back to their defaults. All webhooks are removed.',
			request: { method: 'DELETE', path: '/settings' },
			output: success,
		},
		{
			name: 'Get Many Webhook Events',
			value: 'getEvents',
			action: 'Get many webhook events',
			description: 'List the events that webhooks of this channel may get',
			request: { method: 'GET', path: '/settings/events' },
			pager: wholeList,
			output: items(),
		},
		{
			name: 'Test Webhook',
			value: 'testWebhook',
			action: 'Test a webhook',
			description: 'Let Whapi.Cloud send a test event to an address',
			request: { method: 'POST', path: '/settings/webhook_test' },
			effect: 'idempotent',
			fields: webhookTestFields,
			options: webhookTestOptions,
			output: success,
		},
	],
};
