import { createHash } from 'node:crypto';
import { FormData } from 'undici';
import { startSandbox } from '../../sandbox';
import { MYOPERATOR_DEMO } from '../../sandbox/myoperator';
import { call, textMessage, useSandbox, userCall, WHATSAPP_HEADERS, CALL_HEADERS } from './helpers';

const test$ = useSandbox();
const whatsapp = (path: string): string => test$.sandbox.baseUrl('myoperator', 'whatsapp') + path;
const obd = (path: string): string => test$.sandbox.baseUrl('myoperator', 'obd') + path;

describe('routing', () => {
	test('puts each host below the provider', () => {
		const { sandbox } = test$;
		expect(sandbox.baseUrl('myoperator', 'whatsapp')).toBe(`${sandbox.url}/myoperator/whatsapp`);
		expect(sandbox.baseUrl('myoperator', 'obd')).toBe(`${sandbox.url}/myoperator/obd`);
		expect(sandbox.baseUrl('myoperator', 'developers')).toBe(
			`${sandbox.url}/myoperator/developers`,
		);
	});

	test("answers an unknown path in the provider's words", async () => {
		const answer = await call(whatsapp('/chat/nothing'), { headers: WHATSAPP_HEADERS });
		expect(answer.status).toBe(404);
		expect(answer.json).toMatchObject({ status: 'error', code: 'not_found' });
	});

	test('treats a known path with another method as unknown', async () => {
		const answer = await call(whatsapp('/chat/messages'), { headers: WHATSAPP_HEADERS });
		expect(answer.status).toBe(404);
	});

	test('decodes path values', async () => {
		const answer = await call(whatsapp('/contacts/%2B919876543210'), {
			method: 'PATCH',
			headers: WHATSAPP_HEADERS,
			json: { name: 'Asha' },
		});
		expect(answer.json).toMatchObject({ code: 'not_found' });
		expect(test$.sandbox.received.at(-1)?.path).toBe('/contacts/%2B919876543210');
	});
});

describe('the record of requests', () => {
	test('keeps what was sent, without secrets', async () => {
		await call(whatsapp('/chat/messages'), { headers: WHATSAPP_HEADERS, json: textMessage() });
		await call(obd('/obd-api-v1'), { headers: CALL_HEADERS, json: userCall() });
		const [message, phoneCall] = test$.sandbox.received;
		expect(message).toMatchObject({
			provider: 'myoperator',
			host: 'whatsapp',
			method: 'POST',
			path: '/chat/messages',
			operationId: 'sendMessage',
			body: textMessage(),
			status: 200,
			tookEffect: true,
			fault: null,
			time: '2026-05-04T09:00:00.000Z',
		});
		expect(message?.headers.authorization).toBe('[hidden]');
		expect(phoneCall?.headers['x-api-key']).toBe('[hidden]');
		expect(phoneCall?.body).toMatchObject({ secret_token: '[hidden]', type: '1' });
		expect(phoneCall?.tookEffect).toBe(false);
		expect(JSON.stringify(test$.sandbox.received)).not.toContain(MYOPERATOR_DEMO.obdSecretToken);
	});

	test('hides a token in the query', async () => {
		const url = `${test$.sandbox.baseUrl('myoperator', 'developers')}/filters?token=${MYOPERATOR_DEMO.publicApiToken}`;
		await call(url);
		expect(test$.sandbox.received[0]?.query).toEqual({ token: '[hidden]' });
	});

	test('hashes and counts a file instead of keeping it', async () => {
		const bytes = Buffer.alloc(300_000, 7);
		const form = new FormData();
		form.set('application', 'messaging');
		form.set('file', new Blob([bytes], { type: 'image/png' }), 'cat.png');
		const answer = await call(whatsapp('/chat/media/upload'), {
			headers: WHATSAPP_HEADERS,
			body: form,
		});
		expect(answer.status).toBe(201);
		expect(test$.sandbox.received[0]?.files).toEqual([
			{
				field: 'file',
				filename: 'cat.png',
				mimeType: 'image/png',
				size: 300_000,
				sha256: createHash('sha256').update(bytes).digest('hex'),
			},
		]);
	});
});

