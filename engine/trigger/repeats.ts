/**
 * Providers deliver again when an answer is late or lost. An event that this process has already
 * passed on within the window is dropped. Several webhook processes each have a memory of their own.
 */
import type { IWebhookFunctions } from 'n8n-workflow';

import { clock } from '../http/clock';

const WINDOW = 15 * 60_000;
/** Per node; at most about 100 bytes each. */
const MOST_KEYS = 10_000;

const memories = new Map<string, Map<string, number>>();

/** What names a node's memory; the test URL has one of its own. */
export const nodeKey = (context: IWebhookFunctions): string =>
	`${context.getWorkflow().id}/${context.getNode().id}/${context.getMode()}`;

/** True the first time a key is seen for this node within the window. */
export function isFirst(node: string, key: string): boolean {
	let seen = memories.get(node);
	if (!seen) {
		seen = new Map();
		memories.set(node, seen);
	}
	const now = clock.now();
	// Keys are in the order of their time: the old ones stand at the front.
	for (const [old, time] of seen) {
		if (now - time <= WINDOW && seen.size <= MOST_KEYS) break;
		seen.delete(old);
	}
	if (seen.has(key)) return false;
	seen.set(key, now);
	return true;
}

/** When a node's workflow is deactivated, and in tests. */
export const forget = (node: string): void => void memories.delete(node);
