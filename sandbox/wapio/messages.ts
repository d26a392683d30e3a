import type { Answer, SandboxRequest } from '../core/types';
import { asDict, asText, asTexts } from '../core/values';
import { inSession, notFound, ok, onSession, refusal, whileConnected, wrongField } from './answers';
import { tell } from './deliveries';
import { chatPayload, jidOf, sendMessage, transmit } from './sending';
import type { Context, Message, Session } from './state';

type OnMessage = (
	message: Message,
	session: Session,
	request: SandboxRequest,
	context: Context,
) => Answer;

const find = (id: string, session: Session, context: Context): Message | undefined => {
	const message = context.state.messages.get(id);
	return message?.sessionId === session.session_id ? message : undefined;
};

/** A route with the message in its path; only those of the acting session are there. */
const onMessage =
	(run: OnMessage) =>
	(session: Session, request: SandboxRequest, context: Context): Answer => {
		const message = find(asText(request.params.messageId), session, context);
		return message ? run(message, session, request, context) : notFound('Message');
	};

const getMessageInfo = inSession(
	onMessage((message) =>
		ok({
			message_id: message.id,
			session_id: message.sessionId,
			provider_msg_id: message.providerId,
			to: message.jid,
			kind: message.kind,
			status: message.status,
			accepted_at: message.accepted_at,
			delivered_at: message.delivered_at,
			read_at: message.read_at,
			deleted_at: message.deleted_at,
			failed_at: message.failed_at,
			failure_reason: message.failure_reason,
			updated_at: message.updated_at,
			events: structuredClone(message.events),
		}),
	),
);

const dispatched = (message: Message, status = 'dispatched'): Answer =>
	ok({ success: true, msgId: message.id, jid: message.jid, status });

const own = (run: OnMessage) =>
	whileConnected(
		onMessage((message, ...rest) => {
			if (message.direction === 'inbound')
				return refusal(422, 'Only messages of the session can be changed');
			return message.deleted_at === null ? run(message, ...rest) : notFound('Message');
		}),
	);

/** Always deletes for everyone. */
export function revoke(message: Message, session: Session, context: Context): void {
	message.deleted_at = context.now().toISOString();
	message.updated_at = message.deleted_at;
	message.status = 'deleted';
	tell(context, session, 'messages.delete', {
		chat_jid: message.jid,
		message_ids: [message.id],
		deleted_at: message.deleted_at,
	});
}

/** Edits a message and notifies the session's webhook. */
export function rewrite(message: Message, text: string, session: Session, context: Context): void {
	message.content.text = text;
	message.updated_at = context.now().toISOString();
	tell(context, session, 'messages.update', {
		message_id: message.id,
		provider_msg_id: message.providerId,
		chat_jid: message.jid,
		status: message.status,
		update_kind: 'edited',
		text,
		updated_at: message.updated_at,
	});
}

const editMessage = own((message, session, request, context) => {
	if (message.kind !== 'text') return wrongField('text', 'Only texts can be edited');
	rewrite(message, asText(asDict(request.body).text), session, context);
	return dispatched(message);
});

const deleteMessage = own((message, session, _request, context) => {
	revoke(message, session, context);
	return dispatched(message);
});

const resendMessage = own((message, session, _request, context) => {
	Object.assign(message, { status: 'queued', failed_at: null, failure_reason: null });
	transmit(message, session, context);
	return dispatched(message, 'queued');
});

const markMessagesRead = whileConnected((session, request, context) => {
	const { message_ids, chat_jid } = asDict(request.body);
	const ids = asTexts(message_ids);
	const messages = ids.map((id) => find(id, session, context));
	const missing = messages.findIndex((message) => message?.direction !== 'inbound');
	if (missing >= 0) return notFound(`Message ${ids[missing]}`);
	const chats = new Set(messages.map((message) => message?.jid ?? ''));
	if (chat_jid !== undefined && [...chats].some((jid) => jid !== jidOf(asText(chat_jid))))
		return wrongField('chat_jid', 'The messages are in another chat');
	for (const message of messages) if (message) message.read_at = context.now().toISOString();
	for (const jid of chats) {
		const chat = session.chats.get(jid);
		if (!chat) continue;
		chat.unread = 0;
		tell(context, session, 'chats.update', { chats: [chatPayload(chat, context)] });
	}
	return ok({ success: true, jid: [...chats][0], status: 'dispatched' });
});

const updatePresence = whileConnected((session, request) => {
	const { to, presence } = asDict(request.body);
	const jid = to === undefined ? '' : jidOf(asText(to));
	if (jid === undefined) return wrongField('to', 'Neither a phone number nor a chat ID');
	session.presences.set(jid, asText(presence));
	return ok();
});

/** Newest first. */
const listMessageLogs = onSession((session, request, context) => {
	const all = [...context.state.messages.values()]
		.filter(({ sessionId }) => sessionId === session.session_id)
		.reverse();
	const cursor = asText(request.query.cursor);
	const start = cursor ? all.findIndex(({ id }) => `cur_${id}` === cursor) + 1 : 0;
	const size = typeof request.query.limit === 'number' ? request.query.limit : 50;
	const page = all.slice(start, start + size);
	return ok({
		data: page.map((message) => ({
			message_id: message.id,
			session_id: message.sessionId,
			provider_msg_id: message.providerId,
			direction: message.direction,
			jid: message.jid,
			kind: message.kind,
			status: message.status,
			created_at: message.accepted_at,
		})),
		next_cursor: start + size < all.length ? `cur_${page.at(-1)?.id}` : null,
	});
});

export const messageHandlers = {
	sendMessage,
	getMessageInfo,
	editMessage,
	replaceMessageText: editMessage,
	deleteMessage,
	resendMessage,
	markMessagesRead,
	updatePresence,
	listMessageLogs,
};
