/** The 2Chat Trigger as tests set it up, and the token in its addresses. */
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { MessagingTwoChatApi } from '../../credentials/MessagingTwoChatApi.credentials';
import { nodeSecret } from '../../engine/trigger/register';
import { EVENTS } from '../../nodes/TwoChat/events';
import { twoChat } from '../../nodes/TwoChat/provider';
import { TwoChatTrigger } from '../../nodes/TwoChat/TwoChatTrigger.node';
import { callWebhook, type TriggerSetup } from '../harness/webhook';

export const ALL = EVENTS.map(({ value }) => value);

/** Rows of numbers as the form holds them. */
export const numbers = (...values: string[]): IDataObject => ({
	entry: values.map((value) => ({ number: { __rl: true, mode: 'id', value } })),
});

export const triggerSetup = (
	credential: IDataObject,
	parameters: IDataObject = {},
	more: Partial<TriggerSetup> = {},
): TriggerSetup => ({
	node: new TwoChatTrigger(),
	parameters: { events: ALL, ...parameters },
	credential: { type: new MessagingTwoChatApi(), data: credential as never },
	staticData: {},
	...more,
});

/** The token that this node registers with, read through the node's own webhook context. */
export async function tokenOf(setup: TriggerSetup): Promise<string> {
	let token = '';
	const node = Object.create(setup.node) as TriggerSetup['node'];
	node.webhook = async function (this: IWebhookFunctions) {
		token = await nodeSecret(this, twoChat);
		return {};
	};
	await callWebhook({ ...setup, node }, { body: {} });
	return token;
}
