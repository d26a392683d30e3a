/**
 * What the fault tests do at each provider. Another provider is another entry: its node, its
 * credential for the sandbox, and one operation of each kind that it has.
 */
import type { ICredentialType, IDataObject, INodeType } from 'n8n-workflow';

import type { ProviderName, Sandbox } from '../../sandbox';
import {
	MYOPERATOR_AGENT,
	MYOPERATOR_DEMO,
	MYOPERATOR_NUMBERS,
} from '../../sandbox/myoperator/demo';
import { TWOCHAT_NUMBERS } from '../../sandbox/twochat/demo';
import { WAPIO_SESSION } from '../../sandbox/wapio/demo';
import { providerOf, type PublishedProvider } from '../../scripts/providers';
import { byId } from '../harness/n8n';

/** `keyed`: a send whose idempotency key the provider takes. */
export type Kind = 'read' | 'idempotent' | 'send' | 'keyed';

export interface KindOfWork {
	operationId: string;
	/** Parameters with expressions; `$json.mark` tells the items apart. */
	parameters: IDataObject;
	/** The mark of the item that a request belongs to. */
	markOf: (request: { path: string; query: Record<string, unknown>; body: unknown }) => string;
	/** What the provider recognises a repeat by; repeats that it answers without acting count once. */
	keyOf?: (request: { headers: Record<string, string> }) => string | undefined;
	/** Fault filter that fits only the requests of one mark. */
	match: (mark: string) => { match?: IDataObject; path?: string };
}

export interface Subject {
	name: ProviderName;
	node: INodeType;
	credentialType: ICredentialType;
	/** Makes what the operations need; called once. Marks are texts of ten digits. */
	prepare: (sandbox: Sandbox, marks: string[]) => void;
	kinds: Partial<Record<Kind, KindOfWork>>;
}

const field = (body: unknown, name: string) => String((body as IDataObject | undefined)?.[name]);
const lastTen = (text: string) => text.slice(-10);

const MARK = '={{ $json.mark }}';
const twoChatId = (mark: string) =>
	mark.startsWith('=')
		? `=CON00000000-0000-4000-8000-00${mark.slice(1)}`
		: `CON00000000-0000-4000-8000-00${mark}`;
const WAPIO_CONTACT = { session: byId(WAPIO_SESSION), contact: byId(`=91${MARK.slice(1)}`) };

function wapioSession(sandbox: Sandbox) {
	const session = sandbox.state('wapio').sessions.get(WAPIO_SESSION);
	if (!session) throw new Error('the session is not seeded');
	return session;
}

const contactId = byId(MARK);
const contactPath = (mark: string) => ({ path: `/contacts/${mark}` });
const contactMark = ({ path }: { path: string }) => path.split('/').at(-1) ?? '';

function subject(key: PublishedProvider['key']): Pick<Subject, 'name' | 'node' | 'credentialType'> {
	const { node, credential } = providerOf(key);
	return { name: key, node: new node(), credentialType: new credential() };
}

