import { loadContract } from '../../../sandbox/core/contract';
import { MYOPERATOR_DEMO } from '../../../sandbox/myoperator';
import { call, WHATSAPP_HEADERS, type Answered, type Call, type useSandbox } from '../helpers';

export const contract = loadContract('myoperator.openapi.yaml');

/** Calls that also check every answer against the contract. */
export function clients(test$: ReturnType<typeof useSandbox>): {
	whatsapp(path: string, options?: Call): Promise<Answered>;
	obd(json: unknown, headers?: Record<string, string>): Promise<Answered>;
	developers(path: string, options?: Call): Promise<Answered>;
} {
	const checked = async (host: string, path: string, options: Call): Promise<Answered> => {
		const answer = await call(test$.sandbox.baseUrl('myoperator', host) + path, options);
		const { operationId } = test$.sandbox.received.at(-1) ?? {};
		// The documentation shows no refused parameters for lists; the sandbox refuses them all the same.
		const isRefusedList = answer.status === 400 && /^list/.test(operationId ?? '');
		if (operationId && answer.json !== undefined && !isRefusedList) {
			const problems = contract.checkAnswer(operationId, answer.status, answer.json);
			expect({ operationId, body: answer.json, problems }).toMatchObject({ problems: [] });
		}
		return answer;
	};
	return {
		whatsapp: (path, options = {}) =>
			checked('whatsapp', path, {
				...options,
				headers: { ...WHATSAPP_HEADERS, ...options.headers },
			}),
		obd: (json, headers = { 'x-api-key': MYOPERATOR_DEMO.obdApiKey }) =>
			checked('obd', '/obd-api-v1', { json, headers }),
		developers(path, options = {}) {
			const url = new URL(path, 'http://host');
			if (options.form === undefined) url.searchParams.set('token', MYOPERATOR_DEMO.publicApiToken);
			const form = options.form && { token: MYOPERATOR_DEMO.publicApiToken, ...options.form };
			return checked('developers', url.pathname + url.search, { ...options, form });
		},
	};
}

/** The `data` of a WhatsApp-host answer. */
export async function dataOf(answer: Promise<Answered>): Promise<Record<string, unknown>> {
	return ((await answer).json as { data: Record<string, unknown> }).data;
}
