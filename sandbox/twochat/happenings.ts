import { unix } from '../core/times';
import type { Dict, Happening } from '../core/types';
import { asDict, asText, asTexts, isDict } from '../core/values';
import { sameNumber } from './answers';
import { contactOf } from './contacts';
import { TWOCHAT_PERSON } from './demo';
import { tell } from './deliveries';
import { tellMembers } from './groups';
import { advance, eventOf, keepMessage, launch, tellMessage } from './messages';
import { numberBy, setStatus } from './numbers';
import { runCall, virtualBy } from './phone';
import type { Context, Group, Message, TwoChatState, WhatsAppNumber } from './state';
import { zoned } from './times';

const person = (input: Dict): string => asText(input.from) || TWOCHAT_PERSON;

function ownNumber(input: Dict, context: Context): WhatsAppNumber {
	const wanted = asText(input.number);
	const number = wanted === '' ? [...context.state.numbers.values()][0] : numberBy(wanted, context);
	if (!number) throw new TypeError('number names no WhatsApp number');
	return number;
}

function groupOf(input: Dict, context: Context): Group {
	const wanted = asText(input.group);
	const group = [...context.state.groups.values()].find(
		({ uuid, name }) => wanted === '' || uuid === wanted || name === wanted,
	);
	if (!group) throw new TypeError('group names no group');
	return group;
}

function messageOf(input: Dict, context: Context): Message {
	const { messages } = context.state;
	const wanted = asText(input.messageId);
	const message = wanted === '' ? messages.at(-1) : messages.find(({ uuid }) => uuid === wanted);
	if (!message) throw new TypeError('messageId names no message');
	return message;
}

const referenceTo = ({ uuid }: Message): Dict => ({ message_uuid: uuid });

/** The first message of a person is a new conversation as well. */
function receive(input: Dict, context: Context, content: Dict): Message {
	const number = ownNumber(input, context);
	const remote = person(input);
	const isFirst = !context.state.messages.some(
		(one) => one.channel === number.uuid && sameNumber(one.remote, remote),
	);
	const message = keepMessage(context, {
		channel: number.uuid,
		remote,
		group: null,
		content,
		sent_by: 'user',
	});
	for (const name of ['new', 'received']) tellMessage(context, `whatsapp.message.${name}`, message);
	if (isFirst)
		tellMessage(context, 'whatsapp.conversation.new', message, { time_period: 'all-time' });
	return message;
}

const contentOf = (input: Dict): Dict => ({
	...(isDict(input.media) ? { media: input.media } : {}),
	...(asText(input.text) !== '' || !isDict(input.media)
		? { text: asText(input.text) || 'Hello' }
		: {}),
	...(isDict(input.interactive) ? { interactive: input.interactive } : {}),
});

/** `{number, from, text, media: {url, type, mime_type}}`: somebody writes. */
const messageReceived: Happening<TwoChatState> = (input, context) =>
	referenceTo(receive(input, context, contentOf(input)));

/** `{number, to, text, by}`: written in the app, by default by an agent. */
const messageSent: Happening<TwoChatState> = (input, context) => {
	const message = keepMessage(context, {
		channel: ownNumber(input, context).uuid,
		remote: asText(input.to) || TWOCHAT_PERSON,
		group: null,
		content: contentOf(input),
		sent_by: asText(input.by) || 'agent',
	});
	launch(message, context);
	return referenceTo(message);
};

/** `{messageId, emoji, from}`: to the newest message by default; in groups the group's event. */
const reaction: Happening<TwoChatState> = (input, context) => {
	const target = messageOf(input, context);
	const emoji = asText(input.emoji) || '👍';
	const from = person(input);
	const inGroup = target.group !== null;
	const event = inGroup ? 'whatsapp.group.message.reaction' : 'whatsapp.message.reaction';
	tell(context, event, target.channel, {
		...eventOf(event, target, context),
		uuid: `MSG${context.ids.uuid()}`,
		created_at: zoned(context.now()),
		message: { text: emoji },
		sent_by: 'user',
		contact: contactOf(from, context),
		reaction: { text: emoji, message_uuid: target.uuid },
		...(inGroup ? { participant: { phone_number: from, pushname: null } } : {}),
	});
	return referenceTo(target);
};

