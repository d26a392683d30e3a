/**
 * Campaigns in a real n8n: nobody gets a message twice, whether n8n is killed, the run is stopped or
 * several start at once; nobody who wrote STOP gets one; test runs write to nobody.
 */
import assert from 'node:assert/strict';
import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { WorkflowFile } from './lib/api';
import { DataTables } from './lib/dataTables';
import { addTemplate, withNumbers } from './lib/examples';
import { figure } from './lib/figures';
import { byId, chain, credentialsOf, PACKAGE } from './lib/madeWorkflows';
import { useRestartable } from './lib/restartable';
import { test } from './lib/suite';
import { waitFor } from './lib/wait';
import { announce, readExamples } from './lib/workflows';

const LIMIT_MS = 240_000;

const its = useRestartable();

/** Sends a text to so many people: started by hand, or by a call. */
function toMany(name: string, count: number, options: INodeParameters): WorkflowFile {
	const people = {
		name: 'People',
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: {
			jsCode: `return Array.from({ length: ${count} }, (_, i) => ({ json: { phone: '9198765' + String(i).padStart(5, '0'), text: 'Hello ' + i } }))`,
		},
	};
	const send = {
		name: 'Send',
		type: `${PACKAGE}.whapi`,
		credentials: credentialsOf('messagingWhapiApi'),
		parameters: {
			resource: 'message',
			operation: 'sendText',
			to: byId('={{ $json.phone }}'),
			body: '={{ $json.text }}',
			options,
		},
	};
	const hook = {
		name: 'Start',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId: name,
		parameters: { httpMethod: 'POST', path: name, responseMode: 'lastNode' },
	};
	return chain(name, [hook, people, send]);
}

const sent = (from = 0) =>
	its.sandbox.received
		.slice(from)
		.filter(({ operationId }) => operationId === 'sendMessageText')
		.map(({ body }) => body as { to: string; body: string });

const call = async (name: string) =>
	await fetch(`${its.n8n.url}/webhook/${name}`, { method: 'POST', body: '{}' });

const twice = (people: string[]) => people.length - new Set(people).size;

test(
	'1,000 people, n8n killed at about 500, started again: nobody twice, nobody missing',
	async () => {
		const saved = await its.add(toMany('killed', 1_000, { sendOnce: 'node' }));
		await its.api.activate(saved);
		its.sandbox.reset();
		void call('killed').catch(() => undefined);
		await waitFor(async () => sent().length >= 480 || undefined, {
			for: '480 messages',
			limitMs: 60_000,
			everyMs: 5,
		});
		await its.kill();
		const before = sent().length;
		await its.start(saved);
		const answer = await call('killed');
		assert.equal(answer.status, 200);
		// The one that was killed is listed as well, without its data.
		const items = await waitFor(
			async () =>
				(await its.api.settledExecutions(saved))
					.map((execution) => execution.json('Send'))
					.find((sendings) => sendings.length > 0),
			{ for: 'the second execution', limitMs: 30_000 },
		);
		assert.equal(items.length, 1_000);
		const inDoubt = items.filter(({ reason }) => reason === 'may have been sent before');
		const people = sent().map(({ to }) => to);
		const missing = items.filter(
			({ to }) => !people.includes(String(to)) && !inDoubt.some((one) => one.to === to),
		);
		figure('killed campaign', `${before} before the kill, ${inDoubt.length} in doubt`);
		assert.equal(twice(people), 0, 'nobody twice');
		assert.deepEqual(missing, [], 'nobody missing');
		// At the sandbox's speed; a provider that takes its time leaves fewer.
		assert.ok(inDoubt.length <= 120, `${inDoubt.length} in doubt`);
	},
	LIMIT_MS,
);

test('eight executions at once, one message', async () => {
	const saved = await its.add(toMany('at-once', 1, { sendOnce: 'node', sendOnceKey: 'one' }));
	await its.api.activate(saved);
	its.sandbox.reset();
	await Promise.all(Array.from({ length: 8 }, async () => await call('at-once')));
	const executions = await its.api.waitForExecutions(saved, 8);
	assert.equal(sent().length, 1);
	const outcomes = executions.map((execution) => execution.json('Send')[0]?.sent);
	assert.equal(outcomes.filter(Boolean).length, 1);
});

test('50 people, test runs: nothing goes out, or all to one number; production sends the same', async () => {
	const options = { testRuns: 'skip' };
	const workflow = toMany('tested', 50, options);
	const byHand: WorkflowFile = {
		...workflow,
		nodes: workflow.nodes.map((node) =>
			node.name === 'Start'
				? { ...node, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} }
				: node,
		),
	};
	its.sandbox.reset();
	const shown = await its.api.runToEnd(await its.add(byHand), 'Start');
	assert.equal(sent().length, 0);
	const production = await its.add(workflow);
	await its.api.activate(production);
	assert.equal((await call('tested')).status, 200);
	assert.deepEqual(
		shown.json('Send').map(({ request }) => (request as IDataObject).body),
		sent(),
	);
	assert.equal(sent().length, 50);

	its.sandbox.reset();
	const instead = { testRuns: 'instead', testNumber: '+15550100123' };
	const redirected = byHand.nodes.map((node) =>
		node.name === 'Send' ? { ...node, parameters: { ...node.parameters, options: instead } } : node,
	);
	await its.api.runToEnd(
		await its.add({ ...byHand, name: 'redirected', nodes: redirected }),
		'Start',
	);
	assert.deepEqual(
		sent().map(({ to }) => to),
		Array<string>(50).fill('15550100123'),
	);
});

