/** Executions as n8n stores them, and as tests and the demo want to read them. */
import type { IDataObject, IRunExecutionData, INodeExecutionData, ITaskData } from 'n8n-workflow';
import { parseFlatted } from './flatted';

export interface StoredExecution {
	id: string;
	workflowId: string;
	status: string;
	mode: string;
	/** In the flatted form. */
	data: string;
}

export interface NodeRun {
	node: string;
	/** Items of the first output that has any; `[]` when none came out. */
	items: INodeExecutionData[];
	/** Items of each output. */
	outputs: INodeExecutionData[][];
	error?: string;
	/** Milliseconds. */
	took: number;
}

export interface Execution {
	id: string;
	workflowId: string;
	/** n8n's own word: success, error, canceled, crashed, running, waiting, ... */
	status: string;
	mode: string;
	ended: boolean;
	/** The error that ended it: n8n's message, with its description after a dash. */
	error?: string;
	/** In the order in which they ran; a node in a loop has several. */
	runs: NodeRun[];
	/** The last run of a node, or undefined when it did not run. */
	node(name: string): NodeRun | undefined;
	/** The `json` of the items that a node's last run returned. */
	json(name: string): IDataObject[];
}

/** n8n's words for executions that have not ended. */
export const UNFINISHED = ['new', 'running', 'waiting', 'unknown'];

function errorText(error: ITaskData['error']): string | undefined {
	if (!error) return undefined;
	const { message, description } = error as { message: string; description?: string | null };
	return description && description !== message ? `${message} - ${description}` : message;
}

function nodeRun(node: string, task: ITaskData): NodeRun {
	const outputs = (task.data?.main ?? []).map((items) => items ?? []);
	return {
		node,
		outputs,
		items: outputs.find((items) => items.length > 0) ?? [],
		error: errorText(task.error),
		took: task.executionTime,
	};
}

/** Turns a stored execution into one that can be read. */
export function toExecution(stored: StoredExecution): Execution {
	// A run that has not stored anything yet has an empty array, which is not of the form.
	const stores = stored.data && stored.data !== '[]';
	const data = stores ? (parseFlatted(stored.data) as Partial<IRunExecutionData>) : {};
	const ordered = Object.entries(data.resultData?.runData ?? {})
		.flatMap(([node, tasks]) => tasks.map((task) => ({ node, task })))
		.sort((a, b) => a.task.executionIndex - b.task.executionIndex);
	const runs = ordered.map(({ node, task }) => nodeRun(node, task));
	// n8n stores the status a moment before the data: a success without a run is not all there yet.
	const isStored = stored.status !== 'success' || runs.length > 0;
	const ended = !UNFINISHED.includes(stored.status) && isStored;
	const last = (name: string) => runs.findLast(({ node }) => node === name);
	return {
		id: stored.id,
		workflowId: stored.workflowId,
		status: stored.status,
		mode: stored.mode,
		ended,
		error: errorText(data.resultData?.error as ITaskData['error']),
		runs,
		node: last,
		json: (name) => last(name)?.items.map(({ json }) => json) ?? [],
	};
}
