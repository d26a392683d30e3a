/**
 * Providers deliver an event again when an answer is late or lost. An event that n8n has taken within
 * the window is a repeat and is dropped. One that n8n has not taken is never a repeat: a key is held
 * for a call, kept if n8n answers that call well, and given back if it does not. Several webhook
 * processes each have their own memory.
 */
import { createHash } from 'crypto';
import type { IWebhookFunctions } from 'n8n-workflow';

import { clock } from '../http/clock';

const WINDOW = 15 * 60_000;
/** In all, about 150 bytes each. */
const MOST_KEYS = 50_000;
/** Milliseconds that a call waits to see what becomes of an earlier one with the same event. */
const PATIENCE = 8_000;
const LOOK_EVERY = 100;

/** As much of the call's response as shows what n8n has answered. */
type Response = Pick<
	ReturnType<IWebhookFunctions['getResponseObject']>,
	'headersSent' | 'statusCode' | 'once'
>;

interface Entry {
	since: number;
	/** The response of the call that holds the key; none once n8n has answered it well. */
	response?: Response;
}

/** In the order of time. */
const memory = new Map<string, Entry>();

/** The keys that a call holds. */
const held = new WeakMap<Response, string[]>();

/** What names a node's part of the memory; the test URL has its own. */
export const nodeKey = (context: IWebhookFunctions): string =>
	`${context.getWorkflow().id}/${context.getNode().id}/${context.getMode()}`;

const isGood = ({ statusCode }: Response): boolean => statusCode < 400;

/** `open`: n8n has not answered the call yet. */
function fateOf({ response }: Entry): 'taken' | 'refused' | 'open' {
	if (!response) return 'taken';
	if (!response.headersSent) return 'open';
	return isGood(response) ? 'taken' : 'refused';
}

/**
 * Holds a key for this call. If another call holds it, waits for n8n's answer to that one.
 *
 * @returns false for a repeat: n8n has taken the event, or the same call brought it before
 */
export async function isFirst(context: IWebhookFunctions, key: string): Promise<boolean> {
	const response: Response = context.getResponseObject();
	const digest = createHash('sha256').update(key).digest('base64url').slice(0, 22);
	const name = `${nodeKey(context)}/${digest}`;
	for (let waited = 0; waited < PATIENCE; waited += LOOK_EVERY) {
		dropOld();
		const entry = memory.get(name);
		const fate = entry ? fateOf(entry) : 'refused';
		if (fate === 'taken' || entry?.response === response) return false;
		if (fate === 'refused') break;
		await clock.wait(LOOK_EVERY);
	}
	hold(name, response);
	return true;
}

function hold(name: string, response: Response): void {
	// Taken out first, so that it is put at the end.
	memory.delete(name);
	memory.set(name, { since: clock.now(), response });
	const names = held.get(response);
	if (names) return void names.push(name);
	held.set(response, [name]);
	// A caller that hangs up gets no answer. Then the response is looked at when the event comes again.
	response.once('finish', () => settle(response));
}

/** n8n has answered: the keys are kept or given back, and the response is let go. */
function settle(response: Response): void {
	for (const name of held.get(response) ?? []) {
		const entry = memory.get(name);
		if (entry?.response !== response) continue;
		if (isGood(response)) entry.response = undefined;
		else memory.delete(name);
	}
	held.delete(response);
}

function dropOld(): void {
	const now = clock.now();
	for (const [name, { since }] of memory) {
		if (now - since <= WINDOW && memory.size <= MOST_KEYS) break;
		memory.delete(name);
	}
}

/** For tests: forgets everything, or the events of one node ("workflow/node/mode"). */
export function forget(node = ''): void {
	for (const name of memory.keys()) if (name.startsWith(node)) memory.delete(name);
}
