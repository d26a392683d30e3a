/** Which digits can be a phone number of which country. */
import { callingCodeOf, countryName } from './countries';
import { library, type ParsedNumber } from './library';

/** A number that can be written to (`sure`: in a range that is in use), or why it can't. */
export type Verdict = { digits: string; code: string; sure: boolean } | { refused: string };

/**
 * Numbers that the library does not hold for valid, although they are in use or kept for examples:
 * older WhatsApp accounts in Mexico (1 behind the code), Brazil (mobiles of eight digits) and Benin
 * (eight digits); the regulators' numbers for films and examples in North America, the United
 * Kingdom and France.
 */
const KNOWN = [
	/^521[2-9]\d{9}$/,
	/^55[1-9]\d[6-9]\d{7}$/,
	/^229[4-9]\d{7}$/,
	/^1[2-9]\d\d55501\d\d$/,
	/^155501\d{5}$/,
	/^44(?:7700900|2079460|1632960|1134960|1144960|1154960|1164960|1174960|1184960|1214960|1314960|1414960|1514960|1614960|1914980|2896496|2920180)\d{3}$/,
	/^33(?:19900|26191|35301|46571|53649|63998)\d{4}$/,
];

/** The calling code at the beginning; no code is the beginning of another. */
const codeOf = (digits: string): string | undefined =>
	[1, 2, 3].map((length) => digits.slice(0, length)).find((code) => library().isCallingCode(code));

export const isCallingCode = (code: string): boolean => library().isCallingCode(code);

/** Digits with country code, without plus. */
export function complete(digits: string): Verdict {
	const code = codeOf(digits);
	if (!code) return { refused: `begins with +${digits.slice(0, 3)}, which is no country's code` };
	if (KNOWN.some((known) => known.test(digits))) return { digits, code, sure: true };
	return judge(library().parse(`+${digits}`), digits, code);
}

function judge(parsed: ParsedNumber | undefined, digits: string, code: string): Verdict {
	const found = parsed?.digits ?? digits;
	if (parsed?.valid) return { digits: found, code, sure: true };
	const national = found.slice(code.length);
	if (!national.startsWith('0')) return ofLength(national, code);
	// A trunk zero that the country does not use, or that stayed because nothing fits.
	const without = library().parse(`+${code}${national.slice(1)}`);
	if (without?.valid) return { digits: without.digits, code, sure: true };
	if (!library().planOf(code).hasTrunkZero) return ofLength(national, code);
	const verdict = ofLength(national.slice(1), code);
	return 'refused' in verdict ? verdict : { refused: `is in no range of ${placeOf(code)}` };
}

/** Numbers in no known range pass by their length: ranges are new, or kept for examples. */
function ofLength(national: string, code: string): Verdict {
	const { lengths } = library().planOf(code);
	const { length } = national;
	const isMobile = (text: string) => library().parse(`+${code}${text}`)?.mobile === true;
	const isCut = [1, 2].some((missing) => isMobile(national + '0'.repeat(missing)));
	const isExtended = [1, 2].some((surplus) => isMobile(national.slice(0, -surplus)));
	if (lengths.includes(length) && !isCut && !isExtended)
		return { digits: code + national, code, sure: false };
	const isShort = isCut || (!isExtended && length < (lengths.at(-1) ?? 0));
	return {
		refused: `is too ${isShort ? 'short' : 'long'} for ${placeOf(code)}: it has ${length} digits after the country code${
			lengths.includes(length) ? '' : `; numbers there have ${listed(lengths)}`
		}`,
	};
}

function placeOf(code: string): string {
	const country = library().countryOf(code);
	return country ? `${countryName(country)} (+${code})` : `+${code}`;
}

const listed = (lengths: number[]): string =>
	lengths.length < 3 ? lengths.join(' or ') : `${lengths[0]} to ${lengths.at(-1)}`;

/**
 * Digits as people write them inside a country: with trunk prefix, without country code, or with it
 * and without plus.
 *
 * @param country an ISO code ("IN") or a calling code ("91")
 */
export function inCountry(digits: string, country: string): Verdict {
	const parsed = library().parse(digits, country);
	const own = parsed?.valid
		? { digits: parsed.digits, code: parsed.callingCode, sure: true }
		: undefined;
	// Where landlines have many lengths, a complete number without plus looks like one of them.
	const isVague =
		own && !parsed?.mobile && own.digits === own.code + digits && library().planOf(own.code).isOpen;
	if (own && !isVague) return own;
	const abroad = complete(digits);
	if ('sure' in abroad && abroad.sure) return abroad;
	if (own) return own;
	const code = parsed?.callingCode ?? callingCodeOf(country) ?? country;
	return judge(parsed, code + digits, code);
}

/** An ISO code or a calling code as people write it: "IN", "in", "+91", "0091", 91; else undefined. */
export function countryOf(given: string): string | undefined {
	const text = given.trim().toUpperCase();
	if (library().isCountry(text)) return text;
	const code = /^[+\d\s()-]+$/.test(text) ? text.replace(/\D/g, '').replace(/^0+/, '') : '';
	return code && codeOf(code) === code ? code : undefined;
}
