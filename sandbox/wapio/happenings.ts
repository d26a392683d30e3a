import type { Dict, Happening } from '../core/types';
import { asDict, asText, asTexts } from '../core/values';
import { putContact } from './contacts';
import { ENVELOPES, messagePayload, PERSON, tell } from './deliveries';
import { WAPIO_GROUP, WAPIO_PERSON, WAPIO_SESSION } from './demo';
import { type Change, changeGroup, changeMembers, summary } from './groups';
import { revoke, rewrite } from './messages';
import { addMessage, chatPayload, jidOf } from './sending';
import { become, showQr } from './sessions';
import type { Context, Group, Message, Session, WapioState } from './state';
import { usualPicture } from './webForm';

/** The session that something happens in; the connected one by default. */
function sessionOf(input: Dict, { state }: Context): Session {
	const id = asText(input.sessionId) || WAPIO_SESSION;
	const session = state.sessions.get(id);
	if (!session) throw new TypeError(`there is no session ${id}`);
	return session;
}

function messageIn(input: Dict, context: Context): { message: Message; session: Session } {
	const message = context.state.messages.get(asText(input.messageId));
	if (!message) throw new TypeError(`there is no message ${asText(input.messageId)}`);
	const session = sessionOf({ sessionId: message.sessionId }, context);
	return { message, session };
}

function groupIn(input: Dict, session: Session): Group {
	const jid = asText(input.group) || WAPIO_GROUP;
	const group = session.groups.get(jid);
	if (!group) throw new TypeError(`the session is not in the group ${jid}`);
	return group;
}

const personIn = (input: Dict): string => jidOf(asText(input.from) || WAPIO_PERSON) ?? '';

/** Settings of a session keep some chats out of its events. */
const ignores = ({ settings }: Session, jid: string): boolean =>
	(settings.ignore_groups && jid.endsWith('@g.us')) ||
	(settings.ignore_channels && jid.endsWith('@newsletter')) ||
	(settings.ignore_broadcasts && jid.endsWith('@broadcast'));

/** `{from, name, text, kind, content, chat, sessionId}`: somebody writes, in a group if `chat` is one. */
function messageReceived(input: Dict, context: Context): unknown {
	const session = sessionOf(input, context);
	if (session.status !== 'connected') throw new TypeError('the session is not connected');
	const from = personIn(input);
	const jid = asText(input.chat) || from;
	const content = asDict(input.content);
	const kind = asText(input.kind) || 'text';
	const message = addMessage(session, context, {
		direction: 'inbound',
		jid,
		from: jid.endsWith('@newsletter') ? jid : from,
		pushName: asText(input.name) || 'Asha',
		kind,
		content: {
			...(kind === 'text' ? { text: asText(input.text) || 'Hello' } : {}),
			...(kind === 'image' ? { media: usualPicture(context) } : {}),
			...content,
		},
		status: 'received',
	});
	const chat = session.chats.get(jid);
	if (chat) chat.unread += 1;
	if (session.settings.read_incoming) message.read_at = context.now().toISOString();
	if (ignores(session, jid)) return { messageId: message.id };
	const payload = messagePayload(message, session);
	const place = jid.endsWith('@g.us')
		? 'group'
		: jid.endsWith('@newsletter')
			? 'newsletter'
			: 'personal';
	tell(context, session, 'messages.received', payload);
	tell(context, session, `messages-${place}.received`, payload);
	tell(context, session, 'messages.upsert', { messages: [payload] });
	return { messageId: message.id };
}

function reacted(input: Dict, context: Context): unknown {
	const { message, session } = messageIn(input, context);
	tell(context, session, 'messages.reaction', {
		message_id: message.id,
		chat_jid: message.jid,
		from: personIn(input),
		from_me: false,
		reaction: input.emoji === undefined ? '👍' : asText(input.emoji),
		timestamp: context.now().toISOString(),
	});
	return {};
}

function voted(input: Dict, context: Context): unknown {
	const { message, session } = messageIn(input, context);
	const { question, options } = asDict(message.content.poll);
	if (!Array.isArray(options)) throw new TypeError('this message is no poll');
	const chosen = asTexts(input.options);
	const voter = personIn(input);
	for (const option of options.map(asText)) {
		const others = (message.votes[option] ?? []).filter((one) => one !== voter);
		message.votes[option] = chosen.includes(option) ? [...others, voter] : others;
	}
	tell(context, session, 'poll.results', {
		message_id: message.id,
		chat_jid: message.jid,
		question,
		options: options.map(asText).map((name) => ({
			name,
			votes: message.votes[name]?.length ?? 0,
			voters: message.votes[name] ?? [],
		})),
	});
	return {};
}

