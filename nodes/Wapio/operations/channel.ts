/** WhatsApp channels. */
import { items, locator, type Resource } from '../../../engine/define';
import { channelOf } from '../addresses';
import { messageText } from '../fields/common';
import { sessionId } from '../fields/session';
import { logPages } from '../pagers';
import { sendOperation } from './messageOperation';

const channel = locator(
	'channel',
	'Channel',
	'The WhatsApp channel to post to. Choose the session first: the list shows the channels in its message log. If yours is missing, post something in it from the phone and try again.',
	{ search: 'channels', example: '120363021234567890@newsletter' },
	{
		required: true,
		hint: 'Channel IDs end with "@newsletter"; Get Message Log shows them',
		typeOptions: { loadOptionsDependsOn: ['session.value'] },
		send: { as: 'channel_id', value: channelOf },
	},
);

export const channelResource: Resource = {
	name: 'Channel',
	value: 'channel',
	description: 'Post to WhatsApp channels and find their IDs',
	operations: [
		{
			name: 'Get Message Log',
			value: 'getMessageLogs',
			action: 'Get message log of session',
			description:
				'List the messages of a session. To find the ID of a channel, post something in it from the phone, then look here for an ID that ends with "@newsletter".',
			request: { method: 'GET', path: '/api/whatsapp-sessions/{sessionId}/message-logs' },
			fields: [sessionId],
			pager: logPages,
			output: items(),
		},
		sendOperation('text', channel, {
			name: 'Send',
			value: 'send',
			action: 'Send text to channel',
			description:
				'Post a text to a channel. Returns "msgId" as soon as Wapio has queued it. Only texts are documented for channels; to try a file or poll, use Message with the channel\'s ID under "To".',
			fields: [messageText],
		}),
	],
};
