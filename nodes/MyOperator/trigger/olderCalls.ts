/**
 * Calls of the older webhooks: "After Call" and "Disposition" with short names (`_ai` log, `_cl` caller,
 * `_ev` 1 in 2 out, `_su` 1 connected 2 missed 3 voicemail, `_ld` legs), the same with long names, and
 * "In-Call" while a call goes on.
 */
import type { IDataObject } from 'n8n-workflow';

import { digits, hash, known, type Reading, text } from '../../../engine/trigger/reading';
import { agentIn, type Call, partiesOf } from './calls';
import type { CallStatus } from './events';
import { directionOf, firstOf, parts, phoneOf, secondsOf, timeOf } from './parts';

export const isShortNamed = (body: IDataObject) =>
	['_dsp', '_ai', '_cl'].some((name) => name in body);

export const isLongNamed = (body: IDataObject) =>
	['clid', 'clid_raw', 'call_state'].some((name) => name in body);

/** "After Call" and "Disposition" with short names. */
export function afterCall(raw: IDataObject): Reading {
	const isDisposition = parts(raw._dsp).length > 0;
	const kind = isDisposition ? 'disposition' : 'afterCall';
	const callId = firstOf(parts(raw._pm).find((entry) => entry.ky === 'ui') ?? {}, 'vl');
	const id = callId ?? firstOf(raw, '_ai') ?? '';
	const direction = directionOf(raw._ev, raw._ty);
	const legs = parts(raw._ld);
	const customer = phoneOf(firstOf(raw, '_cl') ?? firstOf(raw, '_cr'), raw._cy);
	const own = [...legs]
		.reverse()
		.map((leg) => firstOf(leg, '_did'))
		.find(Boolean);
	const ownPhone = /^\+?\d{7,15}$/.test(own ?? '') ? digits(own) : undefined;
	return {
		choice: kind,
		// A recording or an outcome may come later, for the same call.
		key: id ? `${kind}/${id}/${hash(raw)}` : undefined,
		time: timeOf(raw._et, raw._ts, raw._st),
		event: {
			event: 'call',
			providerEvent: `legacy.${kind}`,
			id: id ? `${kind}/${id}` : undefined,
			account: own,
			...partiesOf(direction, customer, ownPhone, firstOf(raw, '_cm')),
			call: {
				id,
				direction,
				status: endOf(raw, legs),
				kind: 'voice',
				startedAt: timeOf(raw._st),
				endedAt: timeOf(raw._et),
				duration: secondsOf(raw._dr),
				recording: raw._fn || raw._fu ? { fileName: text(raw._fn), url: text(raw._fu) } : undefined,
				agent: agentOf(legs),
				referenceId: firstOf(raw, '_cri'),
			},
			details: isDisposition ? { dispositions: raw._dsp } : undefined,
		},
	};
}

const ENDS: Record<string, CallStatus> = {
	1: 'ended',
	2: 'missed',
	3: 'missed',
	connected: 'ended',
	answered: 'ended',
	received: 'ended',
	missed: 'missed',
	voicemail: 'missed',
};

const isReceived = (leg: IDataObject) =>
	['received', 'transferred'].includes(String(leg._ac)) ||
	(leg._ac === undefined && ['1', '4'].includes(String(leg._su)));

/** By `_su`, which also counts the calls that were placed; without it by who received the call. */
function endOf(raw: IDataObject, legs: IDataObject[]): CallStatus {
	const reported = known(ENDS, String(raw._su).toLowerCase());
	if (reported) return reported;
	const users = parts(raw._us);
	if (users.some((user) => user.vl === 'received') || legs.some(isReceived)) return 'ended';
	return users.length || legs.length ? 'missed' : 'unknown';
}

/** The agent of the newest leg that was received; after a transfer without a leg, the one it went to. */
function agentOf(legs: IDataObject[]): Call['agent'] {
	const leg = legs.filter(isReceived).at(-1) ?? legs.at(-1);
	if (!leg) return undefined;
	const isLast = leg === legs.at(-1);
	return agentIn(isLast && parts(leg._tt).length ? leg._tt : leg._rr);
}

/** Number 6 ends a call; the states in between are not all known. */
const STATES: Record<string, CallStatus> = {
	0: 'ringing',
	1: 'answered',
	ringing: 'ringing',
	answered: 'answered',
	6: 'ended',
	...{ connected: 'ended', missed: 'missed', voicemail: 'missed' },
};

/** Long names (`clid`, `call_state`): of a call that goes on, or of its record after the end. */
export function longNamedCall(raw: IDataObject): Reading {
	const state = known(STATES, String(raw.call_state).toLowerCase()) ?? 'unknown';
	const isOver =
		['ended', 'missed'].includes(state) || (raw.duration !== undefined && raw.status !== undefined);
	const kind = isOver ? 'afterCall' : 'inCall';
	// "event" is the direction in a record, and the start (1) or an update (2) while the call goes on.
	const direction = directionOf(raw.direction, isOver ? raw.event : undefined);
	const id = firstOf(raw, 'uid', 'id') ?? '';
	const customer = phoneOf(firstOf(raw, 'clid') ?? firstOf(raw, 'clid_raw'), raw.country_code);
	const own = firstOf(raw, 'rdnis', 'did');
	const step = [raw.call_state, raw.event, raw.status].map((value) => text(value) ?? '').join('/');
	return {
		choice: kind,
		key: id && kind === 'afterCall' ? `${kind}/${id}` : id && `${kind}/${id}/${step}`,
		time: timeOf(raw.end_time, raw.created, raw.created_time, raw.start_time),
		event: {
			event: 'call',
			providerEvent: `legacy.${kind}`,
			account: own,
			...partiesOf(direction, customer, phoneOf(own)),
			call: {
				id,
				direction,
				status: isOver ? (known(ENDS, String(raw.status).toLowerCase()) ?? state) : state,
				kind: 'voice',
				startedAt: timeOf(raw.start_time),
				endedAt: timeOf(raw.end_time),
				duration: secondsOf(raw.duration),
				recording: raw.filename ? { fileName: text(raw.filename) } : undefined,
				agent: agentIn(raw.users),
				referenceId: firstOf(raw, 'client_ref_id'),
			},
		},
	};
}
