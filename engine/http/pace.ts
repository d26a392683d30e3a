/**
 * Pace and back-off, shared by everything in this process that uses the same credential: when a
 * provider says "slow down" to one item, the others hold back too, and afterwards they go on one by
 * one. Requests of different runs take turns.
 */
import { clock, ticks } from './clock';
import type { Patience } from './patience';

export interface Gate {
	/** No request before this time. */
	closedUntil: number;
	/** Requests that may be under way at once: few after a slow-down, then more with each success. */
	room: number;
	/** Those let in since the last slow-down. */
	underWay: number;
	/** Counts the slow-downs: what was under way before one says nothing about the time after it. */
	slowDowns: number;
	/** When messages were let in, for the last minute; the last one is always kept. */
	messages: number[];
	/** The next pause between two messages, as a part of the pace's: 1, or what "Vary" makes of it. */
	stretch: number;
	/** Waiting requests by run, in the order of the runs' turns. */
	waiting: Map<object, Ticket[]>;
	/** Ends the gate's present wait, because something has changed. */
	wake?: AbortController;
	keeping: boolean;
}

/** A request that wants to go out. */
export interface Entry {
	/** What takes turns with others: the run. */
	run: object;
	isMessage: boolean;
	/** Messages per minute of this credential, 0 for any number. */
	perMinute: number;
	/** How far the pauses of the pace differ, 0 to 0.9. */
	vary?: number;
	/** Bounds the waiting that a slow-down causes, and is reduced by it. Waiting for the pace is free. */
	patience: Patience;
	/** It was let in before and got a slow-down: it goes first in its run. */
	again?: boolean;
	stop?: AbortSignal;
}

/** `in`: it may go. `stopped`: the signal was aborted. `tooLong`: more waiting than its patience. */
export type Entered = 'in' | 'stopped' | 'tooLong';

interface Ticket extends Entry {
	settle: (entered: Entered) => void;
}

const MINUTE = 60_000;
/** More are not counted one by one. */
const MOST_MESSAGES = 1_000;
/** With so much room there is no limit any more. */
const ROOM_ENOUGH = 64;

const gates = new Map<string, Gate>();

/** The gate of a credential (and host); idle ones are forgotten so that the map stays small. */
export function gateFor(key: string): Gate {
	let gate = gates.get(key);
	if (!gate) {
		const now = ticks();
		for (const [other, { closedUntil, messages, waiting, underWay }] of gates)
			if (
				closedUntil < now &&
				!waiting.size &&
				!underWay &&
				(messages.at(-1) ?? -MINUTE) + MINUTE < now
			)
				gates.delete(other);
		gate = {
			closedUntil: 0,
			room: Infinity,
			underWay: 0,
			slowDowns: 0,
			messages: [],
			stretch: 1,
			waiting: new Map(),
			keeping: false,
		};
		gates.set(key, gate);
	}
	return gate;
}

/** Nobody is let in for so many milliseconds, and then one at first. */
export function close(gate: Gate, ms: number): void {
	gate.closedUntil = Math.max(gate.closedUntil, ticks() + ms);
	gate.room = 1;
	gate.underWay = 0;
	gate.slowDowns++;
	gate.wake?.abort();
}

/**
 * Waits until the request may go out: the gate is open and, when `perMinute` is above 0, it is this
 * request's turn. Whoever is let in has to `leave`.
 */
export async function enter(gate: Gate, entry: Entry): Promise<Entered> {
	if (entry.stop?.aborted) return 'stopped';
	if (!gate.waiting.size && delayOf(gate, entry, ticks()) <= 0) {
		admit(gate, entry);
		return 'in';
	}
	if (gate.closedUntil - ticks() > entry.patience.left) return 'tooLong';
	const { run, stop, again } = entry;
	return await new Promise<Entered>((resolve) => {
		const ticket: Ticket = {
			...entry,
			settle: (entered) => {
				stop?.removeEventListener('abort', cancel);
				remove(gate, ticket);
				resolve(entered);
			},
		};
		const cancel = () => {
			ticket.settle('stopped');
			gate.wake?.abort();
		};
		stop?.addEventListener('abort', cancel);
		const line = gate.waiting.get(run) ?? [];
		if (again) line.unshift(ticket);
		else line.push(ticket);
		gate.waiting.set(run, line);
		gate.wake?.abort();
		if (!gate.keeping) void keep(gate);
	});
}

/**
 * @param slowDowns the gate's count when the request was let in
 * @param how `unused` gives the place back: the request did not go out
 */
