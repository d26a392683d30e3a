/** What npm would publish: the compiled package and nothing else. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { stagePackage, type Stage } from '../../scripts/package/stage';

const root = path.resolve(__dirname, '../..');
const DOCUMENTS = ['LICENSE', 'NOTICE', 'README.md', 'package.json'];
/** Its own licence wants to be with the data of phone numbers. */
const LICENCE_OF_DATA = 'dist/engine/define/phone/libphonenumber.LICENSE.Apache';
const COMPILED =
	/^dist\/((nodes|credentials|engine)\/.+\.js|nodes\/.+\.node\.json|nodes\/.+\/__schema__\/.+\.json|icons\/[\w.-]+\.svg)$/;

const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
	repository: { url: string };
	devDependencies: Record<string, string>;
	dependencies?: unknown;
	peerDependencies: unknown;
};

jest.setTimeout(120_000);

describe('the tarball', () => {
	let stage: Stage;
	beforeAll(async () => {
		stage = await stagePackage();
	});

	test('holds compiled code, icons, codex and schemas below dist, and the documents', () => {
		const paths = stage.files.map((file) => file.path);
		expect(paths.filter((file) => !COMPILED.test(file)).sort()).toEqual(
			[...DOCUMENTS, LICENCE_OF_DATA].sort(),
		);
		expect(
			paths.filter((file) => /(^|[/.])test[/.]|\.spec\.|\.tsbuildinfo$|\.map$/.test(file)),
		).toEqual([]);
	});

	test('contains every icon, codex file and output schema of the source, byte for byte', () => {
		const listed = spawnSync(
			'git',
			[
				'ls-files',
				'-co',
				'--exclude-standard',
				'icons',
				'nodes/*.node.json',
				'nodes/*/__schema__/*.json',
			],
			{ cwd: root, encoding: 'utf8' },
		);
		const sources = listed.stdout.split('\n').filter(Boolean);
		expect(sources.length).toBeGreaterThan(0);
		for (const file of sources) {
			const packed = readFileSync(path.join(stage.directory, 'dist', file));
			expect({ file, same: packed.equals(readFileSync(path.join(root, file))) }).toEqual({
				file,
				same: true,
			});
		}
	});

	test('stays small: n8n downloads it at every installation', () => {
		expect(stage.packedSize).toBeLessThan(1_000_000);
		expect(stage.unpackedSize).toBeLessThan(8_000_000);
	});
});

describe('the working tree', () => {
	test('has nothing for npm outside dist except the documents', () => {
		const { stdout, stderr, status } = spawnSync(
			'npm',
			['pack', '--dry-run', '--json', '--ignore-scripts'],
			{ cwd: root, encoding: 'utf8' },
		);
		if (status !== 0) throw new Error(stderr);
		const [packed] = JSON.parse(stdout) as [{ files: Array<{ path: string }> }];
		const outside = packed.files
			.map(({ path: file }) => file)
			.filter((f) => !f.startsWith('dist/'));
		expect(outside.sort()).toEqual(DOCUMENTS);
	});

	test('pins every tool exactly and depends on nothing at run time', () => {
		const loose = Object.entries(manifest.devDependencies).filter(
			([, v]) => !/^\d+\.\d+\.\d+$/.test(v),
		);
		expect(loose).toEqual([]);
		expect(manifest.dependencies).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(manifest.repository.url).toMatch(/^git\+https:\/\/github\.com\//);
	});

	test('is tested on the pinned Node, independent of the Node that started npm', () => {
		expect(process.versions.node).toBe(manifest.devDependencies.node);
	});

	test('has a lock file that names no registry', () => {
		const lock = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
		expect(lock).not.toContain('"resolved"');
	});
});
