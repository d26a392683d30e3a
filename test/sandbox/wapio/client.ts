import { loadContract } from '../../../sandbox/core/contract';
import { WAPIO_DEMO, WAPIO_SESSION } from '../../../sandbox/wapio';
import { call, type Answered, type Call, type useSandbox } from '../helpers';

export const contract = loadContract('wapio.openapi.yaml');

export const ACCOUNT = { authorization: `Bearer ${WAPIO_DEMO.accountToken}` };
export const SESSION_KEY = { authorization: `Bearer ${WAPIO_DEMO.sessionKey}` };

/** Refusals that the documentation lists for other routes only; the sandbox gives them everywhere. */
const UNDOCUMENTED = [403, 404, 409, 422];

export interface WapioClient {
	/** With the account token, naming the connected session. */
	(path: string, options?: Call): Promise<Answered>;
}

/** Calls that also check every answer against the contract. */
export function wapioClient(test$: ReturnType<typeof useSandbox>): WapioClient {
	return async (path, options = {}) => {
		const answer = await call(test$.sandbox.baseUrl('wapio') + path, {
			...options,
			headers: { ...ACCOUNT, 'x-session-id': WAPIO_SESSION, ...options.headers },
		});
		const { operationId } = test$.sandbox.received.at(-1) ?? {};
		if (operationId && answer.json !== undefined) {
			const problems = contract
				.checkAnswer(operationId, answer.status, answer.json)
				.filter(
					({ message }) =>
						!(UNDOCUMENTED.includes(answer.status) && /no answer \d+ documented/.test(message)),
				);
			expect({ operationId, body: answer.json, problems }).toMatchObject({ problems: [] });
		}
		if (answer.status >= 400)
			expect(answer.json).toMatchObject({ success: false, message: expect.any(String) });
		return answer;
	};
}

export const textTo = (to: string, text = 'Hello'): Record<string, unknown> => ({
	to,
	kind: 'text',
	text,
});
