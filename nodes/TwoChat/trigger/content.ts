/** What a message holds. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import type { MESSAGE_TYPES, MessagingEvent } from '../../../engine/trigger/event';
import { object, text } from '../../../engine/trigger/reading';
import { cardsIn, placeIn } from './cards';
import { at, entryOf, textAt } from './envelope';

type Message = NonNullable<MessagingEvent['message']>;
type MessageType = (typeof MESSAGE_TYPES)[number];

const TYPES: Record<string, MessageType> = {
	audio: 'audio',
	application: 'document',
	contact: 'contact',
	document: 'document',
	file: 'document',
	gif: 'video',
	image: 'image',
	location: 'location',
	photo: 'image',
	pin: 'location',
	ptt: 'audio',
	sticker: 'sticker',
	vcard: 'contact',
	video: 'video',
	voice: 'audio',
};

const TEXT = ['text', 'text.body', 'body', 'caption', 'conversation'];
const MEDIA = ['media', 'attachment', 'attachments[0]', 'file'];
const MEDIA_URL = ['media_url', 'file_url'];
const FILE_NAME = ['file_name', 'filename', 'name'];
const MIME_TYPE = ['mime_type', 'mimetype', 'content_type'];
const SIZE = ['size', 'file_size'];
const DURATION = ['duration', 'seconds'];
const QUOTED = ['quoted_msg', 'quoted_message', 'quoted', 'reply_to', 'context'];
const QUOTED_ID = ['uuid', 'message_uuid', 'id', 'message_id', 'message.uuid', 'message.id'];
/** The tapped button or row, as Meta writes it and without its wrapper. */
const REPLY = [
	'interactive.button_reply',
	'interactive.list_reply',
	'interactive.nfm_reply',
	'button_reply',
	'list_reply',
	'nfm_reply',
	'button',
];
const REPLY_TITLE = ['title', 'text', 'body', 'name'];
const FORM = ['interactive.nfm_reply', 'nfm_reply'];

/** The first place that holds an object, of several sources. */
export const objectAt = (sources: IDataObject[], ...places: string[]): IDataObject =>
	object(
		sources
			.flatMap((source) => places.map((place) => at(source, place)))
			.find((value) => isObject(value)),
	);

function mediaOf(sources: IDataObject[]): IDataObject {
	const media = objectAt(sources, ...MEDIA);
	if (Object.keys(media).length) return media;
	const source = sources.find((one) => textAt(one, 'media', ...MEDIA_URL));
	if (!source) return {};
	return {
		url: textAt(source, 'media', ...MEDIA_URL),
		type: source.media_type,
		mime_type: textAt(source, ...MIME_TYPE),
	};
}

/** "image", or "image/jpeg" in the same place. */
const typeOfMedia = (media: IDataObject): MessageType =>
	[text(media.type), textAt(media, ...MIME_TYPE)]
		.map((word) => entryOf(TYPES, word?.toLowerCase().split('/')[0]))
		.find(Boolean) ?? 'document';

/** An object that names the message, its ID alone, or the text of it, which names nothing. */
function quotedIn(sources: IDataObject[]): string | undefined {
	const ids = sources.flatMap((source) => [
		...QUOTED.map((place) => source[place]).map((quoted) =>
			isObject(quoted)
				? textAt(quoted, ...QUOTED_ID)
				: /^MSG[\da-f-]+$/i.exec(text(quoted) ?? '')?.[0],
		),
		textAt(source, 'quoted_message_uuid', 'quoted_msg_uuid'),
	]);
	return ids.find(Boolean);
}

const count = (value: string | undefined): number | undefined =>
	Number.isFinite(Number(value ?? NaN)) ? Number(value) : undefined;

/** The file of a message. 2Chat gives the name of a document as its text. */
function fileOf(media: IDataObject, type: MessageType, said: string | undefined): Message['media'] {
	const named = textAt(media, ...FILE_NAME);
	const isName = type === 'document' && said !== undefined && /^[^\n/]+\.\w{2,5}$/.test(said);
	const kind = text(media.type);
	return {
		url: textAt(media, 'url', 'link'),
		mimeType: textAt(media, ...MIME_TYPE) ?? (kind?.includes('/') ? kind : undefined),
		fileName: named ?? (isName ? said : undefined),
		caption: text(media.caption) ?? said,
		size: count(textAt(media, ...SIZE)),
		duration: count(textAt(media, ...DURATION)),
	};
}

/** A poll; its options are texts, or objects with a name. */
function pollIn(content: IDataObject): Message['poll'] {
	const poll = object(content.poll);
	const title = textAt(poll, 'name', 'title', 'question');
	const options = [at(poll, 'options', 'values')]
		.flat()
		.map((one) => (isObject(one) ? textAt(one, 'name', 'title', 'text') : text(one)))
		.filter((one) => one !== undefined);
	return title || options.length ? { title, options } : undefined;
}

/** What has no place among the fields of a message: what was ordered, the answers of a form. */
export function detailsOf(body: IDataObject): IDataObject | undefined {
	const sources = [objectAt([body], 'message.message'), object(body.message), body];
	const details = { order: objectAt(sources, 'order'), form: objectAt(sources, ...FORM) };
	const found = Object.entries(details).filter(([, value]) => Object.keys(value).length > 0);
	return found.length ? Object.fromEntries(found) : undefined;
}

/**
 * Type, text, file, place and the rest of a message. `message` is the content itself, or a whole
 * record whose own `message` is the content.
 */
export function contentOf(body: IDataObject): Omit<Message, 'id'> {
	const outer = object(body.message);
	const content = isObject(outer.message) ? outer.message : outer;
	// What belongs to the content was also seen beside it.
	const sources = [content, outer, body];
	const reply = objectAt([content, outer], ...REPLY);
	const replyTitle = textAt(reply, ...REPLY_TITLE);
	const replyId = textAt(reply, 'id', 'payload');
	const media = mediaOf(sources);
	const hasMedia = Object.keys(media).length > 0;
	const said =
		[body.message, outer.message]
			.map((one) => (typeof one === 'string' ? one : ''))
			.find(Boolean) ??
		textAt(content, ...TEXT) ??
		textAt(body, 'text', 'content', 'text.body') ??
		replyTitle;
	const location = placeIn([content, outer]);
	const poll = pollIn(content);
	const contacts = cardsIn(content);
	const mediaType = hasMedia ? typeOfMedia(media) : undefined;
	const forwarded = at(content, 'is_forwarded', 'forwarded');
	const types: Array<[unknown, MessageType]> = [
		[Object.keys(objectAt(sources, 'order')).length, 'order'],
		[mediaType, mediaType ?? 'document'],
		[location, 'location'],
		[replyId ?? replyTitle, 'reply'],
		[contacts, 'contact'],
		[poll, 'poll'],
		[said, 'text'],
	];
	return {
		type: types.find(([isThere]) => isThere)?.[1] ?? 'unknown',
		text: said ?? text(media.caption) ?? poll?.title,
		location,
		contacts,
		poll,
		...(replyId || replyTitle ? { reply: { id: replyId, title: replyTitle } } : {}),
		...(mediaType ? { media: fileOf(media, mediaType, said) } : {}),
		quotedId: quotedIn([content, outer, body]),
		forwarded: typeof forwarded === 'boolean' ? forwarded : undefined,
	};
}
