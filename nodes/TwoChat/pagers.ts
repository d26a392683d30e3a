/**
 * Paging of 2Chat's lists. Pages count from zero. `count` is the page's size in some lists and the
 * total in others, and page sizes differ between documents, so only an empty page ends a list.
 */
import { isObject, numberedPages, type Pager } from '../../engine/define';

const untilEmpty = () => false;

/** Lists whose page size can be chosen. */
export const sizedPages = (pageSize: number): Pager =>
	numberedPages({
		page: 'page_number',
		size: 'results_per_page',
		first: 0,
		pageSize,
		done: untilEmpty,
	});

/** Lists with a fixed page size. */
export const fixedPages = (pageSize: number): Pager =>
	numberedPages({ page: 'page_number', first: 0, pageSize, done: untilEmpty });

export const wabaNumberPages = numberedPages({
	page: 'page',
	size: 'limit',
	first: 0,
	pageSize: 200,
	done: untilEmpty,
});

const SMALLEST_TEMPLATE_PAGE = 10;

const numberedTemplates = numberedPages({
	page: 'page',
	size: 'limit',
	first: 0,
	pageSize: 200,
	done: ({ answer }) =>
		isObject(answer) && 'next_page' in answer && typeof answer.next_page !== 'number',
});

export const templatePages: Pager = {
	...numberedTemplates,
	first: (size) => numberedTemplates.first(Math.max(size, SMALLEST_TEMPLATE_PAGE)),
};
