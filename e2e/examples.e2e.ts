/** Every example of examples/ is imported into n8n and run against the sandbox. */
import assert from 'node:assert/strict';
import { publishAgent } from './lib/agents';
import { startChatModel, type ChatModel } from './lib/chatModel';
import { DataTables } from './lib/dataTables';
import { type ExampleCase, MCP_TOKEN, playExample, WEBHOOK_KEY } from './lib/examples';
import { test, useStack } from './lib/suite';
import { readExamples } from './lib/workflows';
import { agents } from './examples/agents';
import { calls } from './examples/calls';
import { customers } from './examples/customers';
import { gateways } from './examples/gateways';

const CASES: ExampleCase[] = [...customers, ...calls, ...gateways, ...agents];

let model: ChatModel;
let tables: DataTables;
let agent: string;
const suite = useStack('examples', {}, async ({ api, credentials }) => {
	model = await startChatModel();
	await credentials.use('openAiApi', model.credential);
	await credentials.use('httpHeaderAuth', WEBHOOK_KEY);
	await credentials.use('httpBearerAuth', { token: MCP_TOKEN });
	tables = new DataTables(api);
	const { id } = await credentials.use('deepSeekApi', model.credential);
	agent = await publishAgent(api, { model: 'deepseek/scripted', credential: id });
	return async () => await model.stop();
});

test('every example is tried', () => {
	const files = readExamples('*.json').map(({ file }) => file.replace(/\.json$/, ''));
	const tried = new Set(CASES.map(({ file }) => file));
	const untried = files.filter((file) => !file.startsWith('demo-') && !tried.has(file));
	assert.deepEqual(untried, []);
});

for (const example of CASES) {
	const title = example.when ? `${example.file}, when ${example.when}` : example.file;
	test(title, async () => {
		await playExample(example, { stack: suite.stack, tables, model, agent });
	});
}
