/**
 * npm run test:e2e: the end-to-end tests in a real n8n (and, for the editor, a real browser).
 *
 *   npm run test:e2e                 all of e2e/*.e2e.ts
 *   npm run test:e2e -- demo editor  those whose names contain one of the words
 *
 * The runner is Node's own; its summary ends the output. Its counts also go to
 * e2e/artifacts/results.json. One file at a time: each starts its own n8n.
 */
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { pipeline } from 'node:stream/promises';
import { ARTIFACTS } from './lib/artifacts';
import { table } from './lib/report';
import { stagePackage } from '../scripts/package/stage';
import { setUp } from './setup';

const E2E = __dirname;
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

/** One line of the closing table: file, what became of its tests, and how long it took. */
function fileLine(file: string, counts: Counts, seconds: number): string[] {
	const { tests, passed, skipped, todo } = counts;
	const failed = tests - passed - skipped - todo;
	return [
		`  ${path.basename(file, '.e2e.ts')}`,
		`${passed} passed`,
		failed > 0 ? `${failed} failed` : '',
		skipped > 0 ? `${skipped} skipped` : '',
		`${seconds.toFixed(0)} s`,
	];
}

async function main(): Promise<void> {
	const files = chosenFiles(process.argv.slice(2));
	rmSync(ARTIFACTS, { recursive: true, force: true });
	mkdirSync(ARTIFACTS, { recursive: true });
	await setUp({ browser: true });
	// Shared by all files; a package that cannot be built is reported once, not by every test.
	await stagePackage();

	let counts: Counts | undefined;
	const begun = Date.now();
	let last = begun;
	const ran: string[][] = [];
	/** Reason -> names of the tests. */
	const skipped = new Map<string, string[]>();
	const stream = run({
		files,
		concurrency: 1,
		timeout: FILE_LIMIT_MS,
		execArgv: ['--import', 'tsx'],
	});
	stream.on('test:summary', ({ file, counts: summed, success }) => {
		// The summary without a file is that of the whole run.
		if (file !== undefined) {
			ran.push(fileLine(file, summed, (Date.now() - last) / 1000));
			last = Date.now();
			return;
		}
		counts = summed;
		if (!success) process.exitCode = 1;
	});
	stream.on('test:fail', ({ todo }) => {
		if (todo === undefined || todo === false) process.exitCode = 1;
	});
	stream.on('test:pass', ({ name, skip }) => {
		if (skip === undefined || skip === false) return;
		const reason = skip === true ? 'no reason given' : skip;
		skipped.set(reason, [...(skipped.get(reason) ?? []), name]);
	});
	await pipeline(stream, new spec(), process.stdout, { end: false });
	if (!counts || counts.tests === 0) throw new Error('The runner reported no tests');
	const { tests, passed, todo } = counts;
	// A test that was cancelled, by its time limit for instance, has failed as well.
	const failed = tests - passed - counts.skipped - todo;
	const results = { tests, passed, failed, skipped: counts.skipped, todo };
	console.log(`\nRan, in ${((Date.now() - begun) / 60_000).toFixed(1)} minutes:\n${table(ran)}`);
	for (const [reason, names] of skipped) {
		console.log(`Skipped ${names.length} (${names[0]}, ...): ${reason}`);
	}
	writeFileSync(path.join(ARTIFACTS, 'results.json'), JSON.stringify(results, null, 2));
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
