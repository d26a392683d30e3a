/** Chats of a session. Known from the vendor's first client, not from its documents. */
import {
	item,
	items,
	type Resource,
	success,
	text,
	texts,
	wholeList,
} from '../../../engine/define';
import { chatIdOf } from '../addresses';
import { undocumented } from '../fields/common';
import { actsIn } from '../fields/session';

/** Path value {jid}. */
const chat = text('chat', 'Chat', 'The chat: a phone number with country code, or a chat ID', {
	required: true,
	placeholder: 'e.g. +91 98765 43210',
	hint: 'The Wapio Trigger returns the ID of a chat as "chat.id"',
	send: { as: 'jid', value: chatIdOf },
});

export const chatResource: Resource = {
	name: 'Chat',
	value: 'chat',
	description: 'List the chats of a connected number and mark them as read',
	operations: [
		actsIn({
			name: 'Get',
			value: 'get',
			action: 'Get chat',
			description: undocumented('Get one chat with its name and the number of unread messages'),
			request: { method: 'GET', path: '/api/chats/{jid}' },
			fields: [chat],
			output: item(),
		}),
		actsIn({
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many chats',
			description: undocumented('List the chats of a session'),
			request: { method: 'GET', path: '/api/chats' },
			pager: wholeList,
			output: items(),
		}),
		actsIn({
			name: 'Mark as Read',
			value: 'markRead',
			action: 'Mark chat as read',
			description: undocumented('Mark a chat as read, so that the sender sees the blue ticks'),
			request: { method: 'POST', path: '/api/chats/{jid}/read' },
			effect: 'idempotent',
			fields: [chat],
			options: [
				texts(
					'messageIds',
					'Message IDs',
					'The messages to mark, one per field. If you leave it empty, the whole chat is marked.',
					{ placeholder: 'e.g. bps_msg_01j9x5b8qe', send: { as: 'message_ids' } },
				),
			],
			output: success,
		}),
	],
};
