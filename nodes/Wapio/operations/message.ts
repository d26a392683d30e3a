/** WhatsApp messages: sending, and what can be done with a message afterwards. */
import {
	choice,
	deletedAs,
	item,
	json,
	number,
	type Operation,
	type RequestParts,
	type Resource,
	type Send,
	success,
	text,
	texts,
	toggle,
	type Values,
	WrongValue,
} from '../../../engine/define';
import { addressOf, chatIdOf, internationalOf } from '../addresses';
import {
	caption,
	media,
	messageId,
	messageText,
	to,
	undocumented,
	UNDOCUMENTED,
} from '../fields/common';
import { actsIn } from '../fields/session';
import { DECRYPT, DECRYPT_BEFORE, encryptedFile, LINKS } from '../media';
import { messageInfoSummary } from '../summaries';
import { sendOperation } from './messageOperation';

const QUEUED = 'Returns "msgId" as soon as Wapio has queued it';

const sendMedia = (
	kind: string,
	label: string,
	action: string,
	example: string,
	more: { options?: Operation['options']; signedUrl?: Send['signedUrl'] } = {},
): Operation =>
	sendOperation(kind, to, {
		name: `Send ${label}`,
		value: `send${label}`,
		action,
		description: `${action} from a URL or an earlier node. ${QUEUED}.`,
		fields: media(`${kind}Url`, label, example, more.signedUrl),
		options: more.options,
	});

/** Wapio has two equivalent routes for editing; some accounts may have only one. */
const editRoute = (parts: RequestParts, { route }: Values): RequestParts =>
	route === 'put' ? { ...parts, method: 'PUT', path: parts.path.replace(/\/edit$/, '') } : parts;

function fileToDecrypt(message: unknown): unknown {
	const file = encryptedFile(message);
	if (!file)
		throw new WrongValue(
			'there is no encrypted file in it',
			'Message',
			'Give the whole item of the Wapio Trigger, with "raw" in it.',
		);
	return file;
}

