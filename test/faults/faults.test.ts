/**
 * Every fault x kind of operation x error mode, through the real nodes against the sandbox: after
 * each, the sandbox's record of what took effect is compared with what the node reported.
 */
import type { Sandbox } from '../../sandbox';
import { judge, MODES } from './judge';
import type { KindOfWork } from './providers';
import { COMBINATIONS, faultGround, type Work, WORKS } from './setup';

type Rule = Parameters<Sandbox['faults']['add']>[0];

const ground = faultGround('Fixed faults');

/** A fault that comes once is to be survived where that is safe, one that stays to be reported. */
const FAULTS: Array<[string, Omit<Rule, 'operationId'>]> = [
	['429', { kind: 'status', status: 429 }],
	['429 with Retry-After', { kind: 'status', status: 429, retryAfter: 20 }],
	[
		'429 with Retry-After as a date',
		{ kind: 'status', status: 429, retryAfter: 20, retryAfterDate: true },
	],
	['429 with Retry-After beyond the limit', { kind: 'status', status: 429, retryAfter: 4000 }],
	...[500, 502, 503, 504].flatMap(
		(status): Array<[string, Omit<Rule, 'operationId'>]> => [
			[`${status}, not done`, { kind: 'status', status }],
			[`${status}, done all the same`, { kind: 'status', status, effect: true }],
		],
	),
	['400', { kind: 'status', status: 400 }],
	['reset before the request was read', { kind: 'resetBeforeRead' }],
	['reset after the request was read', { kind: 'resetAfterRead' }],
	['slow body', { kind: 'slowBody', ms: 1, chunks: 4 }],
	['truncated JSON', { kind: 'truncatedJson' }],
	['HTML instead of JSON', { kind: 'html' }],
	['HTML instead of JSON, done all the same', { kind: 'html', effect: true }],
	['HTML with 502', { kind: 'html', status: 502 }],
];

const ITEMS = 4;
/** Long enough for a busy machine to answer the other items in. */
const HANG_SECONDS = 2;

/**
 * The engine is the same for all providers: the first one meets every fault in every error mode, the
 * others in one mode each, in turn. `FAULTS=all npm test -- test/faults` leaves nothing out.
 */
function modesOf({ subject }: Work, turn: number): string[] {
	const modes = Object.keys(MODES);
	const everything = process.env.FAULTS === 'all' || subject === WORKS[0]?.subject;
	return everything ? modes : modes.filter((_, index) => index === turn % modes.length);
}

/** The same fault in one error mode after the other, for one kind of operation at one provider. */
async function inModes(
	work: Work,
	rule: Omit<Rule, 'operationId'>,
	how: string,
	turn: number,
): Promise<string[]> {
	const { subject, kind } = work;
	const { operationId, match } = subject.kinds[kind] as KindOfWork;
	const complaints: string[] = [];
	for (const mode of modesOf(work, turn)) {
		const marks = ground.marks(ITEMS);
		const fault = ground.sandbox.faults.add({
			...rule,
			provider: subject.name,
			operationId,
			// Before the body is read, only the order tells the items apart.
			...(how === 'once' || rule.kind === 'resetBeforeRead' ? { after: 1 } : match(marks[1] ?? '')),
			...(how === 'once' ? { times: 1 } : {}),
		});
		const options = { concurrency: 1 };
		const verdict = await judge(ground.sandbox, { subject, kind, mode, marks, options });
		ground.sandbox.faults.remove(fault);
		ground.count(marks.length, verdict);
		const say = (text: string) => complaints.push(`${subject.name}, ${kind}, ${mode}: ${text}`);
		verdict.complaints.forEach(say);
		// Reads are not remembered: a second try of n8n may well fail at the first item.
		if (verdict.reports[0] !== 'delivered' && kind !== 'read') say('the first item failed');
		const goesOn = MODES[mode]?.onError !== undefined;
		if (goesOn && rule.kind !== 'resetBeforeRead')
			for (const index of [2, 3])
				if (verdict.reports[index] !== 'delivered')
					say(`item ${index} is ${verdict.reports[index]}`);
	}
	return complaints;
}

describe.each(FAULTS)('%s', (name, rule) => {
	test.each(['once', 'always'])(
		'%s',
		async (how) => {
			const first = FAULTS.findIndex(([other]) => other === name) * 2 + (how === 'once' ? 0 : 1);
			const runs = WORKS.map(async (work, index) => await inModes(work, rule, how, first + index));
			expect((await Promise.all(runs)).flat()).toEqual([]);
		},
		60_000,
	);
});

/** An answer that never comes takes real seconds: these cases run side by side. */
test.each([false, true])(
	'no answer in time; done all the same: %s',
	async (effect) => {
		const runs = COMBINATIONS.map(async ({ subject, kind, mode }) => {
			const { operationId, match } = subject.kinds[kind] as KindOfWork;
			const marks = ground.marks(ITEMS);
			ground.sandbox.faults.add({
				kind: 'hang',
				effect,
				provider: subject.name,
				operationId,
				times: 1,
				...match(marks[1] ?? ''),
			});
			const options = { concurrency: 1, timeout: HANG_SECONDS };
			const verdict = await judge(ground.sandbox, { subject, kind, mode, marks, options });
			ground.count(marks.length, verdict);
			return verdict.complaints.map((text) => `${subject.name}, ${kind}, ${mode}: ${text}`);
		});
		expect((await Promise.all(runs)).flat()).toEqual([]);
	},
	60_000,
);
