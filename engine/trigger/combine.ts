/**
 * Combine Messages: the messages that a person sends shortly after each other start the workflow
 * once. The first call of a chat waits until it has been quiet for the window, and carries all
 * messages; the calls of the others are answered after n8n has taken them, so that a process that dies
 * has acknowledged nothing. Per process, like the memory of repeats.
 */
import type { IWebhookFunctions } from 'n8n-workflow';

import { clock } from '../http/clock';
import type { ReadEvent } from './reading';
import { nodeKey } from './repeats';

/** The longest window that the form takes. */
export const MOST_SECONDS = 10;
/** Milliseconds between looks at the clock. */
const LOOK_EVERY = 100;
/** A person who keeps writing is answered all the same, and no provider waits for longer. */
const MOST_WINDOWS = 3;
const LONGEST = 15_000;
/** Milliseconds after a burst in which n8n has to take it. */
const PATIENCE = 10_000;

/** The messages of one chat, while they are collected. */
interface Burst {
	events: ReadEvent[];
	lastAt: number;
	/** Messages can still join it. */
	isOpen: boolean;
	/** Whether n8n has taken the messages; undefined until it has answered the first call. */
	taken?: boolean;
}

/** By node and chat. */
const bursts = new Map<string, Burst>();

/** The events of a call after combining, and the bursts of other calls that carry the rest. */
export interface Combined {
	events: ReadEvent[];
	elsewhere: Burst[];
}

const isCombined = ({ event }: ReadEvent): boolean =>
	event.event === 'message.received' && event.fromMe !== true && event.chat !== undefined;

/**
 * Waits until each chat of the call has been quiet, and puts its messages into one event. Events
 * that are no messages of people are left as they are.
 *
 * @param window milliseconds of quiet that end a burst
 */
export async function combine(
	context: IWebhookFunctions,
	wanted: ReadEvent[],
	window: number,
): Promise<Combined> {
	const own = new Map<string, Burst>();
	const elsewhere = new Set<Burst>();
	for (const entry of wanted.filter(isCombined)) {
		const name = `${nodeKey(context)}/${entry.event.chat?.id}`;
		const running = bursts.get(name);
		if (!running) own.set(name, begin(name, entry));
		else {
			if (running !== own.get(name)) elsewhere.add(running);
			join(running, entry);
		}
	}
	noteAnswer(context, [...own.values()]);
	await Promise.all([...own].map(async ([name, burst]) => await untilQuiet(name, burst, window)));
	return {
		events: [
			...wanted.filter((entry) => !isCombined(entry)),
			...[...own.values()].map(({ events }) => merged(events)),
		],
		elsewhere: [...elsewhere],
	};
}

/** True once n8n has taken the messages that other calls carry; false if it has not in time. */
export async function areTaken(carriers: Burst[]): Promise<boolean> {
	for (let waited = 0; carriers.some(({ taken }) => taken === undefined); waited += LOOK_EVERY) {
		const isOver = carriers.every(({ isOpen }) => !isOpen);
		if (isOver && waited >= PATIENCE) return false;
		if (!isOver) waited = 0;
		await clock.wait(LOOK_EVERY);
	}
	return carriers.every(({ taken }) => taken);
}

function begin(name: string, entry: ReadEvent): Burst {
	const burst: Burst = { events: [entry], lastAt: clock.now(), isOpen: true };
	bursts.set(name, burst);
	return burst;
}

/** A message that is delivered again while its burst is open counts once. */
function join(burst: Burst, entry: ReadEvent): void {
	burst.lastAt = clock.now();
	const isKnown = entry.key !== undefined && burst.events.some(({ key }) => key === entry.key);
	if (!isKnown) burst.events.push(entry);
}

async function untilQuiet(name: string, burst: Burst, window: number): Promise<void> {
	const latest = clock.now() + Math.max(window, Math.min(MOST_WINDOWS * window, LONGEST));
	const left = () => Math.min(burst.lastAt + window, latest) - clock.now();
	while (left() > 0) await clock.wait(Math.min(left(), LOOK_EVERY));
	burst.isOpen = false;
	bursts.delete(name);
}

/** The calls of the other messages wait for n8n's answer to the one that carries them. */
function noteAnswer(context: IWebhookFunctions, carried: Burst[]): void {
	if (!carried.length) return;
	const response = context.getResponseObject();
	response.once('finish', () => {
		for (const burst of carried) burst.taken = response.statusCode < 400;
	});
	response.once('close', () => {
		for (const burst of carried) burst.taken ??= false;
	});
}

/** One event for a burst: the last message's, with the texts of all in lines, and `messages`. */
function merged(arrived: ReadEvent[]): ReadEvent {
	const parts = [...arrived].sort((a, b) => a.event.timestamp.localeCompare(b.event.timestamp));
	const last = parts.at(-1) as ReadEvent;
	const messages = parts.flatMap(({ event: { message } }) => (message ? [message] : []));
	const text = messages.flatMap((message) => message.text ?? []).join('\n');
	const { message, raw } = last.event;
	return {
		...last,
		parts,
		event: {
			...last.event,
			...(message ? { message: { ...message, ...(text ? { text } : {}) } } : {}),
			messages,
			raw: parts.length > 1 ? parts.map(({ event }) => event.raw) : raw,
		},
	};
}
