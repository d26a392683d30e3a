/** The one shape that events of all providers have. Workflows rely on it: only add to it. */
import { z } from 'zod';

const media = z.object({
	/** Where the file can be fetched, if the provider says. */
	url: z.string().optional(),
	/** The provider's own ID of the file. */
	id: z.string().optional(),
	mimeType: z.string().optional(),
	fileName: z.string().optional(),
	caption: z.string().optional(),
	/** Bytes. */
	size: z.number().optional(),
	/** Seconds, of audio and video. */
	duration: z.number().optional(),
});

export const MESSAGE_TYPES = [
	'audio',
	'contact',
	'document',
	'event',
	'image',
	'interactive',
	'invite',
	'location',
	'order',
	'poll',
	'product',
	'reaction',
	'reply',
	'sticker',
	'story',
	'system',
	'template',
	'text',
	'unknown',
	'video',
] as const;

const message = z.object({
	id: z.string(),
	type: z.enum(MESSAGE_TYPES),
	/** The text, a caption, a reply's title: what a person would read. */
	text: z.string().optional(),
	media: media.optional(),
	location: z
		.object({
			latitude: z.number(),
			longitude: z.number(),
			name: z.string().optional(),
			address: z.string().optional(),
		})
		.optional(),
	contacts: z
		.array(
			z.object({
				name: z.string().optional(),
				vcard: z.string().optional(),
				phone: z.string().optional(),
			}),
		)
		.optional(),
	reaction: z.object({ emoji: z.string(), messageId: z.string().optional() }).optional(),
	/** The button or row that was chosen. */
	reply: z.object({ id: z.string().optional(), title: z.string().optional() }).optional(),
	poll: z
		.object({
			title: z.string().optional(),
			options: z.array(z.string()).optional(),
			votes: z.array(z.string()).optional(),
		})
		.optional(),
	/** The message that this one answers. */
	quotedId: z.string().optional(),
	forwarded: z.boolean().optional(),
	/** An ID that the sender gave. */
	referenceId: z.string().optional(),
});

export const STATUSES = [
	'pending',
	'sent',
	'delivered',
	'read',
	'played',
	'clicked',
	'failed',
	'deleted',
	'unknown',
] as const;

const status = z.object({
	messageId: z.string(),
	status: z.enum(STATUSES),
	error: z.object({ code: z.string().optional(), message: z.string().optional() }).optional(),
	referenceId: z.string().optional(),
});

export const CALL_STATUSES = [
	'initiated',
	'ringing',
	'answered',
	'missed',
	'rejected',
	'ended',
	'failed',
	'unknown',
] as const;

const call = z.object({
	id: z.string(),
	direction: z.enum(['inbound', 'outbound', 'unknown']),
	status: z.enum(CALL_STATUSES),
	kind: z.enum(['voice', 'video']).optional(),
	startedAt: z.string().optional(),
	answeredAt: z.string().optional(),
	endedAt: z.string().optional(),
	/** Seconds. */
	duration: z.number().optional(),
	/** Seconds of the conversation itself, without ringing and the phone menu. */
	talkDuration: z.number().optional(),
	recording: z.object({ url: z.string().optional(), fileName: z.string().optional() }).optional(),
	agent: z
		.object({
			id: z.string().optional(),
			name: z.string().optional(),
			phone: z.string().optional(),
		})
		.optional(),
	referenceId: z.string().optional(),
});

export const EVENT_KINDS = [
	'message.received',
	'message.sent',
	'message.edited',
	'message.deleted',
	'message.reaction',
	'message.status',
	/** A pin, a comment, an answer to an event: something done to a message or chat. */
	'message.action',
	/** WhatsApp's own notice in a chat. */
	'message.system',
	'poll.vote',
	'call',
	'chat',
	'contact',
	'conversation',
	'group',
	'label',
	'order',
	'presence',
	'account',
	'template',
	'user',
	'other',
] as const;

export const messagingEvent = z.object({
	/** What happened, in the words that all providers share. */
	event: z.enum(EVENT_KINDS),
	/** What the provider calls it. */
	providerEvent: z.string(),
	provider: z.string(),
	id: z.string(),
	/** ISO 8601, UTC. */
	timestamp: z.string(),
	/** The own number, session or channel that it concerns. */
	account: z.string().optional(),
	/** The chat: a phone number for one person, an ID for groups and channels. */
	chat: z
		.object({
			id: z.string(),
			kind: z.enum(['private', 'group', 'channel', 'story', 'unknown']),
			name: z.string().optional(),
		})
		.optional(),
	from: z
		.object({ id: z.string(), phone: z.string().optional(), name: z.string().optional() })
		.optional(),
	to: z.object({ id: z.string(), phone: z.string().optional() }).optional(),
	/** True for what was sent from the own number, also by another app. */
	fromMe: z.boolean().optional(),
	/** Of own messages: a person, a program through the API, or WhatsApp itself. */
	sentBy: z.enum(['person', 'api', 'system']).optional(),
	message: message.optional(),
	/** All messages of a burst, with the trigger's option "Combine Messages". */
	messages: z.array(message).optional(),
	/** What a person wrote, under the name from which n8n's AI Agent reads. */
	chatInput: z.string().optional(),
	/** The chat, under the name from which n8n's Memory nodes read. */
	sessionId: z.string().optional(),
	status: status.optional(),
	call: call.optional(),
	/** Details of other events (group participants, presence ...), in the provider's words. */
	details: z.record(z.unknown()).optional(),
	/** Exactly what the provider sent for this event. */
	raw: z.unknown(),
});

export type MessagingEvent = z.infer<typeof messagingEvent>;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Takes out what is undefined, so that items have no empty columns. */
export function compact<T>(value: T): T {
	if (Array.isArray(value)) return value.map(compact) as T;
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, inner]) => inner !== undefined && inner !== null)
			.map(([key, inner]) => [key, key === 'raw' ? inner : compact(inner)]),
	) as T;
}

/**
 * ISO 8601 in UTC from what providers send: ISO with any precision, the same or
 * "YYYY-MM-DD HH:MM:SS" without a zone (UTC), or seconds, milliseconds, microseconds or
 * nanoseconds since 1970.
 * `undefined` when it is no time: 0 is how providers write that they know none.
 */
export function isoTime(value: unknown): string | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const text = String(value).trim();
	const numeric = /^\d+(\.\d+)?$/.test(text);
	// Without a zone it would be taken in the server's.
	const isBare = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text);
	// Without a year, almost any text with a digit is a date to JavaScript.
	if (!numeric && !/^[^-].*\d{4}|^\d{4}/.test(text)) return undefined;
	const millis = numeric
		? Number(text) * perUnit(Number(text))
		: Date.parse(isBare ? `${text.replace(' ', 'T')}Z` : text);
	return millis > 0 && millis < 8.64e15 ? new Date(millis).toISOString() : undefined;
}

/** Milliseconds per unit of a number that is a time of this century. */
function perUnit(value: number): number {
	if (value < 1e11) return 1000;
	if (value < 1e14) return 1;
	return value < 1e17 ? 0.001 : 0.000001;
}
