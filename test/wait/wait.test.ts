/** "Send and Wait for Response" in n8n's own contexts, on every node that has it. */
import { runInNewContext } from 'node:vm';

import { ExecuteContext } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';
import { SEND_AND_WAIT_OPERATION, WAIT_INDEFINITELY } from 'n8n-workflow';

import { useClock } from '../../engine/http/clock';
import { type ScriptedServer, startScriptedServer } from '../engine/scriptedServer';
import { type VirtualClock, virtualClock } from '../engine/virtualClock';
import { type NodeResult, type NodeRun, runNode } from '../harness/n8n';
import { misfits } from '../schemas/written';
import { type Asker, ASKERS, textOf } from './askers';
import { isSigned, proceed, storeWaiting, visit, type Waiting } from './waiting';

const NOW = Date.parse('2027-03-01T08:00:00Z');
const MESSAGE = 'Refund of order 4711?\nAsha asks for 1200 rupees.';

let server: ScriptedServer;
let clock: VirtualClock;
let restore = () => {};
beforeAll(async () => {
	server = await startScriptedServer();
});
afterAll(async () => await server.stop());
beforeEach(() => {
	server.reset();
	clock = virtualClock(NOW);
	restore = useClock(clock);
});
afterEach(() => restore());

interface Asked {
	waiting: Waiting;
	result: NodeResult;
	/** The message as the provider got it. */
	text: string;
	/** By label. */
	links: Record<string, string>;
}

let execution = 0;
async function start(
	asker: Asker,
	parameters: IDataObject = {},
	more: Partial<NodeRun> = {},
): Promise<{ run: NodeRun; result: NodeResult }> {
	const { additionalFields, ...given } = parameters;
	const run: NodeRun = {
		node: asker.node(),
		parameters: {
			resource: 'message',
			operation: SEND_AND_WAIT_OPERATION,
			message: MESSAGE,
			responseType: 'approval',
			...asker.parameters,
			...given,
			additionalFields: {
				...(asker.parameters.additionalFields as IDataObject | undefined),
				...(additionalFields as IDataObject | undefined),
			},
		},
		executionId: String(++execution),
		credential: asker.credential(server.url),
		items: [{ json: { order: 4711 } }],
		...more,
	};
	return { run, result: await runNode(run) };
}

const linksOf = (text: string) =>
	Object.fromEntries(
		[...text.matchAll(/^(.+): (http\S+)$/gm)].map(([, label, url]) => [label as string, url ?? '']),
	);

async function ask(
	asker: Asker,
	parameters: IDataObject = {},
	more: Partial<NodeRun> = {},
): Promise<Asked> {
	server.script(() => ({ json: asker.answer }));
	const { run, result } = await start(asker, parameters, more);
	expect(result.error).toBeUndefined();
	expect(server.got.map(({ method, path }) => [method, path])).toEqual([['POST', asker.path]]);
	const text = textOf(asker, server.got[0]?.json());
	return { waiting: storeWaiting(run, result.run), result, text, links: linksOf(text) };
}

const linkOf = ({ links }: Asked, label: string): string => {
	const link = links[label];
	if (!link) throw new Error(`There is no link "${label}"`);
	return link;
};

const folderOf = (asker: Asker) => asker.node().constructor.name;

const CASES = ASKERS.map((asker) => [asker.name, asker] as const);
const ONE = ASKERS[0] as Asker;

