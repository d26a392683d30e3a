/**
 * n8n's queue mode: main, webhook process and two workers on PostgreSQL and Redis. What the sandbox
 * received is held against what n8n executed: nothing may be lost and nothing may happen twice.
 */
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, type TestContext } from 'node:test';
import type { IDataObject } from 'n8n-workflow';

import type { SavedWorkflow } from './lib/api';
import { figure } from './lib/figures';
import { startQueue, type QueueStack } from './lib/queue';
import {
	actionNode,
	asking,
	batches,
	callNode,
	listening,
	perBatch,
	textNode,
	uploading,
} from './lib/queueWorkflows';
import { missingServices } from './lib/services';
import { test as plainTest } from './lib/suite';
import { waitFor } from './lib/wait';

const EVENTS = 2_000;
const LISTENERS = 4;
const REPEATED = 100;
const SENDS = 2_000;
const BATCH = 100;
const QUESTIONS = 20;
/** So that a lost worker is noticed soon; n8n's own values are 60, 10 and 30 s. */
const QUICK_LOCKS = {
	QUEUE_WORKER_LOCK_DURATION: '15000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '5000',
	QUEUE_WORKER_STALLED_INTERVAL: '5000',
};
/** n8n 2.41 makes an isolate for every call of a trigger: that is most of what a call costs. */
const LIGHT_ENGINE = { N8N_EXPRESSION_ENGINE: 'legacy' };
const RUN_LIMIT_MS = 240_000;

let missing: string | undefined;
let running: QueueStack | undefined;

before(
	async () => {
		missing = await missingServices();
		if (!missing) running = await startQueue({ env: QUICK_LOCKS, webhookEnv: LIGHT_ENGINE });
	},
	{ timeout: RUN_LIMIT_MS },
);
after(async () => await running?.stop(), { timeout: 60_000 });

/** A test that says why it is skipped where a service is absent. */
function test(name: string, body: (stack: QueueStack, context: TestContext) => Promise<void>) {
	plainTest(
		name,
		async (context) => {
			if (missing) return context.skip(missing);
			if (!running) throw new Error('The queue is not running');
			await body(running, context);
		},
		RUN_LIMIT_MS,
	);
}

/** Posts every batch at once, as several systems would; n8n has accepted all when it resolves. */
async function postAll(url: string, all: ReadonlyArray<readonly object[]>): Promise<void> {
	for (const items of all) {
		const answer = await fetch(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ items }),
		});
		assert.equal(answer.status, 200, await answer.text());
	}
}

interface Button {
	reply: { id: string; title: string };
}

/** The button for approving of a question with buttons. */
const buttonsIn = (body: unknown): Array<Button['reply']> => {
	const { data } = body as { data?: { context?: { action?: { buttons?: Button[] } } } };
	return (data?.context?.action?.buttons ?? [])
		.map(({ reply }) => reply)
		.filter(({ title }) => title === 'Approve');
};

const seconds = (since: number) => (performance.now() - since) / 1000;
const perSecond = (count: number, took: number) =>
	`${count} in ${took.toFixed(1)} s, ${(count / took).toFixed(0)} a second`;

/** The texts that reached the provider, each with how often. */
function sentTexts({ sandbox }: QueueStack): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { operationId, tookEffect, body } of sandbox.received) {
		if (operationId !== 'sendMessage' || !tookEffect) continue;
		const { data } = body as { data: { context: { body: string } } };
		counts.set(data.context.body, (counts.get(data.context.body) ?? 0) + 1);
	}
	return counts;
}

const repeated = (counts: Map<string, number>) => [...counts].filter(([, times]) => times !== 1);

test(`${SENDS} sends in ${SENDS / BATCH} executions: each went out once, each result is stored`, async (stack) => {
	const workflow = await stack.add(perBatch('Sends', textNode()));
	const [url = ''] = await stack.listen(workflow);
	stack.sandbox.limit('myoperator', undefined);
	const start = performance.now();
	await postAll(url, batches('send', SENDS, BATCH));
	const executions = await stack.ended(workflow, SENDS / BATCH, RUN_LIMIT_MS);
	figure('2,000 sends, 100 per execution', perSecond(SENDS, seconds(start)));

	assert.equal(executions.length, SENDS / BATCH);
	for (const { id, status, error } of executions)
		assert.equal(status, 'success', `${id}: ${error}`);
	const counts = sentTexts(stack);
	assert.equal(counts.size, SENDS, 'every text reached the provider');
	assert.deepEqual(repeated(counts), [], 'none twice');
	const results = executions.flatMap((one) => one.json('MyOperator'));
	const ids = new Set(results.map(({ message_id }) => message_id));
	assert.equal(results.length, SENDS);
	assert.equal(ids.size, SENDS, 'every result has its own message');
	const { messages } = stack.sandbox.state('myoperator');
	assert.ok([...ids].every((id) => messages.has(String(id))));
	await stack.api.deactivate(workflow);
});