export const messageResource: Resource = {
	name: 'Message',
	value: 'message',
	description: 'Send WhatsApp messages, and check, edit or delete sent ones',
	operations: [
		sendOperation('text', to, {
			name: 'Send Text',
			value: 'sendText',
			action: 'Send text message',
			description: `Send a text message to a person or a group. ${QUEUED}. To see whether it arrives, use Get Info or the event "Message Status".`,
			fields: [messageText],
		}),
		sendMedia('image', 'Image', 'Send image', 'menu.jpg', { options: [caption] }),
		sendOperation(
			'image',
			to,
			{
				name: 'Send View Once Image',
				value: 'sendViewOnceImage',
				action: 'Send view once image',
				description: `Send an image that the recipient can open only once. ${QUEUED}.`,
				fields: media('imageUrl', 'Image', 'voucher.jpg'),
				options: [caption],
			},
			{ viewOnce: true },
		),
		sendMedia('video', 'Video', 'Send video', 'tour.mp4', {
			options: [
				caption,
				toggle(
					'viewOnce',
					'View Once',
					`Whether the recipient can open the video only once. ${UNDOCUMENTED}`,
				),
			],
		}),
		sendMedia('document', 'Document', 'Send document', 'invoice.pdf', {
			signedUrl: { fileName: 'file_name', mimeType: 'mime_type' },
			options: [
				caption,
				text(
					'fileName',
					'File Name',
					'The file name that the recipient sees. If you leave it empty, an input binary field sends its own.',
					{
						placeholder: 'e.g. invoice.pdf',
						send: { as: 'file_name' },
					},
				),
				text(
					'mimeType',
					'MIME Type',
					'The type of the file, such as application/pdf. If you leave it empty, an input binary field sends its own.',
					{
						placeholder: 'e.g. application/pdf',
						send: { as: 'mime_type' },
					},
				),
			],
		}),
		sendMedia('audio', 'Audio', 'Send audio file', 'note.mp3', {
			options: [
				toggle('voiceNote', 'Voice Note', `Whether to send it as a voice note. ${UNDOCUMENTED}`, {
					send: { as: 'ptt' },
				}),
			],
		}),
		sendMedia('sticker', 'Sticker', 'Send sticker', 'thanks.webp'),
		sendOperation('location', to, {
			name: 'Send Location',
			value: 'sendLocation',
			action: 'Send location',
			description: `Send a pin on the map. ${QUEUED}.`,
			fields: [
				number(
					'latitude',
					'Latitude',
					'Degrees north of the equator, from -90 to 90; negative for south',
					{
						required: true,
						placeholder: 'e.g. 12.9716',
						limits: { min: -90, max: 90 },
						typeOptions: { numberPrecision: 7 },
						send: { as: 'location.latitude' },
					},
				),
				number(
					'longitude',
					'Longitude',
					'Degrees east of Greenwich, from -180 to 180; negative for west',
					{
						required: true,
						placeholder: 'e.g. 77.5946',
						limits: { min: -180, max: 180 },
						typeOptions: { numberPrecision: 7 },
						send: { as: 'location.longitude' },
					},
				),
			],
			options: [
				text('placeName', 'Place Name', 'The name to show with the pin', {
					placeholder: 'e.g. Head office',
					send: { as: 'location.name' },
				}),
				text('address', 'Address', 'The address to show below the name', {
					placeholder: 'e.g. MG Road, Bengaluru',
					send: { as: 'location.address' },
				}),
			],
		}),
		sendOperation('contact', to, {
			name: 'Send Contact Card',
			value: 'sendContact',
			action: 'Send contact card',
			description: `Send a contact card with a name and a phone number. ${QUEUED}.`,
			fields: [
				text('fullName', 'Contact Name', 'The name to show on the card', {
					required: true,
					placeholder: 'e.g. Asha Rao',
					send: { as: 'contact.fullName' },
				}),
				text('contactPhone', 'Contact Phone Number', 'The phone number to put on the card', {
					required: true,
					placeholder: 'e.g. +91 98765 43210',
					hint: 'With country code',
					send: {
						as: 'contact.phoneNumber',
						value: (value, values) => internationalOf(value, values, 'Contact Phone Number'),
					},
				}),
			],
		}),
		sendOperation('poll', to, {
			name: 'Send Poll',
			value: 'sendPoll',
			action: 'Send poll',
			description: `Send a poll: a question with answers to choose from. ${QUEUED}; the votes come with the event "Poll Results" of the Wapio Trigger.`,
			fields: [
				text('question', 'Question', 'The question, shown above the answers', {
					required: true,
					placeholder: 'e.g. Which day suits you?',
					send: { as: 'poll.question' },
				}),
				texts('pollOptions', 'Answers', 'The answers to choose from, one per field', {
					required: true,
					placeholder: 'e.g. Monday',
					send: { as: 'poll.options' },
				}),
			],
			options: [
				toggle(
					'multiSelect',
					'Multiple Answers',
					'Whether people may choose more than one answer',
					{
						send: { as: 'poll.multiSelect' },
					},
				),
			],
		}),
		actsIn({
			name: 'Download Media',
			value: 'downloadMedia',
			action: 'Download file of received message',
			description: undocumented(
				'Download the file of a message that the Wapio Trigger received: Wapio decrypts it',
			),
			request: {
				method: 'POST',
				path: DECRYPT,
				otherRoute: (parts) => ({ ...parts, path: DECRYPT_BEFORE }),
			},
			effect: 'read',
			fields: [
				json('message', 'Message', 'The item of the Wapio Trigger, as an expression', {
					required: true,
					placeholder: 'e.g. {{ $json }}',
					hint: 'The trigger itself does the same with its option "Download Media"',
					send: { as: '', value: fileToDecrypt },
				}),
			],
			output: {
				kind: 'file',
				link: LINKS,
				name: () => 'file',
				missing: 'Wapio gave no link to the decrypted file',
			},
		}),
		actsIn({
			name: 'Get Info',
			value: 'getInfo',
			action: 'Get delivery info of message',
			description:
				'Get the status of a message you sent: when it was accepted, delivered and read, or why it failed',
			simplify: messageInfoSummary,
			request: { method: 'GET', path: '/api/messages/{messageId}/info' },
			fields: [messageId],
			output: item(),
		}),
		actsIn({
			name: 'Delete',
			value: 'delete',
			action: 'Delete message',
			description: "Delete a message you sent, for everyone in the chat. This can't be undone.",
			request: { method: 'DELETE', path: '/api/messages/{messageId}' },
			fields: [messageId],
			output: deletedAs,
		}),
		actsIn({
			name: 'Edit',
			value: 'edit',
			action: 'Edit text message',
			description: 'Change the text of a text message you sent',
			request: { method: 'POST', path: '/api/messages/{messageId}/edit', shape: editRoute },
			effect: 'idempotent',
			fields: [messageId, messageText],
			options: [
				choice(
					'route',
					'Edit Method',
					"Which of Wapio's two equivalent edit requests to use. Change this only if edits are refused.",
					[
						['post', 'Edit (POST)'],
						['put', 'Replace (PUT)'],
					],
					{ send: { in: 'nowhere' } },
				),
			],
			output: item(),
		}),
		actsIn({
			name: 'Resend',
			value: 'resend',
			action: 'Resend message',
			description:
				'Send an earlier message again, for example one that failed. If it did arrive the first time, the recipient gets it twice.',
			request: { method: 'POST', path: '/api/messages/{messageId}/resend' },
			fields: [messageId],
			output: item(),
		}),
		actsIn({
			name: 'Mark as Read',
			value: 'markRead',
			action: 'Mark messages as read',
			description: 'Mark received messages as read, so that the sender sees the blue ticks',
			request: { method: 'POST', path: '/api/messages/read' },
			effect: 'idempotent',
			fields: [
				texts('messageIds', 'Message IDs', 'The IDs of the received messages, one per field', {
					hint: 'The Wapio Trigger returns the ID of a message as "message.id"',
					required: true,
					placeholder: 'e.g. bps_msg_01j9x5b8qe',
					send: { as: 'message_ids' },
				}),
			],
			options: [
				text(
					'chat',
					'Chat',
					'The chat that the messages are in: a phone number with country code, or a chat ID',
					{
						hint: 'The Wapio Trigger returns the ID of a chat as "chat.id"',
						placeholder: 'e.g. 919876543210@s.whatsapp.net',
						send: { as: 'chat_jid', value: chatIdOf },
					},
				),
			],
			output: success,
		}),
		actsIn({
			name: 'Send Typing or Online Status',
			value: 'sendPresence',
			action: 'Send typing or online status',
			description: 'Show that you are typing or recording in a chat, or that you are online',
			request: { method: 'POST', path: '/api/send-presence-update' },
			effect: 'idempotent',
			fields: [
				choice('presence', 'Status', 'What the other person sees', [
					['composing', 'Typing'],
					['recording', 'Recording Audio'],
					['paused', 'Stopped Typing'],
					['available', 'Online'],
					['unavailable', 'Offline'],
				]),
				text(
					'to',
					'To',
					'The chat in which it shows: a phone number with country code, or a chat ID. Typing and recording need one; Online and Offline can do without.',
					{
						placeholder: 'e.g. +91 98765 43210',
						send: { value: addressOf },
					},
				),
			],
			output: success,
		}),
	],
};
