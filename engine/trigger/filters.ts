/** The filters that people need, alike for all providers because the events are alike. */
import type { INodeProperties } from 'n8n-workflow';

import { choices, texts } from '../define/fields';
import type { Field } from '../define/types';
import { type MessagingEvent, MESSAGE_TYPES, STATUSES } from './event';
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
	chatKind: choices('chatKinds', 'Chat Types', 'Only events in chats of these types', [
		['private', 'Private Chats'],
		['group', 'Groups'],
		['channel', 'Channels'],
		['story', 'Stories'],
	]),
	chats: texts(
		'chats',
		'Chats',
		'Only events in these chats, one per field: phone numbers with country code, or IDs of groups and channels',
		{
			hint: 'The output of this trigger has the ID of a chat as "chat.id"',
			placeholder: 'e.g. 919876543210',
		},
	),
	messageTypes: choices(
		'messageTypes',
		'Message Types',
		'Only messages of these types. Events that are not messages, such as calls, still start the workflow.',
		MESSAGE_TYPES.map((type) => [type, title(type)]),
	),
	own: {
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
				name: 'Skip',
				value: 'skip',
				description:
					'Only messages of others. Status events of your own messages still start the workflow.',
			},
		],
	},
	senders: texts(
		'senders',
		'Senders',
		'Only events from these people: phone numbers with country code, one per field',
		{
			placeholder: 'e.g. 919876543210',
		},
	),
	statuses: choices(
		'statuses',
		'Message Statuses',
		'Only status events with these statuses, such as "Delivered". Other events still start the workflow.',
		STATUSES.map((status) => [status, title(status)]),
	),
};

/** The "Filters" collection of a trigger. */
export const filterProperty = (wanted: EventFilter[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: wanted
		.map((name) => FIELDS[name] as INodeProperties)
		.sort((a, b) => a.displayName.localeCompare(b.displayName)),
});

export interface FilterValues {
	own?: 'include' | 'only' | 'skip';
	chatKinds?: string[];
	chats?: string[];
	senders?: string[];
	messageTypes?: string[];
	statuses?: string[];
	accounts?: string[];
}

const list = (value: unknown): string[] =>
	(Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [])
		.map((entry) => String(entry).trim())
		.filter(Boolean);

/** Phone numbers are compared by digits, IDs as they are. */
const sameAddress = (wanted: string, given: string | undefined): boolean => {
	if (!given) return false;
	const digits = (text: string) =>
		text.replace(/@(s\.whatsapp\.net|c\.us)$/, '').replace(/[\s+()-]/g, '');
	return wanted === given || digits(wanted) === digits(given);
};

/** True when the event gets through. A filter of something that the event lacks lets it pass. */
export function passes(event: MessagingEvent, filters: FilterValues): boolean {
	const { own } = filters;
	if (own === 'skip' && event.fromMe === true && event.event !== 'message.status') return false;
	if (own === 'only' && event.fromMe !== true) return false;
	const kinds = list(filters.chatKinds);
	if (kinds.length && event.chat && !kinds.includes(event.chat.kind)) return false;
	const any = (wanted: string[], ...given: Array<string | undefined>) =>
		!wanted.length || wanted.some((one) => given.some((other) => sameAddress(one, other)));
	if (event.chat && !any(list(filters.chats), event.chat.id)) return false;
	if (event.from && !any(list(filters.senders), event.from.id, event.from.phone)) return false;
	if (event.account && !any(list(filters.accounts), event.account)) return false;
	const types = list(filters.messageTypes);
	if (types.length && event.message && !types.includes(event.message.type)) return false;
	const statuses = list(filters.statuses);
	return !(statuses.length && event.status && !statuses.includes(event.status.status));
}
