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
import { myOperator } from './provider';
import { form, waits } from './wait';

export class MyOperator implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'MyOperator',
		name: 'myOperator',
		icon: {
			light: 'file:../../icons/myoperator.svg',
			dark: 'file:../../icons/myoperator.dark.svg',
		},
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Send WhatsApp messages and templates, place calls and manage contacts with MyOperator',
		builderHint: {
			searchHint:
				'Official WhatsApp Business messages and templates, phone calls (OBD), call logs, contacts and users of MyOperator. Outside 24 hours after the last message of a person only approved templates are delivered.',
		},
		defaults: { name: 'MyOperator' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		waitingNodeTooltip: WAITING_TOOLTIP,
		webhooks: ANSWER_WEBHOOKS,
		credentials: [{ name: 'messagingMyOperatorApi', required: true }],
		properties: describe(form),
	};

	methods = {
		listSearch: listSearches(myOperator, searches),
		resourceMapping: { templateVariables: loadTemplateVariables },
	};

	webhookMethods = { default: nothingToRegister };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOrAsk(this, myOperator, form, waits);
	}

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveAnswer(this, [myOperator]);
	}
}
