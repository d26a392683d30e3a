/**
 * The session of a request. A session key is bound to one; with an account token the request has to name
 * it. Wapio documents `session_id` in the body of a message; on the other routes below /api its own
 * code sends `session_id` in body or query together with the header `x-session-id`.
 */
import { hasBody, locator, type Operation, type RequestParts } from '../../../engine/define';

const PICK = { search: 'sessions', example: 'bps_sess_ws_01j9x4k2v7' };

/** Path value {sessionId}. */
export const sessionId = locator(
	'session',
	'Session',
	'The session: one WhatsApp number connected to Wapio. Session > Get Many gives the IDs.',
	PICK,
	{ required: true, send: { as: 'sessionId' } },
);

/** Placed by `actsIn`. */
const actingSession = locator(
	'session',
	'Session',
	'The session (WhatsApp number) to use. Required with an account token (bps_pat_...). Leave it empty with a session key (bps_sk_...), which belongs to one session.',
	PICK,
	{ send: { in: 'nowhere' } },
);

export type SessionPlace = 'message' | 'body' | 'query';

/** @param session the chosen session's ID; none leaves the parts as they are */
export function placeSession(
	place: SessionPlace,
	parts: RequestParts,
	session: unknown,
): RequestParts {
	if (typeof session !== 'string') return parts;
	const body = { session_id: session, ...parts.body };
	if (place === 'message') return { ...parts, body };
	const headers = { ...parts.headers, 'x-session-id': session };
	return place === 'body'
		? { ...parts, headers, body }
		: { ...parts, headers, query: { ...parts.query, session_id: session } };
}

/** The operation with the field for its session. */
export function actsIn(operation: Operation): Operation {
	const { request } = operation;
	const place: SessionPlace =
		request.path === '/api/send-message' ? 'message' : hasBody(operation) ? 'body' : 'query';
	return {
		...operation,
		request: {
			...request,
			shape: (parts, values) =>
				placeSession(place, request.shape?.(parts, values) ?? parts, values.session),
		},
		fields: [actingSession, ...(operation.fields ?? [])],
	};
}
