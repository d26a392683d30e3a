/** n8n's own loader on the unpacked tarball: does everything load, under its name, with its files? */
import 'reflect-metadata';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import { stagePackage } from '../../scripts/package/stage';

const root = path.resolve(__dirname, '../..');

interface Manifest {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
}

type Icon = string | { light: string; dark: string } | undefined;

jest.setTimeout(120_000);

describe('the built package in n8n', () => {
	let directory: string;
	let loader: PackageDirectoryLoader;
	let manifest: Manifest;

	beforeAll(async () => {
		({ directory } = await stagePackage());
		manifest = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8')) as Manifest;
		loader = new PackageDirectoryLoader(directory);
		await loader.loadAll();
	});

	/** Base names of the source files of one kind: what package.json has to list. */
	const sources = (pattern: string) =>
		globSync(pattern, { cwd: root }).map((file) => `dist/${file.replace(/\.ts$/, '.js')}`);

	/** The icon of a loaded type must be a themed pair of files that are in the package. */
	function expectIcon(type: string, sourcePath: string, icon: Icon) {
		if (typeof icon !== 'object') throw new Error(`${type} has no light and dark icon`);
		for (const file of [icon.light, icon.dark]) {
			const relative = file.replace(/^file:/, '');
			const absolute = path.resolve(directory, path.dirname(sourcePath), relative);
			expect({ type, file, exists: existsSync(absolute) }).toEqual({ type, file, exists: true });
		}
		expect(icon.light).not.toBe(icon.dark);
	}

	test('package.json lists every node and credential there is', () => {
		expect([...manifest.n8n.nodes].sort()).toEqual(sources('nodes/*/*.node.ts').sort());
		expect([...manifest.n8n.credentials].sort()).toEqual(
			sources('credentials/*.credentials.ts').sort(),
		);
	});

	test('every listed node and credential loads', () => {
		expect(Object.keys(loader.nodeTypes)).toHaveLength(manifest.n8n.nodes.length);
		expect(Object.keys(loader.credentialTypes)).toHaveLength(manifest.n8n.credentials.length);
		expect(Object.keys(loader.nodeTypes).length).toBeGreaterThan(0);
	});

	test('nodes have the name of their file, both icons and their codex', () => {
		for (const [name, { type, sourcePath }] of Object.entries(loader.nodeTypes)) {
			const { description } = 'nodeVersions' in type ? type.getNodeType() : type;
			const file = path.basename(sourcePath, '.node.js');
			expect(name.toLowerCase()).toBe(file.toLowerCase());
			expect(type.constructor.name).toBe(file);
			expectIcon(name, sourcePath, readIcon(directory, sourcePath, file));
			expect(description.codex?.categories?.length).toBeGreaterThan(0);
			const codex = JSON.parse(
				readFileSync(path.resolve(directory, sourcePath.replace(/\.js$/, '.json')), 'utf8'),
			) as { node: string; resources: { primaryDocumentation: Array<{ url: string }> } };
			expect(codex.node).toBe(`${manifest.name}.${name}`);
			expect(codex.resources.primaryDocumentation[0]?.url).toMatch(/^https:\/\//);
		}
	});

	test('credentials have the name of their file, both icons and the nodes that use them', () => {
		for (const [name, { type, sourcePath }] of Object.entries(loader.credentialTypes)) {
			const file = path.basename(sourcePath, '.credentials.js');
			expect(name.toLowerCase()).toBe(file.toLowerCase());
			expect(type.constructor.name).toBe(file);
			expectIcon(name, sourcePath, readIcon(directory, sourcePath, file));
			expect(loader.known.credentials[name]?.supportedNodes?.length).toBeGreaterThan(0);
		}
	});
});

/** The icon as the class declares it: the loader replaces it by a URL below /icons/. */
function readIcon(directory: string, sourcePath: string, className: string): Icon {
	// eslint-disable-next-line @typescript-eslint/no-require-imports
	const module = require(path.resolve(directory, sourcePath)) as Record<string, new () => object>;
	const Type = module[className];
	if (!Type) throw new Error(`${sourcePath} does not export ${className}`);
	const instance = new Type() as { icon?: Icon; description?: { icon?: Icon } };
	return instance.icon ?? instance.description?.icon;
}
