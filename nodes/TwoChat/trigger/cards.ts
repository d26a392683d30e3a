/** Places and contact cards of a message. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import type { MessagingEvent } from '../../../engine/trigger/event';
import { digits, object, text } from '../../../engine/trigger/reading';
import { at, nameOf, textAt } from './envelope';

type Message = NonNullable<MessagingEvent['message']>;

const LATITUDE = ['latitude', 'lat'];
const LONGITUDE = ['longitude', 'lng', 'lon'];
const CARDS = ['contacts', 'vcards', 'vcard', 'contact'];
const CARD_NAME = ['name.formatted_name', 'name.first_name'];
const CARD_PHONE = [
	'phone_number',
	'phone',
	'phones[0].phone',
	'phones[0].wa_id',
	'phones[0].number',
	'phones[0]',
];

/** The place of a message, in its own object or beside others. Degrees come as texts. */
export function placeIn(sources: IDataObject[]): Message['location'] {
	const places = sources.flatMap((source) => [object(source.location), object(source.pin), source]);
	for (const place of places) {
		const latitude = Number(textAt(place, ...LATITUDE) ?? NaN);
		const longitude = Number(textAt(place, ...LONGITUDE) ?? NaN);
		if (Number.isFinite(latitude) && Number.isFinite(longitude))
			return { latitude, longitude, name: text(place.name), address: text(place.address) };
	}
	return undefined;
}

const lineOf = (vcard: string | undefined, pattern: RegExp): string | undefined =>
	pattern.exec(vcard ?? '')?.[1]?.trim();

function cardOf(card: unknown) {
	const fields = object(card);
	const vcard = typeof card === 'string' ? card : text(fields.vcard);
	return {
		name: textAt(fields, ...CARD_NAME) ?? nameOf(fields) ?? lineOf(vcard, /^FN[^:\n]*:(.+)$/m),
		vcard,
		phone: digits(textAt(fields, ...CARD_PHONE) ?? lineOf(vcard, /^(?:\w+\.)?TEL[^:\n]*:(.+)$/m)),
	};
}

/** Contact cards: vCard text, objects, or a list of either. */
export function cardsIn(content: IDataObject): Message['contacts'] {
	const given = [at(content, ...CARDS)].flat() as unknown[];
	const cards = given
		.filter((card) => isObject(card) || typeof card === 'string')
		.map(cardOf)
		.filter((card) => Object.values(card).some(Boolean));
	return cards.length ? cards : undefined;
}
