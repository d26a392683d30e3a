/** Runs the Wapio node against a local server that checks and answers as the contract says. */
import type { IDataObject, INodeExecutionData, INodeListSearchResult } from 'n8n-workflow';

import { MessagingWapioApi } from '../../credentials/MessagingWapioApi.credentials';
import { useClock } from '../../engine/http/clock';
import { isObject } from '../../engine/define/values';
import { Wapio } from '../../nodes/Wapio/Wapio.node';
import {
	type ContractOperation,
	loadContract,
	operations,
	validateRequest,
} from '../contracts/contract';
import { type Got, type ScriptedServer, startScriptedServer } from '../engine/scriptedServer';
import { virtualClock } from '../engine/virtualClock';
import { editorContext, type NodeResult, type NodeRun, runNode } from '../harness/n8n';

export const contract = loadContract('wapio');
const routes = operations(contract).map((route) => ({
	route,
	pattern: new RegExp(`^${route.path.replace(/\{\w+\}/g, '([^/]+)')}$`),
	fixed: !route.path.includes('{'),
}));

/** The contract's operation that a request is for; fixed paths win over patterns. */
export function routeOf({ method, path }: Pick<Got, 'method' | 'path'>): ContractOperation {
	const fitting = routes.filter(
		({ route, pattern }) => route.method === method && pattern.test(path),
	);
	const found = fitting.find(({ fixed }) => fixed) ?? fitting[0];
	if (!found) throw new Error(`The contract has no ${method} ${path}`);
	return found.route;
}

/** What the contract finds wrong with a request. */
export function faultsOf(got: Got): string[] {
	const { connection: _connection, host: _host, ...headers } = got.headers;
	return validateRequest(contract, routeOf(got), {
		query: Object.fromEntries(got.query),
		headers: headers as IDataObject,
		...(got.body ? { body: got.json(), contentType: got.headers['content-type'] } : {}),
		path: Object.fromEntries(
			[...routeOf(got).path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name as string, 'given']),
		),
	});
}

/** The example of the first success, with its status. */
export function exampleOf(route: ContractOperation): { status: number; json: unknown } {
	const responses = route.operation.responses as Record<string, IDataObject>;
	const [status, response] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
	return { status: Number(status), json: jsonExample(response) };
}

/** The example of a response's JSON body. */
export function jsonExample(response: unknown): unknown {
	const content = isObject(response) && isObject(response.content) ? response.content : {};
	const json = content['application/json'];
	return isObject(json) ? json.example : undefined;
}

export interface Bench {
	server: ScriptedServer;
	run: (
		operation: string,
		parameters: IDataObject,
		more?: { token?: string; items?: INodeExecutionData[]; baseUrl?: string },
	) => Promise<NodeResult>;
	/** A locator's list as the editor asks for it, with the form's present values. */
	list: (
		search: string,
		parameters: IDataObject,
		filter?: string,
		token?: string,
	) => Promise<INodeListSearchResult>;
}

/** Registers the hooks of the test file. `operation` is "resource.operation". */
export function wapioBench(): Bench {
	const node = new Wapio();
	let restore = () => {};
	let execution = 0;
	const account = (token: string, baseUrl = bench.server.url): NodeRun['credential'] => ({
		type: new MessagingWapioApi(),
		data: { token, webhookSecret: '', baseUrl },
	});
	const bench: Bench = {
		server: undefined as unknown as ScriptedServer,
		run: async (operation, parameters, { token = 'bps_pat_EXAMPLEONLY', items, baseUrl } = {}) =>
			await runNode({
				node,
				parameters: {
					resource: operation.split('.')[0],
					operation: operation.split('.')[1],
					...parameters,
				},
				items,
				executionId: String(++execution),
				credential: account(token, baseUrl),
			}),
		list: async (search, parameters, filter, token) => {
			const method = node.methods.listSearch[search];
			if (!method) throw new Error(`There is no list "${search}"`);
			const editor = editorContext({
				node,
				parameters,
				credential: account('bps_pat_EXAMPLEONLY'),
			});
			return await method.call(editor, filter, token);
		},
	};
	beforeAll(async () => {
		bench.server = await startScriptedServer();
	});
	afterAll(async () => await bench.server.stop());
	beforeEach(() => {
		bench.server.reset();
		bench.server.script((got) => exampleOf(routeOf(got)));
		restore = useClock(virtualClock(Date.parse('2026-03-01T00:00:00Z') + execution * 86_400_000));
	});
	afterEach(() => restore());
	return bench;
}