export function leave(
	gate: Gate,
	slowDowns: number,
	how: 'answered' | 'failed' | 'unused',
	isMessage: boolean,
): void {
	if (how === 'unused' && isMessage) gate.messages.pop();
	if (slowDowns !== gate.slowDowns || gate.room === Infinity) return;
	gate.underWay--;
	if (how === 'answered') gate.room *= 2;
	if (gate.room >= ROOM_ENOUGH) [gate.room, gate.underWay] = [Infinity, 0];
	gate.wake?.abort();
}

function admit(gate: Gate, { isMessage, vary = 0 }: Entry): void {
	if (gate.room !== Infinity) gate.underWay++;
	if (!isMessage) return;
	gate.messages.push(ticks());
	gate.stretch = 1 + vary * (2 * clock.random() - 1);
	if (gate.messages.length > MOST_MESSAGES) gate.messages.shift();
}

/** Milliseconds until the request may go; `Infinity` when that depends on others. */
function delayOf(gate: Gate, { perMinute }: Entry, now: number): number {
	const closed = gate.closedUntil - now;
	if (closed <= 0 && gate.underWay >= gate.room) return Infinity;
	return Math.max(closed, perMinute > 0 ? paceDelay(gate, perMinute, now) : 0);
}

/** Evenly spaced, and no more in a minute than the pace, whoever sent them. */
function paceDelay({ messages, stretch }: Gate, perMinute: number, now: number): number {
	const last = messages.at(-1) ?? -Infinity;
	const most = Math.max(1, Math.floor(perMinute));
	const oldest = messages.at(-most) ?? -Infinity;
	const free = Math.max(last + (stretch * MINUTE) / perMinute, oldest + MINUTE);
	return Math.ceil(free - now);
}

function remove(gate: Gate, ticket: Ticket): void {
	const line = gate.waiting.get(ticket.run);
	const place = line?.indexOf(ticket) ?? -1;
	if (!line || place < 0) return;
	line.splice(place, 1);
	if (!line.length) gate.waiting.delete(ticket.run);
}

/** Lets the waiting requests in, one after the other, until none is left. */
async function keep(gate: Gate): Promise<void> {
	gate.keeping = true;
	while (gate.waiting.size) {
		const now = ticks();
		const next = nextOf(gate, now);
		if (next && next.delay <= 0) {
			letIn(gate, next.ticket);
			continue;
		}
		const closed = gate.closedUntil > now;
		const slowed = closed || gate.underWay >= gate.room;
		if (slowed && dismissImpatient(gate)) continue;
		// Requests that are under way end within their own time limit.
		await pause(
			gate,
			Math.min(next?.delay ?? Infinity, closed ? shortestPatience(gate) : Infinity),
		);
		// Waiting because of a slow-down counts for everyone who waits.
		if (slowed) for (const ticket of ticketsOf(gate)) ticket.patience.spend(ticks() - now);
	}
	gate.keeping = false;
}

function letIn(gate: Gate, ticket: Ticket): void {
	admit(gate, ticket);
	ticket.settle('in');
	const line = gate.waiting.get(ticket.run);
	if (!line) return;
	// To the end of the order: the other runs come first now.
	gate.waiting.delete(ticket.run);
	gate.waiting.set(ticket.run, line);
}

/**
 * Who is next, and in how many milliseconds. Of the runs with a pace only the one whose turn it is
 * counts, so that a slow pace is not overtaken for ever; those without a pace don't wait for it.
 */
function nextOf(gate: Gate, now: number): { ticket: Ticket; delay: number } | undefined {
	let best: { ticket: Ticket; delay: number } | undefined;
	let paced = false;
	for (const [ticket] of gate.waiting.values()) {
		if (!ticket || (paced && ticket.perMinute > 0)) continue;
		paced ||= ticket.perMinute > 0;
		const delay = delayOf(gate, ticket, now);
		if (!best || delay < best.delay) best = { ticket, delay };
	}
	return best;
}

const ticketsOf = (gate: Gate): Ticket[] => [...gate.waiting.values()].flat();

const shortestPatience = (gate: Gate): number =>
	Math.min(...ticketsOf(gate).map(({ patience }) => patience.left));

function dismissImpatient(gate: Gate): boolean {
	const impatient = ticketsOf(gate).filter(({ patience }) => patience.left <= 0);
	for (const ticket of impatient) ticket.settle('tooLong');
	return impatient.length > 0;
}

async function pause(gate: Gate, ms: number): Promise<void> {
	const wake = new AbortController();
	gate.wake = wake;
	if (ms !== Infinity) await clock.wait(ms, wake.signal);
	else
		await new Promise<void>((resolve) => {
			wake.signal.addEventListener('abort', () => resolve(), { once: true });
		});
	gate.wake = undefined;
}