describe('validation', () => {
	const send = (json: unknown): ReturnType<typeof call> =>
		call(whatsapp('/chat/messages'), { headers: WHATSAPP_HEADERS, json });

	test('refuses a missing field', async () => {
		const { phone_number_id: _left, ...rest } = textMessage();
		const answer = await send(rest);
		expect(answer.status).toBe(400);
		expect(answer.json).toEqual({
			status: 'error',
			code: '400',
			message: 'Missing required fields or Invalid Input',
			error: { phone_number_id: ['phone_number_id is required'] },
		});
		expect(test$.sandbox.state('myoperator').messages.size).toBe(0);
	});

	test('refuses a misspelt field, nested ones included', async () => {
		expect((await send({ ...textMessage(), customer_nubmer: '1' })).status).toBe(400);
		const inside = { ...textMessage(), data: { type: 'text', context: { body: 'x', boddy: 'y' } } };
		expect((await send(inside)).status).toBe(400);
	});

	test('refuses a wrong type', async () => {
		expect((await send({ ...textMessage(), customer_number: 9876543210 })).status).toBe(400);
	});

	test('refuses broken JSON and a wrong content type', async () => {
		const broken = await call(whatsapp('/chat/messages'), {
			headers: { ...WHATSAPP_HEADERS, 'content-type': 'application/json' },
			body: '{"data":',
		});
		expect(broken.status).toBe(400);
		expect(broken.json).toMatchObject({ status: 'error' });
		const form = await call(whatsapp('/chat/messages'), {
			headers: WHATSAPP_HEADERS,
			form: { customer_number: '1' },
		});
		expect(form.status).toBe(400);
		expect(form.text).toContain('not accepted');
	});

	test('refuses an unknown or wrong query parameter', async () => {
		const unknown = await call(whatsapp('/contacts?limt=5'), { headers: WHATSAPP_HEADERS });
		expect(unknown.status).toBe(400);
		const wrong = await call(whatsapp('/contacts?limit=many'), { headers: WHATSAPP_HEADERS });
		expect(wrong.status).toBe(400);
		const fine = await call(whatsapp('/contacts?limit=5'), { headers: WHATSAPP_HEADERS });
		expect(fine.status).toBe(200);
	});

	test('refuses a body where the contract has none', async () => {
		const answer = await call(whatsapp('/contacts/abc'), {
			method: 'DELETE',
			headers: WHATSAPP_HEADERS,
			json: { sure: true },
		});
		expect(answer.status).toBe(400);
	});

	test('checks credentials before the request', async () => {
		const answer = await call(whatsapp('/chat/messages'), { json: {} });
		expect(answer.status).toBe(403);
	});
});

describe('rate limits', () => {
	test('answers 429 with the seconds to wait, and accepts requests after them', async () => {
		const { sandbox, clock } = test$;
		sandbox.limit('myoperator', 2);
		const list = (): ReturnType<typeof call> =>
			call(whatsapp('/contacts'), { headers: WHATSAPP_HEADERS });
		expect((await list()).status).toBe(200);
		clock.forward(15_000);
		expect((await list()).status).toBe(200);
		const limited = await list();
		expect(limited.status).toBe(429);
		expect(limited.headers['retry-after']).toBe('45');
		expect(sandbox.received.at(-1)?.tookEffect).toBe(false);
		clock.forward(45_000);
		expect((await list()).status).toBe(200);
		sandbox.limit('myoperator', undefined);
	});
});

