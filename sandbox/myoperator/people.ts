import { buttonsOf, groupByChat, textOf } from '../core/people';
import type { PhoneView } from '../core/types';
import { asDict, asText } from '../core/values';
import {
	CRASHING_RECIPIENT,
	MYOPERATOR_WEBHOOK_HEADER,
	REFUSED_RECIPIENTS,
	UNANSWERED_NUMBER,
} from './demo';
import type { Message, MyOperatorState } from './state';

const fromBusiness = ({ action }: Message): boolean => action === 'outgoing';

export const phoneView: PhoneView<MyOperatorState> = {
	chats: ({ state }) =>
		groupByChat(
			state.messages.values(),
			({ conversation_id: id, phone_number_id: own }) => {
				const conversation = state.conversations.get(id);
				if (!conversation) return undefined;
				const { customer_country_code: code, customer_contact: number } = conversation;
				return { id: code + number, name: conversation.customer_name, own };
			},
			(message) => ({
				id: message.id,
				fromBusiness: fromBusiness(message),
				kind: message.data.type,
				text: textOf(message.data.context) || textOf(asDict(message.data.context.button_reply)),
				file:
					[message.data.context, asDict(message.data.context.header)]
						.map(({ link }) => asText(link))
						.find(Boolean) || undefined,
				status: fromBusiness(message) ? message.status : '',
				time: new Date(message.created.replace(' ', 'T')).toISOString(),
				buttons: fromBusiness(message) ? buttonsOf(message.data.context.action) : [],
			}),
		),
	owns: ({ state }) => state.phoneNumbers.map(({ phone_number_id: id }) => id),
	writes: ({ person, name, own }, text) => [
		'message.received',
		{ from: person, name, text, phoneNumberId: own },
	],
	taps: ({ person, name, own }, message, { id, title }) => [
		'message.received',
		{
			from: person,
			name,
			phoneNumberId: own,
			replyTo: message.id,
			type: 'interactive',
			context: { type: 'button_reply', button_reply: { id, title } },
		},
	],
	missesCall: ({ person }) => ['call.incoming', { from: `+${person}`, answered: false }],
	webhookAuth: { kind: 'header', ...MYOPERATOR_WEBHOOK_HEADER },
	numbers: {
		...Object.fromEntries(
			Object.entries(REFUSED_RECIPIENTS).map(([number, { code, message }]) => [
				number,
				`refused: ${message} (${code})`,
			]),
		),
		[CRASHING_RECIPIENT]: 'HTTP 500 with plain text',
		[UNANSWERED_NUMBER]: 'nobody answers the call',
		'919000005001': 'taken, then it fails',
		'919000005002': 'taken, never delivered',
		'919000005003': 'delivered, never read',
	},
};
