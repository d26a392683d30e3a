/** Reading messages and acting on one of them. */
import {
	choice,
	deleted,
	items,
	type Operation,
	success,
	text,
	toggle,
} from '../../../engine/define';
import { chat, messageFilters, messageId, sort, to } from '../fields/common';
import { countOffset } from '../pagers';
import { messageSummary } from '../summaries';
import { sentMessage } from './messageOperation';

export const actionOperations: Operation[] = [
	{
		name: 'Get',
		value: 'get',
		action: 'Get message',
		description: 'Read one message by its ID: content, sender, time and status',
		simplify: messageSummary,
		request: { method: 'GET', path: '/messages/{MessageID}' },
		fields: [messageId],
		options: [
			toggle(
				'resync',
				'Refresh First',
				'Whether Whapi.Cloud first brings its data up to date with WhatsApp',
			),
		],
	},
	{
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many messages',
		description: 'List the messages of all chats, sent and received',
		simplify: messageSummary,
		request: { method: 'GET', path: '/messages/list' },
		pager: countOffset(),
		filters: messageFilters,
		options: [sort],
		output: items('messages'),
	},
	{
		name: 'Get Many of a Chat',
		value: 'getManyOfChat',
		action: 'Get many messages of chat',
		description: 'List the messages of one chat, sent and received',
		simplify: messageSummary,
		request: { method: 'GET', path: '/messages/list/{ChatID}' },
		fields: [chat],
		pager: countOffset(),
		filters: messageFilters,
		options: [sort],
		output: items('messages'),
	},
	{
		name: 'Get Receipts',
		value: 'getViewStatuses',
		action: 'Get who received and read message',
		description: 'List who received, read or played a message or story of yours, and when',
		request: { method: 'GET', path: '/statuses/{MessageID}' },
		fields: [messageId],
		output: items('statuses'),
		advice: {
			'403': {
				todo: 'There are receipts only for what you sent yourself. Use the ID of a message or story of your own.',
			},
		},
	},
	{
		name: 'Forward',
		value: 'forward',
		action: 'Forward message',
		description:
			'Forward a message to another person, group or channel. The output is the new message.',
		request: { method: 'POST', path: '/messages/{MessageID}' },
		fields: [messageId, to],
		options: [
			toggle(
				'force',
				'Forward Anyway',
				'Whether to forward the message even if Whapi.Cloud would refuse it otherwise',
			),
		],
		output: sentMessage,
	},
	{
		name: 'Mark as Read',
		value: 'markAsRead',
		action: 'Mark message as read',
		description: 'Mark a message as read, so that the sender sees the blue ticks',
		request: { method: 'PUT', path: '/messages/{MessageID}' },
		fields: [messageId],
		output: success,
	},
	{
		name: 'React',
		value: 'react',
		action: 'React to message',
		description: 'React to a message with an emoji, which replaces your earlier reaction',
		request: { method: 'PUT', path: '/messages/{MessageID}/reaction' },
		fields: [
			messageId,
			text('emoji', 'Emoji', 'A single emoji', {
				required: true,
				placeholder: 'e.g. 👍',
			}),
		],
		output: success,
	},
	{
		name: 'Remove Reaction',
		value: 'removeReaction',
		action: 'Remove reaction from message',
		description: 'Take your reaction to a message back',
		request: { method: 'DELETE', path: '/messages/{MessageID}/reaction' },
		fields: [messageId],
		output: success,
	},
	{
		name: 'Star',
		value: 'star',
		action: 'Star or unstar message',
		description: 'Star a message, or remove its star. Only you see stars.',
		request: { method: 'PUT', path: '/messages/{MessageID}/star' },
		fields: [
			messageId,
			toggle(
				'starred',
				'Starred',
				'Whether to star the message. Switch it off to remove the star.',
				{ default: true },
			),
		],
		output: success,
	},
	{
		name: 'Pin',
		value: 'pin',
		action: 'Pin message',
		description: 'Pin a message to the top of its chat for a day, a week or a month',
		request: { method: 'POST', path: '/messages/{MessageID}/pin' },
		effect: 'idempotent',
		fields: [
			messageId,
			choice('time', 'Pin For', 'How long the message stays pinned', [
				['day', 'One Day'],
				['week', 'One Week'],
				['month', 'One Month'],
			]),
		],
		output: success,
	},
	{
		name: 'Unpin',
		value: 'unpin',
		action: 'Unpin message',
		description: 'Remove a message from the top of its chat',
		request: { method: 'DELETE', path: '/messages/{MessageID}/pin' },
		fields: [messageId],
		output: success,
	},
	{
		name: 'Delete',
		value: 'delete',
		action: 'Delete message',
		description:
			"Delete a message: for everyone if you sent it and WhatsApp still allows that, otherwise only for you. This can't be undone.",
		request: { method: 'DELETE', path: '/messages/{MessageID}' },
		fields: [messageId],
		output: deleted,
	},
];
