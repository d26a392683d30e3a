/**
 * Runs a node of this package in n8n's real engine (n8n-core), without a server or a database.
 * Items go in, the node's outputs or its error come out, as the next node in a workflow would see it.
 */
import 'reflect-metadata';

import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-'));
process.env.N8N_ENCRYPTION_KEY ??= 'test-key';
process.env.N8N_LOG_LEVEL ??= 'silent';

import {
	BinaryDataService,
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	WorkflowExecute,
} from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

// n8n-core has its own copy of the dependency container; a bare import would find another one.
const hostRequire = createRequire(require.resolve('n8n-core'));
export const { Container } = hostRequire('@n8n/di') as {
	Container: { get<T>(type: unknown): T; set(type: unknown, value: unknown): void };
};

export interface CredentialCase {
	type: ICredentialType;
	data: ICredentialDataDecryptedObject;
}

export interface NodeRun {
	node: INodeType;
	parameters: IDataObject;
	credential?: CredentialCase;
	/** For nodes that take several. */
	credentials?: CredentialCase[];
	items?: INodeExecutionData[];
	/** Node settings, such as onError, retryOnFail, maxTries. */
	settings?: Partial<INode>;
	executionId?: string;
	/** Gets the function that cancels the execution, as n8n's Stop button does. */
	started?: (cancel: () => void) => void;
	/** Is told of each request that is being signed, before it goes out. */
	signing?: () => void;
}

export interface NodeResult {
	/** One list of items per output. */
	outputs: INodeExecutionData[][];
	items: INodeExecutionData[];
	error?: Error & {
		description?: string | null;
		context?: IDataObject;
		httpCode?: string | null;
		messages?: string[];
	};
	run: IRun;
}

let binaryReady: Promise<void> | undefined;

/** n8n's file storage on disk, as in production. */
export async function prepareBinaryStorage(): Promise<BinaryDataService> {
	const service = Container.get<BinaryDataService>(BinaryDataService);
	binaryReady ??= service.init();
	await binaryReady;
	return service;
}

const start: INodeType = {
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['input'],
		version: 1,
		description: '',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		return [this.getInputData()];
	},
};

/** The node registry of a one-node workflow. */
function nodeTypesFor(node: INodeType): INodeTypes {
	const find = (type: string) => (type === 'test.start' ? start : node);
	return {
		getByName: find,
		getByNameAndVersion: (type: string) => NodeHelpers.getVersionedNodeType(find(type)),
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
}

const allCredentials = ({
	credential,
	credentials,
}: Pick<NodeRun, 'credential' | 'credentials'>) => [
	...(credential ? [credential] : []),
	...(credentials ?? []),
];

/** What n8n gives to every execution; credentials are decrypted copies, as in n8n. */
export function additionalDataFor(
	run: Pick<NodeRun, 'credential' | 'credentials' | 'executionId' | 'signing'>,
): IWorkflowExecuteAdditionalData {
	const all = allCredentials(run);
	const byName = (name: string) => all.find(({ type }) => type.name === name);
	const credentialsHelper = {
		getParentTypes: () => [],
		getDecrypted: async (_data: unknown, _node: unknown, name: string) =>
			structuredClone(byName(name)?.data ?? {}),
		preAuthentication: async () => undefined,
		isCredentialUsableByNode: () => true,
		getCredentialsProperties: (name: string) => byName(name)?.type.properties ?? [],
		updateCredentials: async () => {},
		async authenticate(
			data: ICredentialDataDecryptedObject,
			name: string,
			options: IHttpRequestOptions,
		) {
			run.signing?.();
			const { authenticate } = byName(name)?.type ?? {};
			if (typeof authenticate !== 'function')
				throw new Error('Credentials of this package sign with a function');
			return await authenticate(data, options);
		},
	};
	return {
		credentialsHelper,
		executionId: run.executionId ?? '1',
		currentNodeExecutionIndex: 0,
		variables: {},
		instanceBaseUrl: 'http://localhost:5678/',
		restApiUrl: 'http://localhost:5678/rest',
		formWaitingBaseUrl: 'http://localhost:5678/form-waiting',
		webhookBaseUrl: 'http://localhost:5678/webhook',
		webhookTestBaseUrl: 'http://localhost:5678/webhook-test',
		webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting',
		setExecutionStatus: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** A saved workflow that consists of the run's node, and that node. */
export function workflowFor(run: NodeRun): { workflow: Workflow; node: INode } {
	const { name, version } = run.node.description;
	const node: INode = {
		id: 'node-1',
		name: 'Node',
		type: `test.${name}`,
		// The newest, as in a node that is added now.
		typeVersion: Math.max(...[version].flat()),
		position: [200, 0],
		parameters: run.parameters as INode['parameters'],
		credentials: Object.fromEntries(
			allCredentials(run).map(({ type }, index) => [
				type.name,
				{ id: `cred-${index + 1}`, name: 'Test account' },
			]),
		),
		...run.settings,
	};
	const first: INode = {
		id: 'start-1',
		name: 'Start',
		type: 'test.start',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const workflow = new Workflow({
		id: 'workflow-1',
		name: 'Test',
		active: false,
		nodes: [first, node],
		connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		nodeTypes: nodeTypesFor(run.node),
	});
	return { workflow, node: workflow.getNode('Node') as INode };
}

/** The context of the editor's lists: the form as it is filled in now. */
export function editorContext(run: NodeRun): LoadOptionsContext {
	const { workflow, node } = workflowFor(run);
	const currentNodeParameters = run.parameters as INode['parameters'];
	const data = { ...additionalDataFor(run), currentNodeParameters };
	return new LoadOptionsContext(workflow, node, data, '');
}

/** A locator's value, entered by ID. */
export const byId = (value: string): IDataObject => ({ __rl: true, mode: 'id', value });

/** Runs the node with these items, through n8n's own engine. */
export async function runNode(run: NodeRun): Promise<NodeResult> {
	await prepareBinaryStorage();
	const { workflow } = workflowFor(run);
	const additionalData = additionalDataFor(run);
	const hooks = new ExecutionLifecycleHooks('manual', run.executionId ?? '1', {
		id: 'workflow-1',
		name: 'Test',
		active: false,
		isArchived: false,
		createdAt: new Date(0),
		updatedAt: new Date(0),
		nodes: [],
		connections: {},
		activeVersionId: null,
	} as unknown as ConstructorParameters<typeof ExecutionLifecycleHooks>[2]);
	const done = new Promise<IRun>((resolve) => {
		hooks.addHandler('workflowExecuteAfter', async (finished) => resolve(finished));
	});
	additionalData.hooks = hooks;
	const engine = new WorkflowExecute(additionalData, 'manual');
	const startNode = workflow.getNode('Start') as INode;
	const running = engine.run({
		workflow,
		startNode,
		triggerToStartFrom: {
			name: 'Start',
			data: { data: { main: [run.items ?? [{ json: {} }]] } } as never,
		},
	});
	run.started?.(() => running.cancel());
	const finished = await done;
	await Promise.resolve(running).catch(() => {
		// The outcome is read from the finished run.
	});
	const last = finished.data.resultData.runData.Node?.at(-1);
	const outputs = (last?.data?.main ?? []).map((items) => items ?? []);
	return {
		outputs,
		items: outputs.flat(),
		error: last?.error as NodeResult['error'],
		run: finished,
	};
}
