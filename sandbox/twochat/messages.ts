import { DAY, HOUR } from '../core/times';
import { FAILING_RECIPIENT, inStages, stagesFor } from '../core/stages';
import type { Answer, Dict, Handler, SandboxRequest } from '../core/types';
import { asDict, asText, isDict } from '../core/values';
import {
	checkPhone,
	failure,
	notFound,
	notReady,
	ok,
	pageOf,
	refusal,
	sameNumber,
} from './answers';
import { contactOf } from './contacts';
import { BUSY_RECIPIENT, NOT_ON_WHATSAPP } from './demo';
import { tell } from './deliveries';
import { numberBy } from './numbers';
import type { Context, Message, TwoChatState } from './state';
import { bare, spaced, zoned } from './times';

/** WhatsApp takes messages back for so long. */
const DELETABLE_MS = 60 * HOUR;

type NewMessage = Pick<Message, 'channel' | 'remote' | 'group' | 'content' | 'sent_by'> &
	Partial<Pick<Message, 'participant' | 'session_key'>>;

/** Keeps a message of either direction, with the ids and times that 2Chat gives it. */
export function keepMessage(context: Context, fields: NewMessage): Message {
	const isWaba = context.state.wabaNumbers.has(fields.channel);
	const group = fields.group === null ? undefined : context.state.groups.get(fields.group);
	const end = group?.wa_group_id ?? `${fields.remote?.slice(1) ?? ''}${isWaba ? '' : '@c.us'}`;
	const message: Message = {
		session_key: `${isWaba ? 'WA' : 'WW'}-${fields.channel}-${end}`,
		participant: null,
		...fields,
		uuid: `MSG${context.ids.uuid()}`,
		wa_msg_id: context.ids.hex(20).toUpperCase(),
		ack: fields.sent_by === 'user' ? 3 : 0,
		created: context.now(),
	};
	context.state.messages.push(message);
	return message;
}

/** As the lists of messages show it. */
const shown = (message: Message): Dict => ({
	id: message.uuid,
	uuid: message.uuid,
	session_key: message.session_key,
	message: message.content,
	created_at: zoned(message.created),
	remote_phone_number: message.remote,
	sent_by: message.sent_by,
	is_from_flow_run: false,
	is_from_api: message.sent_by === 'api',
	is_from_chatter: message.sent_by === 'agent',
	is_from_agent: message.sent_by === 'agent',
	wa_msg_id: message.wa_msg_id,
	wa_msg_ack: message.ack,
	sent: message.ack > 0,
	...(message.participant ? { participant: message.participant } : {}),
});

const phoneOf = (channel: string, { state }: Context): string =>
	(state.numbers.get(channel) ?? state.wabaNumbers.get(channel))?.phone_number ?? '';

/**
 * As events show it. The documented samples of received messages and orders do not name the event,
 * and those of new conversations and WABA messages have times without a zone.
 */
export function eventOf(name: string, message: Message, context: Context): Dict {
	const isNameless = name === 'whatsapp.message.received' || name === 'whatsapp.order.received';
	const waba = context.state.wabaNumbers.get(message.channel);
	const isBare = waba !== undefined || name === 'whatsapp.conversation.new';
	const group = message.group === null ? undefined : context.state.groups.get(message.group);
	return {
		id: message.uuid,
		uuid: message.uuid,
		created_at: isBare ? bare(message.created) : zoned(message.created),
		session_key: message.session_key,
		message: message.content,
		remote_phone_number: message.remote,
		channel_phone_number: phoneOf(message.channel, context),
		sent_by: message.sent_by,
		contact: contactOf(message.remote ?? asText(message.participant?.phone_number), context),
		...(isNameless ? {} : { event: name }),
		...(group ? { group: { uuid: group.uuid, wa_group_name: group.name } } : {}),
		...(message.participant ? { participant: message.participant } : {}),
		...(waba
			? {
					to_number: message.remote,
					channel: {
						uuid: waba.uuid,
						friendly_name: waba.friendly_name,
						iso_country_code: waba.iso_country_code,
						verified_name: 'APPROVED',
						phone_number: waba.phone_number,
						connection_status: waba.connection_status,
						created_at: waba.created_at,
						updated_at: spaced(context.now()),
					},
				}
			: {}),
	};
}

/** Notifies the webhooks of the message's number. */
export const tellMessage = (
	context: Context,
	name: string,
	message: Message,
	more: Dict = {},
): void => tell(context, name, message.channel, { ...eventOf(name, message, context), ...more });

/** 2Chat's words for the stages of a message. */
const STAGES = { sent: 'sent', delivered: 'received', read: 'read', failed: 'not-sent' } as const;

type Stage = (typeof STAGES)[keyof typeof STAGES];

const ACKS: Record<Stage, number> = { sent: 1, received: 2, read: 3, 'not-sent': -1 };

/** One receipt. Those of a WABA number are whole messages, and there is none for "read". */
export function advance(message: Message, stage: Stage, context: Context): void {
	message.ack = ACKS[stage];
	if (!context.state.wabaNumbers.has(message.channel)) {
		tell(context, `whatsapp.message.receipt.${stage}`, message.channel, {
			event: `whatsapp.message.receipt.${stage}`,
			message_uuid: message.uuid,
			timestamp: zoned(context.now()),
		});
	} else if (stage === 'sent' || stage === 'received') {
		const event = `whatsapp.waba.message.receipt.${stage}`;
		tell(context, event, message.channel, {
			event,
			id: message.uuid,
			uuid: message.uuid,
			session_key: message.session_key,
			message: message.content,
			created_at: bare(context.now()),
		});
	}
}

