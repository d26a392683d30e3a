/** What Wapio's events share: names of fields, IDs of chats and people, the frame of an event. */
import type { IDataObject } from 'n8n-workflow';

import { at, isObject } from '../../../engine/define';
import { clock } from '../../../engine/http/clock';
import { type EventKind, isoTime, type MessagingEvent } from '../../../engine/trigger/event';
import { hash, list, type ReadEvent, text } from '../../../engine/trigger/reading';
import { EVENT_NAMES } from './events';

export { hash, list, text };

/** The first of these (dotted) names that holds a text. */
export const firstOf = (entry: IDataObject, ...names: string[]): string | undefined =>
	names.map((name) => text(at(entry, name))).find((value) => value !== undefined);

/** Without the number of a linked device ("91...:12@"). */
const cleanJid = (jid: string) => jid.replace(/:\d+@/, '@');

const PERSON = /^(\d{5,15})(?:@(?:s\.whatsapp\.net|c\.us))?$/;

const KINDS: Array<[RegExp, NonNullable<MessagingEvent['chat']>['kind']]> = [
	[/@g\.us$/, 'group'],
	[/@newsletter$/, 'channel'],
	[/^status@broadcast$/, 'story'],
	[/@(s\.whatsapp\.net|c\.us|lid)$|^\d{5,15}$/, 'private'],
];

/** The chat with this ID; one person's is named by the phone number. */
export function chatOf(jid: string | undefined, name?: string): MessagingEvent['chat'] {
	if (!jid) return undefined;
	const id = cleanJid(jid);
	const [, kind = 'unknown'] = KINDS.find(([pattern]) => pattern.test(id)) ?? [];
	return { id: PERSON.exec(id)?.[1] ?? id, kind, name };
}

export function personOf(jid: string | undefined, name?: string): MessagingEvent['from'] {
	if (!jid) return undefined;
	const id = cleanJid(jid);
	const phone = PERSON.exec(id)?.[1];
	return { id: phone ?? id, phone, name };
}

/** What is known of a call before its payload is looked at. */
export interface Frame {
	/** One of `EVENT_NAMES`, or the name as it was sent. */
	name: string;
	account?: string;
	emittedAt?: string;
	/** The event's own ID, if Wapio gives one. */
	eventId?: string;
	body: IDataObject;
}

export type Reader = (entry: IDataObject, frame: Frame) => ReadEvent[];

const KNOWN = new Set(EVENT_NAMES.map(([name]) => String(name)));

/** One event with what all have in common. `key` is better than what the frame alone can give. */
export function event(
	frame: Frame,
	entry: IDataObject,
	kind: EventKind,
	id: string | undefined,
	more: Partial<MessagingEvent> & { time?: unknown },
	key?: string,
): ReadEvent {
	const { time, ...fields } = more;
	const own = [frame.name, id ?? hash(entry)].join('/');
	const stamp = frame.eventId ?? frame.emittedAt;
	return {
		choice: KNOWN.has(frame.name) ? frame.name : undefined,
		// Without a time or an ID the same again may well be new.
		key: key ?? (stamp && `${own}/${stamp}/${hash(entry)}`),
		event: {
			event: kind,
			providerEvent: frame.name,
			provider: 'Wapio',
			id: frame.eventId ?? own,
			timestamp: isoTime(time) ?? isoTime(frame.emittedAt) ?? new Date(clock.now()).toISOString(),
			account: frame.account,
			raw: entry === frame.body.payload || entry === frame.body.data ? frame.body : entry,
			...fields,
		},
	};
}

export const idOf = (entry: IDataObject): string | undefined =>
	firstOf(entry, 'message_id', 'msgId', 'id', 'key.id');

export const jidOf = (entry: IDataObject): string | undefined =>
	firstOf(entry, 'chat_jid', 'chat_id', 'group_jid', 'jid', 'remoteJid', 'key.remoteJid');

export const fromMe = (entry: IDataObject): boolean | undefined => {
	const value = entry.from_me ?? entry.fromMe ?? (isObject(entry.key) && entry.key.fromMe);
	return typeof value === 'boolean' ? value : undefined;
};
