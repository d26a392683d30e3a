/** Sends through real n8n and, as the floor, a bare loop: how long, and how much CPU. */
import { readFileSync } from 'node:fs';
import { Agent, request } from 'undici';

import type { N8nApi, SavedCredential } from '../e2e/lib/api';
import type { Execution } from '../e2e/lib/executions';
import type { N8n } from '../e2e/lib/n8n';
import { RestError } from '../e2e/lib/rest';
import { waitFor } from '../e2e/lib/wait';
import { sendWorkflow, type Sender, type Values } from './workflows';

export interface Ground {
	n8n: N8n;
	api: N8nApi;
	target: string;
	credential: SavedCredential;
	httpVersion: number;
}

export interface Timing {
	count: number;
	/** Milliseconds, of the node alone. */
	took: number;
	/** Milliseconds of CPU of the n8n process for the whole execution. */
	cpu: number;
}

const TICK_MS = 10;
const LIMIT_MS = 600_000;

/** CPU time of a process so far, in milliseconds. */
function cpuOf(pid: number): number {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
	return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

async function sent(target: string): Promise<number> {
	const { body } = await request(target);
	return ((await body.json()) as { count: number }).count;
}

/** While ten thousand requests are in flight at once, n8n does not answer; the test waits for that as well. */
async function finished(api: N8nApi, id: string): Promise<Execution> {
	return await waitFor(
		async () => {
			try {
				const execution = await api.execution(id);
				return execution?.ended ? execution : undefined;
			} catch (error) {
				const isBusy = error instanceof RestError && error.status === 503;
				if (isBusy || (error as Error).name === 'TimeoutError') return undefined;
				throw error;
			}
		},
		{ for: `execution ${id} to end`, limitMs: LIMIT_MS, everyMs: 500 },
	);
}

/** One execution; rejects unless the server got exactly one request per item. */
export async function timeSend(
	ground: Ground,
	sender: Sender,
	values: Values,
	count: number,
): Promise<Timing> {
	const { api, n8n, target, credential, httpVersion } = ground;
	const saved = await api.createWorkflow(
		sendWorkflow({ sender, values, count, target, credential, httpVersion }),
	);
	const before = await sent(target);
	const cpu = cpuOf(n8n.pid);
	const execution = await finished(api, (await api.run(saved, 'Start')) as string);
	const used = cpuOf(n8n.pid) - cpu;
	const node = execution.node('Send');
	const got = (await sent(target)) - before;
	await api.deleteWorkflow(saved);
	if (execution.status !== 'success' || !node || got !== count || node.items.length !== count)
		throw new Error(
			`${saved.name}: ${execution.status}, ${got} requests, ${node?.items.length} items, ${execution.error ?? node?.error ?? ''}`,
		);
	return { count, took: node.took, cpu: used };
}

/** The least that the same requests can cost: five at a time over kept connections. */
export async function timeLoop(target: string, count: number): Promise<Timing> {
	const dispatcher = new Agent({ connections: 5 });
	const body = JSON.stringify({ customer_number: '9876543210', data: { type: 'text' } });
	const cpu = process.cpuUsage();
	const start = performance.now();
	let next = 0;
	const worker = async () => {
		while (next++ < count) {
			const answer = await request(`${target}/chat/messages`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body,
				dispatcher,
			});
			await answer.body.json();
		}
	};
	await Promise.all(Array.from({ length: 5 }, worker));
	const took = performance.now() - start;
	const { user, system } = process.cpuUsage(cpu);
	await dispatcher.close();
	return { count, took, cpu: (user + system) / 1000 };
}
