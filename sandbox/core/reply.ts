import type { FastifyReply } from 'fastify';
import type { FaultRule } from './faults';
import type { Pending } from './pending';
import type { Answer } from './types';

export interface WireAnswer {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
}

/** Turns an answer into bytes. */
export function toWire(answer: Answer): WireAnswer {
	const { body } = answer;
	const headers = { ...answer.headers };
	if (body === undefined) return { status: answer.status, headers, body: Buffer.alloc(0) };
	if (body instanceof Uint8Array) {
		headers['content-type'] ??= answer.type ?? 'application/octet-stream';
		return { status: answer.status, headers, body: Buffer.from(body) };
	}
	const isText = typeof body === 'string' && answer.type !== 'application/json';
	headers['content-type'] ??=
		answer.type ?? (isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8');
	const text = isText ? String(body) : JSON.stringify(body);
	return { status: answer.status, headers, body: Buffer.from(text) };
}

/** Cuts the connection with a TCP reset. */
export function cut(reply: FastifyReply): void {
	reply.hijack();
	reply.raw.socket?.resetAndDestroy();
}

/** Never answers; the client's patience or the sandbox's stop ends it. */
export function hang(reply: FastifyReply): void {
	reply.hijack();
}

const HTML =
	'<!DOCTYPE html><html><head><title>Attention</title></head><body><h1>One moment</h1></body></html>';

/** The answer of a `status` or `html` fault. */
export function faultAnswer(rule: FaultRule, own: (status: number) => Answer, now: Date): Answer {
	if (rule.kind === 'html') {
		return { status: rule.status ?? 200, body: HTML, type: 'text/html; charset=utf-8' };
	}
	const status = rule.status ?? 500;
	const headers: Record<string, string> = {};
	if (rule.retryAfter !== undefined) {
		headers['retry-after'] = rule.retryAfterDate
			? new Date(now.getTime() + rule.retryAfter * 1000).toUTCString()
			: String(rule.retryAfter);
	}
	const answer = rule.body === undefined ? own(status) : { status, body: rule.body };
	return {
		...answer,
		...(rule.contentType === undefined ? {} : { type: rule.contentType }),
		headers: { ...answer.headers, ...headers },
	};
}

/** Sends an answer, in the way that a fault asks for. */
export async function send(
	reply: FastifyReply,
	wire: WireAnswer,
	rule: FaultRule | undefined,
	pending: Pending,
): Promise<void> {
	const truncated = rule?.kind === 'truncatedJson';
	const body = truncated ? wire.body.subarray(0, Math.floor(wire.body.length / 2)) : wire.body;
	if (rule?.kind === 'slowHeaders') await pending.sleep(rule.ms ?? 0);
	if (rule?.kind !== 'slowBody') {
		reply.code(wire.status).headers(wire.headers).send(body);
		return;
	}
	reply.hijack();
	reply.raw.writeHead(wire.status, { ...wire.headers, 'content-length': String(body.length) });
	// Headers first, so that the client is seen to wait inside the body.
	reply.raw.flushHeaders();
	const size = Math.max(1, Math.ceil(body.length / (rule.chunks ?? 4)));
	for (let start = 0; start < body.length; start += size) {
		await pending.sleep(rule.ms ?? 0);
		if (reply.raw.destroyed) return;
		reply.raw.write(body.subarray(start, start + size));
	}
	reply.raw.end();
}
