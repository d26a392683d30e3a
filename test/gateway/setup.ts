/** The Messaging Gateway node in front of one server that plays all four providers. */
import type { IDataObject } from 'n8n-workflow';

import { MessagingMyOperatorApi } from '../../credentials/MessagingMyOperatorApi.credentials';
import { MessagingTwoChatApi } from '../../credentials/MessagingTwoChatApi.credentials';
import { MessagingWapioApi } from '../../credentials/MessagingWapioApi.credentials';
import { MessagingWhapiApi } from '../../credentials/MessagingWhapiApi.credentials';
import { MessagingGateway } from '../../nodes/MessagingGateway/MessagingGateway.node';
import type { Got, Reply } from '../engine/scriptedServer';
import { type Bench, type RunOptions, useBench } from '../harness/bench';
import type { CredentialCase, NodeResult } from '../harness/n8n';

export type Name = 'myOperator' | 'whapi' | 'wapio' | 'twoChat';
export const NAMES: Name[] = ['myOperator', 'whapi', 'wapio', 'twoChat'];
export const TITLES: Record<Name, string> = {
	myOperator: 'MyOperator',
	whapi: 'Whapi.Cloud',
	wapio: 'Wapio',
	twoChat: '2Chat',
};

const CREDENTIALS: Record<Name, (url: string) => CredentialCase> = {
	myOperator: (url) => ({
		type: new MessagingMyOperatorApi(),
		data: {
			apiKey: 'key-of-myoperator',
			companyId: 'company',
			whatsappBaseUrl: `${url}/myOperator`,
		},
	}),
	whapi: (url) => ({
		type: new MessagingWhapiApi(),
		data: { token: 'key-of-whapi', baseUrl: `${url}/whapi` },
	}),
	wapio: (url) => ({
		type: new MessagingWapioApi(),
		data: { token: 'bps_pat_key-of-wapio', baseUrl: `${url}/wapio` },
	}),
	twoChat: (url) => ({
		type: new MessagingTwoChatApi(),
		data: { apiKey: 'key-of-2chat', baseUrl: `${url}/twoChat` },
	}),
};

/** Answers to a send that went well. */
export const SUCCESS: Record<Name, IDataObject> = {
	myOperator: {
		status: 'success',
		code: '200',
		data: { message_id: 'id-myOperator', conversaton_id: 'c' },
	},
	whapi: {
		sent: true,
		message: {
			id: 'id-whapi',
			status: 'pending',
			chat_id: '919876543210@s.whatsapp.net',
			timestamp: 1767693060,
		},
	},
	wapio: { msgId: 'id-wapio', jid: '919876543210@s.whatsapp.net', status: 'queued' },
	twoChat: { success: true, message_uuid: 'id-twoChat', batched: true },
};

/** Answers to the question who can send. */
const SENDERS: Record<string, IDataObject> = {
	'/myOperator/chat/phonenumbers': {
		status: 'success',
		data: { count: 1, results: [{ phone_number_id: '4110', status: 'active' }] },
	},
	'/wapio/v1/whatsapp-sessions': {
		data: [
			{ session_id: 'bps_sess_off', status: 'pending' },
			{ session_id: 'bps_sess_1', status: 'connected' },
		],
		next_cursor: null,
	},
	'/twoChat/whatsapp/get-numbers': {
		success: true,
		numbers: [{ phone_number: '+15550100123', connection_status: 'C' }],
	},
	'/twoChat/waba/numbers': {
		success: true,
		numbers: [{ phone_number: '+15550100124', connection_status: 'C' }],
	},
};

export const TEXT = { to: '0091 98765 43210', text: 'Hello Asha' };

/** Whose request it is. */
export const nameOf = (got: Got) => got.path.split('/')[1] as Name;
const isSend = (got: Got) => got.method === 'POST';

interface GatewayBench extends Omit<Bench, 'run'> {
	/** Gateways whose credential can't be opened; empty for each test. */
	closed: Set<Name>;
	sends: () => Got[];
	/** All providers accept everything, except as given here. */
	answers: (replies?: Partial<Record<Name, Reply>>) => void;
	/** Runs an operation with these gateways, in this order. Without a resource it is one of "message". */
	run: (
		names: Name[],
		operation: string,
		parameters?: IDataObject,
		more?: RunOptions,
	) => Promise<NodeResult>;
}

/** Starts and stops the server around a file's tests. */
export function useGateways(): GatewayBench {
	const bench = useBench({ node: new MessagingGateway(), resource: 'message' });
	const { run } = bench;
	const closed = new Set<Name>();
	beforeEach(() => closed.clear());
	const credentialOf = (name: Name): CredentialCase => {
		const made = CREDENTIALS[name](bench.server.url);
		if (!closed.has(name)) return made;
		return {
			type: made.type,
			get data(): never {
				throw new Error(`The credential of ${name} does not exist`);
			},
		};
	};
	return Object.assign(bench, {
		closed,
		sends: () => bench.server.got.filter(isSend),
		answers: (replies: Partial<Record<Name, Reply>> = {}) => {
			bench.server.script((got) => {
				if (!isSend(got)) {
					const empty = /[?&]page(_number)?=[1-9]/.test(got.url);
					return { json: empty ? { success: true, numbers: [] } : (SENDERS[got.path] ?? {}) };
				}
				return replies[nameOf(got)] ?? { json: SUCCESS[nameOf(got)] };
			});
		},
		run: async (
			names: Name[],
			operation: string,
			parameters: IDataObject = {},
			more: RunOptions = {},
		) =>
			await run(
				operation,
				{ gateways: names, ...parameters },
				{ ...more, credentials: names.map(credentialOf) },
			),
	});
}
