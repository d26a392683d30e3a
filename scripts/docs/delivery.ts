/** The retry policy in words, from the engine's table. */
import { type Decision, POLICY, type Trouble } from '../../engine/http/retry';
import type { Effect } from '../../engine/define/types';
import { table } from './tables';

const TROUBLES: Record<Trouble, string> = {
	tooMany: '"Slow down" (status 429)',
	notReached: "Can't be reached: connection refused, unknown host, broken before anything was sent",
	refusedForNow: 'The provider\'s own "not now": the number is starting up or busy',
	serverBusy: 'Status 502, 503 or 504',
	serverError: 'Any other status of 500 or above',
	lost: 'The connection broke later, or there was no answer in time',
	unreadable:
		"A success that can't be relied on: cut off, not JSON, or without a word about what was done",
	refused: 'Refused: any other status, or a failure reported inside a success',
	misconfigured: 'A problem with the certificate, proxy or address on your side',
};

const EFFECTS: Record<Effect, string> = {
	read: 'Read',
	idempotent: 'Change, or send with a key',
	send: 'Send',
};

const DECISIONS: Record<Decision, string> = {
	retry: 'try again',
	fail: 'fail',
	unknown: '**may have been delivered**',
};

/** What the engine does after each kind of failure, from its policy table. */
export const policyTable = (): string =>
	table(
		['What happened', ...Object.values(EFFECTS)],
		(Object.keys(POLICY) as Trouble[]).map((trouble) => [
			TROUBLES[trouble],
			...(Object.keys(EFFECTS) as Effect[]).map((effect) => DECISIONS[POLICY[trouble][effect]]),
		]),
	);
