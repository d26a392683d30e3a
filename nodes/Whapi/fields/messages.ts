/** How a message is sent: quote, mentions, files and their options, links with a preview. */
import {
	type Choice,
	choice,
	dataUrl,
	type Field,
	fileUrl,
	longText,
	mediaId,
	number,
	shownFor,
	text,
	texts,
	toggle,
	type Values,
} from '../../../engine/define';
import { recipientOf } from '../addresses';
import { MESSAGE_ID_EXAMPLE, MESSAGE_ID_HINT, MESSAGE_ID_LIMITS } from './common';

export const quoted = text(
	'quoted',
	'Reply to Message ID',
	'The ID of the message to quote above this one',
	{
		placeholder: `e.g. ${MESSAGE_ID_EXAMPLE}`,
		hint: MESSAGE_ID_HINT,
		limits: MESSAGE_ID_LIMITS,
	},
);

export const edit = text(
	'edit',
	'Edit Message ID',
	'The ID of a message that you sent earlier. Its content is replaced by this one, and no new message is sent.',
	{
		placeholder: `e.g. ${MESSAGE_ID_EXAMPLE}`,
		hint: MESSAGE_ID_HINT,
		limits: MESSAGE_ID_LIMITS,
	},
);

const mention = (value: unknown, values: Values) => {
	const address = recipientOf(value, values, 'Mentions');
	return address.replace(/@s\.whatsapp\.net$/, '');
};

export const mentions = texts(
	'mentions',
	'Mentions',
	'The people to mention, as phone numbers with country code. Write each number into the text as well, with an @ before it. The ID of a group mentions everybody in it.',
	{
		placeholder: 'e.g. 919876543210',
		typeOptions: { multipleValueButtonText: 'Add Mention' },
		send: { value: (list, values) => (list as string[]).map((entry) => mention(entry, values)) },
	},
);

export const viewOnce = toggle(
	'viewOnce',
	'View Once',
	'Whether the message disappears once the recipient has opened it',
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
	'A small JPEG image to show until the file has loaded, written as text (Base64)',
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

/** A color of the picker, #RRGGBB; an expression may give #AARRGGBB, with the opacity first. */
export const color = (
	name: string,
	displayName: string,
	wire: string,
	example: string,
	description = 'The color, such as #1FA855',
): Field => ({
	displayName,
	name,
	type: 'color',
	default: example,
	description: `${description}. An expression may also give #AARRGGBB, with the opacity first.`,
	limits: { pattern: /^#([0-9a-fA-F]{2}){3,4}$/, patternHint: 'a color such as #1FA855' },
	send: { as: wire },
});

/** Options of everything that goes to a recipient. */
export const senderOptions: Field[] = [quoted, edit];

export const mimeType = (example = 'image/jpeg') =>
	text(
		'mimeType',
		'MIME Type',
		`The type of the file, such as ${example}. Only needed if the file itself does not show it.`,
		{
			placeholder: `e.g. ${example}`,
			send: { as: 'mime_type' },
		},
	);

/** Options of every upload: type, encoding, cache. */
export const mediaOptions = (example?: string): Field[] => [mimeType(example), noEncode, noCache];

export const noCache = toggle(
	'noCache',
	'Fetch Again',
	'Whether Whapi.Cloud downloads the file again instead of using its copy from an earlier message. Switch it on if the file at the web address has changed.',
	{ send: { as: 'no_cache' } },
);

export const noEncode = toggle(
	'noEncode',
	'Skip Conversion',
	'Whether to keep the file exactly as it is. Otherwise Whapi.Cloud may convert it to a format that WhatsApp shows and plays well.',
	{ send: { as: 'no_encode' } },
);

const SOURCES: Choice[] = [
	['file', 'Input Binary Field', 'A file from an earlier node'],
	['url', 'URL', 'A file on the web, which Whapi.Cloud downloads itself'],
	['id', 'Media ID', 'A file that was uploaded with Media > Upload or received in a message'],
	['base64', 'File as Text (Base64)', 'The file itself, written as text that begins with "data:"'],
];

export const MEDIA_ID_HINT =
	'In the output of the trigger, a received file has it as "message.media.id"';

export interface MediaSource {
	/** The name of the file in labels: "Image". */
	what?: string;
	/** Example of a URL. */
	example?: string;
	/** Example of a media ID. */
	idExample?: string;
	/** True: "None" is possible, and the default. */
	optional?: boolean;
	/** Wire name; default `media`. */
	wire?: string;
	/** Leaves out "Media ID", where the API does not accept one. */
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
			text('file', 'Input Binary Field', 'The field of the input item that holds the file', {
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
					send: { as: wire, value: (value) => fileUrl(value, `${what} URL`) },
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
						'The ID of a stored file, as Media > Upload and Media > Get Many give it. Whapi.Cloud deletes files after 30 days.',
						{
							hint: MEDIA_ID_HINT,
							placeholder: `e.g. ${idExample}`,
							send: { as: wire, value: (value) => mediaId(value) },
						},
					),
				)),
		...field(
			'base64',
			longText(
				'mediaBase64',
				'File as Text (Base64)',
				'The whole file written as text: "data:", the type of the file, ";base64," and then its content in Base64',
				{
					placeholder: 'e.g. data:image/png;base64,iVBORw0KGgo=',
					send: { as: wire, value: (value) => dataUrl(value, 'File as Text (Base64)') },
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
				['style1', 'Drawing (Isometric)'],
				['style2', 'Drawing (Flat)'],
				['style3', 'Drawing (WhatsApp Style)'],
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
		longText(
			'body',
			'Text',
			`The message. Write %URL% where the link to the ${what} is to appear.`,
			{
				placeholder: `e.g. Follow this link: %URL%`,
			},
		),
		text(
			'title',
			'Title',
			`The title of the preview. Left empty, WhatsApp's own name for the ${what} is shown.`,
			{
				placeholder: 'e.g. Riverside Books',
			},
		),
		...mediaOptions(),
		mentions,
		...senderOptions,
	],
});
