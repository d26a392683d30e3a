/**
 * What the fault tests do at each provider. Another provider is another entry: its node, its
 * credential for the sandbox, and one operation of each kind that it has.
 */
import type { ICredentialType, IDataObject, INodeType } from 'n8n-workflow';

import { MessagingMyOperatorApi } from '../../credentials/MessagingMyOperatorApi.credentials';
import { MyOperator } from '../../nodes/MyOperator/MyOperator.node';
import type { ProviderName, Sandbox } from '../../sandbox';
import {
	MYOPERATOR_AGENT,
	MYOPERATOR_DEMO,
	MYOPERATOR_NUMBERS,
} from '../../sandbox/myoperator/demo';
import { sandboxCredential } from '../../e2e/lib/sandbox';

/** `keyed`: a send whose idempotency key the provider takes. */
export type Kind = 'read' | 'idempotent' | 'send' | 'keyed';

export interface KindOfWork {
	operationId: string;
	/** Parameters with expressions; `$json.mark` tells the items apart. */
	parameters: IDataObject;
	/** The mark of the item that a request belongs to. */
	markOf: (request: { path: string; query: Record<string, unknown>; body: unknown }) => string;
	/** Fault filter that fits only the requests of one mark. */
	match: (mark: string) => { match?: IDataObject; path?: string };
}

export interface Subject {
	name: ProviderName;
	node: INodeType;
	credentialType: ICredentialType;
	credential: (sandbox: Sandbox) => ReturnType<typeof sandboxCredential>;
	/** Makes what the operations need; called once. Marks are texts of ten digits. */
	prepare: (sandbox: Sandbox, marks: string[]) => void;
	kinds: Partial<Record<Kind, KindOfWork>>;
}

const field = (body: unknown, name: string) => String((body as IDataObject | undefined)?.[name]);
const lastTen = (text: string) => text.slice(-10);

const contactId = { __rl: true, mode: 'id', value: '={{ $json.mark }}' };
const contactPath = (mark: string) => ({ path: `/contacts/${mark}` });
const contactMark = ({ path }: { path: string }) => path.split('/').at(-1) ?? '';

export const SUBJECTS: Subject[] = [
	{
		name: 'myoperator',
		node: new MyOperator(),
		credentialType: new MessagingMyOperatorApi(),
		credential: (sandbox) => sandboxCredential('messagingMyOperatorApi', sandbox),
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
					phoneNumber: { __rl: true, mode: 'id', value: MYOPERATOR_NUMBERS[0].phoneNumberId },
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
					userId: { __rl: true, mode: 'id', value: MYOPERATOR_AGENT },
				},
				markOf: ({ body }) => lastTen(field(body, 'number')),
				match: (mark) => ({ match: { number: `+91${mark}` } }),
			},
		},
	},
];
