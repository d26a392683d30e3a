/** The published package inside n8n: does everything load, as what, and with what around it? */
import assert from 'node:assert/strict';
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ListedNodeType } from './lib/api';
import { figure } from './lib/figures';
import { manifest, typeName } from './lib/manifest';
import { test, useStack } from './lib/suite';

const suite = useStack('package');

const own = (): ListedNodeType[] =>
	suite.stack.types.filter(({ name }) => name.startsWith(`${manifest.name}.`));

/** An icon's two addresses, whichever form n8n lists it in. */
const iconsOf = ({ iconUrl }: { iconUrl?: string | { light: string; dark: string } }): string[] =>
	typeof iconUrl === 'object' ? [iconUrl.light, iconUrl.dark] : iconUrl ? [iconUrl] : [];

async function assertIcons(name: string, icons: string[]): Promise<void> {
	assert.equal(icons.length, 2, `${name} has no light and dark icon: ${icons.join()}`);
	for (const icon of icons) {
		const answer = await suite.stack.api.rest.send('GET', `/${icon}`);
		const body = await answer.text();
		assert.equal(answer.status, 200, `${name}: ${icon}`);
		assert.match(answer.headers.get('content-type') ?? '', /image\/(svg|png)/, icon);
		assert.ok(body.includes('<svg'), `${icon} holds no picture`);
	}
}

test('n8n has ordinary files: no link to the project, no source, tests or dependencies', () => {
	const folder = path.join(suite.stack.n8n.userFolder, '.n8n/nodes/node_modules', manifest.name);
	const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
	const links = entries.filter((entry) => entry.isSymbolicLink()).map(({ name }) => name);
	assert.deepEqual(links, []);
	const files = entries
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
	const beside = files.filter((file) => !file.startsWith(`dist${path.sep}`)).sort();
	assert.deepEqual(beside, ['LICENSE', 'NOTICE', 'README.md', 'package.json']);
	const foreign = files.filter(
		(file) => !/\.(js|json|svg|d\.ts|LICENSE\.Apache)$/.test(file) && !beside.includes(file),
	);
	assert.deepEqual(foreign, []);
	const size = files.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
	figure('Package as n8n has it', `${files.length} files, ${(size / 1e6).toFixed(1)} MB`);
	assert.ok(size < 10e6, `${size} bytes`);
});

test('every node of package.json is there under its own name', () => {
	// n8n lists a second, "...Tool" type for each node that an AI agent may use, and a third,
	// "...HitlTool", for each that can ask a person to review what an agent does.
	const listed = own().map(({ name }) => name.slice(manifest.name.length + 1));
	const expected = manifest.n8n.nodes.map(typeName).sort();
	assert.ok(expected.length > 0);
	assert.deepEqual(listed.filter((name) => !name.endsWith('Tool')).sort(), expected);
	const actions = expected.filter((name) => !name.endsWith('Trigger'));
	assert.deepEqual(
		listed.filter((name) => name.endsWith('Tool')).sort(),
		actions.flatMap((name) => [`${name}HitlTool`, `${name}Tool`]).sort(),
	);
});

test('every credential of package.json is there and is offered by a node', async () => {
	const types = await suite.stack.api.credentialTypes();
	const offered = own().flatMap(({ credentials }) => credentials?.map(({ name }) => name) ?? []);
	for (const file of manifest.n8n.credentials) {
		const name = typeName(file);
		const type = types.find((entry) => entry.name === name);
		assert.ok(type, `n8n does not list ${name}`);
		assert.ok(offered.includes(name), `no node takes ${name}`);
		await assertIcons(name, iconsOf(type));
	}
});

test('every node has icons that n8n serves', async () => {
	for (const type of own()) await assertIcons(type.name, iconsOf(type));
});

test('every node has its codex: categories and links to its documentation', () => {
	for (const { name, codex } of own()) {
		if (name.endsWith('Tool')) continue;
		assert.ok(codex?.categories?.length, `${name}: no categories`);
		assert.ok(codex.resources?.primaryDocumentation?.length, `${name}: no documentation link`);
	}
});

test('n8n logs no problem with the package', () => {
	const lines = suite.stack.n8n.log().split('\n');
	const about = lines.filter((line) => line.includes(manifest.name) && /error|fail/i.test(line));
	assert.deepEqual(about, []);
});
