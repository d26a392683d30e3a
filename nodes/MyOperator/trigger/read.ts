/** MyOperator's three families of webhook bodies, read into the shared event shape. */
import type { IDataObject } from 'n8n-workflow';

import { at, isObject, parseJson } from '../../../engine/define';
import { type MessagingEvent, isoTime, type MESSAGE_TYPES } from '../../../engine/trigger/event';
import { digits, list, object, type ReadEvent, text } from '../../../engine/trigger/reading';
import { BadBody } from '../../../engine/trigger/types';

type Kind = MessagingEvent['event'];
type Status = NonNullable<MessagingEvent['status']>['status'];
type CallStatus = NonNullable<MessagingEvent['call']>['status'];

/** New family: event type -> [choice in the node, shared kind, message or call status]. */
const NEW: Record<string, [string, Kind, (Status | CallStatus)?]> = {
	'message.received': ['messageReceived', 'message.received'],
	'message.sent': ['messageSent', 'message.status', 'sent'],
	'message.delivered': ['messageDelivered', 'message.status', 'delivered'],
	'message.read': ['messageRead', 'message.status', 'read'],
	'message.failed': ['messageFailed', 'message.status', 'failed'],
	'message.link_tracking': ['linkClicked', 'message.status', 'clicked'],
	'conversation.assign': ['conversationAssigned', 'conversation'],
	'conversation.close': ['conversationClosed', 'conversation'],
	'call.initiated': ['callInitiated', 'call', 'initiated'],
	'call.ivr_started': ['callIvrStarted', 'call', 'ringing'],
	'call.dial_begin': ['callDialBegin', 'call', 'ringing'],
	'call.answered': ['callAnswered', 'call', 'answered'],
	'call.end': ['callEnd', 'call', 'ended'],
	'call.summary': ['callSummary', 'call', 'ended'],
	disposition: ['disposition', 'call', 'ended'],
};

/** Older WhatsApp family: `event` -> event type of the new one. */
const LEGACY: Record<string, string> = {
	received: 'message.received',
	sent: 'message.sent',
	delivered: 'message.delivered',
	read: 'message.read',
	failed: 'message.failed',
	'message.link_tracking': 'message.link_tracking',
};

/**
 * The families are told apart by their keys: `event_type`, `type` with `event`, `_dsp`, `_ai`; the
 * older call webhook as a form has all of it as text in the field `myoperator`.
 * @throws BadBody when it is none of them
 */
export function readWebhook(body: IDataObject): ReadEvent[] {
	const wrapped =
		typeof body.myoperator === 'string' ? parseJson(body.myoperator) : body.myoperator;
	const raw = isObject(wrapped) ? wrapped : body;
	if (typeof raw.event_type === 'string') return [newEvent(raw, raw.event_type)];
	if (raw.type === 'message' && typeof raw.event === 'string')
		return [legacyMessage(raw, raw.event)];
	if ('_dsp' in raw || '_ai' in raw) return [legacyCall(raw)];
	throw new BadBody('This is not a webhook of MyOperator: event_type is missing');
}

function newEvent(raw: IDataObject, type: string): ReadEvent {
	const [choice, kind = 'other', status] = NEW[type] ?? [];
	const payload = object(raw.payload);
	const event: MessagingEvent = {
		event: kind,
		providerEvent: type,
		provider: 'MyOperator',
		id: text(raw.event_id) ?? `${type}/${text(raw.session_id)}/${text(raw.timestamp)}`,
		timestamp: isoTime(raw.timestamp) ?? new Date(0).toISOString(),
		// For conversations this names the user, not the number.
		account:
			kind === 'conversation'
				? undefined
				: (text(raw.system_identifier) ?? text(payload.phone_number_id) ?? text(payload.did)),
		raw,
	};
	if (kind.startsWith('message')) addMessage(event, payload, status as Status | undefined);
	else if (kind === 'call') addCall(event, raw, payload, status as CallStatus);
	else event.details = payload;
	const customer = text(raw.customer_identifier);
	if (kind === 'conversation' && customer)
		event.chat = { id: digits(customer) ?? customer, kind: 'private' };
	return { choice, key: text(raw.event_id), event };
}

function legacyMessage(raw: IDataObject, name: string): ReadEvent {
	const data = object(raw.data);
	const type = LEGACY[name] ?? name;
	const [choice, kind = 'other', status] = NEW[type] ?? [];
	const event: MessagingEvent = {
		event: kind,
		providerEvent: `legacy.${name}`,
		provider: 'MyOperator',
		id: `${type}/${text(data.id) ?? ''}`,
		timestamp: isoTime(raw.timestamp) ?? new Date(0).toISOString(),
		account: text(data.phone_number_id),
		raw,
	};
	// The inner status lags behind: "delivered" comes with status "sent". The event name is right.
	addMessage(event, data, status as Status | undefined);
	return {
		choice,
		key: text(data.id) ? `${name}/${text(data.id)}/${text(raw.timestamp)}` : undefined,
		event,
	};
}

const TYPES: Record<string, (typeof MESSAGE_TYPES)[number]> = {
	text: 'text',
	image: 'image',
	audio: 'audio',
	video: 'video',
	document: 'document',
	sticker: 'sticker',
	location: 'location',
	contacts: 'contact',
	contact: 'contact',
	template: 'template',
	interactive: 'interactive',
	button: 'reply',
	list_reply: 'reply',
	button_reply: 'reply',
	order: 'order',
	reaction: 'reaction',
};

