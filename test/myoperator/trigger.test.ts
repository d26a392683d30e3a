/** MyOperator Trigger: every documented webhook, all encodings, all protections. */
import type { IDataObject } from 'n8n-workflow';

import { MessagingMyOperatorApi } from '../../credentials/MessagingMyOperatorApi.credentials';
import { messagingEvent } from '../../engine/trigger/event';
import { forget } from '../../engine/trigger/repeats';
import { myOperatorTrigger } from '../../nodes/MyOperator/trigger/spec';
import { MyOperatorTrigger } from '../../nodes/MyOperator/MyOperatorTrigger.node';
import { callHook, callWebhook, type TriggerSetup, type WebhookCall } from '../harness/webhook';
import { webhookDocuments } from '../../scripts/docs/documents';

const ALL = myOperatorTrigger.events.map(({ value }) => value);
const secrets = {
	webhookHeaderName: 'X-Webhook-Token',
	webhookSecret: 'correct-horse',
	webhookUser: 'hook',
	webhookPassword: 'battery',
};
const setup = (parameters: IDataObject = {}): TriggerSetup => ({
	node: new MyOperatorTrigger(),
	parameters: { events: ALL, authentication: 'none', filters: { own: 'include' }, ...parameters },
	credential: { type: new MessagingMyOperatorApi(), data: secrets },
});

const documents = webhookDocuments('myoperator').map(
	({ name, event, payload }) => [name, event, payload] as const,
);

beforeEach(() => forget('workflow-1/node-1/webhook'));

test('there is at least one document for each of the 23 documented webhooks', () => {
	expect(new Set(documents.map(([, event]) => event)).size).toBeGreaterThanOrEqual(23);
});

