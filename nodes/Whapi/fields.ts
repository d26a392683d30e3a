/** Fields that several Whapi.Cloud operations share: who, which, and how a message is sent. */
import {
	type Choice,
	choice,
	date,
	locator,
	longText,
	number,
	shownFor,
	text,
	texts,
	toggle,
} from '../../engine/fields';
import type { Field, Send } from '../../engine/types';
import {
	chatIdOf,
	contactIdOf,
	groupIdOf,
	inviteCodeOf,
	newsletterIdOf,
	recipientOf,
} from './addresses';

/** Maps with one of the functions of addresses.ts. */
const as = (
	name: string,
	map: (value: unknown, label?: string) => string,
	label: string,
): Send => ({
	as: name,
	value: (value) => map(value, label),
});

const seconds = (value: unknown) => Math.floor(Date.parse(String(value)) / 1000);
export const milliseconds = (value: unknown) => Date.parse(String(value));
/** Unix seconds from the engine's ISO text. */
export const unixTime = (name: string): Send => ({ as: name, value: seconds });

export const ADDRESS_HINT =
	'A phone number with country code, or a chat ID: groups end with @g.us, channels with @newsletter';

/** Who gets the message: a person, group or channel. Sent as `to`. */
export const to = locator(
	'to',
	'To',
	'The person, group or channel that gets the message',
	{ search: 'recipients', example: '+91 98765 43210', byId: 'By Phone or Chat ID' },
	{ required: true, hint: ADDRESS_HINT, send: as('to', recipientOf, 'To') },
);

/** Path value {ChatID}. */
export const chat = locator(
	'chat',
	'Chat',
	'The chat with a person, group or channel',
	{ search: 'chats', example: '919876543210@s.whatsapp.net', byId: 'By Phone or Chat ID' },
	{ required: true, hint: ADDRESS_HINT, send: as('ChatID', chatIdOf, 'Chat') },
);

/** Path value {ContactID}, digits only. */
export const contact = locator(
	'contact',
	'Contact',
	'The person, by phone number',
	{ search: 'contacts', example: '+91 98765 43210', byId: 'By Phone Number' },
	{ required: true, send: as('ContactID', contactIdOf, 'Contact') },
);

/** Path value {GroupID}. */
export const group = locator(
	'group',
	'Group',
	'The group',
	{ search: 'groups', example: '120363041234567890@g.us' },
	{ required: true, send: as('GroupID', groupIdOf, 'Group') },
);

/** Path value {CommunityID}. */
export const community = locator(
	'community',
	'Community',
	'The community',
	{ search: 'communities', example: '120363041234567891@g.us' },
	{ required: true, send: as('CommunityID', groupIdOf, 'Community') },
);

/** Path value {NewsletterID}. */
export const newsletter = locator(
	'newsletter',
	'Channel',
	'The WhatsApp channel (newsletter)',
	{ search: 'newsletters', example: '120363049876543210@newsletter' },
	{ required: true, send: as('NewsletterID', newsletterIdOf, 'Channel') },
);

/** Path value {LabelID}. */
export const label = locator(
	'label',
	'Label',
	'The label',
	{ search: 'labels', example: '7' },
	{ required: true, send: { as: 'LabelID' } },
);

/** Path value {ProductID}; `send` changes it where the product goes into the body. */
export const product = locator(
	'product',
	'Product',
	'The product of your catalog',
	{ search: 'products', example: '7654321098765432' },
	{ required: true, send: { as: 'ProductID' } },
);

export const MESSAGE_ID_EXAMPLE = 'PsqXn5SAD5v7HRA-wHqB9tMeGQ';

/** Path value {MessageID}. */
export const messageId = text('messageId', 'Message ID', 'The ID of the message', {
	required: true,
	placeholder: `e.g. ${MESSAGE_ID_EXAMPLE}`,
	hint: 'Sends return it as message.id, the trigger as id',
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
			value: (list) => (list as string[]).map((entry) => contactIdOf(entry, displayName)),
			...extra.send,
		},
	});

/** Path value {InviteCode} (groups) or {NewsletterInviteCode}. */
export const inviteCode = (wire = 'InviteCode', example = 'HX9f2LqT8mWkR4bYc1DvZa'): Field =>
	text('inviteCode', 'Invite Code', 'The invite link, or the code at its end', {
		required: true,
		placeholder: `e.g. ${example}`,
		send: as(wire, inviteCodeOf, 'Invite Code'),
	});

