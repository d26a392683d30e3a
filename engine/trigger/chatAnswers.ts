/**
 * Answers to Send and Wait for Response that come from the chat: taps on its buttons, and replies that
 * quote it. They go to the execution that waits for them, and start no workflow.
 */
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { isObject } from '../define/values';
import { triggerCredential } from './credential';
import type { MessagingEvent } from './event';
import { proofOf } from './proof';
import type { ReadEvent } from './reading';
import { callProvider } from './register';
import { addressIn, linkIn } from './token';
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
		const answer = entry.event.fromMe ? undefined : await answerIn(context, spec, entry.event);
		if (!answer || !(await passOnce(context, spec, entry.event, answer))) left.push(entry);
	}
	return left;
}

/** What became of written replies: other triggers, and repeats, bring the same one again. */
const replies = new Map<string, Promise<boolean>>();
const MOST_REPLIES = 1_000;

async function passOnce(
	context: IWebhookFunctions,
	spec: TriggerSpec,
	event: MessagingEvent,
	answer: Answer,
): Promise<boolean> {
	if (answer.isTap) return await passOn(context, spec, event, answer);
	const key = `${answer.url} ${event.message?.id}`;
	const known = replies.get(key);
	if (known) return await known;
	const [oldest] = replies.keys();
	if (oldest !== undefined && replies.size >= MOST_REPLIES) replies.delete(oldest);
	const passing = passOn(context, spec, event, answer);
	replies.set(key, passing);
	passing.catch(() => replies.delete(key));
	return await passing;
}

interface Answer {
	url: string;
	body: IDataObject;
	/** A tap can be nothing else; a text that nobody waits for is a message like others. */
	isTap: boolean;
}

async function answerIn(
	context: IWebhookFunctions,
	spec: TriggerSpec,
	event: MessagingEvent,
): Promise<Answer | undefined> {
	const { text, reply } = event.message ?? {};
	const quoted = text && spec.quotedText?.(event);
	if (!reply?.id && !quoted) return undefined;
	const base = waitingBase(context);
	const { id, phone, name } = event.from ?? {};
	const responder = { id, phone, name };
	const url = reply?.id && addressIn(reply.id, base);
	if (url) return { url, body: { responder }, isTap: true };
	const link = quoted ? linkIn(quoted, base) : undefined;
	if (!link) return undefined;
	const { provider } = spec;
	const said = { text, responder };
	const credential = await triggerCredential(context, provider.credential);
	const proof = proofOf(credential, link.signature, said);
	return { url: link.url, body: { ...said, provider: provider.name, proof }, isTap: false };
}

/** n8n tells the address in every context; here with a placeholder for the execution. */
const waitingBase = (context: IWebhookFunctions): string =>
	String(context.evaluateExpression('{{ $execution.resumeUrl }}')).replace(/\/[^/]*$/, '');

/** @returns whether it was an answer, be it a late one */
async function passOn(
	context: IWebhookFunctions,
	spec: TriggerSpec,
	event: MessagingEvent,
	{ url, body, isTap }: Answer,
): Promise<boolean> {
	const answer = (await context.helpers.httpRequest({
		method: 'POST',
		url,
		body,
		json: true,
		timeout: TIMEOUT,
		ignoreHttpStatusErrors: true,
		returnFullResponse: true,
		disableFollowRedirect: true,
	})) as { statusCode: number; body: unknown };
	// 401: changed; 404, 409 and 410: it no longer waits. Nothing more comes of delivering it again.
	if (answer.statusCode >= 500) throw new Error(`n8n answered ${answer.statusCode} to an answer`);
	const { taken, say } = isObject(answer.body) ? answer.body : ({} as IDataObject);
	// Of a question that no longer waits, n8n itself says so, on a page.
	const isAnswer = isTap || taken === true || say !== undefined;
	if (typeof say !== 'string' || !spec.say) return isAnswer;
	if (answer.statusCode === 403 && !isFirstTime(`${url} ${event.from?.id}`)) return isAnswer;
	try {
		await callProvider(context, spec.provider, spec.say(event, say));
	} catch (error) {
		// The decision counts, whether or not the person hears of it.
		const { message } = error as Error;
		context.logger.warn(`${spec.provider.name}: no reply to an answer was sent: ${message}`);
	}
	return isAnswer;
}

function isFirstTime(key: string): boolean {
	if (told.has(key)) return false;
	if (told.size >= MOST_TOLD) told.clear();
	told.add(key);
	return true;
}
