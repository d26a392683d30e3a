/**
 * Reads the form in which n8n stores and returns execution data (the "flatted" format): one JSON
 * array that holds every string, array and object once, referred to by its index,
 * written as a string. So shared and circular references survive.
 */
type Value = string | number | boolean | null | undefined | Value[] | { [key: string]: Value };

/** Parses flatted text; throws on text that is not in that form. */
export function parseFlatted(text: string): unknown {
	const table = JSON.parse(text) as Value[];
	if (!Array.isArray(table)) throw new TypeError('Not in the flatted form: no array');
	const revived = new Set<number>();

	const at = (index: number): Value => {
		if (!(index in table)) throw new TypeError(`Not in the flatted form: no entry ${index}`);
		const entry = table[index];
		if (typeof entry !== 'object' || entry === null || revived.has(index)) return entry;
		// Marked before its members are read: a circular reference finds the entry itself.
		revived.add(index);
		const members = entry as Record<string, Value>;
		for (const [key, member] of Object.entries(members)) {
			if (typeof member === 'string') members[key] = at(Number(member));
		}
		return entry;
	};
	return at(0);
}
