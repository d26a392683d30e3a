/** What the members of a message in the form of the WhatsApp Web library say. */
import type { IDataObject } from 'n8n-workflow';

import { isObject, parseJson } from '../../../engine/define';
import type { MessagingEvent } from '../../../engine/trigger/event';
import { known, list } from '../../../engine/trigger/reading';
import { firstOf, numberOf } from './facts';

export type Message = NonNullable<MessagingEvent['message']>;
export type Content = Omit<Message, 'id'>;

const file =
	(type: Message['type']) =>
	(part: IDataObject): Content => {
		const caption = firstOf(part, 'caption');
		const media = {
			url: firstOf(part, 'url'),
			mimeType: firstOf(part, 'mimetype', 'mimeType', 'mime_type'),
			fileName: firstOf(part, 'fileName', 'file_name', 'title'),
			caption,
			size: numberOf(part.fileLength ?? part.file_size),
			duration: numberOf(part.seconds ?? part.duration),
		};
		return { type, text: caption, media };
	};

function place(part: IDataObject): Content {
	const latitude = numberOf(part.degreesLatitude ?? part.latitude);
	const longitude = numberOf(part.degreesLongitude ?? part.longitude);
	const name = firstOf(part, 'name');
	return {
		type: 'location',
		text: name ?? firstOf(part, 'caption', 'comment'),
		...(latitude !== undefined && longitude !== undefined
			? { location: { latitude, longitude, name, address: firstOf(part, 'address') } }
			: {}),
	};
}

/** A contact card: WhatsApp's own number in it counts more than the written one. */
function card(part: IDataObject): NonNullable<Message['contacts']>[number] {
	const vcard = firstOf(part, 'vcard');
	const number =
		/waid=(\d{5,15})/i.exec(vcard ?? '') ?? /^[^\n]*TEL[^:\n]*:([^\r\n]+)/im.exec(vcard ?? '');
	const name =
		firstOf(part, 'displayName', 'name') ?? /^FN[^:\n]*:([^\r\n]+)/im.exec(vcard ?? '')?.[1];
	return { name, phone: number?.[1]?.replace(/\D/g, '') || undefined, vcard };
}

function cards(parts: IDataObject[]): Content {
	const contacts = parts.map(card);
	return { type: 'contact', text: contacts[0]?.name, contacts };
}

const reply =
	(id: string[], title: string[]) =>
	(part: IDataObject): Content => {
		const chosen = firstOf(part, ...title);
		return { type: 'reply', text: chosen, reply: { id: firstOf(part, ...id), title: chosen } };
	};

/** Buttons of a flow answer with JSON text. */
function flowReply(part: IDataObject): Content {
	const params = parseJson(firstOf(part, 'nativeFlowResponseMessage.paramsJson') ?? '');
	const chosen = isObject(params) ? params : {};
	const title = firstOf(part, 'body.text') ?? firstOf(chosen, 'display_text', 'title');
	const id = firstOf(chosen, 'id', 'selected_row_id', 'flow_token');
	return { type: 'reply', text: title, reply: { id, title } };
}

function poll(part: IDataObject): Content {
	const title = firstOf(part, 'name', 'title');
	const choices = [part.options, part.pollVotes].flatMap(list);
	const nameOf = (option: IDataObject) => firstOf(option, 'optionName', 'name') ?? [];
	const options = choices.flatMap(nameOf);
	const votes = choices.filter((option) => numberOf(option.optionVoteCount)).flatMap(nameOf);
	const poll = { title, options, votes: 'pollVotes' in part ? votes : undefined };
	return { type: 'poll', text: title, poll };
}

const titled =
	(type: Message['type'], ...names: string[]) =>
	(part: IDataObject): Content => ({ type, text: firstOf(part, ...names) });

const reaction = (part: IDataObject): Content => {
	const emoji = firstOf(part, 'text', 'emoji') ?? '';
	return {
		type: 'reaction',
		text: emoji || undefined,
		reaction: { emoji, messageId: firstOf(part, 'key.id') },
	};
};

const INTERACTIVE = [
	'body.text',
	'contentText',
	'title',
	'header.title',
	'description',
	'footer.text',
	'footerText',
];
const TEMPLATE = [
	'hydratedTemplate.hydratedContentText',
	'hydratedFourRowTemplate.hydratedContentText',
	'interactiveMessageTemplate.body.text',
	'fourRowTemplate.content.namespace',
];

const READABLE = [
	'text',
	'caption',
	'title',
	'name',
	'body.text',
	'body',
	'noteMessage.extendedTextMessage.text',
	'noteMessage.conversation',
];

/** By the member that holds it: what a message says. */
const CONTENT: Record<string, (part: IDataObject) => Content> = {
	conversation: titled('text', 'text'),
	extendedTextMessage: titled('text', 'text'),
	imageMessage: file('image'),
	videoMessage: file('video'),
	ptvMessage: file('video'),
	audioMessage: file('audio'),
	pttMessage: file('audio'),
	documentMessage: file('document'),
	stickerMessage: file('sticker'),
	stickerPackMessage: titled('sticker', 'name', 'caption'),
	locationMessage: place,
	liveLocationMessage: place,
	contactMessage: (part) => cards([part]),
	contactsArrayMessage: (part) => cards(list(part.contacts)),
	buttonsResponseMessage: reply(['selectedButtonId'], ['selectedDisplayText', 'selectedButtonId']),
	templateButtonReplyMessage: reply(['selectedId'], ['selectedDisplayText', 'selectedId']),
	listResponseMessage: reply(
		['singleSelectReply.selectedRowId', 'selectedRowId'],
		['title', 'singleSelectReply.title', 'description'],
	),
	interactiveResponseMessage: flowReply,
	reactionMessage: reaction,
	pollCreationMessage: poll,
	pollResultSnapshotMessage: poll,
	buttonsMessage: titled('interactive', ...INTERACTIVE),
	listMessage: titled('interactive', ...INTERACTIVE),
	interactiveMessage: titled('interactive', ...INTERACTIVE),
	templateMessage: titled('template', ...TEMPLATE),
	highlyStructuredMessage: titled('template', 'namespace', 'elementName'),
	eventMessage: titled('event', 'name', 'description'),
	groupInviteMessage: titled('invite', 'caption', 'groupName'),
	newsletterAdminInviteMessage: titled('invite', 'caption', 'newsletterName'),
	newsletterFollowerInviteMessage: titled('invite', 'caption', 'newsletterName'),
	orderMessage: titled('order', 'message', 'orderTitle'),
	productMessage: titled('product', 'body', 'product.title'),
};

/** Content that this version does not know may have a file or words all the same. */
const unknown = (part: IDataObject): Content =>
	firstOf(part, 'mimetype') ? file('unknown')(part) : titled('unknown', ...READABLE)(part);

/** Later versions of a member hold what the first one does. */
export const firstVersion = (name: string): string => name.replace(/V\d+$/, '');

/** How a member of this name is read; undefined for one that this version does not know. */
const readerOf = (name: string) => known(CONTENT, firstVersion(name));

export const isContent = (name: string): boolean => readerOf(name) !== undefined;

export const contentOf = (name: string, part: IDataObject): Content =>
	(readerOf(name) ?? unknown)(part);

/** Kinds of which the shared shape says little. */
const TOLD_IN_FULL: Array<Message['type']> = [
	'event',
	'interactive',
	'invite',
	'order',
	'product',
	'template',
	'unknown',
];

/** True for a member that says more than its reading. */
export const isToldInFull = (name: string, part: IDataObject): boolean =>
	TOLD_IN_FULL.includes(contentOf(name, part).type) || name === 'interactiveResponseMessage';
