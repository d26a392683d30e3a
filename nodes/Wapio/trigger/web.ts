/**
 * The content of a message under the names of the WhatsApp Web library, which Wapio passes on:
 * `{conversation}`, `{imageMessage: {...}}`, `{ephemeralMessage: {message: {...}}}` and so on.
 */
import type { IDataObject } from 'n8n-workflow';

import { at, isObject, parseJson } from '../../../engine/define';
import type { MessagingEvent } from '../../../engine/trigger/event';
import { list, object, text } from '../../../engine/trigger/reading';
import { firstOf, numberOf, switchOf } from './facts';

export type Message = NonNullable<MessagingEvent['message']>;
type Content = Omit<Message, 'id'>;

/** What a message is for, where it is no content of its own. */
export type Purpose = 'action' | 'deletion' | 'edit' | 'notice' | 'vote';

export interface WebContent {
	/** The member that holds the content, such as `imageMessage`. */
	name?: string;
	part: IDataObject;
	/** In the wrapper of an edit. */
	edited: boolean;
	/** What was answered, forwarded or tapped. */
	context: IDataObject;
}

const NONE: WebContent = { part: {}, edited: false, context: {} };

/** True for a name that content has, also in versions to come. */
export const isMember = (name: string): boolean =>
	name === 'conversation' || /Message(V\d+\w*)?$/.test(name);

/** Comes beside the first message of a group's member, or alone, and says nothing to people. */
const KEYS_OF_GROUP = 'senderKeyDistributionMessage';

/** More wrappers in each other than WhatsApp uses. */
const MOST_WRAPPERS = 8;

/** The content inside all wrappers (disappearing, view once, with caption, edited ...). */
export function webContent(message: unknown): WebContent {
	let content = message;
	let edited = false;
	for (let depth = 0; depth < MOST_WRAPPERS && isObject(content); depth++) {
		const wrapper = Object.entries(content).find(([, value]) => isObject(at(value, 'message')));
		const inner = wrapper ? wrapper[1] : content;
		if (!isObject(inner) || !isObject(inner.message)) break;
		edited ||= wrapper?.[0] === 'editedMessage';
		content = inner.message;
	}
	if (!isObject(content)) return NONE;
	const members = Object.entries(content).filter(([, value]) => isObject(value) || text(value));
	const [name, value] =
		members.find(([member]) => member in CONTENT) ??
		members.find(([member]) => member in PURPOSES) ??
		members.find(([member]) => isMember(member) && member !== KEYS_OF_GROUP) ??
		[];
	const part = isObject(value) ? value : { text: text(value) };
	const context = object(part.contextInfo ?? content.contextInfo);
	return { name, part, edited, context };
}

const PURPOSES: Record<string, Purpose> = {
	albumMessage: 'notice',
	callLogMesssage: 'notice',
	commentMessage: 'action',
	encCommentMessage: 'action',
	encEventResponseMessage: 'action',
	encReactionMessage: 'action',
	eventResponseMessage: 'action',
	keepInChatMessage: 'action',
	pinInChatMessage: 'action',
	placeholderMessage: 'notice',
	pollUpdateMessage: 'vote',
	protocolMessage: 'notice',
};

/** Numbers and names of the protocol messages that change another message. */
const PROTOCOL: Record<string, Purpose> = {
	'0': 'deletion',
	revoke: 'deletion',
	'14': 'edit',
	message_edit: 'edit',
};

/** Undefined for a message that is there for its content. */
export function purposeOf({ name = '', part, edited }: WebContent): Purpose | undefined {
	if (name === 'protocolMessage') {
		if (isObject(part.editedMessage)) return 'edit';
		// The first of the numbers is left out in some forms.
		const type = text(part.type) ?? (isObject(part.key) ? '0' : '');
		return PROTOCOL[type.toLowerCase()] ?? 'notice';
	}
	return PURPOSES[name] ?? (edited ? 'edit' : undefined);
}

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
	const options = list(part.options).flatMap(
		(option) => firstOf(option, 'optionName', 'name') ?? [],
	);
	return { type: 'poll', text: title, poll: { title, options } };
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
	pollCreationMessageV2: poll,
	pollCreationMessageV3: poll,
	pollCreationMessageV5: poll,
	buttonsMessage: titled('interactive', ...INTERACTIVE),
	listMessage: titled('interactive', ...INTERACTIVE),
	interactiveMessage: titled('interactive', ...INTERACTIVE),
	templateMessage: titled('template', ...TEMPLATE),
	highlyStructuredMessage: titled('template', 'namespace', 'elementName'),
	eventMessage: titled('event', 'name', 'description'),
	groupInviteMessage: titled('invite', 'caption', 'groupName'),
	newsletterAdminInviteMessage: titled('invite', 'caption', 'newsletterName'),
	orderMessage: titled('order', 'message', 'orderTitle'),
	productMessage: titled('product', 'body', 'product.title'),
};

/** What the content says, in the shared shape; undefined if there is none of this form. */
export function webMessage({ name, part, context }: WebContent): Content | undefined {
	if (name === undefined) return undefined;
	const content = CONTENT[name]?.(part) ?? { type: 'unknown' as const };
	return {
		...content,
		quotedId: firstOf(context, 'stanzaId', 'stanzaID', 'quotedStanzaId', 'quotedStanzaID'),
		forwarded: switchOf(context.isForwarded),
	};
}

const AD = /^(externalAdReply|conversionSource|entryPointConversion\w+|ctwa\w+)$/;

/** How an ad led to the message, in WhatsApp's words. */
export function adOf({ context }: WebContent): IDataObject | undefined {
	const found = Object.fromEntries(Object.entries(context).filter(([name]) => AD.test(name)));
	return Object.keys(found).length ? found : undefined;
}
