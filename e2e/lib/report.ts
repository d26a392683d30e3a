/** Short, aligned text about executions, for people at a terminal. */
import { stripVTControlCharacters, styleText } from 'node:util';
import type { INodeExecutionData } from 'n8n-workflow';
import type { Execution, NodeRun } from './executions';

const VALUE_WIDTH = 40;
const DETAIL_WIDTH = 100;

type Style = Parameters<typeof styleText>[0];

/** Coloured on a terminal, plain everywhere else. */
export function paint(style: Style, text: string): string {
	return process.stdout.isTTY ? styleText(style, text) : text;
}

function clip(text: string, width: number): string {
	const line = stripVTControlCharacters(text).replace(/\s+/g, ' ');
	return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}

/** Rows of cells; each column as wide as its widest cell, the last one open-ended. */
export function table(rows: ReadonlyArray<readonly string[]>): string {
	const columns = Math.max(0, ...rows.map((row) => row.length));
	const shown = (cell = '') => stripVTControlCharacters(cell).length;
	const widths = Array.from({ length: columns }, (_, at) =>
		Math.max(0, ...rows.map((row) => shown(row[at]))),
	);
	return rows
		.map((row) =>
			row
				.map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - shown(cell)))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

/** Every plain value of an object with the path to it; nested objects and arrays are walked. */
function* leaves(value: unknown, path = ''): Generator<[string, string]> {
	if (value === null || value === undefined || value === '') return;
	if (typeof value !== 'object') {
		yield [path, String(value)];
		return;
	}
	for (const [key, member] of Object.entries(value)) {
		yield* leaves(member, path ? `${path}.${key}` : key);
	}
}

/** `key value` pairs of an item, as many as fit into a line; files by name, type and size. */
function summarise(item: INodeExecutionData, width = DETAIL_WIDTH): string {
	const files = Object.entries(item.binary ?? {}).map(([name, file]) => {
		const about = [file.mimeType, file.fileSize].filter(Boolean).join(', ');
		return `${name}: ${file.fileName ?? 'file'} (${about})`;
	});
	const values = [...leaves(item.json)].map(
		([path, value]) => `${path}=${clip(value, VALUE_WIDTH)}`,
	);
	return clip([...files, ...values].join('  '), width);
}

function resultOf(run: NodeRun): string[] {
	if (run.error !== undefined) return [paint('red', 'failed'), clip(run.error, 300)];
	const [first] = run.items;
	const count = `${run.items.length} item${run.items.length === 1 ? '' : 's'}`;
	return [count, first ? summarise(first) : ''];
}

/** One line per node: what it returned, or the error it ended with. */
export function describeExecution(execution: Execution): string {
	return table(
		execution.runs.map((run) => [
			`  ${run.error === undefined ? paint('green', '✓') : paint('red', '✗')} ${run.node}`,
			...resultOf(run),
		]),
	);
}
