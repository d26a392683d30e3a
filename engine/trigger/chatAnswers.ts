/**
 * Taps on the buttons of Send and Wait for Response: they go to the execution that waits for them,
 * and start no workflow.
 */
import type { IWebhookFunctions } from 'n8n-workflow';

import { isObject } from '../define/values';
import { addressIn } from './token';
import type { MessagingEvent } from './event';
import type { ReadEvent } from './reading';
import { callProvider } from './register';
import type { TriggerSpec } from './types';

const TIMEOUT = 20_000;

/** Who was told that the question is not for them: once each is enough. */
const told = new Set<string>();
const MOST_TOLD = 1_000;

/**
 * @returns the events that are no answers
 * @throws what kept an answer from n8n's own address; the provider has to deliver it again
 */
export async function passOnAnswers(
	context: IWebhookFunctions,
	spec: TriggerSpec,
	found: ReadEvent[],
): Promise<ReadEvent[]> {
	const left: ReadEvent[] = [];
	for (const entry of found) {
		const id = entry.event.message?.reply?.id;
		const address = id && !entry.event.fromMe ? addressIn(id, waitingBase(context)) : undefined;
		if (address) await passOn(context, spec, entry.event, address);
		else left.push(entry);
	}
	return left;
}

/** n8n tells the address in every context; here with a placeholder for the execution. */
const waitingBase = (context: IWebhookFunctions): string =>
	String(context.evaluateExpression('{{ $execution.resumeUrl }}')).replace(/\/[^/]*$/, '');

async function passOn(
	context: IWebhookFunctions,
	spec: TriggerSpec,
	event: MessagingEvent,
	url: string,
): Promise<void> {
	const { id, phone, name } = event.from ?? {};
	const answer = (await context.helpers.httpRequest({
		method: 'POST',
		url,
		body: { responder: { id, phone, name } },
		json: true,
		timeout: TIMEOUT,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
		disableFollowRedirect: true,
	})) as { statusCode: number; body: unknown };
	// 401: changed; 404, 409 and 410: it no longer waits. Nothing more comes of delivering it again.
	if (answer.statusCode >= 500) throw new Error(`n8n answered ${answer.statusCode} to an answer`);
	const say = isObject(answer.body) ? answer.body.say : undefined;
	if (typeof say !== 'string' || !spec.say) return;
	if (answer.statusCode === 403 && !isFirstTime(`${url} ${id}`)) return;
	try {
		await callProvider(context, spec.provider, spec.say(event, say));
	} catch (error) {
		// The decision counts, whether or not the person hears of it.
		const { message } = error as Error;
		context.logger.warn(`${spec.provider.name}: no reply to an answer was sent: ${message}`);
	}
}

function isFirstTime(key: string): boolean {
	if (told.has(key)) return false;
	if (told.size >= MOST_TOLD) told.clear();
	told.add(key);
	return true;
}
