/** Chats and persons, from the IDs of WhatsApp that Whapi.Cloud passes on. */
import type { MessagingEvent } from '../../../engine/trigger/event';
import { text } from '../../../engine/trigger/reading';

type Chat = NonNullable<MessagingEvent['chat']>;
type Person = NonNullable<MessagingEvent['from']>;

/**
 * "919876543210@s.whatsapp.net" and "+919876543210" are the person's digits. Of other IDs, only the
 * number of a linked device ("98...:12@lid") goes.
 */
const bare = (id: string): string =>
	id
		.replace(/:\d+(?=@)/, '')
		.replace(/@(s\.whatsapp\.net|c\.us|hosted)$/, '')
		.replace(/^\+(?=\d+$)/, '');

const PHONE = /^\d{7,15}$/;

/** Kinds by the ending of the ID; digits alone are a person. */
function kindOf(id: string): Chat['kind'] {
	if (id.endsWith('@g.us')) return 'group';
	if (id.endsWith('@newsletter')) return 'channel';
	if (id === 'stories' || id.startsWith('status@')) return 'story';
	return /@(s\.whatsapp\.net|c\.us|lid|hosted|hosted\.lid)$/.test(id) || !id.includes('@')
		? 'private'
		: 'unknown';
}

/** A switch, also as a text or a number. */
export const isTrue = (value: unknown): boolean => ['true', '1'].includes(text(value) ?? '');

/** The chat with this ID; undefined where there is none. */
export function chatOf(value: unknown, name?: unknown): Chat | undefined {
	const id = text(value);
	return id ? { id: bare(id), kind: kindOf(id), name: text(name) } : undefined;
}

/**
 * The person with this ID; undefined where it is a group's, a channel's or none.
 * @param near the ID of the chat: where that is a linked ID ("98...@lid"), its bare digits are one too
 */
export function personOf(value: unknown, name?: unknown, near?: unknown): Person | undefined {
	const given = text(value);
	if (!given || kindOf(given) !== 'private') return undefined;
	const id = bare(given);
	if (text(near) === `${id}@lid`) return { id: `${id}@lid`, name: text(name) };
	return { id, phone: PHONE.test(id) ? id : undefined, name: text(name) };
}
