/** Finds the list in an answer: where the operation says, or in an envelope around it. */
import { at, isEmpty, isObject } from '../define/values';
import { Failure } from '../http/failure';

/** Members beside a list that say how it goes on, or that the request succeeded. */
const BESIDE =
	/^(success|status|code|message|error|count|total.*|page.*|per_?page|limit|offset|next.*|prev.*|cursor|has_?(more|next)|last_page)$/i;
const COUNTS = ['total', 'count', 'total_count'];

/** The only list in an object, next to nothing but paging: `{contacts: [...], total: 2}`. */
function onlyList(value: unknown): unknown[] | undefined {
	if (Array.isArray(value)) return value;
	if (!isObject(value)) return undefined;
	const members = Object.entries(value).filter(([key]) => !BESIDE.test(key));
	const [only] = members.length === 1 ? members.map(([, member]) => member) : [];
	return Array.isArray(only) ? only : undefined;
}

/** The same list with an envelope more, or one less: `{success, data}`, `{status, data}`, the bare list. */
function elsewhere(body: unknown, path: string): unknown {
	if (Array.isArray(body)) return body;
	const data = at(body, 'data');
	if (Array.isArray(data)) return data;
	return at(data, path) ?? (path.startsWith('data.') ? at(body, path.slice(5)) : undefined);
}

/** `{}` where the list should be, or a total of zero. */
const saysNone = (body: unknown, path: string) => {
	const [first] = path.split('.') as [string];
	const isHere = isObject(body) && first in body;
	return (
		isEmpty(body) ||
		(isHere && (at(body, path) === null || isEmpty(at(body, first)))) ||
		COUNTS.some((name) => at(body, name) === 0)
	);
};

/**
 * The value at the path of an answer that holds a list or map.
 *
 * @param path dotted; without one the answer itself is the list
 * @param isList false where an answer without the list may be right: it is itself the row
 * @returns the rows; an answer that is neither a list nor has one is a single row
 * @throws Failure if the answer is not empty and has nothing at the path
 */
export function listIn(
	body: unknown,
	path: string | undefined,
	status: number,
	isList = true,
): unknown {
	if (!path) return onlyList(body) ?? (isEmpty(body) ? [] : body);
	const found = at(body, path) ?? elsewhere(body, path);
	if (found !== undefined && found !== null) return found;
	if (saysNone(body, path)) return [];
	if (!isList) return body;
	const has = isObject(body)
		? `only ${Object.keys(body)
				.slice(0, 20)
				.map((key) => `"${key}"`)
				.join(', ')}`
		: `but is ${typeof body === 'string' ? 'text' : String(body)}`;
	throw new Failure(
		{
			status,
			message: `The answer has no "${path}", ${has}`,
			advice: {
				todo: 'The list may be empty or not: the answer does not say. Check the base URL in the credential and the filters; if they are correct, the provider has changed its answers.',
			},
		},
		'refused',
	);
}
