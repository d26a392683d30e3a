/** Many items: bounded, in lanes, stoppable, never blocking the process for long. */
import { ticks, clock } from '../http/clock';

/** One item, ready to go. */
export interface Task {
	/** Tasks with the same lane run one after the other, in order. */
	lane?: string;
	run: () => Promise<void>;
}

export interface LanePlan {
	count: number;
	concurrency: number;
	/** Reads the item; called in order, and only when nothing that was read before can go. */
	read: (index: number) => Task;
	/** Aborted: nothing new starts. */
	stop: AbortSignal;
}

/** Items that are kept as read while their lane is busy; of more only the place in the list is kept. */
const MOST_KEPT = 500;
/** Milliseconds of work after which other work of the process gets a turn. */
const TURN = 12;

interface Waiting {
	index: number;
	task?: Task;
}

/**
 * Runs all tasks; resolves when none is left or running. Tasks must not throw.
 *
 * Someone with many items, or slow ones, holds up nobody else: their items wait in their lane while
 * those of others are read and started.
 */
export async function runLanes({ count, concurrency, read, stop }: LanePlan): Promise<void> {
	const running = new Set<Promise<void>>();
	/** Lanes with a task that is running or ready, and what waits behind it. */
	const lanes = new Map<string, Waiting[]>();
	const ready: Waiting[] = [];
	let kept = 0;
	let turnEnds = ticks() + TURN;
	let finished = () => {};

	const start = (task: Task) => {
		const job = task.run().finally(() => {
			running.delete(job);
			finished();
			if (task.lane === undefined) return;
			const next = lanes.get(task.lane)?.shift();
			if (next) ready.push(next);
			else lanes.delete(task.lane);
		});
		running.add(job);
	};
	const startReady = (): boolean => {
		const next = ready.shift();
		if (!next) return false;
		if (next.task) kept--;
		start(next.task ?? read(next.index));
		return true;
	};
	const readNext = (index: number) => {
		const task = read(index);
		const line = task.lane === undefined ? undefined : lanes.get(task.lane);
		if (line) line.push(kept < MOST_KEPT ? (kept++, { index, task }) : { index });
		else {
			if (task.lane !== undefined) lanes.set(task.lane, []);
			start(task);
		}
	};

	for (let index = 0; (index < count || ready.length || running.size) && !stop.aborted; ) {
		if (running.size >= concurrency || (index >= count && !ready.length))
			await new Promise<void>((resolve) => (finished = resolve));
		else if (!startReady()) readNext(index++);
		if (ticks() > turnEnds) {
			await clock.wait(0);
			turnEnds = ticks() + TURN;
		}
	}
	await Promise.all(running);
}