export const SUBJECTS: Subject[] = [
	{
		...subject('myoperator'),
		prepare: (sandbox, marks) => {
			const { contacts } = sandbox.state('myoperator');
			for (const mark of marks)
				contacts.set(mark, {
					id: mark,
					company_id: MYOPERATOR_DEMO.companyId,
					name: 'Asha Rao',
					country_code: '91',
					phone_number: mark,
					email_id: null,
					marketing_opt_in: false,
					custom_fields: {},
					status: 'active',
					source: 'api',
					created: '2026-01-01T00:00:00.000000',
					modified: '2026-01-01T00:00:00.000000',
				});
		},
		kinds: {
			read: {
				operationId: 'getContact',
				parameters: { resource: 'contact', operation: 'get', contactId },
				markOf: contactMark,
				match: contactPath,
			},
			idempotent: {
				operationId: 'updateContact',
				parameters: {
					resource: 'contact',
					operation: 'update',
					contactId,
					updateFields: { name: 'Asha R.' },
				},
				markOf: contactMark,
				match: contactPath,
			},
			send: {
				operationId: 'sendMessage',
				parameters: {
					resource: 'message',
					operation: 'sendText',
					phoneNumber: byId(MYOPERATOR_NUMBERS[0].phoneNumberId),
					to: '=+91{{ $json.mark }}',
					text: 'Hello',
				},
				markOf: ({ body }) => field(body, 'customer_number'),
				match: (mark) => ({ match: { customer_number: mark } }),
			},
			keyed: {
				operationId: 'createCall',
				parameters: {
					resource: 'call',
					operation: 'dialUser',
					number: '=+91{{ $json.mark }}',
					userId: byId(MYOPERATOR_AGENT),
				},
				markOf: ({ body }) => lastTen(field(body, 'number')),
				match: (mark) => ({ match: { number: `+91${mark}` } }),
			},
		},
	},
	{
		...subject('wapio'),
		prepare: (sandbox, marks) => {
			const { contacts } = wapioSession(sandbox);
			const [seeded] = contacts.values();
			for (const mark of marks) {
				const jid = `91${mark}@s.whatsapp.net`;
				if (seeded) contacts.set(jid, { ...seeded, jid, phone: `91${mark}` });
			}
		},
		kinds: {
			read: {
				operationId: 'getContact',
				parameters: { resource: 'contact', operation: 'get', ...WAPIO_CONTACT },
				markOf: ({ path }) => lastTen(path),
				match: (mark) => ({ path: `/api/contacts/91${mark}` }),
			},
			idempotent: {
				operationId: 'blockContact',
				parameters: { resource: 'contact', operation: 'block', ...WAPIO_CONTACT },
				markOf: ({ path }) => lastTen(path.replace('/block', '')),
				match: (mark) => ({ path: `/api/contacts/91${mark}/block` }),
			},
			keyed: {
				operationId: 'sendMessage',
				parameters: {
					resource: 'message',
					operation: 'sendText',
					session: byId(WAPIO_SESSION),
					to: byId('=91{{ $json.mark }}'),
					text: 'Hello',
				},
				markOf: ({ body }) => lastTen(field(body, 'to')),
				keyOf: ({ headers }) => headers['idempotency-key'],
				match: (mark) => ({ match: { to: `91${mark}` } }),
			},
		},
	},
	{
		...subject('twochat'),
		prepare: (sandbox, marks) => {
			const { contacts } = sandbox.state('twochat');
			const [seeded] = contacts.values();
			// Without numbers: each message looks through all contacts for its recipient.
			for (const mark of marks)
				if (seeded)
					contacts.set(twoChatId(mark), { ...seeded, uuid: twoChatId(mark), details: [] });
		},
		kinds: {
			read: {
				operationId: 'getContact',
				parameters: { resource: 'contact', operation: 'get', contact: byId(twoChatId(MARK)) },
				markOf: ({ path }) => lastTen(path),
				match: (mark) => ({ path: `/contacts/${twoChatId(mark)}` }),
			},
			idempotent: {
				operationId: 'updateContact',
				parameters: {
					resource: 'contact',
					operation: 'update',
					contact: byId(twoChatId(MARK)),
					updateFields: { firstName: 'Asha' },
				},
				markOf: ({ path }) => lastTen(path),
				match: (mark) => ({ path: `/contacts/${twoChatId(mark)}` }),
			},
			send: {
				operationId: 'sendMessage',
				parameters: {
					resource: 'message',
					operation: 'sendText',
					fromNumber: byId(TWOCHAT_NUMBERS[0]),
					sendTo: 'number',
					toNumber: '=+91{{ $json.mark }}',
					text: 'Hello',
				},
				markOf: ({ body }) => lastTen(field(body, 'to_number')),
				match: (mark) => ({ match: { to_number: `+91${mark}` } }),
			},
		},
	},
	{
		...subject('whapi'),
		prepare: (sandbox, marks) => {
			const { contacts } = sandbox.state('whapi');
			const [seeded] = contacts.values();
			for (const mark of marks)
				if (seeded) contacts.set(`91${mark}`, { ...seeded, id: `91${mark}` });
		},
		kinds: {
			read: {
				operationId: 'getContact',
				parameters: { resource: 'contact', operation: 'get', contact: byId(`=91${MARK.slice(1)}`) },
				markOf: ({ path }) => lastTen(path),
				match: (mark) => ({ path: `/contacts/91${mark}` }),
			},
			idempotent: {
				operationId: 'editContact',
				parameters: {
					resource: 'contact',
					operation: 'update',
					contact: byId(`=91${MARK.slice(1)}`),
					name: 'Asha R.',
				},
				markOf: ({ path }) => lastTen(path),
				match: (mark) => ({ path: `/contacts/91${mark}` }),
			},
			send: {
				operationId: 'sendMessageText',
				parameters: {
					resource: 'message',
					operation: 'sendText',
					to: byId(`=91${MARK.slice(1)}`),
					body: 'Hello',
				},
				markOf: ({ body }) => lastTen(field(body, 'to').split('@')[0] ?? ''),
				match: (mark) => ({ match: { to: `91${mark}` } }),
			},
		},
	},
];
