/** The retry policy as one table, and how long to wait. Explained for users in docs/delivery.md. */
import type { Effect } from '../define/types';
import { clock } from './clock';

export type Trouble =
	/** HTTP 429. */
	| 'tooMany'
	/** The connection was never made: refused, unknown host, no route. Nothing was sent. */
	| 'notReached'
	/** The provider's own code for "not now" (number booting, busy). Nothing was sent. */
	| 'refusedForNow'
	/** HTTP 502, 503, 504. */
	| 'serverBusy'
	/** Any other 5xx. */
	| 'serverError'
	/** The connection broke, or no answer in time, after the request may have been read. */
	| 'lost'
	/** A success status whose body can't be read (cut off, not JSON) or does not say that it was done. */
	| 'unreadable'
	/** Any other refusal: 4xx, or a failure reported in a 2xx response. */
	| 'refused'
	/** Certificate, proxy or address trouble on our side. */
	| 'misconfigured';

/** `unknown`: not repeated; the message may have been delivered. */
export type Decision = 'retry' | 'fail' | 'unknown';

export const POLICY: Record<Trouble, Record<Effect, Decision>> = {
	tooMany: { read: 'retry', idempotent: 'retry', send: 'retry' },
	notReached: { read: 'retry', idempotent: 'retry', send: 'retry' },
	refusedForNow: { read: 'retry', idempotent: 'retry', send: 'retry' },
	serverBusy: { read: 'retry', idempotent: 'retry', send: 'unknown' },
	serverError: { read: 'fail', idempotent: 'fail', send: 'unknown' },
	lost: { read: 'retry', idempotent: 'retry', send: 'unknown' },
	unreadable: { read: 'retry', idempotent: 'retry', send: 'unknown' },
	refused: { read: 'fail', idempotent: 'fail', send: 'fail' },
	misconfigured: { read: 'fail', idempotent: 'fail', send: 'fail' },
};

/** Tries in all, where only time would bound them otherwise. */
const MAX_TRIES: Partial<Record<Trouble, number>> = {
	notReached: 5,
	serverBusy: 5,
	lost: 4,
	unreadable: 3,
};

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/**
 * Milliseconds that a `Retry-After` header names, in seconds or as a date; of several values the
 * longest. `undefined` where it names no time to come.
 */
export function retryAfter(header: unknown): number | undefined {
	const text = String(header ?? '').trim();
	const date = /[a-z]{3}/i.test(text) ? Date.parse(text) - clock.now() : NaN;
	const waits = [date, ...text.split(',').map(secondsIn)].filter((wait) => wait > 0);
	return waits.length ? Math.max(...waits) : undefined;
}

const secondsIn = (text: string): number =>
	/^\d+(\.\d+)?$/.test(text.trim()) ? Number(text) * 1000 : NaN;

/**
 * How long to wait before try number `tries + 1`, in milliseconds; `undefined` when there should
 * be none: too many tries, or the wait would go over what is left.
 *
 * @param asked what the provider names; a wait is never shorter than the engine's own
 */
export function nextWait(
	trouble: Trouble,
	tries: number,
	left: number,
	asked = 0,
): number | undefined {
	if (tries >= (MAX_TRIES[trouble] ?? Infinity)) return undefined;
	const backoff = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1));
	const wait = Math.max(asked, backoff * (0.5 + clock.random() / 2));
	return wait > left ? undefined : wait;
}
