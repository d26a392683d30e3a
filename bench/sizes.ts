/**
 * CPU of the engine for one item as the node grows, HTTP taken out: `tsx sizes.ts <items> <rounds>`.
 * Prints `{"20": [ms per item, ...], ...}`; its own process, so that nothing else runs in it.
 */
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';

import { describe } from '../engine/editor/describe';
import { text } from '../engine/define/fields';
import { run } from '../engine/run/run';
import type { Operation, Provider } from '../engine/define/types';
import { bigRun } from '../test/engine/bigRun';
import { probe } from '../test/engine/probe';

const SIZES = [20, 200, 400];

function sizedNode(size: number): INodeType {
	const operation = (index: number): Operation => ({
		name: `Send ${index}`,
		value: `send${index}`,
		action: `Send ${index}`,
		description: `Send ${index}`,
		request: { method: 'POST', path: `/send/${index}` },
		fields: [
			text('to', 'To', 'To', { required: true }),
			text(`text${index}`, 'Text', 'Text', { send: { as: 'message.text' } }),
		],
		options: [text('replyTo', 'Reply To', 'Reply to'), text('reference', 'Reference', 'Reference')],
	});
	const operations = Array.from({ length: size }, (_, index) => operation(index));
	const provider: Provider = {
		...probe,
		resources: [{ name: 'Thing', value: 'thing', operations }],
	};
	return {
		description: {
			displayName: 'Sized',
			name: 'sized',
			group: ['output'],
			version: 1,
			description: '',
			defaults: { name: 'Sized' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'probeApi', required: true }],
			properties: describe(provider),
		},
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			return await run(this, provider);
		},
	};
}

async function main(): Promise<void> {
	const [items = 2000, rounds = 5] = process.argv.slice(2).map(Number);
	const costs: Record<string, number[]> = {};
	for (let round = -1; round < rounds; round++)
		for (const size of SIZES) {
			const middle = Math.floor(size / 2);
			const parameters = {
				to: '919876543210',
				[`text${middle}`]: 'Hello',
				additionalFields: { replyTo: 'message-1', reference: 'order-1' },
			};
			const node = sizedNode(size);
			const answer = () => ({ ok: true });
			const done = await bigRun(`send${middle}`, parameters, items, answer, {}, node);
			if (done.result.items.length !== items) throw new Error(String(done.result.error));
			// The first round is for the compiler.
			if (round >= 0) (costs[size] ??= []).push(done.cpu / items);
		}
	process.stdout.write(`${JSON.stringify(costs)}\n`, () => process.exit(0));
}

void main();
