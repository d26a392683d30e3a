/** The events that a session's webhook can subscribe to: [name, label]. */
import type { Choice } from '../../../engine/define';

export const EVENT_NAMES: Choice[] = [
	['call', 'Call'],
	['chats.upsert', 'Chat Added'],
	['chats.delete', 'Chat Deleted'],
	['chats.update', 'Chat Updated'],
	['contacts.upsert', 'Contact Added'],
	['contacts.update', 'Contact Updated'],
	['groups.upsert', 'Group Added'],
	['group-participants.update', 'Group Participants Changed'],
	['groups.update', 'Group Updated'],
	['messages.upsert', 'Message Added (In or Out)'],
	['messages.delete', 'Message Deleted'],
	['messages.reaction', 'Message Reaction'],
	['messages.received', 'Message Received'],
	['messages-newsletter.received', 'Message Received From a Channel'],
	['messages-group.received', 'Message Received From a Group'],
	['messages-personal.received', 'Message Received From a Person'],
	['message.sent', 'Message Sent'],
	['message-receipt.update', 'Message Status (Delivered, Read, Failed)'],
	['messages.update', 'Message Updated'],
	['poll.results', 'Poll Results'],
	['qrcode.updated', 'QR Code Updated'],
	['session.status', 'Session Status'],
];

/** A choice of the trigger, and no event of Wapio: stories come by the events for messages. */
export const STORIES = 'stories';

/** Words that mean the same in the schemes of names. */
const SAME: Record<string, string> = {
	channel: 'newsletter',
	deleted: 'delete',
	edited: 'update',
	person: 'personal',
	private: 'personal',
	revoked: 'delete',
	updated: 'update',
	upserted: 'upsert',
};

/**
 * Separators, plurals, the order of words and their tense are what the schemes differ in:
 * "message_received", "messages.received", "personal.message.received".
 */
const essence = (name: string): string =>
	name
		.toLowerCase()
		.split(/[^a-z]+/)
		.map((word) => word.replace(/s$/, ''))
		.map((word) => SAME[word] ?? word)
		.filter(Boolean)
		.sort()
		.join('/');

/** Names that have other words. */
const OTHERS: Record<string, string> = {
	'call.incoming': 'call',
	'call.offer': 'call',
	'call.received': 'call',
	'call.update': 'call',
	'call.upsert': 'call',
	'connection.update': 'session.status',
	'message.receipt': 'message-receipt.update',
	'message.status': 'message-receipt.update',
	'message.status.update': 'message-receipt.update',
	'poll.update': 'poll.results',
	'poll.vote': 'poll.results',
	'qr.update': 'qrcode.updated',
	'session.update': 'session.status',
};

const CANONICAL = new Map([
	...EVENT_NAMES.map(([name]) => [essence(String(name)), String(name)] as const),
	...Object.entries(OTHERS).map(([name, known]) => [essence(name), known] as const),
]);

export const isKnown = (name: string): boolean => CANONICAL.has(essence(name));

/** Wapio names events in several ways; this gives the one above, and unknown names as they are. */
export const canonicalEvent = (name: string): string => CANONICAL.get(essence(name)) ?? name;
