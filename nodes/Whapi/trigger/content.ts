/** What is in a message: all kinds of Whapi.Cloud in the words that all providers share. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import type { MessagingEvent } from '../../../engine/trigger/event';
import { list, object, text } from '../../../engine/trigger/reading';
import { isTrue } from './people';
import { pollOf } from './polls';

type Message = NonNullable<MessagingEvent['message']>;
type Content = Omit<Message, 'id'> & { details?: IDataObject };

const TYPES: Record<string, Message['type']> = {
	text: 'text',
	link_preview: 'text',
	image: 'image',
	video: 'video',
	gif: 'video',
	short: 'video',
	ptv: 'video',
	audio: 'audio',
	voice: 'audio',
	ptt: 'audio',
	document: 'document',
	documentWithCaption: 'document',
	sticker: 'sticker',
	location: 'location',
	live_location: 'location',
	contact: 'contact',
	contact_list: 'contact',
	poll: 'poll',
	interactive: 'interactive',
	list: 'interactive',
	buttons: 'interactive',
	carousel: 'interactive',
	product_items: 'interactive',
	hsm: 'template',
	reply: 'reply',
	buttons_reply: 'reply',
	list_reply: 'reply',
	order: 'order',
	product: 'product',
	catalog: 'product',
	group_invite: 'invite',
	newsletter_invite: 'invite',
	admin_invite: 'invite',
	event: 'event',
	story: 'story',
	system: 'system',
	call: 'system',
	pin: 'system',
	// The cover of several files, which come as messages of their own.
	album: 'system',
};

/** Kinds with a file; also how a story's content is called. */
const FILES = [
	...['image', 'video', 'gif', 'short', 'ptv', 'audio', 'voice', 'ptt'],
	...['document', 'documentWithCaption', 'sticker'],
];

/** Kinds of which the shared shape says little: their content goes into `details` as well. */
const TOLD_IN_FULL: Array<Message['type']> = [
	'event',
	'interactive',
	'invite',
	'order',
	'product',
	'system',
	'template',
	'unknown',
];

/** The content is under the key of the message's type; a story's under that of its subtype. */
function findContent(entry: IDataObject): { kind: string; content: IDataObject } {
	const candidates = [entry.type, entry.subtype, 'document', ...FILES, 'text'].map(String);
	const kind = candidates.find((name) => isObject(entry[name])) ?? String(entry.type);
	const words = text(entry[kind]);
	return { kind, content: words === undefined ? object(entry[kind]) : { body: words } };
}

/** Reads a message of any kind; `details` holds what has no place in the shared shape. */
export function contentOf(entry: IDataObject): Content {
	const { kind, content } = findContent(entry);
	const context = object(entry.context);
	const type = TYPES[String(entry.type)] ?? 'unknown';
	const details: IDataObject = {
		...(TOLD_IN_FULL.includes(type) && Object.keys(content).length ? { [kind]: content } : {}),
		...(type === 'system' && entry.subtype ? { subtype: entry.subtype } : {}),
		...(type === 'reply' && !KNOWN_REPLIES.some((name) => name in content)
			? { [kind]: content }
			: {}),
		...(content.view_once === true || entry.view_once === true ? { view_once: true } : {}),
		...(isObject(context.ad) ? { ad: context.ad } : {}),
		...(isObject(context.conversion) ? { conversion: context.conversion } : {}),
		...(Array.isArray(context.mentions) ? { mentions: context.mentions } : {}),
	};
	return {
		type,
		text: readable(type, content) ?? text(entry.caption) ?? text(entry.body),
		...(FILES.includes(kind) || content.mime_type ? { media: mediaOf(content) } : {}),
		...(type === 'location' ? { location: locationOf(content) } : {}),
		...(type === 'contact' ? { contacts: contactsOf(content) } : {}),
		...(type === 'reply' ? { reply: replyOf(content) } : {}),
		...(type === 'poll' ? { poll: pollOf(content, undefined) } : {}),
		quotedId: text(context.quoted_id),
		forwarded: isTrue(context.forwarded ?? Number(context.forwarding_score) > 0) || undefined,
		...(Object.keys(details).length ? { details } : {}),
	};
}

/** What a person would read, wherever this kind of message keeps it. */
function readable(type: Message['type'], content: IDataObject): string | undefined {
	if (type === 'reply') return replyOf(content).title;
	if (type === 'contact')
		return (
			contactsOf(content)
				.map(({ name }) => name)
				.filter(Boolean)
				.join(', ') || undefined
		);
	const body = content.body;
	return [
		isObject(body) ? (body.text ?? body.body) : body,
		content.text,
		content.caption,
		content.title,
		content.name,
		content.address,
	]
		.map((value) => (isObject(value) ? undefined : text(value)))
		.find(Boolean);
}

function mediaOf(content: IDataObject): Message['media'] {
	const size = Number(content.file_size);
	const duration = Number(content.seconds);
	return {
		url: text(content.link) ?? text(content.url),
		id: text(content.id),
		mimeType: text(content.mime_type),
		fileName: text(content.filename) ?? text(content.file_name),
		caption: text(content.caption),
		size: content.file_size !== undefined && Number.isFinite(size) ? size : undefined,
		duration: content.seconds !== undefined && Number.isFinite(duration) ? duration : undefined,
	};
}

function locationOf(content: IDataObject): Message['location'] {
	const latitude = Number(content.latitude);
	const longitude = Number(content.longitude);
	if (!Number.isFinite(latitude) || !Number.isFinite(longitude)) return undefined;
	return { latitude, longitude, name: text(content.name), address: text(content.address) };
}

/** "TEL;type=CELL;waid=15550100123:+1 555 010 0123" in a vCard. */
function phoneIn(vcard: string | undefined): string | undefined {
	const line = vcard?.split(/\r?\n/).find((one) => /^(item\d+\.)?TEL/i.test(one));
	return (
		/waid=(\d+)/.exec(line ?? '')?.[1] ??
		(line?.replace(/^[^:]*:/, '').replace(/\D/g, '') || undefined)
	);
}

function contactsOf(content: IDataObject): NonNullable<Message['contacts']> {
	const cards = Array.isArray(content.list) ? list(content.list) : [content];
	return cards.map((card) => {
		const vcard = text(card.vcard);
		const written = /^FN[^:\n]*:([^\r\n]+)/im.exec(vcard ?? '')?.[1];
		return { name: text(card.name) ?? written, vcard, phone: phoneIn(vcard) };
	});
}

const KNOWN_REPLIES = ['buttons_reply', 'list_reply'];

/**
 * What was chosen is under the kind of the reply; of a kind that is new, the first object counts.
 * The ID comes back with the kind of list before it ("ButtonsV3:yes"); senders know it without.
 */
function replyOf(content: IDataObject): NonNullable<Message['reply']> {
	const places = [...KNOWN_REPLIES, String(content.type)].map((name) => content[name]);
	const chosen = object([...places, ...Object.values(content)].find(isObject) ?? content);
	return {
		id: text(chosen.id ?? chosen.selected_id)?.replace(/^[A-Z][A-Za-z]*V\d+:/, ''),
		title: [chosen.title, chosen.selected_display_text, chosen.name, chosen.text, chosen.body]
			.map(text)
			.find(Boolean),
	};
}
