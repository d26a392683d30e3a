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
	groupOf,
	INBOUND,
	nameOf,
	OUTBOUND,
	partiesOf,
	personIn,
	personOf,
	recipient,
	remoteOf,
	textAt,
	timeOf,
} from './envelope';

type Call = NonNullable<MessagingEvent['call']>;

/** Upper case in samples, lower case in the list of statuses, with hyphens in live deliveries. */
const STATUS: Record<string, Call['status']> = {
	abandoned: 'missed',
	answered: 'answered',
	busy: 'missed',
	canceled: 'missed',
	cancelled: 'missed',
	completed: 'ended',
	declined: 'rejected',
	ended: 'ended',
	failed: 'failed',
	hangup: 'ended',
	'hung-up': 'ended',
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
	timeout: 'missed',
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

/** Seconds from a number, its text or "hh:mm:ss". */
const seconds = (value: unknown): number | undefined => {
	const written = text(value)?.trim() ?? '';
	if (/^\d+(:\d{1,2}){1,2}$/.test(written))
		return written.split(':').reduce((total, unit) => total * 60 + Number(unit), 0);
	return written && Number.isFinite(Number(written)) ? Number(written) : undefined;
};

const isVideo = (source: IDataObject): boolean =>
	/^(true|1)$/.test(String(at(source, 'is_video', 'video'))) ||
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
		const flag = [call, body].some((source) => source.missed === true) ? 'missed' : undefined;
		const status = call.status ?? body.status ?? body.call_status ?? flag;
		const group = groupOf(body);
		return {
			event: {
				event: 'call',
				chat: group ?? chatWith(remote),
				...(direction === 'inbound'
					? { from: group ? partiesOf(body, false).from : remote }
					: { to: recipient(remote) }),
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

function directionOf(body: IDataObject, name: string): Call['direction'] {
	if (name === 'call.incoming.completed') return 'inbound';
	if (name === 'call.outbound.completed') return 'outbound';
	const said = text(body.direction) ?? '';
	if (INBOUND.test(said)) return 'inbound';
	return OUTBOUND.test(said) ? 'outbound' : 'unknown';
}

const RECORDING = [
	'recording_url',
	'recording.url',
	'recording',
	'recordings[0].url',
	'recordings[0]',
];

/** An object, or the name alone. */
function agentOf(body: IDataObject): Call['agent'] {
	const agent = object(body.agent);
	const id = textAt(agent, 'uuid', 'id');
	const name = nameOf(body.agent);
	const phone = textAt(agent, 'phone_number', 'phone', 'number');
	return (id ?? name ?? phone) ? { id, name, phone } : undefined;
}

/** A call of a virtual number; `from` of an outbound one is the user who dialled. */
export function phoneCall(body: IDataObject, { name }: Frame): Found {
	const id = textAt(body, 'uuid', 'callid') ?? '';
	const direction = directionOf(body, name);
	const remote = personIn(
		direction === 'outbound'
			? at(body, 'to_number', 'to')
			: at(body, 'from', 'from_number', 'remote_phone_number'),
		nameOf(body.contact),
	);
	const recording = textAt(body, ...RECORDING);
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
				agent: agentOf(body),
			},
			details: { status: body.status, callId: body.callid },
		},
		// A recording may come later.
		identity: [id || undefined, body.status, body.updated_at, recording],
		time: timeOf(body, 'updated_at', 'end_time'),
	};
}
