/**
 * A server with all hosts of one provider that knows only the contract: it checks
 * every request against it, remembers it, and answers with the contract's own example of a success.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
	bodyTypes,
	type Contract,
	type ContractOperation,
	isObject,
	loadContract,
	operations,
	validateRequest,
} from '../contracts/contract';
import type { JsonObject } from '../../scripts/contracts/references';
import { asSchema, collect, readWireBody } from './wireBody';

/** One request with what the contract says about it. */
export interface Received {
	method: string;
	/** `/host/path` as it came, without the query. */
	target: string;
	/** The contract's operation, if there is one for method, host and path. */
	operation?: ContractOperation;
	problems: string[];
	path: JsonObject;
	query: JsonObject;
	headers: JsonObject;
	body: unknown;
	contentType: string;
}

export interface Answering {
	/** Changes the example body before it is sent; `count` is 1 for the first request. */
	adapt?: (body: unknown, count: number) => unknown;
	/** Prefer the answer that is a file, where the contract has one. */
	file?: boolean;
	/** Name of the example; default: the first. */
	example?: string;
}

interface Route {
	operation: ContractOperation;
	pattern: RegExp;
	names: string[];
	literals: number;
}

/** Answered at this path: any file, for links in answers. */
const FILE_PATH = '/linked-file';
const PIXEL = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

export class ContractServer {
	readonly contract: Contract;

	readonly operations: ContractOperation[];

	readonly received: Received[] = [];

	answering: Answering = {};

	private readonly routes: Route[];

	private readonly server: Server;

	private sinceMark = 0;

	constructor(provider: string) {
		this.contract = loadContract(provider);
		this.operations = operations(this.contract);
		this.routes = this.operations.map(toRoute).sort((a, b) => b.literals - a.literals);
		this.server = createServer((request, response) => {
			this.handle(request, response).catch((error: unknown) => {
				response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
			});
		});
	}

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	async stop(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	/** Base URL of a host of the provider. */
	base(host: string): string {
		return `${this.origin}/${host}`;
	}

	get fileUrl(): string {
		return this.origin + FILE_PATH;
	}

	private get origin(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** The requests that came since the last call. */
	take(): Received[] {
		const taken = this.received.slice(this.sinceMark);
		this.sinceMark = this.received.length;
		return taken;
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '/', this.origin);
		if (url.pathname === FILE_PATH) {
			response.writeHead(200, { 'content-type': 'image/png' }).end(PIXEL);
			return;
		}
		const received = await this.read(request, url);
		this.received.push(received);
		const { operation } = received;
		if (!operation || received.problems.length) {
			const message = operation ? received.problems.join('; ') : `no route ${received.target}`;
			response
				.writeHead(operation ? 422 : 404, { 'content-type': 'application/json' })
				.end(JSON.stringify({ status: 'error', success: false, message }));
			return;
		}
		this.answer(operation, response);
	}

	private async read(request: IncomingMessage, url: URL): Promise<Received> {
		const method = request.method ?? '';
		const wire = await readWireBody(request);
		const received: Received = {
			method,
			target: url.pathname,
			problems: wire.problem ? [wire.problem] : [],
			path: {},
			query: collect(url.searchParams),
			headers: { ...request.headers },
			body: wire.value,
			contentType: wire.type,
		};
		const [, host = '', path = ''] = /^\/([^/]+)(.*)$/.exec(url.pathname) ?? [];
		for (const route of this.routes) {
			if (route.operation.host !== host || route.operation.method !== method) continue;
			const match = route.pattern.exec(path);
			if (!match) continue;
			received.operation = route.operation;
			received.path = Object.fromEntries(
				route.names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')]),
			);
			this.check(route.operation, received);
			break;
		}
		return received;
	}

	private check(operation: ContractOperation, received: Received): void {
		const { path, headers, contentType } = received;
		const query = { ...received.query };
		received.problems.push(...this.checkSecurity(operation, received, query));
		const schema = bodySchema(operation, contentType);
		const isForm = /form/.test(contentType);
		if (isForm) received.body = asSchema(received.body, schema);
		const isRaw = Buffer.isBuffer(received.body);
		if (isRaw && !schema && bodyTypes(operation).length)
			received.problems.push(
				`a body of type ${contentType} is not among ${bodyTypes(operation).join(', ')}`,
			);
		received.problems.push(
			...validateRequest(this.contract, operation, {
				path,
				query,
				headers,
				...(isRaw && schema
					? // The schema says "bytes" in words only.
						{ body: 'file', contentType }
					: { body: received.body, ...(contentType ? { contentType } : {}) }),
			}),
		);
	}

	/** Missing secrets; a key in the query is taken out unless the operation lists it. */
	private checkSecurity(
		operation: ContractOperation,
		{ headers, body }: Received,
		query: JsonObject,
	): string[] {
		const { components } = this.contract.resolved;
		const schemes = isObject(components) ? components.securitySchemes : undefined;
		const wanted = operation.operation.security ?? this.contract.resolved.security;
		if (!Array.isArray(wanted) || !wanted.length || !isObject(schemes)) return [];
		const isMet = (name: string): boolean => {
			const scheme = schemes[name];
			if (!isObject(scheme)) return false;
			if (scheme.type === 'http') return String(headers.authorization ?? '').startsWith('Bearer ');
			const key = String(scheme.name);
			if (scheme.in === 'header') return Boolean(headers[key.toLowerCase()]);
			return Boolean(query[key]) || (isObject(body) && Boolean(body[key]));
		};
		const met = wanted.some((one) => isObject(one) && Object.keys(one).every(isMet));
		for (const scheme of Object.values(schemes)) {
			if (!isObject(scheme) || scheme.in !== 'query') continue;
			const listed = operation.parameters.some(
				(one) => one.in === 'query' && one.name === scheme.name,
			);
			if (!listed) delete query[String(scheme.name)];
		}
		return met ? [] : ['the credential is missing'];
	}

	private answer(operation: ContractOperation, response: ServerResponse): void {
		const { status, type, body } = successOf(operation, this.answering);
		if (type === undefined) {
			response.writeHead(status).end();
			return;
		}
		if (!type.includes('json')) {
			response.writeHead(status, { 'content-type': type.includes('*') ? 'image/png' : type });
			response.end(PIXEL);
			return;
		}
		const count = this.received.length - this.sinceMark;
		const { adapt = (same: unknown) => same } = this.answering;
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(adapt(structuredClone(body), count)));
	}
}

