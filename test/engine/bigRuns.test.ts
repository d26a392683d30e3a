/** Very many items: order, pairs, memory, and turns for the rest of the process. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { IDataObject } from 'n8n-workflow';

import { library } from '../../engine/define/phone/library';
import { bigRun } from './bigRun';

const COUNT = 20_000;
/** A collection of all garbage may take one long turn; the engine's own work none. */
const MOST_LONG_TURNS = 1;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** The phone number library is loaded with the first number, once in a process: no part of a run. */
beforeAll(() => {
	expect(library().isCallingCode('91')).toBe(true);
});

test('outputs are in order and paired, little is read ahead, and others get their turns', async () => {
	const run = await bigRun(
		'send',
		{ to: '={{ 919000000000 + $json.index }}', text: 'Hello' },
		COUNT,
		({ body }) => ({ ok: true, to: (body as IDataObject).to }),
	);
	const wrong = run.result.items.findIndex(
		({ json, pairedItem }, index) =>
			json.to !== String(919_000_000_000 + index) ||
			(pairedItem as { item: number }).item !== index,
	);
	expect(wrong).toBe(-1);
	expect(run.result.items).toHaveLength(COUNT);
	expect(run.requests).toBe(COUNT);
	expect(run.mostOpen).toBe(5);
	expect(run.mostAhead).toBeLessThanOrEqual(50);
	expect(run.turns).toBeGreaterThan(COUNT / 50);
	expect(run.long).toBeLessThanOrEqual(MOST_LONG_TURNS);
}, 60_000);

test('memory for an item that is done is its output and no more', async () => {
	const marks: number[] = [];
	const mark = () => {
		collectGarbage();
		marks.push(process.memoryUsage().heapUsed);
	};
	await bigRun('send', { to: '919876543210', text: 'Hello' }, COUNT, (_options, count) => {
		if (count === COUNT / 4 || count === COUNT / 2 || count === COUNT) mark();
		return { ok: true, id: `m${count}` };
	});
	const [quarter = 0, half = 0, all = 0] = marks;
	const early = (half - quarter) / (COUNT / 4);
	const late = (all - half) / (COUNT / 2);
	expect(early).toBeLessThan(1_500);
	expect(late).toBeLessThan(1_500);
	// Garbage of the quarter before may be collected in this one and make its figure negative.
	expect(late).toBeLessThan(Math.max(early, 0) * 1.5 + 500);
}, 60_000);

test('thousands of failures, each with its own error', async () => {
	const run = await bigRun(
		'send',
		{ to: '919876543210', text: 'Hello' },
		COUNT / 4,
		(_options, count) => ({ ok: count % 2 === 1, message: `no ${count}` }),
		{ onError: 'continueRegularOutput' },
	);
	const { items } = run.result;
	expect(items).toHaveLength(COUNT / 4);
	for (const [index, { json }] of items.entries())
		expect(json.error).toBe(index % 2 === 1 ? `Probe: no ${index + 1}` : undefined);
	expect(run.long).toBeLessThanOrEqual(MOST_LONG_TURNS);
}, 60_000);

test('a list of 200,000 rows in pages', async () => {
	const page = (number: number) =>
		number > 2000 ? [] : Array.from({ length: 100 }, (_, row) => ({ id: number * 100 + row }));
	const run = await bigRun('list', { returnAll: true }, 1, (_options, count) => ({
		rows: page(count),
	}));
	const { items } = run.result;
	expect(items).toHaveLength(200_000);
	expect(items.findIndex(({ json }, index) => json.id !== index + 100)).toBe(-1);
	expect(items.at(-1)?.pairedItem).toEqual({ item: 0 });
	expect(run.long).toBeLessThanOrEqual(MOST_LONG_TURNS);
}, 60_000);

test('200,000 rows in one answer', async () => {
	const rows = Object.fromEntries(Array.from({ length: 200_000 }, (_, id) => [`r${id}`, { id }]));
	const run = await bigRun('map', {}, 1, () => rows);
	expect(run.result.error).toBeUndefined();
	expect(run.result.items).toHaveLength(200_000);
	// Reading one text as JSON can't be divided; making items of it is.
	expect(run.turns).toBeGreaterThan(100);
}, 60_000);
