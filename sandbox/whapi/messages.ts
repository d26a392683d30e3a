import type { Answer, Dict, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { notFound, ok, refusal } from './answers';
import { mediaOf, shown } from './media';
import { change } from './messageActions';
import { chatFor, send } from './sending';
import type { Context } from './state';

/** Fields that control the sending and are not part of the content. */
const STEERING = [
	'to',
	'quoted',
	'edit',
	'media',
	'mime_type',
	'no_encode',
	'no_cache',
	'typing_time',
	'no_link_preview',
	'wide_link_preview',
	'mentions',
];

const contentOf = (fields: Dict): Dict =>
	Object.fromEntries(Object.entries(fields).filter(([name]) => !STEERING.includes(name)));

/** Sends new content, or replaces the content of an own message. */
function sendOrEdit(context: Context, fields: Dict, type: string, content: Dict): Answer {
	const edited = asText(fields.edit);
	if (edited === '') return send(context, asText(fields.to), type, content, asText(fields.quoted));
	const message = context.state.messages.get(edited);
	if (!message) return notFound(`message ${edited}`);
	if (!message.from_me) return refusal(403, 'only own messages can be edited');
	const { after } = change(context, message, 'edit', { type, content });
	return ok({ sent: true, message: after });
}

/** A sender whose content is its own fields. */
const plain =
	(type: string, shape: (fields: Dict, context: Context) => Dict = contentOf) =>
	(request: SandboxRequest, context: Context): Answer => {
		const fields = asDict(request.body);
		return sendOrEdit(context, fields, type, shape(fields, context));
	};

/** A sender of a file; fields are in the body, or in the query when the body is the file. */
const file =
	(kindOf: (request: SandboxRequest) => string) =>
	(request: SandboxRequest, context: Context): Answer => {
		const kind = kindOf(request);
		const fields = { ...request.query, ...asDict(request.body) };
		// The recipient first: nothing is stored for a message that can't go out.
		const chat = chatFor(context, asText(fields.to));
		if (typeof chat !== 'string') return chat;
		const media = mediaOf(request, context, kind);
		if ('status' in media) return media;
		const content = { ...contentOf(fields), ...shown(media, context) };
		return sendOrEdit(context, fields, kind, content);
	};

function pollOf(fields: Dict, context: Context): Dict {
	const options: unknown[] = Array.isArray(fields.options) ? fields.options : [];
	return {
		title: fields.title,
		options,
		vote_limit: fields.count === 1 ? 1 : 0,
		total: 0,
		results: options.map((name) => ({ id: context.ids.hex(10), name, count: 0, voters: [] })),
	};
}

/** An event in a chat; it comes back under the names that received events have. */
const eventOf = ({ title, description, startTime }: Dict): Dict => ({
	is_canceled: false,
	name: title,
	...(description === undefined ? {} : { description }),
	start: startTime,
	responses: [],
});

/** `interactive` may carry a file, too. */
function sendMessageInteractive(request: SandboxRequest, context: Context): Answer {
	const fields = asDict(request.body);
	const content = { type: 'button', ...contentOf(fields) };
	if (fields.media === undefined && request.files.length === 0)
		return sendOrEdit(context, fields, 'interactive', content);
	const media = mediaOf(request, context, 'image');
	if ('status' in media) return media;
	return sendOrEdit(context, fields, 'interactive', { ...content, ...shown(media, context) });
}

function forwardMessage(request: SandboxRequest, context: Context): Answer {
	const id = asText(request.params.MessageID);
	const message = context.state.messages.get(id);
	if (!message) return notFound(`message ${id}`);
	const answer = send(
		context,
		asText(asDict(request.body).to),
		message.type,
		structuredClone(asDict(message[message.type])),
	);
	const sent = asDict(asDict(answer.body).message);
	const kept = context.state.messages.get(asText(sent.id));
	if (kept) kept.context = sent.context = { forwarded: true, forwarding_score: 1 };
	return answer;
}

/** An invite, a product or a catalog in a chat: sent like anything else. */
export const card =
	(type: string, extra: (request: SandboxRequest, context: Context) => Dict | Answer) =>
	(request: SandboxRequest, context: Context): Answer => {
		const fields = asDict(request.body);
		const more = extra(request, context);
		if (isAnswer(more)) return more;
		return sendOrEdit(context, fields, type, { ...contentOf(fields), ...more });
	};

const isAnswer = (value: Dict | Answer): value is Answer =>
	typeof value.status === 'number' && 'body' in value;

const named = (kind: string) => file(() => kind);

export const messageHandlers = {
	sendMessageText: plain('text'),
	sendMessageLinkPreview: plain('link_preview'),
	sendMessageLocation: plain('location'),
	sendMessageLiveLocation: plain('live_location'),
	sendMessageContact: plain('contact'),
	sendMessageContactList: plain('contact_list'),
	sendMessagePoll: plain('poll', pollOf),
	sendEvent: plain('event', eventOf),
	sendMessageInteractive,
	sendMessageCarousel: plain('carousel'),
	sendMessageImage: named('image'),
	sendMessageVideo: named('video'),
	sendMessageShort: named('short'),
	sendMessageGif: named('gif'),
	sendMessageAudio: named('audio'),
	sendMessageVoice: named('voice'),
	sendMessageDocument: named('document'),
	sendMessageSticker: named('sticker'),
	sendMediaMessage: file((request) => asText(request.params.MediaMessageType)),
	forwardMessage,
};
