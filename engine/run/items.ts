/** Works through all items of a node: in lanes, stoppable, remembered for n8n's retries, paired. */
import type {
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { Cancelled } from '../http/exchange';
import { errorJson } from '../http/failure';
import { deliver, type Task } from './lanes';
import { type Ledger, openLedger } from './ledger';

export type NodeError = NodeApiError | NodeOperationError;

/** What is done with each item. */
export interface ItemJob {
	/** How many items; default: all. */
	count?: number;
	concurrency: number;
	/** Sends and changes: outcomes are remembered, so that n8n's retries do not repeat them. */
	hasEffect: boolean;
	/**
	 * Reads the item and gives the work to do; `lane` names the recipient.
	 * @throws WrongValue, and whatever n8n throws for a bad expression: nothing was sent
	 */
	prepare: (
		index: number,
		ledger: Ledger | undefined,
	) => { lane?: string; work: (halt: AbortSignal) => Promise<INodeExecutionData[]> };
	toError: (error: unknown, index: number) => NodeError;
}

interface State extends ItemJob {
	ledger?: Ledger;
	outputs: Array<INodeExecutionData[] | undefined>;
	errors: Map<number, NodeError>;
	/** The node's setting "On Error" is to continue. */
	goOn: boolean;
	/** Aborted by the first failure (unless the node goes on) and by a cancelled execution. */
	halt: AbortController;
}

/**
 * Runs the job for every input item: outputs in the order of the items.
 * @throws NodeApiError | NodeOperationError on the first failure, unless the node continues on fail
 */
export async function runItems(
	caller: IExecuteFunctions,
	job: ItemJob,
): Promise<INodeExecutionData[][]> {
	const count = job.count ?? caller.getInputData().length;
	const state: State = {
		...job,
		ledger: openLedger(caller),
		outputs: new Array<INodeExecutionData[] | undefined>(count),
		errors: new Map(),
		goOn: caller.continueOnFail(),
		halt: new AbortController(),
	};
	const { goOn, halt } = state;
	const signal = caller.getExecutionCancelSignal();
	const cancelled = () => halt.abort();
	signal?.addEventListener('abort', cancelled);
	await deliver({
		count,
		concurrency: job.concurrency,
		halt: halt.signal,
		prepare: (index) => prepareItem(state, index),
	});
	signal?.removeEventListener('abort', cancelled);
	if (!goOn && state.errors.size > 0) throw stopError(state, count);
	const result = flatten(state);
	if (state.ledger) state.ledger.failed = result[0]?.json.error !== undefined;
	return [result];
}

const NOTHING: Task = { run: async () => {} };

function prepareItem(state: State, index: number): Task {
	const { ledger } = state;
	const known = ledger?.delivered.get(String(index));
	const unknown = ledger?.unknown.get(String(index));
	if (known) {
		state.outputs[index] = known;
		return NOTHING;
	}
	if (unknown) {
		setError(state, index, unknown);
		return NOTHING;
	}
	try {
		const { lane, work } = state.prepare(index, ledger);
		return {
			lane,
			run: async () => {
				try {
					const outputs = await work(state.halt.signal);
					state.outputs[index] = outputs;
					if (state.hasEffect) ledger?.delivered.set(String(index), outputs);
				} catch (error) {
					fail(state, index, error);
				}
			},
		};
	} catch (error) {
		fail(state, index, error);
		return NOTHING;
	}
}

function fail(state: State, index: number, error: unknown): void {
	if (error instanceof Cancelled) return;
	const nodeError = state.toError(error, index);
	if (nodeError.context.fate === 'unknown' && nodeError.context.again === 'never')
		state.ledger?.unknown.set(String(index), nodeError);
	setError(state, index, nodeError);
}

/** With "stop" the first failure ends all waiting as well: for a pace, a retry, a slow-down. */
function setError(state: State, index: number, error: NodeError): void {
	state.errors.set(index, error);
	if (!state.goOn) state.halt.abort();
}

/** All outputs in order; in "continue" mode a failed item carries its own error. */
function flatten(state: State): INodeExecutionData[] {
	const result: INodeExecutionData[] = [];
	for (let index = 0; index < state.outputs.length; index++) {
		const error = state.errors.get(index);
		if (error) result.push({ json: errorJson(error), pairedItem: { item: index } });
		else for (const output of state.outputs[index] ?? []) result.push(output);
	}
	return result;
}

/** The first error, plus a per-item summary. */
function stopError(state: State, count: number): NodeError {
	const { errors, outputs, ledger } = state;
	const error = errors.get(Math.min(...errors.keys())) as NodeError;
	if (ledger) ledger.failed = true;
	if (count === 1) return error;
	const done: number[] = [];
	const known: number[] = [];
	const unknown: number[] = [];
	const open: number[] = [];
	for (let index = 0; index < count; index++) {
		// What an earlier try did counts, also where this one stopped before it came to it.
		const key = String(index);
		if (outputs[index] ?? ledger?.delivered.has(key)) done.push(index);
		else if (ledger?.unknown.has(key) || errors.get(index)?.context.fate === 'unknown')
			unknown.push(index);
		else (errors.has(index) ? known : open).push(index);
	}
	const verb = state.hasEffect ? 'delivered' : 'done';
	const account = [
		`Of ${count} items ${done.length} were ${verb}${listed(done)}`,
		...(known.length || !unknown.length ? [`${known.length} failed${listed(known)}`] : []),
		...(unknown.length ? [`${unknown.length} may have been ${verb}${listed(unknown)}`] : []),
		`${open.length} were not sent${listed(open)}.`,
	].join(', ');
	// A remembered error comes here in each of n8n's retries: the account is of the last one.
	error.context.ownDescription ??= error.description ?? '';
	error.description = [error.context.ownDescription, account].filter(Boolean).join(' ');
	error.context.delivered = done.length;
	error.context.failed = known.length;
	error.context.unknown = unknown.length;
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
