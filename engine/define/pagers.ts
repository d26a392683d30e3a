/** How a provider's lists go on: constructors for `Operation.pager`. */
import type { Pager, PageState } from './types';
import { at, isEmpty } from './values';

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
