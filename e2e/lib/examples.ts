/** How an example of examples/ is tried: what it starts from, what has to come of it. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';

import type { ProviderName } from '../../sandbox';
import { MYOPERATOR_NUMBERS } from '../../sandbox/myoperator';
import type { SavedWorkflow, WorkflowFile } from './api';
import type { ChatModel, ModelStep } from './chatModel';
import type { DataTables, Row } from './dataTables';
import type { Execution } from './executions';
import { byId } from './madeWorkflows';
import { assertLike } from './match';
import { connectMcp } from './mcp';
import type { Sandbox } from './sandbox';
import type { Stack } from './stack';
import { waitFor } from './wait';
import { readExamples, webhookNodes } from './workflows';

/** What a person, a shop or a customer does. */
export type Step =
	/** Executes the workflow from this trigger, as the editor's button does. */
	| { run: string }
	/** Calls the production URL of a Webhook node; `answer` is what comes back. */
	| { post: string; body: Row; answer?: { status: number; body?: unknown } }
	/** Something happens at a provider. */
	| { happen: string; at: ProviderName; with?: Row }
	/** Opens the link with this label in the last message of a provider, and presses the button. */
	| { press: string; at: ProviderName }
	/** A tool of the MCP Server Trigger is called; the answer has to be like this. */
	| { tool: string; with: Row; answer: RegExp };

/** One line of the table: patterns are those of `assertLike`. */
export interface ExampleCase {
	/** Name in examples/, without ".json". */
	file: string;
	/** What is different here, for a file with several cases. */
	when?: string;
	/** Data tables and their text columns. */
	tables?: Record<string, readonly string[]>;
	/** Number columns of those tables. */
	numbers?: Record<string, readonly string[]>;
	rows?: Record<string, readonly Row[]>;
	/** MyOperator's approved templates, besides those that the sandbox has: name -> text. */
	templates?: Record<string, string>;
	/** What is said in every voice note. */
	heard?: string;
	/** What the language model says. */
	model?: readonly ModelStep[];
	steps: readonly Step[];
	/** Each step waits until the workflow is through with the one before. */
	inTurn?: true;
	/** What providers did at the workflow's request, in order: operation ID of the contract and body. */
	received: ReadonlyArray<{ provider?: ProviderName; operation: string; body?: unknown }>;
	/** Items of a node, of all executions, the oldest first. */
	returned: Record<string, unknown>;
	/** Rows of a data table afterwards. */
	stored?: Record<string, unknown>;
	/** Names of files in n8n's folder for files afterwards. */
	files?: readonly RegExp[];
	/** What the tools returned to the model. */
	answers?: readonly RegExp[];
}

export interface Stage {
	stack: Stack;
	tables: DataTables;
	model: ChatModel;
	/** ID of an agent of this n8n, whose model follows the script as well. */
	agent: string;
}

const READS = ['GET', 'HEAD'];
/** The folder that the examples name, as in n8n's own container. */
const FOLDER = '/home/node/.n8n-files';

const filesFolder = (stack: Stack) => path.join(stack.n8n.userFolder, '.n8n-files');

/** The example as a person would import and adjust it: its folder is one that this n8n may use. */
function adjusted(file: string, { stack, agent }: Stage): WorkflowFile {
	const [example] = readExamples(`${file}.json`);
	assert.ok(example, `there is no examples/${file}.json`);
	const text = JSON.stringify(example.workflow).replaceAll(FOLDER, filesFolder(stack));
	const workflow = withNumbers(JSON.parse(text) as WorkflowFile);
	for (const { parameters } of workflow.nodes)
		if ('agentId' in parameters) parameters.agentId = { __rl: true, mode: 'list', value: agent };
	return workflow;
}

