/** The nodes in n8n's editor, in a real browser. */
import assert from 'node:assert/strict';
import { Editor } from './lib/browser';
import { test, useStack } from './lib/suite';
import { readExamples } from './lib/workflows';

let editor: Editor;
const suite = useStack('editor', {}, async ({ n8n }, { watch }) => {
	editor = await Editor.open(n8n.url);
	watch(editor);
	return async () => await editor.close();
});

for (const { file, workflow } of readExamples('demo-*.json')) {
	test(`${file} opens, and every node of the package shows its form`, async () => {
		const saved = await suite.stack.add(workflow);
		await editor.openWorkflow(saved);
		const name = file.replace(/\.json$/, '');
		await editor.screenshot(name);
		for (const node of saved.nodes) {
			if (node.type.startsWith('n8n-nodes-base.')) continue;
			await editor.openNode(node.name);
			const required = node.type.endsWith('Trigger') ? ['events'] : ['resource', 'operation'];
			for (const parameter of required) await editor.parameter(parameter).waitFor();
			await editor.screenshot(`${name}-${node.id}`);
			assert.deepEqual(await editor.issues(), [], `${node.name} has parameters that n8n rejects`);
			await editor.closeNode();
		}
		assert.deepEqual(editor.complaints, []);
	});
}

const [main] = readExamples('demo-myoperator.json');

test('a form that lacks a required value is marked', async () => {
	assert.ok(main);
	const nodes = main.workflow.nodes.map((node) =>
		node.id === 'template' ? { ...node, parameters: { ...node.parameters, to: '' } } : node,
	);
	const saved = await suite.stack.add({ ...main.workflow, nodes });
	await editor.openWorkflow(saved);
	await editor.openNode('Send Template');
	await editor.parameter('to').waitFor();
	assert.match((await editor.issues()).join('\n'), /"To" is required/);
	await editor.closeNode();
});

test('a locator lists what the account has', async () => {
	assert.ok(main);
	const saved = await suite.stack.add(main.workflow);
	await editor.openWorkflow(saved);
	await editor.openNode('Send Template');
	const names = await editor.locatorList('phoneNumber');
	assert.equal(names.length, suite.stack.sandbox.state('myoperator').phoneNumbers.length);
	assert.match(names.join('\n'), /Northwind Traders/);
});
