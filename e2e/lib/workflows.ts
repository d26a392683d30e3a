/** The example workflows: read from examples/, made to fit one n8n, and their webhook addresses. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialDataDecryptedObject, INode } from 'n8n-workflow';
import type { ListedNodeType, N8nApi, SavedCredential, WorkflowFile } from './api';
import { pasteIntoPanel, sandboxCredential, type Sandbox } from './sandbox';

const EXAMPLES = path.resolve(__dirname, '../../examples');

export interface Example {
	/** File name. */
	file: string;
	workflow: WorkflowFile;
}

/** Examples whose names match, in alphabetical order. `pattern` is a glob, e.g. `demo-*.json`. */
export function readExamples(pattern: string): Example[] {
	return globSync(pattern, { cwd: EXAMPLES })
		.sort()
		.map((file) => ({
			file,
			workflow: JSON.parse(readFileSync(path.join(EXAMPLES, file), 'utf8')) as WorkflowFile,
		}));
}

/** Credentials for the sandbox, one per type, created on first use. */
export class SandboxCredentials {
	private readonly created = new Map<string, Promise<SavedCredential>>();

	constructor(
		private readonly api: N8nApi,
		private readonly sandbox: Sandbox,
	) {}

	/** Other data for a type, such as one that no provider of the sandbox has. */
	async use(type: string, data: ICredentialDataDecryptedObject): Promise<SavedCredential> {
		const created = this.api.createCredential(type, `${type} (test)`, data);
		this.created.set(type, created);
		return await created;
	}

	async get(type: string): Promise<SavedCredential> {
		const created =
			this.created.get(type) ??
			this.api.createCredential(type, `${type} (sandbox)`, sandboxCredential(type, this.sandbox));
		this.created.set(type, created);
		return await created;
	}

	/** The same workflow with this n8n's credentials in place of those named in the file. */
	async fill(workflow: WorkflowFile): Promise<WorkflowFile> {
		const nodes: INode[] = [];
		for (const node of workflow.nodes) {
			const credentials: INode['credentials'] = {};
			for (const type of Object.keys(node.credentials ?? {})) {
				const { id, name } = await this.get(type);
				credentials[type] = { id, name };
			}
			nodes.push(node.credentials ? { ...node, credentials } : node);
		}
		return { ...workflow, nodes };
	}
}

export const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';
const WEBHOOK = 'n8n-nodes-base.webhook';

/** The node to start a workflow by hand from, if it has one. */
export function manualTrigger(workflow: WorkflowFile): INode | undefined {
	return workflow.nodes.find(({ type, disabled }) => type === MANUAL_TRIGGER && !disabled);
}

/** Nodes that listen on a webhook, with the path that n8n gives each. */
export function webhookNodes(
	workflow: WorkflowFile,
	types: readonly ListedNodeType[],
): Array<{ node: INode; path: string }> {
	return workflow.nodes.flatMap((node) => {
		if (node.type === WEBHOOK && !node.disabled) {
			return [{ node, path: String(node.parameters.path) }];
		}
		const type = types.find(
			({ name, version }) => name === node.type && [version].flat().includes(node.typeVersion),
		);
		// The addresses of waiting executions are not for listening.
		const webhook = type?.webhooks?.find(({ restartWebhook }) => !restartWebhook);
		if (!webhook || node.disabled) return [];
		if (!node.webhookId) throw new Error(`${node.name} has no webhookId: its path is not known`);
		const isFull = webhook.isFullPath === true;
		// n8n's own Webhook node and MCP Server Trigger: the whole path is in a parameter.
		if (isFull && /^=\{\{\s*\$parameter\["path"\]\s*\}\}/.test(webhook.path)) {
			return [{ node, path: String(node.parameters.path) }];
		}
		// Nodes of this package have fixed paths; an expression could not be worked out here.
		if (webhook.path.startsWith('=')) throw new Error(`${node.name}: ${webhook.path}`);
		return [{ node, path: isFull ? webhook.path : `${node.webhookId}/${webhook.path}` }];
	});
}

/**
 * The production addresses of a workflow below `base`. Those that a person would
 * have to paste into a provider's panel are registered in the sandbox.
 */
export function announce(
	workflow: WorkflowFile,
	types: readonly ListedNodeType[],
	base: string,
	sandbox: Sandbox,
): string[] {
	return webhookNodes(workflow, types).map(({ node, path: below }) => {
		const url = `${base}/webhook/${below}`;
		pasteIntoPanel(sandbox, node, url);
		return url;
	});
}
