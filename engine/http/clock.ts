/** Time, waiting and chance: one place, so that tests can run hours in milliseconds. */
import { sleep } from 'n8n-workflow';

export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/** Waits; returns early when the signal is aborted. */
	wait(ms: number, signal?: AbortSignal): Promise<void>;
	/** 0 to 1. */
	random(): number;
	/** Milliseconds since some moment; never goes back, even when the computer's clock is set. */
	ticks?(): number;
}

/** n8n's `sleep` can't be ended, so that a long wait is made of short ones: none is left behind. */
const LONGEST_SLEEP = 1_000;

const realClock: Clock = {
	now: () => Date.now(),
	random: () => Math.random(),
	ticks: () => performance.now(),
	async wait(ms, signal) {
		if (signal?.aborted) return;
		let wake = () => {};
		const aborted = new Promise<void>((resolve) => {
			wake = resolve;
		});
		signal?.addEventListener('abort', wake, { once: true });
		const end = performance.now() + ms;
		for (let left = ms; left >= 0 && !signal?.aborted; left = end - performance.now()) {
			await Promise.race([sleep(Math.min(left, LONGEST_SLEEP)), aborted]);
			if (left < 1) break;
		}
		signal?.removeEventListener('abort', wake);
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

let seen = -Infinity;
let behind = 0;

/** Milliseconds for measuring how long something takes: they never go back. */
export function ticks(): number {
	if (clock.ticks) return clock.ticks();
	const now = clock.now() + behind;
	if (now < seen) behind += seen - now;
	seen = Math.max(seen, now);
	return seen;
}
