import { call, textMessage, useSandbox, WHATSAPP_HEADERS, type Delivered } from './helpers';

const test$ = useSandbox({ webhooks: { retryDelaysMs: [1, 1], holdMs: 1_000 } });

const events = (): string[] => test$.receiver.got.map((one) => JSON.parse(one.body).event_type);

async function receive(): Promise<Delivered> {
	test$.sandbox.happen('myoperator', 'message.received', { text: 'Hi' });
	await test$.sandbox.settled();
	const got = test$.receiver.got.at(-1);
	if (!got) throw new Error('nothing came');
	return got;
}

async function send(): Promise<void> {
	const url = `${test$.sandbox.baseUrl('myoperator', 'whatsapp')}/chat/messages`;
	const answer = await call(url, { headers: WHATSAPP_HEADERS, json: textMessage() });
	expect(answer.status).toBe(200);
	await test$.sandbox.settled();
}

/** Reads a multipart body with the platform's own parser. */
async function multipart(got: Delivered): Promise<Record<string, string>> {
	const response = new Response(got.body, {
		headers: { 'content-type': got.headers['content-type'] ?? '' },
	});
	const fields: Record<string, string> = {};
	for (const [name, value] of (await response.formData()).entries()) fields[name] = String(value);
	return fields;
}

describe('encodings', () => {
	test('JSON', async () => {
		test$.sandbox.addWebhook('myoperator', { url: test$.receiver.url });
		const got = await receive();
		expect(got.headers['content-type']).toBe('application/json');
		expect(JSON.parse(got.body)).toMatchObject({
			event_type: 'message.received',
			payload: { data: { context: { body: 'Hi' } } },
		});
	});

	test('form, with nested values as JSON', async () => {
		test$.sandbox.addWebhook('myoperator', { url: test$.receiver.url, encoding: 'form' });
		const got = await receive();
		expect(got.headers['content-type']).toBe('application/x-www-form-urlencoded');
		const fields = new URLSearchParams(got.body);
		expect(fields.get('event_type')).toBe('message.received');
		expect(JSON.parse(fields.get('payload') ?? '')).toMatchObject({ action: 'incoming' });
	});

	test('multipart, with nested values as JSON', async () => {
		test$.sandbox.addWebhook('myoperator', { url: test$.receiver.url, encoding: 'multipart' });
		const fields = await multipart(await receive());
		expect(fields.event_type).toBe('message.received');
		expect(JSON.parse(fields.payload ?? '')).toMatchObject({ action: 'incoming' });
	});

	test.each(['form', 'multipart'] as const)('%s of old calls: one field', async (encoding) => {
		test$.sandbox.addWebhook('myoperator', {
			url: test$.receiver.url,
			encoding,
			settings: { family: 'legacy-call' },
		});
		test$.sandbox.happen('myoperator', 'call.incoming');
		await test$.sandbox.settled();
		const [got] = test$.receiver.got;
		if (!got) throw new Error('nothing came');
		const fields =
			encoding === 'form'
				? Object.fromEntries(new URLSearchParams(got.body))
				: await multipart(got);
		expect(Object.keys(fields)).toEqual(['myoperator']);
		expect(JSON.parse(fields.myoperator ?? '')).toMatchObject({ _su: 1, _ty: 1 });
	});
});

