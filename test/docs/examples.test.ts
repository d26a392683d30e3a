/** The examples as files; that they run is tested in a real n8n (e2e/examples.e2e.ts). */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INode, IWorkflowBase } from 'n8n-workflow';

import { listExamples } from '../../scripts/docs/examples';
import { publishedNodes } from '../../scripts/package/nodes';
import { loadParameters } from '../upgrade/load';

const FOLDER = join(__dirname, '..', '..', 'examples');
const PACKAGE = 'n8n-nodes-messaging-gateways.';

const files = globSync('*.json', { cwd: FOLDER }).sort();
const read = (file: string) =>
	JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as IWorkflowBase;
const published = publishedNodes();

const isOwn = ({ type }: INode) => type.startsWith(PACKAGE);

/** The node behind a tool or a review, with the parameters that are the node's own. */
function plain(saved: INode): INode {
	const { descriptionType: _kind, toolDescription: _text, ...parameters } = saved.parameters;
	if (saved.type.endsWith('HitlTool')) Object.assign(parameters, { operation: 'sendAndWait' });
	return { ...saved, type: saved.type.replace(/(Hitl)?Tool$/, ''), parameters };
}

test('there are at least fourteen, each with an explanation', () => {
	const examples = listExamples();
	expect(examples.length).toBeGreaterThanOrEqual(14);
	for (const { about, size } of examples) {
		expect(about.length).toBeGreaterThan(60);
		expect(size).toBeGreaterThanOrEqual(4);
		expect(size).toBeLessThanOrEqual(12);
	}
});

test('webhook addresses are unique among the examples', () => {
	const ids = files.flatMap((file) => read(file).nodes.flatMap(({ webhookId }) => webhookId ?? []));
	expect(new Set(ids).size).toBe(ids.length);
});

describe.each(files)('%s', (file) => {
	const { nodes, connections } = read(file);

	test('names credentials but contains none', () => {
		for (const { name, credentials = {} } of nodes) {
			for (const { id, name: shown } of Object.values(credentials)) {
				expect({ node: name, id }).toEqual({ node: name, id: null });
				expect(shown).toMatch(/ account$/);
			}
		}
	});

	test('has people of example.com only', () => {
		const mails = readFileSync(join(FOLDER, file), 'utf8').match(/[\w.+-]+@[\w-]+\.[\w.]+/g) ?? [];
		expect(mails.filter((mail) => !/@(example\.com|g\.us)$/.test(mail))).toEqual([]);
	});

	test('connects all of its nodes', () => {
		const names = nodes.map(({ name }) => name);
		const ends = Object.values(connections).flatMap((kinds) =>
			Object.values(kinds).flatMap((outputs) => outputs.flatMap((one) => one ?? [])),
		);
		const connected = new Set([...Object.keys(connections), ...ends.map(({ node }) => node)]);
		expect([...connected].filter((name) => !names.includes(name))).toEqual([]);
		const alone = nodes.filter(
			({ name, type }) => !connected.has(name) && !/stickyNote$/.test(type),
		);
		expect(alone).toEqual([]);
	});

	test.each(nodes.filter(isOwn).map((saved) => [saved.name, plain(saved)] as const))(
		'%s: the node knows every parameter, and n8n reports no issues',
		(_name, saved) => {
			const name = saved.type.slice(PACKAGE.length);
			const found = published.find(({ node }) => node.description.name === name);
			if (!found) throw new Error(`${saved.type} is no node of the package`);
			const { lost, issues } = loadParameters(found.node, saved);
			expect(lost).toEqual([]);
			// The number to send from is the person's own: n8n marks that it is missing.
			const { phoneNumber: _open, ...others } = issues?.parameters ?? {};
			expect(others).toEqual({});
		},
	);
});

/** Those for people; the demo has others. */
const OWN = files
	.filter((file) => !file.startsWith('demo-'))
	.map((file): [string, IWorkflowBase] => [file, read(file)]);

test('webhooks are protected, with addresses that nobody guesses, and pinned data to try them', () => {
	for (const [file, workflow] of OWN) {
		const hooks = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.webhook');
		for (const { name, parameters } of hooks) {
			expect([file, parameters.authentication]).toEqual([file, 'headerAuth']);
			expect(parameters.path).toMatch(/^[0-9a-f-]{36}$/);
			expect(Object.keys(workflow.pinData ?? {})).toContain(name);
		}
	}
});

test('every note has a list of what to do, and no node covers another', () => {
	for (const [file, workflow] of OWN) {
		const notes = workflow.nodes.filter(({ type }) => type.endsWith('stickyNote'));
		expect([
			file,
			notes.some(({ parameters }) => String(parameters.content).includes('- [ ] ')),
		]).toEqual([file, true]);
		const others = workflow.nodes.filter((node) => !notes.includes(node));
		for (const one of others)
			for (const other of others) {
				if (one === other) continue;
				const [x, y] = [0, 1].map((axis) =>
					Math.abs((one.position[axis] ?? 0) - (other.position[axis] ?? 0)),
				) as [number, number];
				expect([file, one.name, other.name, x >= 120 || y >= 110]).toEqual([
					file,
					one.name,
					other.name,
					true,
				]);
			}
	}
});
