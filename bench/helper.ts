/**
 * CPU of a send by the node, beside a bare loop of n8n's own request helper that sends the same to
 * the same server, as many at once: `tsx helper.ts <package> <server> <items> <rounds>`, with the package
 * as it is built, since what compiles TypeScript adds to its code. With literal values all
 * messages are for one person, and so one after the other; with an expression each is for another.
 * Prints milliseconds per item by case, `[node, loop][]`; its own process, so that nothing else runs in it.
 */
import type {
	ICredentialType,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';

import { createRequire } from 'node:module';
import path from 'node:path';

import { byId, runNode } from '../test/harness/n8n';

const [directory = '', url = '', count = '1000', rounds = '9'] = process.argv.slice(2);
const load = createRequire(path.join(path.resolve(directory), 'package.json'));
const { MessagingMyOperatorApi } = load(
	'./dist/credentials/MessagingMyOperatorApi.credentials.js',
) as Record<'MessagingMyOperatorApi', new () => ICredentialType>;
const { MyOperator } = load('./dist/nodes/MyOperator/MyOperator.node.js') as Record<
	'MyOperator',
	new () => INodeType
>;
const type = new MessagingMyOperatorApi();

const bodyFor = ({ number, text }: IDataObject): IDataObject => ({
	phone_number_id: '411000000000001',
	customer_country_code: '91',
	customer_number: number,
	data: { type: 'text', context: { body: text } },
});

/** Sends each item with nothing around the helper. */
class BareLoop implements INodeType {
	description = {
		displayName: 'Bare Loop',
		name: 'bareLoop',
		group: ['output' as const],
		version: 1,
		description: '',
		defaults: { name: 'Bare Loop' },
		inputs: ['main' as const],
		outputs: ['main' as const],
		credentials: [{ name: type.name, required: true }],
		properties: [{ displayName: 'At Once', name: 'atOnce', type: 'number' as const, default: 1 }],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { whatsappBaseUrl } = await this.getCredentials(type.name);
		const items = this.getInputData();
		const outputs: INodeExecutionData[] = [];
		let next = 0;
		const worker = async () => {
			for (let index = next++; index < items.length; index = next++) {
				const json = (await this.helpers.httpRequestWithAuthentication.call(this, type.name, {
					method: 'POST',
					url: `${String(whatsappBaseUrl)}/chat/messages`,
					body: bodyFor(items[index]?.json ?? {}),
					json: true,
				})) as IDataObject;
				outputs[index] = { json, pairedItem: { item: index } };
			}
		};
		const atOnce = this.getNodeParameter('atOnce', 0) as number;
		await Promise.all(Array.from({ length: atOnce }, worker));
		return [outputs];
	}
}

const parameters = {
	resource: 'message',
	operation: 'sendText',
	phoneNumber: byId('411000000000001'),
	to: '9876543210',
	text: 'Your order is on its way',
};

const node = new MyOperator();
const loop = new BareLoop();

/** The node's parameters, and how many messages are on their way at once. */
const CASES: Record<string, [parameters: IDataObject, atOnce: number]> = {
	literal: [parameters, 1],
	expression: [{ ...parameters, to: '={{ $json.number }}' }, 5],
};

async function main(): Promise<void> {
	const data = { apiKey: 'bench', companyId: 'bench', whatsappBaseUrl: url, defaultCountry: 'IN' };
	const items = Array.from({ length: Number(count) }, (_, index) => ({
		json: { number: String(9_876_500_000 + index), text: 'Your order is on its way' },
	}));
	/** Milliseconds per item. */
	const cpuOf = async (subject: { node: INodeType; parameters: IDataObject }): Promise<number> => {
		const before = process.cpuUsage();
		const done = await runNode({ ...subject, credential: { type, data }, items });
		const { user, system } = process.cpuUsage(before);
		if (done.items.length !== items.length) throw new Error(String(done.error));
		return (user + system) / 1000 / items.length;
	};
	const costs: Record<string, Array<[node: number, loop: number]>> = {};
	for (let round = -2; round < Number(rounds); round++)
		for (const [name, [given, atOnce]] of Object.entries(CASES)) {
			const pair: [number, number] = [
				await cpuOf({ node, parameters: given }),
				await cpuOf({ node: loop, parameters: { atOnce } }),
			];
			// The first rounds are for the compiler.
			if (round >= 0) (costs[name] ??= []).push(pair);
		}
	process.stdout.write(`${JSON.stringify(costs)}\n`, () => process.exit(0));
}

void main();
