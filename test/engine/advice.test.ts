/** What to do about a failure: the operation's words, then the provider's, then the general ones. */
import { adviceFor, explain, Failure } from '../../engine/http/failure';
import type { Problem, Provider } from '../../engine/define/types';

const provider = {
	name: 'Probe',
	advice: {
		E_BALANCE: { todo: 'Recharge.' },
		'404': { todo: 'Look it up in the panel.' },
	},
} as unknown as Provider;

test.each<[string, Problem, RegExp]>([
	['no answer', { status: 0 }, /can reach the internet/],
	['400', { status: 400 }, /values of the fields/],
	['401', { status: 401 }, /key in the credential/],
	['402', { status: 402 }, /balance or the plan/],
	['403', { status: 403 }, /permission/],
	['409', { status: 409 }, /current state/],
	['413', { status: 413 }, /smaller/],
	['415', { status: 415 }, /type that the provider accepts/],
	['422', { status: 422 }, /values of the fields/],
	['429', { status: 429 }, /"Pace"/],
	['a status without a meaning of its own', { status: 418 }, /values of the fields/],
	['500', { status: 500 }, /provider's side/],
	['503', { status: 503 }, /provider's side/],
	['a status inside a success', { status: 200, code: '401' }, /key in the credential/],
	["a provider's code", { status: 400, code: 'E_BALANCE' }, /Recharge/],
	["a provider's status", { status: 404 }, /in the panel/],
	["an operation's own words", { status: 404, advice: { todo: 'Run Sync.' } }, /Run Sync/],
])('%s', (_what, problem, todo) => {
	expect(adviceFor(provider, problem).todo).toMatch(todo);
});

test.each<[Problem, string, RegExp]>([
	[{ status: 400, message: 'The group is full' }, 'Probe: The group is full', /^Check/],
	[{ status: 400, message: 'Bad Request' }, 'Probe: it did not accept the request', /said: Bad Re/],
	[
		{ status: 400, message: 'Wrong request parameters', details: 'to: is empty' },
		'Probe: to: is empty',
		/^Probe said: Wrong request parameters\. Check/,
	],
	[{ status: 413 }, 'Probe: the file or message is too large', /^Send a smaller/],
	[{ status: 500 }, 'Probe: it has a problem of its own', /^The problem is/],
	[{ status: 418 }, 'Probe: it refused the request', /HTTP 418/],
])('%j is "%s"', (problem, title, description) => {
	const told = explain(provider, new Failure(problem, 'refused'));
	expect(told.title).toBe(title);
	expect(told.description).toMatch(description);
});
