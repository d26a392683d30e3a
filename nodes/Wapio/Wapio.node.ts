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
import { wapio } from './provider';
import { form, waits } from './wait';

export class Wapio implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Wapio',
		name: 'wapio',
		icon: {
			light: 'file:../../icons/wapio.svg',
			dark: 'file:../../icons/wapio.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Send WhatsApp messages and manage sessions, contacts and groups with Wapio',
		builderHint: {
			searchHint:
				'WhatsApp messages from sessions (linked accounts) of Wapio, with groups, channels and contacts.',
		},
		defaults: { name: 'Wapio' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		waitingNodeTooltip: WAITING_TOOLTIP,
		webhooks: ANSWER_WEBHOOKS,
		credentials: [{ name: 'messagingWapioApi', required: true }],
		properties: describe(form),
	};

	methods = {
		listSearch: listSearches(wapio, searches),
	};

	webhookMethods = { default: nothingToRegister };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOrAsk(this, wapio, form, waits);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveAnswer(this, [wapio]);
	}
}
