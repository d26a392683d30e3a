/** One item's work: one request, or one per list entry, or one per page; then its outputs. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { item } from '../define/outputs';
import type { Answer, IdempotencyKey, Operation, Pager, RequestParts } from '../define/types';
import { at } from '../define/values';
import { type Download, fileItem, linkedFile, storeFile } from '../files/incoming';
import { linkFiles } from '../files/links';
import { effectOf, hasBody, proofOf } from '../define/defaults';
import { clock } from '../http/clock';
import { Cancelled, exchange, type Sending } from '../http/exchange';
import { Failure, isNoRoute } from '../http/failure';
import { Patience } from '../http/patience';
import { basesFor, baseUrl, gateOf } from '../http/session';
import { rowsOf, toItems } from './decode';
import { openFiles, toHttp } from './encode';
import { countRepeat, derivedKey, givenKey } from './identity';
import type { Doubt } from './ledger';
import { pages } from './pages';
import { type LookUp, previewOf } from './preview';
import type { ItemWork } from './work';
import type { Run } from './context';

/** @throws Failure, WrongValue, Cancelled, RepeatedPage */
export async function performItem(given: ItemWork): Promise<INodeExecutionData[]> {
	const work = { ...given, patience: given.patience ?? new Patience(given.run.options.maxWait) };
	const { operation, wanted } = work;
	if (given.run.preview && effectOf(operation) === 'send')
		return [await previewOf(work, async (request) => await lookUp(work, request))];
	if (operation.forEach) return await performEntries(work, operation.forEach);
	if (operation.pager) return await performPages(work, operation.pager);
	return await performRequest(work, wanted.parts, '');
}

/** What was looked up in a run: all items of a campaign have the same template. */
const lookedUp = new WeakMap<Run, Map<string, Promise<unknown>>>();

async function lookUp(
	work: ItemWork,
	{ path, query, host }: Parameters<LookUp>[0],
): Promise<unknown> {
	const known = lookedUp.get(work.run) ?? new Map<string, Promise<unknown>>();
	lookedUp.set(work.run, known);
	const key = JSON.stringify([path, query]);
	const operation: Operation = {
		...work.operation,
		request: { method: 'GET', path, ...(host ? { host } : {}) },
		effect: 'read',
		output: item(),
	};
	const parts = { path, query, headers: {}, body: {}, files: {} };
	const found =
		known.get(key) ??
		callProvider({ ...work, operation }, parts, '').then(({ body }) => unwrapped(work, body));
	known.set(key, found);
	return await found;
}

async function performPages(work: ItemWork, pager: Pager): Promise<INodeExecutionData[]> {
	const { operation, wanted } = work;
	const outputs: INodeExecutionData[] = [];
	const shape = operation.output ?? item();
	const fetchPage = async (changes: IDataObject) => {
		const target = pager.in === 'body' ? 'body' : 'query';
		const asked = { ...wanted.parts[target], ...changes };
		const { body } = await callProvider(work, { ...wanted.parts, [target]: asked }, '');
		return { rows: rowsOf(shape, unwrapped(work, body)), answer: body, asked };
	};
	for await (const rows of pages(pager, wanted.limit, fetchPage))
		await addItems(outputs, work, rows);
	return outputs;
}

/** Rows after which other work of the process gets a turn. */
const ROWS_AT_ONCE = 2_000;

async function addItems(
	outputs: INodeExecutionData[],
	work: ItemWork,
	rows: unknown[],
): Promise<void> {
	const context = contextOf(work);
	for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
		if (start > 0) await clock.wait(0);
		const some = rows.slice(start, start + ROWS_AT_ONCE);
		for (const output of toItems(work.operation, some, context)) outputs.push(output);
	}
}

const contextOf = ({ itemIndex, wanted }: ItemWork) => ({
	itemIndex,
	values: wanted.values,
	simplify: wanted.simplify,
});

