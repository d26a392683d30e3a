/** Wapio's events about messages, read into the shared event shape. */
import type { IDataObject } from 'n8n-workflow';

import type { EventKind, MessagingEvent } from '../../../engine/trigger/event';
import { messageOf } from './content';
import {
	chatOf,
	event,
	firstOf,
	fromMe,
	hash,
	idOf,
	jidOf,
	list,
	personOf,
	text,
	type Reader,
} from './parts';

type Status = NonNullable<MessagingEvent['status']>['status'];

/** A message, in or out. A message has one key whatever event it comes by: they overlap. */
export const message: Reader = (entry, frame) => {
	const given = idOf(entry);
	const id = given ?? hash(entry);
	const own = fromMe(entry) === true || frame.name === 'message.sent';
	const name = firstOf(entry, 'push_name', 'pushName');
	const content = messageOf(entry, id);
	const chat = jidOf(entry) ?? firstOf(entry, own ? 'to' : 'from');
	const kind: EventKind =
		content.type === 'reaction' ? 'message.reaction' : own ? 'message.sent' : 'message.received';
	const sender =
		firstOf(entry, 'participant', 'key.participant', 'from') ?? (own ? undefined : chat);
	const here = chatOf(chat);
	return [
		event(
			frame,
			entry,
			kind,
			id,
			{
				time: firstOf(entry, 'timestamp', 'messageTimestamp', 'created_at'),
				chat: here && (here.kind === 'private' && !own && name ? { ...here, name } : here),
				from: personOf(sender, own ? undefined : name),
				to: personOf(firstOf(entry, 'to') ?? (own ? chat : undefined)),
				fromMe: own,
				message: content,
			},
			given && `message/${frame.account ?? ''}/${id}`,
		),
	];
};

const STATUS: Record<string, Status> = {
	queued: 'pending',
	pending: 'pending',
	sent: 'sent',
	server_ack: 'sent',
	delivered: 'delivered',
	delivery_ack: 'delivered',
	read: 'read',
	played: 'played',
	failed: 'failed',
	error: 'failed',
	deleted: 'deleted',
	revoked: 'deleted',
};

export const receipt: Reader = (entry, frame) => {
	const messageId = idOf(entry) ?? '';
	const told = firstOf(entry, 'status', 'update_kind') ?? '';
	const chat = jidOf(entry);
	const reader = firstOf(entry, 'participant', 'key.participant') ?? chat;
	const reason = firstOf(entry, 'failure_reason', 'error.message', 'error');
	const id = [messageId, told, firstOf(entry, 'participant')].filter(Boolean).join('/');
	return [
		event(
			frame,
			entry,
			'message.status',
			id || undefined,
			{
				time: firstOf(entry, `${told}_at`, 'timestamp', 'updated_at'),
				chat: chatOf(chat),
				to: personOf(reader),
				fromMe: true,
				status: {
					messageId,
					status: STATUS[told.toLowerCase()] ?? 'unknown',
					...(reason
						? { error: { message: reason, code: firstOf(entry, 'failure_code', 'error.code') } }
						: {}),
				},
			},
			messageId && `status/${frame.account ?? ''}/${id}`,
		),
	];
};

/** Edited, taken back, further on its way, or something that this version does not know. */
export const update: Reader = (entry, frame) => {
	const what = firstOf(entry, 'update_kind') ?? '';
	const id = idOf(entry);
	if (id && (what ? /edit/i.test(what) : text(entry.text))) {
		const content = messageOf(entry, id);
		return [
			event(frame, entry, 'message.edited', id, {
				time: firstOf(entry, 'updated_at', 'timestamp'),
				chat: chatOf(jidOf(entry)),
				fromMe: fromMe(entry),
				message: content.type === 'unknown' ? { ...content, type: 'text' } : content,
			}),
		];
	}
	if (id && /delet|revok/i.test(what)) return deleted(entry, frame);
	if (STATUS[(firstOf(entry, 'status') ?? what).toLowerCase()]) return receipt(entry, frame);
	return [
		event(frame, entry, 'message.action', id, {
			time: firstOf(entry, 'updated_at', 'timestamp'),
			chat: chatOf(jidOf(entry)),
			...(id ? { message: messageOf(entry, id) } : {}),
			details: entry,
		}),
	];
};

export const deleted: Reader = (entry, frame) => {
	const ids = Array.isArray(entry.message_ids)
		? entry.message_ids.map(text)
		: [idOf(entry)].filter(Boolean);
	const time = firstOf(entry, 'deleted_at', 'updated_at', 'timestamp');
	const chat = chatOf(jidOf(entry));
	const about = { time, chat, fromMe: fromMe(entry) };
	if (!ids.length)
		return [event(frame, entry, 'message.deleted', chat?.id, { ...about, details: entry })];
	return ids.map((id) =>
		event(
			frame,
			entry,
			'message.deleted',
			id,
			{ ...about, message: { id: id ?? '', type: 'unknown' } },
			`deleted/${frame.account ?? ''}/${id}`,
		),
	);
};

export const reaction: Reader = (entry, frame) => {
	const target = idOf(entry) ?? '';
	const own = fromMe(entry);
	const sender = firstOf(entry, 'participant', 'from');
	const emoji = firstOf(entry, 'reaction', 'emoji', 'reaction.text', 'text') ?? '';
	return [
		event(frame, entry, 'message.reaction', [target, sender].filter(Boolean).join('/'), {
			time: firstOf(entry, 'timestamp'),
			chat: chatOf(jidOf(entry)),
			from: personOf(sender),
			fromMe: own,
			message: {
				id: firstOf(entry, 'reaction_id') ?? target,
				type: 'reaction',
				text: emoji || undefined,
				reaction: { emoji, messageId: target },
			},
		}),
	];
};

export const poll: Reader = (entry, frame) => {
	const id = idOf(entry) ?? '';
	const options = list(entry.options);
	const name = (option: IDataObject) => text(option) ?? firstOf(option, 'name', 'option') ?? '';
	return [
		event(frame, entry, 'poll.vote', id, {
			time: firstOf(entry, 'timestamp', 'updated_at'),
			chat: chatOf(jidOf(entry)),
			message: {
				id,
				type: 'poll',
				text: firstOf(entry, 'question', 'name'),
				poll: {
					title: firstOf(entry, 'question', 'name'),
					options: options.map(name),
					votes: options
						.filter(({ votes, voters }) => Number(votes) > 0 || list(voters).length > 0)
						.map(name),
				},
			},
			details: entry,
		}),
	];
};
