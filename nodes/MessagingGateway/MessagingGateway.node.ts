import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { describe } from '../../engine/describe';
import { orderProperty } from '../../engine/gateway/form';
import { runGateway } from '../../engine/gateway/run';
import { form, GATEWAYS } from './gateways';

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
		defaults: { name: 'Messaging Gateway' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'messagingMyOperatorApi', required: false },
			{ name: 'messagingWhapiApi', required: false },
			{ name: 'messagingWapioApi', required: false },
			{ name: 'messagingTwoChatApi', required: false },
		],
		properties: [...describe(form), orderProperty(GATEWAYS)],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runGateway(this, form, GATEWAYS);
	}
}
