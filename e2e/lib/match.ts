import assert from 'node:assert/strict';

type Dict = Record<string, unknown>;

const isDict = (value: unknown): value is Dict =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const EXCERPT = 3_000;

/** What a person needs to see of it: without the providers' own payloads, and not endless. */
const excerpt = (value: unknown): string =>
	JSON.stringify(value, (key, inner: unknown) => (key === 'raw' ? undefined : inner), 1).slice(
		0,
		EXCERPT,
	);

/**
 * Asserts that a value looks as expected: objects may have more keys, lists have exactly the same
 * length, a RegExp matches texts and numbers, everything else has to be equal.
 */
export function assertLike(actual: unknown, expected: unknown, where: string): void {
	if (expected instanceof RegExp) {
		assert.match(String(actual), expected, where);
	} else if (Array.isArray(expected)) {
		assert.ok(Array.isArray(actual), `${where} is no list: ${excerpt(actual)}`);
		const lists = `${where}: ${excerpt(actual)}`;
		assert.equal(actual.length, expected.length, lists);
		for (const [index, one] of expected.entries()) {
			assertLike(actual[index], one, `${where}[${index}]`);
		}
	} else if (isDict(expected)) {
		assert.ok(isDict(actual), `${where} is no object: ${excerpt(actual)}`);
		for (const [key, one] of Object.entries(expected)) {
			assertLike(actual[key], one, `${where}.${key}`);
		}
	} else {
		assert.deepEqual(actual, expected, where);
	}
}
