/** Send Once: a message goes out once, over all executions of its node or workflow. */
import { createHash } from 'crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { Cancelled } from '../http/exchange';
import {
	type Asker,
	type Before,
	confirm,
	flush,
	release,
	reserve,
	type Row,
	rowFor,
	type Scope,
} from './store';

export type { Before, Scope };

/** `sent`: taken by the provider. `open`: it may have been. `free`: certainly not, and may be later. */
export type Outcome = 'sent' | 'open' | 'free';

/** The right to send a message, or what is known about it already. */
export interface Grant {
	before?: Before;
	/** To be called once, with what became of the message. */
	settle: (outcome: Outcome) => void;
}

/** The `reason` of an item that was not sent, in the node's output. */
export const REASONS_NOT_SENT: Record<Before, string> = {
	sent: 'sent before',
	open: 'may have been sent before',
};

export interface Once {
	/** Milliseconds that noting takes. */
	took: () => number;
	/** @throws OperationalError, Cancelled; nothing may be sent then */
	ask: (key: string, stop: AbortSignal) => Promise<Grant>;
	/** Notes all that has become of the messages. @throws OperationalError */
	close: () => Promise<void>;
}

/** @param count items of the run */
export function openOnce(caller: IExecuteFunctions, scope: Scope, count: number): Once {
	const asker: Asker = { caller, scope, count };
	const row = rowFor(asker);
	return {
		took: () => row.took,
		ask: async (key, stop) => await ask(row, asker, sha256(key), stop),
		close: async () => await flush(row),
	};
}

async function ask(row: Row, asker: Asker, key: string, stop: AbortSignal): Promise<Grant> {
	for (let other = row.held.get(key); other; other = row.held.get(key)) {
		const outcome = await orStopped(other, stop);
		if (outcome !== 'free') return { before: outcome, settle: () => {} };
	}
	let end: (outcome: Outcome) => void = () => {};
	row.held.set(key, new Promise<Outcome>((resolve) => (end = resolve)));
	const letGo = (outcome: Outcome) => {
		row.held.delete(key);
		end(outcome);
	};
	const before = await reserve(row, asker, key).catch(async (error: Error) => {
		letGo('free');
		return await Promise.reject(error);
	});
	if (before) {
		letGo(before);
		return { before, settle: () => {} };
	}
	return {
		settle: (outcome) => {
			if (outcome === 'sent') confirm(row, key);
			if (outcome === 'free') release(row, key);
			letGo(outcome);
		},
	};
}

async function orStopped<T>(work: Promise<T>, stop: AbortSignal): Promise<T> {
	if (stop.aborted) throw new Cancelled();
	let cancel = () => {};
	const stopped = new Promise<never>((_resolve, reject) => {
		cancel = () => reject(new Cancelled());
		stop.addEventListener('abort', cancel, { once: true });
	});
	try {
		return await Promise.race([work, stopped]);
	} finally {
		stop.removeEventListener('abort', cancel);
	}
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

/**
 * What makes a message the same.
 * @param own the person's own key; empty: recipient and content count
 */
export function onceKey(own: unknown, recipient: string | undefined, content: unknown): string {
	const given = typeof own === 'string' || typeof own === 'number' ? String(own).trim() : '';
	return given ? `own ${given}` : `same ${JSON.stringify([recipient, content])}`;
}

/** The files of an item as far as they tell what is sent: their places differ in each execution. */
export const fileFacts = (caller: IExecuteFunctions, itemIndex: number, property: string) => {
	const file = caller.getInputData()[itemIndex]?.binary?.[property];
	return (
		file &&
		({
			name: file.fileName,
			type: file.mimeType,
			size: file.fileSize,
			bytes: file.bytes,
		} as IDataObject)
	);
};
