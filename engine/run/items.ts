/** Works through all items of a node: in lanes, stoppable, remembered for n8n's retries, paired. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Reason } from '../define/reasons';
import { Cancelled } from '../http/exchange';
import { errorJson, Failure } from '../http/failure';
import { openRun, type Run } from '../item/context';
import { doubtAbout } from '../item/ledger';
import { type Grant, openOnce, type Outcome, REASONS_NOT_SENT } from '../once/once';
import { account } from './account';
import { Ahead } from './ahead';
import { addHints } from './hints';
import type { ItemJob, NodeError, ReadItem } from './job';
import { runLanes, type Task } from './lanes';

interface State {
	run: Run;
	job: ItemJob;
	outputs: Array<INodeExecutionData[] | undefined>;
	errors: Map<number, NodeError>;
	/** The node's setting "On Error" is to continue. */
	continues: boolean;
	/** Ends what has not been sent: after the first failure, unless the node continues. */
	stopper: AbortController;
	/** With "Send Once". */
	ahead?: Ahead;
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
	const once = job.once && openOnce(caller, job.once, count);
	if (once)
		state.ahead = new Ahead({
			count,
			concurrency: job.options.concurrency,
			once,
			stop: stopper.signal,
			isKnown: (index) => isKnown(state, index),
			read: (index) => job.read(index, run),
		});
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
	await state.ahead?.close();
	await once?.close();
	addHints(caller, [...state.errors.values()], state.outputs, run.waited);
	if (!state.continues && state.errors.size > 0) throw stopError(state, count);
	const result = flatten(state);
	if (run.ledger) run.ledger.failed = result[0]?.json.error !== undefined;
	return [result];
}

const NOTHING: Task = { run: async () => {} };

/** An earlier try of n8n has delivered it, or left it in doubt. */
const isKnown = ({ run: { ledger } }: State, index: number): boolean =>
	ledger?.delivered.has(String(index)) === true || ledger?.unknown.has(String(index)) === true;

function taskFor(state: State, index: number): Task {
	const { run, job, ahead } = state;
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
		const taken = ahead?.take(index) ?? { item: job.read(index, run) };
		if ('error' in taken) throw taken.error;
		const { item, grant } = taken;
		return {
			lane: item.lane,
			run: async () => await performOne(state, index, item, grant),
		};
	} catch (error) {
		// In its turn: those before it are sent first.
		return { run: async () => fail(state, index, error) };
	}
}

async function performOne(state: State, index: number, item: ReadItem, asked?: Promise<Grant>) {
	const { run, job } = state;
	let grant: Grant | undefined;
	try {
		grant = await asked;
		const isRepeat = grant?.before && !(run.ledger && doubtAbout(run.ledger, index));
		if (!isRepeat && asked && run.stop.aborted) throw new Cancelled();
		const outputs =
			grant?.before && isRepeat
				? [notSent(index, REASONS_NOT_SENT[grant.before])]
				: await item.perform();
		grant?.settle('sent');
		for (const { json } of outputs) complete(json, item, asked !== undefined);
		state.outputs[index] = outputs;
		if (job.hasEffect) run.ledger?.delivered.set(String(index), outputs);
	} catch (error) {
		fail(state, index, error, item.to);
		grant?.settle(outcomeOf(state, index));
	}
}

/** An item that is left out. */
const notSent = (index: number, reason: string): INodeExecutionData => ({
	json: { sent: false, reason },
	pairedItem: { item: index },
});

/** Who got it; with "Send Once" also whether it was sent now, so that a workflow can branch on it. */
function complete(json: IDataObject, { to }: ReadItem, isOnce: boolean): void {
	if (to !== undefined && json.to === undefined) json.to = to;
	if (isOnce && json.sent === undefined) json.sent = true;
}

/** What a failed item means for its message. */
function outcomeOf({ errors }: State, index: number): Outcome {
	return errors.get(index)?.context.fate === 'unknown' ? 'open' : 'free';
}

function fail(state: State, index: number, error: unknown, to?: string): void {
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
	if (to !== undefined) nodeError.context.to ??= to;
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
		else
			result.push({
				json: { error: NOT_SENT, details: { reason: 'stopped' satisfies Reason } },
				pairedItem,
			});
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
	const told = account(state.job.hasEffect ? 'delivered' : 'done', { done, known, unknown, open });
	// A remembered error comes here in each of n8n's retries: the account is of the last one.
	error.context.ownDescription ??= error.description ?? '';
	error.description = [error.context.ownDescription, told].filter(Boolean).join(' ');
	error.context.delivered = done.length;
	error.context.failed = known.length;
	error.context.unknown = unknown.length;
	error.context.notSent = open.length;
	return error;
}
