/** The webhook bodies that the contracts document, as the triggers read them. */
import type { IDataObject } from 'n8n-workflow';

import { type Clock, useClock } from '../../engine/http/clock';
import { compact, type MessagingEvent } from '../../engine/trigger/event';
import { type ReadEvent, stamp } from '../../engine/trigger/reading';
import { webhookDocuments } from './documents';
import type { PublishedProvider } from '../providers';

/** "Now" while a body is read: no documented body has it. */
export const ARRIVAL = '2031-07-09T05:03:01.000Z';

const standing: Clock = {
	now: () => Date.parse(ARRIVAL),
	random: () => 0.5,
	wait: async () => {},
};

/** What a trigger makes of a body, at a fixed time. @throws BadBody */
export function readPayload(
	{ trigger, query: queryOf }: PublishedProvider,
	event: string,
	payload: IDataObject,
	query: IDataObject = queryOf?.(event) ?? {},
): ReadEvent[] {
	const restore = useClock(standing);
	try {
		const body = structuredClone(payload);
		const readings = trigger.read(body, {
			headers: { 'content-type': 'application/json' },
			rawBody: Buffer.from(JSON.stringify(body)),
			body,
			query,
			method: 'POST',
			path: '',
		});
		return stamp(trigger.provider.name, body, readings).map((entry) => ({
			...entry,
			event: compact(entry.event),
		}));
	} finally {
		restore();
	}
}

export interface ReadDocument {
	/** "messages.post (text)". */
	name: string;
	/** The event's name in the contract. */
	event: string;
	payload: IDataObject;
	events: MessagingEvent[];
	entries: ReadEvent[];
}

/** Every documented body of a provider, read. */
export const readDocuments = (node: PublishedProvider): ReadDocument[] =>
	webhookDocuments(node.key).map(({ name, event, payload }) => {
		const entries = readPayload(node, event, payload);
		return { name, event, payload, entries, events: entries.map((entry) => entry.event) };
	});
