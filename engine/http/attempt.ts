/** One HTTP exchange through n8n, and what became of it. Nothing is thrown for HTTP errors. */
import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { Advice, Answer, Problem } from '../define/types';
import { at, isHollow, isObject, parseJson, WrongValue } from '../define/values';
import { deadline, type Deadline } from './deadline';
import { adviceFor } from './failure';
import { redact } from './redact';
import { retryAfter, type Trouble } from './retry';
import type { Caller, Session } from './session';
import { chainOf, socketOf, type Stage, stageOf } from './stage';
import { discard, FILE_UNREADABLE, readText } from './streams';

export type Outcome =
	| { answer: Answer }
	| { trouble: Trouble; problem: Problem; wait?: number }
	/** The execution was canceled; `left`: when the request was on its way or answered. */
	| { canceled: true; left: boolean }
	/** An error that no retry can mend, as it was thrown; `left`: perhaps after the request was sent. */
	| { error: unknown; left: boolean };

/** What an answer may be. */
export interface Expected {
	/** The success is a file: its body comes back as a stream. */
	file?: boolean;
	/** A link that carries its own permission: requested without the credential. */
	open?: boolean;
	/** 404 is an answer ("no"). */
	missingIsAnswer?: boolean;
	/** Dotted paths ("": the answer itself), of which a success has one; else it is not confirmed. */
	proof?: string[];
	/** The operation's own words about codes and statuses, before the provider's. */
	advice?: Record<string, Advice>;
	/** Takes in the body of a success; when that breaks off, the attempt has failed. */
	receive?: (answer: Answer) => Promise<Answer>;
}

/**
 * Sends once and reads the answer, within one time limit for both.
 *
 * @param options body and headers as they go out; the credential adds the rest
 */
export async function attempt(
	session: Session,
	options: IHttpRequestOptions,
	expect: Expected,
): Promise<Outcome> {
	const limit = session.timeout + uploadTime(options);
	const controller = new AbortController();
	const cancel = () => controller.abort();
	session.signal?.addEventListener('abort', cancel);
	if (session.signal?.aborted) cancel();
	const time = deadline(limit, cancel);
	try {
		return await within(session, { ...options, timeout: limit }, expect, controller.signal, time);
	} finally {
		time.end();
		session.signal?.removeEventListener('abort', cancel);
	}
}

/** The attempt itself: the request, its answer, and the file that came with it. */
async function within(
	session: Session,
	options: IHttpRequestOptions,
	expect: Expected,
	signal: AbortSignal,
	time: Deadline,
): Promise<Outcome> {
	let response: IN8nHttpFullResponse;
	try {
		response = await send(session, options, expect, signal);
	} catch (error) {
		const answer = answerIn(error);
		if (!answer) return failureOf(error, session, { stage: stageOf(error), late: time.isOver() });
		if (isRefusedByProxy(options.url, error)) return byProxy(answer);
		response = answer;
	} finally {
		discard(options.body);
	}
	try {
		const outcome = await readAnswer(session, response, expect);
		if (!expect.receive || !('answer' in outcome)) return outcome;
		time.extend(session.timeout + downloadTime(response.headers as Record<string, string>));
		return { answer: await expect.receive(outcome.answer) };
	} catch (error) {
		return failureOf(error, session, { stage: 'after', late: time.isOver() });
	}
}

/** Statuses that a proxy may answer with, in place of the server. */
const MAYBE_A_PROXY = [403, 407, ...Array.from({ length: 100 }, (_, index) => 500 + index)];

/** n8n's helper signs the request, and throws only what a proxy may have answered. */
async function send(
	session: Session,
	options: IHttpRequestOptions,
	{ file, open }: Expected,
	abortSignal: AbortSignal,
): Promise<IN8nHttpFullResponse> {
	const { caller, provider, credential } = session;
	const request: IHttpRequestOptions = {
		...options,
		returnFullResponse: true,
		// Those that are thrown come with the connection that they came over.
		ignoreHttpStatusErrors: { ignore: true, except: MAYBE_A_PROXY },
		encoding: file ? 'stream' : 'text',
		abortSignal,
	};
	// Of a compressed file that is cut short nobody would notice it.
	if (file) request.headers = { 'Accept-Encoding': 'identity', ...request.headers };
	if (open) return (await caller.helpers.httpRequest(request)) as IN8nHttpFullResponse;
	const limited = limitedCaller(caller);
	// n8n's helper reads it at once, before anything else can.
	limited.signal = abortSignal;
	return (await caller.helpers.httpRequestWithAuthentication.call(
		limited.caller as never,
		provider.credential,
		// A redirected POST would be sent twice, and its credential to a stranger.
		{ ...request, disableFollowRedirect: true },
		{ credentialsDecrypted: credential },
	)) as IN8nHttpFullResponse;
}

/** A caller as n8n's helper sees it: the signal is that of the attempt, which has a time limit. */
interface Limited {
	caller: Caller;
	signal?: AbortSignal;
}

const limitedCallers = new WeakMap<Caller, Limited>();

/** Made once a run: making one is costly. */
function limitedCaller(caller: Caller): Limited {
	const known = limitedCallers.get(caller);
	if (known) return known;
	const limited: Limited = {
		caller: Object.create(caller, {
			getExecutionCancelSignal: { value: () => limited.signal },
		}) as Caller,
	};
	limitedCallers.set(caller, limited);
	return limited;
}

