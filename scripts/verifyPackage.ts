/**
 * npm run verify: would n8n's verification accept this package?
 *
 *   npm run verify                       this project: its source, then the package built from it
 *   npm run verify -- --source DIR       a source folder only
 *   npm run verify -- --package DIR      an unpacked tarball only
 *   ... --json                           the results as one JSON array
 *
 * Ends with 1 when there is an error. Warnings are shown and counted; the gate lets them pass.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkPackage, checkSource, type LegResult } from './package/gate';
import { stagePackage } from './package/stage';

function print(results: LegResult[]): void {
	for (const { leg, files, findings } of results) {
		for (const finding of findings) {
			const place = `${leg}: ${finding.path}:${finding.line}`;
			console.log(`${place}  ${finding.severity}  ${finding.message}  (${finding.rule})`);
		}
		const count = (severity: string) => findings.filter((f) => f.severity === severity).length;
		const counts = `${count('error')} errors, ${count('warning')} warnings`;
		console.log(`${leg}: ${files} files, ${counts}`);
	}
}

async function main(): Promise<void> {
	// Under NODE_ENV=test (set by jest) eslint-plugin-n8n-nodes-base takes every file for its fixture.
	delete process.env.NODE_ENV;
	const { values } = parseArgs({
		options: {
			source: { type: 'string' },
			package: { type: 'string' },
			json: { type: 'boolean', default: false },
		},
	});
	const whole = values.source === undefined && values.package === undefined;
	const source = whole ? path.resolve(__dirname, '..') : values.source;
	const results: LegResult[] = [];
	if (source !== undefined) results.push(...(await checkSource(path.resolve(source))));
	const unpacked = whole ? (await stagePackage()).directory : values.package;
	if (unpacked !== undefined) results.push(...(await checkPackage(path.resolve(unpacked))));

	const failed = results.some(({ findings }) => findings.some((f) => f.severity === 'error'));
	if (values.json) console.log(JSON.stringify(results));
	else {
		print(results);
		console.log(failed ? 'Verification would fail.' : 'Verification would pass.');
	}
	process.exitCode = failed ? 1 : 0;
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
