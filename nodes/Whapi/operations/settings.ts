/** Settings of the channel, webhooks among them. */
import {
	choices,
	items,
	notice,
	number,
	type Resource,
	success,
	text,
	texts,
	toggle,
	wholeList,
} from '../../../engine/define';
import { chatIdOf } from '../addresses';
import {
	FROM_CLIENT,
	removals,
	shapeRemovals,
	webhookRows,
	webhookTestFields,
	webhookTestOptions,
} from '../fields/webhooks';

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
		'How Whapi.Cloud runs your number: webhooks (the addresses that get events), downloads, proxy',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get settings',
			description:
				'Read all settings of your number, including its webhooks (the addresses that get events)',
			request: { method: 'GET', path: '/settings' },
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update settings',
			description:
				'Change settings of your number. Settings that you leave out stay as they are. Returns the settings before and after.',
			request: { method: 'PATCH', path: '/settings', shape: shapeRemovals },
			fields: [
				notice(
					'webhooksNotice',
					'"Webhooks" (the addresses that get events) replaces the whole list, including the entries of Whapi.Cloud Triggers. Run Setting > Get first and repeat the entries that should stay.',
				),
			],
			updates: [
				choices(
					'autoDownload',
					'Auto Download',
					'The kinds of received files that Whapi.Cloud downloads automatically, so that messages contain a link to them',
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
					'Whether to fetch the profile pictures of all contacts after each login',
					{
						send: { as: 'media.init_avatars' },
					},
				),
				texts(
					'ignoredPresences',
					'Ignored Presences',
					`The chats whose presence (online, typing) is not reported. ${FROM_CLIENT}`,
					{
						placeholder: 'e.g. +91 98765 43210',
						send: {
							as: 'ignored_presences',
							value: (list, values) =>
								(list as unknown[]).map((one) => chatIdOf(one, values, 'Ignored Presences')),
						},
					},
				),
				toggle(
					'pdoSync',
					'Fetch From Phone',
					`Whether to fetch missing messages from the phone. Whapi.Cloud advises against it for Apple phones. ${FROM_CLIENT}`,
					{ default: true, send: { as: 'pdo_sync' } },
				),
				toggle(
					'fullHistory',
					'Full History',
					'Whether to load all old messages when the number connects. Switched off, large accounts run faster. Takes effect at the next connection.',
					{
						send: { as: 'full_history' },
					},
				),
				text(
					'mobileProxy',
					'Mobile Proxy',
					'A proxy server for the mobile login. A beta feature, which Whapi.Cloud ignores for now.',
					{
						placeholder: 'e.g. socks5://user:secret@proxy.example.com:1080',
						send: { as: 'mobile_proxy' },
					},
				),
				toggle(
					'offlineMode',
					'Offline Mode',
					'Whether Whapi.Cloud connects without showing you as online, so that your phone still notifies you of new messages. Takes effect at the next connection.',
					{
						send: { as: 'offline_mode' },
					},
				),
				text(
					'proxy',
					'Proxy',
					'A SOCKS5 proxy server with user and password for the connection to WhatsApp. It may help if WhatsApp finds your account suspicious.',
					{
						placeholder: 'e.g. socks5://user:secret@proxy.example.com:1080',
						limits: {
							pattern: /^socks5h?:\/\/[^@\s]+:[^@\s]+@[a-zA-Z0-9.]+:\d{1,5}$/,
							patternHint: 'an address such as socks5://user:secret@proxy.example.com:1080',
						},
					},
				),
				...removals,
				milliseconds(
					'backoffDelay',
					'Webhook Retry Delay (Ms)',
					'callback_backoff_delay_ms',
					'How many milliseconds longer to wait after each failed delivery of an event',
					3000,
					15000,
				),
				milliseconds(
					'maxBackoffDelay',
					'Webhook Retry Delay Limit (Ms)',
					'max_callback_backoff_delay_ms',
					'The longest wait between two attempts to deliver an event, in milliseconds',
					600000,
					3600000,
				),
				toggle(
					'callbackPersist',
					'Keep Undelivered Events',
					'Whether to keep events on disk until a webhook accepts them, so that a restart loses none. Takes effect after the next restart of the channel.',
					{ default: true, send: { as: 'callback_persist' } },
				),
				webhookRows,
			],
		},
		{
			name: 'Reset',
			value: 'reset',
			action: 'Reset settings',
			description:
				"Put all settings back to their defaults and remove all webhooks, including those of Whapi.Cloud Triggers. This can't be undone.",
			request: { method: 'DELETE', path: '/settings' },
			output: success,
			advice: { '409': { todo: 'The settings have been reset already. Nothing is left to do.' } },
		},
		{
			name: 'Get Many Webhook Events',
			value: 'getEvents',
			action: 'Get many webhook events',
			description:
				'List the events that a webhook (receiving address) can get, each with its type and method',
			request: { method: 'GET', path: '/settings/events' },
			pager: wholeList,
			output: items(),
		},
		{
			name: 'Test Webhook',
			value: 'testWebhook',
			action: 'Test webhook',
			description: 'Have Whapi.Cloud send a test event to a web address, to see whether it arrives',
			request: { method: 'POST', path: '/settings/webhook_test' },
			effect: 'idempotent',
			fields: webhookTestFields,
			options: webhookTestOptions,
			output: success,
		},
	],
};
