/** Subscriptions to events, for receivers other than the trigger node, which keeps its own. */
import { choice, locator, shownFor } from '../../../engine/fields';
import { deleted, item, items } from '../../../engine/output';
import { wholeList } from '../../../engine/paging';
import type { Resource } from '../../../engine/types';
import { subscriptionExists } from '../advice';
import { EVENTS, eventsOf } from '../events';
import { fromNumber, group, optionalChannel, publicUrl, wabaNumber } from '../fields';
import { withSegment } from '../paths';
import { virtualNumber } from './virtualNumber';

export const webhookResource: Resource = {
	name: 'Webhook',
	value: 'webhook',
	description: 'Webhooks: subscriptions that report events to a web address',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create a webhook',
			description:
				'Have one event of one number reported to a web address (webhook). To start a workflow, use the 2Chat Trigger node instead.',
			request: { method: 'POST', path: '/webhooks/subscribe/{event_name}' },
			advice: subscriptionExists,
			fields: [
				choice(
					'event',
					'Event',
					'Which event is reported',
					EVENTS.map(({ value, name, description }) => [value, name, description]),
					{ default: 'whatsapp.message.received', send: { as: 'event_name' } },
				),
				publicUrl('hookUrl', 'URL', 'The web address that gets the reports', {
					required: true,
					placeholder: 'e.g. https://example.com/2chat',
					send: { as: 'hook_url' },
				}),
				...shownFor({ event: eventsOf('whatsapp', 'group') }, fromNumber('on_number')),
				...shownFor({ event: eventsOf('waba') }, wabaNumber('on_number')),
				...shownFor({ event: eventsOf('phone') }, virtualNumber('channel_uuid')),
				...shownFor(
					{ event: ['whatsapp.conversation.new'] },
					choice(
						'timePeriod',
						'New When Silent For',
						'After how long without messages a conversation counts as new',
						[
							['all-time', 'All Time'],
							['hour', 'An Hour'],
							['day', 'A Day'],
							['week', 'A Week'],
							['month', 'A Month'],
							['year', 'A Year'],
						],
						{ send: { as: 'time_period' } },
					),
				),
				...shownFor(
					{ event: eventsOf('group') },
					{
						...group('to_group_uuid'),
						required: false,
						description: 'Only events of this group. Leave it empty for all groups.',
					},
				),
			],
			output: item('data'),
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a webhook',
			description:
				"End a subscription, so that its address gets no more events. This can't be undone; a new one can be created.",
			request: { method: 'DELETE', path: '/webhooks/{webhook_uuid}' },
			fields: [
				locator(
					'webhook',
					'Webhook',
					'The webhook, which is the subscription to an event',
					{ search: 'webhooks', example: 'WHK530c9d58-1a2b-4c3d-8e4f-5a6b7c8d9e0f' },
					{ required: true, send: { as: 'webhook_uuid' } },
				),
			],
			output: deleted,
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many webhooks',
			description: 'List the subscriptions of your account or of one number',
			request: {
				method: 'GET',
				path: '/webhooks',
				shape: withSegment('channel', 'channel/'),
			},
			pager: wholeList,
			filters: [
				optionalChannel(
					'Only subscriptions of this number. The ID of an official WhatsApp Business number (WAN...) or virtual number (DID...) can be given too.',
					{ in: 'nowhere' },
				),
			],
			output: items('webhooks'),
		},
	],
};
