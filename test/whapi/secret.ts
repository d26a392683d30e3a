import type { IWebhookFunctions } from 'n8n-workflow';

import { nodeSecret } from '../../engine/trigger/register';
import { whapi } from '../../nodes/Whapi/provider';
import { callWebhook, type TriggerSetup } from '../harness/webhook';

/** The secret that this node registers with, read through the node's own webhook context. */
export async function secretOf(setup: TriggerSetup): Promise<string> {
	let secret = '';
	const node = Object.create(setup.node) as TriggerSetup['node'];
	node.webhook = async function (this: IWebhookFunctions) {
		secret = await nodeSecret(this, whapi);
		return {};
	};
	await callWebhook({ ...setup, node }, { body: {} });
	return secret;
}
