/** One item's work: one request, or one per list entry, or one per page; then its outputs. */
import { createHash } from 'crypto';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { exchange } from './exchange';
import { Failure } from './failure';
import type { Ledger } from './ledger';
import { linkFiles } from './links';
import { fileNameFrom, fromDataUri, namedFor } from './media';
import type { DeliveryOptions } from './options';
import { item, rowsOf, toItems } from './output';
import { pages } from './paging';
import { effectOf, type ItemRequest } from './request';
import { baseUrl, gateOf, type Session } from './session';
import type { Answer, IdempotencyKey, Operation, Provider, RequestParts } from './types';
import { at, isObject, WrongValue } from './values';
import { openFiles, toHttp } from './wire';

export interface Work {
	caller: IExecuteFunctions;
	provider: Provider;
	operation: Operation;
	session: Session;
	options: DeliveryOptions;
	ledger?: Ledger;
	itemIndex: number;
	wanted: ItemRequest;
}

/** @throws Failure, WrongValue, Cancelled, RepeatedPage */
export async function perform(work: Work): Promise<INodeExecutionData[]> {
	const { operation, wanted } = work;
	if (operation.forEach) return await performEach(work, operation.forEach);
	if (!operation.pager) return await performOnce(work, wanted.parts, '');
	const outputs: INodeExecutionData[] = [];
	const { pager } = operation;
	const shape = operation.output ?? item();
	const fetchPage = async (changes: IDataObject) => {
		const target = pager.in === 'body' ? 'body' : 'query';
		const asked = { ...wanted.parts[target], ...changes };
		const { body } = await send(work, { ...wanted.parts, [target]: asked }, '');
		return { rows: rowsOf(shape, unwrapped(work, body)), answer: body, asked };
	};
	for await (const rows of pages(pager, wanted.limit, fetchPage))
		for (const output of toItems(operation, rows, contextOf(work))) outputs.push(output);
	return outputs;
}

const contextOf = ({ itemIndex, wanted }: Work) => ({
	itemIndex,
	values: wanted.values,
	simplify: wanted.simplify,
});

/** APIs that take one entry a request, although people have lists. */
async function performEach(work: Work, name: string): Promise<INodeExecutionData[]> {
	const { ledger, itemIndex, wanted } = work;
	const list = wanted.parts.body[name];
	const outputs: INodeExecutionData[] = [];
	for (const [index, entry] of (Array.isArray(list) ? list : [list]).entries()) {
		const key = `${itemIndex}.${index}`;
		let made = ledger?.delivered.get(key);
		if (!made) {
			const body = { ...wanted.parts.body, [name]: entry } as IDataObject;
			made = await performOnce(work, { ...wanted.parts, body }, `.${index}`);
			for (const output of made) output.json = { [name]: entry, ...output.json };
			ledger?.delivered.set(key, made);
		}
		for (const output of made) outputs.push(output);
	}
	return outputs;
}

async function performOnce(
	work: Work,
	parts: RequestParts,
	part: string,
): Promise<INodeExecutionData[]> {
	const output = work.operation.output ?? item();
	const { operation } = work;
	const answer = await send(work, parts, part);
	if (output.kind === 'file' && !output.link) return [await fileItem(work, answer)];
	const body = unwrapped(work, answer.body);
	if (output.kind === 'file') return [await linkedFile(work, String(at(body, output.link) ?? ''))];
	return toItems(operation, rowsOf(output, body, answer.status), contextOf(work));
}

const unwrapped = ({ provider }: Work, body: unknown) => provider.unwrap?.(body) ?? body;

/** The answer to one request of this item. @throws Failure, WrongValue, Cancelled */
async function send(work: Work, parts: RequestParts, part: string): Promise<Answer> {
	const { caller, session, operation, options, provider, itemIndex } = work;
	const base = baseUrl(session, operation.request.host);
	const files = await openFiles(caller, operation, parts, itemIndex);
	const linked = await linkFiles(caller, parts, { itemIndex, provider: provider.name, base });
	const keyed = withIdempotencyKey(work, linked, part);
	const { kind, ...output } = operation.output ?? item();
	return await exchange(session, {
		request: async () => await toHttp(provider, operation, keyed.parts, base, files),
		effect: keyed.key ? 'idempotent' : effectOf(operation),
		gate: gateOf(session, operation.request.host),
		perMinute: effectOf(operation) === 'send' ? options.perMinute : 0,
		maxWait: options.maxWait,
		file: kind === 'file' && !('link' in output && output.link),
		missingIsAnswer: kind === 'exists',
		advice: operation.advice,
		isDone: (problem, uncertain) =>
			(keyed.key?.isDuplicate?.(problem) === true && (uncertain || keyed.derived)) ||
			(uncertain && operation.request.method === 'DELETE' && problem.status === 404),
	});
}

