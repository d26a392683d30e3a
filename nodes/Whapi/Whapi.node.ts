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
import { whapi } from './provider';
import { searches } from './searches';

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
		defaults: { name: 'Whapi.Cloud' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'messagingWhapiApi', required: true }],
		properties: describe(whapi),
	};

	methods = {
		listSearch: listSearches(whapi, searches),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, whapi);
	}
}
