/** The nodes that can ask: how each is set up, and how its provider sees the question. */
import type { IDataObject, INodeType } from 'n8n-workflow';

import { at } from '../../engine/define/values';
import { MessagingGateway } from '../../nodes/MessagingGateway/MessagingGateway.node';
import { providerOf, type PublishedProvider } from '../../scripts/providers';
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

/** Node and credential of a provider; `data` is what the credential holds for the server at `url`. */
function asking(
	key: PublishedProvider['key'],
	data: (url: string) => CredentialCase['data'],
): Pick<Asker, 'name' | 'node' | 'credential'> {
	const { provider, node, credential } = providerOf(key);
	return {
		name: provider.name,
		node: () => new node(),
		credential: (url) => ({ type: new credential(), data: data(url) }),
	};
}

const whapi: Asker = {
	...asking('whapi', (baseUrl) => ({ token: 'key-of-whapi', baseUrl })),
	parameters: { to: byId('+91 98765 43210') },
	path: '/messages/text',
	text: 'body',
	answer: { sent: true, message: { id: 'w1', chat_id: '919876543210@s.whatsapp.net' } },
	sent: { to: '919876543210' },
};

const twoChat: Asker = {
	...asking('twochat', (baseUrl) => ({ apiKey: 'key-of-2chat', baseUrl })),
	parameters: {
		fromNumber: byId('+15550100123'),
		sendTo: 'number',
		toNumber: '+91 98765 43210',
	},
	path: '/whatsapp/send-message',
	text: 'text',
	answer: { success: true, message_uuid: 't1' },
	sent: { to: expect.stringContaining('919876543210') as string },
};

export const ASKERS: Asker[] = [
	{
		...asking('myoperator', (url) => ({
			apiKey: 'key-of-myoperator',
			companyId: 'company',
			whatsappBaseUrl: url,
		})),
		parameters: { phoneNumber: byId('889618377570081'), to: '+91 98765 43210' },
		path: '/chat/messages',
		text: 'data.context.body',
		answer: { status: 'success', code: '200', data: { message_id: 'm1' } },
		sent: { to: '919876543210' },
	},
	whapi,
	{
		...asking('wapio', (baseUrl) => ({ token: 'bps_sk_key', baseUrl })),
		parameters: { to: byId('+91 98765 43210') },
		path: '/api/send-message',
		text: 'text',
		answer: { msgId: 'p1', jid: '919876543210@s.whatsapp.net', status: 'queued' },
		sent: { to: expect.stringContaining('919876543210') as string },
	},
	twoChat,
	{
		...twoChat,
		name: '2Chat (WABA)',
		parameters: {
			resource: 'wabaMessage',
			wabaNumber: byId('+15550100123'),
			toNumber: '+91 98765 43210',
		},
		path: '/waba/send-message',
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
