/** Runs the operations of a node against its contract. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { rowsOf } from '../../engine/item/decode';
import type { Operation, Resource } from '../../engine/define/types';
import { put } from '../../engine/define/values';
import { isObject } from '../contracts/contract';
import { type NodeResult, runNode } from '../harness/n8n';
import { ContractServer, type Received } from './contractServer';
import type { Account } from './accounts';
import type { ProviderCase } from './providers';
import { overrideFor, type ParameterSet, parameterSets } from './samples';

export interface Outcome {
	requests: Received[];
	sets: number;
	/** What went wrong, with the parameters that did it. */
	failures: string[];
}

const shortened = (value: unknown) => JSON.stringify(value, null, 1).replace(/\s+/g, ' ');

/** One provider: its node, its contract server, and what was found so far. */
export class Conformance {
	readonly server: ContractServer;

	private readonly node;

	private readonly credential;

	private readonly outcomes = new Map<string, Promise<Outcome>>();

	private executions = 0;

	constructor(readonly one: ProviderCase) {
		this.server = new ContractServer(one.key);
		this.node = new one.node();
		this.credential = new one.credential();
	}

	/** Each operation is run once, whoever asks first. */
	async outcome(resource: Resource, operation: Operation): Promise<Outcome> {
		const key = `${resource.value}.${operation.value}`;
		let found = this.outcomes.get(key);
		if (!found) {
			found = this.conform(resource, operation);
			this.outcomes.set(key, found);
		}
		return await found;
	}

	async all(): Promise<Outcome[]> {
		const outcomes: Outcome[] = [];
		for (const resource of this.one.provider.resources)
			for (const operation of resource.operations)
				outcomes.push(await this.outcome(resource, operation));
		return outcomes;
	}

	private async conform(resource: Resource, operation: Operation): Promise<Outcome> {
		const { overrides, accounts, provider } = this.one;
		const override = overrideFor(overrides, resource.value, operation.value);
		const host = operation.request.host ?? Object.keys(provider.hosts)[0];
		const outcome: Outcome = { requests: [], sets: 0, failures: [] };
		const allowed = new Set([
			routeOf(`${operation.request.method} ${operation.request.path}`),
			...(override.routes ?? []).map(routeOf),
		]);
		this.server.answering = { ...this.answering(operation), example: override.example };
		for (const set of parameterSets(resource, operation, override))
			for (const account of accounts) {
				if (account.host !== undefined && account.host !== host) continue;
				outcome.sets++;
				const items = [inputItem(set), inputItem(set)];
				let problems: string[];
				let requests: Received[] = [];
				try {
					const result = await this.run(set, account, items);
					requests = this.server.take();
					problems = problemsOf(result, requests, items.length, { host, allowed });
				} catch (error) {
					// n8n refuses to start a node whose form is not filled in properly.
					problems = [String(error)];
				}
				outcome.requests.push(...requests);
				if (problems.length)
					outcome.failures.push(
						`[${set.label}] ${problems.join('\n    ')}\n  parameters ${shortened(set.parameters)}\n  sent ${requests.map(({ method, target, query, body }) => shortened({ method, target, query, body })).join('\n    ')}`,
					);
			}
		return outcome;
	}

	/** n8n fills in the defaults, as it does in a workflow. */
	private async run(
		{ parameters }: ParameterSet,
		account: Account,
		items: INodeExecutionData[],
	): Promise<NodeResult> {
		return await runNode({
			node: this.node,
			parameters,
			items,
			credential: {
				type: this.credential,
				data: account.data((host) => this.server.base(host)),
			},
			executionId: String(++this.executions),
		});
	}

	/** Lists end after the example, and links to files lead to the server. */
	private answering(operation: Operation): ContractServer['answering'] {
		const { output, pager } = operation;
		const { unwrap = (body: unknown) => body } = this.one.provider;
		const link = output?.kind === 'file' ? [output.link ?? []].flat()[0] : undefined;
		return {
			file: output?.kind === 'file' && link === undefined,
			adapt: (body, count) => {
				const inner = unwrap(body);
				if (link !== undefined && isObject(inner))
					put(inner as IDataObject, link, this.server.fileUrl);
				// Both items ask at once, so the first two requests are the first pages.
				if (pager && output && count > 2) {
					const rows = rowsOf(output, inner);
					rows.length = 0;
				}
				return body;
			},
		};
	}
}

/** Two of these go in, so that pairing shows. */
function inputItem({ files }: ParameterSet): INodeExecutionData {
	if (!files.length) return { json: {} };
	const data = Buffer.from('sample').toString('base64');
	return {
		json: {},
		binary: Object.fromEntries(
			files.map(({ property, fileName, mimeType }) => [property, { data, fileName, mimeType }]),
		),
	};
}

/** Names of path parameters differ between node and contract, their places do not. */
export const routeOf = (route: string): string => route.replace(/\{[^}]+\}/g, '{}');

function problemsOf(
	{ error, items, run }: NodeResult,
	requests: Received[],
	inputs: number,
	expected: { host?: string; allowed: Set<string> },
): string[] {
	const problems: string[] = [];
	if (error) problems.push(`error: ${error.message} | ${error.description ?? ''}`);
	const fatal = run.data.resultData.error;
	if (!error && fatal) problems.push(`n8n failed: ${fatal.message}`);
	for (const { operation, problems: wrong, method, target } of requests) {
		if (!operation) problems.push(`${method} ${target} is not in the contract`);
		else if (
			!expected.allowed.has(routeOf(`${method} ${operation.path}`)) ||
			operation.host !== expected.host
		)
			problems.push(`${method} ${operation.path} of ${operation.host} is not the route declared`);
		problems.push(...wrong);
	}
	if (error || fatal) return problems;
	if (requests.length < inputs) problems.push(`${requests.length} requests for ${inputs} items`);
	const paired = new Set(
		items.map(({ pairedItem }) => (isObject(pairedItem) ? pairedItem.item : undefined)),
	);
	for (let index = 0; index < inputs; index++)
		if (!paired.has(index)) problems.push(`no output is paired with item ${index}`);
	if (paired.size > inputs) problems.push('an output is paired with no item');
	if (items.some(({ json }) => 'error' in json)) problems.push('an output has a top-level "error"');
	return problems;
}
