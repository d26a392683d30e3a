/**
 * Stories (WhatsApp Status). The API has each operation twice, under /messages/story and under
 * /stories; both are operations here and share their fields.
 */
import {
	choice,
	type Choice,
	type Field,
	longText,
	type Operation,
	type RequestParts,
} from '../../../engine/define';
import { people } from '../fields/common';
import {
	caption,
	color,
	duration,
	height,
	mediaOptions,
	mediaSource,
	preview,
	width,
} from '../fields/messages';
import { sentMessage } from './messageOperation';

const FONTS: Choice[] = [
	['SYSTEM', 'System'],
	['SYSTEM_TEXT', 'System Text'],
	['SYSTEM_BOLD', 'System Bold'],
	['FB_SCRIPT', 'Script'],
	['MORNINGBREEZE_REGULAR', 'Morning Breeze'],
	['CALISTOGA_REGULAR', 'Calistoga'],
	['EXO2_EXTRABOLD', 'Exo 2 Extra Bold'],
	['COURIERPRIME_BOLD', 'Courier Prime Bold'],
];

/** Who sees the story. */
export const audience: Field[] = [
	people('contacts', 'Only For', 'The only people who can see the story'),
	people(
		'excludeContacts',
		'Not For',
		'The people who cannot see the story, while everybody else can',
		{
			send: { as: 'exclude_contacts' },
		},
	),
];
const background = color(
	'backgroundColor',
	'Background Color',
	'background_color',
	'#1FA855',
	'The color behind the text or the audio file',
);
const captionColor = color(
	'captionColor',
	'Text Color',
	'caption_color',
	'#FFFFFF',
	'The color of the letters; white if you leave it out',
);
const font = choice('fontType', 'Font', 'The typeface of the text', FONTS, {
	send: { as: 'font_type' },
});
const storyText = longText('caption', 'Text', 'The text of the story', {
	placeholder: 'e.g. Open until eight tonight',
});

/** POST /stories accepts JSON only; the route under /messages accepts a file as well. */
export function routeOfFile(parts: RequestParts): RequestParts {
	return parts.files.media && parts.path === '/stories'
		? { ...parts, path: '/messages/story' }
		: parts;
}

type Texts = Pick<Operation, 'name' | 'value' | 'action' | 'description'>;

/** Text, picture, video or sound, depending on the fields that are set. */
export const anyStory = (path: string, texts: Texts): Operation => ({
	...texts,
	request: { method: 'POST', path, shape: routeOfFile },
	fields: [
		{ ...storyText, description: 'The text of the story, or the text under its picture or video' },
		...mediaSource({ optional: true }),
	],
	options: [
		...audience,
		background,
		captionColor,
		duration,
		font,
		height,
		...mediaOptions(),
		preview,
		width,
	],
	output: sentMessage,
});

export const textStory = (path: string, texts: Texts): Operation => ({
	...texts,
	request: { method: 'POST', path },
	fields: [{ ...storyText, required: true }],
	options: [...audience, background, captionColor, font],
	output: sentMessage,
});

export const mediaStory = (path: string, texts: Texts): Operation => ({
	...texts,
	request: { method: 'POST', path },
	fields: mediaSource(),
	options: [caption, ...audience, height, ...mediaOptions(), preview, width],
	output: sentMessage,
});

export const audioStory = (path: string, texts: Texts): Operation => ({
	...texts,
	request: { method: 'POST', path },
	fields: mediaSource({
		what: 'Audio',
		example: 'https://files.example.com/greeting.mp3',
		idExample: 'mp3-3eb05c7a9e1f4d22b8a1-80c9a1e2b3f4',
	}),
	options: [...audience, background, duration, height, ...mediaOptions('audio/mpeg'), width],
	output: sentMessage,
});
