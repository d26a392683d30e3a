/** Messages, what happens to them, and receipts, as events. */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';
import type { EventKind, MessagingEvent } from '../../../engine/trigger/event';
import { hash, object, text } from '../../../engine/trigger/reading';
import { contentOf, detailsOf, objectAt } from './content';
import {
	type Found,
	find,
	isOwn,
	messageIdOf,
	partiesOf,
	type Reader,
	textAt,
	timeOf,
} from './envelope';

type Status = NonNullable<MessagingEvent['status']>['status'];

const ERROR_CODE = ['error_code', 'error.code', 'error.error_code', 'errors[0].code'];
const ERROR_TEXT = [
	'error_message',
	'error.message',
	'error.error_message',
	'error.title',
	'error.error_data.details',
	'error.details',
	'error',
	'errors[0].message',
	'errors[0].title',
	'errors[0].error_data.details',
	'errors[0]',
	'reason',
	'failure_reason',
];
const REACTION = ['text', 'emoji', 'reaction'];
const REACTION_TARGET = ['message_uuid', 'message.uuid', 'uuid', 'message_id'];
const TEXT_BEFORE = [
	'old_text',
	'old_message.text',
	'old_message.message.text',
	'old_message',
	'previous_text',
];
const TEXT_AFTER = [
	'new_text',
	'new_message.text',
	'new_message.message.text',
	'new_message',
	'edited_text',
];
const TRANSCRIPTION = ['transcription.text', 'transcription', 'transcript.text', 'transcript'];

export const receipt =
	(status: Status): Reader =>
	(body) => {
		const messageId = find(body, 'message_uuid') ?? messageIdOf(body);
		const error = {
			code: find(body, ...ERROR_CODE),
			message: find(body, ...ERROR_TEXT),
		};
		return {
			event: {
				event: 'message.status',
				...partiesOf(body, true),
				status: { messageId, status, ...(error.code || error.message ? { error } : {}) },
				...(isObject(body.message) ? { message: { id: messageId, ...contentOf(body) } } : {}),
			},
			identity: [messageId, status],
			time: timeOf(body, 'timestamp'),
		};
	};

/** False for a message whose content, or the address of its file, may still come. */
const isComplete = ({ type, media }: ReturnType<typeof contentOf>): boolean =>
	type !== 'unknown' && (!media || media.url !== undefined);

/** A message by who sent it, unless the event says that itself. */
export const message =
	(kind?: EventKind): Reader =>
	(body) => {
		const id = messageIdOf(body);
		const fromMe = kind === 'message.sent' || (!kind?.endsWith('received') && isOwn(body));
		const content = contentOf(body);
		return {
			event: {
				event: kind ?? (fromMe ? 'message.sent' : 'message.received'),
				id,
				...partiesOf(body, fromMe),
				message: { id, ...content },
				details: detailsOf(body),
			},
			// A message without content may come again with it, under the same ID.
			identity: isComplete(content) ? [id] : [id, 'empty'],
			time: timeOf(body),
		};
	};

/** Something about a message, with details of its own. */
export const about =
	(
		kind: EventKind,
		more: (body: IDataObject) => { details?: IDataObject; identity?: unknown[] },
	): Reader =>
	(body, frame) => {
		const reading = message(kind)(body, frame);
		const { details, identity = [] } = more(body);
		return {
			...reading,
			event: { ...reading.event, details },
			identity: [...reading.identity, ...identity],
		};
	};

/** Replaces parts of the message that was found. */
const withMessage = (
	found: Found,
	changes: Partial<NonNullable<MessagingEvent['message']>>,
): Found['event'] => {
	const { message: content } = found.event;
	return { ...found.event, ...(content ? { message: { ...content, ...changes } } : {}) };
};

/**
 * The emoji is an object that names its message, a text beside the message that it is for, or the
 * text of the message itself.
 */
export const reaction: Reader = (body, frame) => {
	const given = body.reaction ?? object(body.message).reaction;
	const emoji = isObject(given) ? textAt(given, ...REACTION) : text(given);
	const named = isObject(given) ? textAt(given, ...REACTION_TARGET) : undefined;
	const target =
		named ?? (given === undefined ? undefined : find(object(body.message), 'uuid', 'id'));
	// Then the message in the delivery is somebody else's.
	const isOfTarget = given !== undefined && named === undefined && target !== undefined;
	const found = message('message.reaction')(
		isOfTarget ? { ...body, message: undefined } : body,
		frame,
	);
	const said = emoji ?? (given === undefined ? (found.event.message?.text ?? '') : '');
	const id = found.event.id ?? '';
	const event: Found['event'] = {
		...found.event,
		chat: found.event.chat ?? partiesOf(body, false).chat,
		message: { id, type: 'reaction', text: said, reaction: { emoji: said, messageId: target } },
	};
	return {
		...found,
		event,
		// Taken back and given again is twice, and several people react to one message.
		identity: [id || target, said, target, event.from?.id, found.time],
	};
};

export const edited: Reader = (body, frame) => {
	const [before, after] = [textAt(body, ...TEXT_BEFORE), textAt(body, ...TEXT_AFTER)];
	const found = about('message.edited', () => ({ details: { before, after } }))(body, frame);
	return {
		...found,
		event: withMessage(found, { text: after ?? found.event.message?.text }),
		identity: [...found.identity, hash([body.message, before, after])],
	};
};

export const transcribed: Reader = (body, frame) => {
	const found = message('message.action')(body, frame);
	const said =
		textAt(body, ...TRANSCRIPTION) ??
		textAt(object(body.message), ...TRANSCRIPTION) ??
		found.event.message?.text;
	return {
		...found,
		event: { ...withMessage(found, { text: said }), details: { transcription: said } },
	};
};

export const order = about('order', (body) => ({
	details: { order: objectAt([body], 'message.message.order', 'message.order', 'order') },
}));
