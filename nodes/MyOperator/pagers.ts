/** Paging of MyOperator's lists. */
import { cursorPages, isObject, numberedPages, offsetPages } from '../../engine/define';

/** limit/offset lists of the WhatsApp host; the `next` links of the API are not reliable. */
export const offsetList = (pageSize = 100) =>
	offsetPages({ limit: 'limit', offset: 'offset', pageSize, total: 'data.count' });

export const userPages = numberedPages({
	page: 'page',
	size: 'page-size',
	first: 1,
	pageSize: 100,
	done: ({ answer, rows, size }) =>
		isObject(answer) && 'next_page' in answer ? !answer.next_page : rows.length < size,
});

/** Call logs: `log_from` counts rows. */
export const logPages = offsetPages({
	limit: 'page_size',
	offset: 'log_from',
	pageSize: 100,
	total: 'data.total',
	in: 'body',
});

/** Contact search: each row has the token after which the list continues. */
export const contactCursor = cursorPages({
	cursor: 'after',
	pageSize: 100,
	in: 'query',
	from: (_answer, rows) => {
		const last = rows.at(-1);
		return isObject(last) ? last.pagination_token : undefined;
	},
});
