import { createHash } from 'node:crypto';
import type { Problem } from '../core/contract';
import type { Answer, SandboxRequest } from '../core/types';
import { asDict, asText } from '../core/values';
import { WAPIO_DEMO } from './demo';
import type { Context, Session } from './state';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const REASONS: Record<number, [code: string, message: string]> = {
	400: ['bad_request', 'The request cannot be read'],
	401: ['unauthorized', 'Unauthenticated'],
	403: ['forbidden', 'This token may not do this'],
	404: ['not_found', 'Not found'],
	409: ['invalid_state', 'The session is not in a state that allows this'],
	422: ['validation_error', 'Validation failed'],
	429: ['rate_limited', 'Rate limit exceeded'],
};

/** The one error body that all routes share. */
export function refusal(
	status: number,
	message?: string,
	more: { code?: string; errors?: Record<string, string[]> } = {},
): Answer {
	const [code, usual] = REASONS[status] ?? ['server_error', 'Internal error'];
	return {
		status,
		body: {
			success: false,
			message: message ?? usual,
			reason_code: more.code ?? code,
			...(more.errors ? { errors: more.errors } : {}),
		},
		...(status === 429 ? { headers: { 'retry-after': '60' } } : {}),
	};
}

export const ok = (body: unknown = { success: true }, status = 200): Answer => ({ status, body });

export const notFound = (what: string): Answer => refusal(404, `${what} not found`);

/** A refusal of one value, as the checks of the contract refuse it too. */
export const wrongField = (name: string, message: string): Answer =>
	refusal(422, undefined, { errors: { [name]: [message] } });

/** A refusal made by a fault; the fault sets its Retry-After. */
export function failure(status: number): Answer {
	const { headers: _pause, ...answer } = refusal(status);
	return answer;
}

export const unknownRoute = (request: SandboxRequest): Answer =>
	refusal(404, `${request.method} ${request.path} does not exist`);

/** The refusal of a request that breaks the contract: its problems by field. */
export function invalid(problems: Problem[]): Answer {
	if (problems.some(({ where }) => where === 'syntax')) return refusal(400);
	const errors: Record<string, string[]> = {};
	for (const { field, message } of problems) (errors[field || 'body'] ??= []).push(message);
	return refusal(422, undefined, { errors });
}

/** Operations that a session key may not use. */
const ACCOUNT_ONLY = [
	'createSession',
	'deleteSession',
	'regenerateSessionKey',
	'setSessionWebhook',
	'deleteSessionWebhook',
];

const tokenOf = (request: SandboxRequest): string =>
	/^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';

const isAccountToken = (request: SandboxRequest): boolean =>
	tokenOf(request) === WAPIO_DEMO.accountToken;

/** The session that a session key is bound to. */
function ownSession(request: SandboxRequest, context: Context): Session | undefined {
	const hash = sha256(tokenOf(request));
	return [...context.state.sessions.values()].find(({ keyHash }) => keyHash === hash);
}

/** The refusal, if the token is unknown or may not use the operation. */
export function authenticate(request: SandboxRequest, context: Context): Answer | undefined {
	if (isAccountToken(request)) return undefined;
	if (!ownSession(request, context)) return refusal(401);
	return ACCOUNT_ONLY.includes(asText(request.operationId))
		? refusal(403, 'This route needs an account token')
		: undefined;
}

/** The sessions that the token sees, without deleted ones. */
export function visibleSessions(request: SandboxRequest, context: Context): Session[] {
	const all = [...context.state.sessions.values()].filter(({ status }) => status !== 'deleted');
	return isAccountToken(request) ? all : all.filter((one) => one === ownSession(request, context));
}

type InSession = (session: Session, request: SandboxRequest, context: Context) => Answer;

/** A route with the session in its path: others' sessions do not exist for a session key. */
export const onSession =
	(run: InSession) =>
	(request: SandboxRequest, context: Context): Answer => {
		const wanted = asText(request.params.sessionId);
		const session = visibleSessions(request, context).find((one) => one.session_id === wanted);
		return session ? run(session, request, context) : notFound('Session');
	};

/**
 * A route below /api: a session key acts as its own session; an account token names one by
 * `session_id` in body or query, or by the header `x-session-id`.
 */
export const inSession =
	(run: InSession) =>
	(request: SandboxRequest, context: Context): Answer => {
		const wanted =
			asText(asDict(request.body).session_id) ||
			asText(request.query.session_id) ||
			asText(request.headers['x-session-id']);
		const own = ownSession(request, context);
		if (own && wanted && wanted !== own.session_id)
			return refusal(403, 'A session key acts for its own session only');
		if (!own && !wanted)
			return wrongField('session_id', 'An account token has to name the session');
		const session =
			own ?? visibleSessions(request, context).find((one) => one.session_id === wanted);
		return session ? run(session, request, context) : notFound('Session');
	};

/** The same while the session is connected. */
export const whileConnected = (run: InSession) =>
	inSession((session, request, context) =>
		session.status === 'connected'
			? run(session, request, context)
			: refusal(409, `The session is not connected: it is ${session.status}`),
	);

/** Requests are counted per account: both kinds of token share the limit. */
export const limitKey = (): string => 'account';
