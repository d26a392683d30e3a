/** Tells MyOperator's families of webhook bodies apart and reads them into the shared event shape. */
import type { IDataObject } from 'n8n-workflow';

import { hash, type Reading, text } from '../../../engine/trigger/reading';
import { callFields } from './calls';
import { NAMES, OLDER_NAMES } from './events';
import { nestFields } from './forms';
import { messageFields } from './messages';
import { afterCall, isLongNamed, isShortNamed, longNamedCall } from './olderCalls';
import { firstOf, part, phoneOf, timeOf } from './parts';

/**
 * The families are told apart by their keys: `event_type`; `type` with `event`; `_ai` or `clid`. The
 * older call webhooks as a form have all of it as text in the field `myoperator`. Anything else is an
 * event that this version does not know: MyOperator would repeat what is refused, for a day.
 */
export function readWebhook(body: IDataObject): Reading[] {
	const wrapped = part(body.myoperator);
	const isWrapped = Object.keys(wrapped).length > 0;
	const raw = isWrapped ? wrapped : nestFields(body);
	const reading = readOne(raw);
	return [isWrapped ? { ...reading, event: { ...reading.event, raw } } : reading];
}

function readOne(raw: IDataObject): Reading {
	if (raw.type === 'message' && typeof raw.event === 'string') return olderMessage(raw, raw.event);
	// One page of MyOperator shows `{id, type, created_at, data}` with the same names of events.
	const type = firstOf(raw, 'event_type') ?? firstOf(raw, 'type');
	if (type && (raw.event_type || type in NAMES)) return newerEvent(raw, type);
	if (isShortNamed(raw)) return afterCall(raw);
	if (isLongNamed(raw)) return longNamedCall(raw);
	return {
		event: { event: 'other', providerEvent: type ?? firstOf(raw, 'event') ?? 'unknown' },
	};
}

function newerEvent(raw: IDataObject, type: string): Reading {
	const { choice, kind, status } = NAMES[type] ?? { kind: 'other' };
	const payload = part(raw.payload ?? raw.data);
	const id = firstOf(raw, 'event_id') ?? (raw.event_type ? undefined : firstOf(raw, 'id'));
	const key = id ?? keyOf(raw, payload, type);
	const systemId = firstOf(raw, 'system_identifier');
	const shared = { event: kind, providerEvent: type, id: id ?? key };
	const reading = { choice, key, time: timeOf(raw.timestamp, raw.created_at) };
	if (kind === 'message.received' || kind === 'message.status')
		return {
			...reading,
			event: {
				...shared,
				...messageFields(
					payload,
					{
						direction: raw.direction,
						customer: raw.customer_identifier,
						account: systemId ?? firstOf(payload, 'phone_number_id'),
						id: id ?? key ?? '',
					},
					status,
				),
			},
		};
	if (kind === 'call')
		return {
			...reading,
			event: {
				...shared,
				account: systemId ?? firstOf(payload, 'did'),
				...callFields(raw, payload, status),
				details: choice === 'disposition' ? payload : undefined,
			},
		};
	// In conversations, the system identifier names the user (agent), not the number.
	const customer = kind === 'conversation' && phoneOf(raw.customer_identifier);
	return {
		...reading,
		event: {
			...shared,
			account: kind === 'conversation' ? undefined : systemId,
			chat: customer ? { id: customer, kind: 'private' } : undefined,
			details: payload,
		},
	};
}

/**
 * What makes two deliveries the same event where MyOperator gives no event ID: a message has each status
 * once; calls and clicks repeat under one ID, so their content counts too.
 */
function keyOf(raw: IDataObject, payload: IDataObject, type: string): string | undefined {
	const id = firstOf(payload, 'id', 'call_id');
	if (id && type.startsWith('message.') && type !== 'message.link_tracking') return `${type}/${id}`;
	const subject = id ?? firstOf(raw, 'session_id');
	return subject && `${type}/${subject}/${text(raw.timestamp) ?? ''}/${hash(payload)}`;
}

/** The older WhatsApp webhooks: `{type: "message", event, timestamp, data}`. */
function olderMessage(raw: IDataObject, name: string): Reading {
	const data = part(raw.data);
	const type = OLDER_NAMES[name] ?? name;
	const named = NAMES[type];
	const messageId = firstOf(data, 'id');
	return {
		choice: named?.choice,
		key: messageId && `${name}/${messageId}/${text(raw.timestamp) ?? ''}`,
		time: timeOf(raw.timestamp),
		event: {
			event: named?.kind ?? 'other',
			providerEvent: `legacy.${name}`,
			id: messageId && `${type}/${messageId}`,
			// The status inside lags behind: "delivered" comes with "sent". The event's name is right.
			...messageFields(
				data,
				{
					direction: raw.direction,
					customer: raw.customer_identifier,
					account: firstOf(data, 'phone_number_id'),
					id: messageId ?? hash(data),
				},
				named?.kind === 'message.status' ? named.status : undefined,
			),
		},
	};
}
