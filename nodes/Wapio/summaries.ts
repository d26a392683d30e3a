/** The fields that "Simplify" keeps of each kind of row. */
import type { Kept } from '../../engine/define';

export const messageInfoSummary: Kept[] = [
	'message_id',
	'session_id',
	'to',
	'kind',
	'status',
	'accepted_at',
	'delivered_at',
	'read_at',
	'failed_at',
	'failure_reason',
];

/** A session is deleted in the background: the answer has the state of the deletion. */
export const deletionSummary: Kept[] = [
	'deleted',
	'session_id',
	'operation_id',
	'operation_type',
	'status',
	'status_url',
	'started_at',
	'finished_at',
	'result',
	'error',
];
