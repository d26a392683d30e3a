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

/** Separators, plurals and case are what the schemes differ in: "message_received", "messages.received". */
const essence = (name: string): string =>
	name
		.toLowerCase()
		.split(/[^a-z]+/)
		.map((word) => word.replace(/s$/, ''))
		.join('/');

const CANONICAL = new Map(EVENT_NAMES.map(([name]) => [essence(String(name)), String(name)]));

/** Wapio names events in two ways; this gives the one above, and unknown names as they are. */
export const canonicalEvent = (name: string): string => CANONICAL.get(essence(name)) ?? name;
