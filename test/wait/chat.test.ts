/** Answers in the chat: buttons whose taps a trigger passes on to the execution that waits. */
import type { IDataObject, INodeType, IWebhookFunctions } from 'n8n-workflow';
import { SEND_AND_WAIT_OPERATION } from 'n8n-workflow';

import type { ReadEvent } from '../../engine/trigger/reading';
import { useClock } from '../../engine/http/clock';
import { passOnAnswers } from '../../engine/trigger/chatAnswers';
import { addressIn, tokenFor } from '../../engine/trigger/token';
import { myOperatorTrigger } from '../../nodes/MyOperator/trigger/spec';
import { twoChatTrigger } from '../../nodes/TwoChat/trigger/spec';
import { Whapi } from '../../nodes/Whapi/Whapi.node';
import { whapiTrigger } from '../../nodes/Whapi/trigger/spec';
import { type Got, type ScriptedServer, startScriptedServer } from '../engine/scriptedServer';
import { type NodeRun, runNode } from '../harness/n8n';
import { virtualClock } from '../engine/virtualClock';
import { ASKERS } from './askers';
import { isSigned, type Opened, storeWaiting, visit, type Waiting } from './waiting';

const BASE = 'http://localhost:5678/webhook-waiting';
const ASHA = { id: '919876543210@s.whatsapp.net', phone: '919876543210', name: 'Asha' };

let server: ScriptedServer;
beforeAll(async () => {
	server = await startScriptedServer();
});
afterAll(async () => await server.stop());
beforeEach(() => server.reset());

interface Button {
	title: string;
	id: string;
}

/** The buttons, or rows of a list, as the provider got them. */
function buttonsOf(body: IDataObject): Button[] {
	const found: Button[] = [];
	const walk = (value: unknown): void => {
		if (typeof value !== 'object' || value === null) return;
		const { id, title } = value as IDataObject;
		if (typeof id === 'string' && id.startsWith('mg1.')) found.push({ id, title: String(title) });
		else Object.values(value).forEach(walk);
	};
	walk(body);
	return found;
}

let execution = 100;
async function ask(
	name: string,
	parameters: IDataObject = {},
	settings: object = {},
): Promise<{ waiting: Waiting; sent: Got; buttons: Button[] }> {
	const asker = ASKERS.find((one) => one.name === name);
	if (!asker) throw new Error(`There is no asker ${name}`);
	server.script((got) => ({ json: got.method === 'GET' ? settings : asker.answer }));
	const { additionalFields, ...given } = parameters;
	const run: NodeRun = {
		node: asker.node(),
		parameters: {
			resource: 'message',
			operation: SEND_AND_WAIT_OPERATION,
			message: 'Refund order 4711?',
			responseType: 'approval',
			...asker.parameters,
			sendAs: 'chat',
			...given,
			additionalFields: {
				...(asker.parameters.additionalFields as IDataObject | undefined),
				...(additionalFields as IDataObject | undefined),
			},
		},
		executionId: String(++execution),
		credential: asker.credential(server.url),
	};
	const result = await runNode(run);
	expect(result.error).toBeUndefined();
	expect(result.run.status).toBe('waiting');
	const sent = server.got.find(({ method }) => method === 'POST');
	if (!sent) throw new Error('Nothing was sent');
	return {
		waiting: storeWaiting(run, result.run),
		sent,
		buttons: buttonsOf(sent.json() as IDataObject),
	};
}

const addressOf = (button: Button | undefined): string => addressIn(button?.id ?? '', BASE) ?? '';

const tap = async (waiting: Waiting, button: Button | undefined, responder: object = ASHA) =>
	await visit(waiting, addressOf(button), { method: 'POST', body: { responder } });

test('a token becomes the very address that was signed', () => {
	const signed = `${BASE}/17/3f2a-node?ask=2&choice=7&via=chat&signature=${'ab'.repeat(32)}`;
	const token = tokenFor(signed, '2', { choice: '7' });
	expect(token.length).toBeLessThan(200);
	expect(addressIn(token, BASE)).toBe(signed);
	expect(addressIn(`ButtonsV3:${token}`, BASE)).toBe(signed);
	for (const other of ['track', '', 'mg1.17.a.b', token.replace('mg1', 'mg2')])
		expect(addressIn(other, BASE)).toBeUndefined();
	expect(addressIn('mg1.17.../../x.0.t.aaaaaaaaaaaaaaaaaaaa', BASE)).toBeUndefined();
});

