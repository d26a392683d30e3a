/** Send and wait in n8n: links in a message, the page behind them, the workflow that goes on. */
import assert from 'node:assert/strict';
import type { INodeParameters } from 'n8n-workflow';
import { MYOPERATOR_NUMBERS } from '../sandbox/myoperator';
import type { SavedWorkflow, WorkflowFile } from './lib/api';
import { type ChatModel, startChatModel } from './lib/chatModel';
import type { Execution } from './lib/executions';
import {
	byId,
	chain,
	credentialsOf,
	makeNode,
	makeWorkflow,
	PACKAGE,
	to,
} from './lib/madeWorkflows';
import { listening } from './lib/queueWorkflows';
import { test, useStack } from './lib/suite';
import { waitFor } from './lib/wait';
import { MANUAL_TRIGGER } from './lib/workflows';

const TO = '+91 98765 43210';
const REFUND = 'Your refund is on its way';

let model: ChatModel;
const suite = useStack('wait', {}, async ({ credentials: saved }) => {
	model = await startChatModel();
	await saved.use('openAiApi', model.credential);
	return async () => await model.stop();
});

const credentials = credentialsOf('messagingMyOperatorApi');

const address: INodeParameters = {
	phoneNumber: byId(MYOPERATOR_NUMBERS[0].phoneNumberId),
	to: TO,
};

const START = makeNode({ name: 'Start', type: MANUAL_TRIGGER });

const ask = async (parameters: INodeParameters): Promise<Waiting> =>
	await begin(await suite.stack.add(asking(parameters)));

const asking = (parameters: INodeParameters): WorkflowFile =>
	chain('Ask', [
		START,
		{
			name: 'Ask',
			type: `${PACKAGE}.myOperator`,
			parameters: {
				resource: 'message',
				operation: 'sendAndWait',
				...address,
				message: 'Shall we refund order 4711?',
				...parameters,
			},
			credentials,
		},
		{ name: 'After', type: 'n8n-nodes-base.noOp' },
	]);

interface Context {
	/** An object where the message has buttons. */
	body: string | { text: string };
	action?: { buttons: Button[] };
}

interface Button {
	reply: { id: string; title: string };
}

/** Messages that reached the provider. */
const contexts = (): Context[] =>
	suite.stack.sandbox.received
		.filter(({ method, path }) => method === 'POST' && path.endsWith('/chat/messages'))
		.map(({ body }) => (body as { data: { context: Context } }).data.context);

const texts = (): string[] =>
	contexts().map(({ body }) => (typeof body === 'string' ? body : body.text));

const linkIn = (text: string, label: string): string => {
	const link = new RegExp(`^${label}: (http\\S+)$`, 'm').exec(text)?.[1];
	assert.ok(link, `no "${label}" link in: ${text}`);
	return link;
};

interface Waiting {
	id: string;
	text: string;
}

/** Runs until the message is out and the execution waits. */
async function begin(saved: SavedWorkflow): Promise<Waiting> {
	const { api } = suite.stack;
	const before = texts().length;
	const id = await api.run(saved, START.name);
	assert.ok(id);
	let last: Execution | undefined;
	await waitFor(
		async () => {
			last = await api.execution(id);
			assert.ok(!last?.ended, `it ended: ${last?.status} ${last?.error}`);
			return last?.status === 'waiting' ? true : undefined;
		},
		{ for: 'the execution to wait', limitMs: 60_000, detail: () => JSON.stringify(last) },
	);
	const sent = texts().slice(before);
	assert.equal(sent.length, 1, 'one message went out');
	return { id, text: sent[0] ?? '' };
}

const post = async (link: string, fields: Record<string, string> = {}) =>
	await fetch(link, { method: 'POST', body: new URLSearchParams(fields) });

async function assertWaits(id: string): Promise<void> {
	assert.equal((await suite.stack.api.execution(id))?.status, 'waiting');
}

test('approval: opening the link decides nothing, the button does, once', async () => {
	const { id, text } = await ask({ responseType: 'approval', approvalType: 'double' });
	const approve = linkIn(text, 'Approve');
	for (const agent of ['WhatsApp/2.24', 'facebookexternalhit/1.1', 'Mozilla/5.0']) {
		const page = await fetch(approve, { headers: { 'user-agent': agent } });
		assert.equal(page.status, 200);
		assert.match(page.headers.get('content-type') ?? '', /text\/html/);
		assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
		const html = await page.text();
		assert.ok(html.includes('Shall we refund order 4711?') && html.includes('>Approve</button>'));
	}
	await assertWaits(id);

	const forged = linkIn(text, 'Decline').replace('approved=false', 'approved=true');
	const refused = await post(forged);
	assert.equal(refused.status, 401, 'n8n itself refuses a changed address');
	await assertWaits(id);

	const [first, second] = await Promise.all([post(approve), post(approve)]);
	const pages = [await first.text(), await second.text()];
	assert.ok(
		pages.some((html) => html.includes('Thank you')),
		pages.join('\n'),
	);
	const execution = await suite.stack.api.finished(id);
	assert.equal(execution.status, 'success', execution.error);
	const [answer] = execution.json('After') as Array<{ data: Record<string, unknown> }>;
	assert.deepEqual(
		{ ...answer?.data, respondedAt: typeof answer?.data.respondedAt },
		{ approved: true, respondedAt: 'string', to: '919876543210', via: 'page' },
	);
	assert.equal(execution.runs.filter((run) => run.node === 'After').length, 1);
	assert.equal(texts().length, 1);

	const late = await post(approve);
	assert.match(await late.text(), /No action required/);
});

