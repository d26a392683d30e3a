/** From what a provider says to one of the reasons that all providers share. */
import type { Reason } from '../define/reasons';
import type { Advice, Problem } from '../define/types';

/**
 * Meta's codes, which gateways pass on as a code or somewhere in a text.
 * Source: Meta's list of the Cloud API's error codes.
 */
const META: Array<[reason: Reason, codes: number[]]> = [
	['window closed', [131047, 470]],
	['not on WhatsApp', [131026, 131030, 1013]],
	['opted out', [131050]],
	['template not usable', [132001, 132007, 132015, 132016, 132068, 132069]],
	['value refused', [131008, 131009, 131051, 131052, 131053, 132000, 132005, 132012, 132018]],
	['limit reached', [130429, 131048, 131049, 131056, 80007, 130472]],
	['no credit', [131042]],
	['not connected', [131045, 133010]],
	['not allowed', [131005, 131031, 130497]],
];
const BY_META_CODE = new Map(
	META.flatMap(([reason, codes]) => codes.map((code) => [String(code), reason] as const)),
);

/** What providers say; the first that fits counts. */
const SAYINGS: Array<[said: RegExp, reason: Reason]> = [
	[
		/24[\s-]*h|re-?engagement|(outside|customer (care|service)|messaging|conversation) window|window (is |has )?(closed|expired|over)|free-?form.{0,40}(not allowed|closed)/i,
		'window closed',
	],
	[
		/\bnot\b.{0,40}\b(on|registered (on|with)|exist(s)? on|a valid|an active|have) whatsapp|no whatsapp|whatsapp (account|number) (does not|doesn't) exist|invalid wid|incapable of receiving|not a whatsapp/i,
		'not on WhatsApp',
	],
	[
		/opted?[\s-]?out|unsubscribed|stopped marketing|do[\s-]not[\s-]disturb|\bdnd\b|black-?listed/i,
		'opted out',
	],
	[
		/template.{0,60}(not (found|exist|approved|available|active)|does ?n[o']t exist|paused|disabled|rejected|pending|unknown|deleted)|(no|unknown|inactive|unapproved|paused) (such )?template/i,
		'template not usable',
	],
	[
		/insufficient|not enough (credit|balance|funds)|(balance|credit|fund|wallet)s?\b.{0,30}(low|exhausted|used up|over|empty)|recharge|payment (required|issue|method)|(plan|trial|subscription) (has |is )?(expired|ended)/i,
		'no credit',
	],
	[
		/(not|is ?n[o']t|never) (yet )?(connected|linked|authenticated|paired|logged in|ready)|disconnected|logged out|need.{0,10}(qr|authori[sz]ation)|scan.{0,20}qr|starting up|(dis)?connecting\b/i,
		'not connected',
	],
	[
		/rate.?limit|too many|throttl|quota|limit (is |was |has been )?(reached|exceeded|hit)|exceed.{0,30}limit/i,
		'limit reached',
	],
	[
		/(api.?key|token|credential|signature).{0,30}(invalid|expired|missing|wrong|revoked)|(invalid|expired|wrong|revoked).{0,20}(api.?key|token|credential|signature)|unauthori[sz]ed|unauthenticated/i,
		'key refused',
	],
];

const BY_STATUS: Record<string, Reason> = {
	'0': 'not reachable',
	'400': 'value refused',
	'401': 'key refused',
	'402': 'no credit',
	'403': 'not allowed',
	'404': 'not found',
	'405': 'not found',
	'406': 'not allowed',
	'408': 'not reachable',
	'409': 'wrong state',
	'410': 'not found',
	'413': 'value refused',
	'415': 'value refused',
	'422': 'value refused',
	'423': 'wrong state',
	'429': 'limit reached',
	// As in telephony: busy.
	'486': 'wrong state',
};

/**
 * What the provider's code and words say, however it wraps them.
 * @returns `undefined` where they tell nothing in particular
 */
export function reasonSaid({ code = '', message = '', details = '' }: Problem): Reason | undefined {
	const text = `${message} ${details}`;
	const codes = [code, ...(text.match(/\b(?:1[23]\d{4}|80007)\b/g) ?? [])];
	for (const one of codes) {
		const reason = BY_META_CODE.get(one);
		if (reason) return reason;
	}
	return SAYINGS.find(([said]) => said.test(text))?.[1];
}

/**
 * The reason of a refusal: by what the advice for its code knows, by what was said, or by status.
 * @param advice what the provider's own table says about the code or status
 */
export function reasonOf(problem: Problem, advice: Advice | undefined): Reason {
	const { status, code = '' } = problem;
	// The code of a failure in a 2xx answer is often the HTTP status that it should have had.
	const meant = status >= 200 && status < 300 ? code : String(status);
	return (
		problem.advice?.reason ??
		reasonSaid(problem) ??
		advice?.reason ??
		BY_STATUS[meant] ??
		(status >= 500 || (status >= 300 && status < 400) ? 'not reachable' : 'refused')
	);
}
