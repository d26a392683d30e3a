/**
 * npm run test:e2e: the end-to-end tests in a real n8n (and, for the editor, a real browser).
 *
 *   npm run test:e2e                 all of e2e/*.e2e.ts
 *   npm run test:e2e -- demo editor  those whose names contain one of the words
 *
 * The runner is Node's own; its summary ends the output. Its counts also go to
 * e2e/artifacts/results.json. One file at a time: each starts an n8n of its own.
 */
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { pipeline } from 'node:stream/promises';
import { ARTIFACTS } from '../e2e/lib/artifacts';
import { stagePackage } from './package/stage';
import { setUp } from './setup-e2e';

const E2E = path.resolve(__dirname, '../e2e');
/** A file that neither passes nor fails would otherwise hold everything up. */
const FILE_LIMIT_MS = 15 * 60_000;

/** As Node's runner counts: single tests, not files or suites. */
interface Counts {
	tests: number;
	passed: number;
	skipped: number;
	todo: number;
}

function chosenFiles(words: string[]): string[] {
	const files = globSync('*.e2e.ts', { cwd: E2E }).sort();
	const chosen = files.filter((file) => !words.length || words.some((word) => file.includes(word)));
	if (chosen.length === 0) throw new Error(`No test file matches ${words.join(' ')}`);
	return chosen.map((file) => path.join(E2E, file));
}

async function main(): Promise<void> {
	const files = chosenFiles(process.argv.slice(2));
	rmSync(ARTIFACTS, { recursive: true, force: true });
	mkdirSync(ARTIFACTS, { recursive: true });
	await setUp({ browser: true });
	// Shared by all files; a package that cannot be built is said once, not by every test.
	await stagePackage();

	let counts: Counts | undefined;
	const stream = run({
		files,
		concurrency: 1,
		timeout: FILE_LIMIT_MS,
		execArgv: ['--import', 'tsx'],
	});
	stream.on('test:summary', ({ file, counts: summed, success }) => {
		// The summary without a file is that of the whole run.
		if (file !== undefined) return;
		counts = summed;
		if (!success) process.exitCode = 1;
	});
	stream.on('test:fail', ({ todo }) => {
		if (todo === undefined || todo === false) process.exitCode = 1;
	});
	await pipeline(stream, new spec(), process.stdout, { end: false });
	if (!counts || counts.tests === 0) throw new Error('The runner reported no tests');
	const { tests, passed, skipped, todo } = counts;
	// A test that was cancelled, by its time limit for instance, has failed as well.
	const results = { tests, passed, failed: tests - passed - skipped - todo, skipped, todo };
	writeFileSync(path.join(ARTIFACTS, 'results.json'), JSON.stringify(results, null, 2));
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
