import { MINUTE } from './times';

/** Counts requests per key in a sliding minute. */
export interface RateLimiter {
	/** Undefined when the request may pass, else the seconds to wait. */
	take(key: string): number | undefined;
	reset(): void;
}

/** @param perMinute asked at each request: tests change it while the sandbox runs */
export function createRateLimiter(
	perMinute: () => number | undefined,
	now: () => Date,
): RateLimiter {
	const seen = new Map<string, number[]>();
	return {
		take(key) {
			const limit = perMinute();
			if (limit === undefined) return undefined;
			const time = now().getTime();
			const recent = (seen.get(key) ?? []).filter((t) => time - t < MINUTE);
			seen.set(key, recent);
			if (recent.length >= limit) {
				const oldest = recent[0] ?? time;
				return Math.max(1, Math.ceil((oldest + MINUTE - time) / 1000));
			}
			recent.push(time);
			return undefined;
		},
		reset: () => seen.clear(),
	};
}
