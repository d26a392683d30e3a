/**
 * Items that are read before their turn, so that "Send Once" can ask n8n's database about several of
 * them in one call while others are being sent.
 */
import type { Grant, Once } from '../once/once';
import { ticks } from '../http/clock';
import type { ReadItem } from './job';

/** An item that was read, or could not be. */
export type Taken = { item: ReadItem; grant?: Promise<Grant> } | { error: unknown };

export interface AheadPlan {
	count: number;
	concurrency: number;
	once: Once;
	/** Aborted: nothing more is asked. */
	stop: AbortSignal;
	/** Items whose outcome an earlier try of n8n knows: they are not asked about. */
	isKnown: (index: number) => boolean;
	read: (index: number) => ReadItem;
}

/** Asking may take one part in so many of the run's time. */
const SHARE = 20;
/** Items that are reserved at once: after a crash, nobody knows which of them were sent. */
const MOST = 100;

export class Ahead {
	private readonly items = new Map<number, Taken>();
	private next = 0;
	private taken = 0;
	private readonly began = ticks();

	constructor(private readonly plan: AheadPlan) {}

	/** The item, read now or before. Called in order. */
	take(index: number): Taken {
		this.taken++;
		const wanted = this.window();
		if (this.next <= index || this.next - index <= wanted / 2) this.readTo(index + wanted);
		const taken = this.items.get(index) ?? this.readOne(index);
		this.items.delete(index);
		return taken;
	}

	/** Gives back what was reserved and not taken. */
	async close(): Promise<void> {
		for (const taken of this.items.values())
			if ('grant' in taken)
				await taken.grant?.then(
					({ settle }) => settle('free'),
					() => {
						// It was not noted, so there is nothing to give back.
					},
				);
		this.items.clear();
	}

	private readTo(end: number): void {
		const { count, isKnown } = this.plan;
		for (; this.next < Math.min(end, count); this.next++)
			if (!isKnown(this.next)) this.items.set(this.next, this.readOne(this.next));
	}

	private readOne(index: number): Taken {
		const { read, once, stop } = this.plan;
		try {
			const item = read(index);
			const grant = item.onceKey === undefined ? undefined : once.ask(item.onceKey, stop);
			grant?.catch(() => {
				// It is reported when the item has its turn.
			});
			return { item, grant };
		} catch (error) {
			return { error };
		}
	}

	/** As few as possible, and so many that asking does not slow the run down. */
	private window(): number {
		const { concurrency, once } = this.plan;
		const perItem = (ticks() - this.began) / this.taken;
		const enough = perItem > 0 ? Math.ceil((SHARE * once.took()) / perItem) : 0;
		return Math.max(concurrency, Math.min(MOST, enough));
	}
}
