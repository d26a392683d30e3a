/**
 * Lints the files of a directory with n8n's own rules for nodes and prints the findings as JSON.
 * A separate program: under jest (NODE_ENV=test) the rules behave as in their own unit tests.
 */
import { createRequire } from 'node:module';

import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

import type { Finding } from './lintFindings';

// The plugin has no types.
const plugin = createRequire(__filename)('eslint-plugin-n8n-nodes-base') as {
	configs: { nodes: { rules: Record<string, 'error'> } };
};

const OFF = [
	// The order of a row has a meaning: a field is below those it depends on (structure.test.ts).
	'node-param-fixed-collection-type-unsorted-items',
	// n8n's own configuration for community nodes switches these off.
	'node-class-description-inputs-wrong-regular-node',
	'node-class-description-outputs-wrong',
	'node-param-type-options-max-value-present',
];

async function main(directory: string): Promise<void> {
	const eslint = new ESLint({
		cwd: directory,
		overrideConfigFile: true,
		overrideConfig: [
			{
				files: ['**/*.ts'],
				languageOptions: { parser: tseslint.parser as never },
				plugins: { 'n8n-nodes-base': plugin as never },
				rules: {
					...(plugin as { configs: { nodes: { rules: Record<string, 'error'> } } }).configs.nodes
						.rules,
					...Object.fromEntries(OFF.map((rule) => [`n8n-nodes-base/${rule}`, 'off' as const])),
				},
			},
		],
	});
	const results = await eslint.lintFiles(['**/*.ts']);
	const findings: Finding[] = results.flatMap(({ filePath, messages }) =>
		messages.map(({ ruleId, message, line }) => ({
			filePath,
			rule: ruleId ?? 'parser',
			message,
			line,
		})),
	);
	process.stdout.write(JSON.stringify(findings));
}

main(process.argv[2] ?? '').catch((error: unknown) => {
	process.stderr.write(String(error));
	process.exitCode = 1;
});
