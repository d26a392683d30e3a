/** Phone numbers as people write them, with and without a default country. */
import examples from 'libphonenumber-js/examples.mobile.json';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';

import {
	addressDigits,
	callingCodeOf,
	COUNTRY,
	countryName,
	parsePhone,
} from '../../engine/define';

const digits = (input: unknown, country?: string) =>
	parsePhone(input, 'To', country === undefined ? {} : { [COUNTRY]: country }).digits;

test.each([
	['+91 98765 43210', '919876543210'],
	['0091 98765-43210', '919876543210'],
	['+0091 98765 43210', '919876543210'],
	['(+91) 98765-43210', '919876543210'],
	['919876543210', '919876543210'],
	[919876543210, '919876543210'],
	['919876543210.0', '919876543210'],
	['447700900123.00', '447700900123'],
	["'+919876543210", '919876543210'],
	['\u202a+91 98765\u201143210\u202c', '919876543210'],
	['९१९८७६५४३२१०', '919876543210'],
	['＋９１９８７６５４３２１０', '919876543210'],
	['tel:+91-98765-43210', '919876543210'],
	['whatsapp:+919876543210', '919876543210'],
	['https://wa.me/919876543210?text=Hi', '919876543210'],
	['https://api.whatsapp.com/send?text=Hi&phone=%2B919876543210', '919876543210'],
	['919876543210:12@s.whatsapp.net', '919876543210'],
	['+919876543210@c.us', '919876543210'],
	['+49 171/3920012', '491713920012'],
	['91 98765\n43210', '919876543210'],
	// Zeros that people write behind the country code.
	['+44 (0)20 7946 0958', '442079460958'],
	['+39 (0)6 1234 5678', '390612345678'],
	['+39 06 1234 5678', '390612345678'],
	['+39 (0)312 345 6789', '393123456789'],
	['+36 06 20 123 4567', '36201234567'],
	['+34 0612 345 678', '34612345678'],
	['+55 (0xx11) 96123-4567', '5511961234567'],
	// What WhatsApp writes otherwise than the numbering plan of today.
	['5215512345678', '5215512345678'],
	['5491155550123', '5491155550123'],
	['558499123456', '558499123456'],
	['22997123456', '22997123456'],
	// Kept for examples: in no range that is in use.
	['+1 555 010 0123', '15550100123'],
	['+44 7700 900123', '447700900123'],
	['+33 6 39 98 01 23', '33639980123'],
])('%j is %s', (input, expected) => {
	expect(digits(input)).toBe(expected);
});

test.each([
	['98765 43210', 'IN', '919876543210'],
	['098765 43210', '91', '919876543210'],
	['9876543210', '+91', '919876543210'],
	['9876543210', '0091', '919876543210'],
	['8 (912) 345-67-89', 'RU', '79123456789'],
	['06 20 123 4567', 'HU', '36201234567'],
	['06 1234 5678', 'IT', '390612345678'],
	['0707070707', 'CI', '2250707070707'],
	['011 15 5555-0123', 'AR', '5491155550123'],
	['0171/3920012', 'DE', '491713920012'],
	['15123456789', 'DE', '4915123456789'],
	// Complete without plus, although nearly everything could be a German landline.
	['4915123456789', 'DE', '4915123456789'],
	['919876543210', 'DE', '919876543210'],
	['6591234567', 'SG', '6591234567'],
	['6591234567', 'IN', '916591234567'],
	['447700900123', 'IN', '447700900123'],
	['+44 7700 900123', 'IN', '447700900123'],
	['011 44 7700 900123', 'US', '447700900123'],
])('%j in %s is %s', (input, country, expected) => {
	expect(digits(input, country)).toBe(expected);
});

test.each([
	['9876543210', 'country code is missing'],
	['(201) 555-0123', 'country code is missing'],
	['+91 98765 4321', 'too short for India (+91)'],
	['+91 98765 43210 0', 'too long for India (+91)'],
	['+971 50 123 456', 'too short for United Arab Emirates (+971)'],
	['+971 50 123 4567 89', 'too long for United Arab Emirates (+971)'],
	['+999 12345678', "no country's code"],
	['9.19876543210E+11', 'scientific notation'],
	[919876543210.5, 'decimal number'],
	['98765432.5', 'decimal number'],
	['2026-03-31', 'is a date'],
	['31/03/2026', 'is a date'],
	['9876543210/11', 'more than one number'],
	['919876543210, 919876543211', 'more than one number'],
	['+919876543210 or +919876543211', 'more than one number'],
	['+1 555 010 0123 ext. 5', 'extension'],
	['asha@example.com', 'email address'],
	['83842157310076@lid', 'linked ID'],
	['120363000000000001@g.us', 'is a group'],
	['12345678@newsletter', 'is a channel'],
	['status@broadcast', 'stories'],
	['919876543210@broadcast', 'broadcast list'],
	['https://chat.whatsapp.com/AbCdEf', 'link that does not contain a phone number'],
	['https://example.com', 'web address'],
	[['919876543210'], 'is a list'],
	[true, 'is not text'],
	['#ERROR!', 'is not a phone number'],
])('%j is refused: %s', (input, reason) => {
	expect(() => digits(input)).toThrow(reason);
});

test('a default country that is none is named as the reason', () => {
	expect(() => digits('9876543210', 'Atlantis')).toThrow('Default Country');
});

describe.each(getCountries())('%s', (country) => {
	const example = getExampleNumber(country, examples);
	const complete = String(example?.number.slice(1));

	test('its mobile numbers are read complete, and as they are written there', () => {
		expect(digits(example?.number)).toBe(complete);
		expect(digits(complete)).toBe(complete);
		expect(digits(example?.formatInternational())).toBe(complete);
		expect(digits(example?.formatNational(), country)).toBe(complete);
		expect(digits(complete, country)).toBe(complete);
		expect(digits(example?.nationalNumber, country)).toBe(complete);
	});

	test('the list of countries has it', () => {
		expect(countryName(country)).not.toBe(country);
		expect(callingCodeOf(country)).toBe(example?.countryCallingCode);
	});
});

test('IDs of groups, channels and linked persons stay, all else becomes digits', () => {
	expect(addressDigits(' 120363000000000001@g.us ')).toBe('120363000000000001@g.us');
	expect(addressDigits('83842157310076:4@lid')).toBe('83842157310076@lid');
	expect(addressDigits('919876543210@c.us')).toBe('919876543210');
	expect(() => addressDigits('919876543210@broadcast')).toThrow('To: ');
});
