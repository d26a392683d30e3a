import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { listSearches } from '../../engine/editor/lists';
import { registeringPanel } from '../../engine/trigger/panel';
import { triggerProperties } from '../../engine/trigger/properties';
import { receive } from '../../engine/trigger/receive';
import { registrationStep } from '../../engine/trigger/register';
import { searches } from './lists';
import { twoChat } from './provider';
import { twoChatTrigger } from './trigger/spec';

export class TwoChatTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: '2Chat Trigger',
		name: 'twoChatTrigger',
		icon: {
			light: 'file:../../icons/twochat.svg',
			dark: 'file:../../icons/twochat.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description:
			'Starts the workflow when a 2Chat number gets a WhatsApp message, receipt, group change, order or call',
		builderHint: {
			searchHint:
				'Starts on WhatsApp messages, receipts, group changes, orders and calls of 2Chat. Registers itself.',
		},
		defaults: { name: '2Chat Trigger' },
		eventTriggerDescription: 'Waiting for an event from 2Chat',
		activationMessage: '2Chat now reports the chosen events to this workflow.',
		triggerPanel: registeringPanel('2Chat'),
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'messagingTwoChatApi', required: true }],
		webhooks: [
			// Without responseData, n8n would send its own response body instead of ours.
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: '',
				path: 'webhook',
			},
		],
		properties: triggerProperties(twoChatTrigger),
	};

	methods = { listSearch: listSearches(twoChat, searches) };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await registrationStep(this, twoChatTrigger, 'exists');
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await registrationStep(this, twoChatTrigger, 'create');
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await registrationStep(this, twoChatTrigger, 'remove');
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, twoChatTrigger);
	}
}
