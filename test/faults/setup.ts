/** One sandbox, one clock that makes waits short, and marks that no two cases share. */
import { useClock } from '../../engine/http/clock';
import { startSandbox, type Sandbox } from '../../sandbox';
import { virtualClock } from '../engine/virtualClock';
import { MODES, type Verdict } from './judge';
import { type Kind, type Subject, SUBJECTS } from './providers';

export interface Ground {
	sandbox: Sandbox;
	/** New marks, known at every provider. */
	marks: (count: number) => string[];
	/** Adds to the summary that is printed at the end. */
	count: (items: number, verdict: Verdict) => void;
}

/** Starts and stops the sandbox around a file's tests. @param title of the summary */
export function faultGround(title: string): Ground {
	let last = 9_810_000_000;
	let restore = () => {};
	const tally = { cases: 0, items: 0, requests: 0, disagreements: 0 };
	const ground: Ground = {
		sandbox: undefined as unknown as Sandbox,
		count: (items, { requests, complaints }) => {
			tally.cases++;
			tally.items += items;
			tally.requests += requests;
			tally.disagreements += complaints.length;
		},
		marks: (count) => {
			const marks = Array.from({ length: count }, () => String(++last));
			for (const subject of SUBJECTS) subject.prepare(ground.sandbox, marks);
			return marks;
		},
	};
	beforeAll(async () => {
		// The cases run side by side and wait thousands of times; the order of their waits is no matter.
		const clock = virtualClock(Date.parse('2026-05-04T09:00:00Z'), 1);
		restore = useClock(clock);
		ground.sandbox = await startSandbox({
			providers: SUBJECTS.map(({ name }) => name),
			now: () => new Date(clock.now()),
			remember: 1_000_000,
		});
		for (const { name } of SUBJECTS) ground.sandbox.limit(name, undefined);
	});
	afterEach(() => ground.sandbox.faults.clear());
	afterAll(async () => {
		restore();
		await ground.sandbox.stop();
		const counts = Object.entries(tally).map(([name, count]) => `${count} ${name}`);
		process.stdout.write(`${title}: ${counts.join(', ')}\n`);
	});
	return ground;
}

export interface Work {
	subject: Subject;
	kind: Kind;
}

/** Every provider x kind of operation. */
export const WORKS: Work[] = SUBJECTS.flatMap((subject) =>
	(Object.keys(subject.kinds) as Kind[]).map((kind) => ({ subject, kind })),
);

/** The same x error mode. */
export const COMBINATIONS = WORKS.flatMap((work) =>
	Object.keys(MODES).map((mode) => ({ ...work, mode })),
);
