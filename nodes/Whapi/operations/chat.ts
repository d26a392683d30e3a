/** Conversations. */
import {
	choice,
	date,
	deleted,
	items,
	type Resource,
	success,
	toggle,
} from '../../../engine/define';
import { chat, milliseconds } from '../fields/common';
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
			action: 'Get chat',
			description: 'Read one chat with its name, type, number of unread messages and last message',
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
			action: 'Archive or unarchive chat',
			description: 'Hide a chat from the chat list by archiving it, or bring it back',
			request: { method: 'POST', path: '/chats/{ChatID}' },
			effect: 'idempotent',
			fields: [
				chat,
				toggle(
					'archive',
					'Archived',
					'Whether to archive the chat. Switch it off to move it back to the chat list.',
					{
						default: true,
					},
				),
			],
			output: success,
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update chat',
			description: 'Pin or mute a chat, mark it as read or unread, or set disappearing messages',
			request: { method: 'PATCH', path: '/chats/{ChatID}' },
			fields: [chat],
			updates: [
				choice('ephemeral', 'Disappearing Messages', 'When new messages disappear from the chat', [
					['none', 'Never'],
					['day', 'After One Day'],
					['week', 'After One Week'],
					['quarter', 'After 90 Days'],
				]),
				toggle(
					'markUnread',
					'Mark as Unread',
					'Whether to mark the chat as unread. Switch it off to mark all its messages as read.',
					{
						default: true,
						send: { as: 'mark_unread' },
					},
				),
				date('muteUntil', 'Mute Until', 'When notifications for the chat come back on', {
					send: { as: 'mute_until', value: milliseconds },
				}),
				toggle(
					'pin',
					'Pinned',
					'Whether to keep the chat at the top of the chat list. Switch it off to unpin the chat.',
					{
						default: true,
					},
				),
				toggle(
					'unmute',
					'Unmute',
					'Whether to turn notifications back on right away, instead of setting Mute Until',
					{
						default: true,
						send: { as: 'mute_until', value: (on) => (on ? 0 : undefined) },
					},
				),
			],
			output: success,
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete chat',
			description: "Delete a chat with all its messages from your account. This can't be undone.",
			request: { method: 'DELETE', path: '/chats/{ChatID}' },
			fields: [chat],
			output: deleted,
		},
	],
};
