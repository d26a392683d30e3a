import type { SandboxRequest } from '../core/types';
import type { Context } from './state';

const DEFAULT_LIMIT = 10;

/**
 * One page of a list with limit and offset. As at the provider, `next` and `previous` lack all other
 * filters: a client that follows them gets other records.
 */
export function page<T>(
	items: readonly T[],
	request: SandboxRequest,
	context: Context,
): { count: number; next: string | null; previous: string | null; results: T[] } {
	const limit = typeof request.query.limit === 'number' ? request.query.limit : DEFAULT_LIMIT;
	const offset = typeof request.query.offset === 'number' ? request.query.offset : 0;
	const link = (start: number): string =>
		`${context.url('whatsapp')}${request.path}?limit=${limit}&offset=${start}`;
	return {
		count: items.length,
		next: offset + limit < items.length ? link(offset + limit) : null,
		previous: offset > 0 ? link(Math.max(0, offset - limit)) : null,
		results: items.slice(offset, offset + limit),
	};
}
