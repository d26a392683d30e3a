/** What all items of one run of a node share. */
import type { IExecuteFunctions } from 'n8n-workflow';

import { type Ledger, openLedger } from './ledger';
import type { DeliveryOptions } from './options';

export interface Run {
	caller: IExecuteFunctions;
	options: DeliveryOptions;
	/** What earlier tries of n8n have done; `undefined` where n8n does not retry. */
	ledger?: Ledger;
	/** Aborted by the first failure (unless the node continues) and by a canceled execution. */
	stop: AbortSignal;
}

/** @param stop ends the run's work before its items are through */
export const openRun = (
	caller: IExecuteFunctions,
	options: DeliveryOptions,
	stop: AbortSignal,
): Run => ({ caller, options, stop, ledger: openLedger(caller) });
