/** Required lists of small forms: n8n's editor marks them while they are empty, and only then. */
import { type INodeParameters, type INodePropertyOptions, NodeHelpers } from 'n8n-workflow';

import { publishedNodes } from '../../scripts/package/nodes';

const nodes = new Map(publishedNodes().map(({ name, node }) => [name, node.description]));

/** Every list with what has to be chosen so that the form shows it. */
const lists = [...nodes].flatMap(([name, { properties }]) =>
	properties
		.filter(({ type, required, typeOptions }) => {
			return type === 'fixedCollection' && required && typeOptions?.multipleValues;
		})
		.map((list) => {
			const shown = Object.entries(list.displayOptions?.show ?? {}).map(([key, values]) => {
				const first = values?.[0];
				if (typeof first !== 'string') throw new Error(`${name}: ${list.name} is shown by ${key}`);
				return [key, first];
			});
			return [name, list.name, Object.fromEntries(shown) as INodeParameters] as const;
		}),
);

function marked(name: string, parameters: INodeParameters): string[] {
	const description = nodes.get(name);
	if (!description) throw new Error(`There is no node ${name}`);
	const { properties } = description;
	const node = {
		id: 'node-1',
		name: description.displayName,
		type: description.name,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters:
			NodeHelpers.getNodeParameters(properties, parameters, true, false, null, description) ?? {},
	};
	const issues = NodeHelpers.getNodeParametersIssues(properties, node, description);
	return Object.keys(issues?.parameters ?? {});
}

test('four of the nodes have some', () => {
	expect(new Set(lists.map(([name]) => name)).size).toBe(4);
	expect(lists.length).toBeGreaterThan(9);
});

test.each(lists)('%s: %s', (name, list, shown) => {
	expect(marked(name, shown)).toContain(list);
	expect(marked(name, { ...shown, [list]: { entry: [{}] } })).not.toContain(list);
	const property = nodes.get(name)?.properties.find((entry) => entry.name === 'operation');
	const other = (property?.options?.[0] as INodePropertyOptions).value as string;
	expect(marked(name, { ...shown, operation: other })).not.toContain(list);
});

test('a list within a list is not marked: n8n does not find what is in it', () => {
	const cards = { entry: [{ media: 'https://files.example.com/a.jpg', buttons: {} }] };
	expect(marked('Whapi', { resource: 'message', operation: 'sendCarousel', cards })).not.toContain(
		'buttons',
	);
});
