/** A local server that does what a test tells it, and remembers what it got. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Got {
	method: string;
	url: string;
	path: string;
	query: URLSearchParams;
	headers: IncomingMessage['headers'];
	body: string;
	json: () => Record<string, unknown>;
	/** Milliseconds of the real clock. */
	at: number;
}

export type Reply =
	| { status?: number; json?: unknown; text?: string; headers?: Record<string, string> }
	/** The connection is destroyed before the body is read, or after. */
	| { reset: 'before' | 'after' }
	/** No answer ever. */
	| { silent: true }
	/** The answer ends in the middle. */
	| { cutOff: string }
	| { raw: (response: ServerResponse, request: IncomingMessage) => void };

export type Script = (got: Got, count: number) => Reply | Promise<Reply>;

export interface ScriptedServer {
	url: string;
	got: Got[];
	/** The most requests that were open at the same time. */
	mostOpen: () => number;
	script: (script: Script) => void;
	/** The connection is reset once so many bytes of a request's body were read. */
	interrupt: (bytes: number) => void;
	/** Answers with this status before the body was read, and closes. */
	refuseEarly: (status: number) => void;
	reset: () => void;
	stop: () => Promise<void>;
}

/** A server of which each answer is decided by the test, wrong and broken ones included. */
export async function startScriptedServer(): Promise<ScriptedServer> {
	const got: Got[] = [];
	let script: Script = () => ({ json: { ok: true } });
	let open = 0;
	let most = 0;
	let interruptAt = Infinity;
	let earlyStatus = 0;

	const server = createServer((request, response) => {
		open++;
		most = Math.max(most, open);
		response.on('close', () => open--);
		void answer(request, response);
	});

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const url = new URL(request.url ?? '/', 'http://localhost');
		const entry: Got = {
			method: request.method ?? '',
			url: request.url ?? '',
			path: url.pathname,
			query: url.searchParams,
			headers: request.headers,
			body: '',
			json: () => JSON.parse(entry.body) as Record<string, unknown>,
			at: Date.now(),
		};
		const chunks: Buffer[] = [];
		let size = 0;
		if (earlyStatus) {
			response.writeHead(earlyStatus, { connection: 'close' }).end('{}');
			return void setTimeout(() => request.socket.destroy(), 10);
		}
		try {
			for await (const chunk of request) {
				chunks.push(chunk as Buffer);
				size += (chunk as Buffer).length;
				if (size >= interruptAt) return void request.socket.resetAndDestroy();
			}
		} catch {
			return void response.destroy();
		}
		entry.body = Buffer.concat(chunks).toString('utf8');
		got.push(entry);
		const reply = await script(entry, got.length);
		if ('reset' in reply) return void request.socket.destroy();
		if ('silent' in reply) return;
		if ('raw' in reply) return reply.raw(response, request);
		if ('cutOff' in reply) {
			response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
			response.write(reply.cutOff);
			return void setImmediate(() => request.socket.destroy());
		}
		const { status = 200, json, text, headers = {} } = reply;
		const body = text ?? (json === undefined ? '' : JSON.stringify(json));
		response.writeHead(status, {
			...(json === undefined ? {} : { 'content-type': 'application/json' }),
			...headers,
		});
		response.end(body);
	}

	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		got,
		mostOpen: () => most,
		script: (next) => {
			script = next;
		},
		interrupt: (bytes) => {
			interruptAt = bytes;
		},
		refuseEarly: (status) => {
			earlyStatus = status;
		},
		reset: () => {
			interruptAt = Infinity;
			earlyStatus = 0;
			got.length = 0;
			most = 0;
			script = () => ({ json: { ok: true } });
		},
		stop: async () => {
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
}
