/** What a message holds. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import type { MESSAGE_TYPES, MessagingEvent } from '../../../engine/trigger/event';
import { object, text } from '../../../engine/trigger/reading';

type MessageType = (typeof MESSAGE_TYPES)[number];

const TYPES: Record<string, MessageType> = {
	audio: 'audio',
	application: 'document',
	contact: 'contact',
	document: 'document',
	file: 'document',
	image: 'image',
	location: 'location',
	pin: 'location',
	ptt: 'audio',
	sticker: 'sticker',
	vcard: 'contact',
	video: 'video',
	voice: 'audio',
};

const typeOfMedia = (media: IDataObject): MessageType =>
	TYPES[text(media.type)?.toLowerCase() ?? ''] ??
	TYPES[text(media.mime_type)?.split('/')[0] ?? ''] ??
	'document';

/** Degrees come as texts. */
function placeOf(content: IDataObject) {
	const place = isObject(content.location) ? content.location : object(content.pin);
	const [latitude, longitude] = [Number(place.latitude), Number(place.longitude)];
	if (place.latitude === undefined || !Number.isFinite(latitude) || !Number.isFinite(longitude))
		return undefined;
	return { latitude, longitude, name: text(place.name), address: text(place.address) };
}

/**
 * Type, text, file and place of a message. `message` is the content itself, or a whole record whose
 * own `message` is the content.
 */
export function contentOf(body: IDataObject): Omit<NonNullable<MessagingEvent['message']>, 'id'> {
	const outer = object(body.message);
	const content = isObject(outer.message) ? outer.message : outer;
	const said = text(typeof body.message === 'string' ? body.message : content.text);
	const media = isObject(content.media) ? content.media : object(outer.media);
	const hasMedia = Object.keys(media).length > 0;
	const location = placeOf(content);
	const plainType: MessageType = said === undefined ? 'unknown' : 'text';
	return {
		type: isObject(content.order)
			? 'order'
			: hasMedia
				? typeOfMedia(media)
				: location
					? 'location'
					: plainType,
		text: said ?? text(media.caption),
		location,
		...(hasMedia
			? {
					media: {
						url: text(media.url),
						mimeType: text(media.mime_type),
						fileName: text(media.file_name) ?? text(media.filename),
						caption: text(media.caption) ?? said,
					},
				}
			: {}),
	};
}
