/** WhatsApp calls and phone calls as events. */
import type { IDataObject } from 'n8n-workflow';

import { isoTime, type MessagingEvent } from '../../../engine/trigger/event';
import { object, text } from '../../../engine/trigger/reading';
import {
	at,
	chatWith,
	entryOf,
	type Found,
	type Frame,
	nameOf,
	personOf,
	recipient,
	remoteOf,
	textAt,
	timeOf,
} from './envelope';

type Call = NonNullable<MessagingEvent['call']>;

/** Upper case in samples, lower case in the list of statuses, with hyphens in live deliveries. */
const STATUS: Record<string, Call['status']> = {
	answered: 'answered',
	busy: 'missed',
	canceled: 'missed',
	cancelled: 'missed',
	completed: 'ended',
	declined: 'rejected',
	ended: 'ended',
	failed: 'failed',
	'in-progress': 'answered',
	initiated: 'initiated',
	made: 'initiated',
	missed: 'missed',
	'no-answer': 'missed',
	'not-answered': 'missed',
	noanswer: 'missed',
	queued: 'initiated',
	received: 'ringing',
	rejected: 'rejected',
	ringing: 'ringing',
	unanswered: 'missed',
	voicemail: 'missed',
};

const statusOf = (value: unknown, fallback: Call['status']): Call['status'] =>
	entryOf(
		STATUS,
		text(value)
			?.trim()
			.toLowerCase()
			.replace(/[\s_]+/g, '-'),
	) ?? fallback;

const seconds = (value: unknown): number | undefined => {
	const count = value === undefined || value === null || value === '' ? NaN : Number(value);
	return Number.isFinite(count) ? count : undefined;
};

const isVideo = (source: IDataObject): boolean =>
	at(source, 'is_video', 'video') === true ||
	/^video$/i.test(textAt(source, 'type', 'call_type', 'kind') ?? '');

const ID = ['uuid', 'id'];
const CALL_TIME = ['start_time', 'started_at', 'created_at'];

export const whatsAppCall =
	(direction: 'inbound' | 'outbound') =>
	(body: IDataObject): Found => {
		const call = object(body.call);
		const id = textAt(body, ...ID) ?? textAt(call, ...ID) ?? '';
		const remote = personOf(
			remoteOf(body),
			nameOf(body.contact) ?? textAt(body, 'pushname', 'push_name'),
		);
		const status = call.status ?? body.status ?? body.call_status;
		return {
			event: {
				event: 'call',
				chat: chatWith(remote),
				...(direction === 'inbound' ? { from: remote } : { to: recipient(remote) }),
				fromMe: direction === 'outbound',
				call: {
					id,
					direction,
					status: statusOf(status, direction === 'inbound' ? 'unknown' : 'initiated'),
					kind: isVideo(call) || isVideo(body) ? 'video' : 'voice',
					startedAt: isoTime(at(call, ...CALL_TIME) ?? at(body, ...CALL_TIME)),
					duration: seconds(call.duration ?? body.duration),
				},
			},
			identity: [id || undefined, status],
			time: timeOf(body),
		};
	};

/** "I" and "O" in samples. */
function directionOf(body: IDataObject, name: string): Call['direction'] {
	if (name === 'call.incoming.completed') return 'inbound';
	if (name === 'call.outbound.completed') return 'outbound';
	const said = text(body.direction)?.toLowerCase() ?? '';
	if (/^i(n.*)?$/.test(said)) return 'inbound';
	return /^o(ut.*)?$/.test(said) ? 'outbound' : 'unknown';
}

/** A call of a virtual number; `from` of an outbound one is the user who dialled. */
export function phoneCall(body: IDataObject, { name }: Frame): Found {
	const id = textAt(body, 'uuid', 'callid') ?? '';
	const direction = directionOf(body, name);
	const remote = personOf(
		direction === 'outbound'
			? at(body, 'to_number', 'to')
			: at(body, 'from', 'from_number', 'remote_phone_number'),
		nameOf(body.contact),
	);
	const agent = object(body.agent);
	const recording = textAt(body, 'recording_url', 'recording.url', 'recording');
	return {
		event: {
			event: 'call',
			chat: chatWith(remote),
			...(direction === 'outbound' ? { to: recipient(remote) } : { from: remote }),
			fromMe: direction === 'unknown' ? undefined : direction === 'outbound',
			call: {
				id,
				direction,
				status: statusOf(body.status, name.endsWith('.completed') ? 'ended' : 'unknown'),
				kind: 'voice',
				startedAt: isoTime(body.start_time) ?? isoTime(body.created_at),
				answeredAt: isoTime(at(body, 'answer_time', 'answered_at')),
				endedAt: isoTime(body.end_time),
				duration: seconds(body.duration),
				recording: recording ? { url: recording } : undefined,
				agent: text(agent.uuid) ? { id: text(agent.uuid), name: nameOf(agent) } : undefined,
			},
			details: { status: body.status, callId: body.callid },
		},
		identity: [id || undefined, body.status, body.updated_at],
		time: timeOf(body, 'updated_at'),
	};
}
