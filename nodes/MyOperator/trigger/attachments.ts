/** Files, places and contact cards of a MyOperator message, from the objects that may hold them. */
import type { IDataObject } from 'n8n-workflow';

import type { MessagingEvent } from '../../../engine/trigger/event';
import { digits, text } from '../../../engine/trigger/reading';
import { firstIn, firstOf, jsonOf, part, parts } from './parts';

type Message = NonNullable<MessagingEvent['message']>;

const URL = ['link', 'url', 'media_url', 'mediaUrl', 'file_url', 'fileUrl'];
const MEDIA_ID = ['media_id', 'mediaId'];
const MIME_TYPE = ['mime_type', 'mimeType', 'mimetype'];
const FILE_NAME = ['filename', 'file_name', 'fileName'];
const SIZE = ['file_size', 'fileSize', 'size'];
const LATITUDE = ['latitude', 'lat'];
const LONGITUDE = ['longitude', 'lng', 'long', 'lon'];
const CARD_NAME = ['name.formatted_name', 'name.first_name', 'name', 'formatted_name'];
const CARD_PHONE = ['phone', 'phone_number', 'wa_id', 'number'];

const isUrl = (value: unknown): value is string =>
	typeof value === 'string' && /^https?:\/\/\S+$/.test(value.trim());

/**
 * The file of a message.
 *
 * @param own the objects that are about the file alone: there, `id` is the file's
 * @param around the objects that may hold its fields among others
 * @param given values that may be the address itself
 */
export function mediaOf(
	own: IDataObject[],
	around: IDataObject[],
	given: unknown[],
): Message['media'] {
	const places = [...own, ...around];
	const url = firstIn(places, ...URL) ?? given.find(isUrl);
	const id = firstIn(places, ...MEDIA_ID) ?? firstIn(own, 'id');
	const mimeType = firstIn(places, ...MIME_TYPE);
	if (!url && !id && !mimeType) return undefined;
	const size = Number(firstIn(places, ...SIZE) ?? NaN);
	return {
		url,
		id,
		mimeType,
		fileName: firstIn(places, ...FILE_NAME),
		caption: firstIn(places, 'caption'),
		size: Number.isFinite(size) ? size : undefined,
	};
}

/** The first of these objects that has coordinates. */
export function locationOf(places: IDataObject[]): Message['location'] {
	for (const place of places) {
		const latitude = Number(firstOf(place, ...LATITUDE) ?? NaN);
		const longitude = Number(firstOf(place, ...LONGITUDE) ?? NaN);
		if (Number.isFinite(latitude) && Number.isFinite(longitude))
			return {
				latitude,
				longitude,
				name: firstOf(place, 'name'),
				address: firstOf(place, 'address'),
			};
	}
	return undefined;
}

/** Contact cards: a list, one object, or the fields of one card beside others. */
export function cardsOf(data: IDataObject, context: IDataObject): Message['contacts'] {
	const body = jsonOf(context.body);
	const cards = [context.contacts, part(body).contacts, body, data.contacts, context.contact]
		.map(parts)
		.find((list) => list.length > 0);
	const flat = [context, ...parts(data.context)].find((one) => one.phones ?? one.name ?? one.vcard);
	const contacts = (cards ?? (flat ? [flat] : [])).map(cardOf);
	return contacts.length ? contacts : undefined;
}

function cardOf(card: IDataObject) {
	const vcard = firstOf(card, 'vcard');
	const [phone] = parts(card.phones);
	const bare = [card.phones].flat().map(text).find(Boolean);
	return {
		name: firstOf(card, ...CARD_NAME) ?? lineOf(vcard, /^FN[^:\n]*:(.+)$/m),
		phone: digits(
			(phone ? firstOf(phone, ...CARD_PHONE) : bare) ??
				firstOf(card, ...CARD_PHONE) ??
				lineOf(vcard, /^(?:\w+\.)?TEL[^:\n]*:(.+)$/m),
		),
		vcard,
	};
}

const lineOf = (vcard: string | undefined, pattern: RegExp): string | undefined =>
	pattern.exec(vcard ?? '')?.[1]?.trim();
