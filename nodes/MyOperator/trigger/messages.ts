/** WhatsApp messages and their statuses: the newer webhooks (`payload`) and the older (`data`). */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import type { EventKind, MessagingEvent } from '../../../engine/trigger/event';
import { digits, known, object, text } from '../../../engine/trigger/reading';
import { detailsOf, readContent } from './content';
import type { MessageStatus } from './events';
import { directionOf, firstOf, jsonOf, part, parts, person, phoneOf } from './parts';

/** What the envelope around a message says; its fields win over nothing, the message's own first. */
export interface Envelope {
	direction?: unknown;
	customer?: unknown;
	account?: string;
	source?: unknown;
	/** Identifies the event where the message has no ID. */
	id: string;
}

type MessageFields = Pick<
	MessagingEvent,
	'account' | 'chat' | 'from' | 'to' | 'fromMe' | 'sentBy' | 'message' | 'status' | 'details'
>;

const CONVERSATION = ['conversation', 'customer', 'contact'];
const NAME = ['customer_name', 'name'];
const CONTACT = ['customer_contact', 'customer_number', 'phone_number', 'phone', 'wa_id'];
const COUNTRY_CODE = ['customer_country_code', 'country_code'];
const QUOTED = ['reply_to', 'reply_to.id', 'reply_data.id', 'context.id'];
const REFERENCE = ['metadata.myop_ref_id', 'myop_ref_id'];
const ERROR_CODE = ['error_code', 'code', 'failure_code'];
const ERROR_TEXT = ['error_message', 'failure_reason', 'reason', 'message', 'title', 'details'];

/** What a message's `source` says of who wrote it. */
const SENT_BY: Record<string, MessagingEvent['sentBy']> = { api: 'api', cmp: 'api' };

/** Messages of these types are something else than a message that somebody wrote. */
const KINDS: Record<string, EventKind> = { reaction: 'message.reaction', system: 'message.system' };

/** The event that a received message is, by its type. */
export const kindOf = (type: string | undefined): EventKind =>
	known(KINDS, type) ?? 'message.received';

/** The message of a payload, which may be one level deeper. */
export function messageIn(payload: IDataObject): IDataObject {
	const inner = part(payload.message);
	return payload.data === undefined && (inner.data ?? inner.type) !== undefined
		? { ...payload, ...inner }
		: payload;
}

export const messageIdOf = (message: IDataObject): string | undefined =>
	firstOf(message, 'id', 'message_id', 'messageId');

/** When it happened, where the envelope has no time. */
export const messageTimes = (message: IDataObject, status?: MessageStatus): unknown[] => [
	parts(message.events).find(({ name }) => name === status)?.timestamp,
	message.timestamp,
	...(status ? [message.modified, message.updated_at] : []),
	message.created,
	message.created_at,
];

/**
 * The fields of a message event.
 * @param message `{id, action, conversation, data, metadata ...}`
 * @param status set for the status events of own messages
 */
export function messageFields(
	message: IDataObject,
	envelope: Envelope,
	status?: MessageStatus,
): MessageFields {
	const conversation = CONVERSATION.map((name) => part(message[name])).find(
		(found) => firstOf(found, ...CONTACT, ...NAME) !== undefined,
	);
	// Statuses are of own messages, everything else is from the customer unless the body says otherwise.
	const direction = directionOf(
		message.action,
		envelope.direction,
		message.direction,
		status ? 'out' : 'in',
	);
	const isInbound = direction === 'inbound';
	const name = firstOf(conversation ?? {}, ...NAME);
	const customer = person(customerOf(message, conversation ?? {}, envelope, isInbound), name);
	const ownId = text(message.phone_number_id) ?? envelope.account;
	const own = ownId ? { id: ownId } : undefined;
	const id = messageIdOf(message) ?? envelope.id;
	const referenceId = firstOf(message, ...REFERENCE);
	// Without "data", type and context are the message's own.
	const data = message.data === undefined ? message : part(message.data);
	return {
		account: envelope.account ?? ownId,
		chat: customer && { id: customer.id, kind: 'private', name },
		from: isInbound ? customer : own,
		to: isInbound ? own : customer && { id: customer.id, phone: customer.phone },
		fromMe: !isInbound,
		sentBy: isInbound ? undefined : known(SENT_BY, text(message.source) ?? text(envelope.source)),
		message: {
			id,
			...readContent(data),
			quotedId: firstOf(message, ...QUOTED),
			referenceId,
		},
		...(status && {
			status: { messageId: id, status, referenceId, error: errorOf(message, status) },
		}),
		details: status === 'clicked' ? object(jsonOf(message.link_tracking)) : detailsOf(data),
	};
}

/** The customer's digits: of the conversation with its country code, else what else names them. */
function customerOf(
	message: IDataObject,
	conversation: IDataObject,
	{ customer }: Envelope,
	isInbound: boolean,
): string | undefined {
	const named = digits(customer);
	const contact = firstOf(conversation, ...CONTACT);
	const countryCode = firstOf(conversation, ...COUNTRY_CODE);
	const national = digits(contact)?.replace(/^0+/, '');
	// The same number with its country code: there is no doubt where it begins.
	if (national && named?.endsWith(national) && named.length > national.length) return named;
	if (contact && (countryCode || !named)) return phoneOf(contact, countryCode);
	return phoneOf(
		text(customer) ??
			firstOf(message, 'customer_number', 'customer_identifier', isInbound ? 'from' : 'to'),
		message.customer_country_code,
	);
}

type StatusError = NonNullable<MessagingEvent['status']>['error'];

/** The reason in one of the places for it; a failed message may have it among its own fields. */
function errorOf(message: IDataObject, status: MessageStatus): StatusError {
	const metadata = part(message.metadata);
	const given = [metadata.errors, metadata.error, message.errors, message.error];
	const found = given.map(readError).find(Boolean);
	if (found ?? status !== 'failed') return found;
	const code = firstOf(message, 'error_code', 'failure_code');
	const reason = firstOf(message, 'error_message', 'failure_reason', 'reason');
	return (code ?? reason) ? { code, message: reason } : undefined;
}

/** `{code: reason}`, `[{code, title}]`, `{code, message}` or a text; a reason may be any of these. */
function readError(given: unknown): StatusError {
	const [first] = [jsonOf(given)].flat() as unknown[];
	if (!isObject(first)) return text(first) ? { message: text(first) } : undefined;
	const message = firstOf(first, ...ERROR_TEXT, 'error_data.details');
	const code = firstOf(first, ...ERROR_CODE);
	if (message ?? code) return { code, message };
	const [key, reason] = Object.entries(first)[0] ?? [];
	return key ? { code: key, message: readError(reason)?.message } : undefined;
}
