/** Conversations. */
import { choice, date, toggle } from '../../../engine/fields';
import { deleted, items, success } from '../../../engine/output';
import type { Resource } from '../../../engine/types';
import { chat, milliseconds } from '../fields';
import { countOffset } from '../pagers';
import { chatSummary } from '../summaries';

export const chatResource: Resource = {
	name: 'Chat',
	value: 'chat',
	description: 'Conversations with people, groups and channels',
	operations: [
		{
			name: 'Get',
			value: 'get',
			action: 'Get a chat',
			description: 'Read one chat: name, type, unread messages, last message',
			simplify: chatSummary,
			request: { method: 'GET', path: '/chats/{ChatID}' },
			fields: [chat],
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many chats',
			description: 'List all chats, each with its last message',
			simplify: chatSummary,
			request: { method: 'GET', path: '/chats' },
			pager: countOffset(),
			output: items('chats'),
		},
		{
			name: 'Archive',
			value: 'archive',
			action: 'Archive or unarchive a chat',
			description: 'Move a chat into the archive, or back out of it',
			request: { method: 'POST', path: '/chats/{ChatID}' },
			effect: 'idempotent',
			fields: [
				chat,
				toggle('archive', 'Archived', 'Whether the chat is to be in the archive', {
					default: true,
				}),
			],
			output: success,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update a chat',
			description: 'Pin or mute a chat, mark it as unread, or let its messages disappear',
			request: { method: 'PATCH', path: '/chats/{ChatID}' },
			fields: [chat],
			updates: [
				choice('ephemeral', 'Disappearing Messages', 'After how long new messages disappear', [
					['none', 'Never'],
					['day', 'After One Day'],
					['week', 'After One Week'],
					['quarter', 'After 90 Days'],
				]),
				toggle('markUnread', 'Mark as Unread', 'Whether the chat is shown as unread', {
					default: true,
					send: { as: 'mark_unread' },
				}),
				date('muteUntil', 'Mute Until', 'Until when new messages make no sound', {
					send: { as: 'mute_until', value: milliseconds },
				}),
				toggle('pin', 'Pinned', 'Whether the chat is shown at the top of the list', {
					default: true,
				}),
				toggle('unmute', 'Unmute', 'Whether to end the mute now', {
					default: true,
					send: { as: 'mute_until', value: (on) => (on ? 0 : undefined) },
				}),
			],
			output: success,
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a chat',
			description: "Delete a chat with all its messages from your account. This can't be undone.",
			request: { method: 'DELETE', path: '/chats/{ChatID}' },
			fields: [chat],
			output: deleted,
		},
	],
};
