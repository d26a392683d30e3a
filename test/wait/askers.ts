/** The nodes that can ask: how each is set up, and how its provider sees the question. */
import type { ICredentialType, IDataObject, INodeType } from 'n8n-workflow';

import { MessagingMyOperatorApi } from '../../credentials/MessagingMyOperatorApi.credentials';
import { MessagingTwoChatApi } from '../../credentials/MessagingTwoChatApi.credentials';
import { MessagingWapioApi } from '../../credentials/MessagingWapioApi.credentials';
import { MessagingWhapiApi } from '../../credentials/MessagingWhapiApi.credentials';
import { at } from '../../engine/define/values';
import { MessagingGateway } from '../../nodes/MessagingGateway/MessagingGateway.node';
import { MyOperator } from '../../nodes/MyOperator/MyOperator.node';
import { TwoChat } from '../../nodes/TwoChat/TwoChat.node';
import { Wapio } from '../../nodes/Wapio/Wapio.node';
import { Whapi } from '../../nodes/Whapi/Whapi.node';
import { byId, type CredentialCase } from '../harness/n8n';

export interface Asker {
	name: string;
	node: () => INodeType;
	credential: (url: string) => CredentialCase;
	/** To whom and from where. */
	parameters: IDataObject;
	/** Route of the text message. */
	path: string;
	/** Dotted path of the text in the request's body. */
	text: string;
	answer: IDataObject;
	/** What the answer says about the sending. */
	sent: IDataObject;
}

const credential =
	(type: () => ICredentialType, data: (url: string) => IDataObject) =>
	(url: string): CredentialCase => ({ type: type(), data: data(url) as CredentialCase['data'] });

const whapi: Asker = {
	name: 'Whapi.Cloud',
	node: () => new Whapi(),
	credential: credential(
		() => new MessagingWhapiApi(),
		(baseUrl) => ({ token: 'key-of-whapi', baseUrl }),
	),
	parameters: { to: byId('+91 98765 43210') },
	path: '/messages/text',
	text: 'body',
	answer: { sent: true, message: { id: 'w1', chat_id: '919876543210@s.whatsapp.net' } },
	sent: { to: '919876543210' },
};

export const ASKERS: Asker[] = [
	{
		name: 'MyOperator',
		node: () => new MyOperator(),
		credential: credential(
			() => new MessagingMyOperatorApi(),
			(url) => ({ apiKey: 'key-of-myoperator', companyId: 'company', whatsappBaseUrl: url }),
		),
		parameters: { phoneNumber: byId('889618377570081'), to: '+91 98765 43210' },
		path: '/chat/messages',
		text: 'data.context.body',
		answer: { status: 'success', code: '200', data: { message_id: 'm1' } },
		sent: { to: '919876543210' },
	},
	whapi,
	{
		name: 'Wapio',
		node: () => new Wapio(),
		credential: credential(
			() => new MessagingWapioApi(),
			(baseUrl) => ({ token: 'bps_sk_key', baseUrl }),
		),
		parameters: { to: byId('+91 98765 43210') },
		path: '/api/send-message',
		text: 'text',
		answer: { msgId: 'p1', jid: '919876543210@s.whatsapp.net', status: 'queued' },
		sent: { to: expect.stringContaining('919876543210') as string },
	},
	{
		name: '2Chat',
		node: () => new TwoChat(),
		credential: credential(
			() => new MessagingTwoChatApi(),
			(baseUrl) => ({ apiKey: 'key-of-2chat', baseUrl }),
		),
		parameters: {
			fromNumber: byId('+15550100123'),
			sendTo: 'number',
			toNumber: '+91 98765 43210',
		},
		path: '/whatsapp/send-message',
		text: 'text',
		answer: { success: true, message_uuid: 't1' },
		sent: { to: expect.stringContaining('919876543210') as string },
	},
	{
		...whapi,
		name: 'Messaging Gateway',
		node: () => new MessagingGateway(),
		parameters: { to: '098765 43210', additionalFields: { defaultCountryCode: '91' } },
		sent: { to: '919876543210', gateway: 'Whapi.Cloud', messageId: 'w1' },
	},
];

/** The text that went out, read from the body of the request. */
export const textOf = ({ text }: Asker, body: unknown): string => String(at(body, text));
