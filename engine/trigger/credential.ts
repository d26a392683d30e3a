/**
 * The credential that a trigger checks its calls with. n8n decrypts it, and sets up an expression
 * engine for it, at each reading: a third of what an event costs. So it is remembered for a moment;
 * a call that does not pass is checked again with a fresh one, so that a new secret counts within a
 * second, and an old one for `KEEP` at most. Forged calls make it be read once a second, no more.
 */
import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import { clock } from '../http/clock';

const KEEP = 15_000;
/** Milliseconds in which a credential is not read again. */
const FRESH = 1_000;

interface Remembered {
	/** Calls that come at the same time wait for one reading. */
	data: Promise<ICredentialDataDecryptedObject>;
	/** When it was read, in milliseconds. */
	since: number;
}

const remembered = new Map<string, Remembered>();

type Context = IHookFunctions | IWebhookFunctions | IExecuteFunctions;

const keyOf = (context: Context, type: string): string => {
	const { id, credentials } = context.getNode();
	return `${context.getWorkflow().id}/${id}/${type}/${credentials?.[type]?.id ?? ''}`;
};

/** Remembered only for incoming calls; activation and deactivation always read it. */
export async function triggerCredential(
	context: Context,
	type: string,
): Promise<ICredentialDataDecryptedObject> {
	const now = clock.now();
	for (const [other, { since }] of remembered) if (since + KEEP <= now) remembered.delete(other);
	const isCall = 'getRequestObject' in context;
	const key = keyOf(context, type);
	const found = isCall ? remembered.get(key) : undefined;
	if (found) return await found.data;
	const data = context.getCredentials<ICredentialDataDecryptedObject>(type);
	if (!isCall) return await data;
	remembered.set(key, { data, since: now });
	// A reading that fails is not remembered.
	data.catch(() => remembered.delete(key));
	return await data;
}

/** For tests, which change credentials between two calls. */
export const forgetCredentials = (): void => remembered.clear();

/** True if there was a remembered one that may be out of date: then it is worth to look again. */
export function forgetCredential(context: IWebhookFunctions, type: string): boolean {
	const key = keyOf(context, type);
	const found = remembered.get(key);
	return found !== undefined && clock.now() - found.since >= FRESH && remembered.delete(key);
}
