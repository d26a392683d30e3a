/** Calls, and changes of chats, groups, contacts and the session, read into the shared event shape. */
import type { EventKind, MessagingEvent } from '../../../engine/trigger/event';
import { isoTime } from '../../../engine/trigger/event';
import {
	chatOf,
	factOf,
	firstOf,
	fromMe,
	personOf,
	phoneFact,
	switchOf,
	timeOf,
	whereOf,
} from './facts';
import { type Reader, reading } from './frame';

type CallStatus = NonNullable<MessagingEvent['call']>['status'];

const CALL_STATUS: Record<string, CallStatus> = {
	offer: 'ringing',
	offer_notice: 'ringing',
	incoming: 'ringing',
	ringing: 'ringing',
	accept: 'answered',
	accepted: 'answered',
	answered: 'answered',
	reject: 'rejected',
	rejected: 'rejected',
	declined: 'rejected',
	busy: 'rejected',
	timeout: 'missed',
	missed: 'missed',
	unanswered: 'missed',
	no_answer: 'missed',
	terminate: 'ended',
	terminated: 'ended',
	ended: 'ended',
	completed: 'ended',
	failed: 'failed',
};

export const call: Reader = (entry, frame) => {
	const id = firstOf(entry, 'call_id', 'callId', 'id') ?? '';
	const told = firstOf(entry, 'status') ?? '';
	const own = fromMe(entry);
	const status = CALL_STATUS[told.toLowerCase()] ?? 'unknown';
	const time = isoTime(timeOf(entry));
	const caller = firstOf(entry, 'from', 'callerJid', 'creatorJid', 'creator_jid');
	const phone = phoneFact(entry, 'callerPhone');
	const isVideo = switchOf(entry.is_video, entry.isVideo, entry.video);
	const jid = whereOf(entry).jid ?? firstOf(entry, 'groupJid') ?? (own ? undefined : caller);
	return [
		reading(
			frame,
			entry,
			'call',
			[id, told].filter(Boolean).join('/'),
			{
				time,
				chat: chatOf(jid, { phone }),
				from: personOf(caller, undefined, phone),
				fromMe: own ?? false,
				call: {
					id,
					direction: own ? 'outbound' : 'inbound',
					status,
					kind: isVideo ? 'video' : 'voice',
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
		const jid = factOf(entry, 'chat') ?? firstOf(entry, 'id');
		return [
			reading(frame, entry, kind, jid, {
				chat: chatOf(jid, { name: firstOf(entry, 'name', 'subject') }),
				from: personOf(firstOf(entry, 'author'), undefined, phoneFact(entry, 'memberPhone')),
				details: entry,
			}),
		];
	};

export const chat = about('chat');
export const group = about('group');

export const contact: Reader = (entry, frame) => {
	const jid = factOf(entry, 'chat') ?? firstOf(entry, 'id', 'phone');
	const name = factOf(entry, 'name');
	const phone = phoneFact(entry, 'contactPhone');
	return [
		reading(frame, entry, 'contact', jid, {
			time: timeOf(entry, 'updated_at'),
			chat: chatOf(jid, { name, phone }),
			from: personOf(jid, name, phone),
			details: entry,
		}),
	];
};

export const account: Reader = (entry, frame) => [
	reading(frame, entry, 'account', firstOf(entry, 'status'), { details: entry }),
];
