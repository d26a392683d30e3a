/** The clock of all cases. */
import { useClock } from '../../engine/http/clock';
import { type VirtualClock, virtualClock } from '../engine/virtualClock';

let day = Date.parse('2028-01-01T09:00:00Z');
let current: VirtualClock = virtualClock(day);
let restore = () => {};

/** Begins another day, so that nothing that was remembered before counts. */
export function newDay(): void {
	restore();
	day += 86_400_000;
	current = virtualClock(day);
	restore = useClock(current);
}

/** Milliseconds. */
export const now = (): number => current.now();

export const endOfTime = (): void => restore();
