/** What is done to messages: by the own number through the API, or by others as happenings. */
import type { Answer, Dict, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { WHAPI_OWN_NUMBER } from './demo';
import { notFound, ok, paged, refusal } from './answers';
import { tell } from './deliveries';
import { type Context, type Message, newMessageId, seconds } from './state';

export interface Actor {
	id: string;
	name: string;
	isOwn: boolean;
}

const own = (context: Context): Actor => ({
	id: WHAPI_OWN_NUMBER,
	name: context.state.profile.name,
	isOwn: true,
});

interface Changed {
	before: Message;
	after: Message;
}

/**
 * Changes a stored message and sends two events, as the provider does: an action among the
 * messages, and as a change with the state before and after.
 */
export function change(
	context: Context,
	message: Message,
	type: 'edit' | 'reaction' | 'vote' | 'pin' | 'unpin',
	what: Dict,
	actor: Actor = own(context),
): Changed {
	const before = structuredClone(message);
	const trigger: Message = {
		id: newMessageId(context),
		from_me: actor.isOwn,
		type: 'action',
		chat_id: message.chat_id,
		timestamp: seconds(context),
		source: actor.isOwn ? 'api' : 'mobile',
		action: { target: message.id, type },
		from: actor.id,
		from_name: actor.name,
	};
	const action = asDict(trigger.action);
	const changes: string[] = [];
	if (type === 'edit') {
		const kind = asText(what.type) || message.type;
		Object.assign(action, { edited_type: kind, edited_content: what.content });
		delete message[message.type];
		message.type = kind;
		message[kind] = what.content;
		changes.push(kind);
	} else if (type === 'reaction') {
		action.emoji = asText(what.emoji);
		react(message, trigger, actor, asText(what.emoji));
		changes.push('reactions');
	} else if (type === 'vote') {
		action.votes = vote(message, actor, what.options);
		changes.push('poll');
	} else {
		message.pinned = type === 'pin';
		changes.push('pinned');
	}
	tell(context, 'messages', 'post', { messages: [trigger] });
	const after = structuredClone(message);
	tell(context, 'messages', 'patch', {
		messages_updates: [
			{ id: message.id, trigger, before_update: before, after_update: after, changes },
		],
	});
	return { before, after };
}

/** One reaction a person; an empty emoji takes it back. */
function react(message: Message, trigger: Message, actor: Actor, emoji: string): void {
	const all = (Array.isArray(message.reactions) ? (message.reactions as Dict[]) : []).filter(
		({ group_key }) => group_key !== actor.id,
	);
	if (emoji !== '')
		all.push({ id: trigger.id, emoji, group_key: actor.id, t: trigger.timestamp, count: 1 });
	message.reactions = all;
}

/** Takes a person's vote for options by name; returns the options' IDs. */
function vote(message: Message, actor: Actor, options: unknown): string[] {
	const poll = asDict(message.poll);
	const wanted = (Array.isArray(options) ? options : [options]).map(asText);
	const results = (Array.isArray(poll.results) ? poll.results : []) as Dict[];
	for (const result of results) {
		const voters = (Array.isArray(result.voters) ? result.voters : []).filter(
			(voter) => voter !== actor.id,
		);
		if (wanted.includes(asText(result.name))) voters.push(actor.id);
		result.voters = voters;
		result.count = voters.length;
	}
	poll.total = results.reduce((sum, { count }) => sum + Number(count), 0);
	return results.filter(({ name }) => wanted.includes(asText(name))).map(({ id }) => asText(id));
}

/** Removes a message and sends the event. */
export function removeMessage(context: Context, message: Message): void {
	context.state.messages.delete(message.id);
	tell(context, 'messages', 'delete', { messages_removed: [message.id] });
}

const withMessage =
	(run: (message: Message, request: SandboxRequest, context: Context) => Answer) =>
	(request: SandboxRequest, context: Context): Answer => {
		const id = asText(request.params.MessageID);
		const message = context.state.messages.get(id);
		return message ? run(message, request, context) : notFound(`message ${id}`);
	};

/** Filters that all lists of messages have, newest first by default. */
export function listMessages(messages: Iterable<Message>, request: SandboxRequest): Answer {
	const { time_from, time_to, normal_types, author, from_me, sort } = request.query;
	const fitting = [...messages]
		.filter(({ timestamp }) => typeof time_from !== 'number' || timestamp >= time_from)
		.filter(({ timestamp }) => typeof time_to !== 'number' || timestamp <= time_to)
		.filter(({ type }) => normal_types !== true || !['system', 'action', 'call'].includes(type))
		.filter(({ from }) => author === undefined || from === asText(author))
		.filter((message) => typeof from_me !== 'boolean' || message.from_me === from_me);
	return paged('messages', sort === 'asc' ? fitting : fitting.reverse(), request);
}

const getMessages = (request: SandboxRequest, { state }: Context): Answer =>
	listMessages(state.messages.values(), request);

function getMessagesByChatID(request: SandboxRequest, { state }: Context): Answer {
	const id = asText(request.params.ChatID);
	if (!state.chats.has(id)) return notFound(`chat ${id}`);
	const here = [...state.messages.values()].filter(({ chat_id }) => chat_id === id);
	return listMessages(here, request);
}

function reactWith(message: Message, emoji: string, context: Context): Answer {
	change(context, message, 'reaction', { emoji });
	return ok();
}

export const messageActionHandlers = {
	getMessages,
	getMessagesByChatID,
	getMessage: withMessage((message) => ok(structuredClone(message))),
	markMessageAsRead: withMessage((message, _request, { state }) => {
		if (message.from_me) return refusal(400, 'own messages cannot be marked as read');
		message.status = 'read';
		const chat = state.chats.get(message.chat_id);
		if (chat) chat.unread = 0;
		return ok();
	}),
	deleteMessage: withMessage((message, _request, context) => {
		removeMessage(context, message);
		return ok();
	}),
	reactToMessage: withMessage((message, request, context) =>
		reactWith(message, asText(asDict(request.body).emoji), context),
	),
	removeReactFromMessage: withMessage((message, _request, context) =>
		reactWith(message, '', context),
	),
	starMessage: withMessage((message, request) => {
		message.starred = asDict(request.body).starred !== false;
		return ok();
	}),
	pinMessage: withMessage((message, _request, context) => {
		change(context, message, 'pin', {});
		return ok();
	}),
	unpinMessage: withMessage((message, _request, context) => {
		change(context, message, 'unpin', {});
		return ok();
	}),
	getMessageViewStatuses: withMessage((message, _request, { state }) =>
		ok({ statuses: state.receipts.get(message.id) ?? [] }),
	),
};
