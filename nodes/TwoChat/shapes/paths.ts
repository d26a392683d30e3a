/** Requests whose path depends on more than its fields. */
import { pathPart, type RequestParts, type Values } from '../../../engine/define';

/** Adds `prefix` and the value of a field to the path, where the field has a value. */
export const withSegment =
	(field: string, prefix = '') =>
	(parts: RequestParts, values: Values): RequestParts => {
		const value = values[field];
		return value === undefined
			? parts
			: { ...parts, path: `${parts.path}/${prefix}${pathPart(value)}` };
	};

/** Fills in a part of the path that depends on the operation, not on a field. */
export const withPart =
	(name: string, value: string) =>
	(parts: RequestParts): RequestParts => ({
		...parts,
		path: parts.path.replace(`{${name}}`, value),
	});
