import { connect } from 'node:net';
import { call, textMessage, useSandbox, WHATSAPP_HEADERS } from './helpers';

const test$ = useSandbox();
const messagesUrl = (): string =>
	`${test$.sandbox.baseUrl('myoperator', 'whatsapp')}/chat/messages`;
const send = (json: unknown = textMessage()): ReturnType<typeof call> =>
	call(messagesUrl(), { headers: WHATSAPP_HEADERS, json });
const sent = (): number => test$.sandbox.state('myoperator').messages.size;
const last = (): unknown => test$.sandbox.received.at(-1);

describe('a status fault', () => {
	test.each([429, 500, 502, 503, 504, 418])('answers %d instead of the handler', async (status) => {
		test$.sandbox.faults.add({ kind: 'status', status });
		const answer = await send();
		expect(answer.status).toBe(status);
		expect(sent()).toBe(0);
		expect(last()).toMatchObject({ status, tookEffect: false, fault: 'status' });
	});

	test('gives Retry-After in seconds or as a date', async () => {
		test$.sandbox.faults.add({ kind: 'status', status: 429, retryAfter: 30, times: 1 });
		test$.sandbox.faults.add({
			kind: 'status',
			status: 429,
			retryAfter: 30,
			retryAfterDate: true,
		});
		expect((await send()).headers['retry-after']).toBe('30');
		expect((await send()).headers['retry-after']).toBe('Mon, 04 May 2026 09:00:30 GMT');
	});

	test("has the provider's own body, or the one of the rule", async () => {
		const { faults } = test$.sandbox;
		faults.add({ kind: 'status', status: 500, times: 1 });
		faults.add({
			kind: 'status',
			status: 502,
			body: '<h1>Bad</h1>',
			contentType: 'text/html',
			times: 1,
		});
		faults.add({ kind: 'status', status: 503, body: { busy: true } });
		const own = await send();
		expect([own.text, own.headers['content-type']]).toEqual([
			'Internal Server Error',
			'text/plain',
		]);
		const html = await send();
		expect([html.text, html.headers['content-type']]).toEqual(['<h1>Bad</h1>', 'text/html']);
		expect((await send()).json).toEqual({ busy: true });
	});

	test('can let the request take effect', async () => {
		test$.sandbox.faults.add({ kind: 'status', status: 504, effect: true });
		expect((await send()).status).toBe(504);
		expect(sent()).toBe(1);
		expect(last()).toMatchObject({ status: 504, tookEffect: true });
	});
});

describe('the requests that a rule applies to', () => {
	test('counts after and times', async () => {
		test$.sandbox.faults.add({ kind: 'status', status: 503, after: 1, times: 2 });
		const statuses = [];
		for (let i = 0; i < 5; i += 1) statuses.push((await send()).status);
		expect(statuses).toEqual([200, 503, 503, 200, 200]);
		expect(test$.sandbox.faults.list()[0]?.applied).toBe(2);
	});

	test.each([
		[{ provider: 'whapi' }, 200],
		[{ provider: 'myoperator' }, 503],
		[{ operationId: 'listContacts' }, 200],
		[{ operationId: 'sendMessage' }, 503],
		[{ method: 'get' }, 200],
		[{ method: 'post' }, 503],
		[{ path: '/contacts' }, 200],
		[{ path: '/chat/messages' }, 503],
		[{ match: { customer_number: '9' } }, 200],
		[{ match: { customer_number: '9876543210', 'data.type': 'text' } }, 503],
	])('%j', async (rule, status) => {
		test$.sandbox.faults.add({ kind: 'status', status: 503, ...rule });
		expect((await send()).status).toBe(status);
	});

	test('stops when removed', async () => {
		const id = test$.sandbox.faults.add({ kind: 'status', status: 503 });
		expect(test$.sandbox.faults.remove(id)).toBe(true);
		expect((await send()).status).toBe(200);
	});
});

