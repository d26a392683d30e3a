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
	'The WhatsApp channel. The list shows channels that occur in the message log of the chosen session.',
	{ search: 'channels', example: '120363021234567890@newsletter' },
	{
		required: true,
		hint: 'A channel\'s ID ends with "@newsletter"; Get Message Log shows it',
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
			name: 'Get Message Log',
			value: 'getMessageLogs',
			action: 'Get many entries of the message log',
			description:
				'List the messages of a session. They show the ID of a channel, which ends with "@newsletter".',
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
				'Post a text in a channel. For a file or a poll use the Message resource and enter the ID of the channel under "To".',
			fields: [messageText],
		}),
	],
};
