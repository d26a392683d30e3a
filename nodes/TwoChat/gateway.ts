/** 2Chat behind the Messaging Gateway node. Templates go out from a WABA number, the rest from others. */
import { isEmpty, isObject, numberedText, type Values, WrongValue } from '../../engine/define';
import type { GatewayMap, Mapped } from '../../engine/gateway/types';
import { twoChat } from './provider';
import { twoChatTrigger } from './trigger/spec';

const locator = (value: unknown) => ({ __rl: true, mode: 'id', value });

const optional = (pairs: Record<string, unknown>) =>
	Object.fromEntries(Object.entries(pairs).filter(([, value]) => !isEmpty(value)));

const needed = (sender: string | undefined): string => {
	if (sender) return sender;
	throw new WrongValue('2Chat has no connected number to send from');
};

const GROUP = /^WAG[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function recipient(to: string) {
	if (GROUP.test(to)) return { sendTo: 'group', group: locator(to) };
	if (to.endsWith('@g.us'))
		throw new WrongValue(
			'2Chat knows groups by its own IDs, which begin with WAG; the 2Chat Trigger gives them as chat.id',
		);
	return to.includes('@')
		? { sendTo: 'remoteId', remoteId: to }
		: { sendTo: 'number', toNumber: to };
}

const send = (
	operation: string,
	content: (values: Values) => Record<string, unknown>,
	extra: (values: Values) => Record<string, unknown> = () => ({}),
): Mapped => ({
	resource: 'message',
	operation,
	parameters: (values, sender) =>
		({
			fromNumber: locator(needed(sender)),
			...recipient(String(values.to)),
			...content(values),
			additionalFields: extra(values),
		}) as ReturnType<Mapped['parameters']>,
});

/** Messages to a WABA number are answered from it. */
const isWaba = (event: unknown): boolean =>
	isObject(event) && /\bwaba\b/.test(String(event.providerEvent));

const wabaReply: Mapped = {
	resource: 'wabaMessage',
	operation: 'sendText',
	parameters: ({ to, text }, sender) => ({
		wabaNumber: locator(needed(sender)),
		toNumber: to as string,
		text: text as string,
	}),
};

const media = send(
	'sendFile',
	({ mediaSource, mediaUrl, file }) => ({ mediaSource, mediaUrl, file }),
	({ caption }) => optional({ text: caption }),
);

export const twoChatGateway: GatewayMap = {
	provider: twoChat,
	value: 'twoChat',
	media: twoChatTrigger.media,
	ownChatId: GROUP,
	actions: {
		sendText: send('sendText', ({ text }) => ({ text })),
		sendImage: media,
		sendVideo: media,
		sendAudio: media,
		sendDocument: media,
		sendLocation: send(
			'sendLocation',
			({ latitude, longitude }) => ({ latitude: String(latitude), longitude: String(longitude) }),
			({ placeName, address }) => optional({ pinName: placeName, pinAddress: address }),
		),
		sendButtons: send('sendText', ({ text, buttons }) => ({ text: numberedText(text, buttons) })),
		sendList: send('sendText', ({ text, choices }) => ({ text: numberedText(text, choices) })),
		reply: {
			...send('sendText', ({ text }) => ({ text })),
			instead: ({ event }) => (isWaba(event) ? wabaReply : undefined),
		},
		sendTemplate: {
			resource: 'wabaMessage',
			operation: 'sendTemplate',
			parameters: ({ to, template, variables }, sender) => ({
				wabaNumber: locator(needed(sender)),
				toNumber: to as string,
				template: locator(template),
				additionalFields: {
					paramsJson: variables
						? { body: (variables as Array<{ value: string }>).map(({ value }) => value) }
						: {},
				},
			}),
		},
		checkNumber: {
			resource: 'number',
			operation: 'check',
			parameters: ({ to }, sender) => ({
				fromNumber: locator(needed(sender)),
				numberToCheck: to as string,
			}),
		},
	},
	facts: (row, action) =>
		action === 'checkNumber'
			? { onWhatsApp: row.on_whatsapp === true }
			: { messageId: row.message_uuid as string | undefined, status: 'queued' },
	sender: {
		label: 'Sender: 2Chat Number',
		description:
			'The number to use: for templates one from WABA Number (official WhatsApp Business) > Get Many of the 2Chat node, otherwise one from Number > Get Many',
		example: '+15550100123',
		sources: [
			{
				resource: 'wabaNumber',
				operation: 'getMany',
				pick: ({ phone_number: phone }) => phone as string | undefined,
				actions: ['sendTemplate'],
			},
			{
				resource: 'number',
				operation: 'getMany',
				pick: ({ phone_number: phone, connection_status: status }) =>
					status === 'C' ? (phone as string) : undefined,
			},
		],
	},
	senderOf: ({ account }) => account,
	fetchesFiles: true,
	template: 'its ID, which begins with TMP',
	notes: {
		fileName: 'ignores it',
		variableName: 'goes by the order alone',
		language: 'ignores it',
	},
};
