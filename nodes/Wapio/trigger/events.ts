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
	change: 'update',
	changed: 'update',
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
		.replace(/([a-z])(?=[A-Z])/g, '$1.')
		.toLowerCase()
		.split(/[^a-z]+/)
		.map((word) => word.replace(/s$/, ''))
		.map((word) => SAME[word] ?? word)
		.filter(Boolean)
		.sort()
		.join('/');

const each = (event: string, before: string, ...words: string[]) =>
	Object.fromEntries(words.map((word) => [`${before}.${word}`, event]));

/** Names that have other words. What happened may be one of them. */
const OTHERS: Record<string, string> = {
	...each('call', 'call', 'incoming', 'received', 'update', 'upsert'),
	...each(
		'call',
		'call',
		'offer',
		'ringing',
		'accept',
		'accepted',
		'answered',
		'reject',
		'rejected',
	),
	...each('call', 'call', 'timeout', 'missed', 'terminate', 'terminated', 'ended', 'failed'),
	...each('message-receipt.update', 'message', 'ack', 'delivered', 'failed', 'played', 'read'),
	'connection.update': 'session.status',
	...each('message-receipt.update', 'message', 'receipt', 'status', 'status.update'),
	'poll.update': 'poll.results',
	'poll.vote': 'poll.results',
	...each('qrcode.updated', 'qr', 'update', 'received', 'code.update', 'code'),
	...each('session.status', 'session', 'update', 'status.update'),
};

const CANONICAL = new Map([
	...EVENT_NAMES.map(([name]) => [essence(String(name)), String(name)] as const),
	...Object.entries(OTHERS).map(([name, known]) => [essence(name), known] as const),
]);

export const isKnown = (name: string): boolean => CANONICAL.has(essence(name));

/** Wapio names events in several ways; this gives the one above, and unknown names as they are. */
export const canonicalEvent = (name: string): string => CANONICAL.get(essence(name)) ?? name;