/* How a message is sent. */

export const quoted = text('quoted', 'Quoted Message ID', 'The message that this one answers', {
	placeholder: `e.g. ${MESSAGE_ID_EXAMPLE}`,
});

export const edit = text(
	'edit',
	'Edit Message ID',
	'Change this message of yours instead of sending a new one',
	{ placeholder: `e.g. ${MESSAGE_ID_EXAMPLE}` },
);

const mention = (value: unknown) => {
	const address = recipientOf(value, 'Mentions');
	return address.replace(/@s\.whatsapp\.net$/, '');
};

export const mentions = texts(
	'mentions',
	'Mentions',
	'People to mention: their phone numbers. Write @ and the number into the text as well. A group ID mentions everybody in it.',
	{
		placeholder: 'e.g. 919876543210',
		typeOptions: { multipleValueButtonText: 'Add Mention' },
		send: { value: (list) => (list as string[]).map(mention) },
	},
);

export const viewOnce = toggle(
	'viewOnce',
	'View Once',
	'Whether the recipient can open it only once',
	{ send: { as: 'view_once' } },
);

export const width = number('width', 'Width', 'Width in pixels', {
	placeholder: 'e.g. 1280',
	typeOptions: { minValue: 1 },
});
export const height = number('height', 'Height', 'Height in pixels', {
	placeholder: 'e.g. 720',
	typeOptions: { minValue: 1 },
});

export const caption = longText('caption', 'Caption', 'Text under the file', {
	placeholder: 'e.g. Our new window display',
});

export const preview = text(
	'preview',
	'Preview (Base64 JPEG)',
	'A small JPEG image, Base64-encoded, shown until the media is loaded',
	{ placeholder: 'e.g. /9j/4AAQSkZJRgABAQAAAQABAAD' },
);

export const duration = number('seconds', 'Duration (Seconds)', 'Length of the recording', {
	placeholder: 'e.g. 42',
	typeOptions: { minValue: 0 },
});