function addMessage(event: MessagingEvent, payload: IDataObject, status?: Status): void {
	const conversation = object(payload.conversation);
	const data = object(payload.data);
	const context = object(data.context);
	const metadata = object(payload.metadata);
	const inbound = payload.action === 'incoming';
	const customer = digits(
		`${text(conversation.customer_country_code) ?? ''}${text(conversation.customer_contact) ?? ''}`,
	);
	const name = text(conversation.customer_name);
	const own = text(payload.phone_number_id) ?? event.account ?? '';
	if (customer) {
		event.chat = { id: customer, kind: 'private', name };
		event.from = inbound ? { id: customer, phone: customer, name } : { id: own };
		event.to = inbound ? { id: own } : { id: customer, phone: customer };
	}
	event.fromMe = !inbound;
	const id = text(payload.id) ?? event.id;
	const referenceId = text(metadata.myop_ref_id);
	const link = text(context.link) ?? text(context.url) ?? text(context.media_url);
	event.message = {
		id,
		type: TYPES[String(data.type)] ?? 'unknown',
		text: readable(context),
		quotedId: text(payload.reply_to),
		referenceId,
		...(link || context.mime_type
			? {
					media: {
						url: link,
						id: text(context.media_id),
						mimeType: text(context.mime_type),
						fileName: text(context.filename),
						caption: text(context.caption),
					},
				}
			: {}),
	};
	if (!status) return;
	const [errorCode, errorText] = Object.entries(object(metadata.errors))[0] ?? [];
	event.status = {
		messageId: id,
		status,
		referenceId,
		...(errorCode ? { error: { code: errorCode, message: text(errorText) } } : {}),
	};
	if (status === 'clicked') event.details = object(payload.link_tracking);
}

/** Texts, captions and templates say what a person reads in different places. */
const readable = (context: IDataObject): string | undefined => {
	const body = object(context.body);
	return [context.body, context.caption, body.context, body.text, context.text, context.title]
		.filter((value) => typeof value === 'string')
		.map(text)
		.find(Boolean);
};

function addCall(
	event: MessagingEvent,
	raw: IDataObject,
	payload: IDataObject,
	status: CallStatus,
): void {
	const customer = text(raw.customer_identifier) ?? text(payload.customer_number);
	const direction = String(payload.direction || raw.direction);
	const inbound = direction.startsWith('in');
	const legs = list(payload.legs);
	const agent =
		legs.find((leg) => leg.type === 'agent' && leg.result === 'answered') ??
		legs.find((leg) => leg.type === 'agent');
	const missed = status === 'ended' && ['missed', 'voicemail'].includes(String(payload.status));
	if (customer) {
		event.chat = { id: digits(customer) ?? customer, kind: 'private' };
		const person = { id: digits(customer) ?? customer, phone: digits(customer) };
		if (inbound) event.from = person;
		else event.to = person;
	}
	event.fromMe = direction.startsWith('out');
	event.call = {
		id: text(payload.id) ?? text(raw.session_id) ?? event.id,
		direction: inbound ? 'inbound' : direction.startsWith('out') ? 'outbound' : 'unknown',
		status: missed ? 'missed' : status,
		kind: 'voice',
		startedAt: isoTime(payload.started_at) ?? isoTime(legs[0]?.started_at),
		answeredAt: legs.map((leg) => isoTime(leg.answered_at)).find(Boolean),
		endedAt: isoTime(payload.ended_at),
		duration: typeof payload.duration === 'number' ? payload.duration : undefined,
		recording: payload.recording_filename
			? { fileName: text(payload.recording_filename) }
			: undefined,
		agent: agent
			? {
					id: text(at(agent, 'agent.uuid')),
					name: text(at(agent, 'agent.name')),
					phone: text(agent.phone_number),
				}
			: undefined,
		referenceId: text(payload.client_ref_id),
	};
	if (event.providerEvent === 'disposition') event.details = payload;
}

/** `_ai` call log, `_cl` caller, `_ev` 1 in 2 out, `_st`/`_et` seconds, `_us` who received it. */
function legacyCall(raw: IDataObject): ReadEvent {
	const disposition = '_dsp' in raw;
	const caller = text(raw._cl) ?? text(raw._cr);
	const id = text(list(raw._pm).find((entry) => entry.ky === 'ui')?.vl) ?? text(raw._ai) ?? '';
	const answered = list(raw._us).some((entry) => entry.vl === 'received');
	const receiver = object(list(list(raw._ld)[0]?._rr)[0]);
	const outbound = String(raw._ev) === '2';
	const person = { id: digits(caller) ?? '', phone: digits(caller) };
	const [hours = 0, minutes = 0, seconds = 0] = String(raw._dr ?? '')
		.split(':')
		.map(Number);
	const event: MessagingEvent = {
		event: 'call',
		providerEvent: disposition ? 'legacy.disposition' : 'legacy.afterCall',
		provider: 'MyOperator',
		id: `${disposition ? 'disposition' : 'afterCall'}/${id}`,
		timestamp: isoTime(raw._et) ?? isoTime(raw._ts) ?? new Date(0).toISOString(),
		chat: { id: person.id, kind: 'private' },
		...(outbound ? { to: person } : { from: person }),
		fromMe: outbound,
		call: {
			id,
			direction: outbound ? 'outbound' : 'inbound',
			status: answered ? 'ended' : 'missed',
			kind: 'voice',
			startedAt: isoTime(raw._st),
			endedAt: isoTime(raw._et),
			duration: hours * 3600 + minutes * 60 + seconds,
			recording: raw._fn || raw._fu ? { fileName: text(raw._fn), url: text(raw._fu) } : undefined,
			agent: receiver._na
				? { id: text(receiver._id), name: text(receiver._na), phone: text(receiver._nr) }
				: undefined,
		},
		...(disposition ? { details: { dispositions: raw._dsp } } : {}),
		raw,
	};
	return {
		choice: disposition ? 'disposition' : 'afterCall',
		key: id ? `${event.id}/${text(raw._ts)}` : undefined,
		event,
	};
}
