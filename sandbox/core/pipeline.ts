import type { FastifyReply, FastifyRequest } from 'fastify';
import partition from 'lodash/partition';
import { collect, readBody } from './body';
import type { Contract, ContractOperation, Problem } from './contract';
import { whole } from './explain';
import { takesEffect, type Faults } from './faults';
import type { RateLimiter } from './limiter';
import type { Pending } from './pending';
import { cut, faultAnswer, hang, send, toWire } from './reply';
import type { Answer, Provider, ReceivedRequest, RunningProvider, SandboxRequest } from './types';
import { asText, redact } from './values';

export interface Pipeline {
	provider: Provider<unknown>;
	running: RunningProvider<unknown>;
	faults: Faults;
	limiter: RateLimiter;
	pending: Pending;
	latencyMs: number;
	now(): Date;
	record(entry: ReceivedRequest): void;
}

/** What is known of a request before its body is read. */
export interface Routed {
	host: string;
	path: string;
	operation: ContractOperation | undefined;
	/** Path values by the contract's names. */
	params: Record<string, string>;
}

/** Headers that are never recorded. */
const ALWAYS_HIDDEN = ['authorization', 'cookie', 'proxy-authorization'];

/** Takes one API request from its first byte to its answer. */
export async function serve(
	pipeline: Pipeline,
	routed: Routed,
	raw: FastifyRequest,
	reply: FastifyReply,
): Promise<FastifyReply> {
	const request = toRequest(pipeline, routed, raw);
	const read = await readBody(raw, pipeline.provider.info.keepsFiles);
	Object.assign(request, {
		bodyKind: read.kind,
		mediaType: read.mediaType,
		body: read.body,
		files: read.files,
		uploads: read.uploads,
	});
	const entry = remember(pipeline, request);
	const rule = pipeline.faults.forRequest(request, 'afterRead');
	entry.fault = rule?.kind ?? null;

	const wait = pipeline.latencyMs + (rule?.kind === 'delay' ? (rule.ms ?? 0) : 0);
	if (wait > 0) await pipeline.pending.sleep(wait);

	let answer: Answer | undefined;
	if (!rule || takesEffect(rule)) {
		answer = await handle(pipeline, routed.operation, request, entry);
		entry.tookEffect = answer.status < 400;
	}
	if (rule?.kind === 'resetAfterRead') {
		cut(reply);
		return reply;
	}
	if (rule?.kind === 'hang') {
		hang(reply);
		return reply;
	}
	if (rule && (rule.kind === 'status' || rule.kind === 'html')) {
		const own = (status: number): Answer => pipeline.provider.info.failure(status, request);
		answer = faultAnswer(rule, own, pipeline.now());
	}
	// Only a fault with `effect: false` gets here without an answer.
	answer ??= pipeline.provider.info.failure(500, request);
	entry.status = answer.status;
	await send(reply, toWire(answer), rule, pipeline.pending);
	return reply;
}

/** A reset before the body is read; true when it was done. */
export function cutBeforeRead(
	pipeline: Pipeline,
	routed: Routed,
	raw: FastifyRequest,
	reply: FastifyReply,
): boolean {
	const request = toRequest(pipeline, routed, raw);
	const rule = pipeline.faults.forRequest(request, 'beforeRead');
	if (!rule) return false;
	remember(pipeline, request).fault = rule.kind;
	cut(reply);
	return true;
}

async function handle(
	pipeline: Pipeline,
	operation: ContractOperation | undefined,
	request: SandboxRequest,
	entry: ReceivedRequest,
): Promise<Answer> {
	const { provider, running } = pipeline;
	const { contract } = running;
	if (!operation) return provider.info.unknownRoute(request);
	const refusal = running.authenticate(request);
	if (refusal) return refusal;
	const key = provider.info.limitKey?.(request) ?? provider.info.name;
	const seconds = pipeline.limiter.take(key);
	if (seconds !== undefined) {
		const answer = provider.info.failure(429, request);
		return { ...answer, headers: { 'retry-after': String(seconds), ...answer.headers } };
	}
	provider.info.rename?.(request);
	const problems = validate(contract, operation, request, provider.info.commonQuery ?? []);
	const [unknown, wrong] = partition(problems, isUnknownMember);
	const faults = provider.info.takesUnknown ? wrong : problems;
	if (faults.length > 0) return provider.info.invalid(faults, request);
	entry.unknown = unknown.map(({ where, field }) => `${where}.${field}`);
	const handler = running.handler(operation.operationId);
	return handler ? handler(request) : contract.example(operation.operationId);
}

/** A member that the contract does not have, in a part that lists all that it has. */
const isUnknownMember = ({ where, keyword }: Problem): boolean =>
	['body', 'query'].includes(where) &&
	['additionalProperties', 'unevaluatedProperties'].includes(keyword);

function validate(
	contract: Contract,
	operation: ContractOperation,
	request: SandboxRequest,
	commonQuery: string[],
): Problem[] {
	if (request.bodyKind === 'malformed') {
		return [whole('syntax', 'syntax', 'the body cannot be read')];
	}
	return [
		...contract.checkParameters(operation, 'path', request.params),
		...contract.checkParameters(operation, 'query', request.query, commonQuery),
		...contract.checkParameters(operation, 'header', { ...request.headers }),
		...contract.checkBody(operation, request.mediaType, request.body),
	];
}

function toRequest(pipeline: Pipeline, routed: Routed, raw: FastifyRequest): SandboxRequest {
	const question = raw.url.indexOf('?');
	const search = question < 0 ? '' : raw.url.slice(question + 1);
	return {
		provider: pipeline.provider.info.name,
		host: routed.host,
		method: raw.method,
		path: routed.path,
		operationId: routed.operation?.operationId,
		headers: Object.fromEntries(
			Object.entries(raw.headers).map(([name, value]) => [
				name,
				Array.isArray(value) ? value.join(', ') : asText(value),
			]),
		),
		params: { ...routed.params },
		query: collect(new URLSearchParams(search)),
		bodyKind: 'none',
		mediaType: '',
		body: undefined,
		files: [],
		uploads: [],
	};
}

function remember(pipeline: Pipeline, request: SandboxRequest): ReceivedRequest {
	const { secrets } = pipeline.provider.info;
	const hide = (names: string[] | undefined): Set<string> =>
		new Set((names ?? []).map((name) => name.toLowerCase()));
	const entry: ReceivedRequest = {
		provider: request.provider,
		host: request.host,
		method: request.method,
		path: request.path,
		operationId: request.operationId ?? null,
		headers: redact(
			request.headers,
			hide([...ALWAYS_HIDDEN, ...(secrets.headers ?? [])]),
		) as Record<string, string>,
		query: redact({ ...request.query }, hide(secrets.query)) as Record<string, unknown>,
		body: redact(structuredClone(request.body), hide(secrets.body)),
		files: request.files,
		unknown: [],
		status: null,
		tookEffect: false,
		fault: null,
		time: pipeline.now().toISOString(),
	};
	pipeline.record(entry);
	return entry;
}
