import { setTimeout as pause } from 'node:timers/promises';

export interface WaitOptions {
	/** What is waited for, as the error names it: "Gave up waiting for ..." */
	for: string;
	/** Milliseconds. */
	limitMs: number;
	/** Pause between two looks, in milliseconds. */
	everyMs?: number;
	/** Text for the error, called only after the time limit. */
	detail?: () => string;
}

/**
 * Looks again and again until `look` returns something other than undefined, and resolves to it.
 * An error thrown by `look` ends the waiting at once; so does the time limit.
 */
export async function waitFor<T>(
	look: () => Promise<T | undefined> | T | undefined,
	options: WaitOptions,
): Promise<T> {
	const deadline = Date.now() + options.limitMs;
	for (;;) {
		const found = await look();
		if (found !== undefined) return found;
		if (Date.now() >= deadline) {
			const detail = options.detail ? `\n${options.detail()}` : '';
			throw new Error(`Gave up waiting for ${options.for} after ${options.limitMs} ms${detail}`);
		}
		await pause(options.everyMs ?? 100);
	}
}
