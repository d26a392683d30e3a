/** What a received message holds. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import type { MESSAGE_TYPES, MessagingEvent } from '../../../engine/trigger/event';
import { object } from '../../../engine/trigger/reading';
import { firstOf, list, text } from './parts';

type Message = NonNullable<MessagingEvent['message']>;
type MessageType = (typeof MESSAGE_TYPES)[number];

const TYPES: Record<string, MessageType> = {
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

/** What a message holds. */
export function messageOf(entry: IDataObject, id: string): Message {
	const told = firstOf(entry, 'kind', 'message_type')?.toLowerCase();
	const body = firstOf(
		entry,
		'text',
		'body',
		'message.conversation',
		'message.extendedTextMessage.text',
	);
	const file = object(entry.media);
	const caption = firstOf(entry, 'caption', 'media.caption');
	const family = firstOf(file, 'mime_type')?.split('/')[0] ?? '';
	const type =
		TYPES[told ?? ''] ??
		(file.url || file.mime_type ? (TYPES[family] ?? 'document') : body ? 'text' : 'unknown');
	const { latitude, longitude } = object(entry.location);
	const reply = object(entry.reply);
	const poll = object(entry.poll);
	const cards = entry.contacts ?? (isObject(entry.contact) ? [entry.contact] : []);
	return {
		id,
		type,
		text: body ?? caption ?? firstOf(entry, 'reply.title', 'poll.question', 'location.name'),
		...(file.url || file.mime_type
			? {
					media: {
						url: text(file.url),
						id: firstOf(file, 'id', 'media_id'),
						mimeType: firstOf(file, 'mime_type'),
						fileName: firstOf(file, 'file_name'),
						caption,
						size: numberOf(file.size),
						duration: numberOf(file.duration),
					},
				}
			: {}),
		...(typeof latitude === 'number' && typeof longitude === 'number'
			? {
					location: {
						latitude,
						longitude,
						name: firstOf(entry, 'location.name'),
						address: firstOf(entry, 'location.address'),
					},
				}
			: {}),
		...(list(cards).length
			? {
					contacts: list(cards).map((card) => ({
						name: firstOf(card, 'fullName', 'name'),
						phone: firstOf(card, 'phoneNumber', 'phone')?.replace(/\D/g, ''),
						vcard: firstOf(card, 'vcard'),
					})),
				}
			: {}),
		...(type === 'reaction'
			? {
					reaction: {
						emoji: firstOf(entry, 'reaction', 'reaction.emoji', 'text') ?? '',
						messageId: firstOf(entry, 'reaction.message_id', 'quoted_message_id'),
					},
				}
			: {}),
		...(Object.keys(reply).length
			? { reply: { id: firstOf(reply, 'id'), title: firstOf(reply, 'title') } }
			: {}),
		...(Object.keys(poll).length
			? {
					poll: {
						title: firstOf(poll, 'question', 'name'),
						options: Array.isArray(poll.options) ? poll.options.map(String) : undefined,
					},
				}
			: {}),
		quotedId: firstOf(entry, 'quoted_message_id', 'quoted.message_id'),
		forwarded: typeof entry.forwarded === 'boolean' ? entry.forwarded : undefined,
	};
}

const numberOf = (value: unknown): number | undefined =>
	typeof value === 'number' ? value : undefined;
