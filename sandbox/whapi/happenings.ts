import type { Dict, Happening } from '../core/types';
import { SMALL_PNG, silentMp3 } from '../core/files';
import { asDict, asText, asTexts } from '../core/values';
import { WHAPI_GROUP, WHAPI_ORDER, WHAPI_PERSON, WHAPI_OWN_NUMBER } from './demo';
import { updateContact } from './contacts';
import { tell } from './deliveries';
import { changePeople, updateGroup } from './groups';
import { shown, store } from './media';
import { type Actor, change, removeMessage } from './messageActions';
import { personChat } from './seed';
import { keepMessage, quoting, receive } from './sending';
import { connect, freshQr } from './settings';
import {
	type Context,
	type Group,
	type Message,
	newMessageId,
	seconds,
	type WhapiState,
} from './state';

function person(input: Dict, context: Context): Actor {
	const id = asText(input.from).replace(/^\+/, '') || WHAPI_PERSON;
	const isOwn = id === WHAPI_OWN_NUMBER;
	const { contacts, profile } = context.state;
	const known = isOwn ? profile.name : contacts.get(id)?.name;
	return { id, name: asText(input.name) || known || 'Asha Rao', isOwn };
}

/** Sample contents for the kinds of messages with long bodies. */
function sample(type: string, text: string, context: Context): Dict {
	const file = (bytes: Buffer, mime: string, name?: string, more: Dict = {}): Dict => ({
		...shown(store(context, bytes, mime, name), context),
		...more,
	});
	const caption = text === '' ? {} : { caption: text };
	switch (type) {
		case 'text':
		case 'system':
			return { body: text || 'Hello' };
		case 'image':
			return file(SMALL_PNG, 'image/png', undefined, caption);
		case 'sticker':
			return file(SMALL_PNG, 'image/webp', undefined, { animated: false });
		case 'audio':
		case 'voice':
			return file(silentMp3(4), 'audio/mpeg', undefined, { seconds: 1 });
		case 'video':
		case 'gif':
		case 'short':
			return file(Buffer.from('no film'), 'video/mp4', undefined, { seconds: 3, ...caption });
		case 'document':
			return file(Buffer.from('%PDF-1.4\n%%EOF\n'), 'application/pdf', 'invoice.pdf', {
				filename: 'invoice.pdf',
				...caption,
			});
		case 'location':
		case 'live_location':
			return { latitude: 12.971599, longitude: 77.594566, name: 'Riverside Books' };
		case 'contact':
			return {
				name: 'Ben Carter',
				vcard:
					'BEGIN:VCARD\nVERSION:3.0\nFN:Ben Carter\nTEL;waid=15550100123:+1 555 010 0123\nEND:VCARD',
			};
		case 'poll':
			return {
				title: text || 'Which day suits you?',
				options: ['Friday', 'Saturday'],
				vote_limit: 1,
				total: 0,
				results: ['Friday', 'Saturday'].map((name) => ({
					id: context.ids.hex(10),
					name,
					count: 0,
					voters: [],
				})),
			};
		case 'reply':
			return {
				type: 'buttons_reply',
				buttons_reply: { id: 'ButtonsV3:yes', title: text || 'Yes' },
			};
		case 'order':
			return {
				order_id: WHAPI_ORDER.id,
				token: WHAPI_ORDER.token,
				seller: WHAPI_OWN_NUMBER,
				title: 'Order of 2 books',
				item_count: 2,
				currency: 'INR',
				total_price: 648,
				status: 'new',
			};
		default:
			return {};
	}
}

/** One inbound message, or one of the own number from its phone. */
function inbound(input: Dict, context: Context): Message {
	const actor = person(input, context);
	const type = asText(input.type) || 'text';
	const isStory = type === 'story';
	const kind = isStory ? 'image' : type;
	const content =
		'content' in input ? asDict(input.content) : sample(kind, asText(input.text), context);
	const to = asText(input.to) || WHAPI_PERSON;
	return {
		id: newMessageId(context),
		from_me: actor.isOwn,
		type,
		chat_id: isStory ? 'stories' : asText(input.chat) || personChat(actor.isOwn ? to : actor.id),
		timestamp: seconds(context),
		source: 'mobile',
		device_id: 0,
		...(isStory ? { subtype: kind } : {}),
		...(Object.keys(content).length > 0 ? { [kind]: content } : {}),
		...quoting(asText(input.quoted), context),
		...(input.forwarded === true ? { context: { forwarded: true } } : {}),
		chat_name: actor.name,
		from: actor.id,
		from_name: actor.name,
	};
}

/**
 * `{from, name, text, type, content, chat, quoted, forwarded}`, all optional; from the own number
 * with `to`: written on the phone. `messages` (a list of such) makes one call with several.
 */
function messageReceived(input: Dict, context: Context): unknown {
	const { messages } = input;
	if (!Array.isArray(messages)) {
		const message = inbound(input, context);
		return { message_id: keepMessage(context, message).id };
	}
	const all = messages.map((one: unknown) => inbound(asDict(one), context));
	for (const message of all) context.state.messages.set(message.id, message);
	tell(context, 'messages', 'post', { messages: all });
	return { message_ids: all.map(({ id }) => id) };
}