function called(input: Dict, context: Context): unknown {
	const session = sessionOf(input, context);
	const from = personIn(input);
	const id = asText(input.callId) || context.ids.hex(16).toUpperCase();
	const turnedDown = session.settings.auto_reject_calls ? ['offer', 'reject'] : undefined;
	for (const status of turnedDown ?? [asText(input.status) || 'offer'])
		tell(context, session, 'call', {
			call_id: id,
			chat_jid: from,
			from,
			status,
			is_video: input.video === true,
			is_group: false,
			timestamp: context.now().toISOString(),
		});
	return { callId: id };
}

/** The phone scans the QR code: the session is connected with this number from now on. */
function scanned(input: Dict, context: Context): unknown {
	const session = sessionOf(input, context);
	if (session.qr === null) throw new TypeError('the session shows no QR code');
	session.qr = null;
	session.paired = true;
	session.phone_number = asText(input.phoneNumber) || (session.phone_number ?? '+15550100101');
	become(session, 'connected', context);
	return {};
}

/** The person unlinks the device on the phone. */
function unlinked(input: Dict, context: Context): unknown {
	const session = sessionOf(input, context);
	session.paired = false;
	become(session, 'disconnected', context, asText(input.reason) || 'logged_out');
	return {};
}

function chatChanged(input: Dict, context: Context): unknown {
	const session = sessionOf(input, context);
	const jid = asText(input.chat) || WAPIO_PERSON + PERSON;
	const chat = session.chats.get(jid);
	if (!chat) throw new TypeError(`there is no chat ${jid}`);
	if (input.deleted === true) {
		session.chats.delete(jid);
		tell(context, session, 'chats.delete', { chat_jids: [jid] });
		return {};
	}
	chat.archived = input.archived === true;
	tell(context, session, 'chats.update', { chats: [chatPayload(chat, context)] });
	return {};
}

function membersChanged(input: Dict, context: Context): unknown {
	const session = sessionOf(input, context);
	const people = asTexts(input.participants);
	const jids = people.map((one) => jidOf(one) ?? '').filter(Boolean);
	const action = (['add', 'remove', 'promote', 'demote'] as const).find(
		(one): one is Change => one === input.action,
	);
	if (!action) throw new TypeError('action is add, remove, promote or demote');
	const group = groupIn(input, session);
	return { results: changeMembers(group, jids, action, personIn(input), session, context) };
}

/** `{envelope, sessionId}`: from now on the session's webhook gets this form. */
function formChanged(input: Dict, context: Context): unknown {
	const { session_id: id } = sessionOf(input, context);
	const envelope = ENVELOPES.find((one) => one === input.envelope);
	if (!envelope) throw new TypeError(`envelope is one of ${ENVELOPES.join(', ')}`);
	for (const { settings } of context.targets.list())
		if (settings.session === id) settings.envelope = envelope;
	return {};
}

export const happenings: Record<string, Happening<WapioState>> = {
	'message.received': messageReceived,
	'webhook.form': formChanged,
	'message.edited': (input, context) => {
		const { message, session } = messageIn(input, context);
		rewrite(message, asText(input.text), session, context);
		return {};
	},
	'message.deleted': (input, context) => {
		const { message, session } = messageIn(input, context);
		revoke(message, session, context);
		return {};
	},
	'message.reaction': reacted,
	'poll.voted': voted,
	call: called,
	'session.scanned': scanned,
	'session.unlinked': unlinked,
	'session.qr': (input, context) => {
		const session = sessionOf(input, context);
		if (session.qr === null) throw new TypeError('the session shows no QR code');
		showQr(session, context);
		return {};
	},
	'chat.changed': chatChanged,
	'contact.changed': (input, context) => {
		const phone = personIn(input).slice(0, -PERSON.length);
		const name = asText(input.name) || 'Asha R. Rao';
		putContact(sessionOf(input, context), phone, { name }, context);
		return {};
	},
	'group.changed': (input, context) => {
		const session = sessionOf(input, context);
		const subject = asText(input.subject) || 'Field team north';
		changeGroup(groupIn(input, session), { subject }, session, context);
		return {};
	},
	'group.joined': (input, context) => {
		const session = sessionOf(input, context);
		const [group] = context.state.invites.values();
		if (!group) throw new TypeError('there is no group left to join');
		context.state.invites.delete(group.inviteCode);
		session.groups.set(group.jid, group);
		tell(context, session, 'groups.upsert', { groups: [summary(group)] });
		return { group: group.jid };
	},
	'group.participants': membersChanged,
};