describe.each(CASES)('%s', (_name, asker) => {
	test('sends one ordinary text with signed links and waits without limit', async () => {
		const asked = await ask(asker);
		expect(asked.result.run).toMatchObject({ status: 'waiting', waitTill: WAIT_INDEFINITELY });
		expect(asked.text).toBe(
			`${MESSAGE}\n\nApprove: ${linkOf(asked, 'Approve')}\n\nDecline: ${linkOf(asked, 'Decline')}`,
		);
		for (const link of Object.values(asked.links)) {
			expect(link).toMatch(/^http:\/\/localhost:5678\/webhook-waiting\/\d+\/node-1\?/);
			expect(isSigned(link)).toBe(true);
		}
		const twisted = linkOf(asked, 'Decline').replace('approved=false', 'approved=true');
		expect(isSigned(twisted)).toBe(false);
	});

	test.each([
		['Approve', true],
		['Decline', false],
	])('%s: opening decides nothing, the button does', async (label, approved) => {
		const asked = await ask(asker);
		const link = linkOf(asked, label);
		for (let preview = 0; preview < 3; preview++) {
			const page = await visit(asked.waiting, link);
			expect(page.response).toEqual({ noWebhookResponse: true });
			expect(page.html).toContain('<form method="post">');
			expect(page.html).toContain(`>${label}</button>`);
		}
		const answered = await visit(asked.waiting, link, { method: 'POST' });
		expect(answered.html).toContain('Thank you');
		const { items, run } = await proceed(asked.waiting, answered.items);
		expect(run.status).toBe('success');
		expect(items.map(({ json }) => json)).toEqual([
			{ data: { approved, respondedAt: '2027-03-01T08:00:00.000Z', ...asker.sent, via: 'page' } },
		]);
		expect(misfits(items[0]?.json, folderOf(asker), 'message', SEND_AND_WAIT_OPERATION)).toEqual(
			[],
		);
		expect(server.got).toHaveLength(1);
	});

	test('a text is written on a small form', async () => {
		const asked = await ask(asker, { responseType: 'freeText' });
		expect(Object.keys(asked.links)).toEqual(['Respond']);
		const link = linkOf(asked, 'Respond');
		const page = await visit(asked.waiting, link);
		expect(page.html).toMatch(
			/<label for="text">Type your answer<\/label><textarea [^>]*name="text"/,
		);
		const empty = await visit(asked.waiting, link, { method: 'POST', body: { text: '  ' } });
		expect([empty.status, empty.items]).toEqual([400, undefined]);
		const answered = await visit(asked.waiting, link, {
			method: 'POST',
			body: { text: ' Half of it\nis fine ' },
		});
		const { items } = await proceed(asked.waiting, answered.items);
		expect(items[0]?.json).toEqual({
			data: {
				text: 'Half of it\nis fine',
				respondedAt: '2027-03-01T08:00:00.000Z',
				...asker.sent,
				via: 'page',
			},
		});
		expect(misfits(items[0]?.json, folderOf(asker), 'message', SEND_AND_WAIT_OPERATION)).toEqual(
			[],
		);
	});

	test('after the time limit, the workflow continues with the input items', async () => {
		const asked = await ask(asker, {
			additionalFields: {
				limitWaitTime: {
					values: { limitType: 'afterTimeInterval', resumeAmount: 1.5, resumeUnit: 'hours' },
				},
			},
		});
		expect(asked.result.run.waitTill).toEqual(new Date('2027-03-01T09:30:00Z'));
		clock.advance(90 * 60_000);
		for (const method of ['GET', 'POST'] as const) {
			const late = await visit(asked.waiting, linkOf(asked, 'Approve'), { method });
			expect([late.status, late.items]).toEqual([410, undefined]);
			expect(late.html).toContain('Too late');
		}
		const { items, run } = await proceed(asked.waiting);
		expect(run.status).toBe('success');
		expect(items.map(({ json }) => json)).toEqual([{ order: 4711 }]);
		expect(server.got).toHaveLength(1);
	});

	test('after a refusal the node fails and does not wait', async () => {
		server.script(() => ({ status: 401, json: { message: 'bad key' } }));
		const { result } = await start(asker);
		expect(result.error).toBeDefined();
		expect(result.run.status).toBe('error');
		expect(result.run.waitTill).toBeUndefined();
	});
});

