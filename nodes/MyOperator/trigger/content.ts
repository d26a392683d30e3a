/**
 * What a WhatsApp message of MyOperator holds. Only texts are documented; replies, places, contacts
 * and files are read in the forms that public receivers of these webhooks handle.
 */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import type { MessagingEvent } from '../../../engine/trigger/event';
import { known } from '../../../engine/trigger/reading';
import { cardsOf, locationOf, mediaOf } from './attachments';
import { firstOf, jsonOf, part } from './parts';

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
	system: 'system',
	template: 'template',
	text: 'text',
	video: 'video',
	voice: 'audio',
};

/** The object of a file is named by its type, or for all types alike. */
const FILES: Partial<Record<Message['type'], string[]>> = {
	audio: ['audio', 'voice', 'ptt'],
	document: ['document', 'file'],
	image: ['image'],
	sticker: ['sticker'],
	video: ['video'],
};
const ANY_FILE = ['media', 'attachment'];

const REPLIES = ['button_reply', 'buttonReply', 'list_reply', 'listReply', 'nfm_reply'];
const REPLY_ID = ['id', 'payload', 'row_id', 'postback'];
const REPLY_TITLE = ['title', 'text', 'body', 'name'];
const REACTED_TO = ['message_id', 'messageId', 'id'];
/** What has no place among the fields of an event. */
const DETAILS = ['nfm_reply', 'order', 'referral'];

/** The objects of a message that may hold its content. */
interface Places {
	data: IDataObject;
	context: IDataObject;
	/** The context, its body and the data, and what is inside "interactive" in each of them. */
	all: IDataObject[];
}

function placesOf(data: IDataObject): Places {
	const plain = jsonOf(data.context);
	const context = typeof plain === 'string' ? { body: plain } : part(plain);
	const all = [context, part(context.body), data].flatMap((place) => [
		part(place.interactive),
		place,
	]);
	return { data, context, all };
}

/** The first object of one of these names. */
const inside = ({ all }: Places, ...names: string[]): IDataObject | undefined =>
	names
		.flatMap((name) => all.map((place) => part(place[name])))
		.find((found) => Object.keys(found).length > 0);

/** What a message's `data` (`{type, context}`) holds. */
export function readContent(data: IDataObject): Content {
	const places = placesOf(data);
	const kind = (firstOf(data, 'type') ?? guessed(places)).toLowerCase();
	const type = known(TYPES, kind) ?? 'unknown';
	const reply = replyOf(places, type === 'reply');
	if (reply) return { type: 'reply', text: reply.title, reply };
	if (type === 'location')
		return { type, location: locationOf([inside(places, 'location') ?? {}, ...places.all]) };
	if (type === 'contact') return withCards(places);
	if (type === 'reaction') return { type, reaction: reactionOf(places) };
	const media = fileOf(places, type);
	const said = readable(places, type);
	return { type, text: said === media?.url ? media?.caption : (said ?? media?.caption), media };
}

/** What a message holds besides, in MyOperator's own words: the answers of a form, what was ordered. */
export function detailsOf(data: IDataObject): IDataObject | undefined {
	const places = placesOf(data);
	const found = DETAILS.map((name) => [name, inside(places, name)] as const).filter(
		([, value]) => value !== undefined,
	);
	return found.length ? Object.fromEntries(found) : undefined;
}

/** The type of a message that does not say it: by the object that it has, else a text. */
const guessed = (places: Places): string =>
	Object.keys(TYPES).find((name) => isObject(jsonOf(places.data[name])) && name !== 'text') ??
	(readable(places, 'text') === undefined ? '' : 'text');

/** The button or row that was chosen. Meta's own form of a template's button is `{text, payload}`. */
function replyOf(places: Places, isReply: boolean): Message['reply'] {
	const more = [inside(places, 'button'), inside(places, 'reply'), ...places.all];
	const found = [...REPLIES.map((name) => inside(places, name)), ...(isReply ? more : [])];
	for (const one of found) {
		const reply = one && { id: firstOf(one, ...REPLY_ID), title: firstOf(one, ...REPLY_TITLE) };
		if (reply?.title || reply?.id) return reply;
	}
	return undefined;
}

function withCards({ data, context }: Places): Content {
	const contacts = cardsOf(data, context);
	return { type: 'contact', text: contacts?.map(({ name }) => name).find(Boolean), contacts };
}

function reactionOf(places: Places): Message['reaction'] {
	const place = inside(places, 'reaction') ?? places.context;
	const emoji = firstOf(place, 'emoji', 'reaction', 'text', 'body');
	const messageId = firstOf(place, ...REACTED_TO);
	return emoji || messageId ? { emoji: emoji ?? '', messageId } : undefined;
}

/** The file of a message; a template's may be beside its text. */
function fileOf(places: Places, type: Message['type']): Message['media'] {
	const { context, data } = places;
	const names = known(FILES, type);
	if (!names) return mediaOf([], [context], []);
	const own = inside(places, ...names, ...ANY_FILE);
	const given = [...names, ...ANY_FILE, 'body'].flatMap((name) => [context[name], data[name]]);
	return mediaOf([own ?? context], [context, part(context.body), data], given);
}

const TEXT = ['body', 'caption', 'text', 'text.body', 'title', 'message'];

/** What a person reads: texts, captions and templates have it in different places. */
function readable({ context, data }: Places, type: Message['type']): string | undefined {
	// A text that looks like JSON is what somebody wrote.
	const body = type === 'text' && !isObject(context.body) ? {} : part(context.body);
	return firstOf(body, 'context', 'text', 'body', 'caption') ?? rawText(context) ?? rawText(data);
}

/** As it was written, with the white space around it. */
const rawText = (place: IDataObject): string | undefined =>
	TEXT.map((name) => (name === 'text.body' ? part(place.text).body : place[name]))
		.filter((value) => typeof value === 'string' || typeof value === 'number')
		.map(String)
		.find(Boolean);
