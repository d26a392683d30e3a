/** Webhook bodies of MyOperator for the tests of its reader, and the event that comes out. */
import type { IDataObject } from 'n8n-workflow';

import { compact, messagingEvent } from '../../engine/trigger/event';
import { type ReadEvent, stamp } from '../../engine/trigger/reading';
import { readWebhook } from '../../nodes/MyOperator/trigger/read';

export const ARRIVAL = '2026-08-01T10:00:00.000Z';

/** Every event of a body, as the workflow gets it. */
export function readAll(body: IDataObject): ReadEvent[] {
	const events = stamp('MyOperator', body, readWebhook(body));
	for (const { event } of events) messagingEvent.strict().parse(compact(event));
	return events.map((entry) => ({ ...entry, event: compact(entry.event) }));
}

/** The only event of a body. */
export function readOne(body: IDataObject): ReadEvent {
	const events = readAll(body);
	if (!events[0] || events.length > 1) throw new Error(`${events.length} events instead of one`);
	return events[0];
}

/** The envelope of the newer webhooks. */
export const envelope = (
	event_type: string,
	payload: IDataObject,
	more: IDataObject = {},
): IDataObject => ({
	company_id: 'company-1',
	event_id: 'event-1',
	event_type,
	event_version: '1',
	timestamp: '2026-07-03T12:21:48.962814767Z',
	channel: event_type.startsWith('call') ? 'call' : 'whatsapp',
	session_id: 'session-1',
	system_identifier: '+915550100199',
	customer_identifier: '+919876543210',
	payload,
	...more,
});

/** A message that the customer sent. */
export const incoming = (data: IDataObject, more: IDataObject = {}): IDataObject =>
	envelope('message.received', {
		id: 'message-1',
		action: 'incoming',
		conversation: {
			customer_contact: '9876543210',
			customer_country_code: '91',
			customer_name: 'Asha',
		},
		data,
		...more,
	});

export const leg = (type: 'agent' | 'customer', more: IDataObject): IDataObject => ({
	type,
	started_at: '2026-07-03T05:00:00Z',
	answered_at: null,
	talk_duration: null,
	result: 'not_answered',
	...more,
});

export const call = (
	direction: 'incoming' | 'outgoing',
	legs: IDataObject[],
	more: IDataObject = {},
	event = 'call.end',
): IDataObject =>
	envelope(
		event,
		{
			id: 'call-1',
			customer_number: '+919876543210',
			direction,
			status: 'bridged',
			started_at: '2026-07-03T05:00:00Z',
			ended_at: '2026-07-03T05:00:49Z',
			duration: 49,
			legs,
			...more,
		},
		{ direction },
	);