describe('sending', () => {
	test('happens once for all items, with the values of the first', async () => {
		const asked = await ask(
			ONE,
			{ message: '=Order {{ $json.order }}?' },
			{ items: [{ json: { order: 1 } }, { json: { order: 2 } }] },
		);
		expect(asked.text).toMatch(/^Order 1\?/);
		const page = await visit(asked.waiting, linkOf(asked, 'Approve'));
		expect(page.html).toContain('Order 1?');
		const { items } = await proceed(asked.waiting);
		expect(items.map(({ json }) => json)).toEqual([{ order: 1 }, { order: 2 }]);
	});

	test("shows a reviewer the tool's input, which n8n's default text leaves unreadable", async () => {
		const asked = await ask(
			ONE,
			{ message: '=The agent wants to run {{ $tool.name }}\n\nInput:\n{{ $tool.parameters }}' },
			{ items: [{ json: { tool: 'Refund', toolParameters: { order: 4711 } } }] },
		);
		expect(asked.text).toContain('run Refund\n\nInput:\n{\n  "order": 4711\n}\n\nApprove: http');
	});

	test('is not repeated by "Retry On Fail" when it may have been delivered', async () => {
		server.script(() => ({ reset: 'after' }));
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const { result } = await start(ONE, {}, { settings });
		expect(result.error?.message).toMatch(/may have been delivered/);
		expect(server.got).toHaveLength(1);
	});

	test('is repeated by "Retry On Fail" when it was refused, until it waits', async () => {
		server.script((_got, count) =>
			count === 1 ? { status: 400, json: { code: 'CHAT_0001' } } : { json: ONE.answer },
		);
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
		const { result } = await start(ONE, {}, { settings });
		expect(result.run.status).toBe('waiting');
		expect(server.got).toHaveLength(2);
	});

	test('that failed continues with the error if the node is set to continue', async () => {
		server.script(() => ({ status: 401, json: { message: 'bad key' } }));
		const { result } = await start(ONE, {}, { settings: { onError: 'continueRegularOutput' } });
		expect(result.run.status).toBe('success');
		expect(result.items[0]?.json.error).toEqual(expect.any(String));
	});

	test('can use buttons: Whapi.Cloud one each, MyOperator one for a page with all', async () => {
		const whapi = ASKERS.find(({ name }) => name === 'Whapi.Cloud') as Asker;
		server.script(() => ({ json: whapi.answer }));
		await start(whapi, { sendAs: 'buttons', additionalFields: { approveLabel: 'Pay' } });
		expect(server.got[0]?.path).toBe('/messages/interactive');
		expect(server.got[0]?.json()).toMatchObject({
			type: 'button',
			body: { text: MESSAGE },
			action: {
				buttons: [
					{ type: 'url', title: 'Pay', url: expect.stringContaining('approved=true') as string },
					{
						type: 'url',
						title: 'Decline',
						url: expect.stringContaining('approved=false') as string,
					},
				],
			},
		});

		server.reset();
		server.script(() => ({ json: ONE.answer }));
		const { run, result } = await start(ONE, { sendAs: 'buttons' });
		const body = server.got[0]?.json() as { data: { context: IDataObject } };
		expect(body.data.context).toMatchObject({
			interactive_type: 'cta_url',
			body: { text: MESSAGE },
			action: { name: 'cta_url', parameters: { display_text: 'Respond' } },
		});
		const { url } = (body.data.context.action as { parameters: { url: string } }).parameters;
		expect(isSigned(url)).toBe(true);
		const waiting = storeWaiting(run, result.run);
		const page = await visit(waiting, url);
		expect(page.html).toContain('>Approve</button>');
		expect(page.html).toContain('>Decline</button>');
		const none = await visit(waiting, url, { method: 'POST' });
		expect([none.status, none.items]).toEqual([400, undefined]);
		const answered = await visit(waiting, url, { method: 'POST', body: { answer: 'decline' } });
		expect(answered.items?.[0]?.json.data).toMatchObject({ approved: false });
	});
});

describe('the time limit', () => {
	const limited = (values: IDataObject) => ({ additionalFields: { limitWaitTime: { values } } });

	test('may be a date, in the time zone of the workflow', async () => {
		const asked = await ask(
			ONE,
			limited({ limitType: 'atSpecifiedTime', maxDateAndTime: '2027-03-01T18:00:00+05:30' }),
		);
		expect(asked.result.run.waitTill).toEqual(new Date('2027-03-01T12:30:00Z'));
	});

	test.each([
		['minutes', 20, '2027-03-01T08:20:00Z'],
		['days', 2, '2027-03-03T08:00:00Z'],
	])('counts %s', async (resumeUnit, resumeAmount, expected) => {
		const asked = await ask(
			ONE,
			limited({ limitType: 'afterTimeInterval', resumeAmount, resumeUnit }),
		);
		expect(asked.result.run.waitTill).toEqual(new Date(expected));
	});

	test.each([
		['a past date', { limitType: 'atSpecifiedTime', maxDateAndTime: '2027-02-28T08:00:00Z' }],
		['no date', { limitType: 'atSpecifiedTime', maxDateAndTime: '' }],
		['no time', { limitType: 'afterTimeInterval', resumeAmount: 0, resumeUnit: 'hours' }],
	])('%s is refused before anything is sent', async (_name, values) => {
		const { result } = await start(ONE, limited(values));
		expect(result.error?.message).toMatch(/Limit Wait Time/);
		expect(server.got).toHaveLength(0);
	});
});

