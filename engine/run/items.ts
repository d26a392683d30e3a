/** Works through all items of a node: in lanes, stoppable, remembered for n8n's retries, paired. */
import type {
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { Cancelled } from '../http/exchange';
import { errorJson, Failure } from '../http/failure';
import { type DeliveryOptions, openRun, type Run } from '../item/context';
import { doubtAbout } from '../item/ledger';
import { runLanes, type Task } from './lanes';

export type NodeError = NodeApiError | NodeOperationError;

/** An item that was read. */
export interface ReadItem {
	/** Names the recipient: items of one lane go out one after the other. */
	lane?: string;
	/** Does the item's work; throws when it failed. */
	perform: () => Promise<INodeExecutionData[]>;
}

/** What is done with each item. */
export interface ItemJob {
	/** How many items; default: all. */
	count?: number;
	options: DeliveryOptions;
	/** Sends and changes: outcomes are remembered, so that n8n's retries do not repeat them. */
	hasEffect: boolean;
	/** @throws WrongValue, and whatever n8n throws for a bad expression: nothing was sent */
	read: (index: number, run: Run) => ReadItem;
	toError: (error: unknown, index: number) => NodeError;
}

interface State {
	run: Run;
	job: ItemJob;
	outputs: Array<INodeExecutionData[] | undefined>;
	errors: Map<number, NodeError>;
	/** The node's setting "On Error" is to continue. */
	continues: boolean;
	/** Ends what has not been sent: after the first failure, unless the node continues. */
	stopper: AbortController;
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
	const stopper = new AbortController();
	const run = openRun(caller, job.options, stopper.signal);
	const state: State = {
		run,
		job,
		outputs: new Array<INodeExecutionData[] | undefined>(count),
		errors: new Map(),
		continues: caller.continueOnFail(),
		stopper,
	};
	const canceled = caller.getExecutionCancelSignal();
	const cancel = () => stopper.abort();
	canceled?.addEventListener('abort', cancel);
	await runLanes({
		count,
		concurrency: job.options.concurrency,
		stop: stopper.signal,
		read: (index) => taskFor(state, index),
	});
	canceled?.removeEventListener('abort', cancel);
	if (!state.continues && state.errors.size > 0) throw stopError(state, count);
	const result = flatten(state);
	if (run.ledger) run.ledger.failed = result[0]?.json.error !== undefined;
	return [result];
}

const NOTHING: Task = { run: async () => {} };

function taskFor(state: State, index: number): Task {
	const { run, job } = state;
	const known = run.ledger?.delivered.get(String(index));
	const unknown = run.ledger?.unknown.get(String(index));
	if (known) {
		state.outputs[index] = known;
		return NOTHING;
	}
	if (unknown) {
		setError(state, index, unknown);
		return NOTHING;
	}
	try {
		const { lane, perform } = job.read(index, run);
		return { lane, run: async () => await performOne(state, index, perform) };
	} catch (error) {
		// In its turn: those before it are sent first.
		return { run: async () => fail(state, index, error) };
	}
}

async function performOne(state: State, index: number, perform: ReadItem['perform']) {
	const { run, job } = state;
	try {
		const outputs = await perform();
		state.outputs[index] = outputs;
		if (job.hasEffect) run.ledger?.delivered.set(String(index), outputs);
	} catch (error) {
		fail(state, index, error);
	}
}

function fail(state: State, index: number, error: unknown): void {
	const { ledger } = state.run;
	const { toError } = state.job;
	const doubt = ledger && doubtAbout(ledger, index);
	if (error instanceof Cancelled && !doubt) return;
	let nodeError = toError(error, index);
	// What an earlier try may have done is not undone by a refusal of this one.
	if (doubt && nodeError.context.fate !== 'unknown')
		nodeError = toError(
			new Failure(doubt.problem, 'unknown', nodeError.message, doubt.again),
			index,
		);
	if (nodeError.context.fate === 'unknown' && nodeError.context.again === 'never')
		ledger?.unknown.set(String(index), nodeError);
	setError(state, index, nodeError);
}

/** With "stop" the first failure ends all waiting as well: for a pace, a retry, a slow-down. */
function setError(state: State, index: number, error: NodeError): void {
	state.errors.set(index, error);
	if (!state.continues) state.stopper.abort();
}

const NOT_SENT = 'The execution was canceled before this item was sent';

/** All outputs in order; in "continue" mode a failed item carries its own error. */
function flatten(state: State): INodeExecutionData[] {
	const result: INodeExecutionData[] = [];
	for (let index = 0; index < state.outputs.length; index++) {
		const error = state.errors.get(index);
		const outputs = state.outputs[index];
		const pairedItem = { item: index };
		if (error) result.push({ json: errorJson(error), pairedItem });
		else if (outputs) for (const output of outputs) result.push(output);
		else result.push({ json: { error: NOT_SENT, details: {} }, pairedItem });
	}
	return result;
}

/** The first error, plus a per-item summary. */
function stopError(state: State, count: number): NodeError {
	const { errors, outputs } = state;
	const { ledger } = state.run;
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
	const verb = state.job.hasEffect ? 'delivered' : 'done';
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
