/** n8n in queue mode: a main process, workers, a webhook process, and the sandbox as the provider. */
import { randomBytes } from 'node:crypto';
import { N8nApi, type ListedNodeType, type SavedWorkflow, type WorkflowFile } from './api';
import { toExecution, UNFINISHED, type Execution } from './executions';
import { startN8n, type N8n, type N8nOptions } from './n8n';
import { freePorts } from './ports';
import { startSandbox, type Sandbox } from './sandbox';
import { openServices, type Services } from './services';
import { waitFor } from './wait';
import { announce, SandboxCredentials } from './workflows';

export interface QueueOptions {
	workers?: number;
	/** Executions that one worker runs at the same time. */
	concurrency?: number;
	sandbox?: Parameters<typeof startSandbox>[0];
	/** Settings for all processes. */
	env?: Record<string, string>;
	/** Settings for the webhook process alone. */
	webhookEnv?: Record<string, string>;
}

export interface QueueStack {
	readonly sandbox: Sandbox;
	readonly services: Services;
	readonly main: N8n;
	readonly webhook: N8n;
	readonly workers: readonly N8n[];
	readonly api: N8nApi;
	add(workflow: WorkflowFile): Promise<SavedWorkflow>;
	/** Activates it; returns its addresses at the webhook process, known to the sandbox's panel. */
	listen(workflow: SavedWorkflow): Promise<string[]>;
	/** Ends a worker as a lost machine would: no signal that it could answer to. */
	kill(worker: number): Promise<void>;
	/** Number of executions by status. */
	statuses(workflow: SavedWorkflow): Promise<Record<string, number>>;
	/** Waits until `count` executions have ended; returns all of them, read from the database. */
	ended(workflow: SavedWorkflow, count: number, limitMs: number): Promise<Execution[]>;
	stop(): Promise<void>;
}

/** Starts everything; nothing is left running, and no database behind, when a part fails. */
export async function startQueue(options: QueueOptions = {}): Promise<QueueStack> {
	const { workers = 2, concurrency = 5 } = options;
	const undo: Array<() => Promise<unknown>> = [];
	const stop = async (): Promise<void> => {
		for (const step of undo.splice(0).reverse()) await step();
	};
	try {
		const sandbox = await startSandbox({ port: 0, ...options.sandbox });
		undo.push(async () => await sandbox.stop());
		const services = await openServices();
		undo.push(async () => await services.remove());
		const [webhookPort = 0] = await freePorts(1);
		const encryptionKey = randomBytes(24).toString('hex');
		const start = async (more: N8nOptions): Promise<N8n> => {
			const env = {
				...services.env,
				// What the editor shows as the address of a trigger.
				WEBHOOK_URL: `http://127.0.0.1:${webhookPort}/`,
				N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
				OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
				...options.env,
				...more.env,
			};
			const started = await startN8n({ encryptionKey, ...more, env });
			undo.push(async () => await started.stop());
			return started;
		};
		// The main process makes the tables; the others would find none.
		const main = await start({ startLimitMs: 120_000 });
		const args = [`--concurrency=${concurrency}`];
		const startWorker = async () => await start({ command: 'worker', args });
		// All have started or failed before anything is undone: none is left behind half-way.
		const settled = await Promise.allSettled([
			start({ command: 'webhook', port: webhookPort, env: options.webhookEnv }),
			...Array.from({ length: workers }, startWorker),
		]);
		const [webhook, ...others] = settled.map((result) => {
			if (result.status === 'rejected') throw result.reason;
			return result.value;
		});
		if (!webhook) throw new Error('n8n webhook did not start');
		const api = new N8nApi(main.url);
		await api.setUpOwner();
		const types = await api.nodeTypes();
		return assemble({ sandbox, services, main, webhook, workers: others, api, stop }, types);
	} catch (error) {
		await stop();
		throw error;
	}
}

type Parts = Pick<
	QueueStack,
	'sandbox' | 'services' | 'main' | 'webhook' | 'workers' | 'api' | 'stop'
>;

function assemble(parts: Parts, types: readonly ListedNodeType[]): QueueStack {
	const { sandbox, services, webhook, workers, api } = parts;
	const credentials = new SandboxCredentials(api, sandbox);
	const statuses: QueueStack['statuses'] = async ({ id }) => {
		const rows = await services.query(
			'SELECT status, count(*)::int AS count FROM execution_entity WHERE "workflowId" = $1 GROUP BY status',
			[id],
		);
		return Object.fromEntries(rows.map(({ status, count }) => [String(status), Number(count)]));
	};
	return {
		...parts,
		statuses,
		async add(workflow) {
			return await api.createWorkflow(await credentials.fill(workflow));
		},
		async listen(workflow) {
			await api.activate(workflow);
			return announce(workflow, types, webhook.url, sandbox);
		},
		async kill(worker) {
			const victim = workers[worker];
			if (!victim) throw new Error(`There is no worker ${worker}`);
			process.kill(-victim.pid, 'SIGKILL');
			await victim.ended;
		},
		async ended(workflow, count, limitMs) {
			let seen: Record<string, number> = {};
			await waitFor(
				async () => {
					seen = await statuses(workflow);
					const open = UNFINISHED.reduce((sum, status) => sum + (seen[status] ?? 0), 0);
					const all = Object.values(seen).reduce((sum, some) => sum + some, 0);
					return all >= count && open === 0 ? true : undefined;
				},
				{
					for: `${count} executions of ${workflow.name} to end`,
					limitMs,
					everyMs: 250,
					detail: () => JSON.stringify(seen),
				},
			);
			const rows = await services.query(
				`SELECT e.id, e.status, e.mode, e."workflowId", d.data
				FROM execution_entity e LEFT JOIN execution_data d ON d."executionId" = e.id
				WHERE e."workflowId" = $1 ORDER BY e.id`,
				[workflow.id],
			);
			return rows.map(({ id, status, mode, workflowId, data }) =>
				toExecution({
					id: String(id),
					status: String(status),
					mode: String(mode),
					workflowId: String(workflowId),
					data: typeof data === 'string' ? data : '',
				}),
			);
		},
	};
}
