/** Runs the action nodes against one server that plays all four providers. */
import type { ICredentialType, IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';

import { MessagingMyOperatorApi } from '../../credentials/MessagingMyOperatorApi.credentials';
import { MessagingTwoChatApi } from '../../credentials/MessagingTwoChatApi.credentials';
import { MessagingWapioApi } from '../../credentials/MessagingWapioApi.credentials';
import { MessagingWhapiApi } from '../../credentials/MessagingWhapiApi.credentials';
import { MessagingGateway } from '../../nodes/MessagingGateway/MessagingGateway.node';
import { MyOperator } from '../../nodes/MyOperator/MyOperator.node';
import { TwoChat } from '../../nodes/TwoChat/TwoChat.node';
import { Wapio } from '../../nodes/Wapio/Wapio.node';
import { Whapi } from '../../nodes/Whapi/Whapi.node';
import { type Got, type ScriptedServer, startScriptedServer } from '../engine/scriptedServer';
import { type CredentialCase, editorContext, type NodeResult, runNode } from '../harness/n8n';
import { type ActionRun, type CannedAnswer, type CaseItem, isObject, type Json } from './cases';
import { newDay } from './time';

export type Name = 'myOperator' | 'whapi' | 'wapio' | 'twoChat';

const NODES: Record<string, INodeType> = {
	myOperator: new MyOperator(),
	whapi: new Whapi(),
	wapio: new Wapio(),
	twoChat: new TwoChat(),
	messagingGateway: new MessagingGateway(),
};

/** @throws Error if there is no node of this name */
export function nodeOf(name: string): INodeType {
	const node = NODES[name];
	if (!node) throw new Error(`There is no node "${name}"`);
	return node;
}

const DONE = { status: 'success', code: '200' };

/** By the first part of the path: the provider whose host it is, and its answer to a good request. */
const HOSTS: Record<string, { name: Name; success: Json }> = {
	myOperator: {
		name: 'myOperator',
		success: { ...DONE, data: { message_id: 'id-myOperator', conversaton_id: 'c' } },
	},
	obd: { name: 'myOperator', success: { ...DONE, details: 'accepted', unique_id: 'u1' } },
	dev: { name: 'myOperator', success: { ...DONE, data: {} } },
	whapi: {
		name: 'whapi',
		success: {
			sent: true,
			message: {
				id: 'id-whapi',
				status: 'pending',
				chat_id: '919876543210@s.whatsapp.net',
				timestamp: 1789162034,
			},
		},
	},
	wapio: {
		name: 'wapio',
		success: { msgId: 'id-wapio', jid: '919876543210@s.whatsapp.net', status: 'queued' },
	},
	twoChat: {
		name: 'twoChat',
		success: { success: true, message_uuid: 'id-twoChat', batched: true },
	},
	sdk: { name: 'twoChat', success: { success: true } },
};

const numberList = (number: string) => ({
	success: true,
	numbers: [{ phone_number: number, connection_status: 'C' }],
});

/** Who can send: looked up before a send, and not part of what is compared. */
const LOOKUPS: Record<string, Json> = {
	'/myOperator/chat/phonenumbers': {
		status: 'success',
		data: { count: 1, results: [{ phone_number_id: '4110', status: 'active' }] },
	},
	'/wapio/v1/whatsapp-sessions': {
		data: [{ session_id: 'bps_sess_1', status: 'connected' }],
		next_cursor: null,
	},
	'/twoChat/whatsapp/get-numbers': numberList('+15550100123'),
	'/twoChat/waba/numbers': numberList('+15550100124'),
};

let server: ScriptedServer;
let executions = 0;

export const startServer = async (): Promise<void> => {
	server = await startScriptedServer();
};
export const stopServer = async (): Promise<void> => await server.stop();

/** Whose request it is (undefined: under no host of a credential), and the provider's own path. */
export function placeOf(got: Got): { name?: Name; success: Json; path: string } {
	const [, host = '', ...rest] = got.path.split('/');
	const { name, success = {} } = HOSTS[host] ?? {};
	return { name, success, path: `/${rest.join('/')}` };
}

/** The requests so far, without look-ups. */
export const sentNow = (): Got[] =>
	server.got.filter(({ method, path }) => method !== 'GET' || !LOOKUPS[path]);

const CREDENTIALS: Record<Name, (url: string) => { type: ICredentialType; data: Json }> = {
	myOperator: (url) => ({
		type: new MessagingMyOperatorApi(),
		data: {
			apiKey: 'key-of-myoperator',
			companyId: 'company1',
			callsApiKey: 'calls-key-1',
			callsSecretToken: 'calls-secret',
			callsCompanyId: 'calls-company',
			publicIvrId: 'ivr-1',
			developerToken: 'dev-token-1',
			whatsappBaseUrl: `${url}/myOperator`,
			callsBaseUrl: `${url}/obd`,
			developerBaseUrl: `${url}/dev`,
		},
	}),
	whapi: (url) => ({
		type: new MessagingWhapiApi(),
		data: { token: 'key-of-whapi', baseUrl: `${url}/whapi` },
	}),
	wapio: (url) => ({
		type: new MessagingWapioApi(),
		data: { token: 'bps_pat_key-of-wapio', webhookSecret: '', baseUrl: `${url}/wapio` },
	}),
	twoChat: (url) => ({
		type: new MessagingTwoChatApi(),
		data: { apiKey: 'key-of-2chat', baseUrl: `${url}/twoChat`, sdkBaseUrl: `${url}/sdk` },
	}),
};

/** A good credential with these changes; README.md says what {base} and {standard} are. */
function credentialOf(name: Name, changes: unknown): CredentialCase {
	const { type, data } = CREDENTIALS[name](server.url);
	for (const [field, value] of Object.entries(isObject(changes) ? changes : {})) {
		const address = String(data[field]);
		const fresh = String(type.properties.find((one) => one.name === field)?.default ?? '');
		const standard = () => `${address}${new URL(fresh).pathname}`.replace(/\/$/, '');
		data[field] =
			typeof value === 'string'
				? value.replace('{base}', address).replace('{standard}', standard)
				: value;
	}
	return { type, data: data as CredentialCase['data'] };
}

const fileOf = ({ content, ...file }: NonNullable<CaseItem['binary']>[string]) => ({
	...file,
	data: Buffer.from(content).toString('base64'),
});

const itemOf = ({ json = {}, binary }: CaseItem): INodeExecutionData => ({
	json,
	...(binary && {
		binary: Object.fromEntries(Object.entries(binary).map(([name, file]) => [name, fileOf(file)])),
	}),
});

function fits(answer: CannedAnswer, got: Got): boolean {
	const { name, path } = placeOf(got);
	if (answer.provider && answer.provider !== name) return false;
	if (answer.method && answer.method !== got.method) return false;
	// Where only sends get another answer, a sender is still found.
	if (!answer.path) return got.method !== 'GET' || !LOOKUPS[got.path];
	return new RegExp(`^(?:${answer.path})$`).test(path);
}

/** The server answers as the case says; all else as a success. */
function script(answers: CannedAnswer[] = []): void {
	server.reset();
	server.script((got) => {
		const canned = answers.find((answer) => fits(answer, got));
		if (canned) {
			const { status, json, text } = canned;
			const headers = Object.fromEntries(
				Object.entries(canned.headers ?? {}).map(([name, value]) => [
					name,
					value.replace('{server}', server.url),
				]),
			);
			return { status, ...(text === undefined ? { json } : { text }), headers };
		}
		const { success } = placeOf(got);
		if (got.method !== 'GET') return { json: success };
		const isLaterPage = /[?&]page(_number)?=[1-9]/.test(got.url);
		return { json: isLaterPage ? numberlessPage : (LOOKUPS[got.path] ?? success) };
	});
}

const numberlessPage = { success: true, numbers: [] };

/** The gateways of the order field, for a run of the Messaging Gateway. */
function gatewaysIn(parameters: IDataObject = {}): Name[] {
	const { entry = [] } = (parameters.order ?? {}) as { entry?: Array<{ gateway: Name }> };
	return entry.map(({ gateway }) => gateway);
}

/** Runs an operation, on a day when nothing is remembered of the runs before. */
export async function runAction(run: ActionRun): Promise<NodeResult> {
	newDay();
	script(run.answers);
	const { node, resource, operation, credential } = run;
	const parameters = { resource, operation, ...structuredClone(run.parameters) } as IDataObject;
	return await runNode({
		node: nodeOf(node),
		parameters,
		items: run.items?.map(itemOf),
		settings: run.settings,
		executionId: `evidence-${++executions}`,
		...(node === 'messagingGateway'
			? {
					credentials: gatewaysIn(parameters).map((name) => credentialOf(name, credential?.[name])),
				}
			: { credential: credentialOf(node as Name, credential) }),
	});
}

/** The list behind a field. */
export async function loadList(run: ActionRun, list: string): Promise<unknown> {
	newDay();
	script(run.answers);
	const node = nodeOf(run.node);
	const method = node.methods?.listSearch?.[list];
	if (!method) throw new Error(`The node has no list "${list}"`);
	const credential = credentialOf(run.node as Name, run.credential);
	return await method.call(editorContext({ node, parameters: run.parameters ?? {}, credential }));
}
