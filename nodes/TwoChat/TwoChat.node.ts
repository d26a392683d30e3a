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
import { loadTemplateVariables, searches } from './lists';
import { twoChat } from './provider';
import { form, waits } from './wait';

export class TwoChat implements INodeType {
	description: INodeTypeDescription = {
		displayName: '2Chat',
		name: 'twoChat',
		icon: {
			light: 'file:../../icons/twochat.svg',
			dark: 'file:../../icons/twochat.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Send WhatsApp messages and SMS, and manage groups, contacts and numbers in 2Chat',
		builderHint: {
			searchHint:
				'WhatsApp messages from connected numbers, official WABA templates, SMS and phone calls of 2Chat, with groups, contacts and catalogs.',
		},
		defaults: { name: '2Chat' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		waitingNodeTooltip: WAITING_TOOLTIP,
		webhooks: ANSWER_WEBHOOKS,
		credentials: [{ name: 'messagingTwoChatApi', required: true }],
		properties: describe(form),
	};

	methods = {
		listSearch: listSearches(twoChat, searches),
		resourceMapping: { templateVariables: loadTemplateVariables },
	};

	webhookMethods = { default: nothingToRegister };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOrAsk(this, twoChat, form, waits);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveAnswer(this, [twoChat]);
	}
}