const example = (file: string): WorkflowFile => {
	const [found] = readExamples(`${file}.json`);
	assert.ok(found, `there is no examples/${file}.json`);
	return withNumbers(found.workflow);
};

const templatesTo = () =>
	its.sandbox.received
		.filter(({ operationId, tookEffect }) => operationId === 'sendMessage' && tookEffect)
		.map(({ body }) => body as { customer_number: string; data: { type: string } })
		.filter(({ data }) => data.type === 'template')
		.map(({ customer_number }) => customer_number);

test(
	'the opt-out example and the campaign example together: stopped 20 times, nobody twice, nobody missing, nobody who wrote STOP',
	async () => {
		its.sandbox.reset();
		addTemplate(its.sandbox, 'summer_offer', 'Hi {{name}}, summer has come.');
		const tables = new DataTables(its.api);
		await tables.create('Opt-Outs', ['phone', 'state']);
		await tables.create('Campaign', ['name', 'phone', 'state']);
		await tables.create('Message Events', ['phone', 'status', 'messageId']);
		const people = Array.from({ length: 150 }, (_, index) => ({
			name: `Person ${index}`,
			phone: `9198765${String(index).padStart(5, '0')}`,
			state: 'new',
		}));
		await tables.insert('Campaign', people);

		const optOut = await its.add(example('opt-out'));
		await its.api.activate(optOut);
		announce(optOut, await its.api.nodeTypes(), its.n8n.url, its.sandbox);
		its.sandbox.happen('myoperator', 'message.received', {
			from: people[7]?.phone,
			name: 'Person 7',
			text: 'Stop',
		});
		await its.sandbox.settled();
		await its.api.waitForExecutions(optOut, 1);

		const campaign = await its.add(example('template-campaign'));
		let stops = 0;
		while (stops < 20) {
			const before = templatesTo().length;
			const id = await its.api.run(campaign, 'Start by Hand');
			assert.ok(id);
			const goal = before + 1 + Math.floor(Math.random() * 5);
			await waitFor(
				async () =>
					templatesTo().length >= goal ||
					(await its.api.execution(id))?.ended === true ||
					undefined,
				{ for: 'messages', limitMs: 60_000, everyMs: 20 },
			);
			await its.api.stop(id);
			await its.api.finished(id);
			stops++;
		}
		const stopped = templatesTo().length;
		assert.ok(stopped < 149, 'it was stopped in the middle');
		const last = await its.api.runToEnd(campaign, 'Start by Hand', 120_000);
		assert.equal(last.status, 'success', last.error);

		const reached = templatesTo();
		const rows = await tables.rows('Campaign');
		const inDoubt = rows.filter(({ state }) => state === 'check').map(({ phone }) => phone);
		figure('campaign stopped 20 times', `${reached.length} reached, ${inDoubt.length} to check`);
		assert.equal(twice(reached), 0, 'nobody twice');
		const missing = people.filter(
			({ phone }) => !reached.includes(phone.slice(2)) && !inDoubt.includes(phone),
		);
		assert.deepEqual(
			missing.map(({ phone }) => phone),
			[people[7]?.phone],
			'only the one who wrote STOP got nothing',
		);
	},
	LIMIT_MS,
);

test('ten people, five windows open: five texts, five templates; after lost answers no template', async () => {
	its.sandbox.reset();
	addTemplate(its.sandbox, 'news_for_you', 'Hi {{name}}, we have news for you.');
	const tables = new DataTables(its.api);
	await tables.create('News', ['name', 'phone', 'text', 'state']);
	const people = Array.from({ length: 10 }, (_, index) => ({
		name: `Person ${index}`,
		phone: `9198765${String(index).padStart(5, '0')}`,
		text: 'we have news',
		state: 'new',
	}));
	await tables.insert('News', people);
	for (const { phone } of people.slice(5))
		its.sandbox.happen('myoperator', 'conversation.windowClosed', { from: phone });
	const workflow = await its.add(example('text-or-template'));
	const first = await its.api.runToEnd(workflow, 'Start by Hand');
	assert.equal(first.status, 'success', first.error);
	assert.deepEqual(await statesOf(tables), { text: 5, template: 5 });
	assert.equal(templatesTo().length, 5);

	// The text is taken, and n8n does not hear of it.
	await tables.insert('News', [{ ...people[0], phone: '919000000500', state: 'new' }]);
	await its.api.runToEnd(workflow, 'Start by Hand');
	assert.equal((await statesOf(tables))['may have been delivered'], 1);
	assert.equal(templatesTo().length, 5);
});

async function statesOf(tables: DataTables): Promise<Record<string, number>> {
	const states: Record<string, number> = {};
	for (const { state } of await tables.rows('News'))
		states[String(state)] = (states[String(state)] ?? 0) + 1;
	return states;
}
