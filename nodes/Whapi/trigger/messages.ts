/** Messages, what is done to them, and their removal, as events. */
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import type { EventKind, MessagingEvent } from '../../../engine/trigger/event';
import { hash, object, type Reading, text } from '../../../engine/trigger/reading';
import { contentOf } from './content';
import type { Frame } from './frame';
import { chatOf, isTrue, personOf } from './people';
import { changedVotes, pollOf } from './polls';

type Message = NonNullable<MessagingEvent['message']>;
type Kind = [choice: string, kind: EventKind];

/** What an action is about -> [choice, kind]. Some come as a message of that type, too. */
const ACTIONS = new Map<string | undefined, Kind>([
	['edit', ['messageEdited', 'message.edited']],
	['edited', ['messageEdited', 'message.edited']],
	['delete', ['messageDeleted', 'message.deleted']],
	['deleted', ['messageDeleted', 'message.deleted']],
	['revoke', ['messageDeleted', 'message.deleted']],
	['revoked', ['messageDeleted', 'message.deleted']],
	['reaction', ['messageReaction', 'message.reaction']],
	['vote', ['pollVote', 'poll.vote']],
	['poll_update', ['pollVote', 'poll.vote']],
	['poll_vote', ['pollVote', 'poll.vote']],
]);

/** The choice and kind of an action. */
export const kindOf = (type: string | undefined): Kind =>
	ACTIONS.get(type) ?? ['messageAction', 'message.action'];

/** Notices and covers rather than messages: nobody wrote them, so that nobody awaits an answer. */
const NOTICES = [
	'album',
	'call',
	'call_log',
	'e2e_notification',
	'group_notification',
	'notification',
	'notification_template',
	'pin',
	'protocol',
	'system',
];

/** Posts that go to all followers rather than to the owner of the number. */
const POSTS: Record<string, string> = { channel: 'channelPost', story: 'storyPosted' };

/** The provider's `source`; "unknown" says nothing. */
const SENT_BY: Record<string, MessagingEvent['sentBy']> = {
	api: 'api',
	// The Cloud API of the same number.
	business_api: 'api',
	mobile: 'person',
	web: 'person',
	system: 'system',
};

/** Where, who, when: alike for a message and for an action on one. */
export function around(
	entry: IDataObject,
	{ pair, account }: Frame,
	kind: EventKind,
): Pick<Reading, 'time' | 'event'> {
	const given = chatOf(entry.chat_id, entry.chat_name);
	// Some stories come with the ID of their author's chat.
	const chat = given && entry.type === 'story' ? { ...given, kind: 'story' as const } : given;
	const fromMe = isTrue(entry.from_me);
	return {
		time: entry.timestamp,
		event: {
			event: kind,
			providerEvent: pair,
			id: text(entry.id) ?? '',
			account,
			chat,
			from:
				personOf(entry.from, entry.from_name, entry.chat_id) ??
				// Posts of a channel and some notices name no sender.
				(chat && !fromMe
					? (personOf(entry.chat_id, entry.chat_name) ?? { id: chat.id, name: chat.name })
					: undefined),
			to: fromMe && chat?.kind === 'private' ? personOf(entry.chat_id) : undefined,
			fromMe,
			sentBy: fromMe ? SENT_BY[text(entry.source) ?? ''] : undefined,
			raw: entry,
		},
	};
}

/** An entry of `messages`: a message, or an action on an earlier one. */
export function message(entry: IDataObject, frame: Frame): Reading {
	const act = actionOf(entry);
	if (act) return action(act, entry, frame);
	const id = text(entry.id) ?? '';
	if (id && frame.pair === 'messages.delete') return removedMessage(id, frame);
	const { details, ...content } = contentOf(entry);
	const stage = stageOf(entry, content);
	const isNotice =
		NOTICES.includes(String(entry.type)) ||
		entry.source === 'system' ||
		(content.type === 'unknown' && stage === 'empty');
	const direction = isTrue(entry.from_me) ? 'message.sent' : 'message.received';
	const { time, event } = around(entry, frame, isNotice ? 'message.system' : direction);
	const isAgain = frame.pair.endsWith('.put');
	return {
		choice: isAgain
			? 'messageCompleted'
			: isNotice
				? 'messageSystem'
				: isTrue(entry.from_me)
					? 'messageSent'
					: (POSTS[event.chat?.kind ?? ''] ?? 'messageReceived'),
		// Every completion brings something new; the same one again is a repeat.
		key:
			id &&
			(isAgain ? `again/${id}/${hash(entry)}` : ['message', id, stage].filter(Boolean).join('/')),
		time,
		event: { ...event, message: { id, ...content }, details },
	};
}

/**
 * What a message still lacks: one that could not be read at first, or whose file was not there yet,
 * comes again under its ID when it is complete.
 */
function stageOf(
	entry: IDataObject,
	{ media, ...content }: Omit<Message, 'id'>,
): string | undefined {
	const type = text(entry.type) ?? 'unknown';
	const hasContent = isObject(entry[type]) || media || content.text || content.reply;
	if (!hasContent) return 'empty';
	return media && !media.url ? 'without-file' : undefined;
}

/** The action in an entry: `action`, or the content of a message whose type is an action. */
export function actionOf(entry: IDataObject): IDataObject | undefined {
	const type = text(entry.type);
	if (type === 'action') return { type: entry.subtype, ...object(entry.action) };
	if (!ACTIONS.has(type)) return undefined;
	return { ...object(entry[type ?? '']), ...object(entry.action), type };
}

/**
 * Something done to the message `action.target`.
 * The same action can come as a message and as a change: both have the action's ID in their key.
 */
export function action(act: IDataObject, entry: IDataObject, frame: Frame): Reading {
	const [choice, kind] = kindOf(text(act.type));
	const { time, event } = around(entry, frame, kind);
	const { id = '' } = event;
	const target = text(act.target ?? act.message_id) ?? text(object(entry.context).quoted_id);
	const key = kind === 'message.deleted' ? `removed/${target}` : `action/${id}`;
	const vote = kind === 'poll.vote' && !Array.isArray(act.votes) ? resultOf(act, entry) : undefined;
	return {
		choice,
		// The results of a poll come under one ID, more with each vote.
		key: id ? (vote ? `${key}/${hash(vote)}` : key) : undefined,
		time,
		event: {
			...event,
			...(vote ? { from: personOf(vote.voter), fromMe: undefined, to: undefined } : {}),
			details: { action: act },
			message: targetOf(kind, { ...act, votes: act.votes ?? vote?.votes }, entry, { id, target }),
		},
	};
}

/** The votes so far, where a vote comes as the poll's results. */
const resultOf = (act: IDataObject, entry: IDataObject) =>
	changedVotes(undefined, Array.isArray(act.results) ? act : entry.poll)[0];

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
			const emoji = text(act.emoji ?? act.text ?? act.body) ?? '';
			const reaction = { emoji, messageId: target };
			return { id, type: 'reaction', text: emoji || undefined, reaction };
		}
		case 'poll.vote': {
			const poll = pollOf(Array.isArray(act.results) ? act : entry.poll, act.votes ?? []);
			return { id, type: 'poll', poll, quotedId: target };
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
