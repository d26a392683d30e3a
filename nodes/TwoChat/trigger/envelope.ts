/**
 * What every delivery says around its content: IDs, the own number, the chat and the people. 2Chat
 * documents few bodies, and those that were seen spell one fact in several ways. Each fact has one
 * list of places here, the surest first.
 */
import get from 'lodash/get';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import { isoTime, type MessagingEvent } from '../../../engine/trigger/event';
import { digits, object, type Reading, text } from '../../../engine/trigger/reading';

type Chat = NonNullable<MessagingEvent['chat']>;
type Person = NonNullable<MessagingEvent['from']>;

/** What all readers start from. */
export interface Frame {
	/** 2Chat's name of the event. */
	name: string;
	/** The own number. */
	account?: string;
}

/** What a reader finds in a body; `readWebhook` adds what it knows from the address. */
export interface Found {
	event: Omit<Reading['event'], 'providerEvent' | 'account'>;
	/** What a repeat has in common with the first delivery; no repeat is known without the first part. */
	identity: unknown[];
	/** When it happened. */
	time?: unknown;
}

export type Reader = (body: IDataObject, frame: Frame) => Found;

/** Paths of lodash: "contact.name", "errors[0].message". */
type Places = readonly string[];

const filled = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** The first place of an object that has a value. */
export const at = (source: IDataObject, ...places: Places): unknown =>
	places.map((place) => get(source, place) as unknown).find(filled);

/** The first place of an object that holds text or a number, as text. */
export const textAt = (source: IDataObject, ...places: Places): string | undefined =>
	places
		.map((place) => get(source, place) as unknown)
		.filter((value) => typeof value !== 'boolean')
		.map(text)
		.find(filled);

/** Like `textAt`, in the delivery itself and then in the message record within it. */
export const find = (body: IDataObject, ...places: Places): string | undefined =>
	textAt(body, ...places) ?? textAt(object(body.message), ...places);

const MESSAGE_ID = ['uuid', 'id', 'message_uuid', 'message_id'];
const REMOTE = ['remote_phone_number', 'remote_id'];
const ACCOUNT = [
	'channel_phone_number',
	'channel.phone_number',
	'template.waba.phone_number',
	'received_on_number',
	'caller_id_used',
];
const TIME = ['created_at', 'timestamp', 'sent_at', 'date'];
const GROUP_ID = ['group.uuid', 'group_uuid', 'to_group_uuid', 'group.id', 'group.wa_group_id'];
const GROUP_NAME = ['group.wa_group_name', 'group.wa_subject', 'group.name', 'group_name'];
/** The member of a group: an object, or the number as text. */
const MEMBER = [
	'participant',
	'author',
	'sender',
	'participants',
	'remote_phone_number_from_user',
	'participant_phone_number',
	'reacted_by',
	'reacted_by_phone',
	'sent_by_phone',
	'from',
];
const PERSON_ID = ['phone_number', 'phone', 'number', 'remote_id', 'lid', 'jid', 'wa_id'];
/** Names from the address book; after them comes what people call themselves. */
const NAME = ['name', 'full_name', 'friendly_name', 'display_name'];
const OWN_NAME = ['pushname', 'push_name', 'pushName', 'profile_name', 'verified_name'];
const SENDER_NAME = [...OWN_NAME, 'sender_name', 'from_name'];

/** An entry of a table by a word of a delivery, which may be the name of any property. */
export const entryOf = <T>(table: Record<string, T>, word: string | undefined): T | undefined =>
	word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;

export const messageIdOf = (body: IDataObject): string => find(body, ...MESSAGE_ID) ?? '';

export const accountOf = (body: IDataObject): string | undefined => find(body, ...ACCOUNT);

/** The first of the places that holds a time that can be read. */
export const timeOf = (body: IDataObject, ...places: Places): string | undefined =>
	[body, object(body.message)]
		.flatMap((source) => [...places, ...TIME].map((place) => isoTime(get(source, place))))
		.find(filled);

/** "Asha Rao" from a contact, a participant or an agent; a contact may also be the name alone. */
export function nameOf(who: unknown): string | undefined {
	if (typeof who === 'string') return /[^\d\s+().-]/.test(who) ? text(who.trim()) : undefined;
	if (Array.isArray(who)) return nameOf(who[0]);
	if (!isObject(who)) return undefined;
	const parts = [text(who.first_name), text(who.last_name)].filter(Boolean).join(' ');
	const [first, ...others] = NAME;
	return (
		textAt(who, first ?? '', 'full_name') ??
		(parts || undefined) ??
		textAt(who, ...others) ??
		nameOf(who.contact) ??
		textAt(who, ...OWN_NAME)
	);
}

const PHONE = /^\+?[\d\s().-]+$/;

/** A phone number's owner; other IDs (a hidden number, a withheld caller) stay as they are. */
export function personOf(value: unknown, name?: string): Person | undefined {
	const given = text(value)?.trim();
	if (!given) return undefined;
	const bare = given.replace(/(:\d+)?@(c\.us|s\.whatsapp\.net)$/, '');
	const phone = PHONE.test(bare) ? digits(bare) : undefined;
	return phone ? { id: phone, phone, name } : { id: given, name };
}

