/** The forms as people get them: checks beyond n8n's lint rules, on built descriptions. */
import { placeOf } from '../../engine/define/defaults';
import { PROVIDERS } from '../conformance/providers';
import { allProperties, optionsOf, publishedNodes } from '../../scripts/package/nodes';
import { CHECKS } from './properties';

const nodes = publishedNodes();

describe.each(nodes.map(({ name, node }) => [name, node] as const))('%s', (name, node) => {
	test.each(Object.entries(CHECKS))('%s', (_title, check) => {
		expect(check(node)).toEqual([]);
	});

	test('names each of several credentials', () => {
		const { credentials = [] } = node.description;
		const labels = credentials.map(({ displayName }) => displayName);
		if (credentials.length > 1) expect(labels).not.toContain(undefined);
		expect(new Set(labels).size).toBe(credentials.length);
	});

	test('stays small enough to click through', () => {
		const { properties } = node.description;
		const operations = properties
			.filter((property) => property.name === 'operation')
			.flatMap(optionsOf);
		const bytes = JSON.stringify(node.description).length;
		process.stdout.write(
			`${name}: ${operations.length} operations, ${properties.length} properties, ${allProperties(properties).length} fields in all, ${Math.round(bytes / 1024)} KB\n`,
		);
		// n8n walks all properties at every start of a workflow: see docs/architecture.md.
		expect(properties.length).toBeLessThan(600);
		expect(bytes).toBeLessThan(1024 * 1024);
	});
});

describe.each(PROVIDERS.map(({ provider }) => [provider.name, provider] as const))(
	'%s operations',
	(_name, provider) => {
		test('have a field for every value of their path', () => {
			const wrong = provider.resources.flatMap((resource) =>
				resource.operations.flatMap((operation) =>
					(operation.fields ?? [])
						.filter((field) => placeOf(operation, field) === 'path')
						.filter(({ required, type, default: preset }) =>
							type === 'options' ? preset === '' : required !== true,
						)
						.map((field) => `${resource.value}.${operation.value}: ${field.name}`),
				),
			);
			expect(wrong).toEqual([]);
		});
	},
);
