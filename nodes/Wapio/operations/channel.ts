/** WhatsApp channels. */
import { locator } from '../../../engine/fields';
import { items } from '../../../engine/output';
import type { Resource } from '../../../engine/types';
import { channelOf } from '../addresses';
import { messageText } from '../fields';
import { logPages } from '../pagers';
import { sends } from '../sending';
import { sessionId } from '../session';

const channel = locator(
	'channel',
	'Channel',
	'The WhatsApp channel. The list shows the channels in the message log of the chosen session.',
	{ search: 'channels', example: '120363021234567890@newsletter' },
	{
		required: true,
		hint: 'The ID ends with @newsletter; Get Message Logs shows it',
		typeOptions: { loadOptionsDependsOn: ['session.value'] },
		send: { as: 'channel_id', value: channelOf },
	},
);

export const channelResource: Resource = {
	name: 'Channel',
	value: 'channel',
	description: 'Post in WhatsApp channels',
	operations: [
		{
			name: 'Get Message Logs',
			value: 'getMessageLogs',
			action: 'Get message logs',
			description:
				'List the messages of a session. This is how the ID of a channel is found: it ends with @newsletter.',
			request: { method: 'GET', path: '/api/whatsapp-sessions/{sessionId}/message-logs' },
			fields: [sessionId],
			pager: logPages,
			output: items(),
		},
		sends('text', channel, {
			name: 'Send',
			value: 'send',
			action: 'Send a text to a channel',
			description:
				'Post a text in a channel. To post a file or a poll, use the Message resource and give the ID of the channel as "To".',
			fields: [messageText],
		}),
	],
};
