/**
 * The phone number library (libphonenumber-js, with the full metadata) behind the few questions that
 * the engine asks. Only this file imports it. n8n installs no dependencies of a community node, so
 * the build replaces this file with a bundle that is loaded with the first number
 * (scripts/package/phoneLibrary.cjs).
 */
import { Metadata, type MetadataJson, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import json from 'libphonenumber-js/max/metadata';

/** The library's types do not know its own JSON, nor the parts of a numbering plan. */
interface Plan {
	possibleLengths(): number[] | undefined;
	type(name: string): { possibleLengths(): number[] | undefined } | undefined;
	nationalPrefixForParsing(): string | undefined;
}
interface Plans {
	selectNumberingPlan(country: undefined, callingCode: string): void;
	numberingPlan: Plan;
}
const metadata = json as unknown as MetadataJson;
const nonGeographic: object = (json as { nonGeographic?: object }).nonGeographic ?? {};

/** Kinds of numbers that people can be reached at. */
const REACHABLE = ['MOBILE', 'FIXED_LINE', 'VOIP', 'PERSONAL_NUMBER'];

export interface ParsedNumber {
	/** With calling code, without plus. */
	digits: string;
	callingCode: string;
	/** In a range that is in use. */
	valid: boolean;
	/** In a range of mobile numbers. */
	mobile: boolean;
}

export interface NumberingPlan {
	/** Of what stands behind the calling code. */
	lengths: number[];
	/** Landlines have many lengths, so that almost anything is one. */
	isOpen: boolean;
	/** At home a 0 is dialed in front. */
	hasTrunkZero: boolean;
}

const questions = {
	/**
	 * @param text with plus, or as it is written in the country
	 * @param home ISO code or calling code
	 */
	parse(text: string, home?: string): ParsedNumber | undefined {
		const country =
			home === undefined
				? {}
				: /^\d/.test(home)
					? { defaultCallingCode: home }
					: { defaultCountry: home as 'IN' };
		const found = parsePhoneNumberFromString(text, { ...country, extract: false }, metadata);
		if (!found) return undefined;
		// Asked first: what has a kind is valid, and each question costs as much as the parsing.
		const type = found.getType();
		return {
			digits: found.number.slice(1),
			callingCode: found.countryCallingCode,
			valid: type !== undefined || found.isValid(),
			mobile: /MOBILE/.test(type ?? ''),
		};
	},

	/** How the numbers of a calling code are made. */
	planOf(callingCode: string): NumberingPlan {
		const plans = new Metadata(metadata) as unknown as Plans;
		plans.selectNumberingPlan(undefined, callingCode);
		const plan = plans.numberingPlan;
		const lengthsOf = (type: string) => plan.type(type)?.possibleLengths() ?? [];
		const reachable = REACHABLE.flatMap(lengthsOf);
		const lengths = reachable.length ? reachable : (plan.possibleLengths() ?? []);
		return {
			lengths: [...new Set(lengths)].sort((a, b) => a - b),
			isOpen: lengthsOf('FIXED_LINE').length > 2,
			hasTrunkZero: /0/.test(String(plan.nationalPrefixForParsing() ?? '')),
		};
	},

	isCallingCode: (code: string): boolean =>
		code in metadata.country_calling_codes || code in nonGeographic,

	isCountry: (code: string): boolean => code in metadata.countries,

	/** The ISO code that a calling code is mainly used by. */
	countryOf: (callingCode: string): string | undefined =>
		metadata.country_calling_codes[callingCode]?.[0],
};

export const library = (): typeof questions => questions;
