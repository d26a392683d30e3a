import type { Problem } from '../core/contract';
import { MINUTE } from '../core/times';
import type { Answer, Dict, SandboxRequest } from '../core/types';
import { TRIAL_PER_MINUTE, TWOCHAT_DEMO } from './demo';
import type { Condition, Context, WhatsAppNumber } from './state';

/** A success; the body always has `success: true` too. */
export const ok = (fields: Dict = {}, status = 200): Answer => ({
	status,
	body: { success: true, ...fields },
});

/** The application's own refusals. */
export const refusal = (status: number, message: string, code?: string): Answer => ({
	status,
	body: {
		success: false,
		error: true,
		error_message: message,
		...(code === undefined ? {} : { error_code: code }),
	},
});

export const notFound = (what: string): Answer => refusal(404, `${what} not found`);

/** The framework's refusals of values. */
const malformed = (problems: Array<{ field: string; message: string }>): Answer => ({
	status: 422,
	body: {
		detail: problems.map(({ field, message }) => ({
			loc: ['body', ...field.split('.').filter(Boolean)],
			msg: message,
			type: 'value_error',
		})),
	},
});

/** Broken JSON and missing fields are a 400, wrong values a 422. */
export function invalid(problems: Problem[], request: SandboxRequest): Answer {
	const [first] = problems;
	if (first?.where === 'syntax') return refusal(400, 'Invalid JSON body');
	if (first?.where === 'path' && request.path.startsWith('/webhooks/subscribe/'))
		return refusal(400, 'Unknown event name');
	const missing = problems.find(({ keyword }) => keyword === 'required');
	if (missing) return refusal(400, `${missing.field || 'body'} is required`);
	return malformed(problems);
}

/** Answered by a proxy, not by the API itself. */
export const unknownRoute = (): Answer => ({ status: 404, body: { detail: 'Not Found' } });

const FAILURES: Record<number, Answer['body']> = {
	401: { detail: 'Invalid API Key' },
	403: { detail: 'Not authenticated' },
	409: { success: false, error: true, error_message: 'The number is booting' },
	410: { success: false, error: true, error_message: 'The number is connecting' },
	429: { message: 'Too many requests' },
	486: { success: false, error: true, error_message: 'The number is busy' },
	500: { message: 'Internal server error' },
	503: { message: 'Service unavailable' },
	504: { message: 'Gateway timeout' },
};

/** Each status in the body shape that it was seen with. */
export const failure = (status: number): Answer =>
	status in FAILURES ? { status, body: FAILURES[status] } : refusal(status, 'The request failed');

/**
 * Key, account, limit, credits. There is no header that says how long to wait. The number checks'
 * credits are a separate pool.
 */
export function authenticate(request: SandboxRequest, context: Context): Answer | undefined {
	const key = request.headers['x-user-api-key'];
	if (key === undefined) return failure(403);
	if (key !== TWOCHAT_DEMO.apiKey) return failure(401);
	const { account, limits, usage } = context.state;
	const now = context.now().getTime();
	const isInfo = request.operationId === 'getAccountInfo';
	if (account.expires_at !== null && Date.parse(account.expires_at) <= now)
		return refusal(402, account.on_trial ? 'Your trial has expired' : 'Your account has expired');
	// A blocked account still shows itself, so that a person can find out.
	if (account.blocked && !isInfo) return refusal(403, 'Your account is blocked');
	context.state.recent = context.state.recent.filter((time) => now - time < MINUTE);
	const perMinute = account.on_trial ? TRIAL_PER_MINUTE : limits.requests_per_minute;
	if (context.state.recent.length >= perMinute) return failure(429);
	const isCheck = request.operationId === 'checkNumber';
	const [used, most] = isCheck
		? [usage.number_check_count, usage.max_number_check_count]
		: [usage.api_request_count, usage.max_api_request_count];
	const price = isCheck && request.query['extra-information'] === 'true' ? 2 : 1;
	if (used + price > most) return refusal(402, 'You have no credits left');
	context.state.recent.push(now);
	if (isCheck) usage.number_check_count += price;
	else usage.api_request_count += price;
	return undefined;
}

const CONDITIONS: Record<Condition, Answer | undefined> = {
	ready: undefined,
	booting: failure(409),
	connecting: failure(410),
	disconnected: refusal(410, 'The number is disconnected'),
	busy: failure(486),
};

/** Why a number can't be used now. */
export const notReady = (number: WhatsAppNumber, context: Context): Answer | undefined =>
	CONDITIONS[
		context.state.conditions.get(number.uuid) ??
			(number.connection_status === 'C' ? 'ready' : 'disconnected')
	];

interface Paging {
	/** Names of the query parameters. */
	page?: string;
	size?: string;
	/** Default page size. */
	standard: number;
}

/** One page; pages count from zero. */
export function pageOf<T>(
	rows: readonly T[],
	request: SandboxRequest,
	{ page = 'page_number', size = 'results_per_page', standard }: Paging,
): { page: number; rows: T[]; hasMore: boolean } {
	const number = typeof request.query[page] === 'number' ? request.query[page] : 0;
	const asked = request.query[size];
	const length = typeof asked === 'number' ? asked : standard;
	const start = Math.max(0, number) * length;
	return {
		page: number,
		rows: rows.slice(start, start + length),
		hasMore: start + length < rows.length,
	};
}

const digits = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\D/g, '') : '';

/** Numbers are known with or without plus (a plus in a query arrives as a space). */
export const sameNumber = (one: unknown, other: unknown): boolean =>
	digits(one) !== '' && digits(one) === digits(other);

/** E.164, or a refusal that names the field. */
export const checkPhone = (field: string, value: unknown): Answer | undefined =>
	/^\+[1-9]\d{6,14}$/.test(String(value))
		? undefined
		: malformed([{ field, message: 'The phone number is not valid' }]);
