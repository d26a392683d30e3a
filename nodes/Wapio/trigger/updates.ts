/** Messages that were edited, taken back or changed in another way. */
import type { IDataObject } from 'n8n-workflow';

import { hash, list, object, type Reading, text } from '../../../engine/trigger/reading';
import { hasContent, messageOf, webOf } from './content';
import { factOf, firstOf, fromMe, idsOf, senderOf, timeOf, whereOf } from './facts';
import { type Frame, type Reader, reading, withChoice } from './frame';
import { vote } from './polls';
import { receipt, statusOf } from './receipts';
import { purposeOf } from './web';

/** A changed text: by the event for changes, or in the place of a message. */
export function edited(entry: IDataObject, frame: Frame): Reading {
	const { name, part } = webOf(entry);
	const changed = name === 'protocolMessage' ? { message: part.editedMessage } : entry;
	const id = firstOf(part, 'key.id') ?? factOf(entry, 'id') ?? '';
	const found = messageOf(changed as IDataObject, id);
	const { chat } = whereOf(entry);
	const own = fromMe(entry);
	const isMessage = name !== undefined;
	const result = reading(
		frame,
		entry,
		'message.edited',
		id,
		{
			time: timeOf(entry, 'updated_at'),
			chat,
			...(isMessage
				? { from: senderOf(entry, own === true, chat, factOf(entry, 'pushName')) }
				: {}),
			fromMe: own,
			message: found.type === 'unknown' ? { ...found, type: 'text' } : found,
		},
		isMessage ? `edited/${frame.account ?? ''}/${id}/${hash(found)}` : undefined,
	);
	return withChoice([result], frame, 'messages.update')[0] as Reading;
}

/** Edited, taken back, further on its way, or something that this version does not know. */
export const update: Reader = (given, frame) => {
	const entry: IDataObject = { ...given, ...object(given.update) };
	const what = firstOf(entry, 'update_kind') ?? '';
	const id = factOf(entry, 'id');
	const purpose = purposeOf(webOf(entry));
	if (purpose === 'vote' || list(entry.pollUpdates).length) return [vote(entry, frame)];
	if (id && (purpose === 'deletion' || /delet|revok/i.test(what) || isRevoked(entry)))
		return deleted(entry, frame);
	if (id && (what ? /edit/i.test(what) : purpose === 'edit' || hasContent(entry)))
		return [edited(entry, frame)];
	if (isReceipt(entry)) return receipt(entry, frame);
	return [
		reading(frame, given, 'message.action', id, {
			time: timeOf(entry, 'updated_at'),
			chat: whereOf(entry).chat,
			...(id ? { message: messageOf(entry, id) } : {}),
			details: given,
		}),
	];
};

/** A status that this version does not know is one all the same. */
const isReceipt = (entry: IDataObject): boolean =>
	firstOf(entry, 'status', 'receipt.status', 'receipt.type') !== undefined ||
	statusOf(entry) !== 'unknown' ||
	list(entry.userReceipt).length > 0;

const isRevoked = ({ messageStubType: stub }: IDataObject): boolean =>
	['1', 'REVOKE'].includes(text(stub) ?? '');

/** By the event for deletions (one key or many), or in the place of a message. */
export const deleted: Reader = (entry, frame) => {
	const { name, part } = webOf(entry);
	const target = name === 'protocolMessage' ? firstOf(part, 'key.id') : undefined;
	const listed = idsOf(entry.message_ids ?? entry.messageIds ?? entry.ids);
	const ids = listed.length
		? listed
		: [target ?? factOf(entry, 'id')].filter((id) => id !== undefined);
	const time = timeOf(entry, 'deleted_at', 'updated_at');
	const { chat } = whereOf(entry);
	const about = { time, chat, fromMe: fromMe(entry) };
	if (!ids.length)
		return [reading(frame, entry, 'message.deleted', chat?.id, { ...about, details: entry })];
	return ids.map((id) =>
		reading(
			frame,
			entry,
			'message.deleted',
			id,
			{ ...about, message: { id, type: 'unknown' } },
			`deleted/${frame.account ?? ''}/${id}`,
		),
	);
};
