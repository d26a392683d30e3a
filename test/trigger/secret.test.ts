/** What a webhook's secret is made of, and which calls are refused without looking at it. */
import { createHmac } from 'node:crypto';

import type { IWebhookFunctions } from 'n8n-workflow';

import { forgetCredentials } from '../../engine/trigger/credential';
import { nodeSecret, nodeSecrets } from '../../engine/trigger/register';
import type { IncomingCall, TriggerSpec } from '../../engine/trigger/types';
import { myOperatorTrigger } from '../../nodes/MyOperator/trigger/spec';
import { twoChatTrigger } from '../../nodes/TwoChat/trigger/spec';
import { wapioTrigger } from '../../nodes/Wapio/trigger/spec';
import { whapiTrigger } from '../../nodes/Whapi/trigger/spec';
import { probe } from '../engine/probe';

const CREDENTIAL = { token: 'channel-token', baseUrl: 'https://gate.example.com' };
let readings = 0;

beforeEach(() => {
	readings = 0;
	forgetCredentials();
});

const contextOf = (data: object, parameters: Record<string, unknown> = {}) =>
	({
		getInstanceId: () => 'i1',
		getWorkflow: () => ({ id: 'w1' }),
		getNode: () => ({ id: 'n1', credentials: {} }),
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getCredentials: async () => {
			readings++;
			return data;
		},
	}) as unknown as IWebhookFunctions;

const secretFor = async (data: object) => await nodeSecret(contextOf(data), probe);

test('a corrected base URL, a new field or a stray blank does not change it', async () => {
	const secret = await secretFor(CREDENTIAL);
	expect(secret).toMatch(/^[0-9a-f]{48}$/);
	for (const changes of [
		{ baseUrl: 'https://eu.gate.example.com' },
		{ sdkBaseUrl: 'https://sdk.example.com' },
		{ newer: '' },
		{ allowedHttpRequestDomains: 'all' },
		{ token: ' channel-token\n' },
	])
		expect(await secretFor({ ...CREDENTIAL, ...changes })).toBe(secret);
});

test('another token changes it, and without a token there is none', async () => {
	expect(await secretFor({ ...CREDENTIAL, token: 'other' })).not.toBe(await secretFor(CREDENTIAL));
	expect(await secretFor({ ...CREDENTIAL, token: '' })).toBe('');
});

test('calls of a webhook that was registered with the whole credential are still genuine', async () => {
	const former = createHmac('sha256', JSON.stringify(CREDENTIAL))
		.update('i1/w1/n1')
		.digest('hex')
		.slice(0, 48);
	expect(await nodeSecrets(contextOf(CREDENTIAL), probe)).toContain(former);
});

const CALL: IncomingCall = {
	headers: {},
	rawBody: Buffer.from('{}'),
	body: {},
	query: {},
	method: 'POST',
	path: '',
};

test.each<[string, TriggerSpec, Record<string, unknown>, Partial<IncomingCall>]>([
	['MyOperator without Basic Auth', myOperatorTrigger, { authentication: 'basic' }, {}],
	['2Chat without the token', twoChatTrigger, {}, {}],
	['Wapio without a signature', wapioTrigger, {}, {}],
	[
		'Wapio with an old signature',
		wapioTrigger,
		{},
		{ headers: { 'x-webhook-signature': 't=1,v1=00' } },
	],
	['Whapi.Cloud without the header', whapiTrigger, {}, {}],
])('%s: refused without reading the credential', async (_who, spec, parameters, call) => {
	const context = contextOf({}, parameters);
	expect(await spec.verify(context, { ...CALL, ...call })).toBe('forged');
	expect(readings).toBe(0);
});
