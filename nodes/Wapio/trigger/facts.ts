/**
 * Where Wapio's bodies say a fact: one list of spellings for each. Deliveries come in three forms:
 * Wapio's own names (`message_id`, `chat_jid`), the names of the WhatsApp Web library behind it
 * (`key.remoteJid`, `pushName`), and mixtures of the two. The first spelling with a usable value counts.
 */
import type { IDataObject } from 'n8n-workflow';

import { at, isObject } from '../../../engine/define';
import { isoTime, type MessagingEvent } from '../../../engine/trigger/event';
import { list, text } from '../../../engine/trigger/reading';

const both = (...names: string[]) => names.flatMap((name) => [name, `key.${name}`]);

const SPELLINGS = {
	/** Of a message. WhatsApp's own ID before others, because receipts have no other. */
	id: ['message_id', 'messageId', 'key.id', 'msgId', 'msg_id', 'id'],
	chat: both('chat_jid', 'chat_id', 'chatId', 'chatJid', 'group_jid', 'jid', 'remoteJid'),
	/** Within a group, who of its members. */
	member: both('participant', 'author'),
	sender: ['from', 'sender', 'senderJid', 'sender_jid'],
	recipient: ['to', 'recipient'],
	/** The phone number of a sender whose chat or address is a linked ID. */
	senderPhone: both('senderPn', 'sender_pn', 'cleanedSenderPn', 'senderPhone', 'sender_phone'),
	memberPhone: [
		...both('participantPn', 'participant_pn', 'cleanedParticipantPn', 'participantAlt'),
		...both('authorPn', 'author_pn'),
	],
	/** The phone number of the other person in a private chat, whoever wrote. */
	chatPhone: both('remoteJidAlt', 'recipientPn', 'recipient_pn', 'peerRecipientPn', 'chatPn'),
	callerPhone: ['callerPn', 'caller_pn', 'fromPn', 'from_pn', 'senderPn', 'cleanedSenderPn'],
	contactPhone: ['phoneNumber', 'phone_number', 'phone', 'pn', 'jid'],
	pushName: ['push_name', 'pushName', 'notifyName', 'senderName', 'sender_name', 'verifiedBizName'],
	name: ['name', 'subject', 'push_name', 'pushName', 'notify'],
	time: [
		'timestamp',
		'messageTimestamp',
		'message_timestamp',
		'date',
		't',
		'receipt.playedTimestamp',
		'receipt.readTimestamp',
		'receipt.receiptTimestamp',
		'receipt.timestamp',
		'receipt.t',
		'created_at',
		'updated_at',
	],
	status: ['status', 'receipt.status', 'receipt.type', 'update_kind'],
	reason: ['failure_reason', 'failureReason', 'error.message', 'error', 'reason'],
	reasonCode: ['failure_code', 'error.code', 'error_code', 'errorCode'],
	account: ['session_id', 'sessionId', 'session.id', 'session.session_id', 'session'],
} satisfies Record<string, string[]>;

export type Fact = keyof typeof SPELLINGS;

/** The first of these (dotted) names that holds a text. */
export const firstOf = (entry: IDataObject, ...names: string[]): string | undefined =>
	names.map((name) => text(at(entry, name))).find((value) => value !== undefined);

export const factOf = (entry: IDataObject, fact: Fact): string | undefined =>
	firstOf(entry, ...SPELLINGS[fact]);

/** A number, also as text or as the `{low, high}` of a 64-bit number. */
export function numberOf(value: unknown): number | undefined {
	const plain = isObject(value) && typeof value.low === 'number' ? value.low : value;
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

/** When it happened: `first` names are looked at before the usual ones. A zero is no time. */
export function timeOf(entry: IDataObject, ...first: string[]): string | number | undefined {
	return [...first, ...SPELLINGS.time]
		.map((name) => at(entry, name))
		.map((value) => (isObject(value) ? numberOf(value) : value))
		.find(
			(value): value is string | number =>
				(typeof value === 'string' || typeof value === 'number') &&
				numberOf(value) !== 0 &&
				isoTime(value) !== undefined,
		);
}

/** Whether the own number did it, as the entry or the key of its message says. */
export const fromMe = (entry: IDataObject): boolean | undefined =>
	switchOf(entry.from_me, entry.fromMe, at(entry, 'key.fromMe'), at(entry, 'key.from_me'));

/** Without the number of a linked device ("91...:12@"). */
const cleanJid = (jid: string) => jid.trim().replace(/:\d+@/, '@');

const PERSON = /^\+?(\d{5,15})(?:@(?:s\.whatsapp\.net|c\.us))?$/;

const KINDS: Array<[RegExp, NonNullable<MessagingEvent['chat']>['kind']]> = [
	[/@g\.us$/, 'group'],
	[/@newsletter$/, 'channel'],
	[/^status@broadcast$/, 'story'],
	[/@(s\.whatsapp\.net|c\.us|lid|hosted|hosted\.lid)$|^\+?\d{5,15}$/, 'private'],
];

/** The digits of a phone number or of a person's chat ID; undefined for linked IDs and all else. */
const phoneIn = (jid: string | undefined): string | undefined =>
	jid === undefined ? undefined : PERSON.exec(cleanJid(jid))?.[1];

const LINKED_IDS = both('remoteJid', 'participant', 'senderLid', 'participantLid', 'lid');

/** The first of these facts that is a phone number, and not the digits of a linked ID beside it. */
export function phoneFact(entry: IDataObject, ...facts: Fact[]): string | undefined {
	const linked = LINKED_IDS.map((name) => text(at(entry, name)))
		.filter((jid) => jid?.endsWith('@lid'))
		.map((jid) => cleanJid(jid ?? '').replace(/@lid$/, ''));
	return facts
		.flatMap((fact) => SPELLINGS[fact])
		.map((name) => phoneIn(text(at(entry, name))))
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

/** The IDs of a list that holds them as texts or as keys of messages. */
export const idsOf = (value: unknown): string[] =>
	Array.isArray(value)
		? [
				...value.map(text).filter((id): id is string => id !== undefined),
				...list(value).flatMap((entry) => factOf(entry, 'id') ?? []),
			]
		: [];
