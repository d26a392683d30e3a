/** Lists for the editor's locators, from data. */
import uniqBy from 'lodash/uniqBy';
import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import type { Pager, Provider } from '../define/types';
import { isEmpty, isObject, pathPart } from '../define/values';
import { clock } from '../http/clock';
import { exchange } from '../http/exchange';
import { toNodeError } from '../http/failure';
import { Patience } from '../http/patience';
import { basesFor, gateOf, openSession } from '../http/session';
import { rowsOf } from '../item/decode';
import { toHttp } from '../item/encode';

/** How a locator's list is filled. */
export interface Search {
	path: string;
	host?: string;
	query?: IDataObject;
	/** Query values, headers and path values from other parameters of the form. */
	dependent?: (current: (name: string) => unknown) => IDataObject;
	headers?: (current: (name: string) => unknown) => Record<string, string>;
	pathValues?: (current: (name: string) => unknown) => Record<string, string>;
	/** Path of the rows in the response, before the provider's envelope is removed. */
	at?: string;
	pager?: Pager;
	/** Query parameter of the provider's own filter; without one the rows are filtered here. */
	filterBy?: string;
	/** Label and value of a row; undefined omits the row. */
	entry: (row: IDataObject) => { name: string; value: string; url?: string } | undefined;
}

/** Timeout of a list in seconds: a person is waiting for it. */
const SEARCH_TIMEOUT = 30_000;
/** Milliseconds of waiting for another try: somebody is looking at the screen. */
const SEARCH_PATIENCE = 10_000;
/** How many pages are searched for matches if the provider has no filter. */
const PAGES_TO_FILTER = 10;

/** The `methods.listSearch` of a node. */
export function listSearches(provider: Provider, searches: Record<string, Search | Search[]>) {
	return Object.fromEntries(
		Object.entries(searches).map(([name, search]) => [
			name,
			async function (
				this: ILoadOptionsFunctions,
				filter?: string,
				paginationToken?: string,
			): Promise<INodeListSearchResult> {
				return Array.isArray(search)
					? await runSearches(this, provider, search, filter, paginationToken)
					: await runSearch(this, provider, search, filter, paginationToken);
			},
		]),
	);
}

const textIn = (row: IDataObject, names: string[]): string => {
	const found = names.map((name) => row[name]).find((value) => isScalar(value) && value !== '');
	return found === undefined ? '' : String(found);
};

const isScalar = (value: unknown) => typeof value === 'string' || typeof value === 'number';

/**
 * The ID in a row about a chat, person, group or channel: providers name it differently, even
 * between their own answers.
 * @param own the provider's documented names, which win
 */
export const rowId = (row: IDataObject, ...own: string[]): string =>
	textIn(row, [...own, 'id', 'jid', 'group_jid', 'value']);

/** The name in such a row; '' if it has none. */
export const rowName = (row: IDataObject, ...own: string[]): string =>
	textIn(row, [...own, 'name', 'subject', 'push_name', 'pushname', 'notify', 'title']);

/** Several lists as one: a filter searches all of them, without one they follow each other. */
async function runSearches(
	caller: ILoadOptionsFunctions,
	provider: Provider,
	searches: Search[],
	filter = '',
	token = '',
): Promise<INodeListSearchResult> {
	const results: INodeListSearchResult['results'] = [];
	let [index, inner] = token ? (JSON.parse(token) as [number, string]) : [0, ''];
	for (let search = searches[index]; search; search = searches[index]) {
		const page = await runSearch(caller, provider, search, filter, inner);
		results.push(...page.results);
		inner = typeof page.paginationToken === 'string' ? page.paginationToken : '';
		if (!inner || filter) [index, inner] = [index + 1, ''];
		if (results.length && !filter) break;
	}
	return {
		results: uniqBy(results, 'value'),
		...(searches[index] ? { paginationToken: JSON.stringify([index, inner]) } : {}),
	};
}

/** Rows of a provider's list, for forms that need more than a locator (template variables). */
export async function fetchRows(
	caller: ILoadOptionsFunctions,
	provider: Provider,
	search: Omit<Search, 'entry'>,
	changes: IDataObject = {},
): Promise<{ rows: unknown[]; answer: unknown }> {
	let secrets: string[] = [];
	try {
		const session = await openSession(caller, provider, SEARCH_TIMEOUT);
		({ secrets } = session);
		const current = (name: string) => currentValue(caller, name);
		const parts = {
			path: Object.entries(search.pathValues?.(current) ?? {}).reduce(
				(path, [name, value]) => path.replace(`{${name}}`, pathPart(value)),
				search.path,
			),
			query: withoutEmpty({ ...search.query, ...search.dependent?.(current), ...changes }),
			headers: search.headers?.(current) ?? {},
			body: {},
			files: {},
		};
		const bases = basesFor(session, search.host);
		const { body } = await exchange(
			session,
			{
				request: async () => await toHttp({ method: 'GET' }, parts, bases.next()),
				isElsewhere: bases.isElsewhere,
				effect: 'read',
				gate: gateOf(session, search.host, 'editor'),
			},
			{ run: session, perMinute: 0, patience: new Patience(SEARCH_PATIENCE) },
		);
		const plain = search.at === undefined ? (provider.unwrap?.(body) ?? body) : body;
		const rows = rowsOf({ kind: 'items', at: search.at }, plain);
		return { rows, answer: body };
	} catch (error) {
		throw toNodeError(error, { node: caller.getNode(), provider, secrets });
	}
}

const withoutEmpty = (query: IDataObject): IDataObject =>
	Object.fromEntries(Object.entries(query).filter(([, value]) => !isEmpty(value)));

/** A parameter's current value in the form; of a locator, its ID. */
export function currentValue(caller: ILoadOptionsFunctions, name: string): unknown {
	const value = caller.getCurrentNodeParameter(name);
	return isObject(value) && '__rl' in value ? value.value : value;
}

async function runSearch(
	caller: ILoadOptionsFunctions,
	provider: Provider,
	search: Search,
	filter = '',
	token = '',
): Promise<INodeListSearchResult> {
	const { pager } = search;
	const own = filter && search.filterBy ? { [search.filterBy]: filter } : {};
	const wanted = search.filterBy ? '' : filter.toLowerCase();
	let changes = token ? (JSON.parse(token) as IDataObject) : (pager?.first(pager.pageSize) ?? {});
	const results: INodeListSearchResult['results'] = [];
	const deadline = clock.now() + SEARCH_TIMEOUT;
	for (let page = 1; ; page++) {
		const { rows, answer } = await fetchRows(caller, provider, search, { ...own, ...changes });
		for (const row of rows) {
			const entry = search.entry(isObject(row) ? row : { value: row as string });
			if (
				entry?.value &&
				(!wanted || `${entry.name} ${entry.value}`.toLowerCase().includes(wanted))
			)
				results.push(entry);
		}
		const offset = Number(changes.offset ?? 0);
		const state = { page, size: pager?.pageSize ?? 0, total: offset + rows.length, rows, answer };
		const next = pager?.next({ ...state, last: changes });
		const enough = !wanted || results.length > 0 || page >= PAGES_TO_FILTER;
		if (!next || enough || clock.now() > deadline)
			return { results, ...(next ? { paginationToken: JSON.stringify(next) } : {}) };
		changes = next;
	}
}
