/** Subscriptions to events, for receivers other than the trigger node, which keeps its own. */
import {
	choice,
	deleted,
	item,
	items,
	locator,
	type Resource,
	shownFor,
	wholeList,
} from '../../../engine/define';
import { subscriptionExists } from '../advice';
import {
	actingNumber,
	countsAsNew,
	group,
	optionalChannel,
	publicUrl,
	wabaNumber,
} from '../fields/common';
import { withSegment } from '../shapes/paths';
import { EVENTS, eventsOf } from '../trigger/events';
import { virtualNumber } from './virtualNumber';

export const webhookResource: Resource = {
	name: 'Webhook',
	value: 'webhook',
	description: 'Subscriptions that send events to a web address (webhook)',
	operations: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create webhook',
			description:
				'Send one kind of event of one number to a web address (webhook). To start a workflow, use the 2Chat Trigger node instead: it creates its subscriptions itself.',
			request: { method: 'POST', path: '/webhooks/subscribe/{event_name}' },
			advice: subscriptionExists,
			fields: [
				choice(
					'event',
					'Event',
					'The event to send to the URL',
					EVENTS.map(({ value, name, description }) => [value, name, description]),
					{ default: 'whatsapp.message.received', send: { as: 'event_name' } },
				),
				publicUrl(
					'hookUrl',
					'URL',
					'The web address that receives the events. 2Chat must be able to reach it.',
					{
						required: true,
						placeholder: 'e.g. https://example.com/2chat',
						send: { as: 'hook_url' },
					},
				),
				...shownFor(
					{ event: eventsOf('whatsapp', 'group') },
					actingNumber('on_number', 'Your connected WhatsApp number whose events to send'),
				),
				...shownFor({ event: eventsOf('waba') }, wabaNumber('on_number', 'whose events to send')),
				...shownFor({ event: eventsOf('phone') }, virtualNumber('channel_uuid')),
				...shownFor(
					{ event: ['whatsapp.conversation.new'] },
					countsAsNew({ send: { as: 'time_period' } }),
				),
				...shownFor(
					{ event: eventsOf('group') },
					{
						...group('to_group_uuid'),
						required: false,
						description:
							'Only events of this group. Choose the number first to see the list, or leave it empty for all groups.',
					},
				),
			],
			output: item('data'),
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete webhook',
			description:
				"Delete a subscription. Its address receives no more events. This can't be undone, but Create makes a new one.",
			request: { method: 'DELETE', path: '/webhooks/{webhook_uuid}' },
			fields: [
				locator(
					'webhook',
					'Webhook',
					'The subscription to delete. Webhook > Get Many returns its ID as "uuid".',
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
			description:
				'List the subscriptions of your account, or of one number, with their IDs, events and addresses. Those of the 2Chat Trigger are among them.',
			request: {
				method: 'GET',
				path: '/webhooks',
				shape: withSegment('channel', 'channel/'),
			},
			pager: wholeList,
			filters: [
				optionalChannel(
					'Only subscriptions of this number. By ID, you can also enter an official WhatsApp Business number (WAN...) or a virtual number (DID...).',
					{ in: 'nowhere' },
				),
			],
			output: items('webhooks'),
		},
	],
};
