/** Compares a value with what a case expects of it. Expectations are partial, see README.md. */
import { isObject } from './cases';

/** A value as JSON, short enough for a line of the report. */
export function show(value: unknown): string {
	const text = JSON.stringify(value) ?? 'nothing';
	return text.length > 160 ? `${text.slice(0, 160)}...` : text;
}

/** True when the text matches, in upper or lower case. */
export const has = (text: string, pattern: string): boolean => new RegExp(pattern, 'i').test(text);

const isMissing = (value: unknown) =>
	value === undefined || value === null || (isObject(value) && !Object.keys(value).length);

/** For an event: everything that the reader understood, so without `raw`. */
const withoutRaw = (value: unknown): string =>
	JSON.stringify(isObject(value) ? { ...value, raw: undefined } : value) ?? '';

/** Returns what the value must be, or undefined if it is. */
type Matcher = (got: unknown, wanted: unknown) => string | undefined;

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

const MATCHERS: Record<string, Matcher> = {
	$absent: (got) => (got === undefined || got === null ? undefined : 'must be missing'),
	$any: (got) => (isMissing(got) ? 'must be there' : undefined),
	$not: (got, wanted) => (differs(got, wanted) ? undefined : `must not be ${show(wanted)}`),
	$matches: (got, wanted) =>
		has(String(got), String(wanted)) ? undefined : `must match /${String(wanted)}/`,
	$oneOf: (got, wanted) =>
		asList(wanted).some((one) => !differs(got, one)) ? undefined : `must be one of ${show(wanted)}`,
	$has: (got, wanted) => {
		const lacking = asList(wanted).find((one) => asList(got).every((entry) => differs(entry, one)));
		return lacking === undefined ? undefined : `must hold ${show(lacking)}`;
	},
	$mentions: (got, wanted) => {
		const lacking = asList(wanted).find((one) => !has(withoutRaw(got), String(one)));
		return lacking === undefined ? undefined : `must mention /${String(lacking)}/`;
	},
};

const firstFault = <T>(list: T[], faultOf: (one: T, index: number) => string | undefined) => {
	for (const [index, one] of list.entries()) {
		const fault = faultOf(one, index);
		if (fault) return fault;
	}
	return undefined;
};

function entryFault(got: unknown, name: string, wanted: unknown, place: string) {
	const matcher = Object.hasOwn(MATCHERS, name) ? MATCHERS[name] : undefined;
	if (!matcher) {
		const inner = isObject(got) && Object.hasOwn(got, name) ? got[name] : undefined;
		return differs(inner, wanted, place ? `${place}.${name}` : name);
	}
	const must = matcher(got, wanted);
	return must && `${place || 'value'}: ${must}, but is ${show(got)}`;
}

/**
 * Says what is wrong with a value, or returns undefined. Objects are compared partly, lists entry
 * by entry and in full length.
 *
 * @param place where the value is, such as "message.media"; empty for the whole
 */
export function differs(got: unknown, wanted: unknown, place = ''): string | undefined {
	const wrong = () => `${place || 'value'}: must be ${show(wanted)}, but is ${show(got)}`;
	if (isObject(wanted))
		return firstFault(Object.entries(wanted), ([name, inner]) =>
			entryFault(got, name, inner, place),
		);
	if (!Array.isArray(wanted)) return got === wanted ? undefined : wrong();
	if (!Array.isArray(got) || got.length !== wanted.length) return wrong();
	return firstFault(wanted as unknown[], (inner, index) =>
		differs((got as unknown[])[index], inner, `${place}[${index}]`),
	);
}

/** The first fault of several expectations of which one is enough; undefined when one is met. */
export function anyOfFault<T>(
	expectations: T[],
	faultOf: (one: T) => string | undefined,
): string | undefined {
	const faults = expectations.map(faultOf);
	return faults.every(Boolean) ? faults.join(' | or ') : undefined;
}
