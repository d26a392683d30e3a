/** What registration needs from n8n: the address, a memory, and calls to the provider. */
import { createHmac } from 'crypto';
import type {
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Provider } from '../define/types';
import { exchange } from '../http/exchange';
import { toNodeError } from '../http/failure';
import { Patience } from '../http/patience';
import { baseUrl, gateOf, openSession, secretFields } from '../http/session';
import { toHttp } from '../item/encode';
import { triggerCredential } from './credential';
import type { HookRequest, TriggerSpec } from './types';

const HOOK_TIMEOUT = 30_000;

/** The webhook's address; production and test have one each. */
export const ownUrl = (hook: IHookFunctions): string => hook.getNodeWebhookUrl('default') ?? '';

/**
 * The node's memory between activation and deactivation. Test and production must not overwrite
 * each other's, so each address has its own.
 */
export function memory(hook: IHookFunctions): IDataObject {
	const all = hook.getWorkflowStaticData('node');
	const key = ownUrl(hook).includes('/webhook-test/') ? 'test' : 'production';
	all[key] ??= {};
	return all[key] as IDataObject;
}

/**
 * An unguessable text for a header or an address, always the same for a node and the secrets of its
 * credential: nothing has to be stored, nothing is lost in a crash, and a corrected base URL does not
 * change it. It does not give the credential's secrets away. Empty if the credential has none.
 */
export const nodeSecret = async (
	context: IHookFunctions | IWebhookFunctions,
	provider: Provider,
): Promise<string> => (await nodeSecrets(context, provider))[0] ?? '';

/**
 * The secrets that a genuine call may carry: today's, and the one that was registered with before
 * base URLs were left out of it.
 */
export async function nodeSecrets(
	context: IHookFunctions | IWebhookFunctions,
	provider: Provider,
): Promise<string[]> {
	const data = await triggerCredential(context, provider.credential);
	const secrets = secretFields(data);
	if (!secrets.length) return [];
	const node = `${context.getInstanceId()}/${context.getWorkflow().id}/${context.getNode().id}`;
	return [secrets, data].map((key) =>
		createHmac('sha256', JSON.stringify(key)).update(node).digest('hex').slice(0, 48),
	);
}

/**
 * Calls the provider's API from a hook, or for a delivery.
 * @returns the answer's body, the provider's envelope taken off
 * @throws Failure
 */
export async function callProvider(
	hook: IHookFunctions | IWebhookFunctions | IExecuteFunctions,
	provider: Provider,
	{
		method = 'GET',
		path,
		host,
		body,
		qs,
		maxWait = 30_000,
		isMessage = false,
		doneOn = [],
	}: HookRequest,
): Promise<unknown> {
	const session = await openSession(hook, provider, HOOK_TIMEOUT);
	const parts = {
		path,
		query: qs ?? {},
		headers: {},
		body: (body ?? {}) as IDataObject,
		files: {},
	};
	const answer = await exchange(
		session,
		{
			request: async () => await toHttp({ method }, parts, baseUrl(session, host)),
			// Registering is made so that doing it twice does no harm.
			effect: isMessage ? 'send' : 'idempotent',
			gate: gateOf(session, host, 'registration'),
			isDone: ({ status }) => doneOn.includes(status),
		},
		{ run: session, perMinute: 0, patience: new Patience(maxWait) },
	);
	return provider.unwrap?.(answer.body) ?? answer.body;
}

/** What no error may show: the credential's secrets, and the one that the webhook is known by. */
async function secretsOf(hook: IHookFunctions, provider: Provider): Promise<string[]> {
	const { secrets } = await openSession(hook, provider, HOOK_TIMEOUT);
	return [...secrets, ...(await nodeSecrets(hook, provider))];
}

type Step = 'exists' | 'create' | 'remove';

/** One step of a node's webhook life; failures are told as n8n shows them. */
export async function registrationStep(
	hook: IHookFunctions,
	spec: TriggerSpec,
	step: Step,
): Promise<boolean> {
	const { registration, provider } = spec;
	if (!registration) return true;
	try {
		const result = await registration[step](hook);
		return result ?? true;
	} catch (error) {
		// A credential that can't be read is the error itself, and nothing of it is known.
		const secrets = await secretsOf(hook, provider).catch((): string[] => []);
		throw toNodeError(error, { node: hook.getNode(), provider, secrets });
	}
}
