/** What tests share that kill n8n: an n8n that starts again from its folder, and the sandbox. */
import { after, before } from 'node:test';

import { N8nApi, type SavedWorkflow, type WorkflowFile } from './api';
import { type N8n, startN8n } from './n8n';
import { type Sandbox, startSandbox } from './sandbox';
import { SandboxCredentials } from './workflows';

const START_LIMIT_MS = 240_000;
const STOP_LIMIT_MS = 60_000;

export interface Restartable {
	/** Only to be read inside tests and hooks, like the others. */
	readonly sandbox: Sandbox;
	readonly n8n: N8n;
	readonly api: N8nApi;
	readonly credentials: SandboxCredentials;
	/** Saves a workflow with the sandbox's credentials. */
	add(workflow: WorkflowFile): Promise<SavedWorkflow>;
	/** Ends n8n as a crash would. */
	kill(): Promise<void>;
	/** Starts it again at the same address; resolves when the workflow is active. */
	start(active: SavedWorkflow): Promise<void>;
}

/** @param prepare makes what else the file needs, and returns the way to undo it */
export function useRestartable(
	prepare: (its: Restartable) => Promise<() => Promise<void>> = async () => async () => undefined,
): Restartable {
	let sandbox: Sandbox | undefined;
	let n8n: N8n | undefined;
	let api: N8nApi | undefined;
	let credentials: SandboxCredentials | undefined;
	let undo: (() => Promise<void>) | undefined;

	const running = <T>(part: T | undefined): T => {
		if (!part) throw new Error('It is not running yet');
		return part;
	};
	const its: Restartable = {
		get sandbox() {
			return running(sandbox);
		},
		get n8n() {
			return running(n8n);
		},
		get api() {
			return running(api);
		},
		get credentials() {
			return running(credentials);
		},
		add: async (workflow) => await its.api.createWorkflow(await its.credentials.fill(workflow)),
		kill: async () => await its.n8n.kill(),
		async start(active) {
			const { userFolder, encryptionKey, url } = its.n8n;
			n8n = await startN8n({ userFolder, encryptionKey, port: Number(new URL(url).port) });
			await its.api.logIn();
			await its.api.active(active);
		},
	};
	before(
		async () => {
			sandbox = await startSandbox({ port: 0 });
			n8n = await startN8n();
			api = new N8nApi(n8n.url);
			await api.setUpOwner();
			credentials = new SandboxCredentials(api, sandbox);
			undo = await prepare(its);
		},
		{ timeout: START_LIMIT_MS },
	);
	after(
		async () => {
			await n8n?.stop();
			await undo?.();
			await sandbox?.stop();
		},
		{ timeout: STOP_LIMIT_MS },
	);
	return its;
}