/** `{messageId, text}` */
const edited: Happening<TwoChatState> = (input, context) => {
	const message = messageOf(input, context);
	const before = asText(message.content.text) || null;
	const after = asText(input.text) || 'Hello again';
	message.content = { ...message.content, text: after };
	tellMessage(context, 'whatsapp.message.edited', message, { old_text: before, new_text: after });
	return referenceTo(message);
};

/** `{number, from, transcription}`: a voice message, and then what was said. */
const voice: Happening<TwoChatState> = (input, context) => {
	const url = 'https://example.com/voice.ogg';
	const content = { media: { url, type: 'audio', mime_type: 'audio/ogg' } };
	const message = receive(input, context, content);
	context.later(context.stageMs, () =>
		tellMessage(context, 'whatsapp.audio.transcribed', message, {
			transcription: asText(input.transcription) || 'Please call me back.',
		}),
	);
	return referenceTo(message);
};

/** `{number, from}`: two pieces of the seeded product. */
const order: Happening<TwoChatState> = (input, context) => {
	const created = unix(context.now());
	const product = {
		id: '9846351425439378',
		name: 'City backpack',
		price: 150.5,
		currency: 'USD',
		quantity: 2,
		data: null,
		thumbnail_url: 'https://shop.example.com/backpack.jpg',
	};
	const content = {
		text: product.name,
		order: { subtotal: 301, total: 301, currency: 'USD', created_at: created, products: [product] },
	};
	const message = receive(input, context, content);
	tellMessage(context, 'whatsapp.order.received', message);
	return referenceTo(message);
};

/** `{messageId, stage}`: sent, received, read or not-sent. */
const receipt: Happening<TwoChatState> = (input, context) => {
	const stage = (['sent', 'received', 'read', 'not-sent'] as const).find(
		(one) => one === input.stage,
	);
	if (!stage) throw new TypeError('stage must be sent, received, read or not-sent');
	const message = messageOf(input, context);
	advance(message, stage, context);
	return referenceTo(message);
};

/** `{group, from, text}` */
const groupMessage: Happening<TwoChatState> = (input, context) => {
	const group = groupOf(input, context);
	const from = person(input);
	const message = keepMessage(context, {
		channel: group.channel,
		remote: from,
		group: group.uuid,
		content: contentOf(input),
		sent_by: 'user',
		participant: { phone_number: from, pushname: group.members.get(from)?.name ?? null },
	});
	tellMessage(context, 'whatsapp.group.message.received', message);
	return referenceTo(message);
};

/** `{group, people}`: join, leave or be removed. */
const members =
	(action: 'join' | 'leave' | 'remove'): Happening<TwoChatState> =>
	(input, context) => {
		const group = groupOf(input, context);
		const people = Array.isArray(input.people) ? asTexts(input.people) : ['+919876512340'];
		if (action === 'join')
			for (const phone of people) group.members.set(phone, { admin: false, name: null });
		tellMembers(context, group, action, people);
		if (action !== 'join') for (const phone of people) group.members.delete(phone);
		return { group_uuid: group.uuid };
	};

/** `{number, from, status, video}`: missed by default; `made` with `to` for a call from the app. */
const whatsAppCall =
	(direction: 'I' | 'O'): Happening<TwoChatState> =>
	(input, context) => {
		const number = ownNumber(input, context);
		const remote = direction === 'I' ? person(input) : asText(input.to) || TWOCHAT_PERSON;
		const event = direction === 'I' ? 'whatsapp.call.received' : 'whatsapp.call.made';
		const uuid = `CDR${context.ids.uuid()}`;
		tell(context, event, number.uuid, {
			event,
			id: uuid,
			uuid,
			session_key: `WW-${number.uuid}-${remote.slice(1)}@c.us`,
			created_at: zoned(context.now()),
			remote_phone_number: remote,
			channel_phone_number: number.phone_number,
			contact: contactOf(remote, context),
			call: {
				status: asText(input.status) || (direction === 'I' ? 'missed' : 'made'),
				direction,
				is_video: input.video === true,
			},
		});
		return { call_uuid: uuid };
	};

