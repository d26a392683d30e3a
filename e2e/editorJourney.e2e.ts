/**
 * From an empty n8n to a running workflow, in a real browser, by hand: credential, node search,
 * form, execution, errors, trigger, activation. And how quick the largest node's form is.
 */
import assert from 'node:assert/strict';
import { MYOPERATOR_DEMO } from '../sandbox/myoperator';
import { WHAPI_PERSON } from '../sandbox/whapi';
import type { SavedWorkflow } from './lib/api';
import { Editor } from './lib/browser';
import { figure } from './lib/figures';
import { Journey } from './lib/journey';
import { byId, chain, makeNode, makeWorkflow, PACKAGE } from './lib/madeWorkflows';
import { pasteIntoPanel, sandboxCredential } from './lib/sandbox';
import { test, useStack } from './lib/suite';
import { MANUAL_TRIGGER, readExamples } from './lib/workflows';

const NODE = 'Send template message';
const BROKE = '+91 90000 04001';
/** A form that needs longer than this to appear feels stuck. */
const VISIBLE_PAUSE_MS = 1_500;

let editor: Editor;
let journey: Journey;
const suite = useStack('editorJourney', {}, async ({ n8n }, { watch }) => {
	editor = await Editor.open(n8n.url);
	journey = new Journey(editor, n8n.url);
	watch(editor);
	return async () => await editor.close();
});

test('a new credential is tested as it is saved: refused with a wrong key, accepted with the right one', async () => {
	const data = sandboxCredential('messagingMyOperatorApi', suite.stack.sandbox);
	await journey.newCredential('MyOperator API');
	for (const [field, value] of Object.entries(data)) {
		await journey.fillCredential(field, field === 'apiKey' ? 'wrong' : String(value));
	}
	const refused = await journey.saveCredential();
	await editor.screenshot('journey-credential-refused');
	assert.deepEqual(refused, {
		ok: false,
		text: 'MyOperator refused: check the API key and that the company ID belongs to it',
	});
	await journey.fillCredential('apiKey', MYOPERATOR_DEMO.apiKey);
	const accepted = await journey.saveCredential();
	await editor.screenshot('journey-credential-accepted');
	assert.equal(accepted.ok, true, accepted.text);
	await journey.closeCredential();
});

test('the node is found by what people type, filled in from lists, and executed', async () => {
	await journey.newWorkflow();
	await journey.openCreator();
	await journey.choose('Trigger manually');
	await journey.openCreator();
	for (const words of ['send message', 'call', 'whatsapp']) {
		const hits = await journey.search(words, 'MyOperator');
		assert.ok(hits.indexOf('MyOperator') < 5, `${words}: ${hits.join(', ')}`);
	}
	await editor.screenshot('journey-search');
	await journey.choose('MyOperator');
	await journey.choose(NODE);
	await editor.panel.waitFor();
	// The action that was chosen is in the form already; a person may choose it there as well.
	await journey.select('operation', 'Send Text');
	await editor.parameter('text').waitFor();
	await journey.select('operation', 'Send Template');
	await journey.pick('phoneNumber', 'Northwind');
	await journey.fill('to', '+91 98765 43210');
	await journey.pick('template', 'order_update');
	await journey.fill('body.name', 'Asha');
	await journey.fill('body.order', 'A-1001');
	await journey.execute();
	const output = await journey.outputJson();
	await editor.closeDialogs();
	await editor.screenshot('journey-template');
	const [message] = [...suite.stack.sandbox.state('myoperator').messages.values()];
	assert.ok(message, 'the message is at the provider');
	assert.ok(output.includes(message.id), output);
	assert.match(JSON.stringify(message.data), /"Asha".*"A-1001"|Asha.*A-1001/);
});

test('an error says what is wrong and what to do, of a field and of the provider', async () => {
	await journey.fill('to', '123');
	await journey.execute();
	const wrong = await journey.outputError();
	await editor.screenshot('journey-error-field');
	assert.match(wrong.message, /^To: "123" is too short for India/);
	assert.match(wrong.description, /Nothing was sent/);
	await journey.fill('to', BROKE);
	await journey.execute();
	const broke = await journey.outputError(wrong.message);
	await editor.screenshot('journey-error-provider');
	assert.equal(broke.message, 'MyOperator: the balance is used up');
	assert.match(broke.description, /Insufficient Balance.*Recharge the account/);
	await editor.closeNode();
});

