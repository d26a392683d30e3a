/** How far a sent message is: words, WhatsApp's numbers 0 to 5, and the times of a receipt. */
import type { IDataObject } from 'n8n-workflow';

import type { MessagingEvent } from '../../../engine/trigger/event';
import { object, text } from '../../../engine/trigger/reading';
import {
	chatOf,
	factOf,
	firstOf,
	fromMe,
	numberOf,
	personOf,
	phoneFact,
	switchOf,
	timeOf,
	whereOf,
} from './facts';
import { type Reader, reading } from './frame';

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
	read: 'read',
	read_ack: 'read',
	seen: 'read',
	viewed: 'read',
	played: 'played',
	played_ack: 'played',
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
	['playedTimestamp', 'played'],
	['readTimestamp', 'read'],
	['receiptTimestamp', 'delivered'],
];

/** What the body calls the status, if it does. */
const wordOf = (entry: IDataObject): string | undefined => factOf(entry, 'status');

export function statusOf(entry: IDataObject): Told['status'] {
	const word = wordOf(entry);
	if (word !== undefined) return STATUS[word.toLowerCase()] ?? 'unknown';
	const receipt = object(entry.receipt);
	return BY_TIME.find(([name]) => numberOf(receipt[name]))?.[1] ?? 'unknown';
}

/** Why a message could not be sent; undefined unless the body says that it could not. */
export function failureOf(entry: IDataObject): NonNullable<Told['error']> | undefined {
	const refused = switchOf(entry.success, entry.sent) === false;
	const message =
		factOf(entry, 'reason') ??
		(refused ? (text(entry.message) ?? text(entry.errorMessage)) : undefined);
	const failed = refused || statusOf(entry) === 'failed' || text(entry.error) !== undefined;
	return failed ? { message, code: factOf(entry, 'reasonCode') } : undefined;
}

/** Also in the key of a repeat, as one status comes by more than one event. */
export const receipt: Reader = (given, frame) => {
	const entry: IDataObject = { ...given, ...object(given.update) };
	const messageId = factOf(entry, 'id') ?? '';
	const word = wordOf(entry);
	const status = statusOf(entry);
	const told = word ?? (status === 'unknown' ? undefined : status);
	const { jid, chat } = whereOf(entry);
	const member = factOf(entry, 'member') ?? firstOf(entry, 'receipt.userJid');
	const reason = factOf(entry, 'reason');
	const isPrivate = chat?.kind === 'private';
	const id = [messageId, told, firstOf(entry, 'participant')].filter(Boolean).join('/');
	const key = [messageId, status === 'unknown' ? told : status, isPrivate ? '' : (member ?? '')];
	return [
		reading(
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
					error: reason ? { message: reason, code: factOf(entry, 'reasonCode') } : undefined,
				},
			},
			messageId && `status/${frame.account ?? ''}/${key.join('/')}`,
		),
	];
};
