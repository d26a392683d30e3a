/** WhatsApp messages and their statuses: the newer webhooks (`payload`) and the older (`data`). */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import type { MessagingEvent } from '../../../engine/trigger/event';
import { object, text } from '../../../engine/trigger/reading';
import { readContent } from './content';
import type { MessageStatus } from './events';
import { directionOf, firstOf, jsonOf, part, person, phoneOf } from './parts';

/** What the envelope around a message says; its fields win over nothing, the message's own first. */
export interface Envelope {
	direction?: unknown;
	customer?: unknown;
	account?: string;
	/** Identifies the event where the message has no ID. */
	id: string;
}

type MessageFields = Pick<
	MessagingEvent,
	'account' | 'chat' | 'from' | 'to' | 'fromMe' | 'message' | 'status' | 'details'
>;

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
	const conversation = part(message.conversation);
	const metadata = part(message.metadata);
	// Statuses are of own messages, everything else is from the customer unless the body says otherwise.
	const direction = directionOf(
		message.action,
		envelope.direction,
		message.direction,
		status ? 'out' : 'in',
	);
	const isInbound = direction === 'inbound';
	const name = text(conversation.customer_name);
	const customer = person(customerOf(message, conversation, envelope, isInbound), name);
	const ownId = text(message.phone_number_id) ?? envelope.account;
	const own = ownId ? { id: ownId } : undefined;
	const id = text(message.id) ?? envelope.id;
	const referenceId = text(metadata.myop_ref_id) ?? text(message.myop_ref_id);
	return {
		account: envelope.account ?? ownId,
		chat: customer && { id: customer.id, kind: 'private', name },
		from: isInbound ? customer : own,
		to: isInbound ? own : customer && { id: customer.id, phone: customer.phone },
		fromMe: !isInbound,
		message: {
			id,
			...readContent(part(message.data)),
			quotedId: firstOf(message, 'reply_to', 'reply_to.id', 'reply_data.id'),
			referenceId,
		},
		...(status && {
			status: {
				messageId: id,
				status,
				referenceId,
				error: errorOf(metadata.errors) ?? errorOf(message.errors) ?? errorOf(message.error),
			},
		}),
		...(status === 'clicked' && { details: object(jsonOf(message.link_tracking)) }),
	};
}

/** The customer's digits: of the conversation with its country code, else what else names them. */
function customerOf(
	message: IDataObject,
	conversation: IDataObject,
	{ customer }: Envelope,
	isInbound: boolean,
): string | undefined {
	const contact = firstOf(conversation, 'customer_contact', 'customer_number', 'phone_number');
	const countryCode = firstOf(conversation, 'customer_country_code', 'country_code');
	if (contact && (countryCode || !text(customer))) return phoneOf(contact, countryCode);
	return phoneOf(
		text(customer) ??
			firstOf(message, 'customer_number', 'customer_identifier', isInbound ? 'from' : 'to'),
		message.customer_country_code,
	);
}

/** `{code: text}`, `[{code, title}]`, `{code, message}` or a text. */
function errorOf(given: unknown): NonNullable<MessagingEvent['status']>['error'] {
	const value = jsonOf(given);
	const first: unknown = Array.isArray(value) ? value[0] : value;
	if (!isObject(first)) return text(first) ? { message: text(first) } : undefined;
	const message = firstOf(first, 'message', 'title', 'error_data.details', 'details');
	if (message) return { code: firstOf(first, 'code'), message };
	const [code, reason] = Object.entries(first)[0] ?? [];
	return code ? { code, message: text(reason) } : undefined;
}
