/**
 * Pace and back-off, shared by everything in this process that uses the same credential:
 * when a provider says "slow down" to one item, the others hold back too.
 */
import { clock } from './clock';

export interface Gate {
	/** No request before this time (ms). */
	closedUntil: number;
	/** The next free place for a paced send (ms). */
	nextSlot: number;
}

const gates = new Map<string, Gate>();

/** The gate of a credential (and host); idle ones are forgotten so that the map stays small. */
export function gateFor(key: string): Gate {
	let gate = gates.get(key);
	if (!gate) {
		const now = clock.now();
		for (const [other, { closedUntil, nextSlot }] of gates)
			if (closedUntil < now && nextSlot < now) gates.delete(other);
		gate = { closedUntil: 0, nextSlot: 0 };
		gates.set(key, gate);
	}
	return gate;
}

export function close(gate: Gate, ms: number): void {
	gate.closedUntil = Math.max(gate.closedUntil, clock.now() + ms);
}

/**
 * Waits until a request may go out: the gate is open and, when `perMinute` is above 0, it is this
 * request's turn. Returns at once when the signal is aborted.
 */
export async function pass(gate: Gate, perMinute: number, signal?: AbortSignal): Promise<void> {
	if (perMinute > 0) {
		const slot = Math.max(gate.nextSlot, clock.now());
		gate.nextSlot = slot + 60_000 / perMinute;
		if (slot > clock.now()) await clock.wait(slot - clock.now(), signal);
	}
	while (gate.closedUntil > clock.now() && !signal?.aborted)
		await clock.wait(gate.closedUntil - clock.now(), signal);
}
