/**
 * Wapio's webhook bodies, read into the shared event shape. No document of Wapio shows a payload. Known
 * from its clients and from deliveries that its customers saw are several envelopes (`event_type` with
 * `payload`, `event` or `type` with `data`), two schemes of event names, and entries as an object, as a
 * list or as the payload itself.
 */
import type { IDataObject } from 'n8n-workflow';

import { isObject, parseJson } from '../../../engine/define';
import { type Reading, text } from '../../../engine/trigger/reading';
import type { IncomingCall } from '../../../engine/trigger/types';
import { call } from './calls';
import { account, chat, contact, group } from './changes';
import { canonicalEvent, isKnown } from './events';
import { factOf, firstOf } from './facts';
import { type Frame, type Reader, reading } from './frame';
import { message } from './messages';
import { poll } from './polls';
import { reaction } from './reactions';
import { receipt } from './receipts';
import { deleted, update } from './updates';

interface EventReader {
	read: Reader;
	/** The members of a payload that may hold its entries. */
	within: string[];
	/** What an entry that is a bare text is: the ID of a chat, unless said. */
	bare?: 'id' | 'jid' | 'qr' | 'status';
}

const of = (read: Reader, ...within: string[]): EventReader => ({ read, within });
const messages = of(message, 'messages', 'message');

const READERS: Record<string, EventReader> = {
	call: of(call, 'calls', 'call'),
	'chats.upsert': of(chat, 'chats', 'chat'),
	'chats.update': of(chat, 'chats', 'chat', 'updates'),
	'chats.delete': of(chat, 'chat_jids', 'chats', 'jids', 'ids'),
	'contacts.upsert': of(contact, 'contacts', 'contact'),
	'contacts.update': of(contact, 'contacts', 'contact', 'updates'),
	'groups.upsert': of(group, 'groups', 'group'),
	'groups.update': of(group, 'groups', 'group', 'updates'),
	'group-participants.update': of(group, 'updates', 'update'),
	'messages.upsert': messages,
	'messages.received': messages,
	'messages-personal.received': messages,
	'messages-group.received': messages,
	'messages-newsletter.received': messages,
	'message.sent': messages,
	'messages.update': of(update, 'messages', 'updates', 'message'),
	'messages.delete': { ...of(deleted, 'messages', 'keys', 'message'), bare: 'id' },
	'messages.reaction': of(reaction, 'reactions', 'messages', 'message'),
	'message-receipt.update': of(receipt, 'receipts', 'messages', 'updates', 'message'),
	'poll.results': of(poll, 'polls', 'poll', 'messages'),
	'qrcode.updated': { ...of(account, 'codes'), bare: 'qr' },
	'session.status': { ...of(account, 'sessions'), bare: 'status' },
};

/** Members around a payload, in any event. */
const ENVELOPES = ['payload', 'data'];
const NAMES = ['event_type', 'eventType', 'event', 'type', 'event_name', 'eventName'];

/** Every body that Wapio signed is read; one that this version does not know is an unknown event. */
export function readWebhook(body: IDataObject, call?: Partial<IncomingCall>): Reading[] {
	const { headers = {} } = call ?? {};
	const given = nameIn(body, headers);
	const envelope = ENVELOPES.find((name) => body[name] !== undefined && body[name] !== null);
	const payload = envelope === undefined ? body : unpacked(body[envelope]);
	const inner = isObject(payload) ? payload : {};
	const frame: Frame = {
		name: canonicalEvent(given ?? 'unknown'),
		given,
		account: factOf(body, 'account') ?? factOf(inner, 'account'),
		emittedAt: firstOf(body, 'emitted_at', 'emittedAt', 'timestamp'),
		eventId:
			firstOf(body, 'event_id', 'eventId') ??
			(envelope ? firstOf(body, 'id') : undefined) ??
			text(headers['x-webhook-event-id']),
	};
	const reader = READERS[frame.name];
	if (!reader) return [reading(frame, inner, 'other', undefined, { details: body })];
	const entries = entriesOf(payload, reader.within);
	const isWhole = entries.length === 1 && !Array.isArray(payload) && !inList(payload, reader);
	return entries.flatMap((entry, index) => {
		const found = readEntry(entry, reader, {
			...frame,
			eventId: entries.length > 1 && frame.eventId ? `${frame.eventId}/${index}` : frame.eventId,
		});
		// The only entry of a body is told with its envelope, an entry of a list alone.
		return isWhole ? found : found.map((one) => ({ ...one, event: { ...one.event, raw: entry } }));
	});
}

/** A payload may be JSON text. */
function unpacked(payload: unknown): unknown {
	const parsed = typeof payload === 'string' ? parseJson(payload) : undefined;
	const isPacked = isObject(parsed) || Array.isArray(parsed);
	return isPacked && !(parsed instanceof Error) ? parsed : payload;
}

const inList = (payload: unknown, { within }: EventReader): boolean =>
	isObject(payload) && within.some((name) => Array.isArray(payload[name]));

/** The first member that holds a known name, or a name at all. */
function nameIn(body: IDataObject, headers: IncomingCall['headers']): string | undefined {
	const names = [...NAMES.map((name) => text(body[name])), text(headers['x-webhook-event'])].filter(
		(name): name is string => name !== undefined,
	);
	return names.find(isKnown) ?? names[0];
}

function readEntry(entry: unknown, { read, bare = 'jid' }: EventReader, frame: Frame): Reading[] {
	if (isObject(entry)) return read(entry, frame);
	const id = text(entry);
	return id === undefined ? [] : read({ [bare]: id }, frame);
}

/** A payload that is about one thing by itself does not wrap others. */
const isEntry = (payload: IDataObject): boolean =>
	['key', 'message_id', 'messageId', 'msgId', 'call_id'].some(
		(name) => payload[name] !== undefined,
	);

/** What a payload holds, through wrappers of objects, lists, and lists by number ("0", "1"). */
function entriesOf(payload: unknown, within: string[], depth = 0): unknown[] {
	if (Array.isArray(payload)) return payload as unknown[];
	if (!isObject(payload) || isEntry(payload) || depth > 3) return [payload];
	const numbered = Object.keys(payload);
	if (numbered.length && numbered.every((name) => /^\d+$/.test(name)))
		return Object.values(payload);
	const wrapper = [...within, ...ENVELOPES].find(
		(name) => isObject(payload[name]) || Array.isArray(payload[name]),
	);
	return wrapper === undefined ? [payload] : entriesOf(payload[wrapper], within, depth + 1);
}