/** Bytes per millisecond that a file is given time for: a line of one megabit per second. */
const SLOWEST = 125;
/** Milliseconds for a file of unknown size. */
const ANY_FILE = 900_000;

const timeFor = (size: number) => (Number.isFinite(size) ? Math.ceil(size / SLOWEST) : ANY_FILE);

/** A time limit runs from the start of the request, so that a large file needs more of it. */
function uploadTime({ body, headers = {} }: IHttpRequestOptions): number {
	if (typeof body !== 'object' || body === null || !('pipe' in body)) return 0;
	return timeFor(Number(headers['Content-Length']));
}

const downloadTime = (headers: Record<string, string>) =>
	timeFor(Number(headers['content-length'] ?? NaN));

/** @throws what broke the answer off */
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
	const content = await readText(response.body, file ? MOST_OF_AN_ERROR : Infinity);
	const text = redact(content, session.keys);
	const { body, readable } = parse(text);
	const answer: Answer = { status, headers, body };
	if (status < 200) return { trouble: 'lost', problem: { status, message: 'there was no answer' } };
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
	if (
		good &&
		!problem &&
		proof &&
		status !== 204 &&
		!proof.some((path) => !isHollow(at(body, path)))
	)
		return { trouble: 'unreadable', problem: { status, message: NOTHING_SAID } };
	if (good && !problem) return { answer };
	const reported = { status, ...problem, message: problem?.message ?? bodyMessage(body) };
	if ([502, 503, 504].includes(status)) return { trouble: 'serverBusy', problem: reported };
	if (status >= 500) return { trouble: 'serverError', problem: reported };
	return { trouble: 'refused', problem: reported };
}

const NOTHING_SAID = 'the answer does not say whether it was done';

/** Bytes that are read where a file was expected and something else came. */
const MOST_OF_AN_ERROR = 65_536;

/** The answer that an error was made of; one that broke off is none. */
function answerIn(error: unknown): IN8nHttpFullResponse | undefined {
	const { response } = chainOf(error).find((one) => one.response) ?? {};
	if (!isAnswer(response) || response.data === undefined) return undefined;
	const { status, headers, data } = response;
	return { statusCode: status, headers, body: data } as IN8nHttpFullResponse;
}

const isAnswer = (
	response: unknown,
): response is { status: number; headers: object; data: unknown } =>
	typeof response === 'object' && response !== null && 'status' in response && 'data' in response;

/** A proxy that refuses the tunnel to an https server answers in its place, and in plain text. */
function isRefusedByProxy(url: string, error: unknown): boolean {
	const socket = chainOf(error)
		.map(({ request }) => socketOf(request))
		.find(Boolean);
	return /^https:/i.test(url) && socket !== undefined && socket?.encrypted !== true;
}

/** The request itself did not leave. */
function byProxy({ statusCode, body }: IN8nHttpFullResponse): Outcome {
	discard(body);
	const message = `the proxy did not connect n8n to the server (status ${statusCode})`;
	const trouble = [403, 407].includes(statusCode) ? 'misconfigured' : 'notReached';
	return { trouble, problem: { status: 0, message, advice: PROXY } };
}

const PROXY: Advice = {
	todo: 'Check the proxy that n8n uses: it must allow connections to the base URL in the credential.',
};

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

interface Circumstances {
	stage: Stage;
	/** The time limit has passed. */
	late: boolean;
}

/** What an error means: without an answer, in the middle of one, or while its file is taken in. */
export function failureOf(
	error: unknown,
	session: Pick<Session, 'signal' | 'timeout'>,
	{ stage, late }: Circumstances,
): Outcome {
	const chain = chainOf(error);
	const left = stage === 'after';
	const codes = chain.flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
	const message = chain.at(-1)?.message ?? String(error);
	if (session.signal?.aborted) return { canceled: true, left };
	if (codes.includes(FILE_UNREADABLE))
		return { trouble: 'misconfigured', problem: { status: 0, message, advice: FILE_AGAIN } };
	const code = codes.find((one) => /^[A-Z]/.test(one)) ?? '';
	const slow = late || ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'].includes(code);
	const seconds = session.timeout / 1000;
	const isNetwork = late || code !== '' || chain.some(({ isAxiosError }) => isAxiosError === true);
	if (left) {
		// An error of this package about what came back: there is no file, or not the right one.
		const own = chain.find((one) => one instanceof WrongValue);
		if (own) return { error: own, left };
		if (!isNetwork) return { error: chain.at(-1) ?? error, left };
		const broke = `the connection broke off${code ? ` (${code})` : ''}`;
		const what = slow ? `no answer within ${seconds} seconds` : broke;
		return { trouble: 'lost', problem: { status: 0, message: what } };
	}
	if (MISCONFIGURED.test(code))
		return { trouble: 'misconfigured', problem: { status: 0, message } };
	if (!isNetwork) return { error: chain.at(-1) ?? error, left };
	const reason = slow ? `no connection within ${seconds} seconds` : code;
	return {
		trouble: 'notReached',
		problem: { status: 0, message: `the server can't be reached (${reason})` },
	};
}

const FILE_AGAIN: Advice = {
	todo: 'Nothing was delivered. Have an earlier node get the file again, then run this node again.',
};
/** A certificate, a protocol or an address that trying again does not mend. */
const MISCONFIGURED =
	/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|EPROTO|ERR_INVALID_|ERR_FR_|ERR_BAD_REQUEST|ERR_UNESCAPED/;
