/** Output schemas: every operation has one, none is stale, and real outputs fit. */
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { at } from '../../engine/define/values';
import { rowsOf, toItems } from '../../engine/item/decode';
import { item } from '../../engine/define/outputs';
import type { Operation, Provider } from '../../engine/define/types';
import { outputSchemas } from '../../scripts/schemas/outputs';
import { PROVIDERS } from '../../scripts/providers';
import { staleSchemas } from '../../scripts/schemas/files';
import { operations, loadContract } from '../contracts/contract';

const ROOT = join(__dirname, '..', '..');
/** n8n's reviewers want "Simplify" from here on. */
const WIDE = 10;
const ajv = new Ajv2020({ strict: false });
const compiled = new Map<string, ValidateFunction>();

/** Large schemas are the same for many operations, such as all that send: each is compiled once. */
function validatorOf(schema: string): ValidateFunction {
	const known = compiled.get(schema) ?? ajv.compile(JSON.parse(schema) as object);
	compiled.set(schema, known);
	return known;
}

const propertiesOf = (schema: Record<string, unknown>) =>
	Object.keys((schema.properties ?? {}) as object);

const template = (path: string) => path.replace(/\{[^}]+\}/g, '{}');

interface Responses {
	[status: string]: {
		content?: Record<string, { example?: unknown; examples?: Record<string, { value: unknown }> }>;
	};
}

/** The documented success bodies of an operation. */
function examplesOf(contract: string, { request }: Operation): unknown[] {
	const route = operations(loadContract(contract)).find(
		(entry) => entry.method === request.method && template(entry.path) === template(request.path),
	);
	return Object.entries((route?.operation.responses ?? {}) as Responses)
		.filter(([status]) => status.startsWith('2'))
		.flatMap(([, { content = {} }]) =>
			Object.values(content).flatMap(({ example, examples = {} }) => [
				example,
				...Object.values(examples).map(({ value }) => value),
			]),
		)
		.filter((example) => example !== undefined);
}

function outputsOf(
	provider: Provider,
	operation: Operation,
	example: unknown,
	simplify: boolean,
): Array<Record<string, unknown>> {
	const { output = item() } = operation;
	// A refusal with status 200 never becomes an output.
	if (provider.problem({ status: 200, headers: {}, body: example })) return [];
	const body = provider.unwrap?.(example) ?? example;
	// A route that also creates has examples of one row.
	if (output.kind === 'items' && at(body, output.at) === undefined) return [];
	const rows = rowsOf(output, body);
	return toItems(operation, rows, { itemIndex: 0, values: {}, simplify }).map(
		({ json }) => JSON.parse(JSON.stringify(json)) as Record<string, unknown>,
	);
}

const withoutNulls = (value: unknown): unknown =>
	JSON.parse(JSON.stringify(value, (_key, entry: unknown) => (entry === null ? undefined : entry)));

test('no schema is stale or left over; if this fails, run "npm run docs"', () => {
	expect(staleSchemas(false)).toEqual([]);
});

describe.each(PROVIDERS)('$folder', ({ folder, key, provider }) => {
	const all = provider.resources.flatMap(({ value, operations: list }) =>
		list.map((operation) => ({ name: `${value}.${operation.value}`, value, operation })),
	);
	const full = outputSchemas(provider, key, false);
	const simplified = outputSchemas(provider, key);
	const fileOf = (resource: string, { value }: Operation) =>
		join('__schema__', 'v1.0.0', resource, `${value}.json`);
	const schemaIn = (list: typeof full, resource: string, operation: Operation) =>
		list.find(({ file }) => file === fileOf(resource, operation))?.schema ?? {};

	test('every operation has a schema with something in it', () => {
		for (const { file, schema } of simplified) {
			expect(existsSync(join(ROOT, 'nodes', folder, file))).toBe(true);
			expect([file, propertiesOf(schema).length > 0]).toEqual([file, true]);
		}
	});

	test('wide outputs are simplified, to about ten fields that are there', () => {
		const wrong = all.flatMap(({ name, value, operation }) => {
			const before = propertiesOf(schemaIn(full, value, operation)).length;
			const kept = propertiesOf(schemaIn(simplified, value, operation));
			if (before > WIDE && !operation.simplify) return [`${name} has ${before} fields`];
			if (!operation.simplify) return [];
			const missing = operation.simplify
				.map((entry) => (typeof entry === 'string' ? entry.split('.').at(-1) : entry[0]))
				.map((key) => (key === 'error' ? 'errorDetails' : key))
				.filter((key) => !kept.includes(String(key)));
			return [
				...missing.map((key) => `${name}: "${key}" is never there`),
				...(kept.length > WIDE + 3 ? [`${name} keeps ${kept.length} fields`] : []),
			];
		});
		expect(wrong).toEqual([]);
	});

	test('a name has the same meaning simplified and in full', () => {
		const typesIn = (list: typeof full, resource: string, operation: Operation) =>
			Object.entries(
				(schemaIn(list, resource, operation).properties ?? {}) as Record<string, { type?: string }>,
			);
		const wrong = all.flatMap(({ name, value, operation }) => {
			const before = new Map(typesIn(full, value, operation));
			return typesIn(simplified, value, operation)
				.filter(([key, { type }]) => before.has(key) && before.get(key)?.type !== type)
				.map(([key]) => `${name}: ${key}`);
		});
		expect(wrong).toEqual([]);
	});

	test.each([
		['simplified', true],
		['in full', false],
	] as const)(
		"the contract's documented answers, as the node gives them out %s, fit",
		(_how, simplify) => {
			expect(loadContract(key).document.openapi).toBe('3.1.0');
			let checked = 0;
			for (const { name, value, operation } of all) {
				if (operation.output?.kind === 'file') continue;
				const written = join(ROOT, 'nodes', folder, fileOf(value, operation));
				const fits = validatorOf(
					simplify
						? readFileSync(written, 'utf8')
						: JSON.stringify(schemaIn(full, value, operation)),
				);
				for (const example of examplesOf(key, operation))
					for (const json of outputsOf(provider, operation, example, simplify)) {
						checked++;
						expect([name, fits(withoutNulls(json)), fits.errors ?? null]).toEqual([
							name,
							true,
							null,
						]);
					}
			}
			expect(checked).toBeGreaterThan(20);
		},
	);

	test('a simplified answer contains only values of the full one', () => {
		for (const { name, operation } of all.filter((entry) => entry.operation.simplify))
			for (const example of examplesOf(key, operation)) {
				const whole = outputsOf(provider, operation, example, false);
				outputsOf(provider, operation, example, true).forEach((json, index) => {
					const said = JSON.stringify(whole[index]);
					const isReworded = (key: string) => operation.inWords && !(key in (whole[index] ?? {}));
					for (const [key, entry] of Object.entries(json).filter(([key]) => !isReworded(key)))
						expect([name, key, said.includes(JSON.stringify(entry))]).toEqual([name, key, true]);
				});
			}
	});
});
