/** Actions of a person in n8n's editor, as functions. */
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	INode,
	INodeTypeDescription,
	IWorkflowBase,
} from 'n8n-workflow';
import { toExecution, type Execution, type StoredExecution } from './executions';
import { Rest, RestError } from './rest';
import { waitFor } from './wait';

export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Asha',
	lastName: 'Rao',
	password: 'Sandbox-2-play',
} as const;

/** A workflow as its export file has it. */
export type WorkflowFile = Pick<IWorkflowBase, 'name' | 'nodes' | 'connections' | 'settings'>;

export interface SavedWorkflow extends WorkflowFile {
	id: string;
	versionId: string;
	active: boolean;
}

export interface SavedCredential {
	id: string;
	name: string;
	type: string;
}

export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

/** Node types as the editor gets them: icons are addresses below n8n's. */
export type ListedNodeType = INodeTypeDescription & {
	iconUrl?: string | { light: string; dark: string };
};

interface Publication {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ errorMessage: string | null }>;
}

export class N8nApi {
	readonly rest: Rest;

	constructor(readonly url: string) {
		this.rest = new Rest(url);
	}

	/** First start of an n8n: makes the owner, which also signs in. */
	async setUpOwner(): Promise<void> {
		// n8n 1 says that it is ready a moment before it has these addresses.
		await waitFor(async () => (await this.rest.send('GET', '/rest/settings')).ok || undefined, {
			for: 'the addresses of the editor',
			limitMs: 30_000,
		});
		await this.rest.call('POST', '/rest/owner/setup', OWNER);
	}