const onMessage =
	(run: (message: Message, actor: Actor, input: Dict, context: Context) => void) =>
	(input: Dict, context: Context): unknown => {
		const { messages } = context.state;
		const wanted = asText(input.messageId);
		const message = wanted === '' ? [...messages.values()].at(-1) : messages.get(wanted);
		if (!message) throw new TypeError('messageId names no message');
		run(message, person(input, context), input, context);
		return { message_id: message.id };
	};

const groupOf = (input: Dict, context: Context): Group => {
	const group = context.state.groups.get(asText(input.group) || WHAPI_GROUP);
	if (!group) throw new TypeError('group names no group');
	return group;
};

const PEOPLE = ['add', 'remove', 'promote', 'demote', 'request', 'revoke_request'] as const;

/** `{group, action, participants}`: by default somebody asks to join. */
function participants(input: Dict, context: Context): unknown {
	const group = groupOf(input, context);
	const action = PEOPLE.find((one) => one === input.action) ?? 'request';
	const given = asTexts(input.participants);
	const people = given.length > 0 ? given : ['919876512340'];
	if (action === 'request') {
		const waiting = context.state.applications.get(group.id) ?? [];
		const asked = people.map((id) => ({
			chatId: personChat(id),
			request_method: 'invite_link',
			timestamp: seconds(context),
		}));
		context.state.applications.set(group.id, [...waiting, ...asked]);
	}
	return changePeople(context, group, action, people);
}

/** `{from, status, video, id}`: ringing by default; the same id for the next step of a call. */
function call(input: Dict, context: Context): unknown {
	const actor = person(input, context);
	const id = asText(input.id) || context.ids.hex(16).toUpperCase();
	const entry = {
		id,
		chat_id: personChat(actor.isOwn ? asText(input.to) || WHAPI_PERSON : actor.id),
		status: asText(input.status) || 'ringing',
		from: actor.id,
		timestamp: seconds(context),
		group_call: false,
		video_call: input.video === true,
		offline_call: false,
		latency: 210,
	};
	context.state.calls.set(id, entry);
	tell(context, 'calls', 'post', { calls: [entry] });
	return { call_id: id };
}

/** `{from, status}`: typing by default. */
function presence(input: Dict, context: Context): unknown {
	const { id } = person(input, context);
	const status = asText(input.status) || 'typing';
	const entry = {
		contact_id: id,
		status,
		...(status === 'offline' ? { last_seen: seconds(context) } : {}),
	};
	context.state.presences.set(id, entry);
	tell(context, 'presences', 'post', { presences: [entry] });
	return entry;
}

/** `{messages, chats, checks, requests}` left; `{off: true}` ends the trial. */
function trial(input: Dict, context: Context): unknown {
	const left = (name: string): number => (typeof input[name] === 'number' ? input[name] : 1_000);
	context.state.trial =
		input.off === true
			? undefined
			: {
					messages: left('messages'),
					chats: asTexts(input.chats),
					checks: left('checks'),
					requests: left('requests'),
				};
	return context.state.trial;
}

function contactUpdated(input: Dict, context: Context): unknown {
	const contact = context.state.contacts.get(person(input, context).id);
	if (!contact) throw new TypeError('from names no contact');
	updateContact(context, contact, { pushname: asText(input.name) || `${contact.name} (new)` });
	return contact;
}

export const happenings: Record<string, Happening<WhapiState>> = {
	'message.received': messageReceived,
	'message.edited': onMessage((message, actor, input, context) => {
		const content = { ...asDict(message[message.type]), body: asText(input.text) || 'Changed' };
		change(context, message, 'edit', { type: message.type, content }, actor);
	}),
	'message.deleted': onMessage((message, _actor, _input, context) =>
		removeMessage(context, message),
	),
	'message.reaction': onMessage((message, actor, input, context) => {
		const emoji = 'emoji' in input ? asText(input.emoji) : '👍';
		change(context, message, 'reaction', { emoji }, actor);
	}),
	'message.completed': onMessage((message, _actor, _input, context) =>
		tell(context, 'messages', 'put', { messages: [message] }),
	),
	'message.status': onMessage((message, _actor, input, context) =>
		receive(context, message, asText(input.status) || 'played'),
	),
	'poll.vote': onMessage((message, actor, input, context) => {
		change(context, message, 'vote', { options: input.options ?? ['Saturday'] }, actor);
	}),
	'group.participants': participants,
	'group.updated': (input, context) =>
		updateGroup(context, groupOf(input, context), { name: asText(input.name) || 'New name' }),
	'contact.updated': contactUpdated,
	call,
	presence,
	'channel.status': (input, context) => {
		connect(context, asText(input.status) || 'QR');
		return context.state.connection;
	},
	'channel.qr': (_input, context) => {
		const qr = freshQr(context);
		tell(context, 'channel', 'patch', { qr });
		return qr;
	},
	'service.problem': (input, context) => {
		const details = asText(input.details) || 'https://hooks.example.com/whapi';
		const errors = [{ code: 500, message: 'Delivery to the webhook keeps failing', details }];
		tell(context, 'service', 'post', { errors });
		return errors;
	},
	trial,
};
