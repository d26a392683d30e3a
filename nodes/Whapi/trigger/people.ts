/** Small parts of events: people, chats, plain values. */
import type { MessagingEvent } from '../../../engine/trigger/event';
import { hash, list, object, text } from '../../../engine/trigger/reading';

export { hash, list, object, text };

/** What all events of one call share. */
export interface Frame {
	/** "type.method". */
	pair: string;
	/** The channel's ID. */
	account?: string;
}

type Chat = NonNullable<MessagingEvent['chat']>;

/** "919876543210@s.whatsapp.net" and "919876543210" are the person's digits; other IDs stay. */
const bare = (id: string): string => id.replace(/(:\d+)?@(s\.whatsapp\.net|c\.us)$/, '');

const PHONE = /^\d{7,15}$/;

export function personOf(
	value: unknown,
	name?: unknown,
): { id: string; phone?: string; name?: string } | undefined {
	const given = text(value);
	if (!given || kindOf(given) !== 'private') return undefined;
	const id = bare(given);
	return { id, phone: PHONE.test(id) ? id : undefined, name: text(name) };
}

/** Kinds by the ending of the ID; digits alone are a person. */
function kindOf(id: string): Chat['kind'] {
	if (id.endsWith('@g.us')) return 'group';
	if (id.endsWith('@newsletter')) return 'channel';
	if (id === 'stories' || id.startsWith('status@')) return 'story';
	return /@(s\.whatsapp\.net|c\.us|lid)$/.test(id) || !id.includes('@') ? 'private' : 'unknown';
}

export function chatOf(value: unknown, name?: unknown): Chat | undefined {
	const id = text(value);
	return id ? { id: bare(id), kind: kindOf(id), name: text(name) } : undefined;
}
