/** What a message holds. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import type { MESSAGE_TYPES, MessagingEvent } from '../../../engine/trigger/event';
import { digits, object, text } from '../../../engine/trigger/reading';
import { at, entryOf, nameOf, textAt } from './envelope';

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
const FILE_NAME = ['file_name', 'filename', 'name'];
const MIME_TYPE = ['mime_type', 'mimetype'];
const QUOTED = ['quoted_msg', 'quoted_message', 'quoted', 'reply_to', 'context'];
const QUOTED_ID = ['uuid', 'message_uuid', 'id', 'message_id'];
/** The tapped button or row, as Meta writes it and without its wrapper. */
const REPLY = [
	'interactive.button_reply',
	'interactive.list_reply',
	'button_reply',
	'list_reply',
	'button',
];

/** The first place that holds an object, of several sources. */
export const objectAt = (sources: IDataObject[], ...places: string[]): IDataObject =>
	object(
		sources
			.flatMap((source) => places.map((place) => at(source, place)))
			.find((value) => isObject(value)),
	);

function mediaOf(sources: IDataObject[]): IDataObject {
	const link = sources.map(({ media }) => media).find((media) => typeof media === 'string');
	return link ? { url: link } : objectAt(sources, 'media');
}

const typeOfMedia = (media: IDataObject): MessageType =>
	entryOf(TYPES, text(media.type)?.toLowerCase()) ??
	entryOf(TYPES, textAt(media, ...MIME_TYPE)?.split('/')[0]) ??
	'document';

/** Degrees come as texts. */
function placeIn(sources: IDataObject[]): Message['location'] {
	const place = objectAt(sources, 'location', 'pin');
	const [latitude, longitude] = [
		at(place, 'latitude', 'lat'),
		at(place, 'longitude', 'lng', 'lon'),
	].map((degrees) => (degrees === undefined ? NaN : Number(degrees)));
	if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return undefined;
	return {
		latitude: latitude ?? 0,
		longitude: longitude ?? 0,
		name: text(place.name),
		address: text(place.address),
	};
}

/** Contact cards: vCard text, objects, or a list of either. */
function cardsIn(content: IDataObject): Message['contacts'] {
	const given = at(content, 'contacts', 'vcards', 'vcard');
	const cards = (Array.isArray(given) ? (given as unknown[]) : [given]).map((card) =>
		isObject(card)
			? {
					name: nameOf(card),
					vcard: text(card.vcard),
					phone: digits(at(card, 'phone_number', 'phone')),
				}
			: { vcard: typeof card === 'string' ? card : undefined },
	);
	const filled = cards.filter((card) => Object.values(card).some(Boolean));
	return filled.length ? filled : undefined;
}

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

/** The file of a message. 2Chat gives the name of a document as its text. */
function fileOf(media: IDataObject, type: MessageType, said: string | undefined): Message['media'] {
	const named = textAt(media, ...FILE_NAME);
	const isName = type === 'document' && said !== undefined && /^[^\n/]+\.\w{2,5}$/.test(said);
	return {
		url: textAt(media, 'url', 'link'),
		mimeType: textAt(media, ...MIME_TYPE),
		fileName: named ?? (isName ? said : undefined),
		caption: text(media.caption) ?? said,
	};
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
	const replyTitle = textAt(reply, 'title', 'text');
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
	const contacts = cardsIn(content);
	const mediaType = hasMedia ? typeOfMedia(media) : undefined;
	const forwarded = at(content, 'is_forwarded', 'forwarded');
	const types: Array<[unknown, MessageType]> = [
		[isObject(at(content, 'order')), 'order'],
		[mediaType, mediaType ?? 'document'],
		[location, 'location'],
		[replyId ?? replyTitle, 'reply'],
		[contacts, 'contact'],
		[said, 'text'],
	];
	return {
		type: types.find(([isThere]) => isThere)?.[1] ?? 'unknown',
		text: said ?? text(media.caption),
		location,
		contacts,
		...(replyId || replyTitle ? { reply: { id: replyId, title: replyTitle } } : {}),
		...(mediaType ? { media: fileOf(media, mediaType, said) } : {}),
		quotedId: quotedIn([content, outer, body]),
		forwarded: typeof forwarded === 'boolean' ? forwarded : undefined,
	};
}