test('a worker uploads a file that the webhook process took, and makes one that the main process reads', async (stack) => {
	const workflow = await stack.add(uploading());
	const [url = ''] = await stack.listen(workflow);
	const bytes = randomBytes(3 * 1024 * 1024);
	const form = new FormData();
	form.set('data', new Blob([bytes], { type: 'application/pdf' }), 'invoice.pdf');
	const answer = await fetch(url, { method: 'POST', body: form });
	assert.equal(answer.status, 200, await answer.text());
	const [execution] = await stack.ended(workflow, 1, 60_000);
	assert.equal(execution?.status, 'success', execution?.error);

	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const upload = stack.sandbox.received.find(({ files }) => files.length > 0);
	assert.equal(upload?.files[0]?.sha256, sha256, 'what the provider got');
	assert.equal(upload?.files[0]?.filename, 'invoice.pdf');
	const made = execution.node('Make File')?.items[0]?.binary?.data?.id ?? '';
	assert.match(made, /^database:/, 'in a place that all processes share');
	const read = await stack.api.rest.send(
		'GET',
		`/rest/binary-data?id=${encodeURIComponent(made)}&action=download`,
	);
	assert.equal(read.status, 200);
	const { media } = stack.sandbox.state('myoperator');
	assert.ok(media.has(await read.text()), 'what the main process reads');
	await stack.api.deactivate(workflow);
});

test(`${EVENTS} events and ${REPEATED} repeats: one execution for each event`, async (stack) => {
	const { sandbox } = stack;
	const workflows: SavedWorkflow[] = [];
	for (let at = 0; at < LISTENERS; at += 1) {
		const workflow = await stack.add(listening(`Events ${at + 1}`));
		await stack.listen(workflow);
		workflows.push(workflow);
	}
	sandbox.faults.add({ kind: 'webhookDuplicate', event: 'message.received', times: REPEATED });
	const start = performance.now();
	const messages = new Set<string>();
	for (let at = 0; at < EVENTS / LISTENERS; at += 1) {
		const { message_id } = sandbox.happen('myoperator', 'message.received', {
			from: '919876543210',
			text: `event ${at}`,
		}) as { message_id: string };
		messages.add(message_id);
	}
	await sandbox.settled();
	const accepted = seconds(start);
	figure('2,000 webhook events accepted (4 addresses)', perSecond(EVENTS + REPEATED, accepted));

	const deliveries = sandbox.deliveries.filter(({ event }) => event === 'message.received');
	assert.equal(deliveries.length, EVENTS + REPEATED);
	assert.ok(deliveries.every(({ state, attempts }) => state === 'delivered' && attempts === 1));
	let crashed = 0;
	for (const workflow of workflows) {
		const expected = EVENTS / LISTENERS;
		const executions = await stack.ended(workflow, expected, RUN_LIMIT_MS);
		assert.equal(executions.length, expected, `${workflow.name}: one execution for each event`);
		crashed += executions.filter(({ status }) => status !== 'success').length;
		const heard = executions.flatMap((one) => one.json('MyOperator Trigger'));
		const ids = heard.map(({ message }) => (message as { id: string }).id);
		assert.equal(ids.length, expected);
		assert.deepEqual(new Set(ids), messages, 'exactly the messages that came in');
	}
	assert.equal(crashed, 0);
	figure('2,000 webhook events executed', perSecond(EVENTS, seconds(start)));
	for (const workflow of workflows) await stack.api.deactivate(workflow);
});

