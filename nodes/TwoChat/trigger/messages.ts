/** Messages, what happens to them, and receipts, as events. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import type { EventKind, MessagingEvent } from '../../../engine/trigger/event';
import { hash, object, text } from '../../../engine/trigger/reading';
import { contentOf } from './content';
import { chatOf, nameOf, personOf, pick, type Reader, remoteOf } from './envelope';

type Status = NonNullable<MessagingEvent['status']>['status'];

export const accountOf = (body: IDataObject): string | undefined =>
	text(pick(body, 'channel_phone_number')) ??
	text(object(body.channel).phone_number) ??
	text(object(object(body.template).waba).phone_number) ??
	text(body.received_on_number) ??
	text(body.caller_id_used);

/** Everybody but the customer: "api", "agent" and whatever else there may be. */
export const isOwn = (body: IDataObject): boolean => {
	const sender = text(pick(body, 'sent_by'));
	return sender !== undefined && sender !== 'user';
};

/** Chat, sender and recipient. */
function parties(body: IDataObject, fromMe: boolean): Partial<MessagingEvent> {
	const contact = object(body.contact);
	const participant = object(pick(body, 'participant'));
	const remote = personOf(
		text(pick(body, 'remote_phone_number')) ??
			remoteOf(pick(body, 'session_key')) ??
			text(body.to_number),
		nameOf(contact),
	);
	const chat = chatOf(body, remote);
	const own = personOf(accountOf(body));
	const member = personOf(participant.phone_number, nameOf(participant));
	if (fromMe)
		return {
			chat,
			from: own,
			to: chat?.kind === 'private' && remote ? { id: remote.id, phone: remote.phone } : undefined,
			fromMe,
		};
	return {
		chat,
		from: member ?? (remote?.id.endsWith('@g.us') ? undefined : remote),
		to: chat?.kind === 'private' ? own : undefined,
		fromMe,
	};
}

export const receipt =
	(status: Status): Reader =>
	(body) => {
		const messageId = text(pick(body, 'message_uuid')) ?? text(pick(body, 'uuid')) ?? '';
		const { error, error_message: said, error_code: code } = body;
		const reason = text(said) ?? text(error);
		return {
			event: {
				event: 'message.status',
				...parties(body, true),
				status: {
					messageId,
					status,
					...(reason || code ? { error: { code: text(code), message: reason } } : {}),
				},
				...(isObject(body.message) ? { message: { id: messageId, ...contentOf(body) } } : {}),
			},
			identity: [messageId, status],
			time: body.timestamp ?? pick(body, 'created_at'),
		};
	};

/** A message by who sent it, unless the event says that itself. */
export const message =
	(kind?: EventKind): Reader =>
	(body) => {
		const id = text(pick(body, 'uuid')) ?? text(pick(body, 'id')) ?? '';
		const fromMe = kind === 'message.sent' || (!kind?.endsWith('received') && isOwn(body));
		return {
			event: {
				event: kind ?? (fromMe ? 'message.sent' : 'message.received'),
				id,
				...parties(body, fromMe),
				message: { id, ...contentOf(body) },
			},
			identity: [id],
		};
	};

/** Something about a message, with details of its own. */
export const about =
	(
		kind: EventKind,
		more: (body: IDataObject) => { details?: IDataObject; identity?: unknown[] },
	): Reader =>
	(body, frame) => {
		const reading = message(kind)(body, frame);
		const { details, identity = [] } = more(body);
		return {
			...reading,
			event: { ...reading.event, details },
			identity: [...reading.identity, ...identity],
		};
	};

export const reaction: Reader = (body, frame) => {
	const reading = message('message.reaction')(body, frame);
	const { text: emoji, message_uuid: messageId } = object(body.reaction);
	const said = text(emoji) ?? reading.event.message?.text ?? '';
	return {
		...reading,
		event: {
			...reading.event,
			message: {
				id: reading.event.id ?? '',
				type: 'reaction',
				text: said,
				reaction: { emoji: said, messageId: text(messageId) },
			},
		},
		// Taken back and given again is twice.
		identity: [...reading.identity, said, text(messageId), pick(body, 'created_at')],
	};
};

export const edited: Reader = (body, frame) => {
	const { old_text: before, new_text: after } = body;
	const reading = about('message.edited', () => ({ details: { before, after } }))(body, frame);
	const { message: content } = reading.event;
	return {
		...reading,
		event: {
			...reading.event,
			...(content ? { message: { ...content, text: text(after) ?? content.text } } : {}),
		},
		identity: [...reading.identity, hash([body.message, before, after])],
	};
};

export const transcribed: Reader = (body, frame) => {
	const reading = message('message.action')(body, frame);
	const said = text(body.transcription) ?? text(body.transcript) ?? reading.event.message?.text;
	const { message: content } = reading.event;
	return {
		...reading,
		event: {
			...reading.event,
			...(content ? { message: { ...content, text: said } } : {}),
			details: { transcription: said },
		},
	};
};
