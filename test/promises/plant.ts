/**
 * npm run promises: does a test notice when the code breaks one of its promises?
 *
 *   npm run promises                     all faults of test/promises/faults.ts, one after the other
 *   npm run promises -- pace gateway     those whose promise or file contains one of the words
 *
 * Works in a copy of the work tree. A fault counts as caught when a test case fails; code that does
 * not compile and a suite that does not load prove nothing. Ends with 1 when a fault survives.
 */
import { execFile, execFileSync } from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { type Fault, FAULTS } from './faults';
import { compilerFor } from './compiles';

const ROOT = path.resolve(__dirname, '../..');
/** A fault may keep a test from ending. */
const LIMIT_MS = 5 * 60_000;

function copyWorkTree(): string {
	const copy = mkdtempSync(path.join(tmpdir(), 'promises-'));
	const list = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
		cwd: ROOT,
		encoding: 'utf8',
	});
	for (const file of list.split('\0')) {
		// What is deleted and not committed yet is listed all the same.
		if (!file || !existsSync(path.join(ROOT, file))) continue;
		mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
		copyFileSync(path.join(ROOT, file), path.join(copy, file));
	}
	symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'));
	return copy;
}

interface Results {
	testResults: Array<{
		name: string;
		message: string;
		assertionResults: Array<{ status: string; fullName: string }>;
	}>;
}

interface Outcome {
	passed: number;
	failed: string[];
	/** Why there are no results: files that did not load, or the time limit. */
	broken: string[];
}

/** The line of a message that says what is wrong. */
const reasonIn = (message: string): string =>
	/^.*\berror\b.*$/im.exec(stripVTControlCharacters(message))?.[0].replace(/^\s*/, ': ') ?? '';

/** One run of jest. "--bail" is left out: it ends the process before the results are written. */
async function runTests(copy: string, tests: string[], only?: string): Promise<Outcome> {
	const output = path.join(copy, 'results.json');
	rmSync(output, { force: true });
	const flags = ['--experimental-vm-modules', '--no-warnings=ExperimentalWarning'];
	const choice = [...(only ? ['--testNamePattern', only] : []), '--runTestsByPath', ...tests];
	const jest = ['--json', '--outputFile', output, '--cacheDirectory', path.join(copy, '.cache')];
	const args = [...flags, 'node_modules/jest/bin/jest.js', '--maxWorkers=1', ...jest, ...choice];
	await new Promise<void>((resolve) => {
		const options = { cwd: copy, timeout: LIMIT_MS, maxBuffer: Infinity };
		execFile(process.execPath, args, options, () => resolve());
	});
	if (!existsSync(output)) return { passed: 0, failed: [], broken: ['jest gave no results'] };
	const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as Results;
	const cases = testResults.flatMap(({ assertionResults }) => assertionResults);
	const named = (status: string) =>
		cases.filter((one) => one.status === status).map(({ fullName }) => fullName);
	const broken = testResults
		.filter(({ message, assertionResults }) => message && !assertionResults.length)
		.map(({ name, message }) => `${path.relative(copy, name)} does not load${reasonIn(message)}`);
	return { passed: named('passed').length, failed: named('failed'), broken };
}

/** A test that fails anyway would seem to catch every fault. */
async function failuresWithout(copy: string, faults: Fault[]): Promise<string[]> {
	const tests = [...new Set(faults.flatMap((fault) => fault.tests))];
	const { passed, failed, broken } = await runTests(copy, tests);
	console.log(`Without a fault: ${passed} tests pass`);
	for (const one of [...broken, ...failed]) console.log(`  fails anyway: ${one}`);
	return failed;
}

/** The code with the fault in it. */
function faulty(copy: string, { file, find, replace }: Fault): string {
	const parts = readFileSync(path.join(copy, file), 'utf8').split(find);
	if (parts.length !== 2) throw new Error(`Not once in ${file}: ${find}`);
	return parts.join(replace);
}

/** The test that catches the fault. */
async function catcherOf(
	copy: string,
	fault: Fault,
	anyway: string[],
): Promise<string | undefined> {
	const file = path.join(copy, fault.file);
	const text = readFileSync(file, 'utf8');
	writeFileSync(file, faulty(copy, fault));
	try {
		const { passed, failed, broken } = await runTests(copy, fault.tests, fault.only);
		const catcher = failed.find((name) => !anyway.includes(name));
		if (!catcher)
			console.log(broken.length ? `  ${broken.join('\n  ')}` : `  ${passed} tests passed`);
		return catcher;
	} finally {
		writeFileSync(file, text);
	}
}

async function main(): Promise<void> {
	const words = process.argv.slice(2).map((word) => word.toLowerCase());
	const faults = FAULTS.filter(({ promise, file }) => {
		const text = `${promise} ${file}`.toLowerCase();
		return !words.length || words.some((word) => text.includes(word));
	});
	if (!faults.length) throw new Error(`No fault matches ${words.join(' ')}`);
	const begun = Date.now();
	const copy = copyWorkTree();
	process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
	process.once('SIGINT', () => process.exit(130));
	const wrongIn = compilerFor(copy);
	const wrong = faults.flatMap((fault) => {
		const error = wrongIn(fault.file, faulty(copy, fault));
		return error ? [`${fault.promise}: ${error}`] : [];
	});
	if (wrong.length) throw new Error(`With their faults these do not compile:\n${wrong.join('\n')}`);
	const anyway = await failuresWithout(copy, faults);
	let survived = 0;
	for (const fault of faults) {
		const catcher = await catcherOf(copy, fault, anyway);
		if (!catcher) survived++;
		const verdict = catcher ? `caught by "${catcher}"` : 'SURVIVED';
		console.log(`${fault.promise} (${fault.file}): ${verdict}`);
	}
	const minutes = ((Date.now() - begun) / 60_000).toFixed(1);
	console.log(`${faults.length - survived} caught, ${survived} survived, in ${minutes} minutes`);
	process.exitCode = survived || anyway.length ? 1 : 0;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
