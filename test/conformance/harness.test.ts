/** Tests of the conformance test itself: it has to find planted mistakes. */
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';

import { describe as describeNode } from '../../engine/editor/describe';
import { choice, collection, number, rows, shownFor, text } from '../../engine/define/fields';
import { run } from '../../engine/run/run';
import type { Operation, Provider, Resource } from '../../engine/define/types';
import { MyOperator } from '../../nodes/MyOperator/MyOperator.node';
import { Conformance } from './conform';
import { sendables, sentBy } from './coverage';
import { PROVIDERS, type ProviderCase } from './providers';
import { parameterSets } from './samples';

const [original] = PROVIDERS as [ProviderCase];

/** MyOperator with one operation changed, run against the true contract. */
async function failuresOf(
	resource: string,
	operation: string,
	change: (one: Operation) => Operation,
): Promise<string[]> {
	const provider: Provider = {
		...original.provider,
		resources: original.provider.resources
			.filter(({ value }) => value === resource)
			.map((one) => ({
				...one,
				operations: one.operations.filter(({ value }) => value === operation).map(change),
			})),
	};
	class Changed implements INodeType {
		description = { ...new MyOperator().description, properties: describeNode(provider) };

		async execute(this: IExecuteFunctions) {
			return await run(this, provider);
		}
	}
	const conformance = new Conformance({ ...original, provider, node: Changed });
	await conformance.server.start();
	try {
		const [only] = provider.resources as [Resource];
		const { failures } = await conformance.outcome(only, only.operations[0] as Operation);
		return failures;
	} finally {
		await conformance.server.stop();
	}
}

const renamed = (one: Operation, field: string, as: string): Operation => ({
	...one,
	fields: one.fields?.map((entry) => (entry.name === field ? { ...entry, send: { as } } : entry)),
});

describe('a fault in a descriptor is found', () => {
	test('none: the same harness reports nothing', async () => {
		expect(await failuresOf('message', 'sendText', (one) => one)).toEqual([]);
	});

	test('a misspelt body field', async () => {
		const [failure = ''] = await failuresOf('message', 'sendText', (one) =>
			renamed(one, 'text', 'data.context.bdy'),
		);
		expect(failure).toContain("must have required property 'body'");
	});

	test('a misspelt query name', async () => {
		const failures = await failuresOf('phoneNumber', 'getMany', (one) => ({
			...one,
			filters: [text('waba', 'Account', 'The account', { placeholder: 'e.g. 1' })],
		}));
		expect(failures.join()).toContain('query / must NOT have additional properties waba');
	});

	test('another route than the one declared', async () => {
		const failures = await failuresOf('contact', 'get', (one) => ({
			...one,
			request: {
				...one.request,
				shape: (parts) => ({ ...parts, path: '/chat/campaigns/1009' }),
			},
		}));
		expect(failures.join()).toContain('is not the route declared');
	});

	test('a missing required field', async () => {
		const failures = await failuresOf('call', 'connectNumbers', (one) => ({
			...one,
			fields: one.fields?.filter(({ name }) => name !== 'number'),
		}));
		expect(failures.join()).toContain("must have required property 'number'");
	});

	test('outputs without pairing', async () => {
		const failures = await failuresOf('contact', 'get', (one) => ({
			...one,
			output: { kind: 'entries', at: 'name', key: 'id' },
		}));
		expect(failures.join()).toContain('no output is paired with item 0');
	});
});

describe('parameter sets', () => {
	const operation: Operation = {
		name: 'Make',
		value: 'make',
		action: 'Make a thing',
		description: 'Make it',
		request: { method: 'POST', path: '/things' },
		fields: [
			text('title', 'Title', 'Its title', { required: true, placeholder: 'e.g. Tea' }),
			choice('kind', 'Kind', 'Its kind', [
				['plain', 'Plain'],
				['filled', 'Filled'],
			]),
			...shownFor(
				{ kind: ['filled'] },
				choice('filling', 'Filling', 'What is in it', [
					['jam', 'Jam'],
					['cream', 'Cream'],
				]),
				...shownFor({ filling: ['jam'] }, text('fruit', 'Fruit', 'Which', { required: true })),
			),
			rows('parts', 'Parts', 'Its parts', {
				label: 'Part',
				button: 'Add Part',
				fields: [
					choice('shape', 'Shape', 'Its shape', [
						['round', 'Round'],
						['square', 'Square'],
					]),
					...shownFor({ shape: ['square'] }, number('edge', 'Edge', 'Its edge', { default: 3 })),
				],
			}),
		],
		options: [
			choice('colour', 'Colour', 'Its colour', [
				['red', 'Red'],
				['green', 'Green'],
				['blue', 'Blue'],
			]),
			text('a', 'A', 'One or the other'),
			text('b', 'B', 'One or the other'),
		],
	};
	const resource: Resource = { name: 'Thing', value: 'thing', operations: [operation] };
	const sets = parameterSets(resource, operation, {
		apart: [['additionalFields.a', 'additionalFields.b']],
	});
	const all = sets.map(({ parameters }) => JSON.stringify(parameters));
	const some = (...parts: string[]) =>
		expect(all.some((one) => parts.every((part) => one.includes(part)))).toBe(true);

	test('begin with only what is required', () => {
		expect(sets[0]?.parameters).toEqual({ resource: 'thing', operation: 'make', title: 'Tea' });
	});

	test('reach fields that depend on others, also in rows', () => {
		some('"filling":"jam"', '"fruit"');
		some('"filling":"cream"');
		some('"shape":"square"', '"edge":3');
		some('"shape":"round"');
	});

	test('send every choice once', () => {
		for (const colour of ['red', 'green', 'blue']) some(`"colour":"${colour}"`);
	});

	test('separate fields that exclude each other', () => {
		some('"a":');
		some('"b":');
		expect(all.filter((one) => one.includes('"a":') && one.includes('"b":'))).toEqual([]);
	});

	test('refuse a condition that can never be true', () => {
		const lost: Operation = {
			...operation,
			fields: shownFor({ nothing: ['x'] }, text('lost', 'Lost', 'Never shown')),
			options: [collection('more', 'More', 'More of it', [])],
		};
		expect(() => parameterSets(resource, lost)).toThrow('depends on "nothing"');
	});
});

describe('coverage', () => {
	const operation = {
		host: 'api',
		method: 'POST',
		path: '/things',
		operationId: 'make',
		pointer: '',
		parameters: [],
		operation: {
			requestBody: {
				content: {
					'application/json': {
						schema: {
							oneOf: [
								{
									properties: { kind: { const: 'a' }, list: { items: { properties: { x: {} } } } },
								},
								{ properties: { kind: { const: 'b' } }, patternProperties: { '^custom_': {} } },
							],
						},
					},
				},
			},
		},
	};
	const sent = (body: unknown) =>
		new Set(
			sentBy({
				operation,
				body,
				method: 'POST',
				target: '',
				problems: [],
				path: {},
				query: {},
				headers: {},
				contentType: 'application/json',
			}),
		);
	const unset = (body: unknown) =>
		sendables(operation)
			.filter(({ matches }) => ![...sent(body)].some(matches))
			.map(({ name }) => name);

	test('names the fields and documented values that were not sent', () => {
		expect(unset({ kind: 'a', list: [{ x: 1 }] })).toEqual([
			'make body kind =b',
			'make body ^custom_',
		]);
		expect(unset({ kind: 'b', custom_size: 'L' })).toEqual([
			'make body kind =a',
			'make body list',
			'make body list[]',
			'make body list[].x',
		]);
	});
});
