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
import { wapio } from './provider';
import { searches } from './searches';

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
		defaults: { name: 'Wapio' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'messagingWapioApi', required: true }],
		properties: describe(wapio),
	};

	methods = {
		listSearch: listSearches(wapio, searches),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, wapio);
	}
}
