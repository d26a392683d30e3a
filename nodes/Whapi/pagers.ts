/** Paging of Whapi.Cloud's lists. */
import { at, cursorPages, offsetPages, type Pager } from '../../engine/define';

/** count/offset; the API gives up to 500 rows at once, 100 where rows are heavy. */
export const countOffset = (pageSize = 100): Pager =>
	offsetPages({ limit: 'count', offset: 'offset', pageSize, total: 'total' });

/** Newsletter search: `page_info` says whether there is a next page and where it begins. */
export const newsletterCursor: Pager = cursorPages({
	cursor: 'cursor',
	size: 'count',
	pageSize: 100,
	from: (answer) =>
		at(answer, 'page_info.next_page') === false ? undefined : at(answer, 'page_info.end_cursor'),
});

/**
 * Posts of a newsletter: `first` and `last` are the range of indexes on a page. The list continues with
 * older posts, or with newer ones if only `after` is set.
 */
export const newsletterMessages: Pager = {
	pageSize: 100,
	first: (size) => ({ count: size }),
	next: ({ rows, size, answer, last, asked }) => {
		const ends = [Number(at(answer, 'first')), Number(at(answer, 'last'))];
		const [oldest, newest] = [Math.min(...ends), Math.max(...ends)];
		if (rows.length < size || !Number.isFinite(oldest + newest)) return undefined;
		if (asked?.after !== undefined && asked.before === undefined) return { ...last, after: newest };
		return oldest > 0 ? { ...last, before: oldest } : undefined;
	},
};
