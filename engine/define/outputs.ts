/** What an operation gives out: constructors for `Operation.output`. */
import type { MapRow, Output } from './types';

/** One item: the whole answer, or the value at a path. */
export const item = (path?: string, map?: MapRow): Output => ({ kind: 'item', at: path, map });

/** One item: an answer to a send. It has to have one of these paths, or nothing says that it was sent. */
export const confirmedBy = (...proof: string[]): Output & { kind: 'item' } => ({
	kind: 'item',
	proof,
});

/** One item per row of the list at a path. */
export const items = (path?: string, map?: MapRow): Output => ({ kind: 'items', at: path, map });

/** One item per entry of a map. */
export const entries = (key: string, path?: string): Output => ({ kind: 'entries', at: path, key });

/** n8n's form for deletions. */
export const deleted: Output = { kind: 'fixed', json: { deleted: true } };

/** The same, with what the provider told about it. */
export const deletedAs: Output = { kind: 'fixed', json: { deleted: true }, keep: true };

/** For answers without content. */
export const success: Output = { kind: 'fixed', json: { success: true }, keep: true };

/** 404 is an answer, not an error. */
export const exists = (name = 'exists', keep?: string[]): Output => ({
	kind: 'exists',
	name,
	keep,
});
