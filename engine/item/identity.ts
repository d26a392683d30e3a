/** The idempotency key of a message: the same for the same message, and for no other. */
import { createHash, randomUUID } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { IdempotencyKey, RequestParts } from '../define/types';
import type { Run } from './context';
import { isToolCall } from './ledger';

/** Instance, execution, node and run; `undefined` where there is no execution. Made once a run. */
const bases = new WeakMap<Run, { base?: string; isTool: boolean }>();
/** How often an agent's tool did the same thing in an execution: by the agent's execution data. */
const repeats = new WeakMap<object, Map<string, number>>();

/** n8n's word for an execution that has no ID yet. */
const NO_EXECUTION = '__UNKNOWN__';

function baseOf(run: Run) {
	const known = bases.get(run);
	if (known) return known;
	const { caller } = run;
	const execution = caller.getExecutionId();
	const isTool = isToolCall(caller);
	const made = {
		isTool,
		base:
			!execution || execution === NO_EXECUTION
				? undefined
				: [
						caller.getInstanceId(),
						execution,
						startOf(caller),
						caller.getNode().id,
						// A tool's run index counts n8n's retries as well.
						isTool ? 'tool' : (caller.getWorkflowDataProxy(0).$runIndex as number),
					].join('/'),
	};
	bases.set(run, made);
	return made;
}

/** When the execution began, so that an ID which n8n gives again (a restored backup) differs. */
const startOf = (caller: IExecuteFunctions): number | undefined =>
	(
		caller as { getExecutionContext?: () => { establishedAt?: number } | undefined }
	).getExecutionContext?.()?.establishedAt;

/**
 * The node's own key for what it is about to send. It differs by content and recipient too, so that a
 * provider never takes one message for another.
 *
 * @param place the item, and the entry of its list
 */
export function derivedKey(run: Run, place: string, parts: RequestParts): string {
	const { base, isTool } = baseOf(run);
	if (base === undefined) return randomUUID();
	const content = contentKey(`${base}/${place}`, parts);
	const count = isTool ? (repeatsOf(run).get(content) ?? 0) : 0;
	return asUuid(count ? sha256(`${content}/${count}`) : content);
}

/** Notes that it was done: when an agent does the same again, it means it. */
export function countRepeat(run: Run, place: string, parts: RequestParts): void {
	const { base, isTool } = baseOf(run);
	if (base === undefined || !isTool) return;
	const content = contentKey(`${base}/${place}`, parts);
	const counts = repeatsOf(run);
	counts.set(content, (counts.get(content) ?? 0) + 1);
}

function repeatsOf({ caller }: Run): Map<string, number> {
	const data = caller.getExecuteData() as object;
	const counts = repeats.get(data) ?? new Map<string, number>();
	repeats.set(data, counts);
	return counts;
}

const contentKey = (
	base: string,
	{ method, path, query, headers, body, files, links }: RequestParts,
) =>
	sha256(
		JSON.stringify([
			base,
			method,
			path,
			query,
			headers,
			body,
			files,
			// The signed links themselves differ each time.
			Object.entries(links ?? {}).map(([name, { property }]) => [name, property]),
		]),
	);

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const asUuid = (hash: string) =>
	hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

/** Characters of a key; longer ones are hashed. */
const LONGEST_KEY = 128;

/**
 * The person's own key as it is sent; `undefined` where there is none. A header carries only plain
 * Latin letters: other keys are hashed, so that different ones stay different.
 */
export function givenKey(given: unknown, { in: place }: IdempotencyKey): string | undefined {
	const key = typeof given === 'string' || typeof given === 'number' ? String(given).trim() : '';
	if (!key) return undefined;
	const fits =
		key.length <= LONGEST_KEY && (place === 'body' || /^[\x21-\x7e]+( [\x21-\x7e]+)*$/.test(key));
	return fits ? key : sha256(key);
}
