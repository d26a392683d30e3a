/** Fields and values of the channel's webhooks. */
import type { IDataObject } from 'n8n-workflow';

import {
	type Choice,
	choice,
	choices,
	type Field,
	type RequestParts,
	rows,
	text,
	toggle,
	type Values,
	WrongValue,
} from '../../../engine/define';

/** Events as "type.method", the provider's notation. */
const EVENTS: Choice[] = [
	['messages.post', 'Messages: New'],
	['messages.put', 'Messages: Updated (Whole)'],
	['messages.patch', 'Messages: Changed'],
	['messages.delete', 'Messages: Deleted'],
	['statuses.post', 'Receipts: New'],
	['statuses.put', 'Receipts: Updated'],
	['chats.post', 'Chats: New'],
	['chats.put', 'Chats: Updated (Whole)'],
	['chats.patch', 'Chats: Changed'],
	['chats.delete', 'Chats: Deleted'],
	['contacts.post', 'Contacts: New'],
	['contacts.patch', 'Contacts: Changed'],
	['groups.post', 'Groups: New'],
	['groups.put', 'Groups: Members Changed'],
	['groups.patch', 'Groups: Changed'],
	['presences.post', 'Presences'],
	['calls.post', 'Calls'],
	['channel.post', 'Channel: Health Changed'],
	['channel.patch', 'Channel: New QR Code'],
	['users.post', 'Users: Logged In'],
	['users.delete', 'Users: Logged Out'],
	['labels.post', 'Labels: New'],
	['labels.delete', 'Labels: Deleted'],
	['service.post', 'Service Notices'],
	// Names of earlier versions, which the API still accepts.
	['message.put', 'Old Type: Message (Use Messages)'],
	['ack.put', 'Old Type: Ack (Use Receipts)'],
	['chat.put', 'Old Type: Chat (Use Chats)'],
	['status.put', 'Old Type: Status (Use Channel)'],
];

const EVENT_TYPES: Choice[] = [
	['messages', 'Messages'],
	['statuses', 'Receipts'],
	['chats', 'Chats'],
	['contacts', 'Contacts'],
	['groups', 'Groups'],
	['presences', 'Presences'],
	['calls', 'Calls'],
	['channel', 'Channel'],
	['users', 'Users'],
	['labels', 'Labels'],
	['service', 'Service'],
];

/** "messages.post" as {type, method}. @throws WrongValue */
export function eventOf(name: unknown): IDataObject {
	const [type, method, ...rest] = String(name).split('.');
	if (!type || !method || rest.length)
		throw new WrongValue(`"${String(name)}" is not an event such as messages.post`, 'Events');
	return { type, method };
}

const url = text('url', 'URL', 'The web address that gets the events', {
	required: true,
	placeholder: 'e.g. https://hooks.example.com/whapi',
});

const mode = choice('mode', 'Mode', 'How the receiver can tell the kinds of events apart', [
	['body', 'In the Body', 'All events go to the same address; their content tells the kind'],
	['path', 'By Path', 'The kind of event is added to the end of the address'],
	['method', 'By Method', 'The HTTP method (POST, PUT, PATCH, DELETE) tells the kind of change'],
]);

const headers = rows(
	'headers',
	'Headers',
	'Up to 5 HTTP headers to send with each event, such as a secret that proves who sent it',
	{
		label: 'Header',
		button: 'Add Header',
		fields: [
			text('name', 'Name', 'The name of the header', {
				required: true,
				placeholder: 'e.g. X-Webhook-Secret',
			}),
			text('value', 'Value', 'The value of the header', { placeholder: 'e.g. b7d1e0c2a94f' }),
		],
	},
	{
		limits: { maxItems: 5 },
		send: {
			value: (list) =>
				Object.fromEntries(
					(list as Array<{ name: string; value?: string }>).map((row) => [
						row.name,
						row.value ?? '',
					]),
				),
		},
	},
);

export const FROM_CLIENT = "Known from Whapi.Cloud's own client, not from its documentation.";

/** @throws WrongValue outside of the provider's limits */
function ageOf(value: unknown): number {
	const seconds = Number(value);
	if (seconds >= 15 && seconds <= 172_800) return seconds;
	const given = String(value);
	throw new WrongValue(`"${given}" is not a number from 15 to 172800`, 'Max Age (Seconds)');
}

/** Text, as a row of a list has no empty number. */
const maxAge = text(
	'maxAge',
	'Max Age (Seconds)',
	`Messages that are delayed longer than this are not delivered, from 15 to 172800 seconds. ${FROM_CLIENT}`,
	{
		placeholder: 'e.g. 600',
		send: { as: 'webhook_max_age_seconds', value: ageOf },
	},
);

const undecryptedAds = toggle(
	'undecryptedAds',
	'Unreadable Ad Messages',
	`Whether to also deliver messages from ads that could not be decrypted. ${FROM_CLIENT}`,
	{ send: { as: 'send_undecrypted_ad', value: (value) => (value === true ? true : undefined) } },
);

export const webhookRows: Field = rows(
	'webhooks',
	'Webhooks',
	'All web addresses that get events. This list replaces the present one, so repeat the entries that should stay.',
	{
		label: 'Webhook',
		button: 'Add Webhook',
		fields: [
			url,
			choices(
				'events',
				'Events',
				'Which events to send to this address. If you choose none, Whapi.Cloud sends only the old type Message.',
				EVENTS,
				{
					send: { value: (list) => (list as unknown[]).map(eventOf) },
				},
			),
			mode,
			headers,
			undecryptedAds,
			maxAge,
		],
	},
);

/** Form of "Test Webhook". */
export const webhookTestFields: Field[] = [
	url,
	choice('type', 'Event Type', 'The kind of test event to send', EVENT_TYPES, {
		default: 'messages',
	}),
	mode,
];
export const webhookTestOptions: Field[] = [headers, maxAge, undecryptedAds];

const removal = (name: string, displayName: string, description: string): Field => ({
	displayName,
	name,
	type: 'boolean',
	default: true,
	description,
	send: { in: 'nowhere' },
});

/** Empty values are not sent by default: these remove a value explicitly. */
export const removals: Field[] = [
	removal('removeProxy', 'Remove Proxy', 'Whether to connect without a proxy from now on'),
	removal(
		'removeWebhooks',
		'Remove All Webhooks',
		'Whether to send events to no address from now on, not even to Whapi.Cloud Triggers',
	),
];

/** `request.shape` of "Update Settings". @throws WrongValue when a value is given and removed */
export function shapeRemovals(parts: RequestParts, values: Values): RequestParts {
	const body = { ...parts.body };
	const clear = (flag: string, key: string, empty: IDataObject[string]) => {
		if (values[flag] !== true) return;
		if (key in body) throw new WrongValue(`"${key}" is given and removed at the same time`);
		body[key] = empty;
	};
	clear('removeProxy', 'proxy', '');
	clear('removeWebhooks', 'webhooks', []);
	return { ...parts, body };
}
