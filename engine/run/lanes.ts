/** Many items: bounded, in lanes, stoppable, never blocking the process for long. */
import { clock } from '../http/clock';

/** One item, ready to go. */
export interface Task {
	/** Tasks with the same lane run one after the other, in order. */
	lane?: string;
	run: () => Promise<void>;
}

export interface DeliveryPlan {
	count: number;
	concurrency: number;
	/** Reads the item; called in order, and only a little ahead of what is running. */
	prepare: (index: number) => Task | Promise<Task>;
	/** Aborted: nothing new starts. */
	halt: AbortSignal;
}

/** How far items are read ahead, so that a waiting lane does not hold up the others. */
const READ_AHEAD = 10;
/** Milliseconds of work after which other work of the process gets a turn. */
const TURN = 12;

/** Runs all tasks; resolves when none is left or running. Tasks must not throw. */
export async function deliver(plan: DeliveryPlan): Promise<void> {
	const running = new Set<Promise<void>>();
	let finished = () => {};
	const lanes = new Map<string, Promise<void>>();
	const slots = semaphore(plan.concurrency);
	const window = plan.concurrency * READ_AHEAD;
	let turnEnds = clock.now() + TURN;

	for (let index = 0; index < plan.count && !plan.halt.aborted; index++) {
		if (running.size >= window) await new Promise<void>((resolve) => (finished = resolve));
		if (clock.now() > turnEnds) {
			await clock.wait(0);
			turnEnds = clock.now() + TURN;
		}
		if (plan.halt.aborted) break;
		const task = await plan.prepare(index);
		const before = task.lane === undefined ? undefined : lanes.get(task.lane);
		const job = (async () => {
			await before;
			await slots.take();
			try {
				if (!plan.halt.aborted) await task.run();
			} finally {
				slots.give();
			}
		})();
		running.add(job);
		if (task.lane !== undefined) lanes.set(task.lane, job);
		void job.finally(() => {
			running.delete(job);
			finished();
			if (task.lane !== undefined && lanes.get(task.lane) === job) lanes.delete(task.lane);
		});
	}
	await Promise.all(running);
}

function semaphore(places: number) {
	const waiting: Array<() => void> = [];
	let free = places;
	return {
		async take(): Promise<void> {
			if (free > 0) {
				free--;
				return;
			}
			await new Promise<void>((resolve) => waiting.push(resolve));
		},
		give(): void {
			const next = waiting.shift();
			if (next) next();
			else free++;
		},
	};
}