/** APIs that take one entry a request, although people have lists. */
async function performEntries(work: ItemWork, name: string): Promise<INodeExecutionData[]> {
	const { itemIndex, wanted } = work;
	const { ledger } = work.run;
	const list = wanted.parts.body[name];
	const outputs: INodeExecutionData[] = [];
	const entries = Array.isArray(list) ? list : [list];
	for (const [index, entry] of entries.entries()) {
		const key = `${itemIndex}.${index}`;
		let made = ledger?.delivered.get(key);
		if (!made) {
			const body = { ...wanted.parts.body, [name]: entry } as IDataObject;
			try {
				made = await performRequest(work, { ...wanted.parts, body }, `.${index}`);
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

async function performRequest(
	work: ItemWork,
	parts: RequestParts,
	part: string,
): Promise<INodeExecutionData[]> {
	const output = work.operation.output ?? item();
	const answer = await callEitherRoute(work, parts, part);
	const download = downloadOf(work);
	if (output.kind === 'file' && !output.link) return [fileItem(download, answer)];
	const body = unwrapped(work, answer.body);
	if (output.kind === 'file') return [await linkedFile(download, linkIn(body, output.link))];
	const outputs: INodeExecutionData[] = [];
	const isList = work.operation.request.method === 'GET';
	await addItems(outputs, work, rowsOf(output, body, answer.status, isList));
	return outputs;
}

/** The first of these places that holds a text. */
const linkIn = (body: unknown, link: string | string[] = []): string =>
	[link]
		.flat()
		.map((place) => at(body, place))
		.map((value) => (typeof value === 'string' ? value : ''))
		.find(Boolean) ?? '';

/** By the operation's second route, if it has one and the first does not exist. */
async function callEitherRoute(work: ItemWork, parts: RequestParts, part: string): Promise<Answer> {
	const other = work.operation.request.otherRoute?.(parts);
	const first = callProvider(work, parts, part);
	if (!other) return await first;
	return await first.catch(async (error: unknown) =>
		isNoRoute(error)
			? await callProvider(work, other, part).catch((second: unknown) => {
					// Nothing has that ID in either way: the documented one says it better.
					throw isNoRoute(second) ? error : second;
				})
			: await Promise.reject(error as Error),
	);
}

const downloadOf = (work: ItemWork): Download => ({
	...work,
	caller: work.run.caller,
	values: work.wanted.values,
	sending: sendingOf(work),
});

/** How this item's requests are sent. */
const sendingOf = ({ run, operation, patience }: ItemWork): Sending => ({
	run,
	stop: run.stop,
	patience: patience ?? new Patience(run.options.maxWait),
	perMinute: effectOf(operation) === 'send' ? run.options.perMinute : 0,
	vary: run.options.vary,
});

const unwrapped = ({ provider }: ItemWork, body: unknown) => provider.unwrap?.(body) ?? body;

/**
 * The answer to one request of this item.
 * @param part names the entry of a list
 * @throws Failure, WrongValue, Cancelled
 */
async function callProvider(work: ItemWork, parts: RequestParts, part: string): Promise<Answer> {
	const { run, session, operation, provider, itemIndex } = work;
	const { caller, ledger } = run;
	const place = `${itemIndex}${part}`;
	const base = baseUrl(session, operation.request.host);
	const effect = effectOf(operation);
	const doubts = effect === 'read' ? undefined : ledger?.doubts;
	const doubt = doubts?.get(place);
	const key = keyOf(work);
	const again = key ? 'sameRun' : effect === 'send' ? 'never' : 'always';
	const context = { itemIndex, provider: provider.name, base };
	// What may have arrived is repeated as it was, with its key.
	const keyed =
		doubt?.parts ?? (await linkFiles(caller, withKey(work, key, parts, place), context));
	const files = await openFiles(caller, operation, keyed, itemIndex);
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
	try {
		const answer = await exchange(
			session,
			{
				request: async () => await toHttp(encoding, keyed, bases.next(), files),
				isElsewhere: bases.isElsewhere,
				effect: key ? 'idempotent' : effect,
				isMessage: effect === 'send',
				again,
				gate: gateOf(session, request.host),
				file: isFile,
				receive: isFile ? async (got) => await storeFile(download, got) : undefined,
				missingIsAnswer: output?.kind === 'exists',
				proof: proofOf(operation),
				advice: operation.advice,
				doubt: doubt?.problem,
				isDone: (problem, uncertain) =>
					uncertain &&
					(key?.isDuplicate?.(problem) === true ||
						(request.method === 'DELETE' && problem.status === 404)),
			},
			download.sending,
		);
		run.waited = Math.max(run.waited, download.sending.patience.spent);
		doubts?.delete(place);
		if (key) countRepeat(run, place, parts);
		return answer;
	} catch (error) {
		const isDoubt = error instanceof Failure && error.fate === 'unknown';
		throw isDoubt ? noted(doubts, place, error, keyed) : error;
	}
}

/** Remembers the doubt for n8n's next try. */
function noted(
	doubts: Map<string, Doubt> | undefined,
	place: string,
	error: Failure,
	parts: RequestParts,
): Failure {
	doubts?.set(place, { problem: error.problem, again: error.again, parts });
	return error;
}

/** Sends with a key can be repeated: the provider recognizes the second one. */
const keyOf = ({ operation, provider }: ItemWork): IdempotencyKey | undefined =>
	operation.idempotencyKey ??
	(effectOf(operation) === 'send' && operation.request.method === 'POST'
		? provider.idempotencyKey
		: undefined);

function withKey(
	{ run, wanted }: ItemWork,
	key: IdempotencyKey | undefined,
	parts: RequestParts,
	place: string,
): RequestParts {
	if (!key) return parts;
	const own = key.field ? givenKey(wanted.values[key.field], key) : undefined;
	const value = own ?? derivedKey(run, place, parts);
	return key.in === 'header'
		? { ...parts, headers: { ...parts.headers, [key.as]: value } }
		: { ...parts, body: { ...parts.body, [key.as]: value } };
}
