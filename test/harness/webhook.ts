/** Calls a trigger node's webhook and its life-cycle hooks through n8n's own contexts. */
import { type ParsedUrlQueryInput, stringify } from 'node:querystring';

import { HookContext, WebhookContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHookFunctions,
	INode,
	INodeExecutionData,
	INodeType,
	IWebhookData,
	IWebhookFunctions,
	IWebhookResponseData,
	Workflow,
} from 'n8n-workflow';

import { forgetCredentials } from '../../engine/trigger/credential';
import { additionalDataFor, prepareBinaryStorage, workflowFor } from './n8n';
import { WebhookResponse } from './response';

export interface TriggerSetup {
	node: INodeType;
	parameters: IDataObject;
	credential?: { type: ICredentialType; data: ICredentialDataDecryptedObject };
	/** Survives between calls, as n8n's static data does. */
	staticData?: IDataObject;
	/** The test URL instead of the production one. */
	isTest?: boolean;
	/** What else a saved node holds, such as its version. */
	settings?: Partial<INode>;
}

export interface WebhookCall {
	headers?: Record<string, string | string[]>;
	/** An object is sent as JSON; text and bytes as they are, parsed as n8n does. */
	body?: unknown;
	rawBody?: Buffer;
	query?: IDataObject;
	params?: IDataObject;
	method?: string;
	/** Status of n8n's answer: 500 if it could not store the execution. */
	n8nAnswers?: number;
}

export interface WebhookOutcome {
	/** What the provider sees. */
	status: number;
	answer: unknown;
	/** Undefined: the workflow is not started. */
	items?: INodeExecutionData[];
	response: IWebhookResponseData;
}

function prepare(setup: TriggerSetup) {
	const { workflow, node } = workflowFor({ ...setup, items: [] });
	if (setup.staticData) workflow.staticData = setup.staticData as Workflow['staticData'];
	const additionalData = additionalDataFor(setup);
	const webhookData = {
		node: 'Node',
		httpMethod: 'POST',
		path: 'webhook',
		isTest: setup.isTest ?? false,
		webhookDescription: setup.node.description.webhooks?.[0],
		workflowId: 'workflow-1',
		workflowExecuteAdditionalData: additionalData,
	} as unknown as IWebhookData;
	node.webhookId ??= '11111111-2222-4333-8444-555555555555';
	return { workflow, node, additionalData, webhookData };
}

/** The body as it came over the wire; n8n has none for multipart. */
function bytesOf(body: unknown, contentType: string): Buffer {
	if (Buffer.isBuffer(body)) return body;
	if (contentType.startsWith('multipart/')) return Buffer.alloc(0);
	if (typeof body !== 'object' || body === null) return Buffer.from(String(body ?? ''));
	const isForm = contentType.includes('urlencoded');
	return Buffer.from(isForm ? stringify(body as ParsedUrlQueryInput) : JSON.stringify(body));
}

/** One call of the webhook, as n8n hands it to the node after its own parsing. */
export async function callWebhook(setup: TriggerSetup, call: WebhookCall): Promise<WebhookOutcome> {
	forgetCredentials();
	await prepareBinaryStorage();
	const { workflow, node, additionalData, webhookData } = prepare(setup);
	const response = new WebhookResponse();
	const isJson = typeof call.body === 'object' && !Buffer.isBuffer(call.body);
	const lower = Object.fromEntries(
		Object.entries(call.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
	);
	const raw = call.rawBody ?? bytesOf(call.body, String(lower['content-type'] ?? ''));
	const request = {
		headers: { ...(isJson ? { 'content-type': 'application/json' } : {}), ...lower },
		method: call.method ?? 'POST',
		body: call.body,
		rawBody: raw,
		query: call.query ?? {},
		params: call.params ?? {},
	};
	Object.assign(additionalData, { httpRequest: request, httpResponse: response });
	const context = new WebhookContext(
		workflow,
		node,
		additionalData,
		setup.isTest ? 'manual' : 'webhook',
		webhookData,
		[],
		null,
	);
	const result = (await setup.node.webhook?.call(
		context as unknown as IWebhookFunctions,
	)) as IWebhookResponseData;
	// n8n answers once the execution is stored, or could not be.
	if (!result.noWebhookResponse)
		response
			.status(call.n8nAnswers ?? 200)
			.json(result.webhookResponse)
			.end();
	return {
		status: response.statusCode,
		answer: response.body,
		items: result.workflowData?.[0],
		response: result,
	};
}

/** The result of a function that runs in the node's webhook context, such as the node's secret. */
export async function inWebhook<T>(
	setup: TriggerSetup,
	find: (context: IWebhookFunctions) => Promise<T>,
): Promise<T> {
	let found: { value: T } | undefined;
	const node = Object.create(setup.node) as INodeType;
	node.webhook = async function (this: IWebhookFunctions) {
		found = { value: await find(this) };
		return {};
	};
	await callWebhook({ ...setup, node }, { body: {} });
	if (!found) throw new Error('The webhook was not called');
	return found.value;
}

/** Runs one life-cycle hook: activation asks `checkExists` and then `create`; deactivation `delete`. */
export async function callHook(
	setup: TriggerSetup,
	hook: 'checkExists' | 'create' | 'delete',
): Promise<boolean> {
	const { workflow, node, additionalData, webhookData } = prepare(setup);
	const context = new HookContext(
		workflow,
		node,
		additionalData,
		setup.isTest ? 'manual' : 'trigger',
		hook === 'delete' ? 'update' : 'activate',
		webhookData,
	);
	const result = await setup.node.webhookMethods?.default?.[hook]?.call(
		context as unknown as IHookFunctions,
	);
	if (setup.staticData) Object.assign(setup.staticData, workflow.staticData);
	return result === true;
}

/** Activation as n8n does it. */
export async function activate(setup: TriggerSetup): Promise<void> {
	if (!(await callHook(setup, 'checkExists'))) await callHook(setup, 'create');
}
