/** Time, waiting and chance: one place, so that tests can run hours in milliseconds. */
import { sleep } from 'n8n-workflow';

export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Waits; returns early when the signal is aborted. */
	wait(ms: number, signal?: AbortSignal): Promise<void>;
	/** 0 to 1. */
	random(): number;
}

const realClock: Clock = {
	now: () => Date.now(),
	random: () => Math.random(),
	async wait(ms, signal) {
		if (!signal) return await sleep(ms);
		if (signal.aborted) return;
		let wake = () => {};
		const aborted = new Promise<void>((resolve) => {
			wake = resolve;
		});
		signal.addEventListener('abort', wake, { once: true });
		await Promise.race([sleep(ms), aborted]);
		signal.removeEventListener('abort', wake);
	},
};

export let clock: Clock = realClock;

/** For tests: replaces the clock and returns the function that puts the real one back. */
export function useClock(replacement: Clock): () => void {
	clock = replacement;
	return () => {
		clock = realClock;
	};
}
