/** Messages made of a file. */
import {
	choice,
	type Field,
	number,
	type Operation,
	shownFor,
	text,
	toggle,
} from '../../../engine/define';
import { to } from '../fields/common';
import {
	caption,
	color,
	duration,
	edit,
	height,
	mediaOptions,
	mediaSource,
	mentions,
	noEncode,
	preview,
	quoted,
	viewOnce,
	width,
} from '../fields/messages';
import { sendOperation, sentMessage } from './messageOperation';

interface MediaKind {
	/** "Image" */
	name: string;
	path: string;
	action: string;
	description: string;
	/** File name and MIME type for examples. */
	example: string;
	type: string;
	options: Field[];
}

const mediaSender = ({ name, path, action, description, example, type, options }: MediaKind) =>
	sendOperation({
		name: `Send ${name}`,
		value: `send${name.replace(/\W/g, '')}`,
		action,
		description,
		path,
		fields: mediaSource({
			what: name,
			example: `https://files.example.com/${example}`,
			idExample: `${example.split('.')[1]}-3eb05c7a9e1f4d22b8a1-80c9a1e2b3f4`,
		}),
		options: [...options, ...mediaOptions(type)],
	});

/** Of images and videos. */
const picture = [caption, height, mentions, preview, viewOnce, width];

const autoplay = toggle(
	'autoplay',
	'Autoplay',
	'Whether the GIF starts to play by itself when it arrives',
);
const animated = toggle('animated', 'Animated', 'Whether the file is an animated sticker');
const fileName = text(
	'filename',
	'File Name',
	'The name under which the recipient sees the document',
	{ placeholder: 'e.g. invoice-2041.pdf' },
);
const recordingTime = number(
	'recordingTime',
	'Recording Time (Seconds)',
	'How many seconds "recording..." is shown before the message goes out',
	{
		placeholder: 'e.g. 5',
		typeOptions: { minValue: 0 },
		limits: { min: 0 },
		send: { as: 'recording_time' },
	},
);
const waveform = text(
	'waveform',
	'Waveform (Base64)',
	'The volume bars that the voice message shows, written as text (Base64)',
	{
		placeholder: 'e.g. AAUKDxQZHiMoLTI3PEFGS1BVWl8=',
	},
);

/** The same field, sent in the query string. */
const inQuery = (field: Field): Field => ({ ...field, send: { ...field.send, in: 'query' } });
const KINDS = ['image', 'video', 'gif', 'audio', 'voice', 'document', 'sticker'] as const;

const sendAnyMedia: Operation = {
	name: 'Send Media',
	value: 'sendMedia',
	action: 'Send file as chosen type',
	description:
		'Send a file as an image, video, GIF, audio, voice message, document or sticker. Useful if an expression decides which.',
	request: { method: 'POST', path: '/messages/media/{MediaMessageType}', encoding: 'binary' },
	fields: [
		inQuery(to),
		choice(
			'mediaType',
			'Send As',
			'What the file is sent as',
			KINDS.map((kind) => [kind, kind === 'gif' ? 'GIF' : kind[0]?.toUpperCase() + kind.slice(1)]),
			{ send: { as: 'MediaMessageType' } },
		),
		...mediaSource({ withoutId: true }),
		...shownFor({ mediaSource: ['url', 'base64'] }, noEncode),
	],
	options: [
		animated,
		autoplay,
		caption,
		duration,
		edit,
		fileName,
		height,
		mentions,
		preview,
		quoted,
		recordingTime,
		viewOnce,
		waveform,
		width,
	].map(inQuery),
	output: sentMessage,
};

export const mediaOperations: Operation[] = [
	mediaSender({
		name: 'Image',
		path: '/image',
		action: 'Send image',
		description: 'Send a picture, with or without a caption',
		example: 'window.jpg',
		type: 'image/jpeg',
		options: picture,
	}),
	mediaSender({
		name: 'Video',
		path: '/video',
		action: 'Send video',
		description: 'Send a video, with or without a caption',
		example: 'tour.mp4',
		type: 'video/mp4',
		options: picture,
	}),
	mediaSender({
		name: 'Video Note',
		path: '/short',
		action: 'Send video note',
		description: 'Send a short video that WhatsApp shows in a circle (video note)',
		example: 'hello.mp4',
		type: 'video/mp4',
		options: picture,
	}),
	mediaSender({
		name: 'GIF',
		path: '/gif',
		action: 'Send GIF',
		description:
			'Send a short video that plays like a GIF. The file has to be an MP4 video; a .gif file does not work.',
		example: 'wave.mp4',
		type: 'video/mp4',
		options: [autoplay, caption, height, preview, viewOnce, width],
	}),
	mediaSender({
		name: 'Audio',
		path: '/audio',
		action: 'Send audio file',
		description:
			'Send an audio file, such as music. For what looks like a voice message, use Send Voice.',
		example: 'chapter-1.mp3',
		type: 'audio/mpeg',
		options: [
			color(
				'backgroundColor',
				'Background Color',
				'background_color',
				'#1FA855',
				'The color behind the audio file',
			),
			duration,
		],
	}),
	mediaSender({
		name: 'Voice',
		path: '/voice',
		action: 'Send voice message',
		description:
			'Send a recording as a voice message, as if spoken in WhatsApp. The file has to be OGG with Opus.',
		example: 'hello.ogg',
		type: 'audio/ogg',
		options: [duration, recordingTime, waveform],
	}),
	mediaSender({
		name: 'Document',
		path: '/document',
		action: 'Send document',
		description: 'Send a file of any kind, such as a PDF',
		example: 'invoice-2041.pdf',
		type: 'application/pdf',
		options: [caption, fileName],
	}),
	mediaSender({
		name: 'Sticker',
		path: '/sticker',
		action: 'Send sticker',
		description: 'Send a sticker, best as a WebP image',
		example: 'thanks.webp',
		type: 'image/webp',
		options: [animated, height, viewOnce, width],
	}),
	sendAnyMedia,
];
