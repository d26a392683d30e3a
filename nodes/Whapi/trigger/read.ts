/**
 * Whapi.Cloud's webhook bodies, read into the shared event shape. A body is about one type and
 * method, and holds a list: each entry becomes an event of its own.
 */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import { clock } from '../../../engine/http/clock';
import { type EventKind, isoTime, type MessagingEvent } from '../../../engine/trigger/event';
import type { ReadEvent } from '../../../engine/trigger/reading';
import { BadBody, type IncomingCall } from '../../../engine/trigger/types';
import { CHOICES } from './events';
import { changedMessage, message, removedMessages } from './messages';
import { type Frame, personOf, text, chatOf, hash, list, object } from './parts';

type Status = NonNullable<MessagingEvent['status']>['status'];
type CallStatus = NonNullable<MessagingEvent['call']>['status'];

/** Types that Whapi.Cloud has replaced, and what their bodies hold. */
const OLD_TYPES: Record<string, string> = {
	message: 'messages',
	ack: 'statuses',
	chat: 'chats',
	status: 'channel',
};

type Reader = (body: IDataObject, frame: Frame) => ReadEvent[];

/** Which list of the body is read how; by today's type and, where that matters, by method. */
const READERS: Record<string, Reader> = {
	messages: (body, frame) => [
		...list(body.messages).map((entry) => message(entry, frame)),
		...list(body.messages_updates).map((entry) => changedMessage(entry, frame)),
		...removedMessages(body, frame),
	],
	statuses: (body, frame) => list(body.statuses).map((entry) => status(entry, frame)),
	chats: (body, frame) => [
		...list(body.chats).map((entry) => chat(entry, frame)),
		...list(body.chats_updates).map((entry) => changed(entry, frame, 'chat', 'chat')),
		...removed(body.chats_removed, frame, 'chat', 'chat'),
	],
	contacts: (body, frame) => [
		...list(body.contacts).map((entry) =>
			plain(entry, frame, 'contact', { contact: entry }, { from: personOf(entry.id, entry.name) }),
		),
		...list(body.contacts_updates).map((entry) => changed(entry, frame, 'contact', 'contact')),
	],
	groups: (body, frame) => [
		...list(body.groups).map((entry) =>
			plain(entry, frame, 'group', { group: entry }, { chat: chatOf(entry.id, entry.name) }),
		),
		...list(body.groups_updates).map((entry) => changed(entry, frame, 'group', 'group')),
		...list(body.groups_participants).map((entry) =>
			plain(entry, frame, 'group', { ...entry }, { chat: chatOf(entry.group_id) }),
		),
	],
	presences: (body, frame) =>
		list(body.presences).map((entry) =>
			plain(
				entry,
				frame,
				'presence',
				{ status: entry.status, lastSeen: isoTime(entry.last_seen) },
				{ from: personOf(entry.contact_id), chat: chatOf(entry.contact_id) },
			),
		),
	labels: (body, frame) => [
		...list(body.labels).map((entry) => plain(entry, frame, 'label', { label: entry })),
		...removed(body.labels_removed, frame, 'label', 'label'),
	],
	calls: (body, frame) => list(body.calls).map((entry) => call(entry, frame)),
	channel: (body, frame) => [
		...(isObject(body.health) ? [health(body.health, frame)] : []),
		...(isObject(body.qr) ? [plain(body.qr, frame, 'account', { qr: body.qr })] : []),
	],
	users: (body, frame) =>
		isObject(body.user) ? [plain(body.user, frame, 'account', { user: body.user })] : [],
	service: (body, frame) =>
		list(body.errors).map((entry) => plain(entry, frame, 'account', { error: entry })),
};

/**
 * Type and method stand in `event`; the method under `method` in the documentation and under
 * `event` in calls that were seen. Webhooks in the modes "path" and "method" have them in the
 * address and the verb too.
 * @throws BadBody when there is neither
 */
export function readWebhook(body: IDataObject, call?: Partial<IncomingCall>): ReadEvent[] {
	const event = object(body.event);
	const [pathType, pathMethod] = (call?.path ?? '').split('/').filter(Boolean);
	const type = text(event.type) ?? pathType;
	const method =
		text(event.method) ?? text(event.event) ?? pathMethod ?? call?.method?.toLowerCase();
	if (!type || !method)
		throw new BadBody('This is not a webhook of Whapi.Cloud: event.type is missing');
	const frame: Frame = { pair: `${type}.${method}`, account: text(body.channel_id) };
	const read = READERS[OLD_TYPES[type] ?? type]?.(body, frame) ?? [];
	if (!read.length) return isEmptyList(type, body) ? [] : [unknown(body, frame)];
	if (!(type in OLD_TYPES)) return read;
	// An old type is one choice, whatever its messages are about, and never mixes with the new ones.
	return read.map((entry) => ({
		...entry,
		choice: choiceOf(frame.pair),
		key: entry.key && `${frame.pair}/${entry.key}`,
	}));
}

/** The choice that stands for all events of a pair. */
const choiceOf = (pair: string): string | undefined =>
	CHOICES.find(({ pairs }) => (pairs as string[]).includes(pair))?.value;

/** An empty list says that nothing happened. */
const isEmptyList = (type: string, body: IDataObject): boolean =>
	(OLD_TYPES[type] ?? type) in READERS &&
	Object.values(body).some((value) => Array.isArray(value) && value.length === 0);