describe.each(['MyOperator', 'Whapi.Cloud', '2Chat (WABA)'])('%s', (name) => {
	test('two buttons, whose addresses n8n has signed', async () => {
		const { buttons } = await ask(name);
		expect(buttons.map(({ title }) => title)).toEqual(['Approve', 'Decline']);
		for (const one of buttons) {
			expect(one.id.length).toBeLessThanOrEqual(200);
			expect(isSigned(addressOf(one))).toBe(true);
			expect(isSigned(addressOf(one).replace('approved=true', 'approved=false'))).toBe(
				!addressOf(one).includes('approved=true'),
			);
		}
	});

	test('a tap is the answer, with who gave it', async () => {
		const { waiting, buttons } = await ask(name);
		const { items } = await tap(waiting, buttons[0]);
		expect(items?.[0]?.json.data).toMatchObject({ approved: true, via: 'chat', responder: ASHA });
		const declined = await tap(waiting, buttons[1]);
		expect(declined.items?.[0]?.json.data).toMatchObject({ approved: false });
	});

	test('the message has a link to the page, unless it is known that the taps arrive', async () => {
		const { sent } = await ask(name);
		expect(sent.body).toContain('Respond: http');
	});

	test('only those who may answer do, and only in the chat', async () => {
		const restrictTo = '+44 7700 900123';
		const { waiting, buttons, sent } = await ask(name, { additionalFields: { restrictTo } });
		expect(sent.body).not.toContain('Respond: http');
		const other = await tap(waiting, buttons[0]);
		expect(other.items).toBeUndefined();
		expect(other.status).toBe(403);
		const right = await tap(waiting, buttons[0], { phone: '447700900123' });
		expect(right.items?.[0]?.json.data).toMatchObject({ approved: true });
	});

	test('four choices are a list, and the chosen one comes out', async () => {
		const choices = 'Today\nTomorrow\nNext week\nNever';
		const { waiting, buttons } = await ask(name, { responseType: 'choice', choices });
		expect(buttons.map(({ title }) => title)).toEqual(choices.split('\n'));
		const { items } = await tap(waiting, buttons[2]);
		expect(items?.[0]?.json.data).toMatchObject({ choice: 'Next week', via: 'chat' });
	});

	test('a tap after the time limit comes too late', async () => {
		const clock = virtualClock(Date.now());
		const restore = useClock(clock);
		try {
			const values = { limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'hours' };
			const { waiting, buttons } = await ask(name, {
				additionalFields: { limitWaitTime: { values } },
			});
			clock.advance(61 * 60_000);
			const late = await tap(waiting, buttons[0]);
			expect([late.status, late.items]).toEqual([410, undefined]);
		} finally {
			restore();
		}
	});

	test('the reply after the decision is handed to the trigger', async () => {
		const { waiting, buttons } = await ask(name, { additionalFields: { replyText: 'Thank you' } });
		const { response } = await tap(waiting, buttons[0]);
		expect(response.webhookResponse).toEqual({ taken: true, say: 'Thank you' });
	});

	test('the address of a button can not be used without a tap', async () => {
		const { waiting, buttons } = await ask(name);
		for (const method of ['GET', 'POST'] as const) {
			const opened = await visit(waiting, addressOf(buttons[0]), { method, body: {} });
			expect(opened.items).toBeUndefined();
			expect(opened.status).toBe(403);
		}
	});
});

test('Whapi.Cloud: no link where a trigger of this n8n gets the taps', async () => {
	const webhooks = [
		{ url: 'http://localhost:5678/webhook/abc', events: [{ type: 'messages', method: 'post' }] },
	];
	const { sent } = await ask('Whapi.Cloud', {}, { webhooks });
	expect(sent.body).not.toContain('http://localhost');
	const elsewhere = [{ ...webhooks[0], url: 'https://other.example/webhook/abc' }];
	server.reset();
	const { sent: second } = await ask('Whapi.Cloud', {}, { webhooks: elsewhere });
	expect(second.body).toContain('Respond: http');
});

