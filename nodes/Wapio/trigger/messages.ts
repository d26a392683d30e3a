/** Wapio's events for messages, and what comes in the place of a message. */
import type { IDataObject } from 'n8n-workflow';

import type { EventKind, MessagingEvent } from '../../../engine/trigger/event';
import { hash, type Reading, text } from '../../../engine/trigger/reading';
import { hasContent, messageOf, webOf } from './content';
import { STORIES } from './events';
import { chatOf, factOf, firstOf, fromMe, personOf, senderOf, timeOf, whereOf } from './facts';
import { type Frame, type Reader, reading, withChoice } from './frame';
import { vote } from './polls';
import { failureOf, receipt } from './receipts';
import { deleted, edited } from './updates';
import { detailsOf, purposeOf } from './web';

/** What WhatsApp calls the empty stub of a message that could not be decrypted yet. */
const UNDECRYPTED = ['2', 'CIPHERTEXT'];

/** A message, in or out, or what comes in the place of one. */
export const message: Reader = (entry, frame) => {
	const web = webOf(entry);
	const purpose = purposeOf(web);
	if (purpose === 'edit') return [edited(entry, frame)];
	if (purpose === 'deletion') return withChoice(deleted(entry, frame), frame, 'messages.delete');
	if (purpose === 'vote') return [vote(entry, frame)];
	if (purpose === 'action') return [action(entry, frame)];
	if (purpose === 'notice' || isStub(entry, frame)) return [notice(entry, frame)];
	const failure = frame.name === 'message.sent' ? failureOf(entry) : undefined;
	return failure ? failedToSend(entry, frame, failure) : [content(entry, frame)];
};

/**
 * Nothing to read: a notice of WhatsApp, or a message whose content comes later. That a message was
 * sent is news without its content, too.
 */
const isStub = (entry: IDataObject, { name }: Frame): boolean =>
	!hasContent(entry) && name !== 'message.sent';

/** A message has one key whatever event it comes by: they overlap. */
export function content(entry: IDataObject, frame: Frame): Reading {
	const given = factOf(entry, 'id');
	const id = given ?? hash(entry);
	const own = fromMe(entry) === true || frame.name === 'message.sent';
	const name = factOf(entry, 'pushName');
	const found = messageOf(entry, id);
	const chat = chatOfMessage(entry, own, name);
	const kind: EventKind =
		found.type === 'reaction' ? 'message.reaction' : own ? 'message.sent' : 'message.received';
	const result = reading(
		frame,
		entry,
		kind,
		id,
		{
			time: timeOf(entry),
			chat,
			from: senderOf(entry, own, chat, own ? undefined : name),
			to: personOf(factOf(entry, 'recipient') ?? (own ? chat?.id : undefined)),
			fromMe: own,
			message: found,
			details: detailsOf(webOf(entry)),
		},
		given && `message/${frame.account ?? ''}/${id}`,
	);
	return { ...result, choice: choiceOf(chat?.kind, frame) ?? result.choice };
}

function chatOfMessage(
	entry: IDataObject,
	own: boolean,
	name: string | undefined,
): MessagingEvent['chat'] {
	const { jid, chat: named } = whereOf(entry);
	const other = factOf(entry, own ? 'recipient' : 'sender');
	const chat = jid === undefined && other ? chatOf(other) : named;
	return chat?.kind === 'private' && !own && name ? { ...chat, name } : chat;
}

/** Stories and posts of channels are no messages to the own number: they are choices of their own. */
const choiceOf = (kind: string | undefined, { name }: Frame): string | undefined =>
	kind === 'story'
		? STORIES
		: kind === 'channel' && name === 'messages.received'
			? 'messages-newsletter.received'
			: undefined;

/** The event for a sent message also says that one was not sent. */
function failedToSend(
	entry: IDataObject,
	frame: Frame,
	{ message: reason, code }: NonNullable<ReturnType<typeof failureOf>>,
): Reading[] {
	const failed = { ...entry, status: 'failed', failure_reason: reason, failure_code: code };
	const found = messageOf(entry, factOf(entry, 'id') ?? '');
	return receipt(failed, frame).map((one) => ({ ...one, event: { ...one.event, message: found } }));
}

/** A notice of WhatsApp counts as a message only where all are wanted. */
function notice(entry: IDataObject, frame: Frame): Reading {
	const id = factOf(entry, 'id');
	const stub = text(entry.messageStubType);
	const isPlaceholder = stub !== undefined && UNDECRYPTED.includes(stub);
	const result = reading(frame, entry, 'message.system', id, {
		time: timeOf(entry),
		chat: whereOf(entry).chat,
		fromMe: fromMe(entry),
		...(id ? { message: { id, type: 'system' } } : {}),
		details: entry,
	});
	const isWanted = frame.name === 'messages.upsert' && !isPlaceholder;
	return { ...result, choice: isWanted ? result.choice : undefined };
}

/** Where an action says which message it is about. */
const TARGETS = ['key', 'targetMessageKey', 'eventCreationMessageKey'].map((name) => `${name}.id`);

/** Something done to a message: pinned, kept, commented. */
function action(entry: IDataObject, frame: Frame): Reading {
	const { part } = webOf(entry);
	const id = factOf(entry, 'id');
	const target = firstOf(part, ...TARGETS) ?? id;
	const { chat } = whereOf(entry);
	const own = fromMe(entry);
	return reading(frame, entry, 'message.action', id, {
		time: timeOf(entry),
		chat,
		from: senderOf(entry, own === true, chat, factOf(entry, 'pushName')),
		fromMe: own,
		...(target ? { message: { id: target, type: 'unknown' } } : {}),
		details: entry,
	});
}
