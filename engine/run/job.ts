/** What a node does with its items, as `runItems` takes it. */
import type { INodeExecutionData, NodeApiError, NodeOperationError } from 'n8n-workflow';

import type { DeliveryOptions, Run } from '../item/context';
import type { Scope } from '../once/once';

export type NodeError = NodeApiError | NodeOperationError;

/** An item that was read. */
export interface ReadItem {
	/** Names the recipient: items of one lane go out one after the other. */
	lane?: string;
	/** Whom a message goes to, for the output. */
	to?: string;
	/** What makes the message the same, for "Send Once". */
	onceKey?: string;
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
	/** Messages that were sent before are left out. */
	once?: Scope;
	/** @throws WrongValue, and whatever n8n throws for a bad expression: nothing was sent */
	read: (index: number, run: Run) => ReadItem;
	toError: (error: unknown, index: number) => NodeError;
}
