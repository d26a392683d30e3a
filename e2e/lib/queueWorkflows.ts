/** The workflows of the queue tests. They are started by webhooks, as real load is. */
import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';
import { MYOPERATOR_DEMO, MYOPERATOR_NUMBERS } from '../../sandbox/myoperator';
import type { WorkflowFile } from './api';
import { byId, chain, credentialsOf, makeNode, PACKAGE } from './madeWorkflows';

const credentials = credentialsOf('messagingMyOperatorApi');

/** The name of the package's node in each of them. */
export const actionNode = 'MyOperator';

/** n8n's own webhook; answers as soon as the execution is in the queue. */
const webhook = (): INode =>
	makeNode({
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: randomUUID(),
		// The path is an ID alone, as in a workflow made in the editor.
		parameters: { httpMethod: 'POST', path: randomUUID(), responseMode: 'onReceived', options: {} },
	});

const myOperator = (parameters: INodeParameters, more: Partial<INode> = {}): INode =>
	makeNode({
		name: actionNode,
		type: `${PACKAGE}.myOperator`,
		credentials,
		parameters,
		...more,
	});

/** Sends each item's `text` to its `phone`. */
export const textNode = (): INode =>
	myOperator({
		resource: 'message',
		operation: 'sendText',
		phoneNumber: byId(MYOPERATOR_NUMBERS[0].phoneNumberId),
		to: '={{ $json.phone }}',
		text: '={{ $json.text }}',
		additionalFields: {},
		options: {},
	});

/** Places a call for each item, its `text` as the reference; a refused one doesn't stop the rest. */
export const callNode = (): INode =>
	myOperator(
		{
			resource: 'call',
			operation: 'connectNumbers',
			number: '={{ $json.phone }}',
			number2: '+919876543211',
			additionalFields: {
				publicIvrId: MYOPERATOR_DEMO.publicIvrId,
				referenceId: '={{ $json.text }}',
			},
			options: {},
		},
		{ onError: 'continueRegularOutput' },
	);

/** A list comes in, one item of it goes into each run of `action`. */
export const perBatch = (name: string, action: INode): WorkflowFile =>
	chain(name, [
		webhook(),
		{
			name: 'Split Out',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.items', options: {} },
		},
		action,
	]);

/** A file comes in and is uploaded; what the provider answered becomes another one. */
export const uploading = (): WorkflowFile =>
	chain('Upload', [
		webhook(),
		myOperator({
			resource: 'media',
			operation: 'upload',
			file: 'data',
			application: 'messaging',
			options: {},
		}),
		{
			name: 'Make File',
			type: 'n8n-nodes-base.convertToFile',
			typeVersion: 1.1,
			parameters: { operation: 'toText', sourceProperty: 'media_id', options: {} },
		},
	]);

/** Hears messages and passes them on to a second node. */
export const listening = (name: string): WorkflowFile =>
	chain(name, [
		{
			name: 'MyOperator Trigger',
			type: `${PACKAGE}.myOperatorTrigger`,
			typeVersion: 1,
			credentials,
			webhookId: randomUUID(),
			parameters: {
				events: ['messageReceived'],
				authentication: 'header',
				filters: {},
				options: {},
			},
		},
		{ name: 'Done', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
	]);

/** Asks over the chat, and goes on with the answer. */
export const asking = (): WorkflowFile =>
	chain('Ask', [
		webhook(),
		myOperator({
			resource: 'message',
			operation: 'sendAndWait',
			phoneNumber: byId(MYOPERATOR_NUMBERS[0].phoneNumberId),
			to: '+919876543210',
			message: '=Shall we refund order {{ $json.body.items[0].text }}?',
			sendAs: 'chat',
		}),
		{ name: 'Done', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
	]);

export interface BatchItem {
	phone: string;
	text: string;
}

/** `count` items in lists of `size`; texts are `label 0`, `label 1`, ..., phones differ as well. */
export function batches(label: string, count: number, size: number): BatchItem[][] {
	const items = Array.from({ length: count }, (_, at) => ({
		phone: `+91987000${String(at).padStart(4, '0')}`,
		text: `${label} ${at}`,
	}));
	return Array.from({ length: Math.ceil(count / size) }, (_, at) =>
		items.slice(at * size, (at + 1) * size),
	);
}