function base(
	frame: Frame,
	kind: EventKind,
	id: string,
	time: unknown,
	raw: unknown,
): MessagingEvent {
	return {
		event: kind,
		providerEvent: frame.pair,
		provider: 'Whapi.Cloud',
		id,
		timestamp: isoTime(time) ?? new Date(clock.now()).toISOString(),
		account: frame.account,
		raw,
	};
}

/**
 * An event whose details are the provider's own. Most have neither a number nor a time, so that the
 * same again may be a repeat as well as new: it is passed on.
 */
function plain(
	entry: IDataObject,
	frame: Frame,
	kind: EventKind,
	details: IDataObject,
	more: Partial<MessagingEvent> = {},
): ReadEvent {
	const subject = text(entry.id) ?? text(entry.group_id) ?? text(entry.contact_id);
	return {
		choice: choiceOf(frame.pair),
		event: {
			...base(frame, kind, [frame.pair, subject ?? hash(entry)].join('/'), undefined, entry),
			...more,
			details,
		},
	};
}

/** State before, state after, names of what changed. */
function changed(entry: IDataObject, frame: Frame, kind: EventKind, name: string): ReadEvent {
	const after = object(entry.after_update);
	const about = kind === 'contact' ? { from: personOf(after.id, after.name) } : {};
	return plain(
		{ ...entry, id: after.id },
		frame,
		kind,
		{ [name]: after, before: entry.before_update, changes: entry.changes },
		{ ...about, ...(kind === 'contact' ? {} : { chat: chatOf(after.id, after.name) }), raw: entry },
	);
}

/** Bare IDs of what is gone. */
const removed = (ids: unknown, frame: Frame, kind: EventKind, name: string): ReadEvent[] =>
	(Array.isArray(ids) ? ids : []).map((id: unknown) => ({
		choice: choiceOf(frame.pair),
		event: {
			...base(frame, kind, `${frame.pair}/${text(id)}`, undefined, id),
			...(kind === 'chat' ? { chat: chatOf(id) } : {}),
			details: { [name]: { id: text(id) } },
		},
	}));

function chat(entry: IDataObject, frame: Frame): ReadEvent {
	return plain(entry, frame, 'chat', { chat: entry }, { chat: chatOf(entry.id, entry.name) });
}

function health(entry: IDataObject, frame: Frame): ReadEvent {
	const state = object(entry.status);
	return plain(entry, frame, 'account', { status: state.text, code: state.code, health: entry });
}

const STATUS: Record<string, Status> = {
	failed: 'failed',
	pending: 'pending',
	sent: 'sent',
	delivered: 'delivered',
	read: 'read',
	played: 'played',
	deleted: 'deleted',
};

function status(entry: IDataObject, frame: Frame): ReadEvent {
	const messageId = text(entry.id) ?? '';
	const [error] = list(entry.errors);
	const viewer = personOf(entry.viewer_id);
	const chatId = entry.recipient_id;
	const id = [messageId, text(entry.status), viewer?.id ?? text(chatId)].filter(Boolean).join('/');
	return {
		choice: choiceOf(frame.pair),
		key: messageId && `status/${id}`,
		event: {
			...base(frame, 'message.status', id, entry.timestamp, entry),
			chat: chatOf(chatId),
			to: viewer ?? personOf(chatId),
			fromMe: true,
			status: {
				messageId,
				status: STATUS[text(entry.status) ?? ''] ?? 'unknown',
				...(error
					? {
							error: {
								code: text(error.code),
								message: [text(error.message), text(error.details)].filter(Boolean).join(': '),
							},
						}
					: {}),
			},
		},
	};
}

const CALL_STATUS: Record<string, CallStatus> = {
	initiated: 'initiated',
	ringing: 'ringing',
	answered: 'answered',
	missed: 'missed',
	// The caller gave up before anybody answered.
	canceled: 'missed',
};

function call(entry: IDataObject, frame: Frame): ReadEvent {
	const id = text(entry.id) ?? '';
	const chatHere = chatOf(entry.chat_id);
	const caller = personOf(entry.from);
	// In a private chat the other one's number is the chat's; a call from somebody else is one's own.
	const direction =
		chatHere?.kind !== 'private' || !caller
			? 'unknown'
			: caller.id === chatHere.id
				? 'inbound'
				: 'outbound';
	const time = isoTime(entry.timestamp);
	return {
		choice: choiceOf(frame.pair),
		key: id ? `call/${id}/${text(entry.status)}` : undefined,
		event: {
			...base(frame, 'call', `${id}/${text(entry.status)}`, entry.timestamp, entry),
			chat: chatHere,
			from: caller,
			fromMe: direction === 'unknown' ? undefined : direction === 'outbound',
			call: {
				id,
				direction,
				status: CALL_STATUS[text(entry.status) ?? ''] ?? 'unknown',
				kind: entry.video_call === true ? 'video' : 'voice',
				startedAt: entry.status === 'initiated' || entry.status === 'ringing' ? time : undefined,
				answeredAt: entry.status === 'answered' ? time : undefined,
			},
			details: { status: entry.status, groupCall: entry.group_call, offline: entry.offline_call },
		},
	};
}

/** A type or content that this version does not know. */
function unknown(body: IDataObject, frame: Frame): ReadEvent {
	return {
		event: {
			...base(frame, 'other', `${frame.pair}/${hash(body)}`, undefined, body),
			details: body,
		},
	};
}
