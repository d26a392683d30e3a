/**
 * Where Wapio's bodies say a fact: one list of spellings for each. Deliveries come in three forms:
 * Wapio's own names (`message_id`, `chat_jid`), the names of the WhatsApp Web library behind it
 * (`key.remoteJid`, `pushName`), and mixtures of the two. Names are written in camel case here and are
 * found in snake case as well. The first spelling with a usable value counts.
 */
import type { IDataObject } from 'n8n-workflow';

import { at, isObject } from '../../../engine/define';
import { isoTime, type MessagingEvent } from '../../../engine/trigger/event';
import { list, text } from '../../../engine/trigger/reading';

const both = (...names: string[]) => names.flatMap((name) => [name, `key.${name}`]);
const within = (outer: string, ...names: string[]) => names.map((name) => `${outer}.${name}`);

/** The value under a (dotted) name, in camel or snake case. */
function found(entry: IDataObject, name: string): unknown {
	const value = at(entry, name);
	if (value !== undefined && value !== null) return value;
	return at(
		entry,
		name.replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`),
	);
}

const SPELLINGS = {
	/** Of a message. WhatsApp's own ID before others, because receipts have no other. */
	id: ['messageId', 'key.id', 'msgId', 'pollId', 'id'],
	chat: both('chatJid', 'chatId', 'groupJid', 'jid', 'remoteJid'),
	/** Within a group, who of its members. */
	member: both('participant', 'author'),
	sender: ['from', 'sender', 'senderJid'],
	recipient: ['to', 'recipient'],
	/** The phone number of a sender whose chat or address is a linked ID. */
	senderPhone: both('senderPn', 'senderAlt', 'cleanedSenderPn', 'senderPhone'),
	memberPhone: both('participantPn', 'participantAlt', 'cleanedParticipantPn', 'authorPn'),
	/** The phone number of the other person in a private chat, whoever wrote. */
	chatPhone: both('remoteJidAlt', 'recipientPn', 'recipientAlt', 'peerRecipientPn', 'chatPn'),
	caller: ['from', 'caller', 'callerJid', 'creatorJid'],
	callerPhone: ['callerPn', 'fromPn', 'fromAlt', 'callerAlt', 'senderPn', 'cleanedSenderPn'],
	contactPhone: ['phoneNumber', 'phone', 'pn', 'jid'],
	voter: ['voter', 'voterJid', 'participant'],
	pushName: ['pushName', 'notifyName', 'senderName', 'verifiedBizName'],
	name: ['name', 'subject', 'pushName', 'notify', 'verifiedName'],
	time: [
		'timestamp',
		'messageTimestamp',
		'date',
		't',
		...within('receipt', 'playedTimestamp', 'readTimestamp', 'receiptTimestamp', 'timestamp', 't'),
		'conversationTimestamp',
		'createdAt',
		'updatedAt',
	],
	status: ['status', 'receipt.status', 'receipt.type', 'receipt', 'updateKind'],
	reason: ['failureReason', ...within('error', 'message', 'title', 'details'), 'error', 'reason'],
	reasonCode: ['failureCode', 'error.code', 'errorCode', 'reasonCode'],
	receiver: ['receipt.userJid', 'userJid'],
	account: ['sessionId', 'session.id', 'session.sessionId', 'session'],
} satisfies Record<string, string[]>;

export type Fact = keyof typeof SPELLINGS;

/** The first of these (dotted) names that holds a text. */
export const firstOf = (entry: IDataObject, ...names: string[]): string | undefined =>
	names.map((name) => text(found(entry, name))).find((value) => value !== undefined);

export const factOf = (entry: IDataObject, fact: Fact): string | undefined =>
	firstOf(entry, ...SPELLINGS[fact]);

/** A number, also as text or as the `{low, high}` of a 64-bit number. */
export function numberOf(value: unknown): number | undefined {
	const { low, high } = isObject(value) ? value : {};
	const plain =
		typeof low === 'number'
			? (typeof high === 'number' ? high * 2 ** 32 : 0) + (low < 0 ? low + 2 ** 32 : low)
			: value;
	const number = typeof plain === 'string' && plain.trim() !== '' ? Number(plain) : plain;
	return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** True or false as a switch, a text or a number says it; undefined if the body does not say. */
export function switchOf(...values: unknown[]): boolean | undefined {
	const said = values
		.map((value) => text(value)?.toLowerCase())
		.find((value) => ['true', 'false', '1', '0'].includes(value ?? ''));
	return said === undefined ? undefined : said === 'true' || said === '1';
}

type Time = string | number;

/** The time under this name. A zero is no time. */
export function timeAt(entry: IDataObject, name: string): Time | undefined {
	const value = found(entry, name);
	const time = isObject(value) ? numberOf(value) : value;
	const isTime = typeof time === 'string' || typeof time === 'number';
	return isTime && isoTime(time) !== undefined ? time : undefined;
}

/** When it happened: `first` names are looked at before the usual ones. */
export const timeOf = (entry: IDataObject, ...first: string[]): Time | undefined =>
	[...first, ...SPELLINGS.time]
		.map((name) => timeAt(entry, name))
		.find((time) => time !== undefined);

/** Whether the own number did it, as the entry or the key of its message says. */
export const fromMe = (entry: IDataObject): boolean | undefined =>
	switchOf(found(entry, 'fromMe'), found(entry, 'key.fromMe'));

/** Without the numbers of a linked device ("91...:12@", "91..._1:12@"). */
const cleanJid = (jid: string) => jid.trim().replace(/(_\d+)?(:\d+)?@/, '@');

const PERSON = /^\+?(\d{5,15})(?:@(?:s\.whatsapp\.net|c\.us|hosted))?$/;

const KINDS: Array<[RegExp, NonNullable<MessagingEvent['chat']>['kind']]> = [
	[/@g\.us$/, 'group'],
	[/@newsletter$/, 'channel'],
	[/^status@broadcast$/, 'story'],
	[/@(s\.whatsapp\.net|c\.us|lid|hosted|hosted\.lid)$|^\+?\d{5,15}$/, 'private'],
];

/** The digits of a phone number or of a person's chat ID; undefined for linked IDs and all else. */
export const phoneIn = (jid: string | undefined): string | undefined =>
	jid === undefined ? undefined : PERSON.exec(cleanJid(jid))?.[1];

const LINKED_IDS = both('remoteJid', 'participant', 'senderLid', 'participantLid', 'lid');

/** The first of these facts that is a phone number, and not the digits of a linked ID beside it. */
export function phoneFact(entry: IDataObject, ...facts: Fact[]): string | undefined {
	const linked = LINKED_IDS.map((name) => text(found(entry, name)))
		.filter((jid) => jid?.endsWith('lid'))
		.map((jid) => cleanJid(jid ?? '').replace(/@.*$/, ''));
	return facts
		.flatMap((fact) => SPELLINGS[fact])
		.map((name) => phoneIn(text(found(entry, name))))
		.find((phone) => phone !== undefined && !linked.includes(phone));
}

/** The chat with this ID; one person's is named by the phone number, if that is known. */
export function chatOf(
	jid: string | undefined,
	{ name, phone }: { name?: string; phone?: string } = {},
): MessagingEvent['chat'] {
	if (!jid) return phone === undefined ? undefined : { id: phone, kind: 'private', name };
	const id = cleanJid(jid);
	const [, kind = 'unknown'] = KINDS.find(([pattern]) => pattern.test(id)) ?? [];
	return { id: phoneIn(id) ?? (kind === 'private' ? phone : undefined) ?? id, kind, name };
}

/** @param known the phone number, where the ID is a linked one */
export function personOf(
	jid: string | undefined,
	name?: string,
	known?: string,
): MessagingEvent['from'] {
	if (!jid) return known === undefined ? undefined : { id: known, phone: known, name };
	const id = cleanJid(jid);
	const phone = phoneIn(id) ?? known;
	return { id: phone ?? id, phone, name };
}

/** The chat that a message is in, and who is on the other side of it. */
export function whereOf(entry: IDataObject): { jid?: string; chat: MessagingEvent['chat'] } {
	const jid = factOf(entry, 'chat');
	// The sender of an own message is not whom the chat is with.
	const others: Fact[] = fromMe(entry) === true ? ['chatPhone'] : ['chatPhone', 'senderPhone'];
	return { jid, chat: chatOf(jid, { phone: phoneFact(entry, ...others) }) };
}

/** Who wrote it. Own messages name nobody unless the body does. */
export function senderOf(
	entry: IDataObject,
	own: boolean,
	chat: MessagingEvent['chat'],
	name: string | undefined,
): MessagingEvent['from'] {
	const jid = factOf(entry, 'chat');
	const sender = factOf(entry, 'member') ?? factOf(entry, 'sender') ?? (own ? undefined : jid);
	const isMember = chat?.kind !== 'private';
	const phone = isMember
		? phoneFact(entry, 'memberPhone', 'senderPhone')
		: phoneFact(entry, 'senderPhone', ...(own ? [] : (['chatPhone'] as const)));
	return own && !sender ? undefined : personOf(sender, name, phone);
}

/** The IDs of a list that holds them as texts or as keys of messages. */
export const idsOf = (value: unknown): string[] =>
	Array.isArray(value)
		? [
				...value.map(text).filter((id): id is string => id !== undefined),
				...list(value).flatMap((entry) => factOf(entry, 'id') ?? []),
			]
		: [];