function toRoute(operation: ContractOperation): Route {
	const names: string[] = [];
	let literals = 0;
	const source = operation.path
		.split(/(\{[^}]+\})/)
		.map((part) => {
			if (part.startsWith('{')) {
				names.push(part.slice(1, -1));
				return '([^/]+)';
			}
			literals += part.length;
			return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		})
		.join('');
	return { operation, names, literals, pattern: new RegExp(`^${source}$`) };
}

/** The schema of a body of this type; a range such as `image/*` counts. */
function bodySchema(operation: ContractOperation, contentType: string): JsonObject | undefined {
	const body = operation.operation.requestBody;
	if (!isObject(body) || !isObject(body.content) || !contentType) return undefined;
	const found = body.content[contentType];
	if (!isObject(found)) return undefined;
	return isObject(found.schema) ? found.schema : {};
}

interface Success {
	status: number;
	type?: string;
	body?: unknown;
}

/** The contract's own example of a success. */
function successOf(
	operation: ContractOperation,
	{ file = false, example }: Pick<Answering, 'example' | 'file'> = {},
): Success {
	const { responses } = operation.operation;
	const status = Object.keys(isObject(responses) ? responses : {})
		.filter((key) => /^2\d\d$/.test(key))
		.sort()[0];
	if (status === undefined) throw new Error(`${operation.operationId} has no success`);
	const response = (responses as JsonObject)[status];
	const content = isObject(response) && isObject(response.content) ? response.content : {};
	const types = Object.keys(content);
	const json = types.find((name) => name.includes('json'));
	const type = file ? (types.find((name) => !name.includes('json')) ?? json) : (json ?? types[0]);
	if (type === undefined) return { status: Number(status) };
	const media = content[type];
	if (!isObject(media) || !type.includes('json')) return { status: Number(status), type };
	const all = isObject(media.examples) ? media.examples : {};
	const chosen = example === undefined ? Object.values(all)[0] : all[example];
	const body = 'example' in media ? media.example : isObject(chosen) ? chosen.value : undefined;
	if (body === undefined)
		throw new Error(`${operation.operationId} has no example ${example ?? 'of a success'}`);
	return { status: Number(status), type, body };
}
