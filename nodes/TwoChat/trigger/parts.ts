/** Small parts of 2Chat's events: people, chats, what a message holds. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import type { EventKind, MESSAGE_TYPES, MessagingEvent } from '../../../engine/trigger/event';
import { digits, hash, list, object, text } from '../../../engine/trigger/reading';

export { hash, list, object, text };

type Chat = NonNullable<MessagingEvent['chat']>;
type Person = NonNullable<MessagingEvent['from']>;
type MessageType = (typeof MESSAGE_TYPES)[number];

/** What all readers start from. */
export interface Frame {
	/** 2Chat's name of the event. */
	name: string;
	/** The own number. */
	account?: string;
}

/** What a reader adds, and what tells the event from others of its kind. */
export interface Reading {
	event: Partial<MessagingEvent> & { event: EventKind };
	/** What a repeat has in common with the first delivery; the first part must be there. */
	identity: unknown[];
	/** When it happened. */
	time?: unknown;
}

export type Reader = (body: IDataObject, frame: Frame) => Reading;

/** "Asha Rao" from a contact, a participant or an agent. */
export const nameOf = (who: IDataObject): string | undefined =>
	text(who.name) ??
	text(who.full_name) ??
	([text(who.first_name), text(who.last_name)].filter(Boolean).join(' ') || text(who.pushname));

/** A phone number's owner; other IDs (a contact without a number) stay as they are. */
export function personOf(value: unknown, name?: string): Person | undefined {
	const given = text(value);
	if (!given) return undefined;
	if (/@(lid|g\.us)$/.test(given)) return { id: given, name };
	const phone = digits(given.replace(/@.*$/, ''));
	return phone ? { id: phone, phone, name } : { id: given, name };
}

/** The other side in "WW-<number's ID>-919876543210@c.us" and "WA-<number's ID>-919876543210". */
export const remoteOf = (sessionKey: unknown): string | undefined =>
	/^W\w-[A-Z]{3}[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-(.+)$/i.exec(
		text(sessionKey) ?? '',
	)?.[1];

/** The group, or the person on the other side. */
export function chatOf(body: IDataObject, remote: Person | undefined): Chat | undefined {
	const group = object(body.group);
	const id = text(group.uuid) ?? text(body.group_uuid) ?? text(body.to_group_uuid);
	if (id) return { id, kind: 'group', name: text(group.wa_group_name) ?? text(group.name) };
	if (!remote) return undefined;
	return {
		id: remote.id,
		kind: remote.id.endsWith('@g.us') ? 'group' : 'private',
		name: remote.name,
	};
}

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

/** A value of the delivery itself, or of the message record in it. */
export const pick = (body: IDataObject, name: string): unknown =>
	body[name] ?? object(body.message)[name];
