/** The whole set-up: the sandbox, an n8n with this package in it, its owner signed in. */
import { N8nApi, type ListedNodeType, type SavedWorkflow, type WorkflowFile } from './api';
import { startN8n, type N8n, type N8nOptions } from './n8n';
import { startSandbox, type Sandbox } from './sandbox';
import { announce, SandboxCredentials } from './workflows';

export interface StackOptions {
	n8n?: N8nOptions;
	sandbox?: Parameters<typeof startSandbox>[0];
}

export interface Stack {
	readonly sandbox: Sandbox;
	readonly n8n: N8n;
	readonly api: N8nApi;
	readonly credentials: SandboxCredentials;
	/** Every node type of this n8n. */
	readonly types: readonly ListedNodeType[];
	/** Saves a workflow with the sandbox's credentials. */
	add(workflow: WorkflowFile): Promise<SavedWorkflow>;
	/**
	 * Activates a workflow and, where the provider has no API for it, registers its webhook
	 * addresses in the sandbox. Returns the production addresses.
	 */
	listen(workflow: SavedWorkflow): Promise<string[]>;
	stop(): Promise<void>;
}

/** Starts everything; nothing is left running when a part fails. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
	const sandbox = await startSandbox({ port: 0, ...options.sandbox });
	let n8n: N8n | undefined;
	try {
		n8n = await startN8n(options.n8n);
		const api = new N8nApi(n8n.url);
		await api.setUpOwner();
		const types = await api.nodeTypes();
		const credentials = new SandboxCredentials(api, sandbox);
		return assemble(sandbox, n8n, api, credentials, types);
	} catch (error) {
		await n8n?.stop();
		await sandbox.stop();
		throw error;
	}
}

function assemble(
	sandbox: Sandbox,
	n8n: N8n,
	api: N8nApi,
	credentials: SandboxCredentials,
	types: readonly ListedNodeType[],
): Stack {
	return {
		sandbox,
		n8n,
		api,
		credentials,
		types,
		async add(workflow) {
			return await api.createWorkflow(await credentials.fill(workflow));
		},
		async listen(workflow) {
			await api.activate(workflow);
			return announce(workflow, types, n8n.url, sandbox);
		},
		async stop() {
			await n8n.stop();
			await sandbox.stop();
		},
	};
}
