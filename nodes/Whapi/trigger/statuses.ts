/** Receipts: how far a message has come. */
import type { IDataObject } from 'n8n-workflow';

import type { MessagingEvent } from '../../../engine/trigger/event';
import { list, type Reading, text } from '../../../engine/trigger/reading';
import type { Frame } from './frame';
import { chatOf, personOf } from './people';

type Status = NonNullable<MessagingEvent['status']>;

const STATUS: Record<string, Status['status']> = {
	failed: 'failed',
	pending: 'pending',
	sent: 'sent',
	delivered: 'delivered',
	read: 'read',
	played: 'played',
	deleted: 'deleted',
};

/** An entry of `statuses`. In groups, `viewer_id` says who received or read the message. */
export function status(entry: IDataObject, { pair, account }: Frame): Reading {
	const messageId = text(entry.id) ?? '';
	const given = text(entry.status);
	const viewer = personOf(entry.viewer_id);
	const chatId = text(entry.recipient_id);
	const id = [messageId, given, viewer?.id ?? chatId].filter(Boolean).join('/');
	return {
		key: messageId && `status/${id}`,
		time: entry.timestamp,
		event: {
			event: 'message.status',
			providerEvent: pair,
			id,
			account,
			chat: chatOf(chatId),
			to: viewer ?? personOf(chatId),
			fromMe: true,
			status: { messageId, status: STATUS[given ?? ''] ?? 'unknown', error: errorOf(entry) },
			raw: entry,
		},
	};
}

function errorOf(entry: IDataObject): Status['error'] {
	const [error] = list(entry.errors);
	if (!error) return undefined;
	const message = [text(error.message), text(error.details)].filter(Boolean).join(': ');
	return { code: text(error.code), message };
}
