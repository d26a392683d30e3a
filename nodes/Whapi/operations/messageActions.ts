/** Reading messages, and doing something to one. */
import { choice, text, toggle } from '../../../engine/fields';
import { deleted, items, success } from '../../../engine/output';
import type { Operation } from '../../../engine/types';
import { chat, messageFilters, messageId, sort, to } from '../fields';
import { countOffset } from '../pagers';
import { sentMessage } from '../sender';
import { messageSummary } from '../summaries';

export const actionOperations: Operation[] = [
	{
		name: 'Get',
		value: 'get',
		action: 'Get a message',
		description: 'Read one message by its ID: content, sender, time and status',
		simplify: messageSummary,
		request: { method: 'GET', path: '/messages/{MessageID}' },
		fields: [messageId],
		options: [
			toggle(
				'resync',
				'Refresh First',
				'Whether Whapi.Cloud first reads the message from WhatsApp again',
			),
		],
	},
	{
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many messages',
		description: 'List the messages of all chats',
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
		action: 'Get many messages of a chat',
		description: 'List the messages of one chat with a person, group or channel',
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
		action: 'Get who received and read a message',
		description: 'List who received, read or played a message of yours, and when',
		request: { method: 'GET', path: '/statuses/{MessageID}' },
		fields: [messageId],
		output: items('statuses'),
	},
	{
		name: 'Forward',
		value: 'forward',
		action: 'Forward a message',
		description: 'Send an existing message on to another person, group or channel',
		request: { method: 'POST', path: '/messages/{MessageID}' },
		fields: [messageId, to],
		options: [
			toggle(
				'force',
				'Forward Anyway',
				'Whether to forward the message even if it looks as if that were not possible',
			),
		],
		output: sentMessage,
	},
	{
		name: 'Mark as Read',
		value: 'markAsRead',
		action: 'Mark a message as read',
		description: 'Mark a message as read, so that the sender sees the blue ticks',
		request: { method: 'PUT', path: '/messages/{MessageID}' },
		fields: [messageId],
		output: success,
	},
	{
		name: 'React',
		value: 'react',
		action: 'React to a message',
		description: 'React to a message with an emoji. It replaces your earlier one.',
		request: { method: 'PUT', path: '/messages/{MessageID}/reaction' },
		fields: [
			messageId,
			text('emoji', 'Emoji', 'The emoji to react with, only one', {
				required: true,
				placeholder: 'e.g. 👍',
			}),
		],
		output: success,
	},
	{
		name: 'Remove Reaction',
		value: 'removeReaction',
		action: 'Remove a reaction from a message',
		description: 'Remove your emoji from a message',
		request: { method: 'DELETE', path: '/messages/{MessageID}/reaction' },
		fields: [messageId],
		output: success,
	},
	{
		name: 'Star',
		value: 'star',
		action: 'Star or unstar a message',
		description: 'Add a message to your starred messages, or take it out',
		request: { method: 'PUT', path: '/messages/{MessageID}/star' },
		fields: [
			messageId,
			toggle('starred', 'Starred', 'Whether the message is to be starred', { default: true }),
		],
		output: success,
	},
	{
		name: 'Pin',
		value: 'pin',
		action: 'Pin a message',
		description: 'Show a message at the top of its chat for a while',
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
		action: 'Unpin a message',
		description: 'Stop showing a message at the top of its chat',
		request: { method: 'DELETE', path: '/messages/{MessageID}/pin' },
		fields: [messageId],
		output: success,
	},
	{
		name: 'Delete',
		value: 'delete',
		action: 'Delete a message',
		description:
			"Delete a message: for everybody if it is yours and WhatsApp still allows it, else only for you. This can't be undone.",
		request: { method: 'DELETE', path: '/messages/{MessageID}' },
		fields: [messageId],
		output: deleted,
	},
];
