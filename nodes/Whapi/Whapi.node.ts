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
import { listSearches } from '../../engine/editor/lists';
import { receiveAnswer } from '../../engine/wait/answer';
import { runOrAsk } from '../../engine/wait/run';
import { ANSWER_WEBHOOKS, nothingToRegister, WAITING_TOOLTIP } from '../../engine/wait/webhooks';
import { searches } from './lists';
import { whapi } from './provider';
import { form, waits } from './wait';

export class Whapi implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Whapi.Cloud',
		name: 'whapi',
		icon: {
			light: 'file:../../icons/whapi.svg',
			dark: 'file:../../icons/whapi.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Send WhatsApp messages and manage chats, groups, communities, channels and catalogs with Whapi.Cloud',
		builderHint: {
			searchHint:
				'WhatsApp messages of all kinds from a linked account at Whapi.Cloud, with groups, communities, channels, stories and catalogs.',
		},
		defaults: { name: 'Whapi.Cloud' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		waitingNodeTooltip: WAITING_TOOLTIP,
		webhooks: ANSWER_WEBHOOKS,
		credentials: [{ name: 'messagingWhapiApi', required: true }],
		properties: describe(form),
	};

	methods = {
		listSearch: listSearches(whapi, searches),
	};

	webhookMethods = { default: nothingToRegister };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOrAsk(this, whapi, form, waits);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveAnswer(this, [whapi]);
	}
}
