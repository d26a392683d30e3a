/** What a message holds, under Wapio's own names or those of the WhatsApp Web library. */
import mapKeys from 'lodash/mapKeys';
import mapValues from 'lodash/mapValues';
import pickBy from 'lodash/pickBy';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import { list, object, text } from '../../../engine/trigger/reading';
import { firstOf, numberOf } from './facts';
import type { Message } from './parts';
import { isMember, type WebContent, webContent, webMessage } from './web';

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
const TEXT = ['text', 'body', 'messageBody', 'message'];

/** The content in the form of the WhatsApp Web library: in `message`, or beside the key. */
export const webOf = (entry: IDataObject): WebContent =>
	webContent(
		inCamelCase(
			isObject(entry.message) ? entry.message : pickBy(entry, (_value, name) => isMember(name)),
		),
		object(entry.contextInfo),
	);

/** Some senders write the library's names in snake case. */
const inCamelCase = (value: unknown): unknown => {
	if (Array.isArray(value)) return value.map(inCamelCase);
	if (!isObject(value)) return value;
	const camel = (_value: unknown, name: string) =>
		name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
	return mapValues(mapKeys(value, camel), inCamelCase);
};

/** Members of Wapio's own form that are content. */
const PARTS = ['media', 'location', 'contact', 'contacts', 'poll', 'reaction', 'reply'];

/** True if the body has content in one form or the other. */
export const hasContent = (entry: IDataObject): boolean =>
	webOf(entry).name !== undefined ||
	firstOf(entry, 'kind', 'messageType', 'caption', ...TEXT) !== undefined ||
	PARTS.some((name) => isObject(entry[name]) || Array.isArray(entry[name]));

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
	const told = firstOf(entry, 'kind', 'messageType')?.toLowerCase() ?? '';
	const body = firstOf(entry, ...TEXT);
	const file = object(entry.media);
	const mimeType = firstOf(file, 'mimeType', 'mimetype');
	const hasFile = Boolean(file.url || mimeType);
	const family = mimeType?.split('/')[0] ?? '';
	const type = TYPES[told] ?? (hasFile ? (TYPES[family] ?? 'document') : undefined);
	const caption = firstOf(entry, 'caption', 'media.caption');
	return {
		type,
		text: body ?? caption ?? firstOf(entry, 'reply.title', 'poll.question', 'location.name'),
		media: hasFile ? mediaOf(file, caption) : undefined,
		location: locationOf({ ...entry, ...object(entry.location) }),
		contacts: contactsOf(entry),
		reaction: type === 'reaction' ? reactionOf(entry) : undefined,
		reply: isObject(entry.reply)
			? { id: firstOf(entry, 'reply.id'), title: firstOf(entry, 'reply.title') }
			: undefined,
		poll: pollOf(object(entry.poll)),
		quotedId: firstOf(entry, 'quotedMessageId', 'quoted.messageId'),
		forwarded: typeof entry.forwarded === 'boolean' ? entry.forwarded : undefined,
	};
}

const mediaOf = (file: IDataObject, caption: string | undefined): Message['media'] => ({
	url: text(file.url),
	id: firstOf(file, 'id', 'mediaId'),
	mimeType: firstOf(file, 'mimeType', 'mimetype'),
	fileName: firstOf(file, 'fileName', 'filename'),
	caption,
	size: numberOf(firstOf(file, 'size', 'fileSize', 'fileLength')),
	duration: numberOf(firstOf(file, 'duration', 'seconds')),
});

function locationOf(place: IDataObject): Message['location'] {
	const [latitude, longitude] = [numberOf(place.latitude), numberOf(place.longitude)];
	if (latitude === undefined || longitude === undefined) return undefined;
	return { latitude, longitude, name: text(place.name), address: text(place.address) };
}

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
	messageId: firstOf(entry, 'reaction.messageId', 'quotedMessageId'),
});

const pollOf = (poll: IDataObject): Message['poll'] =>
	Object.keys(poll).length
		? {
				title: firstOf(poll, 'question', 'name'),
				options: Array.isArray(poll.options)
					? (poll.options as unknown[]).flatMap(
							(option) => text(option) ?? firstOf(object(option), 'name', 'optionName') ?? [],
						)
					: undefined,
			}
		: undefined;
