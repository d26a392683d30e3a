/**
 * n8n's verification gate, run locally. The official scanner only looks at published packages, so
 * its two lint passes are repeated here with the same plugins and the same file patterns:
 *
 * - source: package.json and everything in nodes/ and credentials/, as the attested commit holds it;
 * - package: the compiled JavaScript and the package.json of the unpacked tarball.
 *
 * Comments that switch rules off are ignored in both, as the scanner ignores them. A third pass
 * closes a gap: n8n's import rule lets through every module named in devDependencies,
 * although n8n installs none of them.
 */
import { createRequire } from 'node:module';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ESLint, type Linter } from 'eslint';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import runtimeImports from './runtime-imports.json';

/** One thing the gate found. `path` is relative to the linted folder, `line` counts from 1. */
export interface Finding {
	leg: 'source' | 'package' | 'imports';
	severity: 'error' | 'warning';
	path: string;
	line: number;
	rule: string;
	message: string;
}

/** What one pass looked at and what it found. */
export interface LegResult {
	leg: Finding['leg'];
	files: number;
	findings: Finding[];
}

type PluginWithRules = ESLint.Plugin & { configs: Record<string, { rules: Linter.RulesRecord }> };

const SOURCE_FILES = ['package.json', '{nodes,credentials}/**/*.{js,ts,json}'];
const PACKAGE_FILES = ['**/*.js', 'package.json'];

/** Rules that n8n switches off for community packages, because newer ones replace them. */
const REPLACED_RULES: Linter.RulesRecord = {
	'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
	'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
	'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
	'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
};

const parser = tseslint.parser as Linter.Parser;

/** The scanner's rule set: community rules everywhere, nodes-base rules by folder, no console. */
async function communityConfig(): Promise<Linter.Config[]> {
	const { n8nCommunityNodesPlugin } = await import('@n8n/eslint-plugin-community-nodes');
	const nodesBase = createRequire(__filename)('eslint-plugin-n8n-nodes-base') as PluginWithRules;
	const rulesOf = (set: string): Linter.RulesRecord => {
		const config = nodesBase.configs[set];
		if (!config) throw new Error(`eslint-plugin-n8n-nodes-base has no rule set "${set}"`);
		return { ...config.rules, ...REPLACED_RULES };
	};
	return defineConfig(
		n8nCommunityNodesPlugin.configs.recommended,
		{ rules: { 'no-console': 'error' }, plugins: { 'n8n-nodes-base': nodesBase } },
		{ files: ['package.json'], rules: rulesOf('community') },
		{ files: ['**/credentials/**/*.ts'], rules: rulesOf('credentials') },
		{ files: ['**/nodes/**/*.ts'], rules: rulesOf('nodes') },
		{ files: ['**/*.json', '**/*.ts'], languageOptions: { parser } },
	);
}

/** Every way of naming a module, matched against the list of what the host really provides. */
function importConfig(): Linter.Config[] {
	const foreign = `[value!=/^(\\.\\.?\\u002F|(${runtimeImports.join('|')})(\\u002F|$))/]`;
	const message = `Only ${runtimeImports.join(', ')} and relative files exist at run time.`;
	return defineConfig(
		{
			rules: {
				'no-restricted-syntax': [
					'error',
					...[
						`ImportDeclaration > Literal.source${foreign}`,
						`ExportNamedDeclaration > Literal.source${foreign}`,
						`ExportAllDeclaration > Literal.source${foreign}`,
						`ImportExpression > Literal.source${foreign}`,
						`TSExternalModuleReference > Literal${foreign}`,
						`CallExpression[callee.name="require"] > Literal${foreign}`,
					].map((selector) => ({ selector, message })),
				],
			},
		},
		{ files: ['**/*.ts'], languageOptions: { parser } },
	);
}

async function lint(
	leg: Finding['leg'],
	directory: string,
	patterns: string[],
	config: Linter.Config[],
	exclude: string[] = [],
): Promise<LegResult> {
	const files = globSync(patterns, { cwd: directory, exclude: ['node_modules/**', ...exclude] });
	const eslint = new ESLint({
		cwd: directory,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: config,
	});
	const results = await eslint.lintFiles(files.map((file) => path.join(directory, file)));
	const findings = results.flatMap((result) =>
		result.messages.map<Finding>((message) => ({
			leg,
			severity: message.severity === 2 ? 'error' : 'warning',
			path: path.relative(directory, result.filePath),
			line: message.line ?? 1,
			rule: message.ruleId ?? 'parse',
			message: message.message,
		})),
	);
	return { leg, files: files.length, findings };
}

/** A pass that found no files must not count as passed. */
function requireFiles(result: LegResult, directory: string, pattern: string): LegResult {
	if (globSync(pattern, { cwd: directory, exclude: ['node_modules/**'] }).length > 0) return result;
	const finding: Finding = {
		leg: result.leg,
		severity: 'error',
		path: 'package.json',
		line: 1,
		rule: 'nothing-to-check',
		message: `Nothing matches ${pattern}: there is nothing to verify.`,
	};
	return { ...result, findings: [...result.findings, finding] };
}

/** The build replaces it with a bundle; the check of the package covers what is published. */
const BUNDLED = ['engine/define/phone/library.ts'];

/**
 * Lints a source checkout as the scanner does.
 * @param directory absolute path of the folder that holds package.json
 */
export async function checkSource(directory: string): Promise<LegResult[]> {
	const official = await lint('source', directory, SOURCE_FILES, await communityConfig());
	return [
		requireFiles(official, directory, '{nodes,credentials}/**/*.ts'),
		await lint(
			'imports',
			directory,
			['{nodes,credentials,engine}/**/*.ts'],
			importConfig(),
			BUNDLED,
		),
	];
}

/**
 * Lints an unpacked tarball as the scanner does, and checks that it has every file that package.json
 * names for n8n to load.
 * @param directory absolute path of the folder that holds the packed package.json
 */
export async function checkPackage(directory: string): Promise<LegResult[]> {
	const official = await lint('package', directory, PACKAGE_FILES, await communityConfig());
	const result = requireFiles(official, directory, '**/*.js');
	return [
		{ ...result, findings: [...result.findings, ...missingEntries(directory)] },
		await lint('imports', directory, ['**/*.js'], importConfig()),
	];
}

function missingEntries(directory: string): Finding[] {
	const manifest = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8')) as {
		n8n?: { nodes?: string[]; credentials?: string[] };
	};
	return [...(manifest.n8n?.nodes ?? []), ...(manifest.n8n?.credentials ?? [])]
		.filter((entry) => !existsSync(path.join(directory, entry)))
		.map((entry) => ({
			leg: 'package',
			severity: 'error',
			path: 'package.json',
			line: 1,
			rule: 'missing-entry',
			message: `package.json names ${entry}, which is not in the package.`,
		}));
}
