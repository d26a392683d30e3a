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
/** A color of the picker, #RRGGBB; an expression may give #AARRGGBB, with the opacity first. */
export const color = (name: string, displayName: string, wire: string, example: string): Field => ({
	displayName,
	name,
	type: 'color',
	default: example,
	description: 'The color; an expression may also give #AARRGGBB, with the opacity first',
	limits: { pattern: /^#([0-9a-fA-F]{2}){3,4}$/, patternHint: 'a color such as #1FA855' },
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
	['base64', 'Base64 Text', 'The file as a data URL that begins with data:image/png;base64'],
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
