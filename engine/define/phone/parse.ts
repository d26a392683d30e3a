/** Phone numbers as people write them, in the parts that providers want. */
import { COUNTRY, WrongValue } from '../values';
import { complete, countryOf, inCountry, isCallingCode, type Verdict } from './numbers';
import { type Written, written, WRITE_IT } from './written';

export interface PhoneNumber {
	/** Country calling code, without plus: "91". */
	countryCode: string;
	/** The rest: "9876543210". */
	national: string;
	/** Both: "919876543210". */
	digits: string;
}

/**
 * A phone number, complete or as it is written in the default country.
 *
 * With plus or 00 it is complete and must have a length that its country uses. Without, it is read
 * in the default country; failing that, it must be a number that is in use somewhere. The ID of a
 * person in WhatsApp ("919876543210@s.whatsapp.net") is taken as it is.
 *
 * @param values of the item; they hold the default country
 * @throws WrongValue that says why it can't be a phone number
 */
export function parsePhone(
	input: unknown,
	label = 'Phone Number',
	values: Record<string, unknown> = {},
): PhoneNumber {
	const text = written(input, label);
	const country = defaultCountry(values[COUNTRY]);
	const verdict = remembered(text, country);
	if ('refused' in verdict)
		throw new WrongValue(
			`"${String(input)}" ${verdict.refused}`,
			label,
			text.form === 'open' && !country
				? `${WRITE_IT}, or choose a "Default Country" in the credential or in the options of the node`
				: WRITE_IT,
		);
	const { digits, code } = verdict;
	return { countryCode: code, national: digits.slice(code.length), digits };
}

/** Verdicts by what was judged: the same few numbers, or one, go through many items. */
const verdicts = new Map<string, Verdict>();
const MOST_REMEMBERED = 1_000;

function remembered(text: Written, country = ''): Verdict {
	const key = [text.digits, text.form, text.first, text.withZero, country].join(' ');
	const known = verdicts.get(key);
	if (known) return known;
	const verdict = judged(text, country || undefined);
	if (verdicts.size >= MOST_REMEMBERED) verdicts.clear();
	verdicts.set(key, verdict);
	return verdict;
}

function judged({ digits, form, first, withZero }: Written, country: string | undefined): Verdict {
	if (form === 'whatsapp') {
		const verdict = complete(digits);
		// WhatsApp's own spelling is right even where the numbering plan has moved on.
		return 'refused' in verdict ? verdict : { ...verdict, digits };
	}
	if (form === 'complete') return completeWith(digits, withZero);
	if (country) return inCountry(digits, country);
	// "(415) 555-0123": what stands first is no country code, even if its first digits are one.
	const isNational = first.length > 0 && first.length < 4 && !isCallingCode(first);
	const verdict = complete(digits);
	if (!isNational && 'sure' in verdict && verdict.sure) return verdict;
	return {
		refused: 'is not a complete phone number: its country code is missing or not recognizable',
	};
}

/** "+44 (0)20": without the zero; with it where the country keeps it ("+39 (0)6"). */
function completeWith(digits: string, withZero: string | undefined): Verdict {
	const verdict = complete(digits);
	if (withZero === undefined || ('sure' in verdict && verdict.sure)) return verdict;
	const kept = complete(withZero);
	return 'sure' in kept && kept.sure ? kept : verdict;
}

/** @throws WrongValue for what names no country */
function defaultCountry(given: unknown): string | undefined {
	if (given === undefined || given === null || String(given).trim() === '') return undefined;
	const country = countryOf(String(given));
	if (country) return country;
	throw new WrongValue(
		`"${String(given)}" is neither a country nor a country code`,
		'Default Country',
		'Choose a country from the list',
	);
}
