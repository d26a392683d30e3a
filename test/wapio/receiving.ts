/** What a Wapio Trigger makes of a signed delivery. */
import type { IDataObject } from 'n8n-workflow';

import { MessagingWapioApi } from '../../credentials/MessagingWapioApi.credentials';
import { messagingEvent } from '../../engine/trigger/event';
import { forget } from '../../engine/trigger/repeats';
import { wapioTrigger } from '../../nodes/Wapio/trigger/spec';
import { WapioTrigger } from '../../nodes/Wapio/WapioTrigger.node';
import { callWebhook, type TriggerSetup } from '../harness/webhook';
import { signed } from './signing';

export const SECRET = 'correct-horse-battery';
/** Every choice of the list "Events". */
export const ALL = wapioTrigger.events.map(({ value }) => value);
export const setup = (parameters: IDataObject = {}): TriggerSetup => ({
	node: new WapioTrigger(),
	parameters: { events: ALL, registration: 'manual', ...parameters },
	credential: {
		type: new MessagingWapioApi(),
		data: {
			token: 'bps_pat_EXAMPLEONLY',
			webhookSecret: SECRET,
			baseUrl: 'https://api.wapio.io',
		},
	},
});

/** As if nothing had been delivered before. */
export function forgetDeliveries(): void {
	forget('workflow-1/node-1/webhook');
	forget('workflow-1/node-1/webhook/signatures');
}

/** The events of one signed call as a workflow would get them, each checked against the shared shape. */
export async function eventsOf(
	body: IDataObject,
	parameters: IDataObject = {},
	more: Record<string, string> = {},
) {
	const { headers, rawBody } = signed(SECRET, body);
	const { status, items } = await callWebhook(setup(parameters), {
		body,
		rawBody,
		headers: { ...headers, ...more },
	});
	expect(status).toBe(200);
	return (items ?? []).map(({ json }) => messagingEvent.strict().parse(json));
}
