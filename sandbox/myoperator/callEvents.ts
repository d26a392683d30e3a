import { unix } from '../core/times';
import type { Dict } from '../core/types';
import { MYOPERATOR_DEMO } from './demo';
import { envelope } from './messageEvents';
import type { Call, Context, Leg, User } from './state';
import { clock, nanos, wholeSeconds } from './times';

type Stage = 'call.initiated' | 'call.dial_begin' | 'call.answered' | 'call.end';

/** Seconds of a call, at least one. */
export function durationOf(call: Call): number {
	const talk = Math.max(0, ...call.legs.map((leg) => leg.talk_duration ?? 0));
	const ring = Math.max(0, ...call.legs.map((leg) => leg.ring_duration ?? 0));
	return Math.max(1, talk + ring);
}

/** Sends the call's new state to the webhooks. */
export function emitCallStage(stage: Stage, call: Call, context: Context): void {
	context.state.sequence += 1;
	const isFirstAgentLeg =
		call.category === 'obd' && call.legs.length === 1 && call.legs[0]?.type === 'agent';
	context.emit(
		envelope(context, {
			event_type: stage,
			event_sequence: context.state.sequence,
			channel: 'call',
			direction: call.direction,
			session_id: call.id,
			system_identifier: call.did,
			// Before the customer is dialled the provider leaves this empty.
			customer_identifier: isFirstAgentLeg ? '' : call.customer_number,
			timestamp: stage === 'call.initiated' ? nanos(context.now()) : context.now().toISOString(),
			payload:
				stage === 'call.initiated'
					? { started_at: call.started_at.toISOString() }
					: { legs: call.legs.map(plainLeg) },
		}),
	);
}

function plainLeg({ agent: _agent, ...leg }: Leg): Dict {
	return {
		...leg,
		started_at: leg.started_at.toISOString(),
		answered_at: leg.answered_at?.toISOString() ?? null,
		ended_at: leg.ended_at?.toISOString() ?? null,
	};
}

function richLeg({ dept_id: _department, agent, ...leg }: Leg): Dict {
	return {
		...leg,
		agent: agent && userObject(agent, agent.extension),
		department: null,
		started_at: wholeSeconds(leg.started_at),
		answered_at: leg.answered_at && wholeSeconds(leg.answered_at),
		ended_at: leg.ended_at && wholeSeconds(leg.ended_at),
	};
}

function userObject(user: User, extension: string | number): Dict {
	const { uuid, name, email, contact_number: contact } = user;
	return { uuid, name, email, extension, contact };
}

/** The end in three versions: call.end, call.summary and the old AfterCall. */
export function emitCallEnd(call: Call, context: Context): void {
	const ended = call.ended_at ?? context.now();
	const common = {
		id: call.id,
		direction: call.direction,
		customer_number: call.customer_number,
		status: call.status,
		duration: durationOf(call),
		billable: call.status === 'bridged',
		recording_filename: call.recording_filename,
		ref_id: call.ref_id,
		client_ref_id: call.client_ref_id,
		obd_campaign: null,
	};
	context.state.sequence += 1;
	context.emit(
		envelope(context, {
			event_type: 'call.end',
			event_sequence: context.state.sequence,
			channel: 'call',
			direction: call.direction,
			session_id: call.id,
			system_identifier: call.did,
			customer_identifier: call.customer_number,
			timestamp: ended.toISOString(),
			payload: {
				...common,
				did: call.did,
				// The examples call it "outgoing" here and "obd" in the summary.
				category: call.category === 'obd' ? 'outgoing' : call.category,
				started_at: call.started_at.toISOString(),
				ended_at: ended.toISOString(),
				legs: call.legs.map(plainLeg),
			},
		}),
	);
	context.emit(
		envelope(context, {
			event_type: 'call.summary',
			event_sequence: 1,
			channel: 'call',
			direction: call.direction,
			session_id: call.id,
			system_identifier: '',
			customer_identifier: call.customer_number,
			payload: {
				...common,
				category: call.category,
				location: 'DL, IN',
				started_at: wholeSeconds(call.started_at),
				ended_at: wholeSeconds(ended),
				legs: call.legs.map(richLeg),
				comments: [],
			},
		}),
	);
	context.emit({
		type: 'legacy.afterCall',
		family: 'legacy-call',
		payload: afterCall(call, ended),
	});
}

