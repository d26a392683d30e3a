/**
 * Wapio's webhook bodies, read into the shared event shape. The envelope has two forms (`event_type`
 * with `payload`, `type` with `data`) and event names have two schemes; all are understood. No public
 * document shows a payload, so fields are also looked for under the names of the WhatsApp Web library
 * whose events these are.
 */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import { type EventKind, isoTime, type MessagingEvent } from '../../../engine/trigger/event';
import type { ReadEvent } from '../../../engine/trigger/reading';
import { BadBody, type IncomingCall } from '../../../engine/trigger/types';
import { canonicalEvent } from './events';
import { deleted, message, poll, reaction, receipt, update } from './messages';
import {
	chatOf,
	event,
	firstOf,
	type Frame,
	fromMe,
	jidOf,
	personOf,
	type Reader,
	text,
} from './parts';

type CallStatus = NonNullable<MessagingEvent['call']>['status'];

const CALL_STATUS: Record<string, CallStatus> = {
	offer: 'ringing',
	ringing: 'ringing',
	accept: 'answered',
	accepted: 'answered',
	reject: 'rejected',
	rejected: 'rejected',
	timeout: 'missed',
	missed: 'missed',
	terminate: 'ended',
	ended: 'ended',
};

const call: Reader = (entry, frame) => {
	const id = firstOf(entry, 'call_id', 'id') ?? '';
	const told = firstOf(entry, 'status') ?? '';
	const own = fromMe(entry);
	const status = CALL_STATUS[told.toLowerCase()] ?? 'unknown';
	const time = isoTime(firstOf(entry, 'timestamp', 'date'));
	return [
		event(
			frame,
			entry,
			'call',
			[id, told].filter(Boolean).join('/'),
			{
				time,
				chat: chatOf(jidOf(entry)),
				from: personOf(firstOf(entry, 'from')),
				fromMe: own ?? false,
				call: {
					id,
					direction: own ? 'outbound' : 'inbound',
					status,
					kind: entry.is_video === true || entry.isVideo === true ? 'video' : 'voice',
					startedAt: status === 'ringing' ? time : undefined,
					answeredAt: status === 'answered' ? time : undefined,
					endedAt: ['ended', 'missed', 'rejected'].includes(status) ? time : undefined,
				},
				details: entry,
			},
			id && `call/${id}/${told}`,
		),
	];
};

/** Chats and groups: the provider's own words under `details`. */
const about =
	(kind: EventKind): Reader =>
	(entry, frame) => {
		const jid = jidOf(entry) ?? firstOf(entry, 'id');
		const name = firstOf(entry, 'name', 'subject');
		return [
			event(frame, entry, kind, jid, {
				chat: chatOf(jid, name),
				from: personOf(firstOf(entry, 'author')),
				details: entry,
			}),
		];
	};

const contact: Reader = (entry, frame) => {
	const jid = jidOf(entry) ?? firstOf(entry, 'id', 'phone');
	const name = firstOf(entry, 'name', 'push_name', 'notify');
	return [
		event(frame, entry, 'contact', jid, {
			time: entry.updated_at,
			chat: chatOf(jid, name),
			from: personOf(jid, name),
			details: entry,
		}),
	];
};

const account: Reader = (entry, frame) => [
	event(frame, entry, 'account', firstOf(entry, 'status'), { details: entry }),
];

/** By event: which list of the payload holds entries, and how one is read. */
const READERS: Record<string, [list: string, read: Reader]> = {
	call: ['calls', call],
	'chats.upsert': ['chats', about('chat')],
	'chats.update': ['chats', about('chat')],
	'chats.delete': ['chat_jids', about('chat')],
	'contacts.upsert': ['contacts', contact],
	'contacts.update': ['contacts', contact],
	'groups.upsert': ['groups', about('group')],
	'groups.update': ['groups', about('group')],
	'group-participants.update': ['updates', about('group')],
	'messages.upsert': ['messages', message],
	'messages.received': ['messages', message],
	'messages-personal.received': ['messages', message],
	'messages-group.received': ['messages', message],
	'messages-newsletter.received': ['messages', message],
	'message.sent': ['messages', message],
	'messages.update': ['messages', update],
	'messages.delete': ['messages', deleted],
	'messages.reaction': ['reactions', reaction],
	'message-receipt.update': ['receipts', receipt],
	'poll.results': ['polls', poll],
	'qrcode.updated': ['codes', account],
	'session.status': ['sessions', account],
};

/**
 * The name stands in `event_type`, `type` or `event`, or in the header `x-webhook-event`.
 * @throws BadBody when there is none
 */
export function readWebhook(body: IDataObject, call?: Partial<IncomingCall>): ReadEvent[] {
	const given =
		firstOf(body, 'event_type', 'type', 'event') ?? text(call?.headers?.['x-webhook-event']);
	if (!given) throw new BadBody('This is not a webhook of Wapio: event_type is missing');
	const enveloped = body.payload ?? body.data;
	const payload = enveloped ?? body;
	const frame: Frame = {
		name: canonicalEvent(given),
		account: firstOf(body, 'session_id', 'payload.session_id', 'data.session_id'),
		emittedAt: firstOf(body, 'emitted_at', 'timestamp'),
		eventId: firstOf(body, 'event_id') ?? (enveloped ? firstOf(body, 'id') : undefined),
		body,
	};
	const [name, read] = READERS[frame.name] ?? [];
	if (!name || !read)
		return [
			event(frame, isObject(payload) ? payload : { payload }, 'other', undefined, {
				details: body,
				raw: body,
			}),
		];
	const entries = Array.isArray(payload)
		? (payload as unknown[])
		: isObject(payload) && Array.isArray(payload[name])
			? (payload[name] as unknown[])
			: [payload];
	const several = entries.length > 1;
	return entries.flatMap((entry, index) => {
		const events = read(
			isObject(entry) ? entry : { jid: entry as string },
			several && frame.eventId ? { ...frame, eventId: `${frame.eventId}/${index}` } : frame,
		);
		// A bare ID was only dressed up for reading.
		if (!isObject(entry)) for (const one of events) one.event.raw = entry;
		return events;
	});
}