describe('the control API', () => {
	const control = (path: string): string => `${test$.sandbox.url}/_sandbox${path}`;

	test('shows requests, state and deliveries, and clears them', async () => {
		await call(whatsapp('/contacts'), { headers: WHATSAPP_HEADERS });
		expect((await call(control('/received?provider=myoperator'))).json).toHaveLength(1);
		expect((await call(control('/received?provider=other'))).json).toHaveLength(0);
		expect((await call(control('/received'), { method: 'DELETE' })).json).toEqual({ ok: true });
		expect((await call(control('/received'))).json).toEqual([]);
		expect((await call(control('/state/myoperator'))).json).toMatchObject({
			contacts: [],
			phoneNumbers: [{ country_code: '91' }, { country_code: '91' }],
		});
		expect((await call(control('/state/nobody'))).status).toBe(404);
		expect((await call(control('/deliveries'))).json).toEqual([]);
	});

	test('registers an address, makes something happen, waits for it and resets', async () => {
		const { receiver, sandbox } = test$;
		const added = await call(control('/myoperator/webhooks'), {
			json: { url: receiver.url, auth: { kind: 'header', name: 'X-Token', value: 'abc' } },
		});
		expect(added.status).toBe(201);
		const happened = await call(control('/myoperator/events'), {
			json: { event: 'message.received', from: '919876543210', text: 'Hi' },
		});
		expect(happened.status).toBe(202);
		await call(control('/settled'), { method: 'POST' });
		expect(receiver.got).toHaveLength(1);
		expect(receiver.got[0]?.headers['x-token']).toBe('abc');
		expect((await call(control('/deliveries'))).json).toMatchObject([
			{ event: 'message.received', url: receiver.url, status: 200, attempts: 1 },
		]);
		await call(control('/reset'), { method: 'POST' });
		expect((await call(control('/myoperator/webhooks'))).json).toEqual([]);
		expect(sandbox.state('myoperator').messages.size).toBe(0);
	});

	test('says what is wrong with a rule, an address or an event', async () => {
		const rule = await call(control('/faults'), { json: { kind: 'fire' } });
		expect(rule.status).toBe(400);
		expect(rule.text).toContain('kind must be one of');
		const typo = await call(control('/faults'), { json: { kind: 'delay', milliseconds: 3 } });
		expect(typo.text).toContain('no field milliseconds');
		const strange = { kind: 'delay', ms: 1, operationId: 'sendMassage' };
		const unknown = await call(control('/faults'), { json: strange });
		expect([unknown.status, unknown.text]).toEqual([400, expect.stringContaining('sendMassage')]);
		const address = await call(control('/myoperator/webhooks'), { json: { url: 'nowhere' } });
		expect(address.status).toBe(400);
		const event = await call(control('/myoperator/events'), { json: { event: 'rain' } });
		expect(event.status).toBe(400);
		expect(event.text).toContain('message.received');
	});

	test('adds, lists and removes rules', async () => {
		const added = await call(control('/faults'), {
			json: [
				{ kind: 'status', status: 503, times: 1 },
				{ kind: 'delay', ms: 1 },
			],
		});
		expect(added.json).toEqual({ ids: [expect.any(String), expect.any(String)] });
		expect((await call(control('/faults'))).json).toHaveLength(2);
		await call(control('/faults'), { method: 'DELETE' });
		expect((await call(control('/faults'))).json).toEqual([]);
	});
});

describe('ids', () => {
	test('are the same in two sandboxes and after a reset', async () => {
		const other = await startSandbox({ providers: ['myoperator'], now: test$.clock.now });
		try {
			const send = async (base: string): Promise<string> =>
				(await call(`${base}/chat/messages`, { headers: WHATSAPP_HEADERS, json: textMessage() }))
					.text;
			const first = await send(test$.sandbox.baseUrl('myoperator', 'whatsapp'));
			expect(await send(other.baseUrl('myoperator', 'whatsapp'))).toBe(first);
			expect(await send(other.baseUrl('myoperator', 'whatsapp'))).not.toBe(first);
			other.reset();
			expect(await send(other.baseUrl('myoperator', 'whatsapp'))).toBe(first);
		} finally {
			await other.stop();
		}
	});
});
