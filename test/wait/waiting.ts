/** Waiting executions as n8n keeps them: out of memory, opened by a link, continued by an answer. */
import {
	ExecutionLifecycleHooks,
	validateUrlSignature,
	WebhookContext,
	WorkflowExecute,
	InstanceSettings,
} from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	IRun,
	IRunExecutionData,
	IWebhookData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { additionalDataFor, Container, type NodeRun, workflowFor } from '../harness/n8n';

/** What the database holds of a waiting execution, and the node that waits. */
export interface Waiting {
	run: NodeRun;
	/** JSON: nothing else survives from the process that asked. */
	stored: string;
}

export interface Visit {
	method?: 'GET' | 'POST';
	body?: IDataObject;
}

export interface Opened {
	status: number;
	headers: Record<string, string>;
	html: string;
	/** What the node's output is if n8n continues. */
	items?: INodeExecutionData[];
	response: IWebhookResponseData;
}

/** Keeps the execution as text, as a database does: nothing of it stays the same object. */
export const storeWaiting = (run: NodeRun, finished: IRun): Waiting => ({
	run,
	stored: JSON.stringify(finished.data),
});

const loaded = ({ stored }: Waiting) => JSON.parse(stored) as IRunExecutionData;

/** n8n's own check of the address, as it does it before the node sees the request. */
export const isSigned = (link: string): boolean => {
	const url = new URL(link);
	const secret = Container.get<InstanceSettings>(InstanceSettings).hmacSignatureSecret;
	return validateUrlSignature(url.searchParams.get('signature') ?? '', url, secret);
};

/** Somebody, or something, opens a link of the message. */
export async function visit(waiting: Waiting, link: string, given: Visit = {}): Promise<Opened> {
	const { workflow } = workflowFor(waiting.run);
	const node = workflow.getNode(waiting.run.settings?.name ?? 'Node');
	if (!node) throw new Error('The workflow has no such node');
	const outcome = { status: 200, headers: {} as Record<string, string>, html: '' };
	const response = {
		status(code: number) {
			outcome.status = code;
			return response;
		},
		setHeader(name: string, value: string) {
			outcome.headers[name.toLowerCase()] = value;
			return response;
		},
		json(body: object) {
			outcome.html = JSON.stringify(body);
			return response;
		},
		send(html: string) {
			outcome.html = html;
			return response;
		},
	};
	const method = given.method ?? 'GET';
	const request = {
		method,
		headers: { 'user-agent': 'WhatsApp/2.24 A' },
		query: Object.fromEntries(new URL(link).searchParams),
		params: {},
		body: given.body ?? {},
	};
	const additionalData = additionalDataFor(waiting.run);
	Object.assign(additionalData, { httpRequest: request, httpResponse: response });
	const webhookData = {
		node: node.name,
		httpMethod: method,
		path: node.id,
		workflowId: 'workflow-1',
		webhookDescription: waiting.run.node.description.webhooks?.find(
			(webhook) => webhook.httpMethod === method,
		),
		workflowExecuteAdditionalData: additionalData,
	} as unknown as IWebhookData;
	const context = new WebhookContext(
		workflow,
		node,
		additionalData,
		'manual',
		webhookData,
		[],
		loaded(waiting),
	);
	const result = (await waiting.run.node.webhook?.call(
		context as unknown as IWebhookFunctions,
	)) as IWebhookResponseData;
	return {
		...outcome,
		html: outcome.html || String(result.webhookResponse ?? ''),
		items: result.workflowData?.[0],
		response: result,
	};
}

/** n8n continues: with the answer's items, or without any when the time is over. */
export async function proceed(
	waiting: Waiting,
	items?: INodeExecutionData[],
): Promise<{ items: INodeExecutionData[]; run: IRun }> {
	const { workflow } = workflowFor(waiting.run);
	const data = loaded(waiting);
	const [entry] = data.executionData?.nodeExecutionStack ?? [];
	if (!entry) throw new Error('The execution does not wait');
	if (items) {
		data.waitTill = undefined;
		entry.node.disabled = true;
		entry.data.main = [items];
		data.resultData.runData[data.resultData.lastNodeExecuted ?? '']?.pop();
	}
	const additionalData = additionalDataFor(waiting.run);
	additionalData.hooks = new ExecutionLifecycleHooks('manual', '1', {
		id: 'workflow-1',
		name: 'Test',
		nodes: [],
		connections: {},
	} as unknown as ConstructorParameters<typeof ExecutionLifecycleHooks>[2]);
	const finished = await new WorkflowExecute(
		additionalData,
		'manual',
		data,
	).processRunExecutionData(workflow);
	const outputs = finished.data.resultData.runData.Node?.at(-1)?.data?.main ?? [];
	return { items: outputs.flatMap((some) => some ?? []), run: finished };
}
