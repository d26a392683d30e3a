/**
 * What a WhatsApp message of MyOperator holds. Only texts are documented; replies, places, contacts
 * and files are read in the forms that public receivers of these webhooks handle.
 */
import type { IDataObject } from 'n8n-workflow';

import type { MessagingEvent } from '../../../engine/trigger/event';
import { digits, text } from '../../../engine/trigger/reading';
import { firstOf, jsonOf, part, parts } from './parts';

type Message = NonNullable<MessagingEvent['message']>;
export type Content = Pick<
	Message,
	'type' | 'text' | 'media' | 'location' | 'contacts' | 'reaction' | 'reply'
>;

const TYPES: Record<string, Message['type']> = {
	audio: 'audio',
	button: 'reply',
	button_reply: 'reply',
	contact: 'contact',
	contacts: 'contact',
	document: 'document',
	file: 'document',
	image: 'image',
	interactive: 'interactive',
	list_reply: 'reply',
	location: 'location',
	nfm_reply: 'reply',
	order: 'order',
	ptt: 'audio',
	reaction: 'reaction',
	sticker: 'sticker',
	template: 'template',
	text: 'text',
	video: 'video',
	voice: 'audio',
};

const MEDIA = ['audio', 'document', 'image', 'sticker', 'video'];

/** What a message's `data` (`{type, context}`) holds. */
export function readContent(data: IDataObject): Content {
	const kind = (firstOf(data, 'type') ?? '').toLowerCase();
	const type = TYPES[kind] ?? 'unknown';
	const context = part(data.context);
	// The same objects occur in the context, in its body (as JSON text too) and beside the context.
	const places = [context, part(context.body), data].flatMap((place) => [
		part(place.interactive),
		place,
	]);
	const inside = (name: string) =>
		places.map((place) => part(place[name])).find((found) => Object.keys(found).length > 0);

	const reply = replyOf(inside, type === 'reply' ? places : []);
	if (reply) return { type: 'reply', text: reply.title, reply };
	if (type === 'location') return { type, location: locationOf(inside('location'), places) };
	if (type === 'contact') return { type, ...contactsOf(data, context) };
	if (type === 'reaction') return { type, reaction: reactionOf(inside('reaction') ?? context) };
	const media = mediaOf({ ...context, ...(MEDIA.includes(type) ? inside(kind) : undefined) });
	return { type, text: readable(context) ?? media?.caption, media };
}

type Inside = (name: string) => IDataObject | undefined;

/** The button or row that was chosen. Meta's own form of a template's button is `{text, payload}`. */
function replyOf(inside: Inside, flat: IDataObject[]): Message['reply'] {
	const found = [
		inside('button_reply'),
		inside('list_reply'),
		inside('nfm_reply'),
		...(flat.length ? [inside('button'), inside('reply'), ...flat] : []),
	];
	for (const one of found) {
		const reply = one && {
			id: firstOf(one, 'id', 'payload', 'row_id', 'postback'),
			title: firstOf(one, 'title', 'text', 'body', 'name'),
		};
		if (reply?.title || reply?.id) return reply;
	}
	return undefined;
}

function locationOf(nested: IDataObject | undefined, places: IDataObject[]): Message['location'] {
	for (const place of [nested ?? {}, ...places]) {
		const latitude = firstOf(place, 'latitude', 'lat');
		const longitude = firstOf(place, 'longitude', 'lng', 'long', 'lon');
		if (Number.isFinite(Number(latitude ?? NaN)) && Number.isFinite(Number(longitude ?? NaN)))
			return {
				latitude: Number(latitude),
				longitude: Number(longitude),
				name: firstOf(place, 'name'),
				address: firstOf(place, 'address'),
			};
	}
	return undefined;
}

function contactsOf(data: IDataObject, context: IDataObject): Pick<Content, 'text' | 'contacts'> {
	const body = jsonOf(context.body);
	const cards = [context.contacts, part(body).contacts, body, data.contacts, data.context]
		.map(parts)
		.find((list) => list.length > 0);
	const single = [part(context.contact), context].find((card) => card.phones ?? card.name);
	const contacts = (cards ?? (single ? [single] : [])).map((card) => {
		const [phone] = parts(card.phones);
		const [bare] = Array.isArray(card.phones) ? card.phones : [];
		return {
			name: firstOf(card, 'name.formatted_name', 'name.first_name', 'name', 'formatted_name'),
			phone: digits(
				phone
					? (firstOf(phone, 'phone', 'wa_id', 'number') ?? '')
					: (text(bare) ?? firstOf(card, 'phone', 'phone_number', 'wa_id')),
			),
			vcard: firstOf(card, 'vcard'),
		};
	});
	return {
		text: contacts.map(({ name }) => name).find(Boolean),
		contacts: contacts.length ? contacts : undefined,
	};
}

function reactionOf(place: IDataObject): Message['reaction'] {
	const emoji = firstOf(place, 'emoji', 'reaction', 'text');
	const messageId = firstOf(place, 'message_id', 'messageId', 'id');
	return emoji || messageId ? { emoji: emoji ?? '', messageId } : undefined;
}

function mediaOf(place: IDataObject): Message['media'] {
	const url = firstOf(place, 'link', 'url', 'media_url', 'mediaUrl', 'file_url');
	const id = firstOf(place, 'media_id', 'mediaId');
	const mimeType = firstOf(place, 'mime_type', 'mimeType');
	if (!url && !id && !mimeType) return undefined;
	return {
		url,
		id,
		mimeType,
		fileName: firstOf(place, 'filename', 'file_name', 'fileName'),
		caption: firstOf(place, 'caption'),
	};
}

/** What a person reads: texts, captions and templates have it in different places. */
const readable = (context: IDataObject): string | undefined =>
	firstOf(part(context.body), 'context', 'text', 'body') ??
	[context.body, context.caption, context.text, part(context.text).body, context.title]
		.filter((value) => typeof value === 'string')
		.find(Boolean);
