/** Calls over WhatsApp. */
import { isoTime, type MessagingEvent } from '../../../engine/trigger/event';
import { known } from '../../../engine/trigger/reading';
import {
	chatOf,
	factOf,
	firstOf,
	fromMe,
	numberOf,
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

/** "call_missed" says how it ended by its name alone. */
const lastWord = (name = ''): string => {
	const word =
		name
			.split(/[^a-z]+/i)
			.at(-1)
			?.toLowerCase() ?? '';
	return word in CALL_STATUS ? word : '';
};

export const call: Reader = (entry, frame) => {
	const id = firstOf(entry, 'callId', 'id') ?? '';
	const told = firstOf(entry, 'status', 'state') ?? lastWord(frame.given);
	const own = fromMe(entry);
	const status = known(CALL_STATUS, told.toLowerCase()) ?? 'unknown';
	const time = isoTime(timeOf(entry));
	const caller = factOf(entry, 'caller');
	const recipient = factOf(entry, 'recipient');
	const phone = phoneFact(entry, 'callerPhone');
	const isVideo =
		switchOf(entry.is_video, entry.isVideo, entry.video) ??
		/video/i.test(firstOf(entry, 'callType', 'type', 'kind') ?? '');
	const jid = whereOf(entry).jid ?? (own ? recipient : caller);
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
				to: own ? personOf(recipient) : undefined,
				fromMe: own ?? false,
				call: {
					id,
					direction: own ? 'outbound' : 'inbound',
					status,
					kind: isVideo ? 'video' : 'voice',
					startedAt: status === 'ringing' ? time : undefined,
					answeredAt: status === 'answered' ? time : undefined,
					endedAt: ['ended', 'missed', 'rejected'].includes(status) ? time : undefined,
					duration: numberOf(firstOf(entry, 'duration', 'callDuration', 'durationSecs')),
				},
				details: entry,
			},
			id && `call/${id}/${told.toLowerCase()}`,
		),
	];
};
