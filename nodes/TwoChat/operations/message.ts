/** WhatsApp messages of numbers that are linked by QR code. 2Chat queues them. */
import { text } from '../../../engine/fields';
import { items, item } from '../../../engine/output';
import type { Field, Operation, Output, Resource } from '../../../engine/types';
import { numberNotReady } from '../advice';
import {
	destination,
	fromNumber,
	group,
	groupsOf,
	media,
	messageText,
	phone,
	publicUrl,
} from '../fields';
import { fixedPages } from '../pagers';
import { withSegment } from '../paths';
import { conversation } from './conversation';
import { latitude, longitude } from '../places';
import { messageSummary } from '../summaries';

const send = (
	operation: Pick<Operation, 'name' | 'value' | 'action' | 'description' | 'fields' | 'options'>,
): Operation => ({
	...operation,
	request: { method: 'POST', path: '/whatsapp/send-message' },
	advice: numberNotReady,
	fields: [fromNumber(), ...destination, ...(operation.fields ?? [])],
});

const messageId = text('messageId', 'Message ID', 'The ID of the message, which begins with MSG', {
	required: true,
	placeholder: 'e.g. MSG205dec10-4a5b-4c6d-8e7f-9a0b1c2d3e4f',
	send: { as: 'message_uuid' },
});

const oneMessage: Field[] = [...conversation, messageId];

/** With n8n's mark of a deletion. */
const deletedMessage: Output = { kind: 'fixed', json: { deleted: true }, keep: true };

export const messageResource: Resource = {
	name: 'Message',
	value: 'message',
	description: 'Send and read WhatsApp messages',
	operations: [
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete a message',
			description:
				"Delete a message for everybody. This can't be undone. WhatsApp allows it up to 60 hours after sending; in groups only admins can delete messages of others.",
			request: { method: 'DELETE', path: '/whatsapp/message/{session_key}/{message_uuid}' },
			advice: numberNotReady,
			fields: oneMessage,
			output: deletedMessage,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get a message',
			description:
				'Read one message and how far it has come: the output\'s "wa_msg_ack" is 1 for sent, 2 for received, 3 for read',
			simplify: messageSummary,
			request: { method: 'GET', path: '/whatsapp/message/{session_key}/{message_uuid}' },
			fields: oneMessage,
			output: item('message'),
		},
		{
			name: 'Get Group Messages',
			value: 'getGroupMessages',
			action: 'Get many messages of a group',
			description:
				'List the messages of a group, newest first, from the time at which the number was connected',
			simplify: messageSummary,
			request: { method: 'GET', path: '/whatsapp/groups/messages/{group_uuid}' },
			fields: [groupsOf, group()],
			pager: fixedPages(50),
			output: items('messages'),
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many messages',
			description:
				'List the messages of your number, newest first, from the time at which it was connected',
			simplify: messageSummary,
			request: {
				method: 'GET',
				path: '/whatsapp/messages/{your_number}',
				shape: withSegment('remoteNumber'),
			},
			fields: [fromNumber('your_number')],
			pager: fixedPages(100),
			filters: [
				phone(
					'remoteNumber',
					'With Number',
					'Only messages to or from this phone number',
					'remoteNumber',
					{
						required: false,
						send: { in: 'nowhere' },
					},
				),
			],
			output: items('messages'),
		},
		send({
			name: 'Send File',
			value: 'sendFile',
			action: 'Send a file',
			description:
				'Send an image, a video, an audio file, a PDF or another file up to 16 MB. The answer means that 2Chat accepted it, not that it has arrived.',
			fields: media('url', 'File'),
			options: [{ ...messageText('Text under the file'), displayName: 'Caption' }],
		}),
		send({
			name: 'Send Location',
			value: 'sendLocation',
			action: 'Send a location',
			description:
				'Send a place on the map, with a text if you like. The answer means that 2Chat accepted it, not that it has arrived.',
			fields: [latitude, longitude],
			options: [
				text('pinAddress', 'Address', 'The address of the place', {
					placeholder: 'e.g. 12 MG Road, Bengaluru',
					send: { as: 'pin.address' },
				}),
				text('pinName', 'Name', 'The name of the place', {
					placeholder: 'e.g. Head Office',
					send: { as: 'pin.name' },
				}),
				publicUrl('pinUrl', 'Link', 'A web page about the place', {
					placeholder: 'e.g. https://example.com/office',
					send: { as: 'pin.url' },
				}),
				messageText('A text to send with the place'),
			],
		}),
		send({
			name: 'Send Text',
			value: 'sendText',
			action: 'Send a text message',
			description:
				'Send a text to a person or a group. The answer means that 2Chat accepted it, not that it has arrived.',
			fields: [
				messageText('The text of the message; *bold* and _italic_ work as in WhatsApp', {
					required: true,
				}),
			],
		}),
	],
};
