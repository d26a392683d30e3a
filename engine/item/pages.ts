/** The ways in which lists go on: each a named value that providers configure and reuse. */
import type { IDataObject } from 'n8n-workflow';

import type { Pager } from '../define/types';

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
			throw new RepeatedPage(`The provider returned page ${page} again, so the list was stopped`);
	}
}

/** A list that does not go on as it should. */
class RepeatedPage extends Error {}
