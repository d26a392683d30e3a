/** Time limits of exchanges in real time, kept by one loop for the whole process. */
import { sleep } from 'n8n-workflow';

export interface Deadline {
	/** Moves the limit to so many milliseconds from now. */
	extend: (ms: number) => void;
	/** True after the limit has passed. */
	isOver: () => boolean;
	end: () => void;
}

interface Watched {
	at: number;
	over: boolean;
	whenOver: () => void;
}

const LOOK_EVERY = 200;
const watched = new Set<Watched>();
let watching = false;

async function watch(): Promise<void> {
	watching = true;
	while (watched.size) {
		await sleep(LOOK_EVERY);
		const now = performance.now();
		for (const one of watched)
			if (one.at <= now) {
				watched.delete(one);
				one.over = true;
				one.whenOver();
			}
	}
	watching = false;
}

/**
 * Calls `whenOver` after so many milliseconds, unless it is ended before. Real time, not the
 * engine's clock: this is about sockets.
 */
export function deadline(ms: number, whenOver: () => void): Deadline {
	const one: Watched = { at: performance.now() + ms, over: false, whenOver };
	watched.add(one);
	if (!watching) void watch();
	return {
		extend: (more) => {
			one.at = performance.now() + more;
		},
		isOver: () => one.over,
		end: () => void watched.delete(one),
	};
}
