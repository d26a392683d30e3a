/** The retry policy in words, from the table that the engine goes by. */
import { type Decision, POLICY, type Trouble } from '../../engine/retry';
import type { Effect } from '../../engine/types';
import { table } from './tables';

const TROUBLES: Record<Trouble, string> = {
	tooMany: '"Slow down" (status 429)',
	notReached: 'Not reached: connection refused, unknown host',
	refusedForNow: 'The provider\'s own "not now": number starting up or busy',
	serverBusy: 'Status 502, 503 or 504',
	serverError: 'Any other status from 500 on',
	lost: 'The connection broke, or no answer in time',
	unreadable: "A success that can't be read: cut off, not JSON",
	refused: 'Refused (any other status, or a failure told inside a success)',
	misconfigured: 'Certificate, proxy or address trouble on this side',
};

const EFFECTS: Record<Effect, string> = {
	read: 'Reading',
	idempotent: 'Changing, or sending with a key',
	send: 'Sending',
};

const DECISIONS: Record<Decision, string> = {
	retry: 'again',
	fail: 'fails',
	unknown: '**may have been delivered**',
};

export const policyTable = (): string =>
	table(
		['What happened', ...Object.values(EFFECTS)],
		(Object.keys(POLICY) as Trouble[]).map((trouble) => [
			TROUBLES[trouble],
			...(Object.keys(EFFECTS) as Effect[]).map((effect) => DECISIONS[POLICY[trouble][effect]]),
		]),
	);
