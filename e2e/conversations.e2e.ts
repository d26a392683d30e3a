/**
 * Conversations in a real n8n: each chat has the memory of its own without an expression, a burst of
 * messages is one execution, and none is lost when n8n is killed while it waits for the rest.
 */
import assert from 'node:assert/strict';
import type { IDataObject } from 'n8n-workflow';

import type { SavedWorkflow } from './lib/api';
import { type ChatModel, startChatModel } from './lib/chatModel';
import { withNumbers } from './lib/examples';
import { chain, credentialsOf, PACKAGE } from './lib/madeWorkflows';
import { useRestartable } from './lib/restartable';
import { test } from './lib/suite';
import { waitFor } from './lib/wait';
import { announce, readExamples } from './lib/workflows';

const CHATS = 20;
const MESSAGES = 5;

let model: ChatModel;
const its = useRestartable(async ({ credentials }) => {
	model = await startChatModel();
	await credentials.use('openAiApi', model.credential);
	return async () => await model.stop();
});

test('two people alternate three turns with an agent: each has a memory of its own', async () => {
	const [example] = readExamples('ai-assistant.json');
	assert.ok(example);
	const expressions = example.workflow.nodes
		.filter(({ name }) => name === 'Agent' || name === 'Memory')
		.filter(({ parameters }) => JSON.stringify(parameters).includes('={{'));
	assert.deepEqual(expressions, [], 'no expression in Agent and Memory');
	const saved = await its.add(withNumbers(example.workflow));
	await its.api.activate(saved);
	announce(saved, await its.api.nodeTypes(), its.n8n.url, its.sandbox);

	const people = { Asha: '919876543210', Ravi: '919876543211' };
	const said: Record<string, string[]> = { Asha: [], Ravi: [] };
	let turns = 0;
	for (const turn of [1, 2, 3])
		for (const [name, from] of Object.entries(people)) {
			const text = `${name}, turn ${turn}`;
			said[name]?.push(text);
			model.follow([{ say: `To ${text}` }]);
			its.sandbox.happen('myoperator', 'message.received', { from, name, text });
			await its.api.waitForExecutions(saved, ++turns);
			assert.deepEqual(model.asked, said[name]);
		}
	await its.api.deactivate(saved);
});

/** A workflow that combines messages, and the body of a call to it. */
async function listening(seconds: number): Promise<{ saved: SavedWorkflow; url: string }> {
	const workflow = chain(`Listen ${seconds}`, [
		{
			name: 'Message',
			type: `${PACKAGE}.myOperatorTrigger`,
			webhookId: `listen-${seconds}`,
			parameters: {
				events: ['messageReceived'],
				authentication: 'none',
				options: { combineMessages: seconds },
			},
			credentials: credentialsOf('messagingMyOperatorApi'),
		},
	]);
	const saved = await its.add(workflow);
	await its.api.activate(saved);
	const [url] = announce(saved, await its.api.nodeTypes(), its.n8n.url, its.sandbox);
	assert.ok(url);
	return { saved, url };
}

/** A genuine call as the sandbox made it, with another sender, ID and text. */
function bodyOf(genuine: string, chat: number, place: number): string {
	const body = JSON.parse(genuine) as { data: { message: IDataObject } } & IDataObject;
	const text = JSON.stringify(body)
		.replaceAll('9876543210', `98765${String(chat).padStart(5, '0')}`)
		.replaceAll('A burst', `Text ${place} of chat ${chat}`);
	// Every ID in it is new.
	const unique = `${chat}-${place}`.padStart(8, '0').slice(-8);
	return text.replace(
		/[0-9a-f]{8}(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/g,
		(_id, rest: string) => unique.replace(/-/g, '0') + rest,
	);
}

const post = async (url: string, body: string): Promise<number> =>
	(await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body }))
		.status;

/** What a call of the sandbox looks like. */
async function genuineCall(): Promise<string> {
	const before = its.sandbox.deliveries.length;
	its.sandbox.happen('myoperator', 'message.received', { from: '919876543210', text: 'A burst' });
	await its.sandbox.settled();
	const delivery = its.sandbox.deliveries
		.slice(before)
		.find(({ body }) => body.includes('A burst'));
	assert.ok(delivery);
	return delivery.body;
}

const textsOf = async (saved: SavedWorkflow): Promise<string[][]> =>
	(await its.api.settledExecutions(saved)).map((execution) =>
		execution
			.json('Message')
			.flatMap(({ messages, message }) =>
				Array.isArray(messages)
					? (messages as IDataObject[]).map(({ text }) => String(text))
					: [String((message as IDataObject).text)],
			),
	);

/** Those of the executions that begin with such a text, when there are so many. */
async function textsLike(
	saved: SavedWorkflow,
	pattern: RegExp,
	count: number,
): Promise<string[][]> {
	let found: string[][] = [];
	return await waitFor(
		async () => {
			// A call may be answered a moment before n8n lists the execution.
			found = (await textsOf(saved)).filter(([first]) => pattern.test(first ?? ''));
			return found.length >= count ? found : undefined;
		},
		{ for: `${count} executions`, limitMs: 30_000, detail: () => `${found.length} so far` },
	);
}

test(`${CHATS} chats with ${MESSAGES} messages within 3 s: an execution each, texts in order`, async () => {
	const { saved, url } = await listening(2);
	const genuine = await genuineCall();
	const calls: Array<Promise<number>> = [];
	for (let place = 0; place < MESSAGES; place++) {
		for (let chat = 1; chat <= CHATS; chat++) calls.push(post(url, bodyOf(genuine, chat, place)));
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
	assert.deepEqual(new Set(await Promise.all(calls)), new Set([200]));
	const texts = await textsLike(saved, /^Text/, CHATS);
	assert.equal(texts.length, CHATS);
	for (const list of texts) {
		const chat = /chat (\d+)/.exec(list[0] ?? '')?.[1];
		assert.deepEqual(
			list,
			Array.from({ length: MESSAGES }, (_, place) => `Text ${place} of chat ${chat}`),
		);
	}
	// One alone starts after the window, and a message after that starts another execution.
	assert.equal(await post(url, bodyOf(genuine, 77, 0)), 200);
	assert.equal(await post(url, bodyOf(genuine, 77, 1)), 200);
	const later = await textsLike(saved, /chat 77$/, 2);
	assert.deepEqual(later, [['Text 0 of chat 77'], ['Text 1 of chat 77']]);
	await its.api.deactivate(saved);
});

test('n8n killed during the window: what was not acknowledged is delivered again, nothing is lost', async () => {
	const { saved, url } = await listening(3);
	const genuine = await genuineCall();
	const bodies = Array.from({ length: 10 }, (_, chat) => bodyOf(genuine, chat + 200, 0));
	const first = bodies.map(async (body) => await post(url, body).catch(() => 0));
	await new Promise((resolve) => setTimeout(resolve, 800));
	await its.kill();
	assert.deepEqual(new Set(await Promise.all(first)), new Set([0]), 'nothing was acknowledged');
	await its.start(saved);
	const again = await Promise.all(bodies.map(async (body) => await post(url, body)));
	assert.deepEqual(new Set(again), new Set([200]));
	const texts = (await textsLike(saved, /^Text/, 10)).flat();
	assert.equal(new Set(texts).size, 10);
});
