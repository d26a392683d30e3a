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
import { wapio } from './provider';
import { wapioTrigger } from './trigger/spec';

export class WapioTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wapio Trigger',
		name: 'wapioTrigger',
		icon: {
			light: 'file:../../icons/wapio.svg',
			dark: 'file:../../icons/wapio.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description:
			'Starts the workflow when Wapio reports a WhatsApp message, a delivery status, a call, or a change to a group, chat or session',
		builderHint: {
			searchHint:
				'Starts on WhatsApp messages, statuses, calls, group and session changes of Wapio. Registers itself with an account token.',
		},
		defaults: { name: 'Wapio Trigger' },
		eventTriggerDescription: 'Waiting for an event from Wapio',
		activationMessage:
			'Wapio now reports the chosen events to this workflow. With manual registration, enter its production URL in the Wapio dashboard.',
		triggerPanel: registeringPanel(
			'Wapio',
			'With manual registration, you enter the URL in the Wapio dashboard.',
		),
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'messagingWapioApi', required: true }],
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
		properties: triggerProperties(wapioTrigger),
	};

	methods = {
		listSearch: listSearches(wapio, searches),
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await registrationStep(this, wapioTrigger, 'exists');
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await registrationStep(this, wapioTrigger, 'create');
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await registrationStep(this, wapioTrigger, 'remove');
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, wapioTrigger);
	}
}
