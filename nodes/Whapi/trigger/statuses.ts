/** Receipts: how far a message has come. */
import type { IDataObject } from 'n8n-workflow';

import type { MessagingEvent } from '../../../engine/trigger/event';
import { known, object, type Reading, text } from '../../../engine/trigger/reading';
import type { Frame } from './frame';
import { chatOf, personOf } from './people';

type Status = NonNullable<MessagingEvent['status']>;

/** In the order of the provider's codes. */
const BY_CODE = ['failed', 'pending', 'sent', 'delivered', 'read', 'played', 'deleted'] as const;

/** Words of WhatsApp Web and of other interfaces. */
const ALSO: Record<string, Status['status']> = {
	delivery_ack: 'delivered',
	error: 'failed',
	seen: 'read',
	server_ack: 'sent',
	viewed: 'read',
};

/** By name, in any case; else by code, which may be in the place of the name. */
export function statusOf(given: unknown, code?: unknown): Status['status'] {
	const name = text(given)?.toLowerCase() ?? '';
	const named = BY_CODE.find((one) => one === name) ?? known(ALSO, name);
	return named ?? BY_CODE[Number(text(/^\d$/.test(name) ? name : code) ?? NaN)] ?? 'unknown';
}

/**
 * An entry of `statuses`. In groups, `viewer_id` says who received or read the message. A message of
 * somebody else that the owner reads has a status, too; nothing sets the two apart.
 */
export function status(entry: IDataObject, { pair, account }: Frame): Reading {
	const messageId = text(entry.id) ?? '';
	const given = text(entry.status) ?? text(entry.code);
	const viewer = personOf(entry.viewer_id, undefined, entry.recipient_id);
	const chatId = text(entry.recipient_id);
	const status = statusOf(entry.status, entry.code);
	const idWith = (word?: string) =>
		[messageId, word, viewer?.id ?? chatId].filter(Boolean).join('/');
	return {
		key: messageId && `status/${idWith(status === 'unknown' ? given : status)}`,
		time: entry.timestamp,
		event: {
			event: 'message.status',
			providerEvent: pair,
			id: idWith(given),
			account,
			chat: chatOf(chatId),
			to: viewer ?? personOf(chatId),
			fromMe: true,
			status: { messageId, status, error: errorOf(entry) },
			raw: entry,
		},
	};
}

/** The first of `errors`, or `error`: an object or words. */
function errorOf({ errors, error: single, reason }: IDataObject): Status['error'] {
	const [error] = [
		...(Array.isArray(errors) ? (errors as unknown[]) : [errors]),
		single,
		reason,
	].filter(Boolean);
	if (!error) return undefined;
	const { code, message, title, details } = object(error);
	const words = [text(message) ?? text(title), text(details)].filter(Boolean).join(': ');
	return { code: text(code), message: words || text(error) };
}
