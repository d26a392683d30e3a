import { loadContract } from '../../../sandbox/core/contract';
import { WHAPI_DEMO } from '../../../sandbox/whapi';
import { call, deliveredBy, type Answered, type Call, type useSandbox } from '../helpers';

export const contract = loadContract('whapi.openapi.yaml');

export const TOKEN = { authorization: `Bearer ${WHAPI_DEMO.token}` };

type Json = Record<string, unknown>;

/** Calls that also check every answer against the contract. */
export function client(test$: ReturnType<typeof useSandbox>) {
	const send = async (path: string, options: Call = {}): Promise<Answered> => {
		const answer = await call(test$.sandbox.baseUrl('whapi') + path, {
			...options,
			headers: { ...TOKEN, ...options.headers },
		});
		const { operationId } = test$.sandbox.received.at(-1) ?? {};
		if (operationId && answer.json !== undefined) {
			const problems = contract.checkAnswer(operationId, answer.status, answer.json);
			expect({ operationId, body: answer.json, problems }).toMatchObject({ problems: [] });
		}
		return answer;
	};
	const with$ =
		(method: Call['method']) =>
		async (path: string, json?: unknown): Promise<Json> => {
			const { status, json: body, text } = await send(path, { method, json });
			return typeof body === 'object' && body !== null && !Array.isArray(body)
				? { $: status, ...body }
				: { $: status, body: body ?? text };
		};
	return {
		send,
		get: with$('GET'),
		post: with$('POST'),
		put: with$('PUT'),
		patch: with$('PATCH'),
		remove: with$('DELETE'),
	};
}

/** What the webhooks received, checked against Whapi.Cloud's contract. */
export const delivered = (test$: ReturnType<typeof useSandbox>) => deliveredBy(test$, contract);
