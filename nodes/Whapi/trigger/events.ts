/** What a person can choose in the trigger, and which of Whapi.Cloud's events each choice needs. */
import type { TriggerEvent } from '../../../engine/trigger/types';

/** "type.method", as in the provider's documentation: "messages.post". */
export type Pair = `${string}.${string}`;

interface Choice extends TriggerEvent {
	/**
	 * Whapi.Cloud reports some things twice, as a new message and as a change of an old one. Which of
	 * the two comes depends on the channel, so that the node registers for both and drops the second.
	 * Of the channel's own events, the documentation leaves open which method they have.
	 */
	pairs: Pair[];
}

export const CHOICES: Choice[] = [
	{
		value: 'messageReceived',
		name: 'Message Received',
		description: 'A message from somebody else in a private chat or a group',
		selected: true,
		pairs: ['messages.post'],
	},
	{
		value: 'channelPost',
		name: 'Channel Post',
		description: 'A post in a WhatsApp Channel that your number follows',
		pairs: ['messages.post'],
	},
	{
		value: 'storyPosted',
		name: 'Story Posted',
		description: 'A contact posted a story (WhatsApp Status)',
		pairs: ['messages.post'],
	},
	{
		value: 'messageSent',
		name: 'Message Sent',
		description:
			'A message from your own number, sent on the phone, another device or with this node',
		pairs: ['messages.post'],
	},
	{
		value: 'messageEdited',
		name: 'Message Edited',
		description: 'The text or caption of a message was changed',
		pairs: ['messages.post', 'messages.patch'],
	},
	{
		value: 'messageDeleted',
		name: 'Message Deleted',
		description: 'A message was deleted, or a chat was cleared',
		pairs: ['messages.post', 'messages.delete'],
	},
	{
		value: 'messageReaction',
		name: 'Message Reaction',
		description: 'Somebody reacted to a message with an emoji, or took the reaction back',
		pairs: ['messages.post', 'messages.patch'],
	},
	{
		value: 'pollVote',
		name: 'Poll Vote',
		description: 'Somebody voted in a poll',
		pairs: ['messages.post', 'messages.patch'],
	},
	{
		value: 'messageAction',
		name: 'Message Pinned, Commented or Answered',
		description:
			'A message was pinned or commented on, an event was answered, or disappearing messages were changed',
		pairs: ['messages.post', 'messages.patch'],
	},
	{
		value: 'messageSystem',
		name: 'System Message',
		description:
			"WhatsApp's own notices in a chat, such as a missed call or a changed setting, the cover of an album of files, and messages that could not be read (yet)",
		pairs: ['messages.post'],
	},
	{
		value: 'messageCompleted',
		name: 'Message Completed',
		description:
			'A message that came before comes again with more content, for example with its file',
		pairs: ['messages.put'],
	},
	{
		value: 'messageStatus',
		name: 'Message Status',
		description:
			'A message of yours was sent, delivered, read or played, or it failed. Also a message of somebody else that you read on the phone.',
		pairs: ['statuses.post', 'statuses.put'],
	},
	{
		value: 'chatNew',
		name: 'Chat Created',
		description: 'A new chat appeared in the list of chats',
		pairs: ['chats.post'],
	},
	{
		value: 'chatUpdated',
		name: 'Chat Updated',
		description: 'A chat was read, pinned, muted, archived or labelled',
		pairs: ['chats.put', 'chats.patch'],
	},
	{
		value: 'chatRemoved',
		name: 'Chat Deleted',
		description: 'A chat was deleted',
		pairs: ['chats.delete'],
	},
	{
		value: 'contactNew',
		name: 'Contact Added',
		description: 'A contact was added or became known',
		pairs: ['contacts.post'],
	},
	{
		value: 'contactUpdated',
		name: 'Contact Updated',
		description: 'The name, picture or about text of a contact changed',
		pairs: ['contacts.patch'],
	},
	{
		value: 'groupCreated',
		name: 'Group Created',
		description: 'A group was created, or your number joined one',
		pairs: ['groups.post'],
	},
	{
		value: 'groupUpdated',
		name: 'Group Updated',
		description: 'The name, description, picture or settings of a group changed',
		pairs: ['groups.patch'],
	},
	{
		value: 'groupParticipants',
		name: 'Group Participants Changed',
		description:
			'Somebody joined, left or asked to join a group, or became an admin or is no longer one',
		pairs: ['groups.put'],
	},
	{
		value: 'presence',
		name: 'Presence',
		description:
			'A contact that you follow with Presence > Subscribe is online, offline, typing or recording',
		pairs: ['presences.post'],
	},
	{
		value: 'call',
		name: 'Call',
		description: 'A call started, is ringing, or was answered, missed, rejected or canceled',
		pairs: ['calls.post'],
	},
	{
		value: 'labelChanged',
		name: 'Label Created or Updated',
		description: 'A label of WhatsApp Business was created or changed',
		pairs: ['labels.post'],
	},
	{
		value: 'labelRemoved',
		name: 'Label Deleted',
		description: 'A label of WhatsApp Business was deleted',
		pairs: ['labels.delete'],
	},
	{
		value: 'channelStatus',
		name: 'Connection Status',
		description:
			'The connection of your number changed, for example to "AUTH" (connected) or "QR" (to be linked again)',
		pairs: ['channel.post', 'channel.patch'],
	},
	{
		value: 'qrCode',
		name: 'QR Code',
		description: 'A new QR code for linking your number is ready',
		pairs: ['channel.post', 'channel.patch'],
	},
	{
		value: 'userLogin',
		name: 'User Logged In',
		description: 'Your number was connected to Whapi.Cloud',
		pairs: ['users.post'],
	},
	{
		value: 'userLogout',
		name: 'User Logged Out',
		description: 'Your number was disconnected from Whapi.Cloud',
		pairs: ['users.delete'],
	},
	{
		value: 'serviceProblem',
		name: 'Service Problem',
		description: 'A notice from Whapi.Cloud itself, for example about a technical problem',
		pairs: ['service.post'],
	},
	{
		value: 'oldMessage',
		name: 'Message (Deprecated)',
		description: 'The former event for messages. Use Message Received and Message Sent instead.',
		pairs: ['message.put'],
	},
	{
		value: 'oldAck',
		name: 'Ack (Deprecated)',
		description: 'The former event for receipts (ack). Use Message Status instead.',
		pairs: ['ack.put'],
	},
	{
		value: 'oldChat',
		name: 'Chat (Deprecated)',
		description: 'The former event for chats. Use Chat Created and Chat Updated instead.',
		pairs: ['chat.put'],
	},
	{
		value: 'oldStatus',
		name: 'Status (Deprecated)',
		description: 'The former event for the connection. Use Connection Status instead.',
		pairs: ['status.put'],
	},
];

/** The events to register for, each once, always in the same order. */
export function pairsOf(choices: string[], more: Pair[]): Pair[] {
	const wanted = CHOICES.filter(({ value }) => choices.includes(value));
	return [...new Set([...wanted.flatMap(({ pairs }) => pairs), ...more])];
}

/** Types for the raw pairs. */
export const EVENT_TYPES = [
	'messages',
	'statuses',
	'chats',
	'contacts',
	'groups',
	'presences',
	'calls',
	'channel',
	'users',
	'labels',
	'service',
	'message',
	'ack',
	'chat',
	'status',
];
