/** A JSON object whose values have not been looked at yet. */
export type Dict = Record<string, unknown>;

export function isDict(value: unknown): value is Dict {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object itself, or an empty one for anything else. */
export function asDict(value: unknown): Dict {
	return isDict(value) ? value : {};
}

/** A text, number or switch as text; '' for anything else. */
export function asText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	return '';
}

/** A list's entries as texts; none for anything that is no list. */
export function asTexts(value: unknown): string[] {
	return Array.isArray(value) ? value.map(asText) : [];
}

/** Headers of a registered address: names in lower case. */
export function asHeaders(value: unknown): Record<string, string> {
	return Object.fromEntries(
		Object.entries(asDict(value)).map(([name, entry]) => [name.toLowerCase(), asText(entry)]),
	);
}

/** Reads `a.b.0.c`. */
export function at(value: unknown, path: string): unknown {
	let current: unknown = value;
	for (const key of path.split('.')) {
		if (Array.isArray(current)) current = current[Number(key)];
		else if (isDict(current)) current = current[key];
		else return undefined;
	}
	return current;
}

/** JSON with maps and sets written as arrays, for showing a provider's state. */
export function plain(value: unknown): unknown {
	const text = JSON.stringify(value, (_key, entry: unknown) => {
		if (entry instanceof Map) return [...entry.values()];
		if (entry instanceof Set) return [...entry];
		return entry;
	});
	return text === undefined ? null : JSON.parse(text);
}

const LONGEST_TEXT = 4_000;

/** A copy fit for the record: secrets hidden, very long texts (base64 files) cut. */
export function redact(value: unknown, secrets: ReadonlySet<string>): unknown {
	if (typeof value === 'string' && value.length > LONGEST_TEXT) {
		return `${value.slice(0, 100)}... (${value.length} characters)`;
	}
	if (Array.isArray(value)) return value.map((entry) => redact(entry, secrets));
	if (!isDict(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [
			key,
			secrets.has(key.toLowerCase()) ? '[hidden]' : redact(entry, secrets),
		]),
	);
}
