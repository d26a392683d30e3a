/** From a send to its message, its receipts and its deliveries. */
import { inStages, stagesFor } from '../core/stages';
import type { Answer, Dict } from '../core/types';
import { NOT_ON_WHATSAPP, REFUSED_RECIPIENTS, WHAPI_OWN_NUMBER } from './demo';
import { notFound, refusal } from './answers';
import { tell } from './deliveries';
import { newChat, personChat } from './seed';
import { type Context, type Message, newMessageId, type Receipt, seconds } from './state';

/** The chat that `to` means, or the refusal. */
export function chatFor(context: Context, to: string): string | Answer {
	const chatId = to.includes('@') ? to : personChat(to);
	const digits = chatId.replace(/@s\.whatsapp\.net$/, '');
	const refused = REFUSED_RECIPIENTS[digits];
	if (refused) return refusal(refused.status, refused.details);
	if (NOT_ON_WHATSAPP.includes(digits)) return notFound(`${digits} has no WhatsApp: contact`);
	const { state } = context;
	if (chatId.endsWith('@g.us') && !state.groups.has(chatId))
		return refusal(403, `no rights in ${chatId}`);
	const newsletter = state.newsletters.get(chatId);
	if (chatId.endsWith('@newsletter')) {
		if (!newsletter) return notFound(`newsletter ${chatId}`);
		if (!['owner', 'admin'].includes(newsletter.role))
			return refusal(403, `no rights in ${chatId}`);
	}
	return chatId;
}

/** A trial counts messages and the chats it may write to. */
function chargeTrial(context: Context, chatId: string): Answer | undefined {
	const { trial } = context.state;
	if (!trial) return undefined;
	if (trial.messages <= 0) return refusal(402, 'messages: 0 left');
	if (trial.chats.length > 0 && !trial.chats.includes(chatId))
		return refusal(402, `the trial may only write to ${trial.chats.join(', ')}`);
	trial.messages -= 1;
	return undefined;
}

/** The chat of a message, made when it is the first one there. */
function touchChat(context: Context, message: Message): void {
	const { chats, groups, newsletters, contacts } = context.state;
	const { chat_id: id, timestamp } = message;
	let chat = chats.get(id);
	if (!chat) {
		const group = groups.get(id) ?? newsletters.get(id);
		const name = group?.name ?? contacts.get(id.replace(/@.*$/, ''))?.name;
		chat = newChat(id, group?.type ?? 'contact', name, timestamp);
		chats.set(id, chat);
		tell(context, 'chats', 'post', { chats: [chat] });
		tell(context, 'chat', 'put', { chats: [chat] });
	}
	chat.timestamp = timestamp;
	if (!message.from_me) chat.unread += 1;
}

/** Stores a message and sends the event; the caller has made its content. */
export function keepMessage(context: Context, message: Message): Message {
	if (message.type === 'story') {
		context.state.stories.set(message.id, message);
	} else {
		context.state.messages.set(message.id, message);
		touchChat(context, message);
	}
	tell(context, 'messages', 'post', { messages: [message] });
	tell(context, 'message', 'put', { messages: [message] });
	return message;
}

/** The context of a message that quotes another; Whapi.Cloud repeats what was in that one. */
export function quoting(id: string, { state }: Context): { context?: Dict } {
	if (id === '') return {};
	const original = state.messages.get(id);
	return {
		context: {
			quoted_id: id,
			...(original
				? {
						quoted_type: original.type,
						quoted_content: original[original.type],
						quoted_author: original.from,
					}
				: {}),
		},
	};
}

/** A message of the own number, pending, with `content` under the key of its type. */
export function ownMessage(
	context: Context,
	chatId: string,
	type: string,
	content: Dict,
	quoted = '',
): Message {
	return {
		id: newMessageId(context),
		from_me: true,
		type,
		chat_id: chatId,
		timestamp: seconds(context),
		source: 'api',
		device_id: 4,
		status: 'pending',
		[type]: content,
		...quoting(quoted, context),
		from: WHAPI_OWN_NUMBER,
		from_name: context.state.profile.name,
	};
}

const CODES: Record<string, number> = {
	failed: 0,
	pending: 1,
	sent: 2,
	delivered: 3,
	read: 4,
	played: 5,
	deleted: 6,
};

/** Adds a receipt and sends the event. */
export function receive(context: Context, message: Message, status: string, viewer?: string): void {
	const receipt: Receipt = {
		id: message.id,
		code: CODES[status] ?? 0,
		status,
		...(message.chat_id.includes('@') ? { recipient_id: message.chat_id } : {}),
		...(viewer === undefined ? {} : { viewer_id: viewer }),
		timestamp: String(seconds(context)),
		...(status === 'failed' ? { errors: [{ code: 463, message: 'Message was not sent' }] } : {}),
	};
	message.status = status;
	const { receipts } = context.state;
	receipts.set(message.id, [...(receipts.get(message.id) ?? []), receipt]);
	tell(context, 'statuses', 'post', { statuses: [receipt] });
	tell(context, 'ack', 'put', { statuses: [receipt] });
}

/** The receipts of a sent message, one after the other. */
function live(context: Context, message: Message): void {
	const group = context.state.groups.get(message.chat_id);
	const viewer = group?.participants.find(({ id }) => id !== WHAPI_OWN_NUMBER)?.id;
	inStages(context, stagesFor(message.chat_id.replace(/@.*$/, '')), (stage) => {
		// A message that was deleted meanwhile has no more receipts.
		if (!context.state.messages.has(message.id)) return;
		receive(context, message, stage, stage === 'sent' ? undefined : viewer);
	});
}

/**
 * Sends: checks the recipient and the limits, stores the message, sends the event, starts the receipts.
 * @returns the answer of every sender
 */
export function send(
	context: Context,
	to: string,
	type: string,
	content: Dict,
	quoted?: string,
): Answer {
	const chatId = chatFor(context, to);
	if (typeof chatId !== 'string') return chatId;
	const poor = chargeTrial(context, chatId);
	if (poor) return poor;
	const message = ownMessage(context, chatId, type, content, quoted);
	// As it was on sending: the receipts change the kept one.
	const answer = structuredClone(message);
	keepMessage(context, message);
	live(context, message);
	return { status: 200, body: { sent: true, message: answer } };
}
