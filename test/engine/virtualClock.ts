/** Time that stands still until somebody waits: hours of waiting take no time, in the right order. */
import type { Clock } from '../../engine/http/clock';

export interface VirtualClock extends Clock {
	/** All waits so far, in milliseconds. */
	waits: number[];
	advance: (ms: number) => void;
}

/**
 * Waits end in the order of their time, each as soon as the real work in between has had a turn.
 * @param turnMs how long that is, of real time: with less, a slow answer may come after later waits
 */
export function virtualClock(start: number, turnMs = 3): VirtualClock {
	let now = start;
	const waits: number[] = [];
	const pending: Array<{ until: number; wake: () => void }> = [];
	let scheduled = false;
	const schedule = () => {
		if (scheduled || !pending.length) return;
		scheduled = true;
		setTimeout(() => {
			scheduled = false;
			pending.sort((a, b) => a.until - b.until);
			const next = pending.shift();
			if (next) {
				now = Math.max(now, next.until);
				next.wake();
			}
			schedule();
		}, turnMs);
	};
	return {
		waits,
		now: () => now,
		random: () => 1,
		advance: (ms) => {
			now += ms;
		},
		async wait(ms, signal) {
			if (signal?.aborted) return;
			if (ms > 0) waits.push(ms);
			await new Promise<void>((resolve) => {
				const one = { until: now + ms, wake: resolve };
				pending.push(one);
				// A wait that was called off takes no time.
				const callOff = () => {
					const place = pending.indexOf(one);
					if (place >= 0) pending.splice(place, 1);
					resolve();
				};
				signal?.addEventListener('abort', callOff, { once: true });
				schedule();
			});
		},
	};
}
