/** The nodes as tools of n8n's AI Agent: a model that follows a script fills their parameters. */
import assert from 'node:assert/strict';
import type { INodeParameters } from 'n8n-workflow';
import type { ProviderName } from '../sandbox';
import type { WorkflowFile } from './lib/api';
import { type ChatModel, type ModelStep, startChatModel } from './lib/chatModel';
import type { Execution } from './lib/executions';
import { byId, credentialsOf, makeNode, makeWorkflow, PACKAGE, to } from './lib/madeWorkflows';
import { assertLike } from './lib/match';
import { test, useStack } from './lib/suite';
import { MANUAL_TRIGGER } from './lib/workflows';

const CREDENTIALS: Record<string, readonly string[]> = {
	myOperator: ['messagingMyOperatorApi'],
	whapi: ['messagingWhapiApi'],
	wapio: ['messagingWapioApi'],
	twoChat: ['messagingTwoChatApi'],
	messagingGateway: ['messagingWhapiApi'],
};

interface ToolCase {
	node: keyof typeof CREDENTIALS;
	parameters: INodeParameters;
	/** What the model says, one value per $fromAI. */
	input: Record<string, unknown>;
	/** What the model reads about the tool, without a description in the node's parameters. */
	description: string;
	/** What the provider must have got; absent for reads. */
	received?: { provider: ProviderName; operation: string; body?: unknown };
	/** What the tool's result must contain. */
	answer: RegExp;
}

const ai = (key: string, about: string, type = 'string') =>
	`={{ $fromAI('${key}', \`${about}\`, '${type}') }}`;

const CASES: ToolCase[] = [
	{
		node: 'myOperator',
		parameters: {
			resource: 'message',
			operation: 'sendText',
			phoneNumber: byId('411000000000001'),
			to: ai('to', 'The phone number with country code'),
			text: ai('text', 'The message'),
			additionalFields: { previewUrl: ai('preview', 'Whether to preview links', 'boolean') },
		},
		input: { to: '+91 98765 43210', text: 'Hi Asha', preview: true },
		description: 'Send text message in MyOperator',
		received: {
			provider: 'myoperator',
			operation: 'sendMessage',
			body: {
				customer_number: '9876543210',
				data: { context: { body: 'Hi Asha', preview_url: true } },
			},
		},
		answer: /"message_id":"[\w-]+"/,
	},
	{
		node: 'myOperator',
		parameters: {
			resource: 'contact',
			operation: 'create',
			name: ai('name', 'The name of the person'),
			phone: ai('phone', 'The phone number with country code'),
			additionalFields: { email: ai('email', 'The email address') },
		},
		input: { name: 'Asha Rao', phone: '+919876543210', email: 'asha.rao@example.com' },
		description: 'Create contact in MyOperator',
		received: {
			provider: 'myoperator',
			operation: 'createOrSearchContacts',
			body: { name: 'Asha Rao', email_id: 'asha.rao@example.com' },
		},
		answer: /"phone_number":"9876543210"/,
	},
	{
		node: 'myOperator',
		parameters: {
			resource: 'phoneNumber',
			operation: 'getMany',
			limit: ai('limit', 'How many to list', 'number'),
		},
		input: { limit: 1 },
		description: 'Get many phone numbers in MyOperator',
		answer: /^(?=.*411000000000001)(?!.*411000000000002)/s,
	},
	{
		node: 'whapi',
		parameters: {
			resource: 'message',
			operation: 'sendPoll',
			to: byId(ai('chat', 'The phone number or group ID')),
			title: ai('question', 'The question'),
			answers: ai('answers', 'The answers to choose from', 'json'),
			multiple: ai('several', 'Whether several answers may be chosen', 'boolean'),
		},
		input: {
			chat: '120363041234567890@g.us',
			question: 'Which day?',
			answers: ['Friday', 'Saturday'],
			several: false,
		},
		description: 'Send poll in Whapi.Cloud',
		received: {
			provider: 'whapi',
			operation: 'sendMessagePoll',
			body: { title: 'Which day?', options: ['Friday', 'Saturday'], count: 1 },
		},
		answer: /"type":"poll"/,
	},
	{
		node: 'whapi',
		parameters: { resource: 'group', operation: 'getMany', returnAll: true },
		input: {},
		description: 'Get many groups in Whapi.Cloud',
		answer: /Reading circle/,
	},
	{
		node: 'wapio',
		parameters: {
			resource: 'message',
			operation: 'sendText',
			session: byId('bps_sess_ws_demo01'),
			to: byId(ai('to', 'The phone number with country code')),
			text: ai('text', 'The message'),
		},
		input: { to: '+91 98765 43210', text: 'Hi Asha' },
		description: 'Send text message in Wapio',
		received: { provider: 'wapio', operation: 'sendMessage', body: { text: 'Hi Asha' } },
		answer: /"msgId":"/,
	},
	{
		node: 'twoChat',
		parameters: {
			resource: 'number',
			operation: 'check',
			fromNumber: byId('+15550100123'),
			numberToCheck: ai('number', 'The phone number to look up'),
		},
		input: { number: '+919000000404' },
		description: 'Check if number is on WhatsApp in 2Chat',
		answer: /"on_whatsapp":false/,
	},
	{
		node: 'messagingGateway',
		parameters: {
			resource: 'message',
			operation: 'sendLocation',
			to: ai('to', 'The phone number with country code'),
			latitude: ai('latitude', 'Degrees north', 'number'),
			longitude: ai('longitude', 'Degrees east', 'number'),
			additionalFields: { placeName: ai('name', 'The name of the place') },
		},
		input: { to: '+91 98765 43210', latitude: 12.97, longitude: 77.59, name: 'Our shop' },
		description: 'Send location through gateway in Messaging Gateway',
		received: {
			provider: 'whapi',
			operation: 'sendMessageLocation',
			body: { latitude: 12.97, longitude: 77.59, name: 'Our shop' },
		},
		answer: /"gateway":"Whapi.Cloud"/,
	},
];

