import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { pastingPanel } from '../../engine/trigger/panel';
import { triggerProperties } from '../../engine/trigger/properties';
import { receive } from '../../engine/trigger/receive';
import { registrationStep } from '../../engine/trigger/register';
import { myOperatorTrigger } from './trigger/spec';

export class MyOperatorTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'MyOperator Trigger',
		name: 'myOperatorTrigger',
		icon: {
			light: 'file:../../icons/myoperator.svg',
			dark: 'file:../../icons/myoperator.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description:
			'Starts the workflow when MyOperator reports a WhatsApp message, a message status or a call',
		builderHint: {
			searchHint:
				'Starts on WhatsApp messages, message statuses and phone calls of MyOperator. Its URL has to be entered in the panel of MyOperator.',
		},
		defaults: { name: 'MyOperator Trigger' },
		eventTriggerDescription: 'Waiting for an event from MyOperator',
		activationMessage:
			'Now paste the production URL of this workflow into the MyOperator panel: it reports the chosen events to that URL.',
		triggerPanel: pastingPanel('MyOperator', 'APIs & Webhooks > Webhooks > v2'),
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'messagingMyOperatorApi',
				required: true,
				displayOptions: { show: { authentication: ['header', 'query', 'basic'] } },
			},
		],
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
		properties: triggerProperties(myOperatorTrigger),
	};

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await registrationStep(this, myOperatorTrigger, 'exists');
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await registrationStep(this, myOperatorTrigger, 'create');
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await registrationStep(this, myOperatorTrigger, 'remove');
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, myOperatorTrigger);
	}
}
