/** How far a sent message is: words, WhatsApp's numbers 0 to 5, and the times of a receipt. */
import type { IDataObject } from 'n8n-workflow';

import type { MessagingEvent } from '../../../engine/trigger/event';
import { known, list, object, type Reading, text } from '../../../engine/trigger/reading';
import {
	chatOf,
	factOf,
	firstOf,
	fromMe,
	idsOf,
	personOf,
	phoneFact,
	switchOf,
	timeAt,
	timeOf,
	whereOf,
} from './facts';
import { type Frame, type Reader, reading } from './frame';

type Told = NonNullable<MessagingEvent['status']>;

/** Wapio's words and WhatsApp's; the numbers are those of the WhatsApp Web library. */
const STATUS: Record<string, Told['status']> = {
	'0': 'failed',
	'1': 'pending',
	'2': 'sent',
	'3': 'delivered',
	'4': 'read',
	'5': 'played',
	accepted: 'pending',
	in_progress: 'pending',
	queued: 'pending',
	pending: 'pending',
	sending: 'pending',
	sent: 'sent',
	server: 'sent',
	server_ack: 'sent',
	delivered: 'delivered',
	delivery: 'delivered',
	delivery_ack: 'delivered',
	device: 'delivered',
	// Of a device that is not in use at the moment.
	inactive: 'delivered',
	received: 'delivered',
	read: 'read',
	read_ack: 'read',
	read_self: 'read',
	seen: 'read',
	viewed: 'read',
	played: 'played',
	played_ack: 'played',
	played_self: 'played',
	listened: 'played',
	failed: 'failed',
	failure: 'failed',
	error: 'failed',
	undelivered: 'failed',
	rejected: 'failed',
	deleted: 'deleted',
	revoked: 'deleted',
};

/** A receipt may say what happened by the time of it alone: the furthest counts. */
const BY_TIME: Array<[name: string, status: Told['status']]> = [
	['failedAt', 'failed'],
	['playedAt', 'played'],
	['playedTimestamp', 'played'],
	['readAt', 'read'],
	['readTimestamp', 'read'],
	['deliveredAt', 'delivered'],
	['receiptTimestamp', 'delivered'],
	['sentAt', 'sent'],
];

const inTable = (word = ''): Told['status'] | undefined =>
	known(STATUS, word.toLowerCase().replace(/[^a-z0-9]+/g, '_'));

/** @param name the name of the event, of which the last word may say it: "message_delivered" */
export function statusOf(entry: IDataObject, name = ''): Told['status'] {
	const word = factOf(entry, 'status');
	if (word !== undefined) return inTable(word) ?? 'unknown';
	const receipt = { ...entry, ...object(entry.receipt) };
	return (
		BY_TIME.find(([time]) => timeAt(receipt, time) !== undefined)?.[1] ??
		inTable(name.split(/[^a-z]+/i).at(-1)) ??
		'unknown'
	);
}

/** Of an entry that says it for several messages or several receivers, one for each. */
function oneByOne(entry: IDataObject): IDataObject[] {
	const ids = idsOf(entry.message_ids ?? entry.messageIds);
	const entries = ids.length ? ids.map((messageId) => ({ ...entry, messageId })) : [entry];
	const receipts = list(entry.userReceipt ?? entry.receipts);
	return receipts.length
		? entries.flatMap((one) => receipts.map((receipt) => ({ ...one, receipt })))
		: entries;
}

/** Why it failed: WhatsApp's own code is a parameter of the message's stub. */
function errorOf(entry: IDataObject): Told['error'] {
	const [first] = list(entry.errors);
	const [code] = Array.isArray(entry.messageStubParameters) ? entry.messageStubParameters : [];
	const told = first ? { error: first, ...entry } : entry;
	const error = { message: factOf(told, 'reason'), code: factOf(told, 'reasonCode') ?? text(code) };
	return error.message || error.code ? error : undefined;
}

/** Why a message could not be sent; undefined unless the body says that it could not. */
export function failureOf(entry: IDataObject): NonNullable<Told['error']> | undefined {
	const refused = switchOf(entry.success, entry.sent) === false;
	const failed = refused || statusOf(entry) === 'failed' || text(entry.error) !== undefined;
	if (!failed) return undefined;
	const { message, code } = errorOf(entry) ?? {};
	return {
		message: message ?? (refused ? firstOf(entry, 'message', 'errorMessage') : undefined),
		code,
	};
}

/** An entry, or several statuses in one. */
export const receipt: Reader = (given, frame) =>
	oneByOne({ ...given, ...object(given.update) }).map((entry) => status(entry, given, frame));

/** The status is also in the key of a repeat, as one status comes by more than one event. */
function status(entry: IDataObject, given: IDataObject, frame: Frame): Reading {
	const messageId = factOf(entry, 'id') ?? '';
	const status = statusOf(entry, frame.given);
	const told = factOf(entry, 'status') ?? (status === 'unknown' ? undefined : status);
	const { jid, chat } = whereOf(entry);
	const member = factOf(entry, 'member') ?? factOf(entry, 'receiver');
	const isPrivate = chat?.kind === 'private';
	const id = [messageId, told, isPrivate ? undefined : member].filter(Boolean).join('/');
	const key = [messageId, status === 'unknown' ? told : status, isPrivate ? '' : (member ?? '')];
	return reading(
		frame,
		given,
		'message.status',
		id || undefined,
		{
			time: timeOf(entry, `${told ?? ''}_at`),
			chat: chat ?? chatOf(member),
			to: personOf(
				(isPrivate ? undefined : member) ?? jid ?? member,
				undefined,
				phoneFact(entry, 'memberPhone', 'chatPhone'),
			),
			fromMe: fromMe(entry) ?? true,
			status: {
				messageId,
				status,
				error: ['failed', 'unknown'].includes(status) ? errorOf(entry) : undefined,
			},
		},
		messageId && `status/${frame.account ?? ''}/${key.join('/')}`,
	);
}
