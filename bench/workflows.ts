/** The same send with our node, n8n's HTTP Request node and a node in n8n's declarative style. */
import type { IDataObject, INode } from 'n8n-workflow';

import type { SavedCredential, WorkflowFile } from '../e2e/lib/api';
import { byId, makeNode, makeWorkflow, PACKAGE, to } from '../e2e/lib/madeWorkflows';
import { MANUAL_TRIGGER } from '../e2e/lib/workflows';

export type Values = 'literal' | 'expressions';
/** `http`: the body as fields, the default of the HTTP Request node; `httpJson`: as one JSON text. */
export type Sender = 'node' | 'http' | 'httpJson' | 'routing';

const NUMBER = '889618377570081';

/** The parameters of our node and of the declarative one: four expressions, or none. */
function form(values: Values): IDataObject {
	const isLiteral = values === 'literal';
	return {
		resource: 'message',
		operation: 'sendText',
		phoneNumber: byId(NUMBER),
		to: isLiteral ? '+919876543210' : '={{ $json.to }}',
		text: isLiteral ? 'Hello' : '={{ $json.text }}',
		additionalFields: {
			replyTo: isLiteral ? 'message-1' : '={{ $json.reply }}',
			referenceId: isLiteral ? 'order-1' : '={{ $json.order }}',
		},
	};
}

function fieldsBody(values: Values): IDataObject {
	const value = (name: string, literal: string) =>
		values === 'literal' ? literal : `={{ $json.${name} }}`;
	return {
		parameters: [
			{ name: 'phone_number_id', value: NUMBER },
			{ name: 'customer_number', value: value('to', '9876543210') },
			{ name: 'text', value: value('text', 'Hello') },
			{ name: 'reply_to', value: value('reply', 'message-1') },
			{ name: 'myop_ref_id', value: value('order', 'order-1') },
		],
	};
}

function jsonBody(values: Values): string {
	const value = (name: string, literal: string) =>
		values === 'literal' ? literal : `{{ $json.${name} }}`;
	const body = {
		phone_number_id: NUMBER,
		customer_country_code: '91',
		customer_number: value('to', '9876543210'),
		data: { type: 'text', context: { body: value('text', 'Hello') } },
		reply_to: value('reply', 'message-1'),
		myop_ref_id: value('order', 'order-1'),
	};
	return `${values === 'literal' ? '' : '='}${JSON.stringify(body)}`;
}

export interface SendPlan {
	sender: Sender;
	values: Values;
	count: number;
	target: string;
	credential: SavedCredential;
	httpVersion: number;
}

function sender(plan: SendPlan): Pick<INode, 'type' | 'typeVersion' | 'parameters'> {
	const { values, target, httpVersion } = plan;
	if (plan.sender === 'node' || plan.sender === 'routing') {
		const name = plan.sender === 'node' ? 'myOperator' : 'benchRouting';
		return { type: `${PACKAGE}.${name}`, typeVersion: 1, parameters: form(values) as never };
	}
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: httpVersion,
		parameters: {
			method: 'POST',
			url: `${target}/chat/messages`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'messagingMyOperatorApi',
			sendBody: true,
			...((plan.sender === 'http'
				? { bodyParameters: fieldsBody(values) }
				: { specifyBody: 'json', jsonBody: jsonBody(values) }) as INode['parameters']),
			options: {},
		},
	};
}

/** Makes items and sends one message for each, in the plan's way. */
export function sendWorkflow(plan: SendPlan): WorkflowFile {
	const { id, name, type } = plan.credential;
	const nodes = [
		makeNode({ name: 'Start', type: MANUAL_TRIGGER }),
		makeNode({
			name: 'Items',
			type: `${PACKAGE}.benchItems`,
			parameters: { count: plan.count },
		}),
		makeNode({ name: 'Send', credentials: { [type]: { id, name } }, ...sender(plan) }),
	];
	const connections = { Start: to('Items'), Items: to('Send') };
	return makeWorkflow(`${plan.sender} ${plan.values} ${plan.count}`, nodes, connections);
}

/** One trigger and nothing else; nothing of its executions is stored. */
export function hookWorkflow(
	kind: 'trigger' | 'webhook',
	credential: SavedCredential,
	version: number,
): WorkflowFile {
	const { id, name, type } = credential;
	const path = `bench-${kind}`;
	const shared = {
		id: '1',
		name: 'Hook',
		position: [0, 0] as [number, number],
		webhookId: path,
		credentials: { [type]: { id, name } },
	};
	const node: INode =
		kind === 'trigger'
			? {
					...shared,
					type: `${PACKAGE}.myOperatorTrigger`,
					typeVersion: 1,
					parameters: { events: ['messageReceived'], authentication: 'header' },
				}
			: {
					...shared,
					type: 'n8n-nodes-base.webhook',
					typeVersion: version,
					parameters: {
						httpMethod: 'POST',
						path,
						authentication: 'headerAuth',
						responseMode: 'onReceived',
						options: {},
					},
				};
	return {
		name: `bench ${kind}`,
		nodes: [node],
		connections: {},
		settings: {
			executionOrder: 'v1',
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
		},
	};
}
