/** Calls of the newer webhooks. A call has legs: the customer's, and one per agent that was dialed. */
import type { IDataObject } from 'n8n-workflow';

import type { MessagingEvent } from '../../../engine/trigger/event';
import { text } from '../../../engine/trigger/reading';
import type { CallStatus } from './events';
import {
	type Direction,
	directionOf,
	firstOf,
	part,
	parts,
	person,
	phoneOf,
	secondsOf,
	timeOf,
} from './parts';

export type Call = NonNullable<MessagingEvent['call']>;
type CallFields = Pick<MessagingEvent, 'chat' | 'from' | 'to' | 'fromMe' | 'call'>;

/**
 * The fields of a call event.
 * @param raw the envelope
 * @param status how far the call has come, by the event's name
 */
export function callFields(raw: IDataObject, payload: IDataObject, status: CallStatus): CallFields {
	const direction = directionOf(payload.direction, raw.direction, payload.category);
	const legs = parts(payload.legs).sort((a, b) => indexOf(a) - indexOf(b));
	const customerLegs = legs.filter((leg) => leg.type === 'customer');
	const agentLegs = legs.filter((leg) => leg.type === 'agent');
	const talked = direction === 'inbound' ? agentLegs : customerLegs;
	const answered = talked.filter(isAnswered);
	const customer = phoneOf(
		firstOf(raw, 'customer_identifier') ??
			firstOf(payload, 'customer_number') ??
			text(customerLegs[0]?.phone_number),
	);
	const own = phoneOf(firstOf(raw, 'system_identifier') ?? firstOf(payload, 'did'));
	return {
		...partiesOf(direction, customer, own),
		call: {
			id: firstOf(payload, 'id', 'call_id') ?? firstOf(raw, 'session_id', 'event_id') ?? '',
			direction,
			status: status === 'ended' ? endOf(payload.status, direction, talked) : status,
			kind: 'voice',
			startedAt: timeOf(payload.started_at, legs[0]?.started_at),
			answeredAt: timeOf(...answered.map((leg) => leg.answered_at)),
			endedAt: timeOf(payload.ended_at),
			duration: secondsOf(payload.duration),
			talkDuration: talkTime(answered) ?? secondsOf(payload.talk_duration),
			recording: payload.recording_filename
				? { fileName: text(payload.recording_filename) }
				: undefined,
			agent: agentOf(agentLegs, status),
			referenceId: firstOf(payload, 'client_ref_id'),
		},
	};
}

/** Who called whom: the other person is the chat, whichever side began. */
export function partiesOf(
	direction: Direction,
	customer: string | undefined,
	own: string | undefined,
	name?: string,
): Omit<CallFields, 'call'> {
	const them = person(customer, name);
	const me = person(own);
	return {
		chat: them && { id: them.id, kind: 'private', name },
		...(direction === 'inbound' && { from: them, to: me && { id: me.id, phone: me.phone } }),
		...(direction === 'outbound' && {
			from: me && { id: me.id, phone: me.phone },
			to: them && { id: them.id, phone: them.phone },
		}),
		fromMe: direction === 'outbound',
	};
}

const indexOf = (leg: IDataObject) => Number(leg.leg_index ?? 0);

const isAnswered = (leg: IDataObject) =>
	leg.result === 'answered' ||
	(leg.result !== 'not_answered' && timeOf(leg.answered_at) !== undefined);

/**
 * How a call ended. In calls that MyOperator places, the agent is dialed first, and "bridged" may only
 * mean that the agent answered: the customer was reached if the customer's leg was answered.
 */
function endOf(reported: unknown, direction: Direction, talked: IDataObject[]): CallStatus {
	const word = text(reported)?.toLowerCase() ?? '';
	if (/^(missed|voicemail|no.?answer|not.?answered|unanswered|busy|abandoned|cancel)/.test(word))
		return 'missed';
	if (word.startsWith('fail')) return 'failed';
	const isSettled = talked.length > 0 && !talked.some((leg) => leg.result === 'connected');
	const wasReached = talked.some(isAnswered);
	const mayBelieve = word !== '' && direction !== 'outbound';
	return isSettled && !wasReached && !mayBelieve ? 'missed' : 'ended';
}

function talkTime(answered: IDataObject[]): number | undefined {
	const times = answered.map((leg) => secondsOf(leg.talk_duration)).filter((n) => n !== undefined);
	return times.length ? times.reduce((total, seconds) => total + seconds, 0) : undefined;
}

/** The agent of the newest leg: of those that were answered, or, while dialing, of all. */
function agentOf(legs: IDataObject[], status: CallStatus): Call['agent'] {
	const newest = legs.at(-1);
	const leg = status === 'ringing' ? newest : (legs.filter(isAnswered).at(-1) ?? newest);
	if (!leg) return undefined;
	const agent = part(leg.agent);
	return agentFields(
		firstOf(agent, 'uuid', 'id'),
		firstOf(agent, 'name'),
		firstOf(leg, 'phone_number') ?? firstOf(agent, 'contact'),
	);
}

/** Undefined rather than an agent of whom nothing is known. */
export const agentFields = (id?: string, name?: string, phone?: string): Call['agent'] =>
	(id ?? name ?? phone) ? { id, name, phone } : undefined;
