/** Runs the Wapio node against a local server that checks and answers as the contract says. */
import type { IDataObject } from 'n8n-workflow';

import { MessagingWapioApi } from '../../credentials/MessagingWapioApi.credentials';
import { isObject } from '../../engine/define/values';
import { Wapio } from '../../nodes/Wapio/Wapio.node';
import {
	type ContractOperation,
	loadContract,
	operations,
	validateRequest,
} from '../contracts/contract';
import type { Got } from '../engine/scriptedServer';
import { type Bench, useBench } from '../harness/bench';

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

/** Registers the hooks of the test file. The server answers with the contract's examples. */
export const wapioBench = (): Bench =>
	useBench({
		node: new Wapio(),
		credential: (baseUrl) => ({
			type: new MessagingWapioApi(),
			data: { token: 'bps_pat_EXAMPLEONLY', webhookSecret: '', baseUrl },
		}),
		answer: (got) => exampleOf(routeOf(got)),
	});
