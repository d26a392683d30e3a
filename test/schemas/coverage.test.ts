/** Output schemas of all published nodes, by what n8n looks for: resource and operation, or "output". */
import type { INodePropertyOptions } from 'n8n-workflow';

import { shapeFields } from '../../scripts/docs/events';
import { publishedNodes } from '../../scripts/package/nodes';
import { type JsonSchema, writtenSchema } from './written';

const folderOf = (name: string) => name.replace(/Trigger$/, '');
const nodes = publishedNodes();
const isTrigger = ({ node }: (typeof nodes)[number]) => node.description.group.includes('trigger');

const operations = nodes
	.filter((entry) => !isTrigger(entry))
	.flatMap(({ name, node }) =>
		node.description.properties
			.filter((property) => property.name === 'operation')
			.flatMap(({ displayOptions, options }) =>
				(displayOptions?.show?.resource ?? []).flatMap((resource) =>
					(options as INodePropertyOptions[]).map(
						({ value }) => [name, String(resource), String(value)] as const,
					),
				),
			),
	);

test('every operation that a node offers has one, with fields in it', () => {
	expect(operations.length).toBeGreaterThan(360);
	const without = operations.filter(
		([name, ...parts]) =>
			!Object.keys(writtenSchema(folderOf(name), ...parts)?.properties ?? {}).length,
	);
	expect(without).toEqual([]);
});

const pathsOf = ({ properties = {}, items }: JsonSchema, path = ''): string[] =>
	items?.properties
		? pathsOf(items, `${path}[]`)
		: Object.entries(properties).flatMap(([name, inner]) => {
				const own = path ? `${path}.${name}` : name;
				return [own, ...pathsOf(inner, own)];
			});

test.each(nodes.filter(isTrigger).map(({ name }) => name))(
	'%s describes every field of an event',
	(name) => {
		const described = pathsOf(writtenSchema(folderOf(name), 'output') ?? {});
		expect(described.sort()).toEqual(
			shapeFields()
				.map(({ path }) => path)
				.sort(),
		);
	},
);
