/** Tells MyOperator's families of webhook bodies apart and reads them into the shared event shape. */
import type { IDataObject } from 'n8n-workflow';

import { hash, known, type Reading, text } from '../../../engine/trigger/reading';
import { callFields, callTimes } from './calls';
import { NAMES, nameOf } from './events';
import { nestFields } from './forms';
import { kindOf, messageFields, messageIdOf, messageIn, messageTimes } from './messages';
import { afterCall, isLongNamed, isShortNamed, longNamedCall } from './olderCalls';
import { firstOf, part, parts, timeOf } from './parts';

/**
 * The families are told apart by their keys: `event_type`; `type` with `event`; `_ai` or `clid`. The
 * older call webhooks as a form have all of it as text in the field `myoperator`. Anything else is an
 * event that this version does not know: MyOperator would repeat what is refused, for a day.
 */
export function readWebhook(body: IDataObject): Reading[] {
	const wrapped = [body.myoperator, body.events, body.data]
		.map((value) => parts(value).filter(isEvent))
		.find((found) => found.length > 0);
	if (!wrapped) return [readOne(nestFields(body))];
	return wrapped.map((raw) => {
		const reading = readOne(raw);
		return { ...reading, event: { ...reading.event, raw } };
	});
}

/** True for what is an event by itself, without the object around it. */
const isEvent = (body: IDataObject): boolean =>
	typeof body.event_type === 'string' || isShortNamed(body) || isLongNamed(body);

function readOne(raw: IDataObject): Reading {
	if (raw.type === 'message' && typeof raw.event === 'string') return olderMessage(raw, raw.event);
	// One page of MyOperator shows `{id, type, created_at, data}` with the same names of events.
	const type = ['event_type', 'type', 'event'].map((key) => firstOf(raw, key)).find(isName);
	if (type !== undefined) return newerEvent(raw, type);
	if (isShortNamed(raw)) return afterCall(raw);
	if (isLongNamed(raw)) return longNamedCall(raw);
	const unknown = firstOf(raw, 'event_type', 'type', 'event');
	if (raw.event_type !== undefined && unknown) return newerEvent(raw, unknown);
	return { event: { event: 'other', providerEvent: unknown ?? 'unknown' } };
}

const isName = (word: string | undefined): word is string =>
	word !== undefined && nameOf(word) !== undefined;

function newerEvent(raw: IDataObject, spelling: string): Reading {
	const type = nameOf(spelling) ?? spelling;
	const { choice, kind, status } = known(NAMES, type) ?? { kind: 'other' as const };
	const payload = part(raw.payload ?? raw.data);
	const ownId = firstOf(raw, 'event_id') ?? (raw.event_type ? undefined : firstOf(raw, 'id'));
	const systemId = firstOf(raw, 'system_identifier');
	const providerEvent = spelling.trim();
	const told = [raw.timestamp, raw.created_at];
	if (kind === 'message.received' || kind === 'message.status') {
		const message = messageIn(payload);
		const key = messageKey(raw, message, type);
		const id = ownId ?? key;
		const fields = messageFields(
			message,
			{
				direction: raw.direction,
				customer: raw.customer_identifier,
				account: systemId ?? firstOf(message, 'phone_number_id'),
				source: raw.source,
				id: id ?? '',
			},
			status,
		);
		return messageReading(
			{ choice, key, time: timeOf(...told, ...messageTimes(message, status)) },
			{ event: kind, providerEvent, id, ...fields },
		);
	}
	if (kind === 'call') {
		const subject = firstOf(payload, 'id', 'call_id') ?? firstOf(raw, 'session_id') ?? ownId;
		return {
			choice,
			// A call repeats an event for each leg, and brings its recording or an outcome later.
			key: subject && `${type}/${subject}/${hash(payload)}`,
			time: timeOf(...told, ...callTimes(payload, status)),
			event: {
				event: kind,
				providerEvent,
				id: ownId,
				account: systemId ?? firstOf(payload, 'did'),
				...callFields(raw, payload, status),
				details: choice === 'disposition' ? payload : undefined,
			},
		};
	}
	const key = ownId ?? otherKey(raw, payload, type);
	// In conversations, the system identifier names the user (agent), not the number.
	const { chat } =
		kind === 'conversation'
			? messageFields(payload, { customer: raw.customer_identifier, id: '' })
			: { chat: undefined };
	return {
		choice,
		key,
		time: timeOf(...told),
		event: {
			event: kind,
			providerEvent,
			id: key,
			account: kind === 'conversation' ? undefined : systemId,
			chat,
			details: payload,
		},
	};
}

/** A notice or a reaction arrives as a received message and is none. */
function messageReading(reading: Omit<Reading, 'event'>, event: Reading['event']): Reading {
	if (event.event !== 'message.received') return { ...reading, event };
	const kind = kindOf(event.message?.type);
	return {
		...reading,
		choice: kind === 'message.system' ? undefined : reading.choice,
		// A message without content may come again with it, under the same ID.
		key: event.message?.type === 'unknown' && reading.key ? `${reading.key}/empty` : reading.key,
		event: { ...event, event: kind },
	};
}

/**
 * What two deliveries of one message have in common: the envelope's ID may be new in the second. A
 * message has each status once; links are clicked several times.
 */
function messageKey(raw: IDataObject, message: IDataObject, type: string): string | undefined {
	const id = messageIdOf(message);
	if (id === undefined) return firstOf(raw, 'event_id') ?? otherKey(raw, message, type);
	if (type !== 'message.link_tracking') return `${type}/${id}`;
	const clicked = firstOf(part(message.link_tracking), 'clicked_at') ?? text(raw.timestamp) ?? '';
	return `${type}/${id}/${clicked}/${hash(message.link_tracking)}`;
}

function otherKey(raw: IDataObject, payload: IDataObject, type: string): string | undefined {
	const subject = firstOf(payload, 'id') ?? firstOf(raw, 'session_id');
	return subject && `${type}/${subject}/${text(raw.timestamp) ?? ''}/${hash(payload)}`;
}

/** The older WhatsApp webhooks: `{type: "message", event, timestamp, data}`. */
function olderMessage(raw: IDataObject, name: string): Reading {
	const data = part(raw.data);
	const type = nameOf(name) ?? name;
	const named = known(NAMES, type);
	// The status inside lags behind: "delivered" comes with "sent". The event's name is right.
	const status = named?.kind === 'message.status' ? named.status : undefined;
	const messageId = messageIdOf(data);
	return messageReading(
		{
			choice: named?.choice,
			key: messageId && messageKey(raw, data, type),
			time: timeOf(raw.timestamp, ...messageTimes(data, status)),
		},
		{
			event: named?.kind ?? 'other',
			providerEvent: `legacy.${name}`,
			id: messageId && `${type}/${messageId}`,
			...messageFields(
				data,
				{
					direction: raw.direction,
					customer: raw.customer_identifier,
					account: firstOf(data, 'phone_number_id'),
					source: raw.source,
					id: messageId ?? hash(data),
				},
				status,
			),
		},
	);
}
