import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { describe } from '../../engine/editor/describe';
import { receiveAnswer } from '../../engine/wait/answer';
import { runGatewayOrAsk } from '../../engine/wait/gateway';
import { ANSWER_WEBHOOKS, nothingToRegister, WAITING_TOOLTIP } from '../../engine/wait/webhooks';
import { gatewaysProperty, ORDER } from './form';
import { asking, form, GATEWAYS, wait } from './gateways';

export class MessagingGateway implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Messaging Gateway',
		name: 'messagingGateway',
		icon: {
			light: 'file:../../icons/gateway.svg',
			dark: 'file:../../icons/gateway.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Send WhatsApp messages through whichever gateway you have, with others to fall back on',
		builderHint: {
			searchHint:
				'Sends WhatsApp messages through whichever of MyOperator, Whapi.Cloud, Wapio and 2Chat has a credential, and falls back on the next one. Use it when a workflow must not depend on one provider; for groups, calls, SMS or catalogs use the node of the provider.',
		},
		defaults: { name: 'Messaging Gateway' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		waitingNodeTooltip: WAITING_TOOLTIP,
		webhooks: ANSWER_WEBHOOKS,
		// Several selectors below each other: without its own name each would be called "Credential".
		credentials: GATEWAYS.map(({ provider, value }) => ({
			name: provider.credential,
			displayName: `${provider.name} Credential`,
			required: false,
			// By its path: the editor hides a field that credentials name, as a choice of authentication.
			displayOptions: { show: { '/gateways': [value] } },
		})),
		properties: [gatewaysProperty(GATEWAYS), ...describe(asking), ORDER],
	};

	webhookMethods = { default: nothingToRegister };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runGatewayOrAsk(this, { form, asking, map: wait }, GATEWAYS);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveAnswer(
			this,
			GATEWAYS.map(({ provider }) => provider),
		);
	}
}
