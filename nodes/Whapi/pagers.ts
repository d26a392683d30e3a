/** How Whapi.Cloud's lists go on. */
import { cursorPages, offsetPages } from '../../engine/paging';
import type { Pager } from '../../engine/types';
import { at } from '../../engine/values';

/** count/offset; the API gives up to 500 rows at once, 100 where rows are heavy. */
export const countOffset = (pageSize = 100): Pager =>
	offsetPages({ limit: 'count', offset: 'offset', pageSize, total: 'total' });

/** Newsletter search: `page_info` says whether there is more and where it begins. */
export const newsletterCursor: Pager = cursorPages({
	cursor: 'cursor',
	size: 'count',
	pageSize: 100,
	from: (answer) =>
		at(answer, 'page_info.next_page') === false ? undefined : at(answer, 'page_info.end_cursor'),
});

/** Messages of a newsletter: each page says where it begins (`first`); older ones come before it. */
export const newsletterMessages: Pager = {
	pageSize: 100,
	first: (size) => ({ count: size }),
	next: ({ rows, size, answer, last }) => {
		const first = Number(at(answer, 'first'));
		return rows.length < size || !Number.isFinite(first) ? undefined : { ...last, before: first };
	},
};
