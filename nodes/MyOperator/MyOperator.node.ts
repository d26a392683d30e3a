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
import { myOperator } from './provider';
import { loadTemplateVariables, searches } from './searches';

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
		description: 'Send WhatsApp messages and templates, place calls, manage contacts in MyOperator',
		defaults: { name: 'MyOperator' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'messagingMyOperatorApi', required: true }],
		properties: describe(myOperator),
	};

	methods = {
		listSearch: listSearches(myOperator, searches),
		resourceMapping: { templateVariables: loadTemplateVariables },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, myOperator);
	}
}
