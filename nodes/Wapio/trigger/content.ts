/** What a message holds, under Wapio's own names or those of the WhatsApp Web library. */
import pickBy from 'lodash/pickBy';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import { list, object, text } from '../../../engine/trigger/reading';
import { firstOf, numberOf } from './facts';
import { isMember, type Message, type WebContent, webContent, webMessage } from './web';

const TYPES: Record<string, Message['type']> = {
	audio: 'audio',
	ptt: 'audio',
	voice: 'audio',
	contact: 'contact',
	contacts: 'contact',
	conversation: 'text',
	document: 'document',
	event: 'event',
	image: 'image',
	interactive: 'interactive',
	buttons: 'interactive',
	list: 'interactive',
	location: 'location',
	live_location: 'location',
	order: 'order',
	poll: 'poll',
	product: 'product',
	reaction: 'reaction',
	button_reply: 'reply',
	list_reply: 'reply',
	sticker: 'sticker',
	system: 'system',
	template: 'template',
	text: 'text',
	video: 'video',
};

/** Where the text of a message is, apart from its content: Wapio adds it beside the message as well. */
const TEXT = ['text', 'body', 'messageBody', 'message_body', 'message'];

/** The content in the form of the WhatsApp Web library: in `message`, or beside the key. */
export const webOf = (entry: IDataObject): WebContent =>
	webContent(
		isObject(entry.message) ? entry.message : pickBy(entry, (_value, name) => isMember(name)),
	);

/** True if the body has content in one form or the other. */
export const hasContent = (entry: IDataObject): boolean =>
	webOf(entry).name !== undefined ||
	firstOf(entry, 'kind', 'message_type', 'caption', ...TEXT) !== undefined ||
	isObject(entry.media);

/** What a message holds. */
export function messageOf(entry: IDataObject, id: string): Message {
	const web = webMessage(webOf(entry));
	const own = ownForm(entry);
	const type = own.type ?? web?.type;
	return {
		id,
		...web,
		...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)),
		type: type ?? (own.text ? 'text' : 'unknown'),
		text: web?.text ?? own.text,
	};
}

/** Wapio's own names. */
function ownForm(entry: IDataObject): Partial<Message> {
	const told = firstOf(entry, 'kind', 'message_type')?.toLowerCase() ?? '';
	const body = firstOf(entry, ...TEXT);
	const file = object(entry.media);
	const hasFile = Boolean(file.url || file.mime_type);
	const family = firstOf(file, 'mime_type')?.split('/')[0] ?? '';
	const type = TYPES[told] ?? (hasFile ? (TYPES[family] ?? 'document') : undefined);
	const caption = firstOf(entry, 'caption', 'media.caption');
	return {
		type,
		text: body ?? caption ?? firstOf(entry, 'reply.title', 'poll.question', 'location.name'),
		media: hasFile ? mediaOf(file, caption) : undefined,
		location: locationOf(object(entry.location)),
		contacts: contactsOf(entry),
		reaction: type === 'reaction' ? reactionOf(entry) : undefined,
		reply: isObject(entry.reply)
			? { id: firstOf(entry, 'reply.id'), title: firstOf(entry, 'reply.title') }
			: undefined,
		poll: pollOf(object(entry.poll)),
		quotedId: firstOf(entry, 'quoted_message_id', 'quoted.message_id', 'quotedMessageId'),
		forwarded: typeof entry.forwarded === 'boolean' ? entry.forwarded : undefined,
	};
}

const mediaOf = (file: IDataObject, caption: string | undefined): Message['media'] => ({
	url: text(file.url),
	id: firstOf(file, 'id', 'media_id'),
	mimeType: firstOf(file, 'mime_type'),
	fileName: firstOf(file, 'file_name'),
	caption,
	size: numberOf(file.size),
	duration: numberOf(file.duration),
});

const locationOf = (place: IDataObject): Message['location'] =>
	typeof place.latitude === 'number' && typeof place.longitude === 'number'
		? {
				latitude: place.latitude,
				longitude: place.longitude,
				name: text(place.name),
				address: text(place.address),
			}
		: undefined;

function contactsOf(entry: IDataObject): Message['contacts'] {
	const cards = list(entry.contacts ?? [entry.contact]);
	return cards.length
		? cards.map((card) => ({
				name: firstOf(card, 'fullName', 'name'),
				phone: firstOf(card, 'phoneNumber', 'phone')?.replace(/\D/g, ''),
				vcard: firstOf(card, 'vcard'),
			}))
		: undefined;
}

const reactionOf = (entry: IDataObject): Message['reaction'] => ({
	emoji: firstOf(entry, 'reaction', 'reaction.emoji', 'text') ?? '',
	messageId: firstOf(entry, 'reaction.message_id', 'quoted_message_id'),
});

const pollOf = (poll: IDataObject): Message['poll'] =>
	Object.keys(poll).length
		? {
				title: firstOf(poll, 'question', 'name'),
				options: Array.isArray(poll.options) ? poll.options.map(String) : undefined,
			}
		: undefined;
