/** No ID leads to another route: for every operation, and every field whose value is in the path. */
import type { IDataObject } from 'n8n-workflow';

import { placeOf } from '../../engine/define/defaults';
import type { Operation } from '../../engine/define/types';
import { WrongValue } from '../../engine/define/values';
import { formOf } from '../../engine/editor/describe';
import { collect } from '../../engine/item/collect';
import { toHttp } from '../../engine/item/encode';
import { PROVIDERS } from './providers';
import { overrideFor, parameterSets } from './samples';

const EVIL = ['.', '..', '../..', '..\\..', 'a/../../b', './', '%2e%2e/..', ' .. '];

/** "Label: what is wrong". */
const NAMES_A_FIELD = /^[A-Z][^:]*: /;

/** The paths of an item's request, and of its second route, as a server sees them. */
async function pathsOf(operation: Operation, parameters: IDataObject): Promise<string[]> {
	const read = (name: string, fallback: unknown) => parameters[name] ?? fallback;
	const { parts } = collect(operation, read, 'UTC', 'IN');
	const routes = [parts, operation.request.otherRoute?.(parts) ?? parts];
	const requests = routes.map(
		async (route) => await toHttp({ method: 'GET' }, route, 'https://api.example.com'),
	);
	return (await Promise.all(requests)).map(({ url }) => new URL(url).pathname);
}

/** A locator keeps its mode. */
const withValue = (given: unknown, value: string) =>
	typeof given === 'object' && given !== null ? { ...given, mode: 'id', value } : value;

const partsIn = (path: string) => path.split(/\/|%2f|%5c/i);

describe.each(PROVIDERS.map((one) => [one.provider.name, one] as const))('%s', (_name, one) => {
	const operations = one.provider.resources.flatMap((resource) =>
		resource.operations.map((operation) => ({ resource, operation })),
	);

	test('a value in a path is refused when it would lead elsewhere', async () => {
		const passed: string[] = [];
		let refused = 0;
		for (const { resource, operation } of operations) {
			const override = overrideFor(one.overrides, resource.value, operation.value);
			const sets = parameterSets(resource, operation, override);
			const inPath = formOf(operation).filter((field) => placeOf(operation, field) === 'path');
			for (const { name } of inPath)
				for (const value of EVIL) {
					const set = sets.find(({ parameters }) => name in parameters);
					const parameters = {
						...set?.parameters,
						[name]: withValue(set?.parameters[name], value),
					};
					const where = `${resource.value}.${operation.value} ${name} "${value}"`;
					await pathsOf(operation, parameters).then(
						(paths) => passed.push(`${where}: ${paths.join(' ')}`),
						(error: unknown) =>
							error instanceof WrongValue && NAMES_A_FIELD.test(error.message)
								? refused++
								: passed.push(`${where}: ${String(error)}`),
					);
				}
		}
		expect(passed).toEqual([]);
		expect(refused).toBeGreaterThan(EVIL.length * 5);
	});

	test('no other value changes the route either', async () => {
		const changed: string[] = [];
		let unchanged = 0;
		for (const { resource, operation } of operations) {
			const override = overrideFor(one.overrides, resource.value, operation.value);
			for (const { parameters } of parameterSets(resource, operation, override).slice(0, 2)) {
				const usual = await pathsOf(operation, parameters);
				for (const [name, given] of Object.entries(parameters)) {
					if (['resource', 'operation'].includes(name)) continue;
					const paths = await pathsOf(operation, {
						...parameters,
						[name]: withValue(given, '..'),
					}).catch((error: unknown) => {
						if (error instanceof WrongValue) return usual;
						throw error;
					});
					const lengths = paths.map((path) => partsIn(path).length);
					if (String(lengths) === String(usual.map((path) => partsIn(path).length))) unchanged++;
					else changed.push(`${resource.value}.${operation.value} ${name}: ${paths.join(' ')}`);
				}
			}
		}
		expect(changed).toEqual([]);
		expect(unchanged).toBeGreaterThan(50);
	});
});
