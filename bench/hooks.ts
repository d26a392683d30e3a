/** Events per second: our trigger against n8n's Webhook node with the same kind of check. */
import { Agent, request } from 'undici';

import type { N8nApi, SavedCredential } from '../e2e/lib/api';
import { hookWorkflow } from './workflows';

const CLIENTS = 8;

export interface HookGround {
	api: N8nApi;
	url: string;
	header: { name: string; value: string };
	credentials: Record<'trigger' | 'webhook', SavedCredential>;
	webhookVersion: number;
}

function event(number: number): string {
	return JSON.stringify({
		company_id: 'bench',
		event_id: `event-${number}`,
		event_type: 'message.received',
		event_sequence: 1,
		event_version: '1',
		timestamp: '2026-04-20T10:06:07.835252916Z',
		channel: 'whatsapp',
		direction: 'incoming',
		session_id: 'e8e99f13-f41e-4655-b393-09e03cb5f91c',
		system_identifier: '204983902706432',
		customer_identifier: '919876543210',
		payload: {
			id: `message-${number}`,
			action: 'incoming',
			status: 'received',
			is_reply: false,
			data: { type: 'text', context: { body: 'Is my order on its way?' } },
			created: '2026-04-20T10:06:07.617308Z',
			conversation: {
				id: 'e8e99f13-f41e-4655-b393-09e03cb5f91c',
				customer_country_code: '91',
				customer_contact: '9876543210',
				customer_name: 'Asha Rao',
			},
			phone_number_id: '204983902706432',
		},
	});
}

let events = 0;

/** Events per second that are accepted; rejects when one is not. */
async function rate(url: string, header: HookGround['header'], count: number): Promise<number> {
	const dispatcher = new Agent({ connections: CLIENTS });
	let left = count;
	const client = async () => {
		while (left-- > 0) {
			const answer = await request(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json', [header.name]: header.value },
				body: event(++events),
				dispatcher,
			});
			const text = await answer.body.text();
			if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${text}`);
		}
	};
	const start = performance.now();
	await Promise.all(Array.from({ length: CLIENTS }, client));
	const seconds = (performance.now() - start) / 1000;
	await dispatcher.close();
	return count / seconds;
}

/** Both in turns; each turn's rates. */
export async function timeHooks(
	ground: HookGround,
	rounds: number,
	count: number,
): Promise<Record<'trigger' | 'webhook', number[]>> {
	const rates: Record<'trigger' | 'webhook', number[]> = { trigger: [], webhook: [] };
	const urls = {
		trigger: `${ground.url}/webhook/bench-trigger/webhook`,
		webhook: `${ground.url}/webhook/bench-webhook`,
	};
	const kinds = ['trigger', 'webhook'] as const;
	for (const kind of kinds) {
		const workflow = hookWorkflow(kind, ground.credentials[kind], ground.webhookVersion);
		await ground.api.activate(await ground.api.createWorkflow(workflow));
		await rate(urls[kind], ground.header, Math.ceil(count / 4));
	}
	for (let round = 0; round < rounds; round++)
		for (const kind of round % 2 ? [...kinds].reverse() : kinds)
			rates[kind].push(await rate(urls[kind], ground.header, count));
	return rates;
}
