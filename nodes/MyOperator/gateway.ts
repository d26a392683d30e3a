/** MyOperator behind the Messaging Gateway node. */
import { type Values, WrongValue } from '../../engine/define';
import type { GatewayMap, Mapped } from '../../engine/gateway/types';
import { myOperator } from './provider';
import { myOperatorTrigger } from './trigger/spec';

const locator = (value: unknown) => ({ __rl: true, mode: 'id', value });

const send = (
	operation: string,
	content: (values: Values) => Record<string, unknown>,
	extra: (values: Values) => Record<string, unknown> = () => ({}),
): Mapped => ({
	resource: 'message',
	operation,
	parameters: (values, sender) =>
		({
			phoneNumber: locator(sender),
			to: values.to,
			...content(values),
			additionalFields: extra(values),
		}) as ReturnType<Mapped['parameters']>,
});

const media = (operation: string, caption = true): Mapped =>
	send(
		operation,
		({ mediaSource, mediaUrl, file }) => ({ mediaSource, link: mediaUrl, file }),
		(values) => ({
			...(caption ? { caption: values.caption } : {}),
			...(values.fileName ? { filename: values.fileName } : {}),
		}),
	);

const bodyVariables = (values: Values): Record<string, string> =>
	Object.fromEntries(
		((values.variables ?? []) as Array<{ name?: string; value: string }>).map(({ name, value }) => {
			if (!name) throw new WrongValue('MyOperator needs the names of the variables', 'Variables');
			return [name, value];
		}),
	);

export const myOperatorGateway: GatewayMap = {
	provider: myOperator,
	value: 'myOperator',
	media: myOperatorTrigger.media,
	actions: {
		sendText: send('sendText', ({ text }) => ({ text })),
		sendImage: media('sendImage'),
		sendVideo: media('sendVideo'),
		sendAudio: media('sendAudio', false),
		sendDocument: media('sendDocument'),
		sendButtons: send('sendButtons', ({ text, buttons }) => ({
			body: text,
			buttons: { entry: buttons },
		})),
		sendList: send('sendList', ({ text, menuButton, choices }) => ({
			body: text,
			button: menuButton,
			sections: { entry: [{ title: menuButton, rows: { entry: choices } }] },
		})),
		reply: send(
			'sendText',
			({ text }) => ({ text }),
			({ quote, messageId }) => (quote && messageId ? { replyTo: messageId } : {}),
		),
		sendTemplate: send(
			'sendTemplate',
			({ template, language }) => ({
				template: locator(language ? `${String(template)}|${String(language)}` : template),
			}),
			(values) => ({ variablesJson: { body: bodyVariables(values) } }),
		),
	},
	facts: ({ message_id: messageId }) => ({ messageId: messageId as string, status: 'accepted' }),
	sender: {
		label: 'Sender: MyOperator Phone Number ID',
		description:
			'The ID of the WhatsApp number to use; Phone Number > Get Many of the MyOperator node gives it',
		example: '889618377570081',
		sources: [
			{
				resource: 'phoneNumber',
				operation: 'getMany',
				pick: ({ phone_number_id: id, status }) =>
					status === undefined || status === 'active' ? (id as string) : undefined,
			},
		],
	},
	senderOf: ({ fromMe, from, to }) => (fromMe ? from : to)?.id,
	fetchesFiles: true,
	template: 'the name of the template',
	notes: {
		variableName: 'needs it',
		language: 'needs it if it has the template in several languages',
	},
};
