/** Runs the 2Chat node against a local server that a test tells what to answer. */
import type { IDataObject, ResourceMapperFields } from 'n8n-workflow';

import { MessagingTwoChatApi } from '../../credentials/MessagingTwoChatApi.credentials';
import { TwoChat } from '../../nodes/TwoChat/TwoChat.node';
import { type Bench, useBench } from '../harness/bench';
import { byId } from '../harness/n8n';

export { byId };

export const KEY = 'UAK-very-secret-key';
export const OWN = '+15550100100';
export const ASHA = '+919876543210';
export const GROUP = 'WAG62598186-1b7a-4f6e-8c57-0d6f9e7a2b31';

export const fromNumber = byId(OWN);
export const wabaNumber = byId(OWN);

interface TwoChatBench extends Bench {
	variables: (parameters: IDataObject) => Promise<ResourceMapperFields>;
}

/** Registers the hooks of the test file. */
export function twoChatBench(): TwoChatBench {
	const node = new TwoChat();
	const bench = useBench({
		node,
		credential: (url) => ({
			type: new MessagingTwoChatApi(),
			data: { apiKey: KEY, baseUrl: `${url}/open`, sdkBaseUrl: url },
		}),
		answer: () => ({ json: { success: true } }),
	});
	const { templateVariables } = node.methods.resourceMapping;
	return Object.assign(bench, {
		variables: async (parameters: IDataObject) =>
			await templateVariables.call(bench.editor(parameters)),
	});
}