test('free text: what was written on the form', async () => {
	const { id, text } = await ask({ responseType: 'freeText' });
	const link = linkIn(text, 'Respond');
	const page = await (await fetch(link)).text();
	assert.match(page, /<textarea/);
	const empty = await post(link, { text: ' ' });
	assert.equal(empty.status, 400);
	await assertWaits(id);
	const sent = await post(link, { text: 'Yes & <b>fast</b> नमस्ते' });
	assert.match(await sent.text(), /Thank you/);
	const execution = await suite.stack.api.finished(id);
	const [answer] = execution.json('After') as Array<{ data: { text: string } }>;
	assert.equal(answer?.data.text, 'Yes & <b>fast</b> नमस्ते');
});

test('a time limit: the workflow goes on with the items that came in', async () => {
	const values = { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' };
	const { id, text } = await ask({ additionalFields: { limitWaitTime: { values } } });
	const execution = await suite.stack.api.finished(id, 100_000);
	assert.equal(execution.status, 'success', execution.error);
	assert.deepEqual(execution.json('After'), [{}]);
	const late = await post(linkIn(text, 'Approve'));
	assert.match(await late.text(), /No action required|Too late/);
}, 150_000);

/** An agent whose tool writes to a customer, after a person's review over WhatsApp. */
const agent = (review: INodeParameters = {}): WorkflowFile =>
	makeWorkflow(
		'Agent',
		[
			START,
			makeNode({
				name: 'Agent',
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 3.1,
				parameters: {
					promptType: 'define',
					text: 'Tell the customer about the refund',
					options: {},
				},
			}),
			makeNode({
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.3,
				parameters: { model: byId('scripted'), responsesApiEnabled: false, options: {} },
				credentials: credentialsOf('openAiApi'),
			}),
			makeNode({
				name: 'Review',
				type: `${PACKAGE}.myOperatorHitlTool`,
				parameters: { ...address, additionalFields: { askReason: true }, ...review },
				credentials,
			}),
			makeNode({
				name: 'Write to Customer',
				type: `${PACKAGE}.myOperatorTool`,
				parameters: {
					resource: 'message',
					operation: 'sendText',
					...address,
					text: "={{ $fromAI('text', 'The message', 'string') }}",
				},
				credentials,
			}),
		],
		{
			Start: to('Agent'),
			Model: to('Agent', 'ai_languageModel'),
			Review: to('Agent', 'ai_tool'),
			'Write to Customer': to('Review', 'ai_tool'),
		},
	);

/** The agent wants to write to the customer, and then tells what came of it. */
async function askReview(review: INodeParameters = {}): Promise<Waiting> {
	// With a review in between, n8n asks for the tool's input and for the review's.
	const input = { toolParameters: { text: REFUND }, hitlParameters: {} };
	model.follow([{ call: 'Write_to_Customer', with: input }, { say: 'Done.' }]);
	return await begin(await suite.stack.add(agent(review)));
}

test('human review of an agent: the tool runs after the approval', async () => {
	const before = texts().length;
	const { id, text } = await askReview();
	assert.ok(text.includes(REFUND), 'the review shows what the tool is to do');
	await post(linkIn(text, 'Approve'));
	const execution = await suite.stack.api.finished(id);
	assert.equal(execution.status, 'success', execution.error);
	assert.deepEqual(texts().slice(before + 1), [REFUND]);
	assert.deepEqual(execution.json('Agent'), [{ output: 'Done.' }]);
	assert.match(model.answers.at(-1) ?? '', /message_id/, 'what the tool returned to the model');
});

test('human review of an agent: a tap on a button in the chat approves', async () => {
	await suite.stack.listen(await suite.stack.add(listening('Taps')));
	const before = texts().length;
	const { id, text } = await askReview({ sendAs: 'chat' });
	assert.ok(text.includes(REFUND), 'the review shows what the tool is to do');
	const [approve] = contexts().at(-1)?.action?.buttons ?? [];
	assert.equal(approve?.reply.title, 'Approve');
	suite.stack.sandbox.happen('myoperator', 'message.received', {
		type: 'interactive',
		context: { type: 'button_reply', button_reply: approve?.reply },
	});
	await suite.stack.sandbox.settled();
	const execution = await suite.stack.api.finished(id);
	assert.equal(execution.status, 'success', execution.error);
	assert.deepEqual(texts().slice(before + 1), [REFUND]);
	assert.deepEqual(execution.json('Agent'), [{ output: 'Done.' }]);
});

test('human review of an agent: a declined tool does not run, and the agent learns why', async () => {
	const before = texts().length;
	const { id, text } = await askReview();
	await post(linkIn(text, 'Decline'), { answer: 'decline', reason: 'Ask Ravi first' });
	const execution = await suite.stack.api.finished(id);
	assert.equal(execution.status, 'success', execution.error);
	assert.equal(texts().length, before + 1, 'only the question went out');
	assert.match(model.answers.at(-1) ?? '', /Ask Ravi first/);
});
