import { asDict, asTexts, asText } from '../core/values';
import { inSession, notFound, ok, onSession } from './answers';
import { ownJid, tell } from './deliveries';
import { chatPayload } from './sending';
import type { Session } from './state';

const chatOf = (session: Session, jid: unknown) => session.chats.get(asText(jid));

/** What the vendor's clients show besides the documents: chats, and who and how a session is. */
export const chatHandlers = {
	listChats: inSession(({ chats }, _request, context) =>
		ok({ data: [...chats.values()].map((chat) => chatPayload(chat, context)) }),
	),
	getChat: inSession((session, request, context) => {
		const chat = chatOf(session, request.params.jid);
		return chat ? ok(chatPayload(chat, context)) : notFound('Chat');
	}),
	markChatRead: inSession((session, request, context) => {
		const chat = chatOf(session, request.params.jid);
		if (!chat) return notFound('Chat');
		const given = asTexts(asDict(request.body).message_ids);
		const messages = [...context.state.messages.values()].filter(
			({ id, jid, direction }) =>
				jid === chat.jid && direction === 'inbound' && (!given.length || given.includes(id)),
		);
		for (const message of messages) message.read_at ??= context.now().toISOString();
		chat.unread = 0;
		tell(context, session, 'chats.update', { chats: [chatPayload(chat, context)] });
		return ok();
	}),
	getUser: inSession((session) =>
		ok({ success: true, data: { id: ownJid(session), name: session.label } }),
	),
	getStatus: inSession(({ status }) => ok({ status })),
	listSessionLogs: onSession(({ status, updated_at: time }) =>
		ok({
			data: [{ event_type: 'session.status', status, created_at: time }],
			next_cursor: null,
		}),
	),
};
