/**
 * The content of a message under the names of the WhatsApp Web library, which Wapio passes on:
 * `{conversation}`, `{imageMessage: {...}}`, `{ephemeralMessage: {message: {...}}}` and so on.
 */
import pickBy from 'lodash/pickBy';
import type { IDataObject } from 'n8n-workflow';

import { at, isObject } from '../../../engine/define';
import { known, object, text } from '../../../engine/trigger/reading';
import { firstOf, switchOf } from './facts';
import { type Content, contentOf, firstVersion, isContent, isToldInFull } from './parts';

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

/**
 * The content inside all wrappers (disappearing, view once, with caption, edited ...).
 * @param beside the context, where it is not in the content
 */
export function webContent(message: unknown, beside: IDataObject = {}): WebContent {
	let content = message;
	let edited = false;
	for (let depth = 0; depth < MOST_WRAPPERS && isObject(content); depth++) {
		const wrapper = Object.entries(content).find(
			([name, value]) => !purposeByName(name) && isObject(at(value, 'message')),
		);
		const inner = wrapper ? wrapper[1] : content;
		if (!isObject(inner) || !isObject(inner.message)) break;
		edited ||= wrapper?.[0] === 'editedMessage';
		content = inner.message;
	}
	if (!isObject(content)) return NONE;
	const members = Object.entries(content).filter(([, value]) => isObject(value) || text(value));
	const [name, value] =
		members.find(([member]) => isContent(member)) ??
		members.find(([member]) => purposeByName(member)) ??
		members.find(([member]) => isMember(member) && member !== KEYS_OF_GROUP) ??
		[];
	const part = isObject(value) ? value : { text: text(value) };
	const context = object(part.contextInfo ?? content.contextInfo ?? beside);
	return { name, part, edited, context };
}

const PURPOSES: Record<string, Purpose> = {
	albumMessage: 'notice',
	bcallMessage: 'notice',
	callLogMessage: 'notice',
	callLogMesssage: 'notice',
	cancelPaymentRequestMessage: 'action',
	commentMessage: 'action',
	declinePaymentRequestMessage: 'action',
	encCommentMessage: 'action',
	encEventResponseMessage: 'action',
	encReactionMessage: 'action',
	eventResponseMessage: 'action',
	fastRatchetKeySenderKeyDistributionMessage: 'notice',
	keepInChatMessage: 'action',
	messageHistoryBundle: 'notice',
	messageHistoryNotice: 'notice',
	pinInChatMessage: 'action',
	placeholderMessage: 'notice',
	pollUpdateMessage: 'vote',
	protocolMessage: 'notice',
	scheduledCallEditMessage: 'action',
	secretEncryptedMessage: 'action',
	statusNotificationMessage: 'notice',
	statusStickerInteractionMessage: 'notice',
	stickerSyncRmrMessage: 'notice',
};

const purposeByName = (name: string) => known(PURPOSES, firstVersion(name));

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
	return purposeByName(name) ?? (edited ? 'edit' : undefined);
}

/** What the content says, in the shared shape; undefined if there is none of this form. */
export function webMessage({ name, part, context }: WebContent): Content | undefined {
	if (name === undefined) return undefined;
	return {
		...contentOf(name, part),
		quotedId: firstOf(context, 'stanzaId', 'stanzaID', 'quotedStanzaId', 'quotedStanzaID'),
		forwarded: switchOf(context.isForwarded),
	};
}

const AD = /^(externalAdReply|conversionSource|entryPointConversion\w+|ctwa\w+)$/;

/** In WhatsApp's words: content that the shared shape has no place for, and the ad that led to it. */
export function detailsOf({ name = '', part, context }: WebContent): IDataObject | undefined {
	const found = {
		...(name && isToldInFull(name, part) ? { [name]: part } : {}),
		...pickBy(context, (_value, member) => AD.test(member)),
	};
	return Object.keys(found).length ? found : undefined;
}