/** An outgoing message, from here to the recipient's phone. */
export function launch(message: Message, context: Context): void {
	if (context.state.wabaNumbers.has(message.channel))
		tellMessage(context, 'whatsapp.waba.message.sent', message);
	else
		for (const name of ['new', 'sent']) tellMessage(context, `whatsapp.message.${name}`, message);
	const { remote } = message;
	const recipient = remote === NOT_ON_WHATSAPP ? FAILING_RECIPIENT : (remote?.slice(1) ?? '');
	inStages(context, stagesFor(recipient), (stage) => advance(message, STAGES[stage], context));
}

const EXTENSIONS: Record<string, [string, string]> = {
	jpg: ['image', 'image/jpeg'],
	jpeg: ['image', 'image/jpeg'],
	png: ['image', 'image/png'],
	mp3: ['audio', 'audio/mpeg'],
	ogg: ['audio', 'audio/ogg'],
	mp4: ['video', 'video/mp4'],
	pdf: ['document', 'application/pdf'],
};

/** The content that 2Chat makes of a request: it knows a file's kind by the ending of its URL. */
export function contentFrom({ text, url, pin }: Dict): Dict {
	const ending = /\.(\w+)(?:\?.*)?$/.exec(asText(url))?.[1]?.toLowerCase() ?? '';
	const [type, mime] = EXTENSIONS[ending] ?? ['document', 'application/octet-stream'];
	return {
		...(asText(text) === '' ? {} : { text }),
		...(asText(url) === '' ? {} : { media: { url, type, mime_type: mime } }),
		...(isDict(pin) ? { pin } : {}),
	};
}

function sendMessage(request: SandboxRequest, context: Context): Answer {
	const body = asDict(request.body);
	const number = numberBy(body.from_number, context);
	if (!number) return notFound('Number');
	const refused = notReady(number, context);
	if (refused) return refused;
	const { to_number: to, to_group_uuid: groupId, to_remote_id: remoteId } = body;
	if (to !== undefined) {
		const wrong = checkPhone('to_number', to);
		if (wrong) return wrong;
		if (to === BUSY_RECIPIENT) return failure(486);
	}
	const group = context.state.groups.get(asText(groupId));
	if (groupId !== undefined && group?.channel !== number.uuid) return notFound('Group');
	const message = keepMessage(context, {
		channel: number.uuid,
		remote: to === undefined ? null : asText(to),
		group: group?.uuid ?? null,
		content: contentFrom(body),
		sent_by: 'api',
		...(remoteId === undefined ? {} : { session_key: `WW-${number.uuid}-${asText(remoteId)}` }),
	});
	launch(message, context);
	return ok({ message_uuid: message.uuid, batched: true });
}

const newest = (messages: Message[]): Dict[] => [...messages].reverse().map(shown);

function listOf(request: SandboxRequest, context: Context): Answer {
	const number = numberBy(request.params.your_number, context);
	if (!number) return notFound('Number');
	const { remote_number: remote } = request.params;
	const fitting = context.state.messages.filter(
		(message) =>
			message.channel === number.uuid &&
			(remote === undefined || sameNumber(message.remote, remote)),
	);
	const { page, rows } = pageOf(newest(fitting), request, { standard: 100 });
	return ok({ page_number: page, messages: rows });
}

const find =
	(run: (message: Message, context: Context) => Answer): Handler<TwoChatState> =>
	(request, context) => {
		const { session_key: session, message_uuid: uuid } = request.params;
		const message = context.state.messages.find(
			(one) => one.uuid === uuid && one.session_key === session,
		);
		return message ? run(message, context) : notFound('Message');
	};

export const messageHandlers: Record<string, Handler<TwoChatState>> = {
	sendMessage,
	listMessages: listOf,
	listMessagesWith: listOf,
	getMessage: find((message) => ok({ message: shown(message) })),
	deleteMessage: find((message, context) => {
		if (context.now().getTime() - message.created.getTime() > DELETABLE_MS)
			return refusal(400, 'The message is too old to be deleted');
		context.state.messages = context.state.messages.filter((one) => one !== message);
		return ok({ message_uuid: message.uuid, whatsapp_message_id: message.wa_msg_id });
	}),
	listGroupMessages(request, { state }) {
		const group = state.groups.get(asText(request.params.group_uuid));
		if (!group) return notFound('Group');
		const fitting = state.messages.filter((message) => message.group === group.uuid);
		return ok({ messages: pageOf(newest(fitting), request, { standard: 50 }).rows });
	},
	listConversations(request, context) {
		const channel = asText(request.params.channel_uuid);
		if (!context.state.numbers.has(channel) && !context.state.wabaNumbers.has(channel))
			return notFound('Channel');
		const term = asText(request.query.phone_number);
		const sessions = new Map<string, Message>();
		for (const message of context.state.messages)
			if (message.channel === channel && (message.remote ?? '').includes(term))
				sessions.set(message.session_key, message);
		const { page, rows } = pageOf([...sessions.values()], request, { standard: 10 });
		return ok({
			page_number: page,
			total: sessions.size,
			search_term: term || null,
			sessions: rows.map(({ session_key: key, remote }) => ({
				session_key: key,
				friendly_name: asText(contactOf(remote, context).first_name) || null,
				channel_uuid: channel,
				phone_number: remote,
			})),
		});
	},
};

/** Whether free messages may go out, and until when: a day from the other side's last message. */
export function windowOf(channel: string, phone: string, context: Context): Date | undefined {
	const last = context.state.messages.findLast(
		(message) =>
			message.channel === channel &&
			message.sent_by === 'user' &&
			sameNumber(message.remote, phone),
	);
	const end = last && new Date(last.created.getTime() + DAY);
	return end && end > context.now() ? end : undefined;
}
