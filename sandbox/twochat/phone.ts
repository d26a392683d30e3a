import type { Answer, Dict, Handler, SandboxRequest } from '../core/types';
import { silentMp3 } from '../core/files';
import { asDict, asText } from '../core/values';
import { checkPhone, notFound, ok, pageOf, refusal, sameNumber } from './answers';
import { contactOf } from './contacts';
import { dropSubscriptionsOf, tell } from './deliveries';
import type { Call, Context, TwoChatState, VirtualNumber } from './state';
import { zoned } from './times';

/** The virtual number with this uuid or phone number. */
export const virtualBy = (phone: unknown, { state }: Context): VirtualNumber | undefined =>
	[...state.virtualNumbers.values()].find(
		({ uuid, phone_number: own }) => uuid === phone || sameNumber(own, phone),
	);

const shown = ({ sms: _sms, ...number }: VirtualNumber): Dict => number;

const CALL_SECONDS = 21;

/** As call events show it: without what it costs. */
function tellCall(context: Context, event: string, number: VirtualNumber, call: Call): void {
	const { call_cost: _cost, caller_id_uuid: _id, agent_id: _agent, ...rest } = call;
	const other = asText(call.direction === 'I' ? call.from : call.to_number);
	tell(context, event, number.uuid, {
		...rest,
		...(call.direction === 'I'
			? { received_on_number: number.phone_number, received_on_number_uuid: number.uuid }
			: {}),
		is_toll_free: false,
		contact: contactOf(other, context),
	});
}

/**
 * A phone call from ringing to its end: each step is a status event, and the end is also a separate
 * event.
 */
export function runCall(
	context: Context,
	number: VirtualNumber,
	{ direction, other, isAnswered }: { direction: 'I' | 'O'; other: string; isAnswered: boolean },
): Call {
	const [agent] = context.state.users;
	const start = context.now();
	const call: Call = {
		uuid: `CDR${context.ids.uuid()}`,
		account_uuid: asText(context.state.account.uuid),
		callid: context.ids.uuid(),
		direction,
		active: true,
		from: direction === 'I' ? other : asText(agent?.uuid),
		iso_country_code: 'IN',
		status: 'RINGING',
		is_whatsapp_call: false,
		created_at: zoned(start),
		updated_at: zoned(start),
		...(direction === 'O' ? { to_number: other, caller_id_used: number.phone_number } : {}),
	};
	context.state.calls.set(call.uuid, call);
	const step = (fields: Dict): void => {
		Object.assign(call, fields, { updated_at: zoned(context.now()) });
		tellCall(context, 'call.status.update', number, call);
	};
	step({});
	const end = (): void => {
		const finish = new Date(context.now().getTime() + CALL_SECONDS * 1000);
		const recording = {
			name: `${call.uuid}.mp3`,
			mimeType: 'audio/mpeg',
			bytes: silentMp3(8),
		};
		step(
			isAnswered
				? {
						active: false,
						status: 'COMPLETED',
						duration: CALL_SECONDS,
						start_time: zoned(context.now()),
						end_time: zoned(finish),
						recording_url: context.files.add(recording),
					}
				: { active: false, status: 'MISSED', duration: 0 },
		);
		const event = direction === 'I' ? 'call.incoming.completed' : 'call.outbound.completed';
		tellCall(context, event, number, call);
	};
	context.later(context.stageMs, () => {
		if (!isAnswered) return end();
		step({
			status: 'ANSWERED',
			agent: {
				uuid: agent?.uuid,
				first_name: agent?.first_name,
				last_name: agent?.last_name,
				full_name: `${asText(agent?.first_name)} ${asText(agent?.last_name)}`,
				profile_pic_url: null,
			},
		});
		context.later(context.stageMs, end);
	});
	return call;
}

function sendSms(request: SandboxRequest, context: Context): Answer {
	const body = asDict(request.body);
	const number = virtualBy(body.from_number, context);
	if (!number) return notFound('Number');
	if (!number.sms) return refusal(406, 'The number can not send SMS');
	const wrong = checkPhone('to_number', body.to_number);
	if (wrong) return wrong;
	const uuid = `SMS${context.ids.uuid()}`;
	context.state.sms.push({ uuid, ...body, created_at: zoned(context.now()) });
	return ok({ message_id: uuid }, 202);
}

export const phoneHandlers: Record<string, Handler<TwoChatState>> = {
	sendSms,
	listVirtualNumbers(request, { state }) {
		const all = [...state.virtualNumbers.values()].map(shown);
		const { page, rows } = pageOf(all, request, { standard: 50 });
		return ok({ count: rows.length, page, numbers: rows });
	},
	deleteVirtualNumber(request, context) {
		const uuid = asText(request.params.virtual_number_uuid);
		if (!context.state.virtualNumbers.delete(uuid)) return notFound('Virtual number');
		dropSubscriptionsOf(uuid, context);
		return ok();
	},
	listCalls(request, { state }) {
		const wanted = { inbound: 'I', outbound: 'O' }[asText(request.query.direction)];
		const all = [...state.calls.values()]
			.reverse()
			.filter(({ direction }) => wanted === undefined || direction === wanted);
		const { page, rows } = pageOf(all, request, { standard: 50 });
		// Here the count is the total.
		return ok({ count: all.length, page, cdrs: rows });
	},
	getCall(request, { state }) {
		const cdr = state.calls.get(asText(request.params.call_uuid));
		return cdr ? ok({ cdr }) : notFound('Call');
	},
	listCallerIds(request, { state }) {
		const all = [...state.virtualNumbers.values()].map((number) => ({
			uuid: `VCI${number.uuid.slice(3)}`,
			account_uuid: number.account_uuid,
			channel_uuid: number.uuid,
			phone_number: number.phone_number,
			friendly_name: number.friendly_name,
			iso_country_code: number.iso_country_code,
			type: 'VN',
			verified: true,
			created_at: number.created_at,
			updated_at: number.updated_at,
			expires_at: number.expires_at,
		}));
		const { page, rows } = pageOf(all, request, { standard: 50 });
		return ok({ count: rows.length, page, caller_ids: rows });
	},
	estimateCallPrice(request) {
		const phone = asText(request.params.phone_number);
		return (
			checkPhone('phone_number', phone) ??
			ok({ phone_number: phone, iso_country_code: 'IN', price_per_minute: 0.0129 })
		);
	},
};
