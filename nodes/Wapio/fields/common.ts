/** Fields that several Wapio operations share. */
import camelCase from 'lodash/camelCase';

import {
	type Field,
	fileByUrl,
	locator,
	longText,
	type Send,
	text,
	texts,
	toggle,
} from '../../../engine/define';
import { addressOf, chatIdOf, groupOf, phoneOf, recipientOf } from '../addresses';

const LIST_NEEDS =
	'With an account token (bps_pat_...), choose the session first so that the list can load.';

const DEPENDS = { typeOptions: { loadOptionsDependsOn: ['session.value'] } };

/** Who gets the message. Sent as `to`, or as `channel_id` for a channel. */
export const to = locator(
	'to',
	'To',
	`The person or group to send to. ${LIST_NEEDS}`,
	{ search: 'recipients', example: '+91 98765 43210', byId: 'By Phone or Chat ID' },
	{
		...DEPENDS,
		required: true,
		hint: 'A phone number with country code, or the chat ID of a group, which ends with "@g.us" (Group > Get Many)',
		send: { as: '', value: recipientOf },
	},
);

const person = (send: Send): Field =>
	locator(
		'contact',
		'Contact',
		`The person, by phone number with country code. ${LIST_NEEDS}`,
		{ search: 'contacts', example: '+91 98765 43210', byId: 'By Phone Number' },
		{ ...DEPENDS, required: true, send },
	);

/** Path value {phone}. */
export const contactPhone = person({ as: 'phone', value: phoneOf });
/** Path value {jid}: the route of the picture alone wants the chat ID. */
export const contactJid = person({
	as: 'jid',
	value: (value, values) => chatIdOf(value, values, 'Contact'),
});

export const phoneNumber = (name: string, description: string, send: Send, extra = {}): Field =>
	text(name, 'Phone Number', description, {
		placeholder: 'e.g. +91 98765 43210',
		hint: 'With country code',
		...extra,
		send,
	});

/** Path value {groupJid}. */
export const group = locator(
	'group',
	'Group',
	`The WhatsApp group; its ID ends with "@g.us". ${LIST_NEEDS}`,
	{ search: 'groups', example: '120363041234567890@g.us' },
	{ ...DEPENDS, required: true, send: { as: 'groupJid', value: groupOf } },
);

export const participants = texts(
	'participants',
	'Participants',
	'The phone numbers of the people with country code, one per field',
	{
		required: true,
		placeholder: 'e.g. +91 98765 43210',
		send: {
			in: 'body',
			value: (list, values) =>
				(list as string[]).map((entry) => addressOf(entry, values, 'Participants')),
		},
	},
);

/** Path value {messageId}. */
export const messageId = text(
	'messageId',
	'Message ID',
	'The ID of the message, from the node that sent it or from the Wapio Trigger',
	{
		hint: 'Send operations return it as "msgId", the Wapio Trigger as "message.id"',
		required: true,
		placeholder: 'e.g. bps_msg_01j9x5b8qe',
	},
);

export const idempotencyKey = text(
	'idempotencyKey',
	'Idempotency Key',
	'Your own unique text for this message, such as an order number. Wapio does not send a second message with the same key. If you leave it empty, the node makes a key for each item, so that its own retries never send twice.',
	{ placeholder: 'e.g. order-1042-shipped', send: { in: 'nowhere' } },
);

/** Added to what only the vendor's clients show. */
export const UNDOCUMENTED = "Known from Wapio's own client, not from its documents.";

export const undocumented = (description: string) => `${description}. ${UNDOCUMENTED}`;

export const mentions = texts(
	'mentions',
	'Mentions',
	`The people that the text names with @ and their number: phone numbers with country code, one per field. ${UNDOCUMENTED}`,
	{
		placeholder: 'e.g. +91 98765 43210',
		send: {
			value: (list, values) =>
				(list as string[]).map((entry) => chatIdOf(entry, values, 'Mentions')),
		},
	},
);

/** One client sends both names. */
export const quoted = text(
	'replyTo',
	'Reply to Message ID',
	`The ID of the message that this one answers. ${UNDOCUMENTED}`,
	{
		hint: 'The Wapio Trigger returns it as "message.id"',
		placeholder: 'e.g. bps_msg_01j9x5b8qe',
		send: { as: '', value: (id) => ({ quoted_message_id: id, replyTo: id }) },
	},
);

export const messageText = longText(
	'text',
	'Text',
	'The text of the message; *bold* and _italic_ work as in WhatsApp',
	{
		required: true,
		placeholder: 'e.g. Hi Asha, your order is on its way',
	},
);

export const caption = longText('caption', 'Caption', 'Text to show below the file', {
	placeholder: 'e.g. Here is your invoice',
});

/** The file of a message: by its URL, or a file of the item by a link to it. */
export const media = (
	wireName: string,
	label: string,
	example: string,
	signedUrl: Send['signedUrl'] = {},
): Field[] =>
	fileByUrl({
		provider: 'Wapio',
		label,
		as: wireName,
		urlName: wireName,
		example: `https://example.com/${example}`,
		signedUrl,
	});

/** The switches of a session. `prefix` is their path in the body. */
export const sessionSettings = (prefix = ''): Field[] =>
	(
		[
			[
				'account_protection',
				'Account Protection',
				'let Wapio take extra precautions against WhatsApp blocking the number; it does not document which',
			],
			['always_online', 'Always Online', 'show the number as online all the time'],
			['auto_reject_calls', 'Auto Reject Calls', 'reject incoming calls automatically'],
			[
				'ignore_broadcasts',
				'Ignore Broadcasts',
				'ignore broadcast messages, so that they trigger no events',
			],
			[
				'ignore_channels',
				'Ignore Channels',
				'ignore messages in channels, so that they trigger no events',
			],
			[
				'ignore_groups',
				'Ignore Groups',
				'ignore messages in groups, so that they trigger no events',
			],
			['read_incoming', 'Read Incoming', 'mark incoming messages as read as soon as they arrive'],
			['typing', 'Typing', 'show "typing..." in the chat before each message is sent'],
		] as const
	).map(([wireName, label, what]) =>
		toggle(camelCase(wireName), label, `Whether to ${what}`, {
			send: { as: `${prefix}${wireName}` },
		}),
	);
