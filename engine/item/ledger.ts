/**
 * What became of each item, so that n8n's own "Retry On Fail" does not send it again.
 *
 * n8n runs `execute` again with the same execution data object in each retry, and with another one
 * in each run of a loop; a WeakMap keyed by that object therefore lives exactly as long as needed.
 * All tool calls of an AI agent share the agent's object: there the call's own arguments are the key.
 * A ledger is used again only after a failed try: an AI agent that calls a tool twice means it.
 */
import type {
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import type { Problem, RequestParts } from '../define/types';
import type { Again } from '../http/failure';

/** A request that may have been carried out, and is repeated only as it was. */
export interface Doubt {
	problem: Problem;
	again: Again;
	/** What was sent, with its key. */
	parts: RequestParts;
}

export interface Ledger {
	/** Outputs by "item" or "item.part". */
	delivered: Map<string, INodeExecutionData[]>;
	/** Fate unknown: failing again is the only safe answer. */
	unknown: Map<string, NodeApiError | NodeOperationError>;
	/** Fate unknown, but safe to repeat; by "item" or "item.part". */
	doubts: Map<string, Doubt>;
	/** The gateway that may have taken an item: no other may send it. */
	takers: Map<number, string>;
	/** The try ended in a way that makes n8n run the node again. */
	failed: boolean;
}

/** The doubt about an item, or about an entry of its list. */
export function doubtAbout({ doubts }: Ledger, index: number): Doubt | undefined {
	const own = doubts.get(String(index));
	if (own || !doubts.size) return own;
	for (const [place, doubt] of doubts) if (place.startsWith(`${index}.`)) return doubt;
	return undefined;
}

const ledgers = new WeakMap<object, Map<string, Ledger>>();

/** The node runs as the tool of an AI agent, in the agent's own execution data. */
export function isToolCall(caller: IExecuteFunctions): boolean {
	const { node } = (caller.getExecuteData() as { node?: { id?: string } } | undefined) ?? {};
	return node !== undefined && node.id !== caller.getNode().id;
}

/** The ledger of this run; `undefined` where n8n will not retry, so that nothing is kept. */
export function openLedger(caller: IExecuteFunctions): Ledger | undefined {
	const { id, retryOnFail } = caller.getNode();
	if (retryOnFail !== true) return undefined;
	const key: unknown = isToolCall(caller)
		? caller.getInputData()[0]?.json
		: caller.getExecuteData();
	if (typeof key !== 'object' || key === null) return undefined;
	const byNode = ledgers.get(key) ?? new Map<string, Ledger>();
	ledgers.set(key, byNode);
	const before = byNode.get(id);
	const ledger: Ledger = before?.failed
		? before
		: {
				delivered: new Map(),
				unknown: new Map(),
				doubts: new Map(),
				takers: new Map(),
				failed: false,
			};
	ledger.failed = false;
	byNode.set(id, ledger);
	return ledger;
}
