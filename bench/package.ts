/** The package as n8n loads it, with two nodes more: one that makes items, one in n8n's own style. */
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { INodeProperties, INodeType } from 'n8n-workflow';

import { stagePackage, type Stage } from '../scripts/package/stage';

const ITEMS = `class BenchItems {
	description = {
		displayName: 'Bench Items', name: 'benchItems', group: ['input'], version: 1, description: '',
		defaults: { name: 'Bench Items' }, inputs: ['main'], outputs: ['main'],
		properties: [{ displayName: 'Count', name: 'count', type: 'number', default: 1 }],
	};
	async execute() {
		const count = this.getNodeParameter('count', 0);
		return [Array.from({ length: count }, (_, index) => ({
			json: {
				to: '+9198' + String(10000000 + index), text: 'Hello ' + index,
				order: 'order-' + index, reply: 'message-' + index,
			},
		}))];
	}
}
module.exports = { BenchItems };
`;

/** n8n's declarative routing for the same values that our descriptor sends. */
const ROUTING: Record<string, object> = {
	phoneNumber: { send: { type: 'body', property: 'phone_number_id' } },
	to: { send: { type: 'body', property: 'customer_number' } },
	text: { send: { type: 'body', property: 'data.context.body' } },
	replyTo: { send: { type: 'body', property: 'reply_to' } },
	referenceId: { send: { type: 'body', property: 'myop_ref_id' } },
};

/** All properties of the MyOperator node's form, for n8n's own engine. */
function routingNode(ours: INodeType, baseUrl: string): string {
	const shown = (property: INodeProperties, operation: string) =>
		(property.displayOptions?.show?.operation as string[] | undefined)?.includes(operation);
	const properties = ours.description.properties
		.filter(({ name }) => name !== 'options')
		.map((property) => {
			if (property.name === 'operation')
				return {
					...property,
					options: (property.options as Array<{ value: string }>).map((option) =>
						option.value === 'sendText'
							? { ...option, routing: { request: { method: 'POST', url: '/chat/messages' } } }
							: option,
					),
				};
			if (!shown(property, 'sendText')) return property;
			if (property.type === 'collection')
				return {
					...property,
					options: (property.options as INodeProperties[]).map((option) => ({
						...option,
						...(ROUTING[option.name] ? { routing: ROUTING[option.name] } : {}),
					})),
				};
			return ROUTING[property.name] ? { ...property, routing: ROUTING[property.name] } : property;
		});
	const description = {
		displayName: 'Bench Routing',
		name: 'benchRouting',
		group: ['output'],
		version: 1,
		description: '',
		defaults: { name: 'Bench Routing' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'messagingMyOperatorApi', required: true }],
		requestDefaults: { baseURL: baseUrl },
		properties,
	};
	return `class BenchRouting { description = ${JSON.stringify(description)}; }
module.exports = { BenchRouting };
`;
}

/** Builds it below `folder`; resolves to the unpacked package and the stage that it was made from. */
export async function benchPackage(
	folder: string,
	baseUrl: string,
): Promise<{ directory: string; stage: Stage }> {
	const stage = await stagePackage();
	const directory = path.join(folder, 'package');
	await cp(stage.directory, directory, { recursive: true });
	const { MyOperator } = createRequire(path.join(stage.directory, 'package.json'))(
		'./dist/nodes/MyOperator/MyOperator.node.js',
	) as { MyOperator: new () => INodeType };
	await mkdir(path.join(directory, 'dist/bench'), { recursive: true });
	await writeFile(path.join(directory, 'dist/bench/BenchItems.node.js'), ITEMS);
	await writeFile(
		path.join(directory, 'dist/bench/BenchRouting.node.js'),
		routingNode(new MyOperator(), baseUrl),
	);
	const file = path.join(directory, 'package.json');
	const manifest = JSON.parse(await readFile(file, 'utf8')) as { n8n: { nodes: string[] } };
	manifest.n8n.nodes.push('dist/bench/BenchItems.node.js', 'dist/bench/BenchRouting.node.js');
	await writeFile(file, JSON.stringify(manifest));
	return { directory, stage };
}
