/** Every error that a provider documents has one of the shared reasons, and the docs have them all. */
import { readFileSync } from 'node:fs';

import { type Problem, REASONS, type Reason } from '../../engine/define';
import { adviceFor } from '../../engine/http/failure';
import { loadContract, operations } from '../../scripts/contracts/reading';
import { PROVIDERS, type PublishedProvider } from '../../scripts/providers';

/** The codes of the provider's and its operations' own tables, and the statuses of its contract. */
function documented({ key, provider }: PublishedProvider): Array<[code: string, problem: Problem]> {
	const statuses = operations(loadContract(key)).flatMap(({ operation }) =>
		Object.keys(operation.responses as object).filter((status) => /^[345]\d\d$/.test(status)),
	);
	const general = [...new Set([...Object.keys(provider.advice), ...statuses])].map(
		(code): [string, Problem] => [code, problemOf(code)],
	);
	const own = provider.resources
		.flatMap((resource) => resource.operations)
		.flatMap(({ value, advice = {} }) =>
			Object.entries(advice).map(([code, advised]): [string, Problem] => [
				`${code} of ${value}`,
				{ ...problemOf(code), advice: advised },
			]),
		);
	return [...general, ...own];
}

const problemOf = (code: string): Problem =>
	/^\d{3}$/.test(code) ? { status: Number(code) } : { status: 400, code };

describe.each(PROVIDERS.map((one) => [one.provider.name, one] as const))('%s', (_name, one) => {
	test.each(documented(one))('%s has a reason', (_code, problem) => {
		const { reason } = adviceFor(one.provider, problem);
		expect(REASONS).toContain(reason);
		// "refused" says nothing: only where an operation's table says that it can be anything.
		if (reason === 'refused') expect(problem.advice).toMatchObject({ reason });
	});
});

test.each<[Reason, Partial<Problem>]>([
	['window closed', { code: '131047' }],
	['window closed', { message: '(#131047) Re-engagement message' }],
	['window closed', { message: 'More than 24 hours have passed since the customer last replied' }],
	['window closed', { details: 'Message failed: outside the customer service window' }],
	['not on WhatsApp', { code: '131026' }],
	['not on WhatsApp', { message: 'The number is not on WhatsApp' }],
	['not on WhatsApp', { message: 'Phone number not registered on WhatsApp' }],
	['not on WhatsApp', { message: 'Recipient does not have WhatsApp account', code: '1013' }],
	['opted out', { message: 'User opted out of marketing messages' }],
	['opted out', { message: 'Number is on DND' }],
	['template not usable', { message: 'Template name does not exist in the translation' }],
	['template not usable', { message: '(#132015) Template is Paused' }],
	['no credit', { message: 'Insufficient balance, please recharge' }],
	['no credit', { message: 'Your trial has expired' }],
	['not connected', { message: 'Session is not connected' }],
	['not connected', { message: 'Channel disconnected, scan the QR code' }],
	['limit reached', { message: 'Rate limit exceeded' }],
	['limit reached', { code: '131056' }],
	['key refused', { message: 'Invalid API key' }],
	['value refused', { message: 'The field "to" is required' }],
])('"%s" is what %j means', (reason, said) => {
	const provider = (PROVIDERS[2] as PublishedProvider).provider;
	expect(adviceFor(provider, { status: 400, ...said }).reason).toBe(reason);
});

test('the docs explain every reason, in the order of the list', () => {
	const page = readFileSync('docs/troubleshooting.md', 'utf8');
	const section = page.split('## Reasons')[1]?.split('\n## ')[0] ?? '';
	const told = [...section.matchAll(/^\| `([^`]+)` \|/gm)].map(([, reason]) => reason);
	expect(told).toEqual([...REASONS]);
});

/** "| 401, 403 | `key refused` |" for each reason that a provider's own codes and statuses have. */
function rowsOf(one: PublishedProvider): string[] {
	const codes = new Map<string, Set<string>>();
	for (const [code, problem] of documented(one)) {
		const { reason } = adviceFor(one.provider, problem);
		codes.set(reason, (codes.get(reason) ?? new Set()).add(code.replace(/ of .*/, '')));
	}
	return REASONS.flatMap((reason) => {
		const found = codes.get(reason);
		return found
			? [`| ${one.provider.name} | ${[...found].sort().join(', ')} | \`${reason}\` |`]
			: [];
	});
}

test('the docs have the reason of every documented code and status', () => {
	const page = readFileSync('docs/troubleshooting.md', 'utf8');
	const told = page.split('\n').filter((line) => /^\| (MyOperator|Wapio|2Chat|Whapi)/.test(line));
	const rows = PROVIDERS.flatMap(rowsOf);
	for (const row of rows) expect(told.map((line) => line.replace(/ +/g, ' '))).toContain(row);
});
