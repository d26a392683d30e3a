/**
 * Whapi.Cloud's webhook bodies, read into the shared event shape. A body is about one type and
 * method, and holds a list: each entry becomes an event of its own.
 */
import type { IDataObject } from 'n8n-workflow';

import { type EventKind, isoTime, type MessagingEvent } from '../../../engine/trigger/event';
import { hash, list, object, type Reading, text } from '../../../engine/trigger/reading';
import { BadBody, type IncomingCall } from '../../../engine/trigger/types';
import { call } from './calls';
import { changedMessage } from './changes';
import { CHOICES } from './events';
import type { Frame } from './frame';
import { clearedChat, message, removedMessage } from './messages';
import { chatOf, personOf } from './people';
import { status } from './statuses';

/** Types that Whapi.Cloud has replaced, and what their bodies hold. */
const OLD_TYPES: Record<string, string> = {
	message: 'messages',
	ack: 'statuses',
	chat: 'chats',
	status: 'channel',
};

type Reader = (entry: IDataObject, frame: Frame) => Reading;

/**
 * An event whose details are the provider's own. Most have neither a number nor a time, so that the
 * same again may be a repeat as well as new: it has no key.
 */
const plain =
	(
		kind: EventKind,
		details: (entry: IDataObject) => IDataObject,
		more: (entry: IDataObject) => Partial<MessagingEvent> = () => ({}),
	): Reader =>
	(entry, { pair, account }) => ({
		event: {
			event: kind,
			providerEvent: pair,
			id: [pair, text(entry.id ?? entry.group_id ?? entry.contact_id) ?? hash(entry)].join('/'),
			account,
			...more(entry),
			details: details(entry),
			raw: entry,
		},
	});

/** The entry as it came, under the name of what it is about. */
const whole = (kind: EventKind, name: string, more?: Parameters<typeof plain>[2]): Reader =>
	plain(kind, (entry) => ({ [name]: entry }), more);

/** State before, state after, names of what changed. */
const changed = (
	kind: EventKind,
	name: string,
	about: (after: IDataObject) => Partial<MessagingEvent>,
): Reader => {
	const read = plain(
		kind,
		({ after, before, changes }) => ({ [name]: after, before, changes }),
		(entry) => about(object(entry.after)),
	);
	return (entry, frame) => {
		const after = object(entry.after_update);
		const { before_update: before, changes } = entry;
		const { event, ...rest } = read({ id: after.id, after, before, changes }, frame);
		return { ...rest, event: { ...event, raw: entry } };
	};
};

/** A bare ID of what is gone. */
const removed =
	(kind: EventKind, more: (id: string) => Partial<MessagingEvent> = () => ({})) =>
	(id: string, { pair, account }: Frame): Reading => ({
		event: {
			event: kind,
			providerEvent: pair,
			id: `${pair}/${id}`,
			account,
			...more(id),
			details: { [kind]: { id } },
			raw: id,
		},
	});

const inChat = ({ id, name }: IDataObject) => ({ chat: chatOf(id, name) });
const byPerson = ({ id, name }: IDataObject) => ({ from: personOf(id, name) });

const presence = plain(
	'presence',
	({ status: state, last_seen }) => ({ status: state, lastSeen: isoTime(last_seen) }),
	({ contact_id }) => ({ from: personOf(contact_id), chat: chatOf(contact_id) }),
);

const health = plain('account', (entry) => {
	const { text: state, code } = object(entry.status);
	return { status: state, code, health: entry };
});

/** The members of a body that hold entries, by the type that they belong to. */
const ENTRIES: Record<string, Record<string, Reader>> = {
	messages: { messages: message, messages_updates: changedMessage },
	statuses: { statuses: status },
	chats: { chats: whole('chat', 'chat', inChat), chats_updates: changed('chat', 'chat', inChat) },
	contacts: {
		contacts: whole('contact', 'contact', byPerson),
		contacts_updates: changed('contact', 'contact', byPerson),
	},
	groups: {
		groups: whole('group', 'group', inChat),
		groups_updates: changed('group', 'group', inChat),
		groups_participants: plain(
			'group',
			(entry) => ({ ...entry }),
			({ group_id }) => ({ chat: chatOf(group_id) }),
		),
	},
	presences: { presences: presence },
	labels: { labels: whole('label', 'label') },
	calls: { calls: call },
	channel: { health, qr: whole('account', 'qr') },
	users: { user: whole('account', 'user') },
	service: { errors: whole('account', 'error') },
};

/** The members of a body that hold bare IDs. */
const IDS: Record<string, Record<string, (id: string, frame: Frame) => Reading>> = {
	messages: { messages_removed: removedMessage, messages_removed_all: clearedChat },
	chats: { chats_removed: removed('chat', (id) => ({ chat: chatOf(id) })) },
	labels: { labels_removed: removed('label') },
};

/** A list, or the one value that stands in its place. */
const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** All events of a body of this type. Members of the wrong kind are skipped. */
function readMembers(type: string, body: IDataObject, frame: Frame): Reading[] {
	const entries = Object.entries(ENTRIES[type] ?? {}).flatMap(([name, read]) =>
		list(listed(body[name])).map((entry) => read(entry, frame)),
	);
	const ids = Object.entries(IDS[type] ?? {}).flatMap(([name, read]) =>
		listed(body[name]).map((id) => [text(id), read] as const),
	);
	return [...entries, ...ids.flatMap(([id, read]) => (id ? [read(id, frame)] : []))];
}

/**
 * Type and method are in `event`; the method is called `method` in the documentation and `event` in
 * deliveries that were seen. Webhooks in the modes "path" and "method" have them in the address and
 * the verb too.
 * @throws BadBody when there is neither
 */
export function readWebhook(body: IDataObject, incoming?: Partial<IncomingCall>): Reading[] {
	const event = object(body.event);
	const [pathType, pathMethod] = (incoming?.path ?? '').split('/').filter(Boolean);
	const type = text(event.type) ?? pathType;
	const method =
		text(event.method) ?? text(event.event) ?? pathMethod ?? incoming?.method?.toLowerCase();
	if (!type || !method)
		throw new BadBody('This is not a webhook of Whapi.Cloud: event.type is missing');
	const frame: Frame = { pair: `${type}.${method}`, account: text(body.channel_id) };
	const known = OLD_TYPES[type] ?? type;
	const readings = readMembers(known, body, frame);
	if (!readings.length) return isEmptyList(known, body) ? [] : [unknown(body, frame)];
	const choice = choiceOf(frame.pair);
	// An old type is one choice, whatever its messages are about, and never mixes with the new ones.
	if (type in OLD_TYPES)
		return readings.map((reading) => ({
			...reading,
			choice,
			key: reading.key && `${frame.pair}/${reading.key}`,
		}));
	return readings.map((reading) => ({ choice, ...reading }));
}

/** The choice that covers all events of a pair. */
const choiceOf = (pair: string): string | undefined =>
	CHOICES.find(({ pairs }) => (pairs as string[]).includes(pair))?.value;

/** An empty list says that nothing happened. */
const isEmptyList = (type: string, body: IDataObject): boolean =>
	type in ENTRIES &&
	Object.values(body).some((value) => Array.isArray(value) && value.length === 0);

/** A type or content that this version does not know. */
const unknown = (body: IDataObject, { pair, account }: Frame): Reading => ({
	event: {
		event: 'other',
		providerEvent: pair,
		id: `${pair}/${hash(body)}`,
		account,
		details: body,
	},
});
