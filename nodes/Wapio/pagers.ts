/** How Wapio's lists go on. Contacts and groups come whole. */
import { at, cursorPages } from '../../engine/define';

/** Answers may come inside `{success, data}`. */
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