interface Keyed {
	parts: RequestParts;
	key?: IdempotencyKey;
	/** The engine's own key: a duplicate of it can only be this very item, sent before a crash. */
	derived: boolean;
}

/** Sends with a key can be repeated: the provider recognises the second one. */
function withIdempotencyKey(work: Work, parts: RequestParts, part: string): Keyed {
	const { operation, provider, wanted } = work;
	const key =
		operation.idempotencyKey ??
		(effectOf(operation) === 'send' && operation.request.method === 'POST'
			? provider.idempotencyKey
			: undefined);
	if (!key) return { parts, derived: false };
	const given = key.field ? wanted.values[key.field] : undefined;
	const derived = typeof given !== 'string' || given === '';
	const value = derived ? derivedKey(work, part) : given;
	return key.in === 'header'
		? { key, derived, parts: { ...parts, headers: { ...parts.headers, [key.as]: value } } }
		: { key, derived, parts: { ...parts, body: { ...parts.body, [key.as]: value } } };
}

/** The same after a crash and a resume: instance, execution, node, run and item decide it. */
function derivedKey({ caller, itemIndex }: Work, part: string): string {
	const run = caller.getWorkflowDataProxy(itemIndex).$runIndex as number;
	const facts = [caller.getInstanceId(), caller.getExecutionId(), caller.getNode().id, run];
	const hash = createHash('sha256')
		.update([...facts, `${itemIndex}${part}`].join('/'))
		.digest('hex');
	return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

async function fileItem(work: Work, answer: Answer): Promise<INodeExecutionData> {
	const { caller, operation, itemIndex, wanted } = work;
	const output = operation.output;
	const { body } = answer;
	if (answer.status === 204 || !isStream(body))
		return {
			json: isObject(body) && !isStream(body) ? body : { found: false },
			pairedItem: { item: itemIndex },
		};
	const naming = output?.kind === 'file' ? output : undefined;
	const mimeType =
		answer.headers['content-type']?.split(';')[0] ?? naming?.mimeType ?? 'application/octet-stream';
	const name =
		fileNameFrom(answer.headers['content-disposition']) ?? naming?.name?.(wanted.values) ?? 'file';
	const binary = await caller.helpers.prepareBinaryData(
		answer.body as never,
		namedFor(name, mimeType),
		mimeType,
	);
	return {
		json: {
			fileName: binary.fileName,
			mimeType,
			...(binary.fileSize ? { fileSize: binary.fileSize } : {}),
		},
		binary: { [String(wanted.values.binaryProperty ?? 'data')]: binary },
		pairedItem: { item: itemIndex },
	};
}

const isStream = (body: unknown) =>
	Buffer.isBuffer(body) ||
	(typeof body === 'object' && body !== null && Symbol.asyncIterator in body);

/** A file behind a link that carries its own permission: fetched without the credential. */
async function linkedFile(work: Work, url: string): Promise<INodeExecutionData> {
	const { caller, operation, provider, session } = work;
	const inline = fromDataUri(url);
	if (inline) {
		const headers = { 'content-type': inline.mimeType };
		return await fileItem(work, { status: 200, headers, body: inline.content });
	}
	if (!/^https?:/.test(url))
		throw new WrongValue(
			`${provider.name} gave no file and no link to one`,
			undefined,
			operation.output?.kind === 'file' ? operation.output.missing : undefined,
		);
	const response = (await caller.helpers.httpRequest({
		url,
		method: 'GET',
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		timeout: session.timeout,
		abortSignal: session.signal,
	})) as { statusCode: number; headers: Record<string, string>; body: unknown };
	if (response.statusCode >= 300)
		throw new Failure(
			{ status: response.statusCode, message: "the file behind the link can't be fetched" },
			'refused',
		);
	const { statusCode: status, headers, body } = response;
	const made = await fileItem(work, { status, headers, body });
	return { ...made, json: { ...made.json, link: url } };
}
