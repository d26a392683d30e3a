/** Every webhook body that a contract documents, for table-driven tests of the triggers. */
import type { IDataObject } from 'n8n-workflow';

import { loadContract, webhooks } from '../contracts/reading';
import { isObject } from '../contracts/references';

export interface WebhookDocument {
	/** "event (example)". */
	name: string;
	/** Key in the contract's `webhooks`. */
	event: string;
	payload: IDataObject;
}

/** All examples of a provider's webhooks, in the contract's order. */
export function webhookDocuments(provider: string): WebhookDocument[] {
	return webhooks(loadContract(provider)).flatMap(({ event, operation }) => {
		const content =
			(operation.requestBody as { content?: Record<string, IDataObject> }).content ?? {};
		const media = content['application/json'] ?? Object.values(content)[0] ?? {};
		const named = isObject(media.examples) ? Object.entries(media.examples) : [];
		const examples: Array<[string, unknown]> = [
			...(media.example === undefined
				? []
				: ([['example', media.example]] as Array<[string, unknown]>)),
			...named.map(([name, entry]): [string, unknown] => [name, (entry as IDataObject).value]),
		];
		return examples.map(([name, payload]) => ({
			name: `${event} (${name})`,
			event,
			payload: payload as IDataObject,
		}));
	});
}
