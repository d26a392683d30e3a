/** The one `execute` behind every action node. */
import type {
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeParameterValueType,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { deliver, type Task } from './delivery';
import { Cancelled } from './exchange';
import { errorJson, toNodeError } from './failure';
import { type Ledger, openLedger } from './ledger';
import { type DeliveryOptions, readDeliveryOptions } from './options';
import { perform } from './perform';
import { collect, effectOf } from './request';
import { openSession, type Session } from './session';
import type { Operation, Provider } from './types';

type NodeError = NodeApiError | NodeOperationError;

interface Run {
	caller: IExecuteFunctions;
	provider: Provider;
	operation: Operation;
	session: Session;
	options: DeliveryOptions;
	ledger?: Ledger;
	outputs: Array<INodeExecutionData[] | undefined>;
	errors: Map<number, NodeError>;
	/** The node's setting "On Error" is to continue. */
	goOn: boolean;
	/** Aborted by the first failure (unless the node goes on) and by a cancelled execution. */
	halt: AbortController;
}

const operationMaps = new WeakMap<Provider, Map<string, Operation>>();

/** The chosen operation; a map, because nodes have hundreds. */
export function findOperation(
	provider: Provider,
	resource: string,
	operation: string,
): Operation | undefined {
	let map = operationMaps.get(provider);
	if (!map) {
		map = new Map(
			provider.resources.flatMap((entry) =>
				entry.operations.map((one) => [`${entry.value}.${one.value}`, one] as const),
			),
		);
		operationMaps.set(provider, map);
	}
	return map.get(`${resource}.${operation}`);
}

/**
 * Runs the chosen operation for every input item: outputs in the order of the items, each paired.
 *
 * @throws NodeApiError | NodeOperationError on the first failure, unless the node continues on fail
 */
export async function run(
	caller: IExecuteFunctions,
	provider: Provider,
): Promise<INodeExecutionData[][]> {
	const resource = caller.getNodeParameter('resource', 0) as string;
	const value = caller.getNodeParameter('operation', 0) as string;
	const operation = findOperation(provider, resource, value);
	if (!operation)
		throw new NodeOperationError(
			caller.getNode(),
			`${provider.name} has no operation "${value}" for "${resource}"`,
			{ description: 'Open the node and choose an operation from the list.' },
		);
	const options = readDeliveryOptions(caller.getNodeParameter('options', 0, {}));
	const count = caller.getInputData().length;
	const state: Run = {
		caller,
		provider,
		operation,
		options,
		session: await openSession(caller, provider, options.timeout),
		ledger: openLedger(caller),
		outputs: new Array<INodeExecutionData[] | undefined>(count),
		errors: new Map(),
		goOn: caller.continueOnFail(),
		halt: new AbortController(),
	};
	const { goOn, halt } = state;
	const { signal } = state.session;
	const cancelled = () => halt.abort();
	signal?.addEventListener('abort', cancelled);
	await deliver({
		count,
		concurrency: options.concurrency,
		signal,
		stopped: () => halt.signal.aborted,
		prepare: async (index) => await prepareItem(state, index),
	});
	signal?.removeEventListener('abort', cancelled);
	if (!goOn && state.errors.size > 0) throw stopError(state, count);
	const result = flatten(state);
	if (state.ledger) state.ledger.failed = result[0]?.json.error !== undefined;
	return [result];
}

async function prepareItem(state: Run, index: number): Promise<Task> {
	const { caller, ledger, operation, provider } = state;
	const nothing: Task = { run: async () => {} };
	const known = ledger?.delivered.get(String(index));
	const unknown = ledger?.unknown.get(String(index));
	if (known) {
		state.outputs[index] = known;
		return nothing;
	}
	if (unknown) {
		setError(state, index, unknown);
		return nothing;
	}
	try {
		const read = (name: string, fallback: unknown) =>
			caller.getNodeParameter(
				name,
				index,
				fallback as NodeParameterValueType,
				{
					skipValidation: true,
				} as object,
			);
		const wanted = collect(operation, read, caller.getTimezone());
		const lane = effectOf(operation) === 'read' ? undefined : provider.recipient(wanted.values);
		return {
			lane,
			run: async () => {
				try {
					const outputs = await perform({
						...state,
						halt: state.halt.signal,
						itemIndex: index,
						wanted,
					});
					state.outputs[index] = outputs;
					if (effectOf(operation) !== 'read') ledger?.delivered.set(String(index), outputs);
				} catch (error) {
					fail(state, index, error);
				}
			},
		};
	} catch (error) {
		fail(state, index, error);
		return nothing;
	}
}

function fail(state: Run, index: number, error: unknown): void {
	if (error instanceof Cancelled) return;
	const { caller, provider, session, ledger } = state;
	const nodeError = toNodeError(error, {
		node: caller.getNode(),
		provider,
		secrets: session.secrets,
		itemIndex: index,
	});
	if (nodeError.context.fate === 'unknown' && nodeError.context.again === 'never')
		ledger?.unknown.set(String(index), nodeError);
	setError(state, index, nodeError);
}

/** With "stop" the first failure ends all waiting as well: for a pace, a retry, a slow-down. */
function setError(state: Run, index: number, error: NodeError): void {
	state.errors.set(index, error);
	if (!state.goOn) state.halt.abort();
}

/** All outputs in order; in "continue" mode a failed item carries its own error. */
function flatten(state: Run): INodeExecutionData[] {
	const result: INodeExecutionData[] = [];
	for (let index = 0; index < state.outputs.length; index++) {
		const error = state.errors.get(index);
		if (error) result.push({ json: errorJson(error), pairedItem: { item: index } });
		else for (const output of state.outputs[index] ?? []) result.push(output);
	}
	return result;
}

/** The first error, with an account of all items. */
function stopError(state: Run, count: number): NodeError {
	const failed = [...state.errors.keys()].sort((a, b) => a - b);
	const error = state.errors.get(failed[0] as number) as NodeError;
	if (state.ledger) state.ledger.failed = true;
	if (count === 1) return error;
	const done: number[] = [];
	const open: number[] = [];
	for (let index = 0; index < count; index++) {
		if (state.outputs[index]) done.push(index);
		else if (!state.errors.has(index)) open.push(index);
	}
	const verb = effectOf(state.operation) === 'read' ? 'done' : 'delivered';
	const account = `Of ${count} items ${done.length} were ${verb}${listed(done)}, ${failed.length} failed${listed(failed)}, ${open.length} were not sent${listed(open)}.`;
	// A remembered error comes here in each of n8n's retries: the account is of the last one.
	error.context.ownDescription ??= error.description ?? '';
	error.description = [error.context.ownDescription, account].filter(Boolean).join(' ');
	error.context.delivered = done.length;
	error.context.failed = failed.length;
	error.context.notSent = open.length;
	return error;
}

/** "(items 0 to 4, 7)"; long lists are cut. */
function listed(indexes: number[]): string {
	if (!indexes.length) return '';
	const spans: string[] = [];
	for (let start = 0; start < indexes.length; ) {
		let end = start;
		while (indexes[end + 1] === (indexes[end] as number) + 1) end++;
		spans.push(end > start ? `${indexes[start]} to ${indexes[end]}` : `${indexes[start]}`);
		start = end + 1;
	}
	const shown = spans.slice(0, 10).join(', ');
	return ` (items ${shown}${spans.length > 10 ? ', ...' : ''})`;
}
