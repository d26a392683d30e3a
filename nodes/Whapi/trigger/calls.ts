/** Calls over WhatsApp. */
import type { IDataObject } from 'n8n-workflow';

import { isoTime, type MessagingEvent } from '../../../engine/trigger/event';
import { known, type Reading, text } from '../../../engine/trigger/reading';
import type { Frame } from './frame';
import { chatOf, isTrue, personOf } from './people';

type Call = NonNullable<MessagingEvent['call']>;

const STATUS: Record<string, Call['status']> = {
	initiated: 'initiated',
	offer: 'ringing',
	ringing: 'ringing',
	accept: 'answered',
	accepted: 'answered',
	answered: 'answered',
	missed: 'missed',
	timeout: 'missed',
	no_answer: 'missed',
	unanswered: 'missed',
	// The caller gave up before anybody answered.
	canceled: 'missed',
	cancelled: 'missed',
	declined: 'rejected',
	reject: 'rejected',
	rejected: 'rejected',
	busy: 'rejected',
	ended: 'ended',
	completed: 'ended',
	hangup: 'ended',
	terminate: 'ended',
	terminated: 'ended',
	failed: 'failed',
};

/** An entry of `calls`: one step of a call. */
export function call(entry: IDataObject, { pair, account }: Frame): Reading {
	const id = text(entry.id) ?? '';
	const given = text(entry.status);
	const chat = chatOf(entry.chat_id);
	const from = personOf(entry.from, undefined, entry.chat_id);
	const status = known(STATUS, given?.toLowerCase()) ?? 'unknown';
	const direction = isTrue(entry.from_me) ? 'outbound' : directionOf(chat, from);
	const duration = Number(entry.duration);
	const time = isoTime(entry.timestamp);
	return {
		key: id ? `call/${id}/${given}` : undefined,
		time,
		event: {
			event: 'call',
			providerEvent: pair,
			id: `${id}/${given}`,
			account,
			chat,
			from,
			fromMe: direction === 'unknown' ? undefined : direction === 'outbound',
			call: {
				id,
				direction,
				status,
				kind: isTrue(entry.video_call) ? 'video' : 'voice',
				startedAt: status === 'initiated' || status === 'ringing' ? time : undefined,
				answeredAt: status === 'answered' ? time : undefined,
				endedAt: ['ended', 'missed', 'rejected'].includes(status) ? time : undefined,
				duration: duration > 0 ? duration : undefined,
			},
			details: { status: entry.status, groupCall: entry.group_call, offline: entry.offline_call },
			raw: entry,
		},
	};
}

/** In a private chat, the chat's ID is the other person's: a call from anyone else is an own one. */
function directionOf(
	chat: ReturnType<typeof chatOf>,
	from: ReturnType<typeof personOf>,
): Call['direction'] {
	if (chat?.kind !== 'private' || !from) return 'unknown';
	if (from.id === chat.id) return 'inbound';
	// A linked ID and a phone number can be the same person.
	return from.id.endsWith('@lid') === chat.id.endsWith('@lid') ? 'outbound' : 'unknown';
}