test('a trigger listens for a test event and shows it, then runs in production', async () => {
	const { sandbox, api, n8n } = suite.stack;
	await journey.newWorkflow();
	await journey.openCreator();
	await journey.search('whatsapp', 'MyOperator');
	await journey.choose('MyOperator');
	await journey.choose('On message received');
	await editor.panel.waitFor();
	await editor.page.getByText('When will this node trigger my flow?').click();
	await editor.page.getByText('Before that, paste the').waitFor();
	await editor.screenshot('journey-trigger-panel');
	const saving = journey.saved();
	await journey.execute();
	await journey.listening();
	await editor.screenshot('journey-listening');
	const workflow = await api.rest.call<SavedWorkflow>('GET', `/rest/workflows/${await saving}`);
	const [trigger] = workflow.nodes;
	assert.ok(trigger?.webhookId, 'the trigger has an address');
	pasteIntoPanel(sandbox, trigger, `${n8n.url}/webhook-test/${trigger.webhookId}/webhook`);
	sandbox.happen('myoperator', 'message.received', { text: 'Is it a test?', name: 'Asha Rao' });
	const output = await journey.outputJson();
	await editor.screenshot('journey-test-event');
	assert.ok(output.includes('Is it a test?'), output);
	await editor.closeNode();

	await journey.publish();
	await api.active(workflow);
	pasteIntoPanel(sandbox, trigger, `${n8n.url}/webhook/${trigger.webhookId}/webhook`);
	sandbox.happen('myoperator', 'message.received', { text: 'In earnest', name: 'Asha Rao' });
	await sandbox.settled();
	const executions = await api.waitForExecutions(workflow, 2);
	const live = executions.find(({ mode }) => mode === 'webhook');
	assert.equal(live?.status, 'success', live?.error);
	assert.match(JSON.stringify(live.json(trigger.name)), /In earnest/);
	await api.deactivate(workflow);
});

test('a node is dragged from the list onto the canvas', async () => {
	await journey.newWorkflow();
	await journey.openCreator();
	await journey.search('whapi', 'Whapi.Cloud');
	await journey.choose('Whapi.Cloud');
	await journey.drag('On message received');
	await editor.node('Whapi.Cloud Trigger').waitFor({ state: 'attached' });
});

test('a whole workflow runs by its button, and the canvas shows how', async () => {
	const [demo] = readExamples('demo-myoperator.json');
	assert.ok(demo);
	const saved = await suite.stack.add(demo.workflow);
	await editor.openWorkflow(saved);
	await editor.page.locator('[data-test-id="execute-workflow-button"]').click();
	const [execution] = await suite.stack.api.waitForExecutions(saved, 1, 60_000);
	assert.equal(execution?.status, 'success', execution?.error);
	for (const { name } of saved.nodes) {
		await editor.node(name).locator('[data-test-id="canvas-node-status-success"]').waitFor();
	}
	await editor.closeDialogs();
	await editor.screenshot('journey-executed');
});

/** Trigger, and what the help beside its form says about the first event. */
const PANELS: Array<[node: string, says: RegExp, credential: string]> = [
	['whapiTrigger', /tells Whapi\.Cloud the test URL by itself/, 'messagingWhapiApi'],
	['wapioTrigger', /tells Wapio the test URL by itself/, 'messagingWapioApi'],
	['twoChatTrigger', /tells 2Chat the test URL by itself/, 'messagingTwoChatApi'],
];

test('the help of each trigger says how its first event comes in', async () => {
	const { api, credentials } = suite.stack;
	const triggers = [];
	for (const [node, , type] of PANELS) {
		const { id, name } = await credentials.get(type);
		triggers.push({
			name: node,
			type: `${PACKAGE}.${node}`,
			webhookId: `panel-${node}`,
			credentials: { [type]: { id, name } },
		});
	}
	const saved = await api.createWorkflow(
		makeWorkflow(
			'Trigger panels',
			triggers.map((trigger, at) => makeNode({ ...trigger, position: [0, at * 200] })),
			{},
		),
	);
	await editor.openWorkflow(saved);
	for (const [node, says] of PANELS) {
		await editor.openNode(node);
		await editor.page.getByText('When will this node trigger my flow?').click();
		await editor.page.getByText(says).first().waitFor();
		await editor.screenshot(`journey-panel-${node}`);
		await editor.closeNode();
	}
});

