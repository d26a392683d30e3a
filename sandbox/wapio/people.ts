import { groupByChat, textOf } from '../core/people';
import type { PhoneView, ShownButton } from '../core/types';
import { asDict, asText } from '../core/values';
import { NOT_ON_WHATSAPP, WAPIO_OWN_NUMBER, WAPIO_SESSION } from './demo';
import type { Message, WapioState } from './state';

const pollOf = (message: Message): ShownButton[] => {
	const { options } = asDict(message.content.poll);
	return (Array.isArray(options) ? options : []).map((option) => ({
		id: asText(option),
		title: asText(option),
	}));
};

/** The text, or that of the place, card or poll. */
const wordsOf = ({ content }: Message): string =>
	textOf(content) ||
	['poll', 'location', 'contact'].map((part) => textOf(asDict(content[part]))).find(Boolean) ||
	'';

export const phoneView: PhoneView<WapioState> = {
	chats: ({ state }) =>
		groupByChat(
			state.messages.values(),
			({ jid, sessionId }) => {
				if (sessionId !== WAPIO_SESSION) return undefined;
				const id = jid.replace(/@s\.whatsapp\.net$/, '');
				const session = state.sessions.get(sessionId);
				const contact = session?.contacts.get(jid);
				const name =
					session?.groups.get(jid)?.subject ?? contact?.name ?? session?.chats.get(jid)?.name ?? id;
				return { id, name, own: WAPIO_OWN_NUMBER };
			},
			(message) => ({
				id: message.id,
				fromBusiness: message.direction === 'outbound',
				kind: message.kind,
				text: wordsOf(message),
				file: asText(asDict(message.content.media).url) || undefined,
				status: message.direction === 'outbound' ? message.status : '',
				time: message.accepted_at,
				buttons: message.direction === 'outbound' ? pollOf(message) : [],
			}),
		),
	owns: () => [WAPIO_OWN_NUMBER],
	writes: ({ person, name }, text) => ['message.received', { from: person, name, text }],
	taps: ({ person }, message, button) => [
		'poll.voted',
		{ messageId: message.id, options: [button.id], from: person },
	],
	missesCall: ({ person }) => ['call', { from: person, status: 'timeout' }],
	numbers: {
		...Object.fromEntries(NOT_ON_WHATSAPP.map((number) => [number, 'not on WhatsApp'])),
		'919000005001': 'taken, then it fails',
		'919000005002': 'taken, never delivered',
		'919000005003': 'delivered, never read',
	},
};
