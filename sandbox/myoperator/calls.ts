import { unix } from '../core/times';
import type { Answer, Dict, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { emitCallEnd, emitCallStage } from './callEvents';
import { MYOPERATOR_AGENT, MYOPERATOR_DEMO, UNANSWERED_NUMBER } from './demo';
import { callAnswer, developersError } from './envelopes';
import type { Call, Context, Leg, User } from './state';

/** The three dialers: an agent and a customer, two plain numbers, or the IVR and a customer. */
export function createCall(request: SandboxRequest, context: Context): Answer {
	const body = asDict(request.body);
	const { state } = context;
	const reference = asText(body.reference_id);
	const uniqueId = context.ids.uuid();
	const ids = { unique_id: uniqueId, reference_id: reference };
	const isIvr = body.type === '2';
	const forbidden = ['user_id', 'number_2'].filter((name) => name in body);
	if (isIvr ? forbidden.length > 0 : forbidden.length > 1) {
		return callAnswer(403, `${forbidden.join(' and ')} not allowed for this dialer`, ids);
	}
	if (!isIvr && forbidden.length === 0) {
		return callAnswer(400, 'user_id or number_2 is required', ids);
	}
	if (body.public_ivr_id !== MYOPERATOR_DEMO.publicIvrId) {
		return callAnswer(404, 'No IVR found for public_ivr_id', ids);
	}
	const agent = 'user_id' in body ? state.users.get(asText(body.user_id)) : undefined;
	if ('user_id' in body && !agent) return callAnswer(400, 'user_id does not exist', ids);
	if (reference !== '' && state.references.has(reference)) {
		return callAnswer(403, 'Duplicate reference_id', ids);
	}
	if (reference !== '') state.references.add(reference);
	const custom = Object.fromEntries(
		Object.entries(body).filter(([name]) => name.startsWith('custom_')),
	);
	const customer = international(asText(body.number));
	const call = addCall(context, 'obd', customer, {
		ref_id: uniqueId,
		client_ref_id: reference,
		custom,
	});
	const second = agent
		? { phone: agent.contact_number, agent }
		: { phone: international(asText(body.number_2)), agent: null };
	const them: Planned = { type: 'customer', phone: customer, agent: null };
	runCall(call, isIvr ? [them] : [{ type: 'agent', ...second }, them], context);
	const details =
		body.call_hold === false
			? 'This call might get cancelled due to unavailability of UDC(User/Department/Channels)!!'
			: 'Request accepted successfully';
	return callAnswer(200, details, ids);
}

/** A call with the developer token alone: the agent first, then the customer. */
export function clickToCall(request: SandboxRequest, context: Context): Answer {
	const body = asDict(request.body);
	const agent = context.state.users.get(asText(body.support_user_id));
	if (!agent) return developersError(400, 'support_user_id does not exist');
	const customer = international(asText(body.customer_cc) + asText(body.customer_number));
	const call = addCall(context, 'obd', customer, { ref_id: '', client_ref_id: '', custom: {} });
	runCall(
		call,
		[
			{ type: 'agent', phone: agent.contact_number, agent },
			{ type: 'customer', phone: customer, agent: null },
		],
		context,
	);
	return { status: 200, body: { status: 'success', code: 200, message: 'call initiated' } };
}

function international(number: string): string {
	return number.startsWith('+') ? number : `+${number}`;
}

/** Someone calls the company; an agent answers or nobody does. */
export function receiveCall(input: Dict, context: Context): Call {
	const from = international(asText(input.from) || '919876543210');
	const agent = context.state.users.get(asText(input.agent) || MYOPERATOR_AGENT) ?? null;
	const call = addCall(context, 'incoming', from, { ref_id: '', client_ref_id: '', custom: {} });
	const answered = input.answered !== false;
	const caller: Planned = { type: 'customer', phone: from, agent: null, connected: true };
	const phone = agent?.contact_number ?? '+919876543211';
	runCall(call, [caller, { type: 'agent', phone, agent, silent: !answered }], context);
	return call;
}

interface Planned {
	type: 'agent' | 'customer';
	phone: string;
	agent: User | null;
	/** On the line from the start: who called. */
	connected?: boolean;
	/** Does not pick up. */
	silent?: boolean;
}

function addCall(
	context: Context,
	category: Call['category'],
	customer: string,
	fields: Pick<Call, 'ref_id' | 'client_ref_id' | 'custom'>,
): Call {
	const now = context.now();
	const [sender] = context.state.phoneNumbers;
	const call: Call = {
		...fields,
		id: `s4.${unix(now)}.${context.ids.digits(6)}`,
		category,
		direction: category === 'incoming' ? 'incoming' : 'outgoing',
		did: `+${sender?.country_code ?? ''}${sender?.phone_number ?? ''}`,
		customer_number: customer,
		status: 'missed',
		started_at: now,
		ended_at: null,
		recording_filename: '',
		legs: [],
	};
	context.state.calls.set(call.id, call);
	return call;
}

/** Seconds that a phone rings and that a talk lasts, in the reports. */
const RING = 9;
const TALK = 26;

/** Dials one leg after the other; the call ends when all have answered or one does not. */
function runCall(call: Call, plan: Planned[], context: Context): void {
	const steps: Array<() => void> = [() => emitCallStage('call.initiated', call, context)];
	let lost = false;
	for (const planned of plan) {
		if (planned.connected) {
			steps.push(() => void dial(call, planned, context));
			continue;
		}
		steps.push(() => {
			if (lost) return;
			dial(call, planned, context);
			emitCallStage('call.dial_begin', call, context);
		});
		steps.push(() => {
			if (lost) return;
			lost = planned.silent === true || planned.phone === `+${UNANSWERED_NUMBER}`;
			settleLeg(call, lost, context);
			if (!lost) emitCallStage('call.answered', call, context);
		});
	}
	steps.push(() => hangUp(call, lost, context));
	const next = (): void => {
		steps.shift()?.();
		if (steps.length > 0) context.later(context.stageMs, next);
	};
	context.later(context.stageMs, next);
}

function dial(call: Call, planned: Planned, context: Context): void {
	const leg: Leg = {
		leg_index: call.legs.length + 1,
		type: planned.type,
		phone_number: planned.phone,
		pickup_device: 'phone',
		result: planned.connected ? 'connected' : 'dialing',
		dial_status: '',
		dept_id: '',
		started_at: context.now(),
		answered_at: null,
		ended_at: null,
		ring_duration: null,
		talk_duration: planned.connected ? 0 : null,
		agent: planned.agent,
	};
	call.legs.push(leg);
}

function settleLeg(call: Call, lost: boolean, context: Context): void {
	const leg = call.legs.at(-1);
	if (!leg) return;
	const now = context.now();
	leg.ring_duration = RING;
	leg.result = lost ? 'not_answered' : 'answered';
	leg.dial_status = lost ? 'NO ANSWER' : 'ANSWER';
	if (lost) leg.ended_at = now;
	else {
		leg.answered_at = now;
		leg.talk_duration = 0;
	}
}

function hangUp(call: Call, lost: boolean, context: Context): void {
	const now = context.now();
	call.ended_at = now;
	call.status = lost ? 'missed' : 'bridged';
	for (const leg of call.legs) {
		leg.ended_at ??= now;
		if (leg.talk_duration !== null) leg.talk_duration = TALK;
	}
	if (!lost) call.recording_filename = `${context.ids.hex(64)}-v2.mp3`;
	emitCallEnd(call, context);
}
