/** Wapio's events about messages, read into the shared event shape. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import type { EventKind, MessagingEvent } from '../../../engine/trigger/event';
import { hash, list, object, type Reading, text } from '../../../engine/trigger/reading';
import { hasContent, messageOf, webOf } from './content';
import { STORIES } from './events';
import {
	chatOf,
	factOf,
	firstOf,
	fromMe,
	idsOf,
	personOf,
	phoneFact,
	switchOf,
	timeOf,
	whereOf,
} from './facts';
import { type Frame, type Reader, reading } from './frame';
import { failureOf, receipt, statusOf } from './receipts';
import { adOf, purposeOf } from './web';

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
	if (purpose === 'notice' || isStub(entry)) return [notice(entry, frame)];
	const failure = frame.name === 'message.sent' ? failureOf(entry) : undefined;
	return failure ? failedToSend(entry, frame, failure) : [content(entry, frame)];
};

/** Nothing to read: a notice of WhatsApp, or a message whose content comes later. */
const isStub = (entry: IDataObject): boolean =>
	!hasContent(entry) &&
	(entry.messageStubType !== undefined ||
		entry.message === null ||
		(isObject(entry.message) && webOf(entry).name === undefined));

/** A message has one key whatever event it comes by: they overlap. */
function content(entry: IDataObject, frame: Frame): Reading {
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
			details: adOf(webOf(entry)),
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

/** Who wrote it. Own messages name nobody unless the body does. */
function senderOf(
	entry: IDataObject,
	own: boolean,
	chat: MessagingEvent['chat'],
	name: string | undefined,
): MessagingEvent['from'] {
	const jid = factOf(entry, 'chat');
	const sender = factOf(entry, 'member') ?? factOf(entry, 'sender') ?? (own ? undefined : jid);
	const isMember = chat?.kind !== 'private';
	const phone = isMember
		? phoneFact(entry, 'memberPhone', 'senderPhone')
		: phoneFact(entry, 'senderPhone', ...(own ? [] : (['chatPhone'] as const)));
	return own && !sender ? undefined : personOf(sender, name, phone);
}

/** Stories and posts of channels are no messages to the own number: they are choices of their own. */
const choiceOf = (kind: string | undefined, { name }: Frame): string | undefined =>
	kind === 'story'
		? STORIES
		: kind === 'channel' && name === 'messages.received'
			? 'messages-newsletter.received'
			: undefined;

/** What an event for incoming messages brings besides them is chosen like what it is. */
const withChoice = (readings: Reading[], { name }: Frame, choice: string): Reading[] =>
	readings.map((one) => (name.endsWith('.received') ? { ...one, choice } : one));

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

/** Something done to a message: pinned, kept, commented. */
function action(entry: IDataObject, frame: Frame): Reading {
	const { part } = webOf(entry);
	const id = factOf(entry, 'id');
	const target = firstOf(part, 'key.id', 'targetMessageKey.id') ?? id;
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

/** A changed text: by the event for changes, or in the place of a message. */
function edited(entry: IDataObject, frame: Frame): Reading {
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
	if (statusOf(entry) !== 'unknown') return receipt(entry, frame);
	return [
		reading(frame, given, 'message.action', id, {
			time: timeOf(entry, 'updated_at'),
			chat: whereOf(entry).chat,
			...(id ? { message: messageOf(entry, id) } : {}),
			details: given,
		}),
	];
};

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

/** The key of the entry is the target's; who reacted is said beside it, or in the reaction's own key. */
export const reaction: Reader = (entry, frame) => {
	if (webOf(entry).name === 'reactionMessage') return [content(entry, frame)];
	const target = factOf(entry, 'id') ?? '';
	const by = object(object(entry.reaction).key);
	const own = switchOf(by.fromMe, entry.from_me, entry.fromMe);
	const { jid, chat } = whereOf({ ...entry, key: { ...object(entry.key), fromMe: own } });
	const person = Object.keys(by).length ? by : entry;
	const sender =
		firstOf(person, 'participant', 'from', 'sender') ??
		(own === false && chat?.kind === 'private' ? (text(by.remoteJid) ?? jid) : undefined);
	const emoji =
		firstOf(entry, 'reaction', 'emoji', 'reaction.text', 'reaction.emoji', 'text') ?? '';
	return [
		reading(
			frame,
			entry,
			'message.reaction',
			[target, sender].filter(Boolean).join('/'),
			{
				time: timeOf(entry, 'reaction.senderTimestampMs'),
				chat,
				from: personOf(
					sender,
					factOf(entry, 'pushName'),
					own ? undefined : phoneFact(person, 'memberPhone', 'senderPhone'),
				),
				fromMe: own,
				message: {
					id: firstOf(entry, 'reaction_id', 'reaction.key.id') ?? target,
					type: 'reaction',
					text: emoji || undefined,
					reaction: { emoji, messageId: target },
				},
			},
			by.id ? `message/${frame.account ?? ''}/${text(by.id) ?? ''}` : undefined,
		),
	];
};

/** A vote as it is cast: WhatsApp encrypts what was chosen. */
function vote(entry: IDataObject, frame: Frame): Reading {
	const { part } = webOf(entry);
	const id = firstOf(part, 'pollCreationMessageKey.id') ?? factOf(entry, 'id') ?? '';
	const { chat } = whereOf(entry);
	const own = fromMe(entry);
	const result = reading(frame, entry, 'poll.vote', factOf(entry, 'id') ?? id, {
		time: timeOf(entry),
		chat,
		...(Object.keys(part).length
			? { from: senderOf(entry, own === true, chat, factOf(entry, 'pushName')), fromMe: own }
			: {}),
		message: { id, type: 'poll' },
		details: entry,
	});
	return withChoice([result], frame, 'poll.results')[0] as Reading;
}

/** The names under which the answers of a poll come, each with its voters or their number. */
const RESULTS = ['options', 'pollResult', 'pollResults', 'poll_result', 'results', 'votes'];

/** The votes so far. */
export const poll: Reader = (entry, frame) => {
	const id = factOf(entry, 'id') ?? '';
	const options = RESULTS.map((name) => list(entry[name])).find((found) => found.length) ?? [];
	const name = (option: IDataObject) => firstOf(option, 'name', 'option', 'optionName') ?? '';
	const title = firstOf(entry, 'question', 'name', 'pollName', 'title');
	return [
		reading(frame, entry, 'poll.vote', id, {
			time: timeOf(entry, 'timestamp', 'updated_at'),
			chat: whereOf(entry).chat,
			message: {
				id,
				type: 'poll',
				text: title,
				poll: {
					title,
					options: options.map(name),
					votes: options
						.filter(
							({ votes, voters }) =>
								Number(votes) > 0 || (Array.isArray(voters) && voters.length > 0),
						)
						.map(name),
				},
			},
			details: entry,
		}),
	];
};