test('2Chat: no link where a trigger of this n8n gets the taps of this number', async () => {
	const at = (origin: string, query: string) => ({
		webhooks: [{ uuid: 'WHK1', hook_url: `${origin}/webhook/abc?token=t&${query}` }],
	});
	const here = 'http://localhost:5678';
	const taps = 'event=whatsapp.waba.message.received&number=%2B15550100123';
	const linkIn = async (settings: object) => {
		server.reset();
		return (await ask('2Chat (WABA)', {}, settings)).sent.body.includes('Respond: http');
	};
	expect(await linkIn(at(here, taps))).toBe(false);
	expect(await linkIn(at('https://other.example', taps))).toBe(true);
	expect(await linkIn(at(here, taps.replace('15550100123', '15550100199')))).toBe(true);
	expect(await linkIn(at(here, taps.replace('.received', '.sent')))).toBe(true);
	expect(await linkIn({ webhooks: [{ uuid: 'WHK1', hook_url: 'no address' }] })).toBe(true);
});

test.each([
	['Whapi.Cloud', { sendAs: 'links' }],
	['MyOperator', { responseType: 'freeText' }],
])('%s %j: a restriction under which nobody could answer is refused', async (name, parameters) => {
	const asker = ASKERS.find((one) => one.name === name);
	const { error } = await runNode({
		node: asker?.node() as INodeType,
		parameters: {
			...asker?.parameters,
			resource: 'message',
			operation: SEND_AND_WAIT_OPERATION,
			message: 'When?',
			sendAs: 'chat',
			...parameters,
			additionalFields: { restrictTo: '+44 7700 900123' },
		},
		credential: asker?.credential(server.url),
	});
	expect(error?.message).toContain('Restrict Who Can Answer');
	expect(server.got.filter(({ method }) => method === 'POST')).toHaveLength(0);
});

