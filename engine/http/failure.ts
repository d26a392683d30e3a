/** What a person reads when something failed: what happened, why, what to do now. */
import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError, OperationalError } from 'n8n-workflow';

import type { Reason } from '../define/reasons';
import type { Advice, Problem, Provider } from '../define/types';
import { WrongValue } from '../define/values';
import { reasonOf } from './reasonOf';
import { redact } from './redact';

/** `notSent`: certainly nothing happened. `refused`: the provider said no. `unknown`: can't tell. */
export type Fate = 'notSent' | 'refused' | 'unknown';

/**
 * Whether it may be done again when its fate is unknown: `never` (a message would come twice),
 * `sameRun` (an idempotency key protects it while the execution lasts), `always`.
 */
export type Again = 'never' | 'sameRun' | 'always';

export class Failure extends OperationalError {
	constructor(
		readonly problem: Problem,
		readonly fate: Fate,
		/** Added after the provider's words, for example "Tried 3 times". */
		public remark?: string,
		readonly again: Again = 'never',
	) {
		super(problem.message ?? 'The request failed');
	}
}

/** For statuses that a provider's own table does not name. */
const GENERAL: Record<string, Advice> = {
	'0': {
		todo: 'Check that n8n can reach the internet and that the base URL in the credential is correct, then run the workflow again.',
	},
	...Object.fromEntries(
		['301', '302', '303', '307', '308'].map((status) => [
			status,
			{
				todo: 'The address has moved elsewhere: correct the base URL in the credential. Redirects are not followed, because the key would go to another address.',
			},
		]),
	),
	'400': { todo: 'Check the values of the fields.' },
	'401': { todo: 'Check the key in the credential: it may be mistyped, expired or revoked.' },
	'402': { todo: 'Check the balance or the plan of the account.' },
	'403': { todo: 'Check that the key in the credential is correct and has permission to do this.' },
	'404': { todo: 'Check the ID: it may be mistyped, deleted, or belong to another account.' },
	'409': {
		todo: 'It already exists, or its state does not allow this. Get its current state first.',
	},
	'413': { todo: 'Send a smaller file or message.' },
	'415': { todo: 'Send a file of a type that the provider accepts.' },
	'422': { todo: 'Check the values of the fields.' },
	'429': {
		what: 'Too many requests in a short time',
		todo: 'Lower "Concurrency" or set "Pace" in the options of the node, then run it again.',
	},
};
const SERVER: Advice = { todo: "The problem is on the provider's side. Try again later." };

const tableAdvice = (provider: Provider, { advice, code = '', status }: Problem): Advice =>
	advice ??
	provider.advice[code] ??
	provider.advice[String(status)] ??
	// The code of a failure in a 2xx response is often the HTTP status that it should have had.
	GENERAL[status >= 200 && status < 300 ? code : String(status)] ??
	(status >= 500 ? SERVER : { todo: 'Check the values of the fields.' });

/** Titles where the provider's own words may say little: what it means to the person who sends. */
const TITLES: Partial<Record<Reason, string>> = {
	'window closed': "more than 24 hours have passed since the recipient's last message",
	'not on WhatsApp': 'the recipient is not on WhatsApp',
	'opted out': 'the recipient does not want such messages',
	'template not usable': 'the template does not exist, or is not approved at present',
	'no credit': 'the balance or the plan is used up',
};

/** What to do, where the advice for the status would be about something else. */
const TODO: Partial<Record<Reason, string>> = {
	'window closed': 'Send a template instead, or wait until the recipient writes.',
	'not on WhatsApp': 'Check the number, or reach the person another way, such as SMS or a call.',
	'opted out': 'Do not send such messages to this person again.',
	'template not usable': "Check the template's name, language and status at the provider.",
};

/** What to tell the person: by the provider's tables, and by what was said where that is clear. */
export function adviceFor(provider: Provider, problem: Problem): Advice & { reason: Reason } {
	const advice = tableAdvice(provider, problem);
	const reason = reasonOf(problem, advice);
	const title = TITLES[reason];
	return {
		...(title ? { what: `${provider.name}: ${title}` } : {}),
		...advice,
		...(TODO[reason] ? { todo: TODO[reason] } : {}),
		reason,
	};
}

/** Why it failed, in the words that all providers share. */
export function reasonFor(provider: Provider, { problem, fate, again }: Failure): Reason {
	if (fate === 'unknown')
		return again === 'always' ? 'may have been done' : 'may have been delivered';
	return adviceFor(provider, problem).reason;
}

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

const UNKNOWN = {
	never:
		'It was not sent again automatically, because the recipient could get it twice. Look it up at the provider, and send it again only if it is not there.',
	sameRun:
		'"Retry On Fail" repeats it safely, because the provider recognizes its key. Before you start a new execution, look it up at the provider, and send it again only if it is not there.',
};

