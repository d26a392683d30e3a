/**
 * House rules. The published code (nodes, credentials, engine) is linted by eslint.config.mjs, which
 * n8n's strict mode fixes word for word; this file adds what that one cannot hold, and lints
 * everything that is not published.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import runtimeImports from './scripts/package/runtime-imports.json' with { type: 'json' };

const published = ['nodes/**/*.ts', 'credentials/**/*.ts', 'engine/**/*.ts'];
const unpublished = ['sandbox', 'test', 'e2e', 'scripts', 'bench'].map((dir) => `${dir}/**/*.ts`);
const scripts = [
	'*.{js,cjs,mjs}',
	'scripts/**/*.{js,cjs,mjs}',
	'e2e/*.{js,cjs,mjs}',
	'bench/*.cjs',
];

/** The folders of nodes/ that hold a provider. */
const providers = readdirSync(path.join(import.meta.dirname, 'nodes')).filter((folder) =>
	existsSync(path.join(import.meta.dirname, 'nodes', folder, 'provider.ts')),
);

/** A comment does not make a catch less silent: no-empty would accept one. */
const silentCatch = {
	selector: 'CatchClause > BlockStatement[body.length=0]',
	message: 'An empty catch hides a failure: handle it, report it or let it pass.',
};

/** n8n's own rule also lets through everything in devDependencies; the host has none of them. */
const onlyRuntimeImports = {
	regex: `^(?!\\.{1,2}/|(?:${runtimeImports.join('|')})(?:/|$))`,
	message: `Published code may import only ${runtimeImports.join(', ')} and its own files.`,
};

const throughTheDoor = {
	regex: '^(?:\\.\\./)+engine/define/',
	message:
		'Import from engine/define itself: its index has everything that nodes are written with.',
};

const onlyDefine = {
	regex: '^(?:\\.\\./)+engine/(?!define$)',
	message: 'Operations, fields and shapes are written with engine/define alone.',
};

const ofProviders = [
	onlyRuntimeImports,
	throughTheDoor,
	{
		regex: '^(?:\\.\\./)+(?:contracts|sandbox|test|e2e|scripts|bench)(?:/|$)',
		message: 'Published code imports nodes, credentials and engine only.',
	},
	{
		regex: `^(?:\\.\\./)+(?:nodes/)?(?:${providers.join('|')})(?:/|$)`,
		message: 'No provider imports another: what they share belongs in engine/.',
	},
];

export default defineConfig(
	globalIgnores(['**/node_modules/', 'dist/', 'coverage/', 'docs/', 'examples/', '.tmp/', 'tmp/']),
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	{
		files: [...published, ...unpublished],
		extends: [js.configs.recommended, tseslint.configs.recommended],
		languageOptions: {
			parserOptions: { project: './tsconfig.dev.json', tsconfigRootDir: import.meta.dirname },
		},
		rules: {
			'no-restricted-syntax': ['error', silentCatch],
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
			],
		},
	},
	{
		files: ['engine/**/*.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						onlyRuntimeImports,
						{
							regex: '^(?:\\.\\./)+(?:nodes|credentials|contracts|sandbox|test|scripts)(?:/|$)',
							message: 'The engine knows no provider and nothing outside itself.',
						},
					],
				},
			],
		},
	},
	{
		// The build replaces it with a bundle.
		files: ['engine/define/phone/library.ts'],
		rules: { 'no-restricted-imports': 'off' },
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		rules: { 'no-restricted-imports': ['error', { patterns: ofProviders }] },
	},
	{
		files: providers.flatMap((folder) =>
			['operations', 'fields', 'shapes'].map((room) => `nodes/${folder}/${room}/**/*.ts`),
		),
		rules: { 'no-restricted-imports': ['error', { patterns: [...ofProviders, onlyDefine] }] },
	},
	{
		// The one node that chooses among the providers.
		files: ['nodes/MessagingGateway/*.ts'],
		rules: {
			'no-restricted-imports': ['error', { patterns: [onlyRuntimeImports, throughTheDoor] }],
		},
	},
	{
		// Runs in a browser.
		files: ['sandbox/page/*.js'],
		extends: [js.configs.recommended],
		languageOptions: {
			globals: {
				FormData: 'readonly',
				Option: 'readonly',
				document: 'readonly',
				fetch: 'readonly',
				setTimeout: 'readonly',
			},
		},
	},
	{
		files: scripts,
		extends: [js.configs.recommended],
		languageOptions: {
			globals: {
				Buffer: 'readonly',
				URL: 'readonly',
				__dirname: 'readonly',
				__filename: 'readonly',
				console: 'readonly',
				exports: 'writable',
				module: 'writable',
				process: 'readonly',
				require: 'readonly',
			},
		},
		rules: { 'no-restricted-syntax': ['error', silentCatch] },
	},
	{ files: ['**/*.cjs', '*.js'], languageOptions: { sourceType: 'commonjs' } },
);
