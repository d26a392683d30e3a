import { buttonsOf, groupByChat, textOf } from '../core/people';
import type { PhoneView } from '../core/types';
import { asDict, asText } from '../core/values';
import {
	BUSY_RECIPIENT,
	NOT_ON_WHATSAPP,
	PRIVATE_PERSON,
	TWOCHAT_PERSON,
	TWOCHAT_WABA_NUMBER,
} from './demo';
import type { Message, TwoChatState } from './state';

const ACKS: Record<number, string> = {
	[-1]: 'not sent',
	0: 'waiting',
	1: 'sent',
	2: 'delivered',
	3: 'read',
};

const fromBusiness = ({ sent_by }: Message): boolean => sent_by !== 'user';

/** In 2Chat, official numbers have messages with buttons, and no calls. */
const isOfficial = (own: string): boolean => own === TWOCHAT_WABA_NUMBER;

export const phoneView: PhoneView<TwoChatState> = {
	chats: ({ state }) =>
		groupByChat(
			state.messages,
			({ channel, remote, group: groupId, session_key: key }) => {
				const number = state.numbers.get(channel) ?? state.wabaNumbers.get(channel);
				const group = groupId === null ? undefined : state.groups.get(groupId);
				const contact = [...state.contacts.values()].find(({ details }) =>
					details.some(({ value }) => value === remote),
				);
				const id = group?.uuid ?? remote?.replace('+', '') ?? key;
				const name = [contact?.first_name, contact?.last_name].filter(Boolean).join(' ');
				return { id, name: group?.name ?? (name || id), own: number?.phone_number ?? '' };
			},
			(message) => ({
				id: message.uuid,
				fromBusiness: fromBusiness(message),
				kind: Object.keys(message.content).at(-1) ?? 'text',
				text: textOf(message.content),
				file: asText(asDict(message.content.media).url) || undefined,
				status: fromBusiness(message) ? (ACKS[message.ack] ?? '') : '',
				time: message.created.toISOString(),
				buttons: fromBusiness(message) ? buttonsOf(asDict(message.content.interactive).action) : [],
			}),
		),
	owns: ({ state }) =>
		[...state.wabaNumbers.values(), ...state.numbers.values()].map(
			({ phone_number: phone }) => phone,
		),
	writes: ({ person, own }, text) =>
		isOfficial(own)
			? ['waba.message', { from: `+${person}`, text }]
			: ['message.received', { number: own, from: `+${person}`, text }],
	taps: ({ person }, message, { id, title }) => [
		'waba.message',
		{
			from: `+${person}`,
			text: title,
			interactive: { type: 'button_reply', button_reply: { id, title } },
			quoted: message.id,
		},
	],
	missesCall: ({ person, own }) =>
		isOfficial(own)
			? ['call.incoming', { from: `+${person}`, answered: false }]
			: ['whatsapp.call.received', { number: own, from: `+${person}` }],
	numbers: {
		[NOT_ON_WHATSAPP]: 'not on WhatsApp',
		[BUSY_RECIPIENT]: 'your own number is busy',
		[PRIVATE_PERSON]: "can't be added to a group",
		'+919000005001': 'taken, then not sent',
		'+919000005002': 'taken, never delivered',
		'+919000005003': 'delivered, never read',
		[TWOCHAT_PERSON]: 'wrote to the official number an hour ago',
	},
};
