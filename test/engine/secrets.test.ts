/** Outside of a run, too, no error shows a secret: in the editor's lists and in registration. */
import type {
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	NodeApiError,
} from 'n8n-workflow';

import { listSearches } from '../../engine/editor/lists';
import { Failure, toNodeError } from '../../engine/http/failure';
import { callProvider, nodeSecret, registrationStep } from '../../engine/trigger/register';
import type { TriggerSpec } from '../../engine/trigger/types';
import { probe } from './probe';

const KEY = 'very-secret-key';

/** A caller whose provider repeats in its error what it got. */
const caller = () => ({
	getNode: () => ({ id: 'n1', name: 'Node', credentials: { probeApi: { id: 'c1', name: 'One' } } }),
	getWorkflow: () => ({ id: 'w1' }),
	getInstanceId: () => 'instance',
	getCredentials: async () => ({ key: KEY, baseUrl: 'https://api.example.com' }),
	getCurrentNodeParameter: () => undefined,
	helpers: {
		httpRequestWithAuthentication: async (_type: string, { body }: IHttpRequestOptions) => ({
			statusCode: 400,
			headers: {},
			body: JSON.stringify({ message: `No: Bearer ${KEY}, ${JSON.stringify(body ?? {})}` }),
		}),
	},
});

async function refusal(work: Promise<unknown>): Promise<NodeApiError> {
	const error: unknown = await work.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	return error as NodeApiError;
}

test('a list of the editor', async () => {
	const { things } = listSearches(probe, {
		things: { path: '/things', entry: () => ({ name: 'a', value: 'a' }) },
	});
	const error = await refusal(
		things?.call(caller() as unknown as ILoadOptionsFunctions) ?? Promise.resolve(),
	);
	expect(error.constructor.name).toBe('NodeApiError');
	expect(error.message).toContain('***');
	expect(JSON.stringify([error, error.message, error.stack])).not.toContain(KEY);
});

test('a registration: neither the key nor the secret of the webhook', async () => {
	const hook = caller() as unknown as IHookFunctions;
	const secret = await nodeSecret(hook, probe);
	const registration = {
		exists: async () => false,
		create: async (own: IHookFunctions) =>
			void (await callProvider(own, probe, {
				method: 'POST',
				path: '/hooks',
				body: { url: `https://n8n.example.com/webhook/1?token=${secret}` },
			})),
		remove: async () => {},
	};
	const spec = { provider: probe, registration } as unknown as TriggerSpec;
	const error = await refusal(registrationStep(hook, spec, 'create'));
	expect(error.constructor.name).toBe('NodeApiError');
	expect(error.message).toContain('https://n8n.example.com/webhook/1?token=***');
	const shown = JSON.stringify([error, error.message, error.stack]);
	expect(shown).not.toContain(KEY);
	expect(shown).not.toContain(secret);
});

test('the explanation of an error, wherever its words come from', () => {
	const problem = { status: 400, message: 'refused', details: `the key ${KEY} is unknown` };
	const { node, secrets } = { node: caller().getNode() as never, secrets: [KEY] };
	const error = toNodeError(new Failure(problem, 'refused'), { node, provider: probe, secrets });
	expect(error.description).toContain('the key *** is unknown');
});
