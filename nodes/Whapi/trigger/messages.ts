/** Messages, what is done to them, and their removal, as events. */
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import { clock } from '../../../engine/http/clock';
import { type EventKind, isoTime, type MessagingEvent } from '../../../engine/trigger/event';
import type { ReadEvent } from '../../../engine/trigger/reading';
import { contentOf } from './content';
import { chatOf, type Frame, hash, list, object, personOf, text } from './parts';

/** What an action message is about -> [choice, kind]. */
const ACTIONS: Record<string, [string, EventKind]> = {
	edit: ['messageEdited', 'message.edited'],
	edited: ['messageEdited', 'message.edited'],
	delete: ['messageDeleted', 'message.deleted'],
	reaction: ['messageReaction', 'message.reaction'],
	vote: ['pollVote', 'poll.vote'],
};
const OTHER_ACTION: [string, EventKind] = ['messageAction', 'message.action'];

/** Notices rather than messages. */
const NOTICES = ['system', 'call', 'pin'];

/** Where, who, when: alike for a message and for an action on one. */
function around(entry: IDataObject, frame: Frame, kind: EventKind): MessagingEvent {
	const chat = chatOf(entry.chat_id, entry.chat_name);
	const fromMe = entry.from_me === true;
	return {
		event: kind,
		providerEvent: frame.pair,
		provider: 'Whapi.Cloud',
		id: text(entry.id) ?? '',
		timestamp: isoTime(entry.timestamp) ?? new Date(clock.now()).toISOString(),
		account: frame.account,
		chat,
		from:
			personOf(entry.from, entry.from_name) ??
			// Posts of a channel and some notices name no sender.
			(chat && !fromMe ? { id: chat.id, name: chat.name } : undefined),
		to: fromMe && chat?.kind === 'private' ? personOf(entry.chat_id) : undefined,
		fromMe,
		raw: entry,
	};
}

/** An entry of `messages`: a message, or an action on an earlier one. */
export function message(entry: IDataObject, frame: Frame): ReadEvent {
	const id = text(entry.id);
	if (entry.type === 'action') return action(entry, around(entry, frame, 'message.action'));
	const isNotice = NOTICES.includes(String(entry.type));
	const isAgain = frame.pair.endsWith('.put');
	const direction = entry.from_me === true ? 'message.sent' : 'message.received';
	const event = around(entry, frame, isNotice ? 'message.system' : direction);
	const { details, ...content } = contentOf(entry);
	event.message = { id: event.id, ...content };
	if (details) event.details = details;
	return {
		choice: isAgain
			? 'messageCompleted'
			: isNotice
				? 'messageSystem'
				: entry.from_me === true
					? 'messageSent'
					: 'messageReceived',
		// Every completion brings something new; the same one again is a repeat.
		key: id && (isAgain ? `again/${id}/${hash(entry)}` : `message/${id}`),
		event,
	};
}

/**
 * Something done to the message `action.target`.
 * The same action can come as a message and as a change: both have the action's ID in their key.
 */
function action(entry: IDataObject, event: MessagingEvent): ReadEvent {
	const act = object(entry.action);
	const type = String(act.type);
	const target = text(act.target);
	const [choice, kind] = ACTIONS[type] ?? OTHER_ACTION;
	event.event = kind;
	event.details = { action: act };
	if (kind === 'message.edited') {
		const edited = String(act.edited_type ?? 'text');
		const content = { ...entry, type: edited, [edited]: act.edited_content };
		event.message = messageOf(content, target ?? event.id);
	} else if (kind === 'message.deleted') {
		event.message = { id: target ?? event.id, type: 'unknown' };
	} else if (kind === 'message.reaction') {
		const emoji = typeof act.emoji === 'string' ? act.emoji : '';
		event.message = {
			id: event.id,
			type: 'reaction',
			text: emoji || undefined,
			reaction: { emoji, messageId: target },
		};
	} else if (kind === 'poll.vote') {
		const votes = Array.isArray(act.votes) ? act.votes.map(String) : [];
		event.message = { id: event.id, type: 'poll', poll: { votes }, quotedId: target };
	} else {
		event.message = {
			id: event.id,
			type: type === 'event_response' ? 'event' : type === 'comment' ? 'text' : 'system',
			text: text(act.comment) ?? text(object(act.event_response).response),
			quotedId: target?.includes('@') ? undefined : target,
		};
	}
	const key = kind === 'message.deleted' ? `removed/${target}` : `action/${event.id}`;
	return { choice, key: event.id ? key : undefined, event };
}

