/** Calls of the newer webhooks. A call has legs: the customer's, and one per agent that was dialed. */
import type { IDataObject } from 'n8n-workflow';

import type { MessagingEvent } from '../../../engine/trigger/event';
import { text } from '../../../engine/trigger/reading';
import type { CallStatus } from './events';
import {
	type Direction,
	directionOf,
	firstOf,
	jsonOf,
	part,
	parts,
	person,
	phoneOf,
	secondsOf,
	timeOf,
} from './parts';

export type Call = NonNullable<MessagingEvent['call']>;
type CallFields = Pick<MessagingEvent, 'chat' | 'from' | 'to' | 'fromMe' | 'call'>;

const RECORDING_NAME = [
	'recording_filename',
	'recording.filename',
	'recording.file_name',
	'recording.name',
];
const RECORDING_URL = ['recording_url', 'recording_link', 'recording.url', 'recording.link'];
const AGENT_ID = ['uuid', 'id', '_id', 'user_id'];
const AGENT_PHONE = ['contact', 'contact_number', 'phone_number', 'number', '_nr', '_ct'];

/**
 * The fields of a call event.
 * @param raw the envelope
 * @param status how far the call has come, by the event's name
 */
export function callFields(raw: IDataObject, payload: IDataObject, status: CallStatus): CallFields {
	const direction = directionOf(payload.direction, raw.direction, payload.category);
	const legs = legsOf(payload);
	const customerLegs = legs.filter(isOf('customer'));
	const agentLegs = legs.filter(isOf('agent'));
	const talked = direction === 'inbound' ? agentLegs : customerLegs;
	const answered = talked.filter(isAnswered);
	const customer = phoneOf(
		firstOf(raw, 'customer_identifier') ??
			firstOf(payload, 'customer_number') ??
			text(customerLegs[0]?.phone_number),
	);
	const own = phoneOf(firstOf(raw, 'system_identifier') ?? firstOf(payload, 'did'));
	// A call that MyOperator places dials the agent first: one who does not answer ends it.
	const decisive = talked.length ? talked : agentLegs;
	return {
		...partiesOf(direction, customer, own),
		call: {
			id: firstOf(payload, 'id', 'call_id') ?? firstOf(raw, 'session_id', 'event_id') ?? '',
			direction,
			status: status === 'ended' ? endOf(payload.status, direction, decisive) : status,
			kind: 'voice',
			startedAt: timeOf(payload.started_at, legs[0]?.started_at),
			answeredAt: timeOf(...answered.map((leg) => leg.answered_at)),
			endedAt: timeOf(payload.ended_at),
			duration: secondsOf(payload.duration),
			talkDuration: talkTime(answered) ?? secondsOf(payload.talk_duration),
			recording: recordingOf(payload),
			agent: agentOf(agentLegs, status) ?? agentIn(payload.users ?? payload.agent),
			referenceId: firstOf(payload, 'client_ref_id'),
		},
	};
}

/** When it happened, where the envelope has no time. */
export function callTimes(payload: IDataObject, status: CallStatus): unknown[] {
	const newest = legsOf(payload).at(-1);
	return [
		...(status === 'ended' ? [payload.ended_at] : []),
		...(status === 'answered' ? [newest?.answered_at] : []),
		newest?.started_at,
		payload.started_at,
	];
}

/** In the order in which they were dialed. */
const legsOf = (payload: IDataObject): IDataObject[] =>
	parts(payload.legs).sort(
		(a, b) =>
			Number(a.leg_index ?? 0) - Number(b.leg_index ?? 0) ||
			(timeOf(a.started_at) ?? '').localeCompare(timeOf(b.started_at) ?? ''),
	);

const word = (value: unknown): string => text(value)?.trim().toLowerCase() ?? '';

const isOf = (type: 'agent' | 'customer') => (leg: IDataObject) => word(leg.type) === type;

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

/** By the leg's result; without one, by what became of the dialing. */
function isAnswered(leg: IDataObject): boolean {
	const result = word(leg.result) || (/^answer/.test(word(leg.dial_status)) ? 'answered' : '');
	return (
		result === 'answered' || (result !== 'not_answered' && timeOf(leg.answered_at) !== undefined)
	);
}

/** How a call ended, by the words for it; spaces, hyphens and underscores are alike. */
const ENDS: Array<[RegExp, CallStatus]> = [
	[/miss|voice.?mail|no.?answer|not.?(answer|connect|bridge)|unanswer/, 'missed'],
	[/busy|abandon|cancel|no.?carrier|unreach/, 'missed'],
	[/reject|declin/, 'rejected'],
	[/fail/, 'failed'],
];

/**
 * How a call ended. In calls that MyOperator places, the agent is dialed first, and "bridged" may only
 * mean that the agent answered: the customer was reached if the customer's leg was answered.
 */
function endOf(reported: unknown, direction: Direction, decisive: IDataObject[]): CallStatus {
	const said = word(reported);
	const end = ENDS.find(([pattern]) => pattern.test(said))?.[1];
	if (end) return end;
	const isSettled =
		decisive.length > 0 && !decisive.some((leg) => word(leg.result) === 'connected');
	const wasReached = decisive.some(isAnswered);
	const mayBelieve = said !== '' && direction !== 'outbound';
	return isSettled && !wasReached && !mayBelieve ? 'missed' : 'ended';
}

function talkTime(answered: IDataObject[]): number | undefined {
	const times = answered.map((leg) => secondsOf(leg.talk_duration)).filter((n) => n !== undefined);
	return times.length ? times.reduce((total, seconds) => total + seconds, 0) : undefined;
}

/** Its name, or its address where that is what the body has. */
function recordingOf(payload: IDataObject): Call['recording'] {
	const given = firstOf(payload, ...RECORDING_NAME);
	const isUrl = /^https?:/.test(given ?? '');
	const url = firstOf(payload, ...RECORDING_URL) ?? (isUrl ? given : undefined);
	const fileName = isUrl ? undefined : given;
	return (url ?? fileName) ? { url, fileName } : undefined;
}

/** The agent of the newest leg: of those that were answered, or, while dialing, of all. */
function agentOf(legs: IDataObject[], status: CallStatus): Call['agent'] {
	const newest = legs.at(-1);
	const leg = status === 'ringing' ? newest : (legs.filter(isAnswered).at(-1) ?? newest);
	if (!leg) return undefined;
	const agent = agentIn(leg.agent);
	return agentFields(
		agent?.id ?? firstOf(leg, 'agent_uuid', 'agent_id'),
		agent?.name ?? firstOf(leg, 'agent_name'),
		firstOf(leg, 'phone_number') ?? agent?.phone,
	);
}

/** An object, a list of one, or the name alone. */
export function agentIn(value: unknown): Call['agent'] {
	const agent = part(value);
	const name = firstOf(agent, 'name', '_na') ?? (jsonOf(value) === value ? text(value) : undefined);
	return agentFields(firstOf(agent, ...AGENT_ID), name, firstOf(agent, ...AGENT_PHONE));
}

/** Undefined rather than an agent of whom nothing is known. */
const agentFields = (id?: string, name?: string, phone?: string): Call['agent'] =>
	(id ?? name ?? phone) ? { id, name, phone } : undefined;
