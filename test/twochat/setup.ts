/** Runs the 2Chat node against a local server that a test tells what to answer. */
import type {
	IDataObject,
	INode,
	INodeExecutionData,
	INodeListSearchResult,
	ResourceMapperFields,
} from 'n8n-workflow';

import { MessagingTwoChatApi } from '../../credentials/MessagingTwoChatApi.credentials';
import { useClock } from '../../engine/http/clock';
import { TwoChat } from '../../nodes/TwoChat/TwoChat.node';
import { type ScriptedServer, startScriptedServer } from '../engine/scriptedServer';
import { type VirtualClock, virtualClock } from '../engine/virtualClock';
import { byId, editorContext, type NodeResult, runNode } from '../harness/n8n';

export { byId };

export const KEY = 'UAK-very-secret-key';
export const OWN = '+15550100100';
export const ASHA = '+919876543210';
export const GROUP = 'WAG62598186-1b7a-4f6e-8c57-0d6f9e7a2b31';

export const fromNumber = byId(OWN);
export const wabaNumber = byId(OWN);

export interface Bench {
	server: ScriptedServer;
	clock: VirtualClock;
	/** `operation` is "resource.operation". */
	run: (
		operation: string,
		parameters?: IDataObject,
		more?: { items?: INodeExecutionData[]; settings?: Partial<INode>; credential?: IDataObject },
	) => Promise<NodeResult>;
	/** A locator's list as the editor asks for it, with the form's present values. */
	list: (
		search: string,
		parameters?: IDataObject,
		filter?: string,
		token?: string,
	) => Promise<INodeListSearchResult>;
	variables: (parameters: IDataObject) => Promise<ResourceMapperFields>;
}

/** Registers the hooks of the test file. */
export function twoChatBench(): Bench {
	const node = new TwoChat();
	const type = new MessagingTwoChatApi();
	let restore = () => {};
	let execution = 0;
	let day = Date.parse('2026-01-01T00:00:00Z');
	const account = (changes: IDataObject = {}) => ({
		type,
		data: {
			apiKey: KEY,
			baseUrl: `${bench.server.url}/open`,
			sdkBaseUrl: bench.server.url,
			...changes,
		} as never,
	});
	const editor = (parameters: IDataObject) =>
		editorContext({ node, parameters, credential: account() });
	const bench: Bench = {
		server: undefined as unknown as ScriptedServer,
		clock: undefined as unknown as VirtualClock,
		run: async (operation, parameters = {}, { items, settings, credential } = {}) => {
			const [resource, value] = operation.split('.');
			return await runNode({
				node,
				parameters: { resource, operation: value, ...parameters },
				items,
				settings,
				executionId: String(++execution),
				credential: account(credential),
			});
		},
		list: async (search, parameters = {}, filter, token) => {
			const method = node.methods.listSearch[search];
			if (!method) throw new Error(`There is no list "${search}"`);
			return await method.call(editor(parameters), filter, token);
		},
		variables: async (parameters) =>
			await node.methods.resourceMapping.templateVariables.call(editor(parameters)),
	};
	beforeAll(async () => {
		bench.server = await startScriptedServer();
	});
	afterAll(async () => await bench.server.stop());
	beforeEach(() => {
		bench.server.reset();
		bench.server.script(() => ({ json: { success: true } }));
		// Back-off and pace are remembered per credential: each test has a day of its own.
		day += 86_400_000;
		bench.clock = virtualClock(day);
		restore = useClock(bench.clock);
	});
	afterEach(() => restore());
	return bench;
}
