/** The ways in which lists go on: each a named value that providers configure and reuse. */
import type { IDataObject } from 'n8n-workflow';

import type { PageState, Pager } from '../define/types';
import { at, isEmpty } from './convert';

/** limit/offset: the next page starts after the rows so far; a short page is the last. */
export const offsetPages = (config: {
	limit: string;
	offset: string;
	pageSize: number;
	/** Where the answer tells how many rows there are, if it does. */
	total?: string;
	in?: Pager['in'];
}): Pager => ({
	pageSize: config.pageSize,
	in: config.in,
	first: (size) => ({ [config.limit]: size, [config.offset]: 0 }),
	next: ({ rows, size, total, answer, last }) => {
		const count = config.total ? Number(at(answer, config.total)) : NaN;
		const over = Number.isFinite(count) ? total >= count : rows.length < size;
		return over || rows.length === 0
			? undefined
			: { ...last, [config.offset]: Number(last[config.offset]) + rows.length };
	},
});

/** page/size: pages are numbered from `first`. */
export const numberedPages = (config: {
	page: string;
	size?: string;
	first: number;
	pageSize: number;
	/** Ends the list where the answer says so; default: a short page, or an empty one without `size`. */
	done?: (state: PageState) => boolean;
	in?: Pager['in'];
}): Pager => ({
	pageSize: config.pageSize,
	in: config.in,
	first: (size) => ({
		[config.page]: config.first,
		...(config.size ? { [config.size]: size } : {}),
	}),
	next: (state) => {
		const short = config.size ? state.rows.length < state.size : false;
		const over = config.done ? config.done(state) : short;
		return over || state.rows.length === 0
			? undefined
			: { ...state.last, [config.page]: Number(state.last[config.page]) + 1 };
	},
});

/** A cursor from the answer (or its last row) asks for the next page. */
export const cursorPages = (config: {
	cursor: string;
	size?: string;
	pageSize: number;
	from: (answer: unknown, rows: unknown[]) => unknown;
	in?: Pager['in'];
}): Pager => ({
	pageSize: config.pageSize,
	in: config.in,
	first: (size) => (config.size ? { [config.size]: size } : {}),
	next: ({ answer, rows, last }) => {
		const cursor = config.from(answer, rows);
		return isEmpty(cursor) || rows.length === 0
			? undefined
			: { ...last, [config.cursor]: cursor as string };
	},
});

/** A list that comes whole; "Limit" cuts it here. */
export const wholeList: Pager = {
	pageSize: Infinity,
	first: () => ({}),
	next: () => undefined,
};

/** A provider that never ends a list must not fill the memory. */
const MOST_PAGES = 100_000;

export interface FetchedPage {
	rows: unknown[];
	answer: unknown;
	asked?: IDataObject;
}

/**
 * All pages, or as many as the limit needs.
 *
 * @param fetchPage asks for one page with these query (or body) values
 * @param limit 0 for all
 * @throws Error when the provider gives the same page again, or never ends
 */
export async function* pages(
	pager: Pager,
	limit: number,
	fetchPage: (changes: IDataObject) => Promise<FetchedPage>,
): AsyncGenerator<unknown[]> {
	const size = limit ? Math.min(limit, pager.pageSize) : pager.pageSize;
	let changes: IDataObject | undefined = pager.first(size);
	let total = 0;
	let previous = '';
	for (let page = 1; changes; page++) {
		const { rows, answer, asked } = await fetchPage(changes);
		const fingerprint = JSON.stringify([rows.length, rows[0], rows.at(-1)]);
		if (page > 1 && rows.length > 0 && fingerprint === previous)
			throw new RepeatedPage(`The provider returned page ${page} twice, so the list was stopped`);
		if (page > MOST_PAGES)
			throw new RepeatedPage(`The list did not end after ${MOST_PAGES} pages, so it was stopped`);
		previous = fingerprint;
		const wanted = limit ? rows.slice(0, limit - total) : rows;
		total += wanted.length;
		yield wanted;
		if (limit && total >= limit) return;
		const last: IDataObject = changes;
		changes = pager.next({ page, size, total, rows, answer, last, asked });
		if (changes && JSON.stringify(changes) === JSON.stringify(last))
			throw new RepeatedPage(`The provider asked for page ${page} again, so the list was stopped`);
	}
}

/** A list that does not go on as it should. */
class RepeatedPage extends Error {}