describe('resets', () => {
	test('before the body is read: nothing happens', async () => {
		test$.sandbox.faults.add({ kind: 'resetBeforeRead', times: 1 });
		await expect(send()).rejects.toMatchObject({
			code: expect.stringMatching(/ECONNRESET|EPIPE|UND_ERR_SOCKET/),
		});
		expect(last()).toMatchObject({
			operationId: 'sendMessage',
			status: null,
			tookEffect: false,
			fault: 'resetBeforeRead',
		});
		expect((await send()).status).toBe(200);
		expect(sent()).toBe(1);
	});

	test('after the body is read: the request was processed', async () => {
		test$.sandbox.faults.add({ kind: 'resetAfterRead', times: 1 });
		await expect(send()).rejects.toThrow();
		expect(sent()).toBe(1);
		expect(last()).toMatchObject({ status: null, tookEffect: true, fault: 'resetAfterRead' });
	});

	test('after the body is read, without effect', async () => {
		test$.sandbox.faults.add({ kind: 'resetAfterRead', effect: false });
		await expect(send()).rejects.toThrow();
		expect(sent()).toBe(0);
		expect(last()).toMatchObject({ tookEffect: false });
	});

	test('are TCP resets', async () => {
		test$.sandbox.faults.add({ kind: 'resetBeforeRead' });
		const { port } = new URL(test$.sandbox.url);
		const error = await new Promise<NodeJS.ErrnoException>((resolve) => {
			const socket = connect(Number(port), '127.0.0.1');
			socket.on('error', resolve);
			socket.write('GET /myoperator/whatsapp/contacts HTTP/1.1\r\nhost: localhost\r\n\r\n');
		});
		expect(error.code).toBe('ECONNRESET');
	});
});

describe('an answer that never comes', () => {
	test.each([true, false])('with effect %s', async (effect) => {
		test$.sandbox.faults.add({ kind: 'hang', effect });
		const controller = new AbortController();
		const answer = fetch(messagesUrl(), {
			method: 'POST',
			headers: { ...WHATSAPP_HEADERS, 'content-type': 'application/json' },
			body: JSON.stringify(textMessage()),
			signal: controller.signal,
		});
		answer.catch(() => undefined);
		while (last() === undefined || (effect && sent() === 0)) {
			await new Promise((resolve) => setImmediate(resolve));
		}
		controller.abort();
		await expect(answer).rejects.toThrow();
		expect(sent()).toBe(effect ? 1 : 0);
		expect(last()).toMatchObject({ status: null, tookEffect: effect, fault: 'hang' });
	});
});

describe('slowness', () => {
	const timed = async (): Promise<{ headers: number; body: number; text: string }> => {
		const start = performance.now();
		const answer = await fetch(messagesUrl(), {
			method: 'POST',
			headers: { ...WHATSAPP_HEADERS, 'content-type': 'application/json' },
			body: JSON.stringify(textMessage()),
		});
		const headers = performance.now() - start;
		const text = await answer.text();
		return { headers, body: performance.now() - start - headers, text };
	};

	test('of the headers', async () => {
		test$.sandbox.faults.add({ kind: 'slowHeaders', ms: 60 });
		const { headers, text } = await timed();
		expect(headers).toBeGreaterThanOrEqual(55);
		expect(JSON.parse(text)).toMatchObject({ status: 'success' });
	});

	test('of the body, chunk by chunk', async () => {
		test$.sandbox.faults.add({ kind: 'slowBody', ms: 20, chunks: 3 });
		const { headers, body, text } = await timed();
		expect(body).toBeGreaterThanOrEqual(45);
		expect(headers).toBeLessThan(body);
		expect(JSON.parse(text)).toMatchObject({ status: 'success' });
	});

	test('of the handler', async () => {
		test$.sandbox.faults.add({ kind: 'delay', ms: 60 });
		const pending = timed();
		while (last() === undefined) await new Promise((resolve) => setImmediate(resolve));
		expect(sent()).toBe(0);
		expect((await pending).headers).toBeGreaterThanOrEqual(55);
		expect(sent()).toBe(1);
	});
});

describe('wrong bodies', () => {
	test('truncated JSON', async () => {
		test$.sandbox.faults.add({ kind: 'truncatedJson' });
		const answer = await send();
		expect(answer.status).toBe(200);
		expect(answer.headers['content-type']).toContain('application/json');
		expect(answer.text).toMatch(/^\{"status":"success"/);
		expect(answer.json).toBeUndefined();
		expect(sent()).toBe(1);
	});

	test('HTML instead of JSON', async () => {
		test$.sandbox.faults.add({ kind: 'html' });
		const answer = await send();
		expect([answer.status, answer.headers['content-type']]).toEqual([
			200,
			'text/html; charset=utf-8',
		]);
		expect(answer.text).toContain('<html>');
		expect(sent()).toBe(0);
	});
});
