/** Requests whose path grows by an optional value. */
import type { RequestParts, Values } from '../../engine/types';

/** Adds `prefix` and the value of a field to the path, where the field has a value. */
export const withSegment =
	(field: string, prefix = '') =>
	(parts: RequestParts, values: Values): RequestParts => {
		const value = values[field];
		return value === undefined
			? parts
			: { ...parts, path: `${parts.path}/${prefix}${encodeURIComponent(String(value))}` };
	};