/** An agent sets the disposition of a call. */
export function emitDisposition(
	call: Call,
	names: string[],
	comment: string,
	agent: User,
	context: Context,
): void {
	const added = wholeSeconds(context.now());
	context.state.sequence += 1;
	context.emit(
		envelope(context, {
			event_type: 'disposition',
			event_sequence: context.state.sequence,
			channel: 'call',
			direction: '',
			session_id: call.id,
			system_identifier: null,
			customer_identifier: call.customer_number,
			timestamp: context
				.now()
				.toISOString()
				.replace(/\.\d+Z$/, 'Z'),
			payload: {
				dispositions: names.map((name, index) => ({
					type: Math.min(index + 1, 2),
					name,
					user_id: agent.uuid,
					added_at: added,
				})),
				comments:
					comment === ''
						? []
						: [
								{
									id: context.ids.hex(16),
									content: comment,
									posted_at: added,
									posted_by: userObject(agent, Number(agent.extension)),
								},
							],
			},
		}),
	);
	context.emit({
		type: 'legacy.disposition',
		family: 'legacy-call',
		payload: {
			...afterCall(call, call.ended_at ?? context.now()),
			_dsp: names.map((name, index) => ({
				_lb: Math.min(index + 1, 2),
				_na: name,
				_ag: agent.uuid,
				_ts: unix(context.now()),
			})),
		},
	});
}

/** The old call webhook with its two-letter names. */
function afterCall(call: Call, ended: Date): Dict {
	const seconds = durationOf(call);
	const agents = call.legs.filter((leg) => leg.type === 'agent');
	const text = (date: Date): string => date.toISOString().slice(0, 19).replace('T', ' ');
	return {
		_ai: call.id,
		_so: '1',
		_ci: MYOPERATOR_DEMO.companyId,
		_cr: call.customer_number.slice(-10),
		_cm: '',
		_cl: call.customer_number,
		_cy: '91',
		_se: 'DL,IN',
		_ts: unix(ended),
		_st: unix(call.started_at),
		_ms: call.started_at.getTime(),
		_ss: seconds,
		_et: unix(ended),
		_dr: clock(seconds),
		_drm: Math.round((seconds / 60) * 10) / 10,
		_ty: 1,
		_ev: call.direction === 'incoming' ? 1 : 2,
		_fn: call.recording_filename,
		_fu: '',
		_ns: call.category === 'obd' ? '2' : '0',
		_su: call.status === 'bridged' ? 1 : 2,
		_dn: '',
		_di: '',
		_pm: [
			{ ky: 'ui', vl: call.id },
			{ ky: 'is', vl: '0' },
			{ ky: 'ib', vl: call.status === 'bridged' ? '1' : '0' },
		],
		_cn: [],
		_ld: agents.map((leg) => ({
			_rr: [
				{
					_id: leg.agent?.uuid ?? '',
					_na: leg.agent?.name ?? '',
					_em: leg.agent?.email ?? '',
					_ex: leg.agent?.extension ?? '',
					_ct: leg.phone_number.slice(-10),
					_nr: leg.phone_number,
				},
			],
			_rst: text(leg.started_at),
			_did: call.did,
			_ds: leg.dial_status === 'NO ANSWER' ? 'NOANSWER' : leg.dial_status,
			_tt: [],
			_su: leg.result === 'answered' ? '1' : '2',
			_st: unix(leg.started_at),
			_et: unix(leg.ended_at ?? ended),
			_dr: clock(leg.talk_duration ?? 0),
			_ac: leg.result === 'answered' ? 'received' : 'missed',
		})),
		_us: agents.flatMap((leg) =>
			leg.agent
				? [{ ky: leg.agent.uuid, vl: leg.result === 'answered' ? 'received' : 'missed' }]
				: [],
		),
		_tc: [],
		_ri: call.ref_id,
		_cri: call.client_ref_id,
		_ivid: MYOPERATOR_DEMO.publicIvrId,
	};
}
