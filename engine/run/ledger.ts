/**
 * What was delivered, so that n8n's own "Retry On Fail" does not send it again.
 *
 * n8n runs `execute` again with the same execution data object in each retry, and with another one
 * in each run of a loop; a WeakMap keyed by that object therefore lives exactly as long as needed.
 * It is used again only after a failed try: an AI agent that calls a tool twice means it.
 */
import type {
	IExecuteFunctions,
	INodeExecutionData,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

export interface Ledger {
	/** Outputs by "item" or "item.part". */
	delivered: Map<string, INodeExecutionData[]>;
	/** Fate unknown: failing again is the only safe answer. */
	unknown: Map<string, NodeApiError | NodeOperationError>;
	/** The try ended in a way that makes n8n run the node again. */
	failed: boolean;
}

const ledgers = new WeakMap<object, Ledger>();

/** The ledger of this run; `undefined` where n8n will not retry, so that nothing is kept. */
export function openLedger(caller: IExecuteFunctions): Ledger | undefined {
	if (caller.getNode().retryOnFail !== true) return undefined;
	const key = caller.getExecuteData() as object | undefined;
	if (!key) return undefined;
	const before = ledgers.get(key);
	const ledger: Ledger = before?.failed
		? before
		: { delivered: new Map(), unknown: new Map(), failed: false };
	ledger.failed = false;
	ledgers.set(key, ledger);
	return ledger;
}