describe('proof of the sender', () => {
	const add = (fields: Record<string, unknown>): unknown =>
		test$.sandbox.addWebhook('myoperator', { url: test$.receiver.url, ...fields });

	test('none', async () => {
		add({});
		expect((await receive()).headers.authorization).toBeUndefined();
	});

	test('custom headers', async () => {
		add({ headers: { 'x-webhook-token': 'abc' } });
		expect((await receive()).headers['x-webhook-token']).toBe('abc');
	});

	test('an API key header, which wins over a custom header of the same name', async () => {
		add({
			headers: { 'x-api-key': 'custom' },
			auth: { kind: 'header', name: 'X-API-Key', value: 'secret' },
		});
		expect((await receive()).headers['x-api-key']).toBe('secret');
	});

	test('Basic', async () => {
		add({ auth: { kind: 'basic', username: 'n8n', password: 'pass' } });
		const expected = `Basic ${Buffer.from('n8n:pass').toString('base64')}`;
		expect((await receive()).headers.authorization).toBe(expected);
	});

	test.each([
		[{ kind: 'header', name: 'x-api-key', value: 'secret' }, 'x-api-key', 'secret'],
		[{ kind: 'basic', username: 'n8n', password: 'pass' }, 'authorization', 'Basic bjhuOnBhc3M='],
	] as const)('forged: a wrong one (%j)', async (auth, header, right) => {
		add({ auth });
		test$.sandbox.faults.add({ kind: 'webhookForged', times: 1 });
		const forged = (await receive()).headers[header];
		expect(forged).toEqual(expect.any(String));
		expect(forged).not.toBe(right);
		expect((await receive()).headers[header]).toBe(right);
	});
});

describe('delivery', () => {
	test('sends only the events that the address subscribed to', async () => {
		test$.sandbox.addWebhook('myoperator', {
			url: test$.receiver.url,
			events: ['message.sent', 'message.read'],
		});
		await send();
		expect(events()).toEqual(['message.sent', 'message.read']);
	});

	test('tries again after a failure, with the same event id', async () => {
		test$.receiver.answers.push(500, 503);
		test$.sandbox.addWebhook('myoperator', { url: test$.receiver.url });
		await receive();
		expect(test$.receiver.got).toHaveLength(3);
		expect(new Set(test$.receiver.got.map((one) => one.body)).size).toBe(1);
		expect(test$.sandbox.deliveries).toMatchObject([
			{ attempts: 3, status: 200, state: 'delivered' },
		]);
	});

	test('gives up after the last attempt', async () => {
		test$.receiver.answers.push(500, 500, 410);
		test$.sandbox.addWebhook('myoperator', { url: test$.receiver.url });
		await receive();
		expect(test$.sandbox.deliveries).toMatchObject([{ attempts: 3, status: 410, state: 'failed' }]);
	});

	test('records an address that does not answer', async () => {
		test$.sandbox.addWebhook('myoperator', { url: 'http://127.0.0.1:1/hook' });
		test$.sandbox.happen('myoperator', 'message.received');
		await test$.sandbox.settled();
		expect(test$.sandbox.deliveries).toMatchObject([
			{ status: null, state: 'failed', error: expect.stringContaining('ECONNREFUSED') },
		]);
	});

	test('keeps the order when an earlier one has to be tried again', async () => {
		test$.receiver.answers.push(500);
		test$.sandbox.addWebhook('myoperator', { url: test$.receiver.url });
		await send();
		expect(events()).toEqual(['message.sent', 'message.sent', 'message.delivered', 'message.read']);
	});
});

describe('misbehaviour', () => {
	test('duplicates', async () => {
		test$.sandbox.faults.add({ kind: 'webhookDuplicate', event: 'message.delivered' });
		test$.sandbox.addWebhook('myoperator', { url: test$.receiver.url });
		await send();
		expect(events()).toEqual([
			'message.sent',
			'message.delivered',
			'message.delivered',
			'message.read',
		]);
		const [, first, second] = test$.receiver.got;
		expect(first?.body).toBe(second?.body);
	});

	test('out of order', async () => {
		test$.sandbox.faults.add({ kind: 'webhookOutOfOrder', event: 'message.sent' });
		test$.sandbox.addWebhook('myoperator', { url: test$.receiver.url });
		await send();
		expect(events()).toEqual(['message.delivered', 'message.sent', 'message.read']);
	});

	test('a body that does not parse', async () => {
		test$.sandbox.faults.add({ kind: 'webhookMalformed', times: 1 });
		test$.sandbox.addWebhook('myoperator', { url: test$.receiver.url });
		const got = await receive();
		expect(got.headers['content-type']).toBe('application/json');
		expect(() => JSON.parse(got.body)).toThrow();
		expect(test$.sandbox.deliveries[0]?.faults).toEqual(['webhookMalformed']);
	});
});
