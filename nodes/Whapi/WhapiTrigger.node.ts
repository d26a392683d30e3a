import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { registeringPanel } from '../../engine/trigger/panel';
import { triggerProperties } from '../../engine/trigger/properties';
import { receive } from '../../engine/trigger/receive';
import { registrationStep } from '../../engine/trigger/register';
import { whapiTrigger } from './trigger/spec';

export class WhapiTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Whapi.Cloud Trigger',
		name: 'whapiTrigger',
		icon: {
			light: 'file:../../icons/whapi.svg',
			dark: 'file:../../icons/whapi.dark.svg',
		},
		group: ['trigger'],
		// 1.1: Message Received excludes stories and channel posts, which are separate events.
		version: [1, 1.1],
		subtitle: '={{$parameter["events"].join(", ")}}',
		description:
			'Starts the workflow on WhatsApp messages, receipts, calls and changes of chats, groups or contacts, as reported by Whapi.Cloud',
		builderHint: {
			searchHint:
				'Starts on WhatsApp messages, receipts, calls, chat and group changes of Whapi.Cloud. Registers itself.',
		},
		defaults: { name: 'Whapi.Cloud Trigger' },
		eventTriggerDescription: 'Waiting for an event from Whapi.Cloud',
		activationMessage: 'Whapi.Cloud now reports the chosen events to this workflow.',
		triggerPanel: registeringPanel('Whapi.Cloud'),
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'messagingWhapiApi', required: true }],
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
		properties: triggerProperties(whapiTrigger),
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await registrationStep(this, whapiTrigger, 'exists');
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await registrationStep(this, whapiTrigger, 'create');
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await registrationStep(this, whapiTrigger, 'remove');
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, whapiTrigger);
	}
}
