/** The local verification gate: it finds what is planted, and it passes this package. */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { LegResult } from '../../scripts/package/gate';
import { stagePackage } from '../../scripts/package/stage';
import { writeProbe, type Planted } from './probe';

const root = path.resolve(__dirname, '../..');
const tsx = path.join(root, 'node_modules/tsx/dist/cli.mjs');

/** Runs the command that a maintainer runs; returns its exit code and its findings. */
function verify(source: string, unpacked: string) {
	const script = path.join(root, 'scripts/verifyPackage.ts');
	const child = spawnSync(
		process.execPath,
		[tsx, script, '--json', '--source', source, '--package', unpacked],
		{ encoding: 'utf8' },
	);
	if (!child.stdout.startsWith('[')) throw new Error(child.stderr);
	const legs = JSON.parse(child.stdout) as LegResult[];
	const findings = legs.flatMap((leg) => leg.findings);
	return { code: child.status, legs, findings };
}

function verifyProbe(planted?: Planted) {
	const { source, unpacked } = writeProbe(planted);
	try {
		return verify(source, unpacked);
	} finally {
		rmSync(path.dirname(source), { recursive: true });
	}
}

jest.setTimeout(120_000);

describe('the verification gate', () => {
	test('passes a clean package', () => {
		const { code, findings } = verifyProbe();
		expect(findings).toEqual([]);
		expect(code).toBe(0);
	});

	test('finds planted violations in both passes, even behind a comment that disables rules', () => {
		const statement = 'console.log(items); setTimeout(() => undefined, 1);';
		const { code, findings } = verifyProbe({
			source: {
				imports:
					"/* eslint-disable */\nimport { readFileSync } from 'fs';\nimport 'undici';\nimport 'lodash/omit';",
				statement: `${statement} readFileSync('x');`,
			},
			compiled: {
				imports: '/* eslint-disable */ const fs = require("fs"); require("undici");',
				statement: 'console.log(1); setTimeout(() => undefined, 1); fs.readFileSync("x");',
			},
		});
		const rulesOf = (leg: string) =>
			new Set(findings.filter((f) => f.leg === leg && f.severity === 'error').map((f) => f.rule));
		for (const leg of ['source', 'package']) {
			expect([...rulesOf(leg)]).toEqual(
				expect.arrayContaining([
					'no-console',
					'@n8n/community-nodes/no-restricted-globals',
					'@n8n/community-nodes/no-restricted-imports',
				]),
			);
		}
		// undici is in the probe's devDependencies: n8n's rule accepts it, ours does not.
		const imports = findings.filter((f) => f.leg === 'imports').map((f) => path.extname(f.path));
		expect(imports.filter((extension) => extension === '.ts')).toHaveLength(2);
		expect(imports.filter((extension) => extension === '.js')).toHaveLength(2);
		expect(code).toBe(1);
	});

	test('passes this package, source and tarball', async () => {
		const { directory } = await stagePackage();
		const { code, legs, findings } = verify(root, directory);
		expect(findings.filter((finding) => finding.severity === 'error')).toEqual([]);
		for (const { leg, files } of legs) expect({ leg, files }).not.toEqual({ leg, files: 0 });
		expect(code).toBe(0);
	});
});