/** A person from an object or from text. Of several IDs a phone number comes first. */
export function personIn(who: unknown, name?: string): Person | undefined {
	if (Array.isArray(who)) return personIn(who[0], name);
	if (!isObject(who)) return personOf(who, name);
	const people = PERSON_ID.map((place) => personOf(who[place], nameOf(who) ?? name));
	return people.find((person) => person?.phone) ?? people.find(Boolean);
}

/** The other side in "WW-<number's ID>-919876543210@c.us" and "WA-<number's ID>-919876543210". */
const remoteIn = (sessionKey: unknown): string | undefined =>
	/^W\w-[A-Z]{3}[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-(.+)$/i.exec(
		text(sessionKey) ?? '',
	)?.[1];

/** WhatsApp's IDs of groups; without the ending they are longer than any phone number. */
const GROUP = /@g\.us$|^W(?:AG|GP)[0-9a-f-]+$/i;
const BARE_GROUP = /^\+?(120363\d{10,}|\d{8,15}-\d{8,})$/;

function groupIn(ids: Array<string | undefined>): string | undefined {
	const known = ids.find((id) => id && GROUP.test(id));
	if (known) return known;
	const bare = ids.map((id) => BARE_GROUP.exec(id ?? '')?.[1]).find(Boolean);
	return bare && `${bare}@g.us`;
}

const KINDS: Array<[RegExp, Chat['kind']]> = [
	[/@newsletter$/, 'channel'],
	[/^status@broadcast$/, 'story'],
	[/@broadcast$/, 'unknown'],
];

const kindOf = (id: string): Chat['kind'] =>
	KINDS.find(([pattern]) => pattern.test(id))?.[1] ?? 'private';

/** The person, group or channel on the other side, as 2Chat writes its ID. */
export const remoteOf = (body: IDataObject): string | undefined =>
	find(body, ...REMOTE) ?? remoteIn(find(body, 'session_key')) ?? find(body, 'to_number');

/** The group that a delivery is about, if it is about one. */
export function groupOf(body: IDataObject): Chat | undefined {
	const id =
		find(body, ...GROUP_ID) ??
		groupIn([find(body, ...REMOTE), remoteIn(find(body, 'session_key')), text(body.group)]);
	// 2Chat keeps the chat's contact for a group as well: its name is the group's.
	const name = find(body, ...GROUP_NAME) ?? textAt(body, 'contact.friendly_name');
	return id === undefined ? undefined : { id, kind: 'group', name };
}

/** The chat with one person. */
export const chatWith = (person: Person | undefined): Chat | undefined =>
	person && { id: person.id, kind: kindOf(person.id), name: person.name };

export const recipient = (person: Person | undefined): MessagingEvent['to'] =>
	person && { id: person.id, phone: person.phone };

/** Who spoke in a group. */
function memberOf(body: IDataObject, groupId: string): Person | undefined {
	const name = textAt(body, ...SENDER_NAME);
	return [body, object(body.message)]
		.flatMap((source) => [...MEMBER, ...REMOTE].map((place) => personIn(source[place], name)))
		.find((person) => person && !groupIn([person.id]) && !groupId.startsWith(person.id));
}

/** "I" and "O", whole words, and numbers. */
export const INBOUND = /^(i(n.*)?|1)$/i;
export const OUTBOUND = /^(o(ut.*)?|2)$/i;

/** Words for the other side in `sent_by`; all others are own. */
const CUSTOMER = ['user', 'contact', 'customer'];
const SENT_BY: Record<string, MessagingEvent['sentBy']> = { agent: 'person', api: 'api' };

const senderWord = (body: IDataObject): string | undefined =>
	find(body, 'sent_by', 'sent_by.type')?.toLowerCase();

/** Who sent an own message, as far as 2Chat says it. */
export const sentByOf = (body: IDataObject): MessagingEvent['sentBy'] =>
	entryOf(SENT_BY, senderWord(body));

/** Everybody but the customer: "api", "agent" and whatever else there may be. */
export function isOwn(body: IDataObject): boolean {
	const flag = [body, object(body.message)]
		.flatMap(({ from_me: snake, fromMe: camel }) => [snake, camel])
		.find((value) => /^(true|false)$/.test(String(value)));
	if (flag !== undefined) return String(flag) === 'true';
	const sender = senderWord(body);
	if (sender !== undefined) return !CUSTOMER.includes(sender);
	return OUTBOUND.test(find(body, 'direction') ?? '');
}

/** Chat, sender and recipient. */
export function partiesOf(
	body: IDataObject,
	fromMe: boolean,
): Pick<MessagingEvent, 'chat' | 'from' | 'to' | 'fromMe' | 'sentBy'> {
	const sentBy = fromMe ? sentByOf(body) : undefined;
	const own = personOf(accountOf(body));
	const group = groupOf(body);
	if (group)
		return fromMe
			? { chat: group, from: own, fromMe, sentBy }
			: { chat: group, from: memberOf(body, group.id), fromMe };
	const name = nameOf(body.contact) ?? textAt(body, ...SENDER_NAME);
	const remote = personOf(remoteOf(body), name) ?? (fromMe ? undefined : memberOf(body, ''));
	const chat = chatWith(remote);
	// The chat of a story is that of all stories.
	const author = chat?.kind === 'story' ? memberOf(body, chat.id) : undefined;
	return fromMe
		? { chat, from: own, to: recipient(remote), fromMe, sentBy }
		: { chat, from: author ?? remote, to: chat && own, fromMe };
}
