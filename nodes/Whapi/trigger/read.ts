/**
 * Whapi.Cloud's webhook bodies, read into the shared event shape. A body is about one type and
 * method, and holds a list: each entry becomes an event of its own.
 */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import { type EventKind, isoTime, type MessagingEvent } from '../../../engine/trigger/event';
import { hash, object, type Reading, text } from '../../../engine/trigger/reading';
import type { IncomingCall } from '../../../engine/trigger/types';
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

type Reader = (entry: IDataObject, frame: Frame) => Reading | Reading[];
type One = (entry: IDataObject, frame: Frame) => Reading;

/**
 * An event whose details are the provider's own. Most have neither a number nor a time, so that the
 * same again may be a repeat as well as new: it has no key.
 */
const plain =
	(
		kind: EventKind,
		details: (entry: IDataObject) => IDataObject,
		more: (entry: IDataObject) => Partial<MessagingEvent> = () => ({}),
	): One =>
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
const whole = (kind: EventKind, name: string, more?: Parameters<typeof plain>[2]): One =>
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
const byPerson = ({ id, name, pushname }: IDataObject) => ({
	from: personOf(id, name ?? pushname),
});

const presence = plain(
	'presence',
	({ status: state, last_seen }) => ({
		status: state,
		// 0: it is not known.
		lastSeen: Number(last_seen) === 0 ? undefined : isoTime(last_seen),
	}),
	({ contact_id }) => ({ from: personOf(contact_id), chat: chatOf(contact_id) }),
);

const health = plain('account', (entry) => {
	const { text: state, code } = object(entry.status);
	return { status: state, code, health: entry };
});

interface Member {
	/** What a body with this member is about, where it does not say. */
	pair: string;
	/** Where the member says more about its event than the name of the delivery does. */
	choice?: string;
	read: (value: unknown, frame: Frame) => Reading | Reading[] | undefined;
}

/** A member of a body that holds objects. Values of another kind are skipped. */
const entries = (pair: string, read: Reader): Member => ({
	pair,
	read: (value, frame) => (isObject(value) ? read(value, frame) : undefined),
});

/** A member that holds bare IDs. */
const ids = (pair: string, read: (id: string, frame: Frame) => Reading): Member => ({
	pair,
	read(value, frame) {
		const id = text(value) ?? text(object(value).id);
		return id ? read(id, frame) : undefined;
	},
});

const MEMBERS: Record<string, Member> = {
	messages: entries('messages.post', message),
	messages_updates: entries('messages.patch', changedMessage),
	messages_removed: ids('messages.delete', removedMessage),
	messages_removed_all: ids('messages.delete', clearedChat),
	statuses: entries('statuses.post', status),
	chats: entries('chats.post', whole('chat', 'chat', inChat)),
	chats_updates: entries('chats.patch', changed('chat', 'chat', inChat)),
	chats_removed: ids(
		'chats.delete',
		removed('chat', (id) => ({ chat: chatOf(id) })),
	),
	contacts: entries('contacts.post', whole('contact', 'contact', byPerson)),
	contacts_updates: entries('contacts.patch', changed('contact', 'contact', byPerson)),
	groups: entries('groups.post', whole('group', 'group', inChat)),
	groups_updates: entries('groups.patch', changed('group', 'group', inChat)),
	groups_participants: entries(
		'groups.put',
		plain(
			'group',
			(entry) => ({ ...entry }),
			({ group_id }) => ({ chat: chatOf(group_id) }),
		),
	),
	presences: entries('presences.post', presence),
	labels: entries('labels.post', whole('label', 'label')),
	labels_removed: ids('labels.delete', removed('label')),
	calls: entries('calls.post', call),
	health: { ...entries('channel.post', health), choice: 'channelStatus' },
	qr: { ...entries('channel.patch', whole('account', 'qr')), choice: 'qrCode' },
	// Logged in or out: only the event says.
	user: entries('users', whole('account', 'user')),
	errors: entries('service.post', whole('account', 'error')),
};

