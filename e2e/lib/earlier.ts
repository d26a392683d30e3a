/** The last n8n of the major version before, installed on demand into its own cache. */
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { runCommand } from './processes';

export const EARLIER_N8N = '1.123.81';

const ROOT = path.resolve(__dirname, '../..');
const FOLDER = path.join(ROOT, 'node_modules/.cache/earlier-n8n', EARLIER_N8N);
const INSTALL_LIMIT_MS = 10 * 60_000;

const MANIFEST = {
	private: true,
	dependencies: { n8n: EARLIER_N8N },
	overrides: {
		linkedom: '0.18.12',
		// It names one outside the registry; none of the nodes tested here reads spreadsheets.
		xlsx: '0.18.5',
		// A later one fits its range and not its @langchain/core.
		'@langchain/langgraph-checkpoint': '1.0.0',
	},
};

/** Installs it unless it is there; resolves to its `bin/n8n`. */
export async function installEarlierN8n(): Promise<string> {
	const done = path.join(FOLDER, 'done');
	const executable = path.join(FOLDER, 'node_modules/n8n/bin/n8n');
	if (existsSync(done)) return executable;
	rmSync(FOLDER, { recursive: true, force: true });
	mkdirSync(FOLDER, { recursive: true });
	writeFileSync(path.join(FOLDER, 'package.json'), JSON.stringify(MANIFEST));
	const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
	await runCommand('npm', ['install', ...flags], { cwd: FOLDER, limitMs: INSTALL_LIMIT_MS });
	// Both versions of n8n have the same sqlite3: its binary is there already.
	const build = 'node_modules/sqlite3/build';
	cpSync(path.join(ROOT, 'e2e', build), path.join(FOLDER, build), { recursive: true });
	writeFileSync(done, '');
	return executable;
}