test('the form of the gateway shows the gateways, and the credentials of those alone', async () => {
	const { api, sandbox } = suite.stack;
	const type = 'messagingWapioApi';
	const { id, name } = await api.createCredential(
		type,
		'Wapio account',
		sandboxCredential(type, sandbox),
	);
	const saved = await api.createWorkflow(
		chain('Gateway form', [
			{ name: 'Start', type: MANUAL_TRIGGER },
			{
				name: 'Messaging Gateway',
				type: `${PACKAGE}.messagingGateway`,
				parameters: {
					gateways: ['wapio', 'whapi'],
					resource: 'message',
					operation: 'sendText',
					to: '+91 98765 43210',
					text: 'Hi Asha, your order is on its way',
				},
				credentials: { [type]: { id, name } },
			},
		]),
	);
	await editor.openWorkflow(saved);
	await editor.openNode('Messaging Gateway');
	await editor.parameter('text').waitFor();
	await editor.parameter('gateways').waitFor();
	assert.match(await editor.panel.innerText(), /Whapi\.Cloud Credential.*Gateways/s);
	assert.doesNotMatch(await editor.panel.innerText(), /2Chat Credential/);
	await editor.screenshot('gateway-form');
	await editor.closeNode();
});

const ACCOUNT = 'messagingWhapiApi';

async function whapiForms(): Promise<SavedWorkflow> {
	const { api, sandbox } = suite.stack;
	const data = sandboxCredential(ACCOUNT, sandbox);
	const { id, name } = await api.createCredential(ACCOUNT, 'Whapi.Cloud account', data);
	const node = { type: `${PACKAGE}.whapi`, credentials: { [ACCOUNT]: { id, name } } };
	return await api.createWorkflow(
		chain('Whapi.Cloud forms', [
			{ name: 'Start', type: MANUAL_TRIGGER },
			{
				name: 'Send Buttons',
				...node,
				parameters: {
					resource: 'message',
					operation: 'sendButtons',
					to: byId(`+${WHAPI_PERSON}`),
					body: 'Your order A-1001 is ready. Shall we deliver it today?',
					buttons: {
						entry: [
							{ type: 'quick_reply', title: 'Yes, today', id: 'today' },
							{ type: 'url', title: 'Track it', url: 'https://shop.example.com/A-1001' },
						],
					},
				},
			},
			{
				name: 'Create Group',
				...node,
				parameters: {
					resource: 'group',
					operation: 'create',
					subject: 'Reading circle',
					participants: ['+91 98765 43210', '+1 555 010 0123'],
				},
			},
		]),
	);
}

test('the largest node opens and changes its operation without a visible pause', async () => {
	const saved = await whapiForms();
	await editor.openWorkflow(saved);
	const opened = await journey.measure(async () => {
		await editor.openNode('Send Buttons');
		await editor.parameter('body').waitFor();
	});
	await editor.screenshot('whapi-buttons');
	assert.deepEqual(await editor.issues(), []);
	const switched = [];
	for (const operation of ['Send Text', 'Send List', 'Send Location', 'Send Buttons']) {
		switched.push(await journey.measure(async () => await journey.select('operation', operation)));
	}
	await editor.closeNode();
	await editor.openNode('Create Group');
	await editor.parameter('participants').waitFor();
	await editor.screenshot('whapi-create-group');
	assert.deepEqual(await editor.issues(), []);
	await editor.closeNode();

	const longest = Math.max(...switched.map(({ blocked }) => blocked));
	const slowest = Math.max(...switched.map(({ took }) => took));
	figure('Whapi.Cloud panel opens', `${opened.took} ms, blocked at most ${opened.blocked} ms`);
	figure(
		'Whapi.Cloud operation changes (slowest of 4, with the clicks)',
		`${slowest} ms, blocked at most ${longest} ms`,
	);
	assert.ok(opened.blocked < VISIBLE_PAUSE_MS, `opening blocked for ${opened.blocked} ms`);
	assert.ok(longest < VISIBLE_PAUSE_MS, `changing blocked for ${longest} ms`);
	assert.deepEqual(editor.complaints, []);
});
