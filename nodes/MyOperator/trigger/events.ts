/** The events of the trigger, and what MyOperator calls them. */
import type { MessagingEvent } from '../../../engine/trigger/event';
import type { TriggerEvent } from '../../../engine/trigger/types';

export type MessageStatus = NonNullable<MessagingEvent['status']>['status'];
export type CallStatus = NonNullable<MessagingEvent['call']>['status'];

export const EVENTS: TriggerEvent[] = [
	{
		value: 'messageReceived',
		name: 'Message Received',
		description: 'A customer sent you a message on WhatsApp',
		selected: true,
	},
	{
		value: 'messageSent',
		name: 'Message Sent',
		description: 'A message of yours was sent, from a chat, a campaign or the API',
	},
	{
		value: 'messageDelivered',
		name: 'Message Delivered',
		description: 'A message of yours reached the customer',
	},
	{ value: 'messageRead', name: 'Message Read', description: 'A customer read a message of yours' },
	{
		value: 'messageFailed',
		name: 'Message Failed',
		description: 'A message of yours could not be sent or delivered, with the reason',
	},
	{
		value: 'linkClicked',
		name: 'Link Clicked',
		description: 'A customer opened a tracked link in a template message',
	},
	{
		value: 'conversationAssigned',
		name: 'Conversation Assigned',
		description: 'A WhatsApp conversation was assigned to a user (agent)',
	},
	{
		value: 'conversationClosed',
		name: 'Conversation Closed',
		description: 'A WhatsApp conversation was closed',
	},
	{
		value: 'callInitiated',
		name: 'Call Initiated',
		description: 'A call began; nobody has been dialed yet',
	},
	{
		value: 'callIvrStarted',
		name: 'Call Reached Phone Menu (IVR)',
		description: 'The caller hears your phone menu (IVR). Calls without a menu skip this.',
	},
	{
		value: 'callDialBegin',
		name: 'Call Dialing',
		description: 'A user, department or customer is being dialed, also on a transfer',
	},
	{ value: 'callAnswered', name: 'Call Answered', description: 'Someone answered the call' },
	{
		value: 'callEnd',
		name: 'Call Ended',
		description: 'The call is over, with its duration and the name of the recording',
	},
	{
		value: 'callSummary',
		name: 'Call Summary',
		description:
			'The complete record of a call after its end, with users, departments and comments',
	},
	{
		value: 'disposition',
		name: 'Call Disposition',
		description: 'A user (agent) noted the outcome of a call',
	},
	{
		value: 'afterCall',
		name: 'Call Ended (Old Webhook)',
		description:
			'The record of a finished call, for accounts that still use the older "After Call" webhook',
	},
	{
		value: 'inCall',
		name: 'Call in Progress (Old Webhook)',
		description:
			'A call rings or was answered, for accounts that still use the older "In-Call" webhook',
	},
];

/** The event of the list, its kind in the shared shape, and how far a message or call has come. */
type Named =
	| { choice: string; kind: 'message.received' | 'conversation'; status?: undefined }
	| { choice: string; kind: 'message.status'; status: MessageStatus }
	| { choice: string; kind: 'call'; status: CallStatus }
	| { choice?: undefined; kind: 'other'; status?: undefined };

/** By `event_type`. MyOperator's API collection says "disposition", its help pages "call.disposition". */
export const NAMES: Partial<Record<string, Named>> = {
	'message.received': { choice: 'messageReceived', kind: 'message.received' },
	'message.sent': { choice: 'messageSent', kind: 'message.status', status: 'sent' },
	'message.delivered': { choice: 'messageDelivered', kind: 'message.status', status: 'delivered' },
	'message.read': { choice: 'messageRead', kind: 'message.status', status: 'read' },
	'message.failed': { choice: 'messageFailed', kind: 'message.status', status: 'failed' },
	'message.link_tracking': { choice: 'linkClicked', kind: 'message.status', status: 'clicked' },
	'conversation.assign': { choice: 'conversationAssigned', kind: 'conversation' },
	'conversation.close': { choice: 'conversationClosed', kind: 'conversation' },
	'call.initiated': { choice: 'callInitiated', kind: 'call', status: 'initiated' },
	'call.ivr_started': { choice: 'callIvrStarted', kind: 'call', status: 'ringing' },
	'call.dial_begin': { choice: 'callDialBegin', kind: 'call', status: 'ringing' },
	'call.answered': { choice: 'callAnswered', kind: 'call', status: 'answered' },
	'call.end': { choice: 'callEnd', kind: 'call', status: 'ended' },
	'call.summary': { choice: 'callSummary', kind: 'call', status: 'ended' },
	'call.disposition': { choice: 'disposition', kind: 'call', status: 'ended' },
	disposition: { choice: 'disposition', kind: 'call', status: 'ended' },
};

/** Other words for the same events: of the older WhatsApp webhooks, and of receivers of these. */
const OTHER_NAMES: Record<string, string> = {
	received: 'message.received',
	sent: 'message.sent',
	delivered: 'message.delivered',
	read: 'message.read',
	failed: 'message.failed',
	'message.link_clicked': 'message.link_tracking',
	'conversation.assigned': 'conversation.assign',
	'conversation.closed': 'conversation.close',
	'call.ended': 'call.end',
	'call.dialing': 'call.dial_begin',
};

/** Upper case, dots and underscores make no difference. */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

const BY_PLAIN_NAME = new Map(
	[...Object.keys(NAMES).map((name) => [name, name] as const), ...Object.entries(OTHER_NAMES)].map(
		([spelling, name]) => [plain(spelling), name],
	),
);

/** The name as this file has it; undefined for an event that this version does not know. */
export const nameOf = (spelling: string): string | undefined => BY_PLAIN_NAME.get(plain(spelling));
