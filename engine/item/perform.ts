/** One item's work: one request, or one per list entry, or one per page; then its outputs. */
import { createHash } from 'crypto';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { item } from '../define/outputs';
import type { Answer, IdempotencyKey, Operation, Provider, RequestParts } from '../define/types';
import { at } from '../define/values';
import { type Download, fileItem, linkedFile, storeFile } from '../files/incoming';
import { linkFiles } from '../files/links';
import { effectOf, hasBody } from '../define/defaults';
import { clock } from '../http/clock';
import { Cancelled, exchange } from '../http/exchange';
import { Failure } from '../http/failure';
import { basesFor, baseUrl, gateOf, type Session } from '../http/session';
import type { Ledger } from '../run/ledger';
import type { DeliveryOptions } from '../run/options';
import type { ItemRequest } from './collect';
import { rowsOf, toItems } from './decode';
import { openFiles, toHttp } from './encode';
import { pages } from './pages';

export interface Work {
	caller: IExecuteFunctions;
	provider: Provider;
	operation: Operation;
	session: Session;
	options: DeliveryOptions;
	ledger?: Ledger;
	itemIndex: number;
	wanted: ItemRequest;
	/** Aborted: nothing further is sent. */
	halt?: AbortSignal;
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
		await addItems(outputs, work, rows);
	return outputs;
}

/** Rows after which other work of the process gets a turn. */
const ROWS_AT_ONCE = 2_000;

async function addItems(outputs: INodeExecutionData[], work: Work, rows: unknown[]): Promise<void> {
	const context = contextOf(work);
	for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
		if (start > 0) await clock.wait(0);
		const some = rows.slice(start, start + ROWS_AT_ONCE);
		for (const output of toItems(work.operation, some, context)) outputs.push(output);
	}
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
	const entries = Array.isArray(list) ? list : [list];
	for (const [index, entry] of entries.entries()) {
		const key = `${itemIndex}.${index}`;
		let made = ledger?.delivered.get(key);
		if (!made) {
			const body = { ...wanted.parts.body, [name]: entry } as IDataObject;
			try {
				made = await performOnce(work, { ...wanted.parts, body }, `.${index}`);
			} catch (error) {
				throw entries.length > 1 ? withAccount(error, entries, index) : error;
			}
			for (const output of made) output.json = { [name]: entry, ...output.json };
			ledger?.delivered.set(key, made);
		}
		for (const output of made) outputs.push(output);
	}
	return outputs;
}

/** An item may have several entries: its error has to say which of them are done. */
function withAccount(error: unknown, entries: unknown[], index: number): unknown {
	const some = (list: unknown[]) =>
		list.length
			? ` (${list.slice(0, 10).map(String).join(', ')}${list.length > 10 ? ', ...' : ''})`
			: '';
	const done = entries.slice(0, index);
	const open = entries.slice(index + 1);
	const account = `Of ${entries.length} entries ${done.length} were done before${some(done)}, "${String(entries[index])}" failed, ${open.length} were not started${some(open)}`;
	if (error instanceof Cancelled) {
		if (!done.length) return error;
		const advice = { todo: 'Run it again for the remaining ones.' };
		return new Failure({ status: 0, message: 'the run was stopped', advice }, 'notSent', account);
	}
	if (error instanceof Failure) error.remark = [error.remark, account].filter(Boolean).join('. ');
	return error;
}

async function performOnce(
	work: Work,
	parts: RequestParts,
	part: string,
): Promise<INodeExecutionData[]> {
	const output = work.operation.output ?? item();
	const answer = await send(work, parts, part);
	const download = downloadOf(work);
	if (output.kind === 'file' && !output.link) return [fileItem(download, answer)];
	const body = unwrapped(work, answer.body);
	if (output.kind === 'file')
		return [await linkedFile(download, String(at(body, output.link) ?? ''))];
	const outputs: INodeExecutionData[] = [];
	await addItems(outputs, work, rowsOf(output, body, answer.status));
	return outputs;
}

const downloadOf = (work: Work): Download => ({
	...work,
	values: work.wanted.values,
	maxWait: work.options.maxWait,
});

const unwrapped = ({ provider }: Work, body: unknown) => provider.unwrap?.(body) ?? body;

/** The answer to one request of this item. @throws Failure, WrongValue, Cancelled */
async function send(work: Work, parts: RequestParts, part: string): Promise<Answer> {
	const { caller, session, operation, options, provider, itemIndex } = work;
	const base = baseUrl(session, operation.request.host);
	const files = await openFiles(caller, operation, parts, itemIndex);
	const linked = await linkFiles(caller, parts, { itemIndex, provider: provider.name, base });
	const keyed = withIdempotencyKey(work, linked, part);
	const { output, request } = operation;
	const isFile = output?.kind === 'file' && !output.link;
	const encoding = {
		...request,
		file: isFile,
		hasBody: hasBody(operation),
		arrays: provider.formStyle?.arrays,
	};
	const download = downloadOf(work);
	const bases = basesFor(session, request.host);
	return await exchange(session, {
		request: async () => await toHttp(encoding, keyed.parts, bases.next(), files),
		isElsewhere: bases.isElsewhere,
		effect: keyed.key ? 'idempotent' : effectOf(operation),
		again: keyed.key ? 'sameRun' : undefined,
		halt: work.halt,
		gate: gateOf(session, operation.request.host),
		perMinute: effectOf(operation) === 'send' ? options.perMinute : 0,
		maxWait: options.maxWait,
		file: isFile,
		receive: isFile ? async (answer) => await storeFile(download, answer) : undefined,
		missingIsAnswer: output?.kind === 'exists',
		proof: output?.kind === 'item' ? output.proof : undefined,
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
function derivedKey({ caller, session, itemIndex }: Work, part: string): string {
	// The run's number is behind a proxy that is costly to make: once a run, not once an item.
	session.runKey ??= [
		caller.getInstanceId(),
		caller.getExecutionId(),
		caller.getNode().id,
		caller.getWorkflowDataProxy(itemIndex).$runIndex as number,
	].join('/');
	const hash = createHash('sha256').update(`${session.runKey}/${itemIndex}${part}`).digest('hex');
	return hash.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