let model: ChatModel;
const suite = useStack('tools', {}, async ({ credentials }) => {
	model = await startChatModel();
	await credentials.use('openAiApi', model.credential);
	return async () => await model.stop();
});

const toolName = (index: number) => `Tool ${index + 1}`;
const calledAs = (index: number) => `Tool_${index + 1}`;

/** An agent with these tools; none has a description but the one that n8n makes. */
function agentWith(cases: readonly ToolCase[]): WorkflowFile {
	return makeWorkflow(
		'Agent with tools',
		[
			makeNode({ name: 'Start', type: MANUAL_TRIGGER }),
			makeNode({
				name: 'Agent',
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 3.1,
				parameters: { promptType: 'define', text: 'Do what the script says', options: {} },
			}),
			makeNode({
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.2,
				parameters: { model: byId('scripted'), options: {} },
				credentials: credentialsOf('openAiApi'),
			}),
			...cases.map(({ node: type, parameters }, index) =>
				makeNode({
					name: toolName(index),
					type: `${PACKAGE}.${type}Tool`,
					parameters,
					credentials: credentialsOf(...(CREDENTIALS[type] ?? [])),
				}),
			),
		],
		{
			Start: to('Agent'),
			Model: to('Agent', 'ai_languageModel'),
			...Object.fromEntries(cases.map((_one, index) => [toolName(index), to('Agent', 'ai_tool')])),
		},
	);
}

async function play(cases: readonly ToolCase[], steps: ModelStep[]): Promise<Execution> {
	const { stack } = suite;
	stack.sandbox.reset();
	model.follow(steps);
	const execution = await stack.api.runToEnd(await stack.add(agentWith(cases)), 'Start');
	await stack.sandbox.settled();
	return execution;
}

const writes = () =>
	suite.stack.sandbox.received
		.filter(({ method, tookEffect }) => tookEffect && method !== 'GET')
		.map(({ provider, operationId, body }) => ({ provider, operation: operationId, body }));

for (const tool of CASES) {
	const { node: type, parameters, input, description, received, answer } = tool;
	const { resource, operation } = parameters as Record<string, string>;
	test(`${type}, ${resource}.${operation}: the model fills it in and hears what came of it`, async () => {
		const execution = await play([tool], [{ call: calledAs(0), with: input }, { say: 'Done.' }]);
		assert.equal(execution.status, 'success', execution.error);
		assert.deepEqual(execution.json('Agent'), [{ output: 'Done.' }]);

		const [offered] = model.tools;
		assert.equal(offered?.name, 'Tool_1');
		assert.equal(offered?.description, description);
		assert.deepEqual(
			Object.keys(offered?.parameters.properties ?? {}).sort(),
			Object.keys(input).sort(),
			'the model is asked only for the values in $fromAI',
		);
		assertLike(writes(), received ? [received] : [], 'what the provider got');
		assert.equal(model.answers.length, 1);
		assert.match(model.answers[0] ?? '', answer);
	});
}

test('tools of all providers at once: each call reaches its own', async () => {
	const sends = CASES.filter(({ received }) => received);
	const execution = await play(CASES, [
		{
			calls: CASES.flatMap(({ received, input }, index) =>
				received ? [{ call: calledAs(index), with: input }] : [],
			),
		},
		{ say: 'All sent.' },
	]);
	assert.equal(execution.status, 'success', execution.error);
	assert.equal(model.tools.length, CASES.length);
	// n8n runs the calls of one step side by side.
	const order = ({ provider, operation }: { provider: string; operation: string | null }) =>
		`${provider} ${operation}`;
	const sort = <T extends { provider: string; operation: string | null }>(list: T[]) =>
		[...list].sort((a, b) => order(a).localeCompare(order(b)));
	const expected = sends.flatMap(({ received }) => received ?? []);
	assertLike(sort(writes()), sort(expected), 'what the providers got');
	assert.equal(model.answers.length, sends.length);
});

test('a value that the node refuses: nothing is sent, and the model learns why', async () => {
	const [sendText] = CASES;
	assert.ok(sendText);
	const execution = await play(
		[sendText],
		[
			{ call: calledAs(0), with: { ...sendText.input, to: 'my friend Asha' } },
			{ say: 'That is no number.' },
		],
	);
	assert.deepEqual(writes(), []);
	const answers = [...model.answers, execution.error ?? ''].join('\n');
	assert.match(answers, /my friend Asha.* is not a phone number/);
	assert.deepEqual(execution.json('Agent'), [{ output: 'That is no number.' }]);
});

test("a refusal of the provider: the model gets the provider's message", async () => {
	const [sendText] = CASES;
	assert.ok(sendText);
	await play(
		[sendText],
		[
			{ call: calledAs(0), with: { ...sendText.input, to: '+919000004001' } },
			{ say: 'There is no balance.' },
		],
	);
	assert.deepEqual(writes(), []);
	assert.match(model.answers.join('\n'), /balance/i);
});