describe.each(documents)('%s', (_name, _event, payload) => {
	const asForm = Object.fromEntries(
		Object.entries(payload).map(([key, value]) => [
			key,
			typeof value === 'object' ? JSON.stringify(value) : String(value),
		]),
	);
	const calls: Array<[string, WebhookCall]> = [
		['JSON', { body: payload }],
		['form', { body: asForm, headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
		[
			'multipart',
			{
				body: { data: asForm, files: {} },
				headers: { 'content-type': 'multipart/form-data; boundary=x' },
			},
		],
	];

	test.each(calls)('as %s has the common shape', async (_encoding, call) => {
		const { status, items } = await callWebhook(setup({ options: { dropRepeats: false } }), call);
		expect(status).toBe(200);
		expect(items).toHaveLength(1);
		const event = messagingEvent.strict().parse(items?.[0]?.json);
		expect(event.provider).toBe('MyOperator');
		expect(event.event).not.toBe('other');
		expect(Date.parse(event.timestamp)).toBeGreaterThan(0);
		if (event.event === 'message.received')
			expect(event).toMatchObject({ fromMe: false, message: { id: expect.any(String) as string } });
		if (event.event === 'message.status') expect(event.status?.messageId).toBe(event.message?.id);
		if (event.event === 'call') expect(event.call?.id).toBeTruthy();
	});
});

test('only the chosen events start the workflow', async () => {
	for (const [, , payload] of documents) {
		const none = await callWebhook(setup({ events: [] }), { body: payload });
		expect(none).toMatchObject({ status: 200, items: undefined });
	}
});

describe('protection', () => {
	const payload = documents[0]?.[2] as IDataObject;
	const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
	test.each<[string, string, WebhookCall['headers'], number]>([
		['header, right', 'header', { 'X-Webhook-Token': 'correct-horse' }, 200],
		['header, wrong', 'header', { 'X-Webhook-Token': 'correct-hors' }, 401],
		['header, missing', 'header', {}, 401],
		['header, twice', 'header', { 'X-Webhook-Token': ['correct-horse', 'correct-horse'] }, 401],
		['query, key in a header', 'query', { 'X-Webhook-Token': 'correct-horse' }, 401],
		['Basic, right', 'basic', { authorization: basic('hook:battery') }, 200],
		['Basic, wrong', 'basic', { authorization: basic('hook:staple') }, 401],
		['Basic, missing', 'basic', {}, 401],
		['none', 'none', {}, 200],
	])('%s', async (_name, authentication, headers, wanted) => {
		const { status, items, answer } = await callWebhook(setup({ authentication }), {
			body: payload,
			headers,
		});
		expect(status).toBe(wanted);
		expect(items === undefined).toBe(wanted === 401);
		expect(JSON.stringify(answer)).not.toContain('correct-horse');
	});

	test.each<[string, IDataObject, number]>([
		['right', { 'X-Webhook-Token': 'correct-horse' }, 200],
		['wrong', { 'X-Webhook-Token': 'correct-hors' }, 401],
		['missing', {}, 401],
		['twice', { 'X-Webhook-Token': ['correct-horse', 'correct-horse'] }, 401],
	])('API key in the query, %s', async (_name, query, wanted) => {
		const { status, items } = await callWebhook(setup({ authentication: 'query' }), {
			body: payload,
			query,
		});
		expect(status).toBe(wanted);
		expect(items === undefined).toBe(wanted === 401);
		const byHeader = await callWebhook(setup({ authentication: 'header' }), {
			body: payload,
			query,
		});
		expect(byHeader.status).toBe(401);
	});

	test('an empty secret in the credential lets nobody in', async () => {
		const open = setup({ authentication: 'header' });
		open.credential = {
			type: new MessagingMyOperatorApi(),
			data: { webhookHeaderName: 'X-Webhook-Token' },
		};
		const { status } = await callWebhook(open, {
			body: payload,
			headers: { 'X-Webhook-Token': '' },
		});
		expect(status).toBe(401);
	});
});

test.each<[string, number, WebhookCall]>([
	['an empty body', 200, { body: {} }],
	['a list', 200, { body: [1, 2] }],
	['JSON of somebody else', 200, { body: { hello: 'world' } }],
	['text that is not JSON', 400, { body: '{"event_type":' }],
])('%s is answered with %i and starts nothing', async (_name, wanted, call) => {
	const { status, items } = await callWebhook(setup(), call);
	expect(status).toBe(wanted);
	expect(items).toBeUndefined();
});

test('an event delivered twice starts the workflow once, unless that is switched off', async () => {
	const [, , payload] = documents[0] as (typeof documents)[number];
	const first = await callWebhook(setup(), { body: payload });
	const second = await callWebhook(setup(), { body: payload });
	expect(first.items).toHaveLength(1);
	expect(second).toMatchObject({ status: 200, items: undefined });
	const again = await callWebhook(setup({ options: { dropRepeats: false } }), { body: payload });
	expect(again.items).toHaveLength(1);
});

test.each<[string, IDataObject]>([
	['message.teleported', { event_type: 'message.teleported', event_id: 'e1', payload: {} }],
	['unknown', { hello: 'world' }],
	['unknown', { object: 'whatsapp_business_account', entry: [{ changes: [{ value: {} }] }] }],
])('an unknown event (%s) is accepted, and passed on only if asked', async (name, body) => {
	expect(await callWebhook(setup(), { body })).toMatchObject({ status: 200, items: undefined });
	const passed = await callWebhook(setup({ options: { unknownEvents: true } }), { body });
	expect(passed.items?.[0]?.json).toMatchObject({
		event: 'other',
		providerEvent: name,
		raw: body,
	});
});

test('MyOperator has no API for webhooks: the hooks change nothing and succeed', async () => {
	expect(await callHook(setup(), 'checkExists')).toBe(true);
	expect(await callHook(setup(), 'delete')).toBe(true);
	const notices = new MyOperatorTrigger().description.properties.filter(
		({ type }) => type === 'notice',
	);
	expect(notices.map(({ displayName }) => displayName).join()).toMatch(
		/add a webhook with the production URL/,
	);
});
