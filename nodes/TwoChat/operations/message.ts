/** WhatsApp messages of numbers that are linked by QR code. 2Chat queues them. */
import {
	type Field,
	item,
	items,
	type Operation,
	type Output,
	type Resource,
	text,
} from '../../../engine/define';
import { numberNotReady } from '../advice';
import {
	actingNumber,
	destination,
	fromNumber,
	group,
	groupsOf,
	media,
	messageText,
	phone,
	publicUrl,
	queued,
	queuedMessage,
} from '../fields/common';
import { latitude, longitude } from '../fields/places';
import { fixedPages } from '../pagers';
import { withSegment } from '../shapes/paths';
import { messageSummary } from '../summaries';
import { conversation } from './conversation';

const send = (
	operation: Pick<Operation, 'name' | 'value' | 'action' | 'description' | 'fields' | 'options'>,
): Operation => ({
	...operation,
	request: { method: 'POST', path: '/whatsapp/send-message' },
	advice: numberNotReady,
	fields: [fromNumber(), ...destination, ...(operation.fields ?? [])],
	output: queuedMessage,
});

const messageId = text(
	'messageId',
	'Message ID',
	"2Chat's ID of the message, which begins with MSG",
	{
		required: true,
		placeholder: 'e.g. MSG205dec10-4a5b-4c6d-8e7f-9a0b1c2d3e4f',
		hint: 'Send operations return it as "message_uuid", Message > Get Many as "uuid", the 2Chat Trigger as "message.id"',
		send: { as: 'message_uuid' },
	},
);

const oneMessage: Field[] = [...conversation, messageId];

/** With the `deleted` field that n8n's nodes return. */
const deletedMessage: Output = { kind: 'fixed', json: { deleted: true }, keep: true };

export const messageResource: Resource = {
	name: 'Message',
	value: 'message',
	description: 'Send and read WhatsApp messages with your connected numbers',
	operations: [
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete message',
			description:
				"Delete a message for everyone in the chat, up to 60 hours after it was sent. This can't be undone. In groups only admins can delete messages of others; for anyone else they disappear in 2Chat only.",
			request: { method: 'DELETE', path: '/whatsapp/message/{session_key}/{message_uuid}' },
			advice: numberNotReady,
			fields: oneMessage,
			output: deletedMessage,
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get message',
			description:
				'Retrieve one message and its delivery status: "wa_msg_ack" in the output is 0 for created, 1 for sent, 2 for received and 3 for read',
			simplify: messageSummary,
			request: { method: 'GET', path: '/whatsapp/message/{session_key}/{message_uuid}' },
			fields: oneMessage,
			output: item('message'),
		},
		{
			name: 'Get Group Messages',
			value: 'getGroupMessages',
			action: 'Get many messages of group',
			description:
				'List the messages of a group, newest first. Messages from before the number was connected to 2Chat are not included.',
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
				'List the messages sent and received by a number of yours, newest first. Messages from before the number was connected to 2Chat are not included.',
			simplify: messageSummary,
			request: {
				method: 'GET',
				path: '/whatsapp/messages/{your_number}',
				shape: withSegment('remoteNumber'),
			},
			fields: [
				actingNumber('your_number', 'Your connected WhatsApp number whose messages to list'),
			],
			pager: fixedPages(100),
			filters: [
				phone(
					'remoteNumber',
					'Conversation With',
					'Only messages sent to or received from this phone number',
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
			action: 'Send file',
			description: queued('Send an image, video, audio file, PDF or other file of up to 16 MB'),
			fields: media('url', 'File'),
			options: [
				{
					...messageText('The text below the file. *Bold* and _italic_ work as in WhatsApp.'),
					displayName: 'Caption',
				},
			],
		}),
		send({
			name: 'Send Location',
			value: 'sendLocation',
			action: 'Send location',
			description: queued('Send a place as a pin on the map, with a text if you like'),
			fields: [latitude, longitude],
			options: [
				text('pinAddress', 'Address', 'The postal address, shown below the name of the place', {
					placeholder: 'e.g. 12 MG Road, Bengaluru',
					send: { as: 'pin.address' },
				}),
				text('pinName', 'Name', 'The name of the place, shown as the title of the pin', {
					placeholder: 'e.g. Head Office',
					send: { as: 'pin.name' },
				}),
				publicUrl('pinUrl', 'Link', 'The web address of a page about the place', {
					placeholder: 'e.g. https://example.com/office',
					send: { as: 'pin.url' },
				}),
				messageText('A message to send along with the pin'),
			],
		}),
		send({
			name: 'Send Text',
			value: 'sendText',
			action: 'Send text message',
			description: queued('Send a text to a person or a group'),
			fields: [
				messageText('The message. *Bold* and _italic_ work as in WhatsApp.', {
					required: true,
				}),
			],
		}),
	],
};
