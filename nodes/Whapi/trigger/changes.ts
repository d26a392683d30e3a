/** Messages that changed: their state before and after, and the action that changed them. */
import type { IDataObject } from 'n8n-workflow';

import { hash, list, object, type Reading, text } from '../../../engine/trigger/reading';
import type { Frame } from './frame';
import { action, ACTIONS, around, messageOf, OTHER_ACTION } from './messages';

/** An entry of `messages_updates`. */
export function changedMessage(entry: IDataObject, frame: Frame): Reading {
	const after = object(entry.after_update);
	const trigger = object(entry.trigger);
	const changes = Array.isArray(entry.changes) ? entry.changes.map(String) : [];
	const id = text(entry.id) ?? text(after.id) ?? '';
	const reading =
		trigger.type === 'action'
			? action(object(trigger.action), { ...after, ...trigger }, frame)
			: withoutTrigger(after, frame, changes, id);
	const { event } = reading;
	return {
		...reading,
		event: {
			...event,
			message:
				event.event === 'message.edited'
					? messageOf(after, id)
					: event.event === 'poll.vote'
						? withNames(event.message, object(after.poll))
						: event.message,
			details: { ...event.details, before: entry.before_update, after, changes },
			raw: entry,
		},
	};
}

/** Votes are IDs of options; the poll knows their names. */
function withNames(
	message: Reading['event']['message'],
	poll: IDataObject,
): Reading['event']['message'] {
	if (!message) return undefined;
	const names = new Map(list(poll.results).map((row) => [text(row.id), text(row.name)]));
	const votes = (message.poll?.votes ?? []).map((vote) => names.get(vote) ?? vote);
	return {
		...message,
		text: votes.join(', ') || undefined,
		poll: {
			title: text(poll.title),
			options: Array.isArray(poll.options) ? poll.options.map(String) : undefined,
			votes,
		},
	};
}

/** A change without the action behind it: what changed tells what it was; who did it is not known. */
function withoutTrigger(after: IDataObject, frame: Frame, changes: string[], id: string): Reading {
	const [choice, kind] = changes.includes('reactions')
		? ACTIONS.reaction
		: changes.includes('poll')
			? ACTIONS.vote
			: changes.includes(String(after.type))
				? ACTIONS.edit
				: OTHER_ACTION;
	const { time, event } = around(after, frame, kind);
	return {
		choice,
		key: id && `change/${id}/${hash(after)}`,
		time,
		event: { ...event, message: messageOf(after, id) },
	};
}
