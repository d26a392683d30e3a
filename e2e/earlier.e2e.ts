/**
 * The package in the last n8n of the major version before: does all of it load there, and work?
 * Only when E2E_EARLIER_N8N=1, since the installation takes some minutes and 1.4 GB.
 */
import assert from 'node:assert/strict';
import { after, before, type TestContext } from 'node:test';
import { EARLIER_N8N, installEarlierN8n } from './lib/earlier';
import { figure } from './lib/figures';
import { manifest, typeName } from './lib/manifest';
import { sandboxCredential } from './lib/sandbox';
import { startStack, type Stack } from './lib/stack';
import { test as plainTest } from './lib/suite';
import { manualTrigger, readExamples } from './lib/workflows';

const wanted = process.env.E2E_EARLIER_N8N === '1';

let running: Stack | undefined;

before(
	async () => {
		if (!wanted) return;
		const start = performance.now();
		const executable = await installEarlierN8n();
		const minutes = (performance.now() - start) / 60_000;
		figure(`n8n ${EARLIER_N8N} ready`, `after ${minutes.toFixed(1)} minutes`);
		running = await startStack({ n8n: { executable } });
	},
	{ timeout: 12 * 60_000 },
);
after(async () => await running?.stop());

function test(name: string, body: (stack: Stack) => Promise<void> | void): void {
	plainTest(`n8n ${EARLIER_N8N}: ${name}`, async (context: TestContext) => {
		if (!wanted) return context.skip('set E2E_EARLIER_N8N=1, which installs it');
		if (!running) throw new Error('n8n is not running');
		await body(running);
	});
}

test('every node and credential is there under its own name', async ({ types, api }) => {
	const listed = types.map(({ name }) => name);
	for (const file of manifest.n8n.nodes) {
		const name = `${manifest.name}.${typeName(file)}`;
		assert.ok(listed.includes(name), `${name} is missing`);
	}
	const credentials = (await api.credentialTypes()).map(({ name }) => name);
	for (const file of manifest.n8n.credentials) assert.ok(credentials.includes(typeName(file)));
});

test('a credential passes and fails its test', async ({ api, sandbox, credentials }) => {
	const type = 'messagingMyOperatorApi';
	const right = sandboxCredential(type, sandbox);
	const saved = await credentials.get(type);
	assert.equal((await api.testCredential(saved, right)).status, 'OK');
	assert.equal((await api.testCredential(saved, { ...right, apiKey: 'no' })).status, 'Error');
});

test('the demo workflow runs through', async (stack) => {
	const [demo] = readExamples('demo-myoperator.json');
	assert.ok(demo);
	const saved = await stack.add(demo.workflow);
	const execution = await stack.api.runToEnd(saved, manualTrigger(saved)?.name ?? '');
	assert.equal(execution.status, 'success', execution.error);
	for (const { name } of saved.nodes) assert.ok(execution.node(name)?.items.length, name);
});
