/**
 * What n8n's AI nodes read from an item by default: the Agent its input from `chatInput`, a Memory
 * its key from `sessionId`. Only on what a person wrote, so that no bot answers itself or a receipt.
 */
import type { MessagingEvent } from './event';

export interface ConversationFields {
	/** The text of the message; undefined where there is none. */
	chatInput?: string;
	/** One per provider, own number and chat: the people of a group share it. */
	sessionId?: string;
}

/**
 * @param describesMedia a message without text is put into words: "[image]", with a caption behind it
 */
export function conversationOf(event: MessagingEvent, describesMedia: boolean): ConversationFields {
	const { chat, message, provider, account, fromMe } = event;
	if (event.event !== 'message.received' || fromMe === true || !message) return {};
	const text = message.text?.trim() ? message.text : undefined;
	const placeholder = message.type === 'text' ? '' : `[${message.type}]`;
	const chatInput = describesMedia ? [placeholder, text].filter(Boolean).join(' ') : text;
	return {
		...(chatInput ? { chatInput } : {}),
		...(chat ? { sessionId: [provider, account, chat.id].filter(Boolean).join('/') } : {}),
	};
}
