import { inStages, type Stage, stagesFor } from '../core/stages';
import type { Dict } from '../core/types';
import { asDict, asText } from '../core/values';
import { inSession, notFound, ok, refusal, sha256, wrongField } from './answers';
import { messagePayload, ownJid, PERSON, tell } from './deliveries';
import { NOT_ON_WHATSAPP } from './demo';
import type { Context, Message, Session } from './state';

/** The chat ID of a number or a chat ID; undefined for neither. */
export function jidOf(given: string): string | undefined {
	const text = given.trim().replace(/@c\.us$/, PERSON);
	if (/^[\d-]{5,31}@[a-z.]+$/.test(text)) return text;
	const digits = text.replace(/^\+/, '');
	return /^[1-9]\d{6,14}$/.test(digits) ? digits + PERSON : undefined;
}

/** The content of a message, in the words of events. */
function contentOf(body: Dict): Dict {
	const { session_id: _session, to: _to, channel_id: _channel, kind, ...content } = body;
	const url = asText(content[`${asText(kind)}Url`]);
	if (url === '') return content;
	const { file_name, mime_type } = content;
	return {
		caption: content.caption,
		...(content.viewOnce === true ? { view_once: true } : {}),
		media: {
			url,
			mime_type: asText(mime_type) || usualType(asText(kind)),
			file_name: file_name ?? null,
		},
	};
}

const usualType = (kind: string): string =>
	({
		image: 'image/jpeg',
		video: 'video/mp4',
		audio: 'audio/mpeg',
		sticker: 'image/webp',
	})[kind] ?? 'application/octet-stream';

/** Takes a message in or out into the log, and opens its chat. */
export function addMessage(
	session: Session,
	context: Context,
	fields: Pick<Message, 'direction' | 'jid' | 'from' | 'pushName' | 'kind' | 'content' | 'status'>,
): Message {
	const time = context.now().toISOString();
	const message: Message = {
		...fields,
		id: `bps_msg_${context.ids.hex(12)}`,
		providerId: `3EB0${context.ids.hex(16).toUpperCase()}`,
		sessionId: session.session_id,
		accepted_at: time,
		delivered_at: null,
		read_at: null,
		deleted_at: null,
		failed_at: null,
		failure_reason: null,
		updated_at: time,
		transmissions: 0,
		votes: {},
		events: [],
	};
	context.state.messages.set(message.id, message);
	session.last_activity_at = time;
	openChat(session, message.jid, fields.direction === 'inbound' ? fields.pushName : null, context);
	return message;
}

function openChat(session: Session, jid: string, name: string | null, context: Context): void {
	if (session.chats.has(jid)) return;
	const chat = { jid, name, unread: 0, archived: false };
	session.chats.set(jid, chat);
	tell(context, session, 'chats.upsert', { chats: [chatPayload(chat, context)] });
}

/** A chat as events show it. */
export const chatPayload = (
	{
		jid,
		name,
		unread,
		archived,
	}: { jid: string; name: string | null; unread: number; archived: boolean },
	context: Context,
): Dict => ({
	jid,
	name,
	unread_count: unread,
	archived,
	last_activity_at: context.now().toISOString(),
});

/** Stores a sent message's new status and sends the event. */
function advance(message: Message, session: Session, stage: Stage, context: Context): void {
	const time = context.now().toISOString();
	message.status = stage;
	message.updated_at = time;
	if (stage === 'delivered') message.delivered_at = time;
	if (stage === 'read') message.read_at = time;
	if (stage === 'failed') {
		message.failed_at = time;
		message.failure_reason = 'The number is not on WhatsApp';
	}
	const type = stage === 'sent' ? 'message.sent' : 'message-receipt.update';
	message.events.push({
		event_id: `evt_${context.ids.hex(10)}`,
		event_type: type,
		update_kind: stage,
		emitted_at: time,
	});
	if (stage === 'sent') {
		tell(context, session, 'message.sent', messagePayload(message, session));
		tell(context, session, 'messages.upsert', { messages: [messagePayload(message, session)] });
		return;
	}
	tell(context, session, type, {
		message_id: message.id,
		provider_msg_id: message.providerId,
		chat_jid: message.jid,
		participant: null,
		status: stage,
		update_kind: stage,
		delivered_at: message.delivered_at,
		read_at: message.read_at,
		failed_at: message.failed_at,
		failure_reason: message.failure_reason,
	});
}

/** The stages of delivery: sent, delivered, read, as far as the recipient allows. */
export function transmit(message: Message, session: Session, context: Context): void {
	message.transmissions += 1;
	const number = message.jid.replace(/@.*$/, '');
	const stages: Stage[] = NOT_ON_WHATSAPP.includes(number) ? ['failed'] : stagesFor(number);
	inStages(context, stages, (stage) => {
		if (message.deleted_at === null) advance(message, session, stage, context);
	});
}

/** JSON with sorted keys: the order of fields does not make a different request. */
const canonical = (value: unknown): string =>
	JSON.stringify(value, (_key, inner: unknown) =>
		inner !== null && typeof inner === 'object' && !Array.isArray(inner)
			? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a.localeCompare(b)))
			: inner,
	);

/**
 * Queued: events report its outcome. A key that was used before gives the first answer
 * again, without sending; with another body it is a conflict. What was refused did not use its key.
 */
export const sendMessage = inSession((session, request, context) => {
	const body = asDict(request.body);
	const key = asText(request.headers['idempotency-key']);
	const { session_id: _session, ...asked } = body;
	const fingerprint = sha256(`${session.session_id}\n${canonical(asked)}`);
	const used = context.state.usedKeys.get(key);
	if (key !== '' && used) {
		return used.request === fingerprint
			? ok(structuredClone(used.answer), 202)
			: refusal(409, 'The Idempotency-Key was used for another request', {
					code: 'idempotency_conflict',
				});
	}
	if (session.status !== 'connected')
		return refusal(409, `The session is not connected: it is ${session.status}`);
	const field = body.channel_id === undefined ? 'to' : 'channel_id';
	const jid = jidOf(asText(body[field]));
	if (jid === undefined) return wrongField(field, 'Neither a phone number nor a chat ID');
	if ((field === 'channel_id') !== jid.endsWith('@newsletter'))
		return wrongField(field, 'A channel goes into channel_id, everybody else into to');
	if (jid.endsWith('@g.us') && !session.groups.has(jid)) return notFound('Group');
	const message = addMessage(session, context, {
		direction: 'outbound',
		jid,
		from: ownJid(session),
		pushName: null,
		kind: asText(body.kind),
		content: contentOf(body),
		status: 'queued',
	});
	transmit(message, session, context);
	const answer = { msgId: message.id, jid, status: 'queued' };
	if (key !== '') context.state.usedKeys.set(key, { request: fingerprint, answer });
	return ok(answer, 202);
});