/** An entry of `messages_updates`: the message before and after, and the action that changed it. */
export function changedMessage(entry: IDataObject, frame: Frame): ReadEvent {
	const after = object(entry.after_update);
	const trigger = object(entry.trigger);
	const changes = Array.isArray(entry.changes) ? entry.changes.map(String) : [];
	const id = text(entry.id) ?? text(after.id) ?? '';
	const state = { before: entry.before_update, after, changes };
	const read =
		trigger.type === 'action'
			? action(trigger, around({ ...after, ...trigger }, frame, 'message.action'))
			: withoutTrigger(after, frame, changes, id);
	const { event } = read;
	event.raw = entry;
	event.details = { ...event.details, ...state };
	// Votes are IDs of options; the poll knows their names.
	if (event.event === 'poll.vote' && event.message) {
		const poll = object(after.poll);
		const names = new Map(list(poll.results).map((row) => [text(row.id), text(row.name)]));
		const votes = (event.message.poll?.votes ?? []).map((vote) => names.get(vote) ?? vote);
		event.message.poll = {
			title: text(poll.title),
			options: Array.isArray(poll.options) ? poll.options.map(String) : undefined,
			votes,
		};
		event.message.text = votes.join(', ') || undefined;
	}
	if (event.event === 'message.edited') event.message = messageOf(after, id);
	return read;
}

/** A change without the action behind it: what changed tells what it was; who did it stays open. */
function withoutTrigger(
	after: IDataObject,
	frame: Frame,
	changes: string[],
	id: string,
): ReadEvent {
	const [choice, kind] = changes.includes('reactions')
		? (ACTIONS.reaction as [string, EventKind])
		: changes.includes('poll')
			? (ACTIONS.vote as [string, EventKind])
			: changes.includes(String(after.type))
				? (ACTIONS.edit as [string, EventKind])
				: OTHER_ACTION;
	const event = around(after, frame, kind);
	event.message = messageOf(after, id);
	return { choice, key: id && `change/${id}/${hash(after)}`, event };
}

const messageOf = (entry: IDataObject, id: string): MessagingEvent['message'] => ({
	...omit(contentOf(entry), 'details'),
	id,
});

/** Bare IDs of removed messages, or the chat of which all were removed. */
export function removedMessages(body: IDataObject, frame: Frame): ReadEvent[] {
	const gone = (id: string, more: Partial<MessagingEvent>, raw: unknown): MessagingEvent => ({
		event: 'message.deleted',
		providerEvent: frame.pair,
		provider: 'Whapi.Cloud',
		id,
		timestamp: new Date(clock.now()).toISOString(),
		account: frame.account,
		...more,
		raw,
	});
	const ids = Array.isArray(body.messages_removed) ? body.messages_removed.map(String) : [];
	const events: ReadEvent[] = ids.map((id) => ({
		choice: 'messageDeleted',
		key: `removed/${id}`,
		event: gone(id, { message: { id, type: 'unknown' } }, id),
	}));
	const cleared = text(body.messages_removed_all);
	if (cleared) {
		const more = { chat: chatOf(cleared), details: { allMessages: true } };
		// A chat can be cleared again and again: never taken for a repeat.
		events.push({ choice: 'messageDeleted', event: gone(`cleared/${cleared}`, more, cleared) });
	}
	return events;
}
