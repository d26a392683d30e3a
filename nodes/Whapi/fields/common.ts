/** Fields that several Whapi.Cloud operations share: recipients, IDs, times. */
import {
	choice,
	date,
	type Field,
	type Limits,
	locator,
	type Send,
	text,
	texts,
	toggle,
	type Values,
} from '../../../engine/define';
import {
	chatIdOf,
	contactIdOf,
	groupIdOf,
	inviteCodeOf,
	newsletterIdOf,
	recipientOf,
} from '../addresses';

/** Maps with one of the functions of addresses.ts for persons and chats. */
const as = (
	name: string,
	map: (value: unknown, values: Values, label?: string) => string,
	label: string,
): Send => ({ as: name, value: (value, values) => map(value, values, label) });

/** Maps with one of the functions of addresses.ts for IDs. */
const asId = (
	name: string,
	map: (value: unknown, label?: string) => string,
	label: string,
): Send => ({ as: name, value: (value) => map(value, label) });

const seconds = (value: unknown) => Math.floor(Date.parse(String(value)) / 1000);
export const milliseconds = (value: unknown) => Date.parse(String(value));
/** Unix seconds from the engine's ISO text. */
export const unixTime = (name: string): Send => ({ as: name, value: seconds });

const ADDRESS_HINT =
	'A phone number with country code, or a chat ID. Group IDs end with "@g.us", channel IDs with "@newsletter".';

/** Who gets the message: a person, group or channel. Sent as `to`. */
export const to = locator(
	'to',
	'To',
	'Who gets the message: a person, group or channel',
	{ search: 'recipients', example: '+91 98765 43210', byId: 'By Phone or Chat ID' },
	{ required: true, hint: ADDRESS_HINT, send: as('to', recipientOf, 'To') },
);

/** Path value {ChatID}. */
export const chat = locator(
	'chat',
	'Chat',
	'A chat with a person or group, or a channel',
	{ search: 'chats', example: '919876543210@s.whatsapp.net', byId: 'By Phone or Chat ID' },
	{ required: true, hint: ADDRESS_HINT, send: as('ChatID', chatIdOf, 'Chat') },
);

/** Path value {ContactID}, digits only. */
export const contact = locator(
	'contact',
	'Contact',
	'The person, from your address book or by phone number with country code',
	{ search: 'contacts', example: '+91 98765 43210', byId: 'By Phone Number' },
	{ required: true, send: as('ContactID', contactIdOf, 'Contact') },
);

/** Path value {GroupID}. */
export const group = locator(
	'group',
	'Group',
	'A WhatsApp group that your number is in',
	{ search: 'groups', example: '120363041234567890@g.us' },
	{ required: true, send: asId('GroupID', groupIdOf, 'Group') },
);

/** Path value {CommunityID}. */
export const community = locator(
	'community',
	'Community',
	'The WhatsApp community, which holds several groups',
	{ search: 'communities', example: '120363041234567891@g.us' },
	{ required: true, send: asId('CommunityID', groupIdOf, 'Community') },
);

/** Path value {NewsletterID}. */
export const newsletter = locator(
	'newsletter',
	'Channel',
	'The WhatsApp channel that people follow (newsletter)',
	{ search: 'newsletters', example: '120363049876543210@newsletter' },
	{ required: true, send: asId('NewsletterID', newsletterIdOf, 'Channel') },
);

/** Path value {LabelID}. */
export const label = locator(
	'label',
	'Label',
	'A label of WhatsApp Business; Label > Get Many lists them with their IDs',
	{ search: 'labels', example: '7' },
	{ required: true, send: { as: 'LabelID' } },
);

/** Path value {ProductID}; `send` changes it where the product goes into the body. */
export const product = locator(
	'product',
	'Product',
	'A product of your catalog; Product > Get Many lists them with their IDs',
	{ search: 'products', example: '7654321098765432' },
	{ required: true, send: { as: 'ProductID' } },
);

export const MESSAGE_ID_EXAMPLE = 'PsqXn5SAD5v7HRA-wHqB9tMeGQ';
export const MESSAGE_ID_LIMITS: Limits = {
	pattern: /^[\w.]{4,30}-[\w.]{4,14}(-[\w.]{4,10})?(-[\w.]{2,10})?$/,
	patternHint: `a message ID such as ${MESSAGE_ID_EXAMPLE}`,
};
export const MESSAGE_ID_HINT =
	'In the output of send operations and of the trigger it is "message.id", in that of Get Many "id"';

/** Path value {MessageID}. */
export const messageId = text('messageId', 'Message ID', 'The message, identified by its ID', {
	required: true,
	placeholder: `e.g. ${MESSAGE_ID_EXAMPLE}`,
	hint: MESSAGE_ID_HINT,
	limits: MESSAGE_ID_LIMITS,
	send: { as: 'MessageID' },
});

/** A list of people as digits: participants, story viewers, filters. */
export const people = (
	name: string,
	displayName: string,
	description: string,
	extra: Partial<Field> = {},
): Field =>
	texts(name, displayName, `${description}, as phone numbers with country code`, {
		placeholder: 'e.g. +91 98765 43210',
		...extra,
		typeOptions: { multipleValueButtonText: 'Add Number' },
		send: {
			value: (list, values) =>
				(list as string[]).map((entry) => contactIdOf(entry, values, displayName)),
			...extra.send,
		},
	});

/** Path value {InviteCode} (groups) or {NewsletterInviteCode}. */
export const inviteCode = (wire = 'InviteCode', example = 'HX9f2LqT8mWkR4bYc1DvZa'): Field =>
	text('inviteCode', 'Invite Code', 'The invite link, or only the code at its end', {
		required: true,
		placeholder: `e.g. ${example}`,
		send: asId(wire, inviteCodeOf, 'Invite Code'),
	});

/* Filters of message lists. */

export const timeFrom = date(
	'timeFrom',
	'From',
	"Only entries from this time or later, in the workflow's time zone",
	{
		send: unixTime('time_from'),
	},
);
export const timeTo = date(
	'timeTo',
	'Until',
	"Only entries from this time or earlier, in the workflow's time zone",
	{
		send: unixTime('time_to'),
	},
);
export const sort = choice('sort', 'Sort Order', 'Whether the newest or the oldest come first', [
	['desc', 'Newest First'],
	['asc', 'Oldest First'],
]);
export const messageFilters: Field[] = [
	text('author', 'Author', 'Only messages from this person, by phone number with country code', {
		placeholder: 'e.g. +91 98765 43210',
		send: as('author', contactIdOf, 'Author'),
	}),
	timeFrom,
	timeTo,
	toggle(
		'fromMe',
		'From Me',
		'Whether to return only your own messages. Switched off, it returns only those from others; without this filter you get both.',
		{
			send: { as: 'from_me' },
		},
	),
	toggle(
		'normalTypes',
		'Without System Messages',
		'Whether to leave out system messages, such as "Asha joined the group"',
		{ default: true, send: { as: 'normal_types' } },
	),
];

/** Where a downloaded file is put in the output item. */
export const binaryProperty = text(
	'binaryProperty',
	'Put Output File in Field',
	'The field of the output item that receives the file',
	{
		default: 'data',
		hint: 'The name of the output field with the file, for example data',
		send: { in: 'nowhere' },
	},
);