/** `{number, from or to, answered}`: a call of a virtual number, from ringing to its end. */
const phoneCall =
	(direction: 'I' | 'O'): Happening<TwoChatState> =>
	(input, context) => {
		const wanted = asText(input.number);
		const number =
			wanted === '' ? [...context.state.virtualNumbers.values()][0] : virtualBy(wanted, context);
		if (!number) throw new TypeError('number names no virtual number');
		const other = asText(direction === 'I' ? input.from : input.to) || TWOCHAT_PERSON;
		const isAnswered = input.answered !== false;
		return { call_uuid: runCall(context, number, { direction, other, isAnswered }).uuid };
	};

/** `{number, status, reason}`: ready, disconnected, qr-received, loading or initializing. */
const numberStatus: Happening<TwoChatState> = (input, context) => {
	const number = ownNumber(input, context);
	setStatus(number, asText(input.status) || 'ready', context, asText(input.reason) || null);
	return { channel_uuid: number.uuid };
};

/** `{number}`: every call through it is refused with 486 until it is ready again. */
const numberBusy: Happening<TwoChatState> = (input, context) => {
	const number = ownNumber(input, context);
	context.state.conditions.set(number.uuid, 'busy');
	return { channel_uuid: number.uuid };
};

/**
 * `{from, text, interactive}`: somebody writes to the WABA number, which opens the window of a day.
 * `interactive` is a tapped button or row, as Meta writes it.
 */
const wabaMessage: Happening<TwoChatState> = (input, context) => {
	const [number] = context.state.wabaNumbers.values();
	if (!number) throw new TypeError('there is no WABA number');
	const message = keepMessage(context, {
		channel: number.uuid,
		remote: person(input),
		group: null,
		content: contentOf(input),
		sent_by: 'user',
	});
	tellMessage(context, 'whatsapp.waba.message.received', message);
	return referenceTo(message);
};

/** `{name, status}`: Meta has decided. */
const templateDecided: Happening<TwoChatState> = (input, context) => {
	const template = [...context.state.templates.values()].find(({ name }) => name === input.name);
	if (!template) throw new TypeError('name names no template');
	const time = zoned(context.now());
	Object.assign(template, { status: asText(input.status) || 'APPROVED', updated_at: time });
	tell(context, 'whatsapp.waba.template.status.updated', template.waba.uuid, {
		event: 'whatsapp.waba.template.status.updated',
		template,
		channel: { ...template.waba },
		updated_at: time,
	});
	return { template_uuid: template.uuid };
};

/** `{on_trial, blocked, expires_at, requests_per_minute, credits}`: another state of the account. */
const accountChanged: Happening<TwoChatState> = (input, context) => {
	const { account, limits, usage } = context.state;
	if (typeof input.on_trial === 'boolean') account.on_trial = input.on_trial;
	if (typeof input.blocked === 'boolean') account.blocked = input.blocked;
	if ('expires_at' in input) account.expires_at = asText(input.expires_at) || null;
	if (typeof input.requests_per_minute === 'number')
		limits.requests_per_minute = input.requests_per_minute;
	if (typeof input.credits === 'number')
		usage.max_api_request_count = usage.api_request_count + input.credits;
	return asDict(account);
};

export const happenings: Record<string, Happening<TwoChatState>> = {
	'message.received': messageReceived,
	'message.sent': messageSent,
	'message.reaction': reaction,
	'message.edited': edited,
	'message.voice': voice,
	'message.receipt': receipt,
	'order.received': order,
	'group.message': groupMessage,
	'group.join': members('join'),
	'group.leave': members('leave'),
	'group.remove': members('remove'),
	'whatsapp.call.received': whatsAppCall('I'),
	'whatsapp.call.made': whatsAppCall('O'),
	'call.incoming': phoneCall('I'),
	'call.outbound': phoneCall('O'),
	'number.status': numberStatus,
	'number.busy': numberBusy,
	'waba.message': wabaMessage,
	'template.decided': templateDecided,
	'account.changed': accountChanged,
};
