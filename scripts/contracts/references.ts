/** `$ref`s inside one document: finding, following and replacing them. */
export type JsonObject = { [key: string]: unknown };

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A key as part of a JSON pointer. */
export function escapePointer(key: string): string {
	return key.replace(/~/g, '~0').replace(/\//g, '~1');
}

function unescapePointer(part: string): string {
	return part.replace(/~1/g, '/').replace(/~0/g, '~');
}

/** The value at a plain JSON pointer such as `/paths/~1user/get`; undefined when there is none. */
export function resolvePointer(document: JsonObject, pointer: string): unknown {
	let current: unknown = document;
	for (const part of pointer.split('/').slice(1)) {
		const key = unescapePointer(part);
		if (Array.isArray(current)) current = current[Number(key)];
		else if (isObject(current)) current = current[key];
		else return undefined;
	}
	return current;
}

/** The pointer that a `$ref` within the document names. Throws for any other kind of reference. */
function pointerOf(reference: string): string {
	if (!reference.startsWith('#/')) throw new Error(`${reference} does not stay in the document`);
	return decodeURIComponent(reference.slice(1));
}

/**
 * Turns a pointer that passes through `$ref`s into the plain pointer of the same place. The last
 * part is not followed, so that keys next to its `$ref` still count.
 */
export function followAlias(document: JsonObject, pointer: string): string {
	let plain = '';
	for (const part of pointer.split('/').slice(1)) {
		const holder = resolvePointer(document, plain);
		if (isObject(holder) && typeof holder.$ref === 'string' && !(unescapePointer(part) in holder)) {
			plain = followAlias(document, pointerOf(holder.$ref));
		}
		plain = `${plain}/${part}`;
	}
	return plain;
}

/** Every `$ref` with the pointer of the object that holds it. Example values are left alone. */
export function references(document: JsonObject): Array<{ pointer: string; reference: string }> {
	const found: Array<{ pointer: string; reference: string }> = [];
	walk(document, '', (value, pointer) => {
		if (typeof value.$ref === 'string') found.push({ pointer, reference: value.$ref });
	});
	return found;
}

/** Visits every object of a document outside of example values. */
export function walk(
	value: unknown,
	pointer: string,
	visit: (value: JsonObject, pointer: string) => void,
): void {
	if (Array.isArray(value)) {
		value.forEach((entry, index) => walk(entry, `${pointer}/${index}`, visit));
		return;
	}
	if (!isObject(value)) return;
	visit(value, pointer);
	for (const [key, entry] of Object.entries(value)) {
		if (!isExampleValue(pointer, key)) walk(entry, `${pointer}/${escapePointer(key)}`, visit);
	}
}

/** Whether `key` holds data, not document: but a schema's property may be called "example" or "value". */
function isExampleValue(pointer: string, key: string): boolean {
	if (/\/(properties|patternProperties|\$defs|schemas)$/.test(pointer)) return false;
	if (key === 'example' || key === 'default' || key === 'const' || key === 'enum') return true;
	return key === 'value' && /\/examples\/[^/]+$/.test(pointer);
}

/**
 * A copy of the document in which every `$ref` is replaced by what it names; keys beside a `$ref` are
 * laid over it. The same reference gives the same object, so recursive schemas become rings.
 */
export function dereference(document: JsonObject): JsonObject {
	const known = new Map<string, JsonObject>();
	const copy = (value: unknown, pointer: string): unknown => {
		if (Array.isArray(value))
			return value.map((entry, index) => copy(entry, `${pointer}/${index}`));
		if (!isObject(value)) return value;
		if (typeof value.$ref === 'string') {
			const target = follow(value.$ref);
			const beside = Object.keys(value).filter((key) => key !== '$ref');
			if (beside.length === 0) return target;
			return { ...target, ...copyInto({}, value, pointer, beside) };
		}
		return copyInto({}, value, pointer, Object.keys(value));
	};
	const copyInto = (target: JsonObject, from: JsonObject, pointer: string, keys: string[]) => {
		for (const key of keys) {
			const entry = from[key];
			target[key] = isExampleValue(pointer, key)
				? entry
				: copy(entry, `${pointer}/${escapePointer(key)}`);
		}
		return target;
	};
	const follow = (reference: string): JsonObject => {
		const pointer = followAlias(document, pointerOf(reference));
		const ready = known.get(pointer);
		if (ready) return ready;
		const source = resolvePointer(document, pointer);
		if (!isObject(source)) throw new Error(`${reference} names nothing`);
		if (typeof source.$ref === 'string' && Object.keys(source).length === 1) {
			const target = follow(source.$ref);
			known.set(pointer, target);
			return target;
		}
		const target: JsonObject = {};
		// Known before it is filled: a schema that names itself finds itself here.
		known.set(pointer, target);
		return Object.assign(target, copy(source, pointer));
	};
	return copy(document, '') as JsonObject;
}
