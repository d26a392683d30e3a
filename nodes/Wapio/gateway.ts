/** Wapio behind the Messaging Gateway node. An account token needs a session to act with. */
import pick from 'lodash/pick';

import { isEmpty, numberedText, type Values } from '../../engine/define';
import type { GatewayMap, Mapped } from '../../engine/gateway/types';
import { wapio } from './provider';
import { wapioTrigger } from './trigger/spec';
import { statusOf } from './trigger/receipts';

const locator = (value: unknown) => ({ __rl: true, mode: 'id', value });

const mapped = (
	resource: string,
	operation: string,
	content: (values: Values) => Record<string, unknown>,
	extra: (values: Values) => Record<string, unknown> = () => ({}),
): Mapped => ({
	resource,
	operation,
	parameters: (values, sender) =>
		({
			session: locator(sender ?? ''),
			to: locator(values.to),
			...content(values),
			additionalFields: extra(values),
		}) as ReturnType<Mapped['parameters']>,
});

const optional = (pairs: Record<string, unknown>) =>
	Object.fromEntries(Object.entries(pairs).filter(([, value]) => !isEmpty(value)));

const media = (operation: string, urlName: string, extras: string[] = ['caption']): Mapped =>
	mapped(
		'message',
		operation,
		({ mediaSource, mediaUrl, file }) => ({ mediaSource, [urlName]: mediaUrl, file }),
		({ caption, fileName }) => pick(optional({ caption, fileName }), extras),
	);

export const wapioGateway: GatewayMap = {
	provider: wapio,
	value: 'wapio',
	media: wapioTrigger.media,
	actions: {
		sendText: mapped('message', 'sendText', ({ text }) => ({ text })),
		sendImage: media('sendImage', 'imageUrl'),
		sendVideo: media('sendVideo', 'videoUrl'),
		sendAudio: media('sendAudio', 'audioUrl', []),
		sendDocument: media('sendDocument', 'documentUrl', ['caption', 'fileName']),
		sendLocation: mapped(
			'message',
			'sendLocation',
			({ latitude, longitude }) => ({ latitude, longitude }),
			({ placeName, address }) => optional({ placeName, address }),
		),
		sendContact: mapped('message', 'sendContact', ({ contactName, contactPhone }) => ({
			fullName: contactName,
			contactPhone,
		})),
		sendPoll: mapped(
			'message',
			'sendPoll',
			({ question, answers }) => ({ question, pollOptions: answers }),
			({ multiple }) => optional({ multiSelect: multiple }),
		),
		sendButtons: mapped('message', 'sendText', ({ text, buttons }) => ({
			text: numberedText(text, buttons),
		})),
		sendList: mapped('message', 'sendText', ({ text, choices }) => ({
			text: numberedText(text, choices),
		})),
		reply: mapped(
			'message',
			'sendText',
			({ text }) => ({ text }),
			({ quote, messageId }) => (quote && messageId ? { replyTo: messageId } : {}),
		),
		markAsRead: {
			resource: 'message',
			operation: 'markRead',
			parameters: ({ messageId, to }, sender) => ({
				session: locator(sender ?? ''),
				messageIds: [messageId as string],
				additionalFields: { chat: to as string },
			}),
		},
		showTyping: {
			resource: 'message',
			operation: 'sendPresence',
			parameters: ({ to }, sender) => ({
				session: locator(sender ?? ''),
				presence: 'composing',
				to: to as string,
			}),
		},
		checkNumber: mapped('contact', 'checkOnWhatsApp', ({ to }) => ({ phone: to })),
		getStatus: mapped('message', 'getInfo', ({ messageId }) => ({ messageId })),
	},
	facts: (row, action) => {
		const text = (name: string) => row[name] as string | undefined;
		if (action === 'checkNumber') return { onWhatsApp: row.exists === true, chatId: text('jid') };
		if (action === 'getStatus')
			return { messageId: text('message_id'), status: statusOf(row), chatId: text('to') };
		return {
			messageId: text('msgId') ?? text('message_id') ?? text('id'),
			status: text('status'),
			chatId: text('jid'),
		};
	},
	sender: {
		label: 'Sender: Wapio Session ID',
		description: 'The ID of the session to use; Session > Get Many of the Wapio node gives it',
		example: 'bps_sess_ws_01j9x4k2v7',
		sources: [
			{
				resource: 'session',
				operation: 'getMany',
				pick: ({ session_id: id, id: other, status }) =>
					status === 'connected' ? ((id ?? other) as string) : undefined,
			},
		],
	},
	senderOf: ({ account }) => account,
	takesGroups: true,
	fetchesFiles: true,
};
