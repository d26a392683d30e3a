/**
 * Which messages were sent before, in n8n's own database, through its deduplication helper.
 *
 * The helper has one row for a node (or a workflow) with the hashes of all that was ever noted, and
 * reads and writes it as a whole: it is not atomic, and costs more the more it holds. So everything
 * in this process that belongs to one row goes through one queue, which notes what has gathered in
 * the meantime in one call.
 *
 * A message has two entries. "Reserved" is noted before it is sent, and stays. "Open" is noted with
 * it and taken away when the provider has answered: a message that still has it may or may not have
 * been delivered. Without entries it was refused, and may be sent again.
 */
import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';
import { OperationalError } from 'n8n-workflow';

import { ticks } from '../http/clock';

export type Scope = 'node' | 'workflow';

/** What an earlier run knows about a message: it was sent, or may have been. */
export type Before = 'sent' | 'open';

/** Messages that are remembered besides those of the present run; docs and the form say so. */
export const REMEMBERED = 20_000;

/** Who asks: its helpers lead to the row. */
export interface Asker {
	caller: IExecuteFunctions;
	scope: Scope;
	/** Items of the run, all of which must fit. */
	count: number;
}

interface Question {
	key: string;
	asker: Asker;
	answer: (before: Before | undefined) => void;
	fail: (error: Error) => void;
}

/** One row of n8n's table. */
export interface Row {
	/** Messages that are being sent in this process, and what becomes of them. */
	held: Map<string, Promise<'sent' | 'open' | 'free'>>;
	questions: Question[];
	/** Entries to take away with the next call. */
	obsolete: string[];
	/** Reserved by the last call; asked for once more, since another process may have overwritten them. */
	recent: string[];
	/** Milliseconds of the last round. */
	took: number;
	working?: Promise<void>;
	/** Somebody waits until all is noted. */
	flushing: boolean;
	asker: Asker;
}

const rows = new Map<string, Row>();

const reserved = (key: string) => `sent ${key}`;
const open = (key: string) => `open ${key}`;

/** The row of the asker's node or workflow; idle ones are forgotten. */
export function rowFor(asker: Asker): Row {
	const { caller, scope } = asker;
	const place = `${caller.getWorkflow().id}/${scope === 'node' ? caller.getNode().id : ''}`;
	for (const [other, { held, working }] of rows)
		if (other !== place && !held.size && !working) rows.delete(other);
	const row = rows.get(place) ?? {
		held: new Map(),
		questions: [],
		obsolete: [],
		recent: [],
		took: 0,
		flushing: false,
		asker,
	};
	row.asker = asker;
	rows.set(place, row);
	return row;
}

/**
 * Notes the message as about to be sent, unless it is known.
 * @throws OperationalError when n8n can't note it; nothing may be sent then
 */
export async function reserve(row: Row, asker: Asker, key: string): Promise<Before | undefined> {
	return await new Promise((answer, fail) => {
		row.questions.push({ key, asker, answer, fail });
		if (!row.working) void work(row);
	});
}

/** The provider has taken it. Noted with the next call, at the latest by `flush`. */
export const confirm = (row: Row, key: string): void => void row.obsolete.push(open(key));

/** It was certainly not sent, and may be sent later. */
export const release = (row: Row, key: string): void =>
	void row.obsolete.push(open(key), reserved(key));

/** Notes all that is left. @throws OperationalError */
export async function flush(row: Row): Promise<void> {
	if (!row.obsolete.length && !row.working) return;
	row.flushing = true;
	if (!row.working) void work(row);
	await row.working;
	// What could not be noted is still there.
	if (row.obsolete.length && !row.working) await forget(row);
}

async function work(row: Row): Promise<void> {
	let ended = () => {};
	row.working = new Promise((resolve) => (ended = resolve));
	// What is asked in the same moment belongs to one call.
	await Promise.resolve();
	while (row.questions.length || row.flushing) {
		row.flushing = false;
		const began = ticks();
		const questions = row.questions.splice(0);
		try {
			if (row.obsolete.length) await forget(row);
			if (questions.length) await answerAll(row, questions);
		} catch (error) {
			for (const { fail } of questions) fail(error as Error);
		}
		row.took = ticks() - began;
	}
	row.working = undefined;
	ended();
}

const settings = ({ count }: Asker): ICheckProcessedOptions => ({
	mode: 'entries',
	maxEntries: REMEMBERED + 2 * count,
});

async function answerAll(row: Row, questions: Question[]): Promise<void> {
	const { caller, scope } = row.asker;
	const most = questions.reduce(
		(big, { asker }) => (asker.count > big.count ? asker : big),
		row.asker,
	);
	const keys = questions.map(({ key }) => key);
	// Each once: n8n would note an entry twice that is twice in a call, and take away only one.
	const noted = new Set([...row.recent.filter((key) => row.held.has(key)), ...keys]);
	const entries = [...noted].flatMap((key) => [reserved(key), open(key)]);
	const found = await atN8n(caller.helpers.checkProcessedAndRecord(entries, scope, settings(most)));
	const isNew = new Set(found.new);
	// Of those that were sent, the call has noted "open" anew.
	const sent = keys.filter((key) => !isNew.has(reserved(key)) && isNew.has(open(key)));
	row.obsolete.push(...sent.map(open));
	if (sent.length) await forget(row);
	row.recent = keys.filter((key) => isNew.has(reserved(key)));
	for (const { key, answer } of questions)
		answer(isNew.has(reserved(key)) ? undefined : isNew.has(open(key)) ? 'sent' : 'open');
}

async function forget(row: Row): Promise<void> {
	const { caller, scope } = row.asker;
	const entries = row.obsolete.splice(0);
	const gone = atN8n(caller.helpers.removeProcessed(entries, scope, settings(row.asker)));
	await gone.catch(async (error: Error) => {
		row.obsolete.unshift(...entries);
		return await Promise.reject(error);
	});
}

const atN8n = async <T>(call: Promise<T>): Promise<T> =>
	await call.catch(
		async (error: Error) =>
			await Promise.reject(
				new OperationalError(
					`"Send Once" could not look up in n8n's database what was sent before: ${error.message}. Nothing was sent.`,
					{ cause: error },
				),
			),
	);
