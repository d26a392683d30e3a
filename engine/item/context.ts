/** What all items of one run of a node share. */
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Scope } from '../once/store';
import { type Ledger, openLedger } from './ledger';

/** The node's options; times in milliseconds. */
export interface DeliveryOptions {
	concurrency: number;
	/** Sends per minute and credential; 0 is as fast as the provider answers. */
	perMinute: number;
	/** Total waiting for one item in retries. */
	maxWait: number;
	timeout: number;
	/** For phone numbers without country code; empty: the credential's. */
	country?: string;
	/** How far the pauses of the pace differ, 0 to 0.9. */
	vary: number;
	/** Where "sent before" is remembered; absent: nowhere. */
	once?: Scope;
	/** What an execution from the editor does. */
	testRuns: 'send' | 'skip' | 'instead';
	testNumber: string;
}

export interface Run {
	caller: IExecuteFunctions;
	options: DeliveryOptions;
	/** What earlier tries of n8n have done; `undefined` where n8n does not retry. */
	ledger?: Ledger;
	/** Aborted by the first failure (unless the node continues) and by a canceled execution. */
	stop: AbortSignal;
	/** The longest that an item has waited for the provider, in milliseconds. */
	waited: number;
	/** Nothing is sent: the output shows what would be. */
	preview?: boolean;
}

/** @param stop ends the run's work before its items are through */
export const openRun = (
	caller: IExecuteFunctions,
	options: DeliveryOptions,
	stop: AbortSignal,
): Run => ({
	caller,
	options,
	stop,
	ledger: openLedger(caller),
	waited: 0,
	preview: isTestRun(caller) && options.testRuns === 'skip',
});

/** The execution was started in the editor. */
export const isTestRun = (caller: IExecuteFunctions): boolean => caller.getMode() === 'manual';
