/** How a message is sent: quote, mentions, files and their options, links with a preview. */
import {
	type Choice,
	choice,
	longText,
	number,
	shownFor,
	text,
	texts,
	toggle,
} from '../../engine/fields';
import type { Field } from '../../engine/types';
import { recipientOf } from './addresses';
import { MESSAGE_ID_EXAMPLE } from './fields';

export const quoted = text(
	'quoted',
	'Reply to Message ID',
	'The ID of the message that this one answers',
	{
		placeholder: `e.g. ${MESSAGE_ID_EXAMPLE}`,
	},
);

export const edit = text(
	'edit',
	'Edit Message ID',
	'The ID of a message of yours, whose content is replaced instead of sending a new one',
	{ placeholder: `e.g. ${MESSAGE_ID_EXAMPLE}` },
);

const mention = (value: unknown) => {
	const address = recipientOf(value, 'Mentions');
	return address.replace(/@s\.whatsapp\.net$/, '');
};

export const mentions = texts(
	'mentions',
	'Mentions',
	"The phone numbers of the people to mention. Also write @ and the number into the text. A group's ID mentions everybody in it.",
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

export const width = number('width', 'Width', 'The width of the image or video in pixels', {
	placeholder: 'e.g. 1280',
	typeOptions: { minValue: 1 },
});
export const height = number('height', 'Height', 'The height of the image or video in pixels', {
	placeholder: 'e.g. 720',
	typeOptions: { minValue: 1 },
});

export const caption = longText('caption', 'Caption', 'Text under the file', {
	placeholder: 'e.g. Our new window display',
});

export const preview = text(
	'preview',
	'Preview Image (Base64)',
	'A small JPEG image to show until the file is loaded, written as text (Base64)',
	{ placeholder: 'e.g. /9j/4AAQSkZJRgABAQAAAQABAAD' },
);

export const duration = number(
	'seconds',
	'Duration (Seconds)',
	'The length of the recording in seconds',
	{
		placeholder: 'e.g. 42',
		typeOptions: { minValue: 0 },
	},
);

/** ARGB or RGB, as WhatsApp counts it. */
/** A color of the picker, #RRGGBB; an expression may give #AARRGGBB, with the opacity first. */
export const color = (name: string, displayName: string, wire: string, example: string): Field => ({
	displayName,
	name,
	type: 'color',
	default: example,
	description: `${displayName}, such as #1FA855. An expression may also give #AARRGGBB, with the opacity first.`,
	limits: { pattern: /^#([0-9a-fA-F]{2}){3,4}$/, patternHint: 'a color such as #1FA855' },
	send: { as: wire },
});

/** Options of everything that goes to a recipient. */
export const senderOptions: Field[] = [quoted, edit];

export const mimeType = (example = 'image/jpeg') =>
	text(
		'mimeType',
		'MIME Type',
		'The type of the file, such as image/jpeg, if the file does not tell it',
		{
			placeholder: `e.g. ${example}`,
			send: { as: 'mime_type' },
		},
	);

/** Options of every upload: type, encoding, cache. */
export const mediaOptions = (example?: string): Field[] => [
	mimeType(example),
	noEncode,
	toggle(
		'noCache',
		'Fetch Again',
		'Whether Whapi.Cloud fetches the file again instead of using the copy that it kept',
		{
			send: { as: 'no_cache' },
		},
	),
];

export const noEncode = toggle(
	'noEncode',
	'Skip Conversion',
	'Whether to send the file as it is. Otherwise Whapi.Cloud converts it to what WhatsApp plays best.',
	{ send: { as: 'no_encode' } },
);

const SOURCES: Choice[] = [
	['file', 'Input Binary Field', 'A file from an earlier node'],
	['url', 'URL', 'Whapi.Cloud fetches the file from a web address'],
	['id', 'Media ID', 'A file that was uploaded with Media > Upload or received in a message'],
	[
		'base64',
		'File as Text (Base64)',
		'The file written as text, which begins with "data:", the type of the file and ";base64"',
	],
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
			'Where the file is',
			[...(optional ? [['none', 'None'] as Choice] : []), ...sources],
			{ send: { in: 'nowhere' } },
		),
		...field(
			'file',
			text('file', 'Input Binary Field', `The file from an earlier node`, {
				default: 'data',
				hint: 'The name of the input field with the file, for example data',
				send: { in: 'file', as: wire },
			}),
		),
		...field(
			'url',
			text(
				'mediaUrl',
				`${what} URL`,
				'The web address of the file. Anybody must be able to open it without a login.',
				{
					placeholder: `e.g. ${example}`,
					send: { as: wire },
				},
			),
		),
		...(withoutId
			? []
			: field(
					'id',
					text(
						'mediaId',
						'Media ID',
						'The ID that Media > Upload returned, or that of a file in a received message',
						{
							placeholder: `e.g. ${idExample}`,
							send: { as: wire },
						},
					),
				)),
		...field(
			'base64',
			longText(
				'mediaBase64',
				'File as Text (Base64)',
				'The file written as text (Base64 data URL)',
				{
					placeholder: 'e.g. data:image/png;base64,iVBORw0KGgo=',
					send: { as: wire },
				},
			),
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
			'Which picture is shown above the link',
			[
				...pictures,
				['thumbnail', 'Small Image of Your Own'],
				['media', 'Large Image of Your Own'],
				['style1', 'Preview Style 1'],
				['style2', 'Preview Style 2'],
				['style3', 'Preview Style 3'],
				['none', 'None'],
			],
			{ send: { as: 'preview_type' } },
		),
		...shownFor(
			{ previewType: ['thumbnail'] },
			{
				...preview,
				required: true,
				description: 'A small JPEG image to show above the link, written as text (Base64)',
			},
		),
		...mediaSource({ what: 'Image' })
			.map((field) => shownFor({ previewType: ['media'] }, field))
			.flat(),
	],
	options: [
		longText('body', 'Text', `The message. %URL% becomes the link to the ${what}.`, {
			placeholder: `e.g. Follow this link: %URL%`,
		}),
		text(
			'title',
			'Title',
			`The title of the preview. Without it, the name of the ${what} is shown.`,
			{
				placeholder: 'e.g. Riverside Books',
			},
		),
		...mediaOptions(),
		mentions,
		...senderOptions,
	],
});
