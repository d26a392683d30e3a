/** One HTTP exchange through n8n, and what became of it. Nothing is thrown for HTTP errors. */
import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { Advice, Answer, Problem } from '../define/types';
import { at, isObject, parseJson } from '../define/values';
import { adviceFor } from './failure';
import { retryAfter, type Trouble } from './retry';
import type { Session } from './session';
import { discard, FILE_UNREADABLE, readText } from './streams';

export type Outcome =
	| { answer: Answer }
	| { trouble: Trouble; problem: Problem; wait?: number }
	/** An error before anything was sent that no retry can mend, as it was thrown. */
	| { error: unknown };

const NOT_REACHED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENETDOWN',
	'EADDRNOTAVAIL',
]);
const LOST =
	/^(ECONNRESET|ECONNABORTED|ETIMEDOUT|EPIPE|ERR_BAD_RESPONSE|ESOCKETTIMEDOUT|UND_ERR_.*|HPE_.*|ERR_STREAM_.*|Z_.*)$/;
const MISCONFIGURED = /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|ERR_INVALID_URL|ERR_FR_/;

/** What an answer may be. */
export interface Expected {
	/** The success is a file: its body comes back as a stream. */
	file?: boolean;
	/** A link that carries its own permission: asked without the credential. */
	open?: boolean;
	/** 404 is an answer ("no"). */
	missingIsAnswer?: boolean;
	/** Dotted paths, of which a success has one; without any it is not confirmed. */
	proof?: string[];
	/** The operation's own words about codes and statuses, before the provider's. */
	advice?: Record<string, Advice>;
}

/**
 * Sends once.
 *
 * @param options body and headers as they go out; the credential adds the rest
 */
export async function attempt(
	session: Session,
	options: IHttpRequestOptions,
	expect: Expected,
): Promise<Outcome> {
	let response: IN8nHttpFullResponse;
	const { body } = options;
	const { helpers } = session.caller;
	const asked: IHttpRequestOptions = {
		...options,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		encoding: expect.file ? 'stream' : 'text',
		timeout: session.timeout + uploadTime(options),
	};
	try {
		response = (await (expect.open
			? helpers.httpRequest({ ...asked, abortSignal: session.signal })
			: helpers.httpRequestWithAuthentication.call(
					session.caller as never,
					session.provider.credential,
					// A redirected POST would be sent twice, and its credential to a stranger.
					{ ...asked, disableFollowRedirect: true },
					{ credentialsDecrypted: session.credential },
				))) as IN8nHttpFullResponse;
	} catch (error) {
		return networkOutcome(error, session);
	} finally {
		discard(body);
	}
	return await readAnswer(session, response, expect);
}

/** Bytes per millisecond that an upload is given time for: a line of one megabit per second. */
const SLOWEST_UPLOAD = 125;
/** Milliseconds for a file of unknown size. */
const ANY_UPLOAD = 900_000;

/** n8n's time limit runs from the start of the request, so that a large file needs more of it. */
function uploadTime({ body, headers = {} }: IHttpRequestOptions): number {
	if (typeof body !== 'object' || body === null || !('pipe' in body)) return 0;
	const size = Number(headers['Content-Length']);
	return Number.isFinite(size) ? Math.ceil(size / SLOWEST_UPLOAD) : ANY_UPLOAD;
}

async function readAnswer(
	session: Session,
	response: IN8nHttpFullResponse,
	{ file, open, missingIsAnswer, proof, advice }: Expected,
): Promise<Outcome> {
	const status = response.statusCode;
	const headers = response.headers as Record<string, string>;
	const good = status >= 200 && status < 300;
	if (file && good && (open || !headers['content-type']?.includes('json')))
		return { answer: { status, headers, body: response.body } };
	let text: string;
	try {
		text = file ? await readText(response.body as never) : String(response.body ?? '');
	} catch (error) {
		return networkOutcome(error, session);
	}
	const { body, readable } = parse(text);
	const answer: Answer = { status, headers, body };
	if (status === 404 && missingIsAnswer) return { answer };
	const problem = open
		? {
				status,
				message: BEHIND_LINK,
				...(status < 500 && status !== 429 ? { advice: EXPIRED } : {}),
			}
		: withAdvice(session.provider.problem(answer), advice);
	if (status === 429)
		return {
			trouble: 'tooMany',
			problem: problem ?? { status },
			wait: retryAfter(headers['retry-after']),
		};
	if (problem && adviceFor(session.provider, problem).retry)
		return { trouble: 'refusedForNow', problem, wait: retryAfter(headers['retry-after']) };
	if (good && !readable)
		return {
			trouble: 'unreadable',
			problem: { status, message: "the response can't be read", details: excerpt(text) },
		};
	if (good && problem?.unconfirmed) return { trouble: 'unreadable', problem };
	if (good && !problem && proof && !proof.some((path) => at(body, path) !== undefined))
		return { trouble: 'unreadable', problem: { status, message: NOTHING_SAID } };
	if (good && !problem) return { answer };
	const reported = { status, ...problem, message: problem?.message ?? bodyMessage(body) };
	if ([502, 503, 504].includes(status)) return { trouble: 'serverBusy', problem: reported };
	if (status >= 500) return { trouble: 'serverError', problem: reported };
	return { trouble: 'refused', problem: reported };
}

