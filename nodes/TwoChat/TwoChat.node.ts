import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { describe } from '../../engine/describe';
import { run } from '../../engine/run';
import { listSearches } from '../../engine/search';
import { twoChat } from './provider';
import { loadTemplateVariables, searches } from './searches';

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
		description: 'Send WhatsApp messages and SMS, manage groups, contacts and numbers in 2Chat',
		defaults: { name: '2Chat' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'messagingTwoChatApi', required: true }],
		properties: describe(twoChat),
	};

	methods = {
		listSearch: listSearches(twoChat, searches),
		resourceMapping: { templateVariables: loadTemplateVariables },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, twoChat);
	}
}
