/**
 * Runs very many items through n8n's engine with HTTP taken out, and tells what the run did to its
 * process: memory, and the longest time for which nothing else got a turn.
 */
import { createRequire } from 'node:module';
import type {
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';

import { Container, runNode, type NodeResult } from '../harness/n8n';
import { Probe, probeApi } from './probe';

const hostRequire = createRequire(require.resolve('n8n-core'));
const { OutboundHttp } = hostRequire('@n8n/backend-network') as { OutboundHttp: unknown };

export type Answering = (options: IHttpRequestOptions, count: number) => IDataObject;

export interface BigRun {
	result: NodeResult;
	/** Requests that were made. */
	requests: number;
	/** Turns that the rest of the process had while the node ran. */
	turns: number;
	/** Longest CPU time of this thread between two turns while the node ran, in milliseconds. */
	longest: number;
	/** How often it was more than 50 ms. */
	long: number;
	/** CPU time of this thread while the node ran, in milliseconds. */
	cpu: number;
	/** The most requests at the same time. */
	mostOpen: number;
	/** Items that were read and not yet answered, at most. */
	mostAhead: number;
}

const cpuMs = () => {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
};

/** @param answer gives the JSON of an answer; it comes in the next turn of the event loop */
export async function bigRun(
	operation: string,
	parameters: IDataObject,
	count: number,
	answer: Answering,
	settings = {},
	probe: INodeType = new Probe(),
): Promise<BigRun> {
	const seen = { requests: 0, turns: 0, longest: 0, long: 0, cpu: 0, mostOpen: 0, mostAhead: 0 };
	let open = 0;
	let read = 0;
	Container.set(OutboundHttp, {
		requests: () => ({
			async request(options: IHttpRequestOptions) {
				seen.mostOpen = Math.max(seen.mostOpen, ++open);
				seen.mostAhead = Math.max(seen.mostAhead, read - seen.requests);
				const body = JSON.stringify(answer(options, ++seen.requests));
				await new Promise((resolve) => setImmediate(resolve));
				open--;
				return { statusCode: 200, headers: { 'content-type': 'application/json' }, body };
			},
		}),
	});
	const execute = probe.execute as NonNullable<INodeType['execute']>;
	probe.execute = async function (this: IExecuteFunctions) {
		const getNodeParameter = this.getNodeParameter.bind(this) as (...args: unknown[]) => unknown;
		this.getNodeParameter = ((name: string, index: number, ...rest: unknown[]) => {
			read = Math.max(read, index);
			return getNodeParameter(name, index, ...rest);
		}) as never;
		let running = true;
		const begun = cpuMs();
		let last = begun;
		const look = () => {
			const now = cpuMs();
			seen.longest = Math.max(seen.longest, now - last);
			if (now - last > 50) seen.long++;
			seen.turns++;
			last = now;
			if (running) setImmediate(look);
		};
		setImmediate(look);
		try {
			return (await execute.call(this)) as INodeExecutionData[][];
		} finally {
			look();
			running = false;
			seen.cpu = cpuMs() - begun;
		}
	};
	const result = await runNode({
		node: probe,
		parameters: { resource: 'thing', operation, ...parameters },
		items: Array.from({ length: count }, (_, index) => ({ json: { index } })),
		settings,
		credential: { type: probeApi, data: { key: 'very-secret-key', baseUrl: 'http://127.0.0.1:9' } },
	});
	return { result, ...seen };
}
