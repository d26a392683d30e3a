/**
 * Workflows as n8n saved them with earlier versions: they load whole and run. The files in fixtures/
 * are never changed; a version that changes something gets a new file next to them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject, INode, IWorkflowBase } from 'n8n-workflow';

import { type Sandbox, startSandbox } from '../../sandbox';
import { sandboxCredential } from '../../sandbox/credentials';
import { type CredentialCase, runNode } from '../harness/n8n';
import { publishedCredentials, publishedNodes } from '../../scripts/package/nodes';
import { loadParameters } from './load';

const FOLDER = join(__dirname, 'fixtures');

/** What the nodes' expressions read. */
const ORDER = { name: 'Asha Rao', phone: '+91 98765 43210', order: 'A-1001' };

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.stop());
afterEach(async () => await sandbox.settled());

const credentialTypes = publishedCredentials();
const published = publishedNodes();

function nodeFor({ type }: INode) {
	const name = type.slice(type.lastIndexOf('.') + 1);
	const found = published.find(({ node }) => node.description.name === name);
	if (!found) throw new Error(`There is no node ${name} any more`);
	return found.node;
}

const credentialsFor = ({ credentials = {} }: INode): CredentialCase[] =>
	Object.keys(credentials).map((name) => {
		const type = credentialTypes.find((one) => one.name === name);
		if (!type) throw new Error(`There is no credential ${name} any more`);
		return { type, data: sandboxCredential(name, sandbox) };
	});

describe.each(readdirSync(FOLDER).sort())('%s', (file) => {
	const { nodes } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as IWorkflowBase;
	const named = nodes.map((saved) => [saved.name, saved] as const);
	const actions = named.filter(([, { type }]) => !type.endsWith('Trigger'));

	test('has every node of the package', () => {
		const types = new Set(nodes.map(({ type }) => type.slice(type.lastIndexOf('.') + 1)));
		const missing = published.filter(({ node }) => !types.has(node.description.name));
		expect(missing.map(({ name }) => name)).toEqual([]);
	});

	test.each(named)(
		'%s: n8n loads everything that was saved, and reports no issues',
		(_name, saved) => {
			const { lost, issues } = loadParameters(nodeFor(saved), saved);
			expect(lost).toEqual([]);
			expect(issues).toBeNull();
		},
	);

	test.each(actions)('%s: runs', async (name, saved) => {
		const { items, error } = await runNode({
			node: nodeFor(saved),
			parameters: saved.parameters as IDataObject,
			credentials: credentialsFor(saved),
			items: [{ json: ORDER }],
			executionId: `saved-${name}`,
		});
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(0);
		for (const { json } of items) expect(json.error).toBeUndefined();
	});
});
