/** Output schemas: every operation has one, none is stale, and real outputs fit. */
import Ajv2020 from 'ajv/dist/2020';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { item, rowsOf, toItems } from '../../engine/output';
import { outputSchemas, readContract } from '../../scripts/schemas/outputs';
import { SCHEMED, staleSchemas } from '../../scripts/schemas/files';
import { operations, loadContract } from '../contracts/contract';

const ROOT = join(__dirname, '..', '..');
const ajv = new Ajv2020({ strict: false });

test('no schema is stale or left over; if this fails, run "npm run docs"', () => {
	expect(staleSchemas(false)).toEqual([]);
});

describe.each(SCHEMED)('$folder', ({ folder, contract, provider }) => {
	test('every operation has a schema with something in it', () => {
		for (const { file, schema } of outputSchemas(provider, contract)) {
			expect(existsSync(join(ROOT, 'nodes', folder, file))).toBe(true);
			expect([file, Object.keys((schema.properties ?? {}) as object).length > 0]).toEqual([
				file,
				true,
			]);
		}
	});

	test("the contract's documented answers, as the node gives them out, fit", () => {
		expect(readContract(contract).openapi).toBe('3.1.0');
		const routes = operations(loadContract(contract));
		const template = (path: string) => path.replace(/\{[^}]+\}/g, '{}');
		let checked = 0;
		for (const { value, operations: list } of provider.resources)
			for (const operation of list) {
				const { request, output = item() } = operation;
				const route = routes.find(
					(entry) =>
						entry.method === request.method && template(entry.path) === template(request.path),
				);
				const examples = Object.entries(
					(route?.operation.responses ?? {}) as Record<
						string,
						{
							content?: Record<
								string,
								{ example?: unknown; examples?: Record<string, { value: unknown }> }
							>;
						}
					>,
				)
					.filter(([status]) => status.startsWith('2'))
					.flatMap(([, { content = {} }]) =>
						Object.values(content).flatMap(({ example, examples = {} }) => [
							example,
							...Object.values(examples).map(({ value: one }) => one),
						]),
					)
					.filter((example) => example !== undefined);
				if (output.kind === 'file') continue;
				const path = join(
					ROOT,
					'nodes',
					folder,
					'__schema__',
					'v1.0.0',
					value,
					`${operation.value}.json`,
				);
				const fits = ajv.compile(JSON.parse(readFileSync(path, 'utf8')) as object);
				for (const example of examples) {
					const rows = rowsOf(output, provider.unwrap?.(example) ?? example);
					for (const { json } of toItems(operation, rows, {
						itemIndex: 0,
						values: {},
						simplify: false,
					})) {
						const withoutNulls: unknown = JSON.parse(
							JSON.stringify(json),
							(_key, entry: unknown) => (entry === null ? undefined : entry),
						);
						checked++;
						expect([
							`${value}.${operation.value}`,
							fits(withoutNulls),
							fits.errors ?? null,
						]).toEqual([`${value}.${operation.value}`, true, null]);
					}
				}
			}
		expect(checked).toBeGreaterThan(20);
	});
});