test('answers in the chat: taps that come to the webhook process continue executions of the workers', async (stack) => {
	const { sandbox } = stack;
	sandbox.reset();
	const listener = await stack.add(listening('Taps'));
	await stack.listen(listener);
	const asks = await stack.add(asking());
	const [url = ''] = await stack.listen(asks);
	await postAll(url, batches('question', QUESTIONS, 1));
	await waitFor(
		async () => ((await stack.statuses(asks)).waiting === QUESTIONS ? true : undefined),
		{ for: 'the executions to wait', limitMs: 60_000 },
	);
	const buttons = sandbox.received.flatMap(({ body }) => buttonsIn(body));
	assert.equal(buttons.length, QUESTIONS);
	// Each twice, all at once: people tap again where nothing seems to happen.
	for (const tapped of [...buttons, ...buttons])
		sandbox.happen('myoperator', 'message.received', {
			type: 'interactive',
			context: { type: 'button_reply', button_reply: tapped },
		});
	await sandbox.settled();
	const ended = await stack.ended(asks, QUESTIONS, 60_000);
	assert.deepEqual(
		ended.map(({ status, error }) => error ?? status),
		Array(QUESTIONS).fill('success'),
	);
	const answers = ended.map((one) => one.json('Done').map(({ data }) => data as IDataObject));
	assert.ok(answers.every((all) => all.length === 1 && all[0]?.approved && all[0].via === 'chat'));
	assert.deepEqual(await stack.statuses(listener), {}, 'no tap starts a workflow');
	for (const workflow of [asks, listener]) await stack.api.deactivate(workflow);
});

test('a worker is killed in the middle: what was lost, and how a reference ID makes it whole', async (stack) => {
	const { sandbox } = stack;
	sandbox.reset();
	sandbox.limit('myoperator', undefined);
	const texts = await stack.add(perBatch('Texts', textNode()));
	const calls = await stack.add(perBatch('Calls', callNode()));
	const [textUrl = ''] = await stack.listen(texts);
	const [callUrl = ''] = await stack.listen(calls);
	// Long enough to be killed in the middle of.
	sandbox.faults.add({ kind: 'delay', provider: 'myoperator', ms: 250 });
	const textBatches = batches('text', 500, 50);
	const callBatches = batches('call', 500, 50);
	// In such an order that each worker gets of both.
	for (const [at, texts] of textBatches.entries()) {
		const pair: Array<[string, object[]]> = [
			[textUrl, texts],
			[callUrl, callBatches[at] ?? []],
		];
		for (const [url, batch] of at % 2 ? pair.reverse() : pair) await postAll(url, [batch]);
	}
	const arrived = () => sandbox.received.filter(({ method }) => method === 'POST').length;
	await waitFor(() => arrived() >= 200 || undefined, { for: '200 requests', limitMs: 60_000 });
	const killedAt = performance.now();
	await stack.kill(1);

	const textRuns = await stack.ended(texts, textBatches.length, RUN_LIMIT_MS);
	const callRuns = await stack.ended(calls, callBatches.length, RUN_LIMIT_MS);
	const noticed = seconds(killedAt);
	assert.equal(textRuns.length, textBatches.length, 'no execution is lost from the queue');
	assert.equal(callRuns.length, callBatches.length);
	const failed = [...textRuns, ...callRuns].filter(({ status }) => status !== 'success');
	assert.ok(failed.length > 0, 'the kill hit executions');
	assert.ok(failed.length <= 5, `only those of the one worker: ${failed.length}`);
	const statuses = [...new Set(failed.map(({ status }) => status))].join(', ');
	figure(
		'worker killed',
		`${failed.length} of 20 executions ended as ${statuses}, seen after ${noticed.toFixed(0)} s`,
	);

	const sent = sentTexts(stack);
	assert.deepEqual(repeated(sent), [], 'no text went out twice');
	const done = textRuns.filter(({ status }) => status === 'success');
	const proven = done.flatMap((one) => one.json('MyOperator')).length;
	assert.equal(proven, done.length * 50, 'those of the other worker are complete');
	figure(
		'texts in the killed executions',
		`${sent.size - proven} sent without a stored result, ${500 - sent.size} not sent, 0 sent twice`,
	);

	const references = () => {
		const { calls: made } = sandbox.state('myoperator');
		return [...made.values()].map(({ client_ref_id }) => client_ref_id);
	};
	const before = references();
	assert.equal(new Set(before).size, before.length, 'nobody was called twice');
	// What a person would do, not knowing what was done: everything once more.
	sandbox.faults.clear();
	await postAll(callUrl, callBatches);
	const again = await stack.ended(calls, 2 * callBatches.length, RUN_LIMIT_MS);
	const second = again.slice(callBatches.length);
	assert.ok(second.every(({ status }) => status === 'success'));
	const after = references();
	assert.equal(after.length, 500, 'everybody was called');
	assert.equal(new Set(after).size, 500, 'and nobody twice');
	const results = second.flatMap((one) => one.runs.filter(({ node }) => node === actionNode));
	const refused = results.flatMap(({ items }) => items).filter(({ json }) => 'error' in json);
	assert.equal(refused.length, before.length, 'the others were refused as known');
	figure(
		'calls with a reference ID, all 500 run again',
		`${before.length} refused as known, ${500 - before.length} placed, 0 placed twice`,
	);
});
