/** Expressions evaluated together give what n8n gives when it evaluates them one by one. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { batchExpressions } from '../../engine/run/expressions';
import { runNode } from '../harness/n8n';
import { engineBench, numbers } from './setup';
import { Probe, probeApi } from './probe';

const bench = engineBench();

interface Seen {
	together: Array<Map<string, unknown>>;
	apart: unknown[];
}

/** Reads the parameter `text` of every item in both ways, in n8n's own engine. */
async function bothWays(text: unknown, items: IDataObject[]): Promise<Seen> {
	const seen: Seen = { together: [], apart: [] };
	const node = new Probe();
	node.execute = async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const batch = batchExpressions(this, ['text', 'to']);
		for (const index of items.keys()) {
			seen.together.push(batch?.valuesOf(index) ?? new Map());
			try {
				seen.apart.push(this.getNodeParameter('text', index));
			} catch (error) {
				seen.apart.push(error);
			}
		}
		return [[]];
	};
	await runNode({
		node,
		parameters: {
			resource: 'thing',
			operation: 'send',
			to: '={{ $json.a }}',
			text: text as string,
		},
		items: items.map((json) => ({ json })),
		credential: { type: probeApi, data: {} },
	});
	return seen;
}

const ITEM = { a: 'Asha', n: 7, yes: true, empty: '', nothing: null, deep: { list: [1, 2] } };

test.each([
	['={{ $json.a }}', 'Asha'],
	['={{ $json.n }}', 7],
	['={{ $json.yes }}', true],
	['={{ $json.empty }}', ''],
	['=Hi {{ $json.a }}, {{ $json.n + 1 }} {{ $json.yes }}!', 'Hi Asha, 8 true!'],
	['={{ $json.a }}{{ $json.n }}', 'Asha7'],
	['={{ $json.a }} ', 'Asha '],
	['={{ $json.deep.list[1] }}', 2],
	['={{ $json.a.toUpperCase() }}', 'ASHA'],
	['={{ ({ x: { y: 1 } }).x.y }}', 1],
	['={{ $json.a // the name\n }}', 'Asha'],
	['={{ $itemIndex }}', 0],
	['={{ $("Start").item.json.a }}', 'Asha'],
	['={{ "(" + $json.a + ")," }}', '(Asha),'],
])('%s', async (text, expected) => {
	const { together, apart } = await bothWays(text, [ITEM]);
	expect(apart[0]).toEqual(expected);
	expect(together[0]?.get('text')).toEqual(expected);
});

test.each([
	['an object', '={{ $json.deep }}'],
	['a list', '={{ $json.deep.list }}'],
	['a date', '={{ $now }}'],
	['something missing inside a text', '=Hi {{ $json.missing }}'],
	['text without an expression', '=Hi'],
	['an escaped bracket', '=\\{{ {{ $json.a }}'],
	['an open bracket', '=Hi {{ $json.a'],
	['a parameter of the node', '={{ $parameter.operation }}'],
	['a value for a tool', "={{ $fromAI('text') }}"],
	['an empty expression', '={{ }}'],
	['more than one statement', '={{ $json.a; }}'],
	['brackets that close too early', '={{ $json.a), ($json.a }}'],
])('%s is left to n8n', async (_name, text) => {
	const { together } = await bothWays(text, [ITEM]);
	expect(together[0]?.has('text')).toBe(false);
});

test('nothing is nothing', async () => {
	const { together } = await bothWays('={{ $json.nothing }}', [ITEM]);
	expect(together[0]?.get('text')).toBeNull();
});

test('an error of one item is told for that item, the others are read together', async () => {
	const failing = '={{ $json.n > 1 ? (() => { throw new Error("boom") })() : $json.a }}';
	const { together, apart } = await bothWays(failing, [{ a: 'x', n: 1 }, ITEM, { a: 'y', n: 0 }]);
	expect(together.map((values) => values.get('text'))).toEqual([apart[0], undefined, apart[2]]);
});

test('a whole item: requests are the same as with n8n reading each parameter', async () => {
	const parameters = {
		to: '={{ $json.phone }}',
		text: '=No. {{ $json.index }}',
		additionalFields: {
			mode: '={{ $json.index % 2 ? "a" : "b" }}',
			buttons: { row: [{ title: '={{ "T" + $json.index }}', id: 'fixed' }] },
		},
	};
	await bench.run('send', parameters, numbers(3));
	const together = bench.server.got.map((got) => got.json());
	bench.server.reset();
	// Looking at the node's parameters makes n8n read it on its own, and everything else with it.
	const apart = { ...parameters, text: '=No. {{ $parameter.operation && $json.index }}' };
	await bench.run(
		'send',
		{ ...apart, to: '={{ $parameter.operation && $json.phone }}' },
		numbers(3),
	);
	expect(together).toEqual(bench.server.got.map((got) => got.json()));
	expect(together[1]).toMatchObject({ to: '919876500001', message: { text: 'No. 1' }, mode: 'a' });
});