	/** Signs in to an n8n whose owner exists already. */
	async logIn(): Promise<void> {
		const { email, password } = OWNER;
		await this.rest.call('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	async createCredential(
		type: string,
		name: string,
		data: ICredentialDataDecryptedObject,
	): Promise<SavedCredential> {
		return await this.rest.call('POST', '/rest/credentials', { name, type, data });
	}

	/** Runs the credential's own test, as the editor does after saving. */
	async testCredential(
		saved: SavedCredential,
		data: ICredentialDataDecryptedObject,
	): Promise<CredentialTest> {
		const { id, name, type } = saved;
		const credentials = { id, name, type, data };
		return await this.rest.call('POST', '/rest/credentials/test', { credentials });
	}

	async createWorkflow(workflow: WorkflowFile): Promise<SavedWorkflow> {
		const { name, nodes, connections, settings } = workflow;
		const body = { name, nodes, connections, settings: settings ?? {}, active: false };
		return await this.rest.call('POST', '/rest/workflows', body);
	}

	/**
	 * Publishes the workflow and resolves once its production webhooks answer, which is a while after
	 * n8n's first yes. Rejects with the trigger's own words when one could not be registered.
	 */
	async activate(workflow: SavedWorkflow): Promise<void> {
		const { id, versionId } = workflow;
		await this.rest.call('POST', `/rest/workflows/${id}/activate`, { versionId });
		await this.active(workflow);
	}

	/** Resolves once the production webhooks of a workflow that was published answer. */
	async active(workflow: SavedWorkflow): Promise<void> {
		const { status, triggers } = await this.published(workflow, 'to be active', (now) =>
			['published', 'partial', 'failed'].includes(now),
		);
		if (status !== 'published') {
			const errors = triggers.map(({ errorMessage }) => errorMessage).filter(Boolean);
			throw new Error(`${workflow.name} could not be activated: ${errors.join('; ')}`);
		}
	}

	/** Resolves once the triggers are gone, at the provider too where they registered themselves. */
	async deactivate(workflow: SavedWorkflow): Promise<void> {
		await this.rest.call('POST', `/rest/workflows/${workflow.id}/deactivate`, {});
		await this.published(workflow, 'to be inactive', (now) => now === 'not_published');
	}

	private async published(
		workflow: SavedWorkflow,
		what: string,
		reached: (status: string) => boolean,
	): Promise<Publication> {
		return await waitFor(
			async () => {
				const path = `/rest/workflows/${workflow.id}/publication-status`;
				const now = await this.rest.call<Publication>('GET', path);
				return reached(now.status) ? now : undefined;
			},
			{ for: `${workflow.name} ${what}`, limitMs: 60_000, everyMs: 50 },
		);
	}

	/** n8n deletes only what was archived before; archiving also deactivates. */
	async deleteWorkflow(workflow: SavedWorkflow): Promise<void> {
		await this.rest.call('POST', `/rest/workflows/${workflow.id}/archive`, {});
		await this.rest.call('DELETE', `/rest/workflows/${workflow.id}`);
	}

	/**
	 * "Execute workflow" from the named trigger. Resolves to the execution's id, or to undefined
	 * when n8n now waits for a call of the trigger's test URL.
	 */
	async run(workflow: SavedWorkflow, trigger: string): Promise<string | undefined> {
		const { id, name, nodes, connections, settings } = workflow;
		const answer = await this.rest.call<{ executionId?: string; waitingForWebhook?: boolean }>(
			'POST',
			`/rest/workflows/${id}/run`,
			{
				workflowData: { id, name, nodes, connections, settings },
				triggerToStartFrom: { name: trigger },
			},
		);
		if (!answer.executionId && !answer.waitingForWebhook) {
			throw new Error(`n8n neither ran ${name} nor waits: ${JSON.stringify(answer)}`);
		}
		return answer.executionId;
	}

	/** Runs to the end and returns what came out. Rejects after `limitMs`. */
	async runToEnd(workflow: SavedWorkflow, trigger: string, limitMs = 60_000): Promise<Execution> {
		const id = await this.run(workflow, trigger);
		if (id === undefined) throw new Error(`${workflow.name} waits for its test webhook`);
		return await this.finished(id, limitMs);
	}

	/** Undefined while n8n has no record of it. */
	async execution(id: string): Promise<Execution | undefined> {
		try {
			const stored = await this.rest.call<StoredExecution>('GET', `/rest/executions/${id}`);
			return toExecution(stored);
		} catch (error) {
			if (error instanceof RestError && error.status === 404) return undefined;
			throw error;
		}
	}

	/** "Stop" in the list of executions. */
	async stop(id: string): Promise<void> {
		await this.rest.call('POST', `/rest/executions/${id}/stop`, {});
	}

	/** Waits until the execution has ended, well or badly. Rejects after `limitMs`. */
	async finished(id: string, limitMs = 60_000): Promise<Execution> {
		return await waitFor(
			async () => {
				const execution = await this.execution(id);
				return execution?.ended ? execution : undefined;
			},
			{ for: `execution ${id} to end`, limitMs, everyMs: 100 },
		);
	}

	/** Every execution of a workflow so far, ended or not, the oldest first. */
	async executions(workflow: SavedWorkflow): Promise<Execution[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: workflow.id }));
		const listed = await this.rest.call<{ results: Array<{ id: string }> }>(
			'GET',
			`/rest/executions?filter=${filter}&limit=100`,
		);
		// n8n lists running and ended ones separately: one that ends meanwhile is in both lists.
		const ids = [...new Set(listed.results.map(({ id }) => id))].sort(
			(a, b) => Number(a) - Number(b),
		);
		const all = await Promise.all(ids.map((id) => this.execution(id)));
		return all.filter((execution) => execution !== undefined);
	}

	/** Waits until none of the workflow's executions is running any more. */
	async settledExecutions(workflow: SavedWorkflow, limitMs = 30_000): Promise<Execution[]> {
		return await waitFor(
			async () => {
				const all = await this.executions(workflow);
				return all.every(({ ended }) => ended) ? all : undefined;
			},
			{ for: `the executions of ${workflow.name} to end`, limitMs },
		);
	}

	/** Waits for at least `count` ended executions. */
	async waitForExecutions(
		workflow: SavedWorkflow,
		count: number,
		limitMs = 30_000,
	): Promise<Execution[]> {
		let seen: Execution[] = [];
		return await waitFor(
			async () => {
				seen = (await this.executions(workflow)).filter(({ ended }) => ended);
				return seen.length >= count ? seen : undefined;
			},
			{
				for: `${count} executions of ${workflow.name}`,
				limitMs,
				detail: () => `${seen.length} have ended`,
			},
		);
	}

	async nodeTypes(): Promise<ListedNodeType[]> {
		return await this.rest.call('GET', '/types/nodes.json');
	}

	async credentialTypes(): Promise<ICredentialType[]> {
		return await this.rest.call('GET', '/types/credentials.json');
	}

	/** What a resource locator's list shows for a node that is set up as `node` is. */
	async searchList(
		node: INode,
		parameter: string,
		methodName: string,
		filter?: string,
	): Promise<Array<{ name: string; value: string }>> {
		const found = await this.rest.call<{ results: Array<{ name: string; value: string }> }>(
			'POST',
			'/rest/dynamic-node-parameters/resource-locator-results',
			{ ...dynamic(node, parameter), methodName, ...(filter ? { filter } : {}) },
		);
		return found.results;
	}

	/** What a dropdown that loads its options shows for a node that is set up as `node` is. */
	async loadOptions(
		node: INode,
		parameter: string,
		methodName: string,
	): Promise<Array<{ name: string; value: string }>> {
		const body = { ...dynamic(node, parameter), methodName };
		return await this.rest.call('POST', '/rest/dynamic-node-parameters/options', body);
	}
}

function dynamic(node: INode, parameter: string) {
	return {
		path: `parameters.${parameter}`,
		nodeTypeAndVersion: { name: node.type, version: node.typeVersion },
		currentNodeParameters: node.parameters,
		credentials: node.credentials,
	};
}
