/** One workflow file with the Messaging Gateway node, run unchanged with each provider's credential. */
import assert from 'node:assert/strict';
import type { WorkflowFile } from './lib/api';
import { chain, credentialsOf, PACKAGE } from './lib/madeWorkflows';
import { test, useStack } from './lib/suite';
import { MANUAL_TRIGGER } from './lib/workflows';

const suite = useStack('gateway');

const GATEWAYS = {
	messagingMyOperatorApi: 'MyOperator',
	messagingWhapiApi: 'Whapi.Cloud',
	messagingWapioApi: 'Wapio',
	messagingTwoChatApi: '2Chat',
} as const;

/** Everything but the credential is the same for all gateways. */
const workflow = (credential: string): WorkflowFile =>
	chain(`One message, any gateway: ${credential}`, [
		{ name: 'Start', type: MANUAL_TRIGGER },
		{
			name: 'Send',
			type: `${PACKAGE}.messagingGateway`,
			parameters: {
				resource: 'message',
				operation: 'sendText',
				to: '+91 98765 43210',
				text: 'Hello Asha, your order is on its way',
			},
			credentials: credentialsOf(credential),
		},
	]);

const shapes: string[] = [];

for (const [credential, gateway] of Object.entries(GATEWAYS)) {
	test(`${gateway}: the same workflow sends, and answers in the same shape`, async () => {
		const { stack } = suite;
		const saved = await stack.add(workflow(credential));
		const execution = await stack.api.runToEnd(saved, 'Start');
		assert.equal(execution.status, 'success', String(execution.error));
		const [result] = execution.json('Send');
		assert.ok(result);
		assert.equal(result.gateway, gateway);
		assert.equal(result.to, '919876543210');
		assert.equal(typeof result.messageId, 'string');
		shapes.push(Object.keys(result).sort().join(' '));
		const sends = stack.sandbox.received.filter(
			({ method, tookEffect }) => method === 'POST' && tookEffect,
		);
		assert.equal(sends.length, shapes.length, 'one message for each run');
	});
}

test('all four results have the same keys', () => {
	assert.equal(shapes.length, 4);
	assert.equal(new Set(shapes).size, 1, shapes.join('\n'));
});
