/**
 * npm run demo: the demo workflows in a real n8n against the sandbox, from nothing to the end.
 *
 * Installs n8n when it is missing, builds and packs this package, starts sandbox and n8n, imports
 * examples/demo-*.json, activates those that listen, runs the others and shows what every node
 * returned and every event that came in. Ends with 0 only if all of it happened.
 */
import type { IDataObject } from 'n8n-workflow';
import type { SavedWorkflow } from './lib/api';
import type { Execution } from './lib/executions';
import { describeExecution, paint, table } from './lib/report';
import { startStack, type Stack } from './lib/stack';
import { manualTrigger, readExamples } from './lib/workflows';
import { happenAtProviders, missingEvents } from './lib/demoStory';
import { setUp } from './setup';

const RUN_LIMIT_MS = 60_000;
const EVENT_LIMIT_MS = 20_000;

/** Runs a workflow by hand; returns what is wrong with the outcome. */
async function runOne(stack: Stack, workflow: SavedWorkflow): Promise<string[]> {
	const start = manualTrigger(workflow)?.name ?? '';
	const execution = await stack.api.runToEnd(workflow, start, RUN_LIMIT_MS);
	console.log(`\n${paint('bold', workflow.name)}`);
	console.log(describeExecution(execution));
	const problems = workflow.nodes
		.filter(({ name, type, disabled }) => {
			const isNote = type === 'n8n-nodes-base.stickyNote';
			return !disabled && !isNote && !execution.node(name)?.items.length;
		})
		.map(({ name }) => `${workflow.name}: ${name} returned nothing`);
	if (execution.status === 'success') return problems;
	return [`${workflow.name}: ${execution.error ?? execution.status}`, ...problems];
}

function describeEvent(event: IDataObject): string[] {
	const { provider, providerEvent, from, to, chat, message, status, call } = event as {
		provider: string;
		providerEvent: string;
		from?: { phone?: string; name?: string };
		to?: { phone?: string };
		chat?: { id: string };
		message?: { type: string; text?: string };
		status?: { status: string };
		call?: { status: string; direction: string; duration?: number };
	};
	const who = from?.name ?? from?.phone ?? to?.phone ?? chat?.id ?? '';
	const seconds = call?.duration === undefined ? '' : `, ${call.duration} s`;
	const what = message?.text ?? message?.type ?? status?.status;
	const about = what ?? (call ? `${call.direction} call ${call.status}${seconds}` : '');
	return [`  ${paint('green', '✓')} ${provider}`, providerEvent, String(event.event), who, about];
}

/** The events that a listening workflow got: the items of its first node, per execution. */
function eventsOf(executions: readonly Execution[]): IDataObject[] {
	return executions.flatMap(({ runs }) => runs[0]?.items.map(({ json }) => json) ?? []);
}

async function showEvents(stack: Stack, workflow: SavedWorkflow, file: string): Promise<string[]> {
	await stack.sandbox.settled();
	const executions = await stack.api.settledExecutions(workflow, EVENT_LIMIT_MS);
	const events = eventsOf(executions);
	console.log(`\n${paint('bold', workflow.name)}`);
	console.log(table(events.map(describeEvent)));
	const failed = executions.filter(({ status }) => status !== 'success');
	return [
		...failed.map(({ id, error }) => `${workflow.name}: execution ${id}: ${error ?? 'failed'}`),
		...missingEvents(file, events).map((kind) => `${workflow.name}: no event "${kind}" came in`),
	];
}

async function play(stack: Stack): Promise<string[]> {
	const examples = readExamples('demo-*.json');
	if (examples.length === 0) throw new Error('examples/ has no demo workflow');
	const saved = await Promise.all(
		examples.map(async ({ file, workflow }) => ({ file, workflow: await stack.add(workflow) })),
	);
	const listening = saved.filter(({ workflow }) => !manualTrigger(workflow));
	for (const { workflow } of listening) await stack.listen(workflow);

	const problems: string[] = [];
	for (const { workflow } of saved) {
		if (manualTrigger(workflow)) problems.push(...(await runOne(stack, workflow)));
	}
	happenAtProviders(stack.sandbox);
	for (const { file, workflow } of listening) {
		problems.push(...(await showEvents(stack, workflow, file)));
	}
	return problems;
}

async function main(): Promise<void> {
	await setUp();
	console.log('Building the package, starting the sandbox and n8n ...');
	const stack = await startStack();
	try {
		const problems = await play(stack);
		console.log('');
		for (const problem of problems) console.log(`${paint('red', '✗')} ${problem}`);
		if (problems.length > 0) process.exitCode = 1;
		else console.log(paint('green', 'The demo ran through: everything expected happened.'));
	} finally {
		await stack.stop();
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
