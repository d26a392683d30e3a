/**
 * The contract of a provider's reader, and the helpers that all readers are written with. A reader
 * says what is in a webhook's body; the engine alone stamps provider, ID, time and raw.
 */
import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../define/values';
import { clock } from '../http/clock';
import { isoTime, type MessagingEvent } from './event';

type Stamped = 'provider' | 'timestamp';
type Needed = 'event' | 'providerEvent';

/** One event as a provider's reader found it. */
export interface Reading {
	/** A `TriggerEvent.value`; undefined for an event that this version does not know. */
	choice?: string;
	/** The same for every delivery of one event, so that repeats are dropped; undefined: never a repeat. */
	key?: string;
	/** When it happened, as the body says it (ISO, seconds, milliseconds). */
	time?: unknown;
	/** `id` defaults to the event's name and its key, `raw` to the whole body. */
	event: Pick<MessagingEvent, Needed> & Partial<Omit<MessagingEvent, Needed | Stamped>>;
}

/** One event of a call, complete. */
export type ReadEvent = Pick<Reading, 'choice' | 'key'> & {
	event: MessagingEvent;
	/** The events that this one combines. */
	parts?: ReadEvent[];
};

/**
 * Completes what a reader found: provider, ID, time (of arrival where the body has none that can be
 * read) and raw.
 */
export const stamp = (provider: string, body: unknown, readings: Reading[]): ReadEvent[] =>
	readings.map(({ choice, key, time, event }) => ({
		choice,
		key,
		event: {
			...event,
			provider,
			id: event.id || [event.providerEvent, key ?? hash(event.raw ?? body)].join('/'),
			timestamp: isoTime(time) ?? new Date(clock.now()).toISOString(),
			raw: 'raw' in event ? event.raw : body,
		},
	}));

/** Text, a number or a switch as text; `undefined` for anything else, and for empty text. */
export const text = (value: unknown): string | undefined =>
	['string', 'number', 'boolean'].includes(typeof value) ? String(value) || undefined : undefined;

export const object = (value: unknown): IDataObject => (isObject(value) ? value : {});

/** The objects of a list. */
export const list = (value: unknown): IDataObject[] =>
	Array.isArray(value) ? (value as unknown[]).filter(isObject) : [];

export const digits = (value: unknown): string | undefined =>
	text(value)?.replace(/\D/g, '') || undefined;

/**
 * A table's entry of this name; `undefined` for names that the table does not have, such as
 * "constructor", which every object answers to.
 */
export const known = <T>(table: Readonly<Record<string, T>>, name: unknown): T | undefined =>
	typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined;

/** A body that the provider's reader does not understand. */
export const unknownReading = (raw: unknown): Reading => ({
	key: `unknown/${hash(raw)}`,
	event: { event: 'other', providerEvent: 'unknown', raw },
});

/** Tells one body from another where the provider gives no ID. */
export const hash = (value: unknown): string =>
	createHash('sha256')
		.update(JSON.stringify(value) ?? '')
		.digest('hex')
		.slice(0, 24);