/** The number to send from, which the examples leave open, and shorter pauses. */
export function withNumbers(workflow: WorkflowFile): WorkflowFile {
	const [{ phoneNumberId }] = MYOPERATOR_NUMBERS;
	const change = ({ type, parameters }: INode): INodeParameters => ({
		...parameters,
		...(parameters.phoneNumber === undefined ? {} : { phoneNumber: byId(phoneNumberId) }),
		// What takes a minute takes a second.
		...(type === 'n8n-nodes-base.wait' ? { amount: 1 } : {}),
	});
	return {
		...workflow,
		nodes: workflow.nodes.map((node) => ({ ...node, parameters: change(node) })),
	};
}

/** What the webhooks of the examples are protected with. */
export const WEBHOOK_KEY = { name: 'X-Webhook-Key', value: 'a-key-for-tests' };

/** Who has it may use the tools of the MCP Server Trigger. */
export const MCP_TOKEN = 'a-token-for-tests';

/** An approved template of MyOperator, with its variables in double braces. */
export function addTemplate(sandbox: Sandbox, name: string, text: string): void {
	const { templates } = sandbox.state('myoperator');
	const [known] = [...templates.values()];
	assert.ok(known);
	const variables = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, variable = '']) => variable);
	const example = Object.fromEntries(variables.map((variable) => [variable, variable]));
	const components = [{ type: 'BODY', text, ...(variables.length ? { example } : {}) }];
	templates.set(name, { ...known, id: name, name, components });
}

/** Requests that changed or sent something, from a point in the record on. */
function effects(stack: Stack, from: number) {
	return stack.sandbox.received
		.slice(from)
		.filter(({ method, tookEffect }) => tookEffect && !READS.includes(method))
		.filter(({ operationId }) => !/^(search|check)/.test(operationId ?? ''));
}

const isListening = ({ nodes }: WorkflowFile, { types }: Stack): boolean =>
	webhookNodes({ nodes } as WorkflowFile, types).length > 0;

async function press(stack: Stack, label: string, provider: ProviderName): Promise<void> {
	const text = await waitFor(
		() =>
			stack.sandbox.received
				.filter((request) => request.provider === provider && request.tookEffect)
				.map(({ body }) => JSON.stringify(body ?? ''))
				.findLast((body) => body.includes(`${label}: http`)),
		{ for: `a message with the link "${label}"`, limitMs: 30_000 },
	);
	const link = new RegExp(`${label}: (http[^\\s"\\\\]+)`).exec(text)?.[1] ?? '';
	// The message is out a moment before n8n has stored that the execution waits.
	await waitFor(async () => ((await fetch(link)).status === 200 ? true : undefined), {
		for: 'the page behind the link',
		limitMs: 10_000,
	});
	const answer = await fetch(link, { method: 'POST' });
	assert.equal(answer.status, 200, `${label} was not taken: ${await answer.text()}`);
}

async function callTool(
	{ nodes }: SavedWorkflow,
	{ tool, with: input, answer }: Extract<Step, { tool: string }>,
	{ n8n }: Stack,
): Promise<void> {
	const server = nodes.find(({ type }) => type.endsWith('.mcpTrigger'));
	const url = `${n8n.url}/mcp/${String(server?.parameters.path)}`;
	const client = await connectMcp(url, MCP_TOKEN);
	const names = (await client.tools()).map(({ name }) => name);
	assert.ok(names.includes(tool), `no tool ${tool} among ${names.join(', ')}`);
	assert.match(await client.call(tool, input), answer);
}

