/** Reactions to a message, by the event for them. */
import { object, text } from '../../../engine/trigger/reading';
import { webOf } from './content';
import { factOf, firstOf, personOf, phoneFact, phoneIn, switchOf, timeOf, whereOf } from './facts';
import { type Reader, reading } from './frame';
import { content } from './messages';

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
					own
						? undefined
						: (phoneFact(person, 'memberPhone', 'senderPhone') ??
								(chat?.kind === 'private' ? phoneIn(chat.id) : undefined)),
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
