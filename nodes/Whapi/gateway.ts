/** Whapi.Cloud behind the Messaging Gateway node. Its credential is one number. */
import pickBy from 'lodash/pickBy';

import { at, isEmpty, type Values } from '../../engine/define';
import type { GatewayMap, Mapped } from '../../engine/gateway/types';
import { isoTime } from '../../engine/trigger/event';
import { whapi } from './provider';
import { whapiTrigger } from './trigger/spec';
import { statusOf } from './trigger/statuses';

const send = (
	operation: string,
	content: (values: Values) => Record<string, unknown>,
	extra: (values: Values) => Record<string, unknown> = () => ({}),
): Mapped => ({
	resource: 'message',
	operation,
	parameters: (values) =>
		({
			to: { __rl: true, mode: 'id', value: values.to },
			...content(values),
			additionalFields: extra(values),
		}) as ReturnType<Mapped['parameters']>,
});

const media = (operation: string, extras: string[] = ['caption']): Mapped =>
	send(
		operation,
		({ mediaSource, mediaUrl, file }) => ({ mediaSource, mediaUrl, file }),
		({ caption, fileName: filename }) =>
			pickBy({ caption, filename }, (value, name) => !isEmpty(value) && extras.includes(name)),
	);

export const whapiGateway: GatewayMap = {
	provider: whapi,
	value: 'whapi',
	media: whapiTrigger.media,
	takesGroups: true,
	actions: {
		sendText: send('sendText', ({ text }) => ({ body: text })),
		sendImage: media('sendImage'),
		sendVideo: media('sendVideo'),
		sendAudio: media('sendAudio', []),
		sendDocument: media('sendDocument', ['caption', 'filename']),
		sendLocation: send(
			'sendLocation',
			({ latitude, longitude }) => ({ latitude, longitude }),
			({ placeName, address }) => ({
				...(placeName ? { name: placeName } : {}),
				...(address ? { address } : {}),
			}),
		),
		sendContact: send('sendContact', ({ contactName, contactPhone }) => ({
			name: contactName,
			cardAs: 'fields',
			phone: contactPhone,
		})),
		sendPoll: send('sendPoll', ({ question, answers, multiple }) => ({
			title: question,
			answers,
			multiple: multiple ?? false,
		})),
		sendButtons: send('sendButtons', ({ text, buttons }) => ({
			body: text,
			buttons: {
				entry: (buttons as object[]).map((button) => ({ type: 'quick_reply', ...button })),
			},
		})),
		sendList: send('sendList', ({ text, menuButton, choices }) => ({
			body: text,
			label: menuButton,
			sections: { entry: [{ title: menuButton, rows: { entry: choices } }] },
		})),
		reply: send(
			'sendText',
			({ text }) => ({ body: text }),
			({ quote, messageId }) => (quote && messageId ? { quoted: messageId } : {}),
		),
		react: {
			resource: 'message',
			operation: 'react',
			parameters: ({ messageId, emoji }) => ({
				messageId: messageId as string,
				emoji: emoji as string,
			}),
		},
		markAsRead: {
			resource: 'message',
			operation: 'markAsRead',
			parameters: ({ messageId }) => ({ messageId: messageId as string }),
		},
		showTyping: {
			resource: 'presence',
			operation: 'send',
			parameters: ({ to }) => ({
				presenceOf: { __rl: true, mode: 'id', value: to as string },
				presence: 'typing',
			}),
		},
		checkNumber: {
			resource: 'contact',
			operation: 'checkNumbers',
			parameters: ({ to }) => ({ contacts: [to as string] }),
		},
		getStatus: {
			resource: 'message',
			operation: 'get',
			parameters: ({ messageId }) => ({ messageId: messageId as string }),
		},
	},
	facts: (row, action) => {
		if (action === 'checkNumber')
			return { onWhatsApp: row.status === 'valid', chatId: row.wa_id as string | undefined };
		const message = action === 'getStatus' ? row : at(row, 'message');
		return {
			messageId: at(message, 'id') as string | undefined,
			status:
				action === 'getStatus'
					? statusOf(at(message, 'status'), at(message, 'code'))
					: (at(message, 'status') as string | undefined),
			chatId: at(message, 'chat_id') as string | undefined,
			sentAt: isoTime(at(message, 'timestamp')),
		};
	},
};
