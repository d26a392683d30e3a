/** Runs the Whapi.Cloud node against a local server that a test tells what to answer. */
import type { IDataObject, INodeExecutionData, INodeListSearchResult } from 'n8n-workflow';

import { MessagingWhapiApi } from '../../credentials/MessagingWhapiApi.credentials';
import { nodeSecret } from '../../engine/trigger/register';
import { whapi } from '../../nodes/Whapi/provider';
import { Whapi } from '../../nodes/Whapi/Whapi.node';
import { type ScriptedServer, startScriptedServer } from '../engine/scriptedServer';
import { editorContext, type NodeResult, runNode } from '../harness/n8n';
import { inWebhook, type TriggerSetup } from '../harness/webhook';

const TOKEN = 'channel-token';

export interface Bench {
	server: ScriptedServer;
	run: (
		resource: string,
		operation: string,
		parameters: IDataObject,
		items?: INodeExecutionData[],
	) => Promise<NodeResult>;
	/** A locator's list as the editor asks for it. */
	list: (search: string, filter?: string, token?: string) => Promise<INodeListSearchResult>;
}

/** Registers the hooks of the test file. */
export function whapiBench(): Bench {
	const node = new Whapi();
	const credential = () => ({
		type: new MessagingWhapiApi(),
		data: { token: TOKEN, baseUrl: bench.server.url },
	});
	const bench: Bench = {
		server: undefined as unknown as ScriptedServer,
		run: async (resource, operation, parameters, items) =>
			await runNode({
				node,
				parameters: { resource, operation, ...parameters },
				items,
				credential: credential(),
			}),
		list: async (search, filter, token) => {
			const method = node.methods.listSearch[search];
			if (!method) throw new Error(`There is no list "${search}"`);
			const editor = editorContext({ node, parameters: {}, credential: credential() });
			return await method.call(editor, filter, token);
		},
	};
	beforeAll(async () => {
		bench.server = await startScriptedServer();
	});
	afterAll(async () => await bench.server.stop());
	beforeEach(() => bench.server.reset());
	return bench;
}

/** One item with a file in it. */
export const fileItem = (content: string, mimeType: string, fileName: string) => [
	{
		json: {},
		binary: { data: { data: Buffer.from(content).toString('base64'), mimeType, fileName } },
	},
];

/** The secret that this node registers with. */
export const secretOf = async (setup: TriggerSetup): Promise<string> =>
	await inWebhook(setup, async (context) => await nodeSecret(context, whapi));
