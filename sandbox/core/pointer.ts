import { asDict, asText, type Dict } from './values';

/** Writes a key as a part of a JSON pointer inside a URI fragment. */
export function escape(key: string): string {
	return encodeURIComponent(key.replace(/~/g, '~0').replace(/\//g, '~1'));
}

/** The value at a pointer; a reference there is not followed. */
export function valueAt(document: Dict, pointer: string): unknown {
	let current: unknown = document;
	for (const part of pointer.split('/').slice(1)) {
		const key = decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~');
		current = Array.isArray(current) ? current[Number(key)] : asDict(current)[key];
	}
	return current;
}

/** The object at a pointer, behind any references. */
export function resolvePointer(document: Dict, pointer: string): Dict {
	return resolveRef(document, valueAt(document, pointer));
}

/** What a `$ref` points at, or the object itself. */
export function resolveRef(document: Dict, value: unknown): Dict {
	const entry = asDict(value);
	const reference = asText(entry.$ref);
	return reference ? resolvePointer(document, reference.slice(1)) : entry;
}
