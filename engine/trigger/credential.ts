/**
 * The credential that a trigger checks its calls with. n8n decrypts it, and sets up an expression
 * engine for it, at each reading: a third of what an event costs. So it is remembered for a moment;
 * a call that does not pass is checked again with a fresh one, so that a new secret counts at once,
 * and an old one for `KEEP` at most.
 */
import type {
	ICredentialDataDecryptedObject,
	IHookFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { clock } from '../http/clock';

const KEEP = 15_000;

interface Remembered {
	data: ICredentialDataDecryptedObject;
	until: number;
}

const remembered = new Map<string, Remembered>();

const keyOf = (context: IHookFunctions | IWebhookFunctions, type: string): string => {
	const { id, credentials } = context.getNode();
	return `${context.getWorkflow().id}/${id}/${type}/${credentials?.[type]?.id ?? ''}`;
};

/** Remembered only for incoming calls; activation and deactivation always read it. */
export async function triggerCredential(
	context: IHookFunctions | IWebhookFunctions,
	type: string,
): Promise<ICredentialDataDecryptedObject> {
	const now = clock.now();
	const key = keyOf(context, type);
	const isCall = 'getRequestObject' in context;
	const found = isCall ? remembered.get(key) : undefined;
	if (found && found.until > now) return found.data;
	const data = await context.getCredentials<ICredentialDataDecryptedObject>(type);
	for (const [other, { until }] of remembered) if (until <= now) remembered.delete(other);
	if (isCall) remembered.set(key, { data, until: now + KEEP });
	return data;
}

/** For tests, which change credentials between two calls. */
export const forgetCredentials = (): void => remembered.clear();

/** True when there was a remembered one: then it is worth to look again. */
export const forgetCredential = (context: IWebhookFunctions, type: string): boolean =>
	remembered.delete(keyOf(context, type));
