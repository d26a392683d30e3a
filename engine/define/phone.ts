/** Phone numbers as people write them, in the parts that providers want. */
import { WrongValue } from './values';

export interface PhoneNumber {
	/** Country calling code, without plus: "91". */
	countryCode: string;
	/** The rest: "9876543210". */
	national: string;
	/** Both: "919876543210". */
	digits: string;
}

/**
 * Country calling codes of one and two digits (ITU-T E.164); all others have three.
 * No code is the beginning of another, so the first digits decide.
 */
const SHORT_CODES = new Set(
	'1 7 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
		' ',
	),
);

const codeOf = (digits: string) =>
	[1, 2].map((length) => digits.slice(0, length)).find((code) => SHORT_CODES.has(code)) ??
	digits.slice(0, 3);

/**
 * Takes "+91 98765 43210", "0091 98765-43210", "919876543210", "(098765) 43210" with a default
 * country, a number, or a WhatsApp ID such as "919876543210@s.whatsapp.net".
 *
 * A number without plus or 00 is taken as complete unless a default country is given and the number
 * starts with 0 or is too short (10 digits or fewer) to hold a country code as well.
 *
 * @throws WrongValue when it can't be a phone number (7 to 15 digits with country code)
 */
export function parsePhone(
	input: unknown,
	label = 'Phone Number',
	defaultCountryCode = '',
): PhoneNumber {
	const text = String(input).trim().replace(/@.*$/, '').replace(/:\d+$/, '');
	if (/[^\d\s().+/-]/.test(text) || !/\d/.test(text))
		throw new WrongValue(
			`"${String(input)}" is not a phone number; write it with its country code, such as +91 98765 43210`,
			label,
		);
	const country = defaultCountryCode.replace(/\D/g, '');
	const plain = text.replace(/\D/g, '');
	const international = text.startsWith('+') || plain.startsWith('00');
	let digits = plain.replace(/^00/, '');
	if (!international && country && (digits.startsWith('0') || digits.length <= 10))
		digits = country + digits.replace(/^0+/, '');
	if (digits.startsWith('0') || digits.length < 7 || digits.length > 15)
		throw new WrongValue(
			`"${String(input)}" is not a complete phone number; write it with its country code, such as +91 98765 43210`,
			label,
		);
	const countryCode = codeOf(digits);
	return { countryCode, national: digits.slice(countryCode.length), digits };
}

/** A chat ID stays as it is; anything else is a phone number, given on as digits. */
export const addressDigits = (value: unknown, country?: unknown): string => {
	const address = String(value).trim();
	return /@(g\.us|newsletter|lid)$/.test(address)
		? address
		: parsePhone(address, 'To', typeof country === 'string' ? country : '').digits;
};
