import { buttonsOf, groupByChat, textOf } from '../core/people';
import type { PhoneView, ShownButton } from '../core/types';
import { type Dict, asDict, asText } from '../core/values';
import { REFUSED_RECIPIENTS, WHAPI_OWN_NUMBER } from './demo';
import type { Message, WhapiState } from './state';

const contentOf = (message: Message): Dict => asDict(message[message.type]);

/** Buttons, rows, and the answers of a poll. */
function choices({ type, ...message }: Message): ShownButton[] {
	const content = asDict(message[type]);
	if (type !== 'poll') return buttonsOf(content.action);
	const options = Array.isArray(content.options) ? content.options : [];
	return options.map((option) => ({ id: asText(option), title: asText(option) }));
}

export const phoneView: PhoneView<WhapiState> = {
	chats: ({ state }) =>
		groupByChat(
			state.messages.values(),
			({ chat_id: chat }) => {
				const id = chat.replace(/@s\.whatsapp\.net$/, '');
				const name = state.groups.get(chat)?.name ?? state.contacts.get(id)?.name ?? id;
				return { id, name, own: WHAPI_OWN_NUMBER };
			},
			(message) => ({
				id: message.id,
				fromBusiness: message.from_me,
				kind: message.type,
				text: textOf(contentOf(message)) || textOf(asDict(contentOf(message).buttons_reply)),
				file: asText(contentOf(message).link) || undefined,
				status: message.from_me ? asText(message.status) : '',
				time: new Date(message.timestamp * 1000).toISOString(),
				buttons: message.from_me ? choices(message) : [],
			}),
		),
	owns: () => [WHAPI_OWN_NUMBER],
	writes: ({ person, name }, text) => ['message.received', { from: person, name, text }],
	taps({ person, name }, message, button) {
		if (message.kind === 'poll')
			return ['poll.vote', { messageId: message.id, options: [button.id], from: person }];
		const reply = { id: `ButtonsV3:${button.id}`, title: button.title };
		return [
			'message.received',
			{
				from: person,
				name,
				type: 'reply',
				quoted: message.id,
				content: { type: 'buttons_reply', buttons_reply: reply },
			},
		];
	},
	missesCall: ({ person }) => ['call', { from: person, status: 'missed' }],
	numbers: {
		...Object.fromEntries(
			Object.entries(REFUSED_RECIPIENTS).map(([number, { status, details }]) => [
				number,
				`refused with ${status}: ${details}`,
			]),
		),
		'919000000404': 'not on WhatsApp',
		'919000005001': 'taken, then it fails',
		'919000005002': 'taken, never delivered',
		'919000005003': 'delivered, never read',
	},
};
