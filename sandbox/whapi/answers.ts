import { loadContract, type Problem } from '../core/contract';
import { asDict, asText } from '../core/values';
import type { Answer, Handler, SandboxRequest } from '../core/types';
import { resolvePointer } from '../core/pointer';
import { WHAPI_DEMO } from './demo';
import type { Context, WhapiState } from './state';

export const CONTRACT = 'whapi.openapi.yaml';

const MESSAGES: Record<number, string> = {
	400: 'Wrong request parameters',
	401: 'Channel not authorized',
	402: 'Trial limit exceeded',
	403: 'Forbidden',
	404: 'Not found',
	406: 'Not acceptable',
	409: 'Conflict',
	413: 'Payload too large',
	415: 'Unsupported media type',
	422: 'Unprocessable',
	429: 'Too many requests',
	500: 'Internal error',
};

/** The one error body that the provider has. */
export const refusal = (status: number, details?: string): Answer => ({
	status,
	body: {
		error: {
			code: status,
			message: MESSAGES[status] ?? 'Error',
			...(details === undefined ? {} : { details }),
			href: 'https://whapi.cloud/docs/errors',
			support: 'support@example.com',
		},
	},
});

export const ok = (body: unknown = { success: true }): Answer => ({ status: 200, body });

export const notFound = (what: string): Answer => refusal(404, `${what} not found`);

/** A refusal made by a fault. */
export const failure = (status: number): Answer => refusal(status);

export const unknownRoute = (request: SandboxRequest): Answer =>
	refusal(404, `${request.method} ${request.path} does not exist`);

/** The refusal of a request that breaks the contract: its problems in one line. */
export function invalid(problems: Problem[]): Answer {
	const [first] = problems;
	if (first?.where === 'contentType') return refusal(415, first.message);
	return refusal(
		400,
		problems.map(({ where, field, message }) => `${where}.${field} ${message}`.trim()).join('; '),
	);
}

const statuses = new Map<string, Set<string>>();

/** The statuses that the documentation gives an operation. */
function documented(operationId: string, status: number): boolean {
	let known = statuses.get(operationId);
	if (!known) {
		const contract = loadContract(CONTRACT);
		const { pointer = '' } = contract.operation(operationId) ?? {};
		const responses = asDict(resolvePointer(contract.document, pointer).responses);
		known = new Set(Object.keys(responses));
		statuses.set(operationId, known);
	}
	return known.has(String(status));
}

/** A refusal that the operation does not document becomes a documented one with the same text. */
function asDocumented(operationId: string, answer: Answer): Answer {
	if (answer.status < 400 || documented(operationId, answer.status)) return answer;
	const { error } = asDict(answer.body);
	return refusal(documented(operationId, 400) ? 400 : 500, asText(asDict(error).details));
}

/** Handlers that refuse only with documented statuses. */
export const documentedHandlers = (
	handlers: Record<string, Handler<WhapiState>>,
): Record<string, Handler<WhapiState>> =>
	Object.fromEntries(
		Object.entries(handlers).map(([operationId, handler]): [string, Handler<WhapiState>] => [
			operationId,
			async (request, context) => asDocumented(operationId, await handler(request, context)),
		]),
	);

/** Bearer token or `?token=`; then whether the number is connected, then what a trial has left. */
export function authenticate(request: SandboxRequest, context: Context): Answer | undefined {
	const given = request.headers.authorization?.replace(/^Bearer /, '') ?? request.query.token;
	if (given !== WHAPI_DEMO.token) return refusal(401, 'the token is unknown');
	const operationId = asText(request.operationId);
	const { connection, trial } = context.state;
	if (connection.text !== 'AUTH' && documented(operationId, 401))
		return refusal(401, `the channel is in state ${connection.text}: scan the QR code first`);
	if (trial && documented(operationId, 402)) {
		if (trial.requests <= 0) return refusal(402, 'requests: 0 left');
		trial.requests -= 1;
	}
	return undefined;
}

interface Page<T> {
	count: number;
	total: number;
	offset: number;
	rows: T[];
}

/** One page by `count` (100) and `offset` (0). */
export function page<T>(rows: readonly T[], request: SandboxRequest): Page<T> {
	const { count, offset } = request.query;
	const size = typeof count === 'number' ? count : 100;
	const start = typeof offset === 'number' ? offset : 0;
	const shown = rows.slice(start, start + size);
	return { count: shown.length, total: rows.length, offset: start, rows: shown };
}

/** A page with its rows under the list's own name. */
export function paged<T>(name: string, list: readonly T[], request: SandboxRequest): Answer {
	const { rows, ...about } = page(list, request);
	return ok({ [name]: rows, ...about });
}