test('a choice on the page', async () => {
	const { waiting, sent } = await ask('Whapi.Cloud', {
		sendAs: 'links',
		responseType: 'choice',
		choices: 'Today\nTomorrow',
	});
	const link = /Respond: (http[^"\\]+)/.exec(sent.body)?.[1] ?? '';
	expect(sent.body).toContain('1. Today');
	expect((await visit(waiting, link)).html).toContain('>Tomorrow</button>');
	const { items } = await visit(waiting, link, { method: 'POST', body: { answer: '1' } });
	expect(items?.[0]?.json.data).toMatchObject({ choice: 'Tomorrow', via: 'page' });
	const wrong = await visit(waiting, link, { method: 'POST', body: { answer: '7' } });
	expect(wrong.status).toBe(400);
});

test.each([
	[''],
	['Only one'],
	['A\nA'],
	[
		Array(11)
			.fill('x')
			.map((x, i) => `${x}${i}`)
			.join('\n'),
	],
])('choices %j are refused before anything is sent', async (choices) => {
	const asker = ASKERS.find((one) => one.name === 'Whapi.Cloud');
	const { error } = await runNode({
		node: new Whapi(),
		parameters: {
			...asker?.parameters,
			resource: 'message',
			operation: SEND_AND_WAIT_OPERATION,
			message: 'When?',
			responseType: 'choice',
			choices,
		},
		credential: asker?.credential(server.url),
	});
	expect(error).toBeDefined();
	expect(server.got).toHaveLength(0);
});

describe('passing on', () => {
	const token = `mg1.17.node-1.0.t.${'ab'.repeat(32)}`;
	const event = (id: string, more: object = {}) =>
		({ event: { from: ASHA, fromMe: false, message: { reply: { id } }, ...more } }) as ReadEvent;

	interface Call {
		url: string;
		body: IDataObject;
	}

	/** A trigger's context whose n8n answers so. */
	function contextWith(statusCode: number, body: unknown = {}) {
		const calls: Call[] = [];
		const context = {
			evaluateExpression: () => `${BASE}/__EMPTY__`,
			logger: { warn: jest.fn() },
			helpers: {
				httpRequest: async (request: Call) => {
					calls.push(request);
					return { statusCode, body };
				},
			},
		};
		return { calls, context: context as unknown as IWebhookFunctions };
	}

	test.each([200, 401, 404, 409, 410])('after %i it starts no workflow', async (status) => {
		const { calls, context } = contextWith(status);
		const left = await passOnAnswers(context, whapiTrigger, [event(token), event('track')]);
		expect(left).toEqual([event('track')]);
		expect(calls).toHaveLength(1);
		expect(calls[0]?.url).toMatch(
			/^http:\/\/localhost:5678\/webhook-waiting\/17\/node-1\?ask=0&approved=true&via=chat&signature=/,
		);
		expect(calls[0]?.body).toEqual({ responder: ASHA });
	});

	test('own messages are no answers', async () => {
		const { calls, context } = contextWith(200);
		await passOnAnswers(context, whapiTrigger, [event(token, { fromMe: true })]);
		expect(calls).toEqual([]);
	});

	test('an n8n that fails has not taken it: the provider delivers it again', async () => {
		const { context } = contextWith(503);
		await expect(passOnAnswers(context, whapiTrigger, [event(token)])).rejects.toThrow('503');
	});

	test.each([
		['MyOperator', myOperatorTrigger],
		['Whapi.Cloud', whapiTrigger],
		['2Chat', twoChatTrigger],
	])('%s: what a reply to the person is', (_name, { say }) => {
		const request = say?.(
			{
				from: ASHA,
				to: { id: '411000000000001' },
				account: '+15550100123',
				chat: { id: ASHA.id, kind: 'private' },
			} as never,
			'Thank you',
		);
		expect(request?.isMessage).toBe(true);
		expect(JSON.stringify(request?.body)).toContain('Thank you');
		expect(JSON.stringify(request?.body)).toContain('9876543210');
	});
});

describe('replies that quote the question', () => {
	interface ReplyCase {
		/** Of the trigger's credential. */
		token?: string;
		/** Its ID. */
		message?: string;
		/** What n8n answers where the execution no longer waits. */
		over?: { statusCode: number; body: string };
	}
	let replyCount = 0;

	/** Whapi.Cloud's trigger, whose n8n hands what it passes on to the execution that waits. */
	async function reply(
		waiting: Waiting,
		quoted: string,
		text: string,
		{ token = 'key-of-whapi', message = String(++replyCount), over }: ReplyCase = {},
	) {
		let outcome: Opened | undefined;
		const context = {
			evaluateExpression: () => `${BASE}/__EMPTY__`,
			logger: { warn: jest.fn() },
			getNode: () => ({ id: `trigger-${token}` }),
			getWorkflow: () => ({ id: 'w' }),
			getCredentials: async () => ({ token }),
			helpers: {
				async httpRequest({ url, body }: { url: string; body: IDataObject }) {
					if (over) return over;
					outcome = await visit(waiting, url, { method: 'POST', body });
					return {
						statusCode: outcome.status,
						body: outcome.response.webhookResponse ?? JSON.parse(outcome.html),
					};
				},
			},
		};
		const event = {
			from: ASHA,
			fromMe: false,
			message: { id: message, text },
			raw: { context: { quoted_content: { body: quoted } } },
		};
		const found = [{ event }] as unknown as ReadEvent[];
		const trigger = { ...whapiTrigger, say: undefined };
		const left = await passOnAnswers(context as unknown as IWebhookFunctions, trigger, found);
		return { isMessage: left.length > 0, data: outcome?.items?.[0]?.json.data, outcome };
	}

	const question = async (parameters: IDataObject) => {
		const { waiting, sent } = await ask('Whapi.Cloud', { sendAs: 'links', ...parameters });
		return { waiting, body: (sent.json() as { body: string }).body };
	};

	test('a text', async () => {
		const { waiting, body } = await question({ responseType: 'freeText' });
		const { isMessage, data } = await reply(waiting, body, 'On Tuesday, please');
		expect(isMessage).toBe(false);
		expect(data).toMatchObject({ text: 'On Tuesday, please', via: 'chat', responder: ASHA });
	});

	test.each([
		['tomorrow', 'Tomorrow'],
		['1', 'Today'],
		['Next year', undefined],
		['3', undefined],
	])('a choice: %s', async (text, choice) => {
		const choices = 'Today\nTomorrow';
		const { waiting, body } = await question({ responseType: 'choice', choices });
		const { isMessage, data } = await reply(waiting, body, text);
		expect(isMessage).toBe(choice === undefined);
		expect((data as IDataObject | undefined)?.choice).toBe(choice);
	});

	test.each([
		['approve', true],
		['Decline', false],
		['Which order?', undefined],
	])('an approval: %s', async (text, approved) => {
		const { waiting, body } = await question({});
		const { isMessage, data } = await reply(waiting, body, text);
		expect(isMessage).toBe(approved === undefined);
		expect((data as IDataObject | undefined)?.approved).toBe(approved);
	});

	test('only of those who may answer', async () => {
		const { waiting, body } = await question({
			sendAs: 'chat',
			responseType: 'freeText',
			additionalFields: { restrictTo: '+44 7700 900123' },
		});
		const { isMessage, data, outcome } = await reply(waiting, body, 'Yes');
		expect(isMessage).toBe(false);
		expect(data).toBeUndefined();
		expect(outcome?.status).toBe(403);
	});

	test('who has the link alone can not answer in the name of others', async () => {
		const { waiting, body } = await question({ responseType: 'freeText' });
		const { isMessage, data, outcome } = await reply(waiting, body, 'Yes', {
			token: 'another-key',
		});
		expect([isMessage, data, outcome?.status]).toEqual([true, undefined, 422]);
	});

	test('two triggers that bring the same reply: one answer, and none starts its workflow', async () => {
		const { waiting, body } = await question({ responseType: 'freeText' });
		const both = await Promise.all([
			reply(waiting, body, 'On Tuesday', { message: 'm1' }),
			reply(waiting, body, 'On Tuesday', { message: 'm1' }),
		]);
		expect(both.map(({ isMessage }) => isMessage)).toEqual([false, false]);
		expect(both.filter(({ data }) => data)).toHaveLength(1);
	});

	test('a reply to a question that was answered already is an ordinary message', async () => {
		const { waiting, body } = await question({ responseType: 'freeText' });
		const over = { statusCode: 200, body: '<h1>No action required</h1>' };
		const { isMessage } = await reply(waiting, body, 'And one more thing', { over });
		expect(isMessage).toBe(true);
	});

	test('what quotes anything else is an ordinary message', async () => {
		const { waiting } = await question({ responseType: 'freeText' });
		for (const quoted of [
			'Hello',
			`${BASE}/../rest/x?signature=${'ab'.repeat(32)}`,
			'https://elsewhere.example/webhook-waiting/1/2?signature=abababababababab',
		]) {
			const { isMessage, outcome } = await reply(waiting, quoted, 'Yes');
			expect([isMessage, outcome]).toEqual([true, undefined]);
		}
	});
});

describe('in test runs', () => {
	const start = async (options: IDataObject) => {
		const asker = ASKERS.find(({ name }) => name === 'Whapi.Cloud');
		server.script(() => ({ json: asker?.answer }));
		return await runNode({
			node: new Whapi(),
			parameters: {
				...asker?.parameters,
				resource: 'message',
				operation: SEND_AND_WAIT_OPERATION,
				message: 'Shall we?',
				options,
			},
			credential: asker?.credential(server.url),
		});
	};

	test('Do Not Send shows the question, and does not wait', async () => {
		const { run, items } = await start({ testRuns: 'skip' });
		expect(run.status).toBe('success');
		expect(server.got).toHaveLength(0);
		expect(items[0]?.json).toMatchObject({ sent: false, reason: 'test run' });
		expect(JSON.stringify(items[0]?.json.request)).toContain('Shall we?');
	});

	test('the test number gets the question instead', async () => {
		const { run } = await start({ testRuns: 'instead', testNumber: '+15550100123' });
		expect(run.status).toBe('waiting');
		expect(server.got[0]?.body).toContain('15550100123');
	});
});
