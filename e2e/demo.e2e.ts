/** The demo workflows of examples/ in n8n, against the sandbox. */
import assert from 'node:assert/strict';
import type { SavedWorkflow } from './lib/api';
import { happenAtProviders, missingEvents } from './lib/demoStory';
import { sandboxCredential, shortType } from './lib/sandbox';
import { test, useStack } from './lib/suite';
import { manualTrigger, readExamples } from './lib/workflows';

const suite = useStack('demo');
const examples = readExamples('demo-*.json');
const runnable = examples.filter(({ workflow }) => manualTrigger(workflow));
const listening = examples.filter(({ workflow }) => !manualTrigger(workflow));

test('there are demo workflows of both kinds', () => {
	assert.ok(runnable.length > 0 && listening.length > 0);
});

const credentialTypes = new Set(
	examples.flatMap(({ workflow }) =>
		workflow.nodes.flatMap(({ credentials }) => Object.keys(credentials ?? {})),
	),
);

for (const type of credentialTypes) {
	test(`${type}: n8n's own test of the credential succeeds, and fails with wrong data`, async () => {
		const { stack } = suite;
		const right = sandboxCredential(type, stack.sandbox);
		const saved = await stack.credentials.get(type);
		const good = await stack.api.testCredential(saved, right);
		assert.deepEqual(good, { ...good, status: 'OK' }, good.message);
		const wrong = Object.fromEntries(
			Object.entries(right).map(([name, value]) => [
				name,
				/url$/i.test(name) ? value : `${String(value)}-wrong`,
			]),
		);
		const bad = await stack.api.testCredential(saved, wrong);
		assert.equal(bad.status, 'Error');
	});
}

test('the listening workflows hear what the others cause, and what customers do', async () => {
	const { stack } = suite;
	const listeners: Array<{ file: string; saved: SavedWorkflow }> = [];
	for (const { file, workflow } of listening) {
		const saved = await stack.add(workflow);
		await stack.listen(saved);
		listeners.push({ file, saved });
	}

	for (const { file, workflow } of runnable) {
		const saved = await stack.add(workflow);
		const start = manualTrigger(saved)?.name ?? '';
		const execution = await stack.api.runToEnd(saved, start);
		assert.equal(execution.status, 'success', `${file}: ${execution.error}`);
		for (const node of saved.nodes) {
			const items = execution.node(node.name)?.items ?? [];
			assert.ok(items.length > 0, `${file}: ${node.name} returned nothing`);
			if (node.name === start) continue;
			for (const item of items) assert.ok(item.pairedItem !== undefined, `${node.name}: unpaired`);
		}
	}
	const refused = stack.sandbox.received.filter(({ status }) => status === null || status >= 400);
	// The credential tests above sent wrong data on purpose; they only read.
	const sends = refused.filter(({ method }) => method !== 'GET');
	assert.deepEqual(sends, [], 'the sandbox took every request of the workflows');

	happenAtProviders(stack.sandbox);
	await stack.sandbox.settled();
	const undelivered = stack.sandbox.deliveries.filter(({ state }) => state !== 'delivered');
	assert.deepEqual(undelivered, []);
	for (const { file, saved } of listeners) {
		const executions = await stack.api.settledExecutions(saved);
		const triggers = saved.nodes.filter(({ type }) => shortType(type).endsWith('Trigger'));
		assert.ok(triggers.length > 0);
		const events = executions.flatMap((execution) =>
			triggers.flatMap(({ name }) => execution.json(name)),
		);
		assert.deepEqual(missingEvents(file, events), []);
		for (const { id, status, error } of executions) {
			assert.equal(status, 'success', `${file}, execution ${id}: ${error}`);
		}
		await stack.api.deactivate(saved);
	}
});
