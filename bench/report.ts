/** The figures as a page for people. */
import { availableParallelism } from 'node:os';

import type { Timing } from './sends';
import type { Sender, Values } from './workflows';

export interface LoadReport {
	/** Milliseconds. */
	took: number;
	/** Bytes of each description, plain and compressed. */
	nodes: Record<string, { plain: number; packed: number; properties: number }>;
}

export interface Results {
	sends: Array<Timing & { sender: Sender; values: Values }>;
	loops: Timing[];
	/** Events per second. */
	hooks: Record<'trigger' | 'webhook', number[]>;
	/** Milliseconds of CPU per item, by the number of operations. */
	sizes: Record<string, number[]>;
	load: LoadReport[];
	/** Milliseconds of CPU per item, of the node and of a bare loop of n8n's helper. */
	helper: Record<'literal' | 'expression', Array<[node: number, loop: number]>>;
}

interface Target {
	what: string;
	value: number;
	wanted: string;
	met: boolean;
}

const median = (values: number[]): number => {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2
		? (sorted[middle] ?? NaN)
		: ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};

const number = (value: number, digits = 0) =>
	value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const table = (head: string[], rows: string[][]) =>
	[head, head.map((_, index) => (index ? '---:' : '---')), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');

/** Per item, in milliseconds. */
function each(
	results: Results,
	sender: Sender,
	values: Values,
	count: number,
	key: 'took' | 'cpu',
) {
	const found = results.sends.filter(
		(one) => one.sender === sender && one.values === values && one.count === count,
	);
	return median(found.map((one) => one[key] / count));
}

const WORDS: Record<Values, string> = { literal: 'literal values', expressions: '4 expressions' };

const HELPER_WORDS = {
	literal: 'literal values, one after the other',
	expression: 'the recipient by an expression, five at once',
};

/** @returns the page, and the targets that were missed */
export function report(
	results: Results,
	{ small, large }: { small: number; large: number },
): { text: string; missed: string[] } {
	const targets: Target[] = [];
	const target = (what: string, value: number, limit: number, atLeast = false) =>
		targets.push({
			what,
			value,
			wanted: `${atLeast ? 'at least' : 'at most'} ${limit}`,
			met: atLeast ? value >= limit : value <= limit,
		});
	const floor = median(results.loops.map(({ took, count }) => took / count));
	const rows: string[][] = [];
	for (const values of ['literal', 'expressions'] as const) {
		for (const count of [small, large]) {
			const ours = each(results, 'node', values, count, 'took');
			const http = each(results, 'http', values, count, 'took');
			const cpu = each(results, 'node', values, count, 'cpu');
			const httpCpu = each(results, 'http', values, count, 'cpu');
			rows.push([
				`${number(count)}, ${WORDS[values]}`,
				number(ours, 2),
				number(http, 2),
				`**${number(ours / http, 2)}**`,
				number(cpu / httpCpu, 2),
				number(ours / floor, 1),
			]);
			target(
				`${number(count)} sends, ${WORDS[values]}: time against HTTP Request`,
				ours / http,
				0.5,
			);
		}
		target(
			`${WORDS[values]}: per item at ${number(large)} against ${number(small)}`,
			each(results, 'node', values, large, 'took') / each(results, 'node', values, small, 'took'),
			1.2,
		);
	}
	for (const values of ['literal', 'expressions'] as const) {
		const ours = each(results, 'node', values, small, 'took');
		const http = each(results, 'httpJson', values, small, 'took');
		const cpu =
			each(results, 'node', values, small, 'cpu') / each(results, 'httpJson', values, small, 'cpu');
		const what = `${number(small)}, ${WORDS[values]}, its body as one JSON text`;
		rows.push([
			what,
			number(ours, 2),
			number(http, 2),
			`**${number(ours / http, 2)}**`,
			number(cpu, 2),
			'',
		]);
	}
	const routed = (['literal', 'expressions'] as const).map((values) => {
		const count = results.sends.find((one) => one.sender === 'routing' && one.values === values)
			?.count as number;
		const ours = each(results, 'node', values, count, 'took');
		const native = each(results, 'routing', values, count, 'took');
		return [
			`${number(count)}, ${WORDS[values]}`,
			number(ours, 2),
			number(native, 2),
			number(ours / native, 3),
		];
	});
	const sizes = Object.entries(results.sizes).map(
		([size, costs]) => [Number(size), Math.min(...costs)] as const,
	);
	const costs = sizes.map(([, cost]) => cost);
	target('CPU per item, 400 operations against 20', (costs.at(-1) ?? NaN) / (costs[0] ?? NaN), 1.1);
	const trigger = median(results.hooks.trigger);
	const webhook = median(results.hooks.webhook);
	target('Events per second against the Webhook node', trigger / webhook, 0.9, true);
	const beside = Object.entries(results.helper).map(
		([name, pairs]) => [name, median(pairs.map(([node, loop]) => node / loop))] as const,
	);
	const MOST = { literal: 1.15, expression: 1.4 };
	for (const [name, ratio] of beside)
		target(
			`CPU of a send against a bare loop of n8n's helper, ${HELPER_WORDS[name as keyof typeof MOST]}`,
			ratio,
			MOST[name as keyof typeof MOST],
		);
	const loading = median(results.load.map(({ took }) => took));
	target('Milliseconds in which n8n loads the package', loading, 100);
	const load = results.load[0]?.nodes ?? {};
	const text = `# Performance

Written by \`npm run bench\`: all of it from one run, in n8n 2.41.1 with its default settings (SQLite,
isolated expressions), Node ${process.versions.node}, ${availableParallelism()} cores, against a local server that answers at once. Read
the ratios; the milliseconds are those of one computer. A real provider is slower than this server,
so that in practice most of the time is spent waiting for it.

## Targets

${table(
	['Target', 'Measured', 'Wanted', ''],
	targets.map(({ what, value, wanted, met }) => [
		what,
		number(value, 2),
		wanted,
		met ? 'met' : '**missed**',
	]),
)}

## Sends

The MyOperator node against n8n's HTTP Request node with the same credential, both with their default
settings (HTTP Request: the body as fields, everything at once; MyOperator: five at a time, in order
for each recipient). The last rows give HTTP Request its body as one text with all expressions in it,
so that n8n evaluates it once; our node evaluates the expressions of an item together as well. Milliseconds per item, of the node alone; the floor is a bare loop with undici over kept
connections (${number(floor, 2)} ms per item), which n8n's request helper does not keep.

${table(['Items', 'MyOperator', 'HTTP Request', 'ratio', 'ratio of CPU', 'times the floor'], rows)}

The same form as a node in n8n's declarative style (\`routing\`):

${table(['Items', 'MyOperator', 'declarative', 'ratio'], routed)}

## Size of the node

CPU of the engine per item, HTTP taken out (n8n's engine around it, the best of several runs):

${table(
	['Operations in the node', 'microseconds per item'],
	sizes.map(([size, cost]) => [String(size), number(cost * 1000, 1)]),
)}

## Triggers

Events per second, one after the other from eight clients, nothing stored: the MyOperator trigger
(header checked, decoded, shaped, repeats dropped) ${number(trigger)}, n8n's Webhook node with header
authentication ${number(webhook)}: **${number(trigger / webhook, 2)}**.

## Loading

n8n loads the package in ${number(loading)} ms. What the editor fetches, once:

${table(
	['Node', 'properties', 'KB', 'KB compressed'],
	Object.entries(load).map(([name, { plain, packed, properties }]) => [
		name,
		String(properties),
		number(plain / 1024),
		number(packed / 1024),
	]),
)}
`;
	const missed = targets.filter(({ met }) => !met).map(({ what, value }) => `${what}: ${value}`);
	return { text, missed };
}