const NOTHING_SAID = 'the answer does not say whether it was done';
const BEHIND_LINK = "the file behind the link can't be downloaded";
const EXPIRED: Advice = {
	todo: 'The link may have expired: run this node again to get a new one.',
};

function withAdvice(problem: Problem | undefined, own: Record<string, Advice> = {}) {
	if (!problem) return undefined;
	const advice = (problem.code ? own[problem.code] : undefined) ?? own[String(problem.status)];
	return advice ? { ...problem, advice } : problem;
}

/** Providers answer JSON; an empty body is fine, anything else can't be relied on. */
function parse(text: string): { body: unknown; readable: boolean } {
	if (text.trim() === '') return { body: undefined, readable: true };
	const body = parseJson(text);
	return body instanceof Error ? { body: text, readable: false } : { body, readable: true };
}

const excerpt = (text: string) => `It begins with: ${text.trim().slice(0, 120)}`;

const bodyMessage = (body: unknown): string | undefined => {
	if (typeof body === 'string') {
		const plain = body
			.replace(/<[^>]+>/g, ' ')
			.replace(/\s+/g, ' ')
			.trim();
		return plain ? plain.slice(0, 200) : undefined;
	}
	return isObject(body) && typeof body.message === 'string' ? body.message : undefined;
};

/** What an error without an answer, or in the middle of one, means. */
export function networkOutcome(error: unknown, session: Session): Outcome {
	const { code, message, http } = rootOf(error);
	const problem = (what: string): Problem => ({ status: 0, message: what });
	if (session.signal?.aborted) return { error };
	if (code === FILE_UNREADABLE)
		return {
			trouble: 'misconfigured',
			problem: {
				...problem(message ?? code),
				advice: {
					todo: 'Nothing was delivered. Have an earlier node get the file again, then run this node again.',
				},
			},
		};
	if (code && NOT_REACHED.has(code))
		return { trouble: 'notReached', problem: problem(`the server can't be reached (${code})`) };
	if (code && MISCONFIGURED.test(code))
		return { trouble: 'misconfigured', problem: problem(message ?? code) };
	if ((code && LOST.test(code)) || http)
		return {
			trouble: 'lost',
			problem: problem(
				code === 'ECONNABORTED' || code === 'ETIMEDOUT'
					? `no answer within ${session.timeout / 1000} seconds`
					: `the connection broke off${code ? ` (${code})` : ''}`,
			),
		};
	return { error: causeOf(error) };
}

interface ErrorLike {
	code?: unknown;
	message?: string;
	cause?: unknown;
	isAxiosError?: boolean;
}

/** n8n wraps network errors; the code that tells what happened is somewhere below. */
function rootOf(error: unknown): { code?: string; message?: string; http: boolean } {
	let http = false;
	let message: string | undefined;
	for (let inner = error as ErrorLike | undefined, depth = 0; inner && depth < 6; depth++) {
		http ||= inner.isAxiosError === true;
		message = inner.message ?? message;
		if (typeof inner.code === 'string') return { code: inner.code, message, http };
		inner = inner.cause as ErrorLike | undefined;
	}
	return { message, http };
}

/** Errors of our own (a missing part of the credential) come wrapped as well. */
function causeOf(error: unknown): unknown {
	const { cause } = error as ErrorLike;
	return cause instanceof Error ? cause : error;
}
