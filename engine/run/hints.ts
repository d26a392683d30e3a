/** What is worth a look although the node went on: shown by n8n above its output. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { REASONS_NOT_SENT } from '../once/once';
import type { NodeError } from './job';

const WORTH_TELLING = 10_000;

const items = (count: number) => `${count} ${count === 1 ? 'item' : 'items'}`;

/**
 * Adds the hints of a run.
 * @param errors of the items that failed
 * @param outputs by item
 * @param waited the longest that an item has waited for the provider, in milliseconds
 */
export function addHints(
	caller: IExecuteFunctions,
	errors: NodeError[],
	outputs: Array<INodeExecutionData[] | undefined>,
	waited = 0,
): void {
	const counts = { doubt: 0, failedOver: 0, sent: 0, open: 0 };
	for (const { context } of errors)
		if (context.fate === 'unknown' && context.again !== 'always') counts.doubt++;
	for (const output of outputs) {
		const json = output?.[0]?.json;
		if (json?.tried !== undefined) counts.failedOver++;
		if (json?.reason === REASONS_NOT_SENT.sent) counts.sent++;
		if (json?.reason === REASONS_NOT_SENT.open) counts.open++;
	}
	const hints = [
		counts.doubt &&
			`${items(counts.doubt)} may have been delivered: the provider did not confirm. Look them up before you send them again.`,
		counts.failedOver && `${items(counts.failedOver)} went out through another gateway.`,
		counts.sent && `${items(counts.sent)} left out: sent before.`,
		counts.open &&
			`${items(counts.open)} left out: they may have been sent before. Look them up; to send one anyway, give it another Send Once Key.`,
		waited >= WORTH_TELLING &&
			`An item waited ${Math.round(waited / 1000)} seconds, because the provider asked to slow down or could not be reached.`,
	].filter((hint) => typeof hint === 'string');
	if (hints.length)
		caller.addExecutionHints(
			...hints.map((message) => ({ message, location: 'outputPane' as const })),
		);
}
