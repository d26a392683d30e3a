/** What is known of a delivery before its payload is read, and what all readings have in common. */
import type { IDataObject } from 'n8n-workflow';

import type { EventKind } from '../../../engine/trigger/event';
import { hash, type Reading } from '../../../engine/trigger/reading';
import { EVENT_NAMES } from './events';

export interface Frame {
	/** One of `EVENT_NAMES`, or the name as it was sent. */
	name: string;
	/** The name as it was sent. */
	given?: string;
	account?: string;
	emittedAt?: string;
	/** The event's own ID, if Wapio gives one. */
	eventId?: string;
}

/** Reads one entry of a payload. */
export type Reader = (entry: IDataObject, frame: Frame) => Reading[];

const KNOWN = new Set(EVENT_NAMES.map(([name]) => String(name)));

type Found = Omit<Partial<Reading['event']>, 'event' | 'providerEvent' | 'id' | 'raw'> & {
	time?: unknown;
};

/**
 * @param id names what happened, within the event's name
 * @param key better than what the frame alone can give to recognize a repeat
 */
export function reading(
	frame: Frame,
	entry: IDataObject,
	kind: EventKind,
	id: string | undefined,
	{ time, ...fields }: Found,
	key?: string,
): Reading {
	const own = [frame.name, id ?? hash(entry)].join('/');
	const stamp = frame.eventId ?? frame.emittedAt;
	return {
		choice: KNOWN.has(frame.name) ? frame.name : undefined,
		// Without a time or an ID the same again may well be new.
		key: key || (stamp && `${own}/${stamp}/${hash(entry)}`),
		time: time ?? frame.emittedAt,
		event: {
			event: kind,
			providerEvent: frame.name,
			id: frame.eventId ?? own,
			account: frame.account,
			...fields,
		},
	};
}

/** What an event for incoming messages brings besides them is chosen like what it is. */
export const withChoice = (readings: Reading[], { name }: Frame, choice: string): Reading[] =>
	readings.map((one) => (name.endsWith('.received') ? { ...one, choice } : one));
