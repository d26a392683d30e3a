/** One sandbox, one clock that makes waits short, and marks that no two cases share. */
import { useClock } from '../../engine/clock';
import { startSandbox, type Sandbox } from '../../sandbox';
import { virtualClock } from '../engine/virtualClock';
import { MODES } from './judge';
import { type Kind, SUBJECTS } from './providers';

export interface Ground {
	sandbox: Sandbox;
	/** New marks, known at every provider. */
	marks: (count: number) => string[];
	/** Counts for the summary that is printed at the end. */
	tally: Record<string, number>;
}

export function faultGround(title: string): Ground {
	let last = 9_810_000_000;
	let restore = () => {};
	const ground: Ground = {
		sandbox: undefined as unknown as Sandbox,
		tally: { cases: 0, items: 0, requests: 0, complaints: 0 },
		marks: (count) => {
			const marks = Array.from({ length: count }, () => String(++last));
			for (const subject of SUBJECTS) subject.prepare(ground.sandbox, marks);
			return marks;
		},
	};
	beforeAll(async () => {
		const clock = virtualClock(Date.parse('2026-05-04T09:00:00Z'));
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
		const counts = Object.entries(ground.tally).map(([name, count]) => `${count} ${name}`);
		process.stdout.write(`${title}: ${counts.join(', ')}\n`);
	});
	return ground;
}

/** Every provider x kind of operation x error mode. */
export const COMBINATIONS = SUBJECTS.flatMap((subject) =>
	(Object.keys(subject.kinds) as Kind[]).flatMap((kind) =>
		Object.keys(MODES).map((mode) => ({ subject, kind, mode })),
	),
);
