import { loadContract } from '../../../sandbox/core/contract';
import { TWOCHAT_DEMO } from '../../../sandbox/twochat';
import { call, deliveredBy, type Answered, type Call, type useSandbox } from '../helpers';

export const contract = loadContract('twochat.openapi.yaml');

export const KEY = { 'x-user-api-key': TWOCHAT_DEMO.apiKey };

export type Json = Record<string, unknown>;

/** Calls that also check every answer against the contract; `$` is the status. */
export function client(test$: ReturnType<typeof useSandbox>) {
	const send = async (path: string, options: Call = {}, host = 'api'): Promise<Answered> => {
		const answer = await call(test$.sandbox.baseUrl('twochat', host) + path, {
			...options,
			headers: { ...KEY, ...options.headers },
		});
		const { operationId } = test$.sandbox.received.at(-1) ?? {};
		if (answer.status >= 400) {
			// Not every refusal is documented for every operation, but each has one of four bodies.
			const { error_message: error, detail, message } = answer.json as Json;
			expect([error, detail, message].filter(Boolean)).toHaveLength(1);
		} else if (operationId) {
			const problems = contract.checkAnswer(operationId, answer.status, answer.json);
			expect({ operationId, body: answer.json, problems }).toMatchObject({ problems: [] });
		}
		return answer;
	};
	const with$ =
		(method: Call['method'], host = 'api') =>
		async (path: string, json?: unknown): Promise<Json> => {
			const { status, json: body } = await send(path, { method, json }, host);
			return { $: status, ...(body as Json) };
		};
	return {
		send,
		get: with$('GET'),
		post: with$('POST'),
		put: with$('PUT'),
		remove: with$('DELETE'),
		sdk: with$('POST', 'sdk'),
	};
}

/** What the webhooks received, checked against 2Chat's contract. */
export const delivered = (test$: ReturnType<typeof useSandbox>) => deliveredBy(test$, contract);
