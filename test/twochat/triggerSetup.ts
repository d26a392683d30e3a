/** The 2Chat Trigger as tests set it up, and the token in its addresses. */
import type { IDataObject } from 'n8n-workflow';

import { MessagingTwoChatApi } from '../../credentials/MessagingTwoChatApi.credentials';
import { nodeSecret } from '../../engine/trigger/register';
import { EVENTS } from '../../nodes/TwoChat/trigger/events';
import { twoChat } from '../../nodes/TwoChat/provider';
import { TwoChatTrigger } from '../../nodes/TwoChat/TwoChatTrigger.node';
import { byId } from '../harness/n8n';
import { inWebhook, type TriggerSetup } from '../harness/webhook';

export const ALL = EVENTS.map(({ value }) => value);

/** Rows of numbers as the form holds them. */
export const numbers = (...values: string[]): IDataObject => ({
	entry: values.map((value) => ({ number: byId(value) })),
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

/** The token that this node registers with. */
export const tokenOf = async (setup: TriggerSetup): Promise<string> =>
	await inWebhook(setup, async (context) => await nodeSecret(context, twoChat));
