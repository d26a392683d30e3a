/** Changes of chats, groups, contacts and the session, read into the shared event shape. */
import type { EventKind } from '../../../engine/trigger/event';
import { chatOf, factOf, firstOf, personOf, phoneFact, timeOf } from './facts';
import { type Reader, reading } from './frame';

/** Chats and groups: the provider's own words under `details`. */
const about =
	(kind: EventKind): Reader =>
	(entry, frame) => {
		const jid = factOf(entry, 'chat') ?? firstOf(entry, 'id');
		return [
			reading(frame, entry, kind, jid, {
				time: timeOf(entry),
				chat: chatOf(jid, { name: firstOf(entry, 'name', 'subject') }),
				from: personOf(firstOf(entry, 'author'), undefined, phoneFact(entry, 'memberPhone')),
				details: entry,
			}),
		];
	};

export const chat = about('chat');
export const group = about('group');

export const contact: Reader = (entry, frame) => {
	const jid = factOf(entry, 'chat') ?? firstOf(entry, 'id', 'phone');
	const name = factOf(entry, 'name');
	const phone = phoneFact(entry, 'contactPhone');
	return [
		reading(frame, entry, 'contact', jid, {
			time: timeOf(entry, 'updated_at'),
			chat: chatOf(jid, { name, phone }),
			from: personOf(jid, name, phone),
			details: entry,
		}),
	];
};

export const account: Reader = (entry, frame) => [
	reading(frame, entry, 'account', firstOf(entry, 'status'), { details: entry }),
];
