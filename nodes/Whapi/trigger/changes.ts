/** Messages that changed: their state before and after, and the action that changed them. */
import isEqual from 'lodash/isEqual';
import omit from 'lodash/omit';
import type { IDataObject } from 'n8n-workflow';

import { hash, list, object, type Reading, text } from '../../../engine/trigger/reading';
import type { Frame } from './frame';
import { action, actionOf, around, kindOf, messageOf } from './messages';
import { chatOf, isTrue, personOf } from './people';
import { changedVotes, pollOf } from './polls';

/** The message before and after, and the names of what changed. */
interface Change {
	id: string;
	before: IDataObject;
	after: IDataObject;
	changes: string[];
}

type Found = Pick<Reading['event'], 'from' | 'fromMe' | 'to' | 'message'> & { time?: unknown };

/** An entry of `messages_updates`: an event, or several where several people did something. */
export function changedMessage(entry: IDataObject, frame: Frame): Reading[] {
	const before = object(entry.before_update);
	const after = object(entry.after_update);
	const change: Change = {
		id: text(entry.id) ?? text(after.id) ?? '',
		before,
		after,
		changes: namesOfChanges(entry.changes, before, after),
	};
	const trigger = object(entry.trigger);
	const act = actionOf(trigger);
	// Who did it is what the action says: the message may be somebody else's.
	const { chat_id, chat_name } = after;
	const readings = act
		? [withState(action(act, { chat_id, chat_name, ...trigger }, frame), change)]
		: withoutAction(change, frame);
	return readings.map((reading) => ({
		...reading,
		event: {
			...reading.event,
			details: { ...reading.event.details, before, after, changes: change.changes },
			raw: entry,
		},
	}));
}

/** "text.body" is a change of the text. Where nothing is named, what is not the same any more. */
function namesOfChanges(given: unknown, before: IDataObject, after: IDataObject): string[] {
	const named = Array.isArray(given) ? given.map(text).filter((name) => name !== undefined) : [];
	if (named.length) return named;
	return Object.keys({ ...before, ...after }).filter((name) => !isEqual(before[name], after[name]));
}

/** The message as it is now tells more than the action that changed it. */
function withState(reading: Reading, { id, after }: Change): Reading {
	const { event } = reading;
	if (event.event === 'message.edited')
		return { ...reading, event: { ...event, message: messageOf(after, id) } };
	if (event.event !== 'poll.vote' || !event.message) return reading;
	const poll = pollOf(after.poll, event.message.poll?.votes);
	const message = { ...event.message, poll, text: poll?.votes?.join(', ') || undefined };
	return { ...reading, event: { ...event, message } };
}

/**
 * A change without the action behind it. What was done is the difference; only a changed text is
 * surely its author's doing, so that for all else `fromMe` is left open unless the difference names
 * a person. The time of the message is not the time of its change.
 */
function withoutAction(change: Change, frame: Frame): Reading[] {
	const { id, before, after, changes } = change;
	const has = (name: unknown) => changes.some((one) => one.split('.')[0] === name);
	const isGone =
		after.status === 'deleted' ||
		(has('type') ? kindOf(text(after.type))[1] === 'message.deleted' : has('deleted'));
	// A file that comes later changes the content as well, but nobody wrote anything else.
	const isReworded = !before.type || messageOf(before, id).text !== messageOf(after, id).text;
	const what = isGone
		? 'delete'
		: has('reactions')
			? 'reaction'
			: has('poll') || has('results') || has('poll_update')
				? 'vote'
				: has('edited') || ((has(after.type) || has('caption') || has('body')) && isReworded)
					? 'edit'
					: 'other';
	const [choice, kind] = kindOf(what);
	const { event } = around(after, frame, kind);
	const { from, fromMe, to } = event;
	// The ID of the message is not that of its change.
	const common = omit(event, 'id', 'from', 'fromMe', 'to');
	const found: Found[] =
		what === 'reaction'
			? reactions(change)
			: what === 'vote'
				? votes(change)
				: [{ ...(what === 'edit' ? { from, fromMe, to } : {}), message: messageOf(after, id) }];
	return found.map(({ time, ...more }, index) => ({
		choice,
		key: id && `change/${id}/${hash(after)}${index ? `/${index}` : ''}`,
		time,
		event: { ...common, ...more },
	}));
}

/** Who did something to a message, and whether that was the owner of the number. */
function doer(given: unknown, after: IDataObject): Pick<Found, 'from' | 'fromMe'> {
	const chat = chatOf(after.chat_id);
	const id = personOf(given, undefined, after.chat_id)?.id;
	const isPartner = chat?.kind === 'private' && id === chat.id;
	const from = personOf(given, isPartner ? after.chat_name : undefined, after.chat_id);
	if (!from) return {};
	const isAuthor = from.id === personOf(after.from)?.id;
	if (isAuthor) return { from, fromMe: isTrue(after.from_me) };
	// The owner is known only as the author of own messages, the other one by the chat.
	const isKnown = isPartner || (isTrue(after.from_me) && after.from !== undefined);
	return { from, fromMe: isKnown ? false : undefined };
}

const authorOf = (reaction: IDataObject): string | undefined =>
	['author', 'sender', 'sender_id', 'from', 'contact_id', 'participant']
		.map((name) => reaction[name])
		.map(text)
		.find(Boolean);

/** Reactions that are new, or else those that are gone. */
function reactions({ id, before, after }: Change): Found[] {
	const [old, now] = [list(before.reactions), list(after.reactions)];
	const count = (one: IDataObject) => Number(one.count ?? 1);
	const lacks = (all: IDataObject[], one: IDataObject) =>
		!all.some(
			(other) =>
				authorOf(other) === authorOf(one) &&
				text(other.emoji) === text(one.emoji) &&
				count(other) >= count(one),
		);
	const added = now.filter((one) => lacks(old, one));
	const gone = old
		.filter((one) => lacks(now, one) && !added.some((other) => authorOf(other) === authorOf(one)))
		.map((one): IDataObject => ({ ...one, emoji: '', t: undefined }));
	const changed = [...added, ...gone];
	return (changed.length ? changed : [now.at(-1) ?? {}]).map((reaction) => {
		const emoji = text(reaction.emoji) ?? '';
		const own = reaction.from_me;
		return {
			...doer(authorOf(reaction), after),
			...(typeof own === 'boolean' ? { fromMe: own } : {}),
			time: reaction.t ?? reaction.timestamp,
			message: {
				id: text(reaction.id) ?? id,
				type: 'reaction',
				text: emoji || undefined,
				reaction: { emoji, messageId: id },
			},
		};
	});
}

const votes = ({ id, before, after }: Change): Found[] =>
	changedVotes(before.poll, after.poll).map(({ voter, votes: chosen }) => ({
		...doer(voter, after),
		message: {
			id,
			type: 'poll',
			text: chosen.join(', ') || undefined,
			poll: pollOf(after.poll, chosen),
			quotedId: id || undefined,
		},
	}));