async function take(step: Step, saved: SavedWorkflow, stage: Stage): Promise<void> {
	const { stack } = stage;
	if ('run' in step) {
		const id = await stack.api.run(saved, step.run);
		assert.ok(id, `${step.run} did not start`);
		await stack.api.finished(id);
	} else if ('post' in step) {
		const hook = webhookNodes(saved, stack.types).find(({ node }) => node.name === step.post);
		assert.ok(hook, `there is no webhook node ${step.post}`);
		const response = await fetch(`${stack.n8n.url}/webhook/${hook.path}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', [WEBHOOK_KEY.name]: WEBHOOK_KEY.value },
			body: JSON.stringify(step.body),
		});
		const text = await response.text();
		assert.equal(response.status, step.answer?.status ?? 200, `${step.post}: ${text}`);
		if (step.answer?.body !== undefined) {
			assertLike(JSON.parse(text), step.answer.body, `the answer of ${step.post}`);
		}
	} else if ('tool' in step) {
		await callTool(saved, step, stack);
	} else if ('press' in step) {
		await press(stack, step.press, step.at);
	} else {
		stack.sandbox.happen(step.at, step.happen, step.with ?? {});
	}
	await stack.sandbox.settled();
}

/** Waits until nothing of the workflow runs, waits for a person or is on its way any more. */
async function outcome(saved: SavedWorkflow, { stack }: Stage): Promise<Execution[]> {
	// A webhook's answer may be there before n8n lists the execution that gave it.
	await stack.api.waitForExecutions(saved, 1);
	for (;;) {
		const before = stack.sandbox.deliveries.length;
		await stack.sandbox.settled();
		const executions = await stack.api.settledExecutions(saved);
		await stack.sandbox.settled();
		if (stack.sandbox.deliveries.length === before) return executions;
	}
}

/** Plays one line of the table from an untouched sandbox on and checks all that it says. */
export async function playExample(example: ExampleCase, stage: Stage): Promise<void> {
	const { stack, tables, model } = stage;
	stack.sandbox.reset();
	model.follow([...(example.model ?? [])], example.heard);
	for (const [name, text] of Object.entries(example.templates ?? {})) {
		addTemplate(stack.sandbox, name, text);
	}
	for (const [name, columns] of Object.entries(example.tables ?? {})) {
		await tables.create(name, columns, example.numbers?.[name]);
		await tables.insert(name, example.rows?.[name] ?? []);
	}
	mkdirSync(filesFolder(stack), { recursive: true });

	const saved = await stack.add(adjusted(example.file, stage));
	const listens = isListening(saved, stack);
	if (listens) await stack.listen(saved);
	try {
		const from = stack.sandbox.received.length;
		for (const [index, step] of example.steps.entries()) {
			await take(step, saved, stage);
			// Calls in a row are to have their effect in that order; n8n works on them at once.
			const next = example.steps[index + 1];
			if (example.inTurn) await outcome(saved, stage);
			const ended = await stack.api.executions(saved);
			if ('post' in step && next && !('press' in next))
				await stack.api.waitForExecutions(saved, Math.max(ended.length, index + 1));
		}
		await check(example, saved, stage, from);
	} finally {
		if (listens) await stack.api.deactivate(saved);
		for (const name of Object.keys(example.tables ?? {})) await tables.drop(name);
	}
}

async function check(
	example: ExampleCase,
	saved: SavedWorkflow,
	stage: Stage,
	from: number,
): Promise<void> {
	const { stack, tables, model } = stage;
	const executions = await outcome(saved, stage);
	assert.ok(executions.length > 0, 'nothing ran');
	for (const { id, status, error } of executions) {
		assert.equal(status, 'success', `execution ${id}: ${error}`);
	}
	const done = effects(stack, from);
	assertLike(
		done.map(({ provider, operationId, body }) => ({ provider, operation: operationId, body })),
		example.received,
		'what the providers did',
	);
	for (const [name, expected] of Object.entries(example.returned)) {
		assert.ok(
			saved.nodes.some((node) => node.name === name),
			`there is no node ${name}`,
		);
		const items = executions.flatMap(({ runs }) =>
			runs.filter(({ node }) => node === name).flatMap((run) => run.items.map(({ json }) => json)),
		);
		assertLike(items, expected, `the items of ${name}`);
	}
	for (const [name, expected] of Object.entries(example.stored ?? {})) {
		assertLike(await tables.rows(name), expected, `the table ${name}`);
	}
	const files = readdirSync(filesFolder(stack)).sort();
	for (const pattern of example.files ?? []) {
		assert.ok(
			files.some((name) => pattern.test(name)),
			`no file like ${pattern}: ${files.join()}`,
		);
	}
	assertLike(model.answers, example.answers ?? [], 'what the tools returned to the model');
	assert.equal(model.left, 0, 'the model took every step');
}
