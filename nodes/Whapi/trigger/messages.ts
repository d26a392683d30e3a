/** Messages, what is done to them, and their removal, as events. */
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import type { EventKind, MessagingEvent } from '../../../engine/trigger/event';
import { hash, object, type Reading, text } from '../../../engine/trigger/reading';
import { contentOf } from './content';
import type { Frame } from './frame';
import { chatOf, personOf } from './people';

type Message = NonNullable<MessagingEvent['message']>;

/** What an action message is about -> [choice, kind]. */
export const ACTIONS = {
	edit: ['messageEdited', 'message.edited'],
	edited: ['messageEdited', 'message.edited'],
	delete: ['messageDeleted', 'message.deleted'],
	reaction: ['messageReaction', 'message.reaction'],
	vote: ['pollVote', 'poll.vote'],
} as const satisfies Record<string, [string, EventKind]>;
export const OTHER_ACTION = ['messageAction', 'message.action'] as const;

/** Notices rather than messages. */
const NOTICES = ['system', 'call', 'pin'];

/** Where, who, when: alike for a message and for an action on one. */
export function around(
	entry: IDataObject,
	{ pair, account }: Frame,
	kind: EventKind,
): Omit<Reading, 'choice' | 'key'> {
	const chat = chatOf(entry.chat_id, entry.chat_name);
	const fromMe = entry.from_me === true;
	return {
		time: entry.timestamp,
		event: {
			event: kind,
			providerEvent: pair,
			id: text(entry.id) ?? '',
			account,
			chat,
			from:
				personOf(entry.from, entry.from_name) ??
				// Posts of a channel and some notices name no sender.
				(chat && !fromMe ? { id: chat.id, name: chat.name } : undefined),
			to: fromMe && chat?.kind === 'private' ? personOf(entry.chat_id) : undefined,
			fromMe,
			raw: entry,
		},
	};
}

/** An entry of `messages`: a message, or an action on an earlier one. */
export function message(entry: IDataObject, frame: Frame): Reading {
	const id = text(entry.id) ?? '';
	if (entry.type === 'action') return action(object(entry.action), entry, frame);
	const isNotice = NOTICES.includes(String(entry.type));
	const isAgain = frame.pair.endsWith('.put');
	const isOwn = entry.from_me === true;
	const direction = isOwn ? 'message.sent' : 'message.received';
	const { time, event } = around(entry, frame, isNotice ? 'message.system' : direction);
	const { details, ...content } = contentOf(entry);
	return {
		choice: isAgain
			? 'messageCompleted'
			: isNotice
				? 'messageSystem'
				: isOwn
					? 'messageSent'
					: 'messageReceived',
		// Every completion brings something new; the same one again is a repeat.
		key: id && (isAgain ? `again/${id}/${hash(entry)}` : `message/${id}`),
		time,
		event: { ...event, message: { id, ...content }, details },
	};
}

/**
 * Something done to the message `action.target`.
 * The same action can come as a message and as a change: both have the action's ID in their key.
 */
export function action(act: IDataObject, entry: IDataObject, frame: Frame): Reading {
	const type = text(act.type) ?? '';
	const [choice, kind] = type in ACTIONS ? ACTIONS[type as keyof typeof ACTIONS] : OTHER_ACTION;
	const { time, event } = around(entry, frame, kind);
	const { id = '' } = event;
	const target = text(act.target);
	const key = kind === 'message.deleted' ? `removed/${target}` : `action/${id}`;
	return {
		choice,
		key: id ? key : undefined,
		time,
		event: {
			...event,
			details: { action: act },
			message: targetOf(kind, act, entry, { id, target }),
		},
	};
}

/** The message of an action event: the changed one, or what the action says. */
function targetOf(
	kind: EventKind,
	act: IDataObject,
	entry: IDataObject,
	{ id, target }: { id: string; target?: string },
): Message {
	switch (kind) {
		case 'message.edited': {
			const type = text(act.edited_type) ?? 'text';
			return messageOf({ ...entry, type, [type]: act.edited_content }, target ?? id);
		}
		case 'message.deleted':
			return { id: target ?? id, type: 'unknown' };
		case 'message.reaction': {
			const emoji = text(act.emoji) ?? '';
			return {
				id,
				type: 'reaction',
				text: emoji || undefined,
				reaction: { emoji, messageId: target },
			};
		}
		case 'poll.vote': {
			const votes = Array.isArray(act.votes) ? act.votes.map(String) : [];
			return { id, type: 'poll', poll: { votes }, quotedId: target };
		}
		default:
			return {
				id,
				type: act.type === 'event_response' ? 'event' : act.type === 'comment' ? 'text' : 'system',
				text: text(act.comment) ?? text(object(act.event_response).response),
				quotedId: target?.includes('@') ? undefined : target,
			};
	}
}

export const messageOf = (entry: IDataObject, id: string): Message => ({
	...omit(contentOf(entry), 'details'),
	id,
});

const gone = (
	id: string,
	{ pair, account }: Frame,
	more: Partial<Reading['event']>,
): Reading['event'] => ({
	event: 'message.deleted',
	providerEvent: pair,
	id,
	account,
	...more,
});

/** The bare ID of a removed message. */
export const removedMessage = (id: string, frame: Frame): Reading => ({
	choice: 'messageDeleted',
	key: `removed/${id}`,
	event: gone(id, frame, { message: { id, type: 'unknown' }, raw: id }),
});

/** The ID of a chat of which all messages were removed. It can be cleared again: it has no key. */
export const clearedChat = (id: string, frame: Frame): Reading => ({
	choice: 'messageDeleted',
	event: gone(`cleared/${id}`, frame, {
		chat: chatOf(id),
		details: { allMessages: true },
		raw: id,
	}),
});