const typeOf = (pair: string): string => pair.split('.')[0] ?? '';

/** The choice that covers all events of a pair. */
const choiceOf = (pair: string): string | undefined =>
	CHOICES.find(({ pairs }) => (pairs as string[]).includes(pair))?.value;

/** The events of a body's members; of one type, or whatever there is. */
function readMembers(body: IDataObject, named: Named, onlyType?: string): Reading[] {
	return Object.entries(MEMBERS)
		.filter(([name, { pair }]) => name in body && (!onlyType || typeOf(pair) === onlyType))
		.flatMap(([name, member]) => {
			const isNamed = onlyType !== undefined && named.method !== undefined;
			const pair = isNamed ? `${named.type}.${named.method}` : member.pair;
			const value = body[name];
			return (Array.isArray(value) ? (value as unknown[]) : [value])
				.flatMap((one) => member.read(one, { pair, account: named.account }) ?? [])
				.map((reading) => ({
					...reading,
					choice: reading.choice ?? member.choice ?? choiceOf(pair) ?? choiceOf(member.pair),
				}));
		});
}

/** What a delivery says about itself. */
interface Named {
	type?: string;
	method?: string;
	account?: string;
}

/**
 * Type and method are in `event`, as an object or as "type.method"; the method is called `method` in
 * the documentation and `event` in deliveries that were seen. In the modes "path" and "method" they
 * are in the address and the verb.
 */
function nameOf(body: IDataObject, incoming: Partial<IncomingCall>): Named {
	const [pathType, pathMethod] = (incoming.path ?? '').split('/').filter(Boolean);
	const event = object(body.event);
	const [type, method] = (text(body.event) ?? '').split('.');
	const verb = pathType ? incoming.method : undefined;
	return {
		type: (text(event.type) ?? (type || pathType))?.toLowerCase(),
		method: (
			text(event.method) ??
			text(event.event) ??
			(method || pathMethod || verb)
		)?.toLowerCase(),
		account: text(body.channel_id),
	};
}

/** Reads a body; one that nothing is known of becomes an event without a choice. */
export function readWebhook(given: IDataObject, incoming: Partial<IncomingCall> = {}): Reading[] {
	const body = withUsualMembers(given);
	const named = nameOf(body, incoming);
	const { type = '' } = named;
	const known = OLD_TYPES[type] ?? type;
	const ofType = readMembers(body, named, known);
	const readings = ofType.length ? ofType : readMembers(body, named);
	const pair = [type || 'unknown', named.method].filter(Boolean).join('.');
	if (!readings.length) return isEmptyList(body) ? [] : [unknown(body, pair, named.account)];
	if (!(type in OLD_TYPES)) return readings;
	// An old type is one choice, whatever its messages are about, and never mixes with the new ones.
	return readings.map((reading) => ({
		...reading,
		choice: choiceOf(pair),
		key: reading.key && `${pair}/${reading.key}`,
	}));
}

/** An empty list says that nothing happened. */
const isEmptyList = (body: IDataObject): boolean =>
	Object.entries(body).some(
		([name, value]) => name in MEMBERS && Array.isArray(value) && value.length === 0,
	);

/** The members that are lists, under the names of a single entry and of the old types. */
const SINGLE: Record<string, string> = { message: 'messages', ack: 'statuses', call: 'calls' };

/** Members may be within `data`, or have the name of a single entry. */
function withUsualMembers(given: IDataObject): IDataObject {
	const body = { ...object(given.data), ...given };
	const renamed = Object.entries(SINGLE)
		.filter(
			([name, usual]) => (Array.isArray(body[name]) || isObject(body[name])) && !(usual in body),
		)
		.map(([name, usual]) => [usual, body[name]] as const);
	return { ...body, ...Object.fromEntries(renamed) };
}

/** A type or content that this version does not know. */
const unknown = (body: IDataObject, pair: string, account?: string): Reading => ({
	event: {
		event: 'other',
		providerEvent: pair,
		id: `${pair}/${hash(body)}`,
		account,
		details: body,
	},
});
