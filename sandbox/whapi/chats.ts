import type { Answer, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { notFound, ok, paged, refusal } from './answers';
import { tell } from './deliveries';
import { personChat } from './seed';
import type { Chat, Context } from './state';

const withChat =
	(run: (chat: Chat, request: SandboxRequest, context: Context) => Answer) =>
	(request: SandboxRequest, context: Context): Answer => {
		const id = asText(request.params.ChatID);
		const chat = context.state.chats.get(id);
		return chat ? run(chat, request, context) : notFound(`chat ${id}`);
	};

/** The chat with its newest message and its labels. */
export function fullChat(chat: Chat, { state }: Context): Chat {
	const newest = [...state.messages.values()].filter(({ chat_id }) => chat_id === chat.id).at(-1);
	const labels = [...state.labels.values()].filter(({ id }) =>
		state.labelled.get(id)?.has(chat.id),
	);
	return structuredClone({
		...chat,
		...(newest ? { last_message: newest } : {}),
		...(labels.length > 0 ? { labels } : {}),
	});
}

/** Changes a chat and sends the state before and after. */
function update(chat: Chat, fields: Partial<Chat>, context: Context): Answer {
	const before = fullChat(chat, context);
	Object.assign(chat, fields);
	const changes = Object.keys(fields).filter((name) => fields[name] !== before[name]);
	if (changes.length > 0) {
		const chats_updates = [
			{ before_update: before, after_update: fullChat(chat, context), changes },
		];
		tell(context, 'chats', 'patch', { chats_updates });
	}
	return ok();
}

const EPHEMERAL: Record<string, number> = {
	none: 0,
	day: 86_400,
	week: 604_800,
	quarter: 7_776_000,
};

function getChats(request: SandboxRequest, context: Context): Answer {
	const newestFirst = [...context.state.chats.values()].sort((a, b) => b.timestamp - a.timestamp);
	return paged(
		'chats',
		newestFirst.map((chat) => fullChat(chat, context)),
		request,
	);
}

export const chatHandlers = {
	getChats,
	getChat: withChat((chat, _request, context) => ok(fullChat(chat, context))),
	archiveChat: withChat((chat, request, context) =>
		update(chat, { archive: asDict(request.body).archive !== false }, context),
	),
	patchChat: withChat((chat, request, context) => {
		const { pin, mute_until, mark_unread, ephemeral } = asDict(request.body);
		return update(
			chat,
			{
				...(pin === undefined ? {} : { pin }),
				...(typeof mute_until === 'number' ? { mute_until, mute: mute_until > 0 } : {}),
				...(mark_unread === undefined ? {} : { unread: mark_unread === true ? 1 : 0 }),
				...(ephemeral === undefined ? {} : { ephemeral: EPHEMERAL[asText(ephemeral)] ?? 0 }),
			},
			context,
		);
	}),
	deleteChat: withChat((chat, _request, context) => {
		const { state } = context;
		state.chats.delete(chat.id);
		for (const [id, message] of state.messages)
			if (message.chat_id === chat.id) state.messages.delete(id);
		tell(context, 'chats', 'delete', { chats_removed: [chat.id] });
		return ok();
	}),
};

const chatOfEntry = (entry: string): string => (entry.includes('@') ? entry : personChat(entry));

function sendPresence(request: SandboxRequest, context: Context): Answer {
	const chat = chatOfEntry(asText(request.params.EntryID));
	context.state.presences.set(`me:${chat}`, { ...asDict(request.body) });
	return ok();
}

function subscribePresence(request: SandboxRequest, { state }: Context): Answer {
	const id = asText(request.params.EntryID).replace(/@.*$/, '');
	if (!state.presences.has(id)) state.presences.set(id, { contact_id: id, status: 'pending' });
	return ok();
}

function getPresence(request: SandboxRequest, { state }: Context): Answer {
	const id = asText(request.params.EntryID).replace(/@.*$/, '');
	const presence = state.presences.get(id);
	return presence ? ok(presence) : refusal(404, 'subscribe to the presence first');
}

function sendMePresence(request: SandboxRequest, { state }: Context): Answer {
	state.presences.set('me', { ...asDict(request.body) });
	return ok();
}

export const presenceHandlers = { sendPresence, subscribePresence, getPresence, sendMePresence };