/** Words of providers that say no more than the status does. */
const SAYS_NOTHING =
	/^(bad request|error|failed|forbidden|internal server error|not found|the request failed|unauthorized|unprocessable entity|wrong request parameters?)[.!]?$/i;
/** Details that are no longer than a title. */
const SHORT = 100;

/** What a status means, for answers that say nothing themselves. */
const STATUSES: Record<string, string> = {
	'400': 'it did not accept the request',
	'401': 'it does not recognize the key',
	'402': 'the balance or the plan is used up',
	'403': 'it does not allow this',
	'404': 'it does not know what was asked for',
	'409': 'it is there already, or in another state',
	'413': 'the file or message is too large',
	'415': 'it does not accept this type of file',
	'422': 'it did not accept the values',
	'429': 'too many requests in a short time',
};

/** What the title says where no advice has a title of its own. */
function whatHappened({ message, details, status }: Problem): string {
	if (message && !SAYS_NOTHING.test(message)) return message;
	if (details && details.length <= SHORT) return details;
	if (status >= 500) return 'it has a problem of its own';
	const meant = STATUSES[String(status)] ?? message;
	return meant ?? (status ? 'it refused the request' : 'there was no answer');
}

/** The title and the explanation of a failure. */
export function explain(provider: Provider, failure: Failure) {
	const { problem, fate, remark, again } = failure;
	const advice = adviceFor(provider, problem);
	const unknownSend = fate === 'unknown' && again !== 'always';
	const { message: said, details } = problem;
	const title = unknownSend
		? `${provider.name} did not confirm: it may have been delivered`
		: (advice.what ?? `${provider.name}: ${whatHappened(problem)}`);
	const todo = unknownSend
		? UNKNOWN[again]
		: fate === 'unknown'
			? `${sentence(advice.todo)} The change may have been made anyway; making it again does no harm.`
			: advice.todo;
	const facts = [
		...(problem.code ? [`code ${problem.code}`] : []),
		...(problem.status ? [`HTTP ${problem.status}`] : []),
	];
	const description = [
		...(said && !title.includes(said) ? [`${provider.name} said: ${said}`] : []),
		...(details && !title.includes(details) ? [details] : []),
		...(remark ? [remark] : []),
		todo,
	]
		.map(sentence)
		.join(' ');
	return {
		title,
		description: facts.length ? `${description} (${facts.join(', ')})` : description,
	};
}

/**
 * Any error as the NodeApiError or NodeOperationError that n8n shows.
 *
 * @param secrets never appear in the result
 */
export function toNodeError(
	error: unknown,
	context: { node: INode; provider: Provider; secrets: string[]; itemIndex?: number },
): NodeApiError | NodeOperationError {
	const { node, provider, secrets, itemIndex } = context;
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		if (itemIndex !== undefined) error.context.itemIndex ??= itemIndex;
		return error;
	}
	if (error instanceof Failure) {
		const { title, description } = explain(provider, error);
		const message = redact(title, secrets);
		const api = new NodeApiError(node, { message } as JsonObject, {
			message,
			description: redact(description, secrets),
			...(error.problem.status ? { httpCode: String(error.problem.status) } : {}),
			...(itemIndex === undefined ? {} : { itemIndex }),
		});
		api.message = message;
		api.context.code = error.problem.code;
		api.context.fate = error.fate;
		api.context.again = error.again;
		api.context.reason = reasonFor(provider, error);
		return api;
	}
	const { message } = error as Error;
	const refused = new NodeOperationError(node, redact(message ?? String(error), secrets), {
		...(itemIndex === undefined ? {} : { itemIndex }),
		description:
			error instanceof WrongValue
				? `${error.advice ? sentence(error.advice) + ' ' : ''}Nothing was sent for this item.`
				: undefined,
	});
	if (error instanceof WrongValue) refused.context.reason = 'value refused' satisfies Reason;
	return refused;
}

/** The JSON of a failed item: `error` for n8n's error output, the facts under `details`. */
export function errorJson(error: NodeApiError | NodeOperationError): IDataObject {
	const { reason, to } = error.context as { reason?: Reason; to?: string };
	return {
		error: error.message,
		details: {
			...(reason ? { reason } : {}),
			...(to ? { to } : {}),
			...(error.description ? { description: error.description } : {}),
			...('httpCode' in error && error.httpCode ? { httpStatus: Number(error.httpCode) } : {}),
			...(error.context.code ? { code: error.context.code as string } : {}),
			...(error.context.fate !== 'unknown'
				? {}
				: error.context.again === 'always'
					? { mayHaveBeenDone: true }
					: { mayHaveBeenDelivered: true }),
		},
	};
}

/** Whether a provider has no such route: it may have another one for the same. */
export const isNoRoute = (error: unknown): boolean =>
	error instanceof Failure && [404, 405].includes(error.problem.status);
