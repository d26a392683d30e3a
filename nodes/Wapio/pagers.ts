/** Paging of Wapio's lists. Contacts and groups are not paged. */
import { at, cursorPages } from '../../engine/define';

/** Answers may be wrapped in `{success, data}`. */
const nextCursor = (answer: unknown) => at(answer, 'next_cursor') ?? at(answer, 'data.next_cursor');

/** The page size of the documentation's example; its highest value is not documented. */
const pageSize = 50;

export const sessionPages = cursorPages({
	cursor: 'before_id',
	size: 'limit',
	pageSize,
	from: nextCursor,
});

export const logPages = cursorPages({
	cursor: 'cursor',
	size: 'limit',
	pageSize,
	from: nextCursor,
});
