/** The filters that people need, alike for all providers because the events are alike. */
import type { INodeProperties } from 'n8n-workflow';

import { byLabelFrom5, choices, texts } from '../define/fields';
import type { Field } from '../define/types';
import { type MessagingEvent, MESSAGE_TYPES, STATUSES } from './event';
import { TEXT_FIELDS, textPasses } from './textFilter';
import type { EventFilter } from './types';

const title = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const FIELDS: Record<EventFilter, Field> = {
	accounts: texts(
		'accounts',
		'Own Numbers or Accounts',
		'Only events of these numbers or accounts of yours, one per field, written like "account" in the output of this trigger',
		{
			placeholder: 'e.g. 919876543210',
		},
	),
	chatKind: choices(
		'chatKinds',
		'Chat Types',
		'Only events in chats of these types. A message or call whose chat is unknown does not pass.',
		[
			['private', 'Private Chats'],
			['group', 'Groups'],
			['channel', 'Channels'],
			['story', 'Stories'],
		],
	),
	chats: texts(
		'chats',
		'Chats',
		'Only events in these chats, one per field: phone numbers with country code, or IDs of groups and channels. A message or call whose chat is unknown does not pass.',
		{
			hint: 'The output of this trigger has the ID of a chat as "chat.id"',
			placeholder: 'e.g. 919876543210',
		},
	),
};

const ALWAYS: Field[] = [
	choices(
		'callDirections',
		'Call Directions',
		'Only calls in these directions. A call whose direction is unknown does not pass; events that are not calls still start the workflow.',
		[
			['inbound', 'Inbound', 'Somebody calls you'],
			['outbound', 'Outbound', 'You call somebody'],
		],
	),
	choices(
		'callOutcomes',
		'Call Outcomes',
		'Only calls that have come to this, such as "Missed". Events that are not calls still start the workflow.',
		[
			['answered', 'Answered', 'Somebody has picked up, and the call goes on'],
			['ended', 'Ended', 'Somebody had picked up, and the call is over'],
			['failed', 'Failed', 'The call could not be placed'],
			['missed', 'Missed', 'Nobody picked up'],
			['rejected', 'Rejected', 'The call was declined'],
		],
	),
	choices(
		'messageTypes',
		'Message Types',
		'Only messages of these types. Events that are not messages, such as calls, still start the workflow.',
		MESSAGE_TYPES.map((type) => [type, title(type)]),
	),
	{
		displayName: 'Own Messages',
		name: 'own',
		type: 'options',
		default: 'skip',
		description:
			'Whether messages sent from your own number, by n8n or on the phone, start the workflow. Without this filter they do if you chose an event for them: skip them in a workflow that replies, so that it does not answer itself.',
		options: [
			{ name: 'Include', value: 'include', description: 'Own messages and those of others' },
			{ name: 'Only Own', value: 'only', description: 'Own messages and nothing else' },
			{
				name: 'Only Written by a Person',
				value: 'person',
				description:
					'Own messages that somebody wrote on the phone or in WhatsApp, and nothing else. Works where the provider says who sent a message.',
			},
			{
				name: 'Skip',
				value: 'skip',
				description:
					'Only messages of others. Status events of your own messages still start the workflow.',
			},
		],
	},
	texts(
		'senders',
		'Senders',
		'Only events from these people: phone numbers with country code, one per field. A message or call whose sender is unknown does not pass; a status of your own message does, as it has no sender.',
		{
			placeholder: 'e.g. 919876543210',
		},
	),
	choices(
		'statuses',
		'Message Statuses',
		'Only status events with these statuses, such as "Delivered". Other events still start the workflow.',
		STATUSES.map((status) => [status, title(status)]),
	),
];

const TEXT_PROPERTIES = TEXT_FIELDS as INodeProperties[];

/** The "Filters" collection of a trigger. @param wanted besides those that every trigger has */
export const filterProperty = (wanted: EventFilter[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: byLabelFrom5([
		...wanted.map((name) => FIELDS[name] as INodeProperties),
		...(ALWAYS as INodeProperties[]),
		...TEXT_PROPERTIES,
	]),
});

export interface FilterValues {
	own?: 'include' | 'only' | 'person' | 'skip';
	chatKinds?: string[];
	chats?: string[];
	senders?: string[];
	messageTypes?: string[];
	callDirections?: string[];
	callOutcomes?: string[];
	statuses?: string[];
	accounts?: string[];
	textWords?: unknown;
	textStarts?: unknown;
	textPattern?: unknown;
}

const list = (value: unknown): string[] =>
	(Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [])
		.map((entry) => String(entry).trim())
		.filter(Boolean);

/** Phone numbers are compared by digits, IDs as they are. */
const sameAddress = (wanted: string, given: string): boolean => {
	const digits = (text: string) =>
		text.replace(/@(s\.whatsapp\.net|c\.us)$/, '').replace(/[\s+()-]/g, '');
	return wanted === given || digits(wanted) === digits(given);
};

/** Events that a person caused in a chat: where the body names neither, nobody is let in by mistake. */
const isPersonal = ({ event }: MessagingEvent): boolean =>
	event === 'call' ||
	event === 'poll.vote' ||
	(event.startsWith('message.') && event !== 'message.status');

/**
 * True when the event gets through. Of a message or call, Senders, Chats and Chat Types must match;
 * otherwise a filter of something that the event lacks lets it pass.
 */
export function passes(event: MessagingEvent, filters: FilterValues): boolean {
	const { own } = filters;
	const { account, call, chat, from, message, status } = event;
	if (own === 'skip' && event.fromMe === true && event.event !== 'message.status') return false;
	if (own === 'only' && event.fromMe !== true) return false;
	if (own === 'person' && event.sentBy !== 'person') return false;
	const isOpen = !isPersonal(event);
	// Who sent an own message is no "sender": its statuses pass.
	const sender = event.event === 'message.status' && event.fromMe ? undefined : from;
	const allows = (wanted: unknown, given: Array<string | undefined>, open = true) => {
		const entries = list(wanted);
		const present = given.filter((value) => value !== undefined);
		if (!entries.length) return true;
		if (!present.length) return open;
		return entries.some((one) => present.some((other) => sameAddress(one, other)));
	};
	return (
		allows(filters.chatKinds, [chat?.kind], isOpen) &&
		allows(filters.chats, [chat?.id], isOpen) &&
		allows(filters.senders, [sender?.id, sender?.phone], isOpen) &&
		allows(filters.accounts, [account]) &&
		allows(filters.messageTypes, [message?.type]) &&
		allows(filters.callDirections, [call?.direction]) &&
		allows(filters.callOutcomes, [call?.status]) &&
		allows(filters.statuses, [status?.status]) &&
		(!message ||
			textPasses(message.text, {
				words: filters.textWords,
				beginnings: filters.textStarts,
				pattern: filters.textPattern,
			}))
	);
}
