/** WhatsApp calls and phone calls as events. */
import type { IDataObject } from 'n8n-workflow';

import { isoTime, type MessagingEvent } from '../../../engine/trigger/event';
import { object, text } from '../../../engine/trigger/reading';
import { type Found, type Frame, nameOf, personOf, remoteOf } from './envelope';

type CallStatus = NonNullable<MessagingEvent['call']>['status'];

/** Upper case in samples, lower case in the list of statuses. */
const STATUS: Record<string, CallStatus> = {
	answered: 'answered',
	busy: 'missed',
	completed: 'ended',
	ended: 'ended',
	failed: 'failed',
	made: 'initiated',
	missed: 'missed',
	received: 'ringing',
	rejected: 'rejected',
	ringing: 'ringing',
};

const statusOf = (value: unknown, fallback: CallStatus): CallStatus =>
	STATUS[text(value)?.toLowerCase() ?? ''] ?? fallback;

const seconds = (value: unknown): number | undefined =>
	typeof value === 'number' ? value : undefined;

export const whatsAppCall =
	(direction: 'inbound' | 'outbound') =>
	(body: IDataObject): Found => {
		const call = object(body.call);
		const id = text(body.uuid) ?? text(body.id) ?? text(call.uuid) ?? text(call.id) ?? '';
		const remote = personOf(
			text(body.remote_phone_number) ?? remoteOf(body.session_key),
			nameOf(object(body.contact)),
		);
		const status = call.status ?? body.status;
		return {
			event: {
				event: 'call',
				chat: remote ? { id: remote.id, kind: 'private', name: remote.name } : undefined,
				...(direction === 'inbound'
					? { from: remote }
					: { to: remote ? { id: remote.id, phone: remote.phone } : undefined }),
				fromMe: direction === 'outbound',
				call: {
					id,
					direction,
					status: statusOf(status, direction === 'inbound' ? 'unknown' : 'initiated'),
					kind: (call.is_video ?? body.is_video) === true ? 'video' : 'voice',
					startedAt: isoTime(body.created_at),
					duration: seconds(call.duration ?? body.duration),
				},
			},
			identity: [id || undefined, status],
		};
	};

/** A call of a virtual number; `from` of an outbound one is the user who dialled. */
export function phoneCall(body: IDataObject, { name }: Frame): Found {
	const id = text(body.uuid) ?? text(body.callid) ?? '';
	const direction =
		name === 'call.incoming.completed' || body.direction === 'I'
			? 'inbound'
			: name === 'call.outbound.completed' || body.direction === 'O'
				? 'outbound'
				: 'unknown';
	const remote = personOf(
		direction === 'outbound' ? body.to_number : body.from,
		nameOf(object(body.contact)),
	);
	const agent = object(body.agent);
	return {
		event: {
			event: 'call',
			chat: remote ? { id: remote.id, kind: 'private', name: remote.name } : undefined,
			...(direction === 'outbound'
				? { to: remote ? { id: remote.id, phone: remote.phone } : undefined }
				: { from: remote }),
			fromMe: direction === 'unknown' ? undefined : direction === 'outbound',
			call: {
				id,
				direction,
				status: statusOf(body.status, name.endsWith('.completed') ? 'ended' : 'unknown'),
				kind: 'voice',
				startedAt: isoTime(body.start_time) ?? isoTime(body.created_at),
				endedAt: isoTime(body.end_time),
				duration: seconds(body.duration),
				recording: text(body.recording_url) ? { url: text(body.recording_url) } : undefined,
				agent: text(agent.uuid) ? { id: text(agent.uuid), name: nameOf(agent) } : undefined,
			},
			details: { status: body.status, callId: body.callid },
		},
		identity: [id || undefined, body.status, body.updated_at],
		time: body.updated_at ?? body.created_at,
	};
}