/** ARGB or RGB, as WhatsApp counts it. */
export const colour = (name: string, displayName: string, wire: string, example: string): Field =>
	text(name, displayName, 'Colour as #RRGGBB, or #AARRGGBB with its opacity first', {
		placeholder: `e.g. ${example}`,
		limits: { pattern: /^#[0-9a-fA-F]{6,8}$/, patternHint: 'a colour such as #FF1FA855' },
		send: { as: wire },
	});

/** Options of everything that goes to a recipient. */
export const senderOptions: Field[] = [quoted, edit];

export const mimeType = (example = 'image/jpeg') =>
	text('mimeType', 'MIME Type', 'The type of the file, if it is not clear from it', {
		placeholder: `e.g. ${example}`,
		send: { as: 'mime_type' },
	});

/** Options of every upload: type, encoding, cache. */
export const mediaOptions = (example?: string): Field[] => [
	mimeType(example),
	noEncode,
	toggle('noCache', 'Skip Cache', 'Whether to fetch the file anew instead of from the cache', {
		send: { as: 'no_cache' },
	}),
];

export const noEncode = toggle(
	'noEncode',
	'Skip Encoding',
	'Whether to send the file as it is, without conversion by Whapi.Cloud',
	{ send: { as: 'no_encode' } },
);

const SOURCES: Choice[] = [
	['file', 'Input Item (Binary File)', 'A file that an earlier node gives'],
	['url', 'URL', 'Whapi.Cloud fetches the file from a public address'],
	['id', 'Media ID', 'A file uploaded with Media > Upload, or received in a message'],
	['base64', 'Base64 Text', 'A data URL such as data:image/png;base64,...'],
];

export interface MediaSource {
	/** What the file is called in labels: "Image". */
	what?: string;
	/** Example of a URL. */
	example?: string;
	/** Example of a media ID. */
	idExample?: string;
	/** True: "None" is possible, and the default. */
	optional?: boolean;
	/** Wire name; default `media`. */
	wire?: string;
	/** Leaves out "Media ID", where the API takes none. */
	withoutId?: boolean;
}

/**
 * Where the media comes from, and the field that goes with it: four ways, all sent as `media`.
 * A binary file makes the request multipart.
 */
export function mediaSource({
	what = 'Media',
	example = 'https://files.example.com/window.jpg',
	idExample = 'jpeg-3eb05c7a9e1f4d22b8a1-80c9a1e2b3f4',
	optional = false,
	wire = 'media',
	withoutId = false,
}: MediaSource = {}): Field[] {
	const sources = SOURCES.filter(([value]) => !withoutId || value !== 'id');
	const field = (source: string, inner: Field): Field[] =>
		shownFor({ mediaSource: [source] }, { ...inner, required: true });
	return [
		choice(
			'mediaSource',
			`${what} Source`,
			'Where the file comes from',
			[...(optional ? [['none', 'None'] as Choice] : []), ...sources],
			{ send: { in: 'nowhere' } },
		),
		...field(
			'file',
			text('file', 'Input Data Field Name', `The field of the input item that holds the file`, {
				default: 'data',
				hint: 'The name of the input field with the file, for example data',
				send: { in: 'file', as: wire },
			}),
		),
		...field(
			'url',
			text('mediaUrl', `${what} URL`, 'The public address of the file', {
				placeholder: `e.g. ${example}`,
				send: { as: wire },
			}),
		),
		...(withoutId
			? []
			: field(
					'id',
					text('mediaId', 'Media ID', 'The ID that Media > Upload gave, or that of a message', {
						placeholder: `e.g. ${idExample}`,
						send: { as: wire },
					}),
				)),
		...field(
			'base64',
			longText('mediaBase64', 'Base64 Text', 'The file as a data URL', {
				placeholder: 'e.g. data:image/png;base64,iVBORw0KGgo=',
				send: { as: wire },
			}),
		),
	];
}

/* Messages that carry a link with a preview: invites to groups and channels, catalogs. */

export interface LinkPreviewForm {
	/** The standard picture: wire value and label, such as ['group_picture', 'Group Picture']. */
	pictures: Choice[];
	/** What the link leads to: "group". */
	what: string;
}

/** Fields and options of an invite; spread them after `to` and the code. */
export const linkMessage = ({
	pictures,
	what,
}: LinkPreviewForm): { fields: Field[]; options: Field[] } => ({
	fields: [
		choice(
			'previewType',
			'Preview',
			'What is shown above the link',
			[
				...pictures,
				['thumbnail', 'Small Image of Your Own'],
				['media', 'Large Image of Your Own'],
				['style1', 'Style 1'],
				['style2', 'Style 2'],
				['style3', 'Style 3'],
				['none', 'None'],
			],
			{ send: { as: 'preview_type' } },
		),
		...shownFor(
			{ previewType: ['thumbnail'] },
			{
				...preview,
				required: true,
				description: 'A small JPEG image, Base64-encoded',
			},
		),
		...mediaSource({ what: 'Image' })
			.map((field) => shownFor({ previewType: ['media'] }, field))
			.flat(),
	],
	options: [
		longText('body', 'Text', `The message; %URL% stands for the link to the ${what}`, {
			placeholder: `e.g. Follow this link: %URL%`,
		}),
		text('title', 'Title', `Title of the preview; default: the name of the ${what}`, {
			placeholder: 'e.g. Riverside Books',
		}),
		...mediaOptions(),
		mentions,
		...senderOptions,
	],
});

/* Filters of message lists. */

export const timeFrom = date('timeFrom', 'From', 'Only entries since this moment', {
	send: unixTime('time_from'),
});
export const timeTo = date('timeTo', 'Until', 'Only entries up to this moment', {
	send: unixTime('time_to'),
});
export const sort = choice('sort', 'Order', 'Which entries come first', [
	['desc', 'Newest First'],
	['asc', 'Oldest First'],
]);
export const messageFilters: Field[] = [
	text('author', 'Author', 'Only messages of this person: a phone number with country code', {
		placeholder: 'e.g. +91 98765 43210',
		send: as('author', contactIdOf, 'Author'),
	}),
	timeFrom,
	timeTo,
	toggle(
		'fromMe',
		'From Me',
		'Whether to return only your own messages; off: only those of others',
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
	'The name of the output field that gets the file',
	{
		default: 'data',
		hint: 'The name of the output field to put the file in, for example data',
		send: { in: 'nowhere' },
	},
);