describe('answers', () => {
	test('with "Approve Only" there is no way to decline', async () => {
		const asked = await ask(ONE, { approvalType: 'single' });
		expect(Object.keys(asked.links)).toEqual(['Approve']);
		const forged = `${linkOf(asked, 'Approve').split('approved=')[0]}approved=false`;
		const answered = await visit(asked.waiting, forged, { method: 'POST' });
		expect([answered.status, answered.items]).toEqual([400, undefined]);
	});

	test('the link decides, not what a form sends with it', async () => {
		const asked = await ask(ONE);
		const answered = await visit(asked.waiting, linkOf(asked, 'Decline'), {
			method: 'POST',
			body: { answer: 'approve' },
		});
		expect(answered.items?.[0]?.json.data).toMatchObject({ approved: false });
	});

	test('the page for declining asks for a reason, which AI agents receive', async () => {
		const asked = await ask(ONE, { additionalFields: { askReason: true } });
		const approve = await visit(asked.waiting, linkOf(asked, 'Approve'));
		expect(approve.html).not.toContain('textarea id');
		const decline = await visit(asked.waiting, linkOf(asked, 'Decline'));
		expect(decline.html).toContain('name="reason"');
		const answered = await visit(asked.waiting, linkOf(asked, 'Decline'), {
			method: 'POST',
			body: { answer: 'decline', reason: 'Ask Ravi first' },
		});
		expect(answered.items?.[0]?.json.data).toMatchObject({
			approved: false,
			reason: 'Ask Ravi first',
			chatInput: 'Ask Ravi first',
		});
	});

	test('each run of a loop has its own links', async () => {
		const data = { $runIndex: 3 } as never;
		const proxy = jest.spyOn(ExecuteContext.prototype, 'getWorkflowDataProxy');
		proxy.mockReturnValue(data);
		const asked = await ask(ONE);
		proxy.mockRestore();
		for (const link of Object.values(asked.links))
			expect(new URL(link).searchParams.get('ask')).toBe('3');
	});

	test('a link of an earlier question of the same node says so', async () => {
		const asked = await ask(ONE);
		const link = linkOf(asked, 'Approve').replace('ask=0', 'ask=1');
		for (const method of ['GET', 'POST'] as const) {
			const late = await visit(asked.waiting, link, { method });
			expect([late.status, late.items]).toEqual([410, undefined]);
			expect(late.html).toContain('Already answered');
		}
	});

	test('an execution that asked nothing says so', async () => {
		const asked = await ask(ONE);
		const data = JSON.parse(asked.waiting.stored) as { executionData: { contextData: object } };
		data.executionData.contextData = {};
		const waiting = { ...asked.waiting, stored: JSON.stringify(data) };
		const late = await visit(waiting, linkOf(asked, 'Approve'), { method: 'POST' });
		expect([late.status, late.items]).toEqual([410, undefined]);
	});
});

describe('pages', () => {
	const EVIL = `<script>alert("1")</script> & 'more' </title>`;

	test('escape all texts', async () => {
		const asked = await ask(ONE, {
			message: EVIL,
			additionalFields: { approveLabel: EVIL, pageTitle: EVIL, thanksText: EVIL },
		});
		const link = [...asked.text.matchAll(/http\S+approved=true\S+/g)][0]?.[0] ?? '';
		const pages = [
			await visit(asked.waiting, link),
			await visit(asked.waiting, link, { method: 'POST' }),
		];
		for (const { html } of pages) {
			expect(html).not.toContain('alert("1")');
			expect(html).toContain(
				'&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;more&#39;',
			);
		}
	});

	test('send once even if the button is tapped repeatedly, and again after coming back', async () => {
		const asked = await ask(ONE);
		const { html } = await visit(asked.waiting, linkOf(asked, 'Approve'));
		const listeners: Record<string, (event: { preventDefault: () => void }) => void> = {};
		const script = /<script>(.*?)<\/script>/s.exec(html)?.[1] ?? '';
		runInNewContext(script, {
			addEventListener: (name: string, listener: () => void) => (listeners[name] = listener),
		});
		let stopped = 0;
		const happen = (name: string) => {
			listeners[name]?.({ preventDefault: () => stopped++ });
			return stopped;
		};
		expect(['submit', 'submit', 'submit', 'pageshow', 'submit', 'submit'].map(happen)).toEqual([
			0, 1, 2, 2, 2, 3,
		]);
	});

	test('fit phones, load nothing, are not cached and run only their own script', async () => {
		const asked = await ask(ONE);
		const { html, headers } = await visit(asked.waiting, linkOf(asked, 'Approve'));
		expect(html).toContain('name="viewport" content="width=device-width,initial-scale=1"');
		expect(html).not.toMatch(/\b(src|href|action)=|url\(|@import/);
		expect(headers).toMatchObject({
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			'referrer-policy': 'no-referrer',
		});
		expect(headers['content-security-policy']).toMatch(
			/^default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\S+'; form-action 'self'/,
		);
	});

	test.each([`Ask "Asha" {{ 1 }} \\ 'now'`, 'नमस्ते', '$node["x"]'])(
		'are found in a node called %s',
		async (name) => {
			server.script(() => ({ json: ONE.answer }));
			const { run, result } = await start(ONE);
			const stored = JSON.stringify(result.run.data).replace(
				'"node:Node"',
				JSON.stringify(`node:${name}`),
			);
			const link = linkOf(
				{ links: linksOf(textOf(ONE, server.got[0]?.json())) } as Asked,
				'Approve',
			);
			const waiting = { run: { ...run, settings: { name } }, stored };
			expect((await visit(waiting, link)).html).toContain('Refund of order 4711?');
		},
	);
});
