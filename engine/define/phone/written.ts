/** Reads what people write where a phone number belongs: which digits, and whether they are complete. */
import { WrongValue } from '../values';

export interface Written {
	/** All digits, without plus or 00. */
	digits: string;
	/**
	 * `complete`: with plus or 00. `whatsapp`: from a WhatsApp ID, which is complete too and needs no
	 * check. `open`: anything else.
	 */
	form: 'complete' | 'whatsapp' | 'open';
	/** The digits with the "(0)" that people write behind the country code; few countries keep it. */
	withZero?: string;
	/** The digits up to the first space or sign, where a country code would be. */
	first: string;
}

const EXAMPLE = '+91 98765 43210';
export const WRITE_IT = `Write one number with its country code, such as ${EXAMPLE}`;

/** Invisible marks that PDFs, chats and right-to-left texts leave: direction, zero width, BOM. */
const INVISIBLE = /[\p{Cf}\uFE0F]/gu;
const DASHES = /[\p{Pd}\u2212]/gu;
const QUOTES = /^[\s'"`´‘’‚“”„«»]+|[\s'"`´‘’‚“”„«»,;.]+$/g;

const isDigit = (code: number) => /^\p{Nd}$/u.test(String.fromCodePoint(code));

/** The value of a decimal digit of any script: its distance from the zero of its row. */
function digitValue(char: string): string {
	const code = char.codePointAt(0) as number;
	let value = 0;
	while (value < 9 && isDigit(code - value - 1)) value++;
	return String(value);
}

/** The same characters for the same meaning: ASCII digits, hyphens, plain spaces, no invisible marks. */
const plain = (text: string): string =>
	text
		.normalize('NFKC')
		.replace(INVISIBLE, '')
		.replace(/[^\P{Nd}0-9]/gu, digitValue)
		.replace(DASHES, '-')
		.replace(QUOTES, '');

const PERSON = /^\+?(\d{5,20})(?:[._]\d+)?(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/i;
const LINK =
	/^(?:(?:https?:\/\/)?(?:www\.)?wa\.me\/|(?:(?:https?:\/\/)?(?:api|web)\.whatsapp\.com\/send\/?|whatsapp:\/\/send\/?)\?(?:[^#]*&)?phone=)(?:\+|%2B|%20| )*(\d+)(?:[/?&#].*)?$/i;
/** What stands before a number: "tel:", "whatsapp:", "Mobile: ". */
const PREFIX =
	/^(?:tel|telephone|sms|smsto|callto|phone|mobile|mob|cell|whatsapp|fax|ph|m|t)\.?\s*:\s*(?:\/\/)?/i;
const EXTENSION = /\d\s*(?:;?\s*ext(?:ension|n)?\b|;\s*ext=|[x#])\.?\s*[:=]?\s*\d+$/i;
const DATE =
	/^(?:(?:19|20)\d\d([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(?:19|20)\d\d)(?:[T ].*)?$/;

/**
 * @param input text, a number, or a WhatsApp ID of a person
 * @throws WrongValue in words that show what is wrong, for what is no phone number
 */
export function written(input: unknown, label: string): Written {
	const wrong = (what: string, todo = WRITE_IT): never => {
		throw new WrongValue(`${shown(input)} ${what}`, label, todo);
	};
	if (typeof input === 'number' && !Number.isSafeInteger(input))
		wrong('is a decimal number or has lost digits, so it is no phone number', AS_TEXT);
	if (!['string', 'number', 'bigint'].includes(typeof input))
		wrong(`is ${Array.isArray(input) ? 'a list' : 'not text'}, so it is no phone number`);
	const text = plain(String(input));
	const person = PERSON.exec(text) ?? undefined;
	if (person) return { digits: person[1] as string, form: 'whatsapp', first: '' };
	const link = LINK.exec(text);
	if (link) return { digits: (link[1] as string).replace(/^00/, ''), form: 'complete', first: '' };
	refuseOthers(text, wrong);
	// A whole number that went through a spreadsheet as a decimal one: "919876543210.0".
	const number = text.replace(PREFIX, '').replace(/^(\+?\d{6,})[.,]0+$/, '$1');
	refuseForms(number, wrong);
	const signs = signsOf(number);
	if (!/^\+?\d+$/.test(signs)) wrong('is not a phone number');
	const isComplete = /^\+|^00/.test(signs);
	const digitsOf = (given: string) => (isComplete ? given.replace(/^\+?(?:00)?/, '') : given);
	const hasZero = isComplete && /\(0\)/.test(number);
	return {
		digits: digitsOf(hasZero ? signsOf(number.replace('(0)', '')) : signs),
		...(hasZero ? { withZero: digitsOf(signs) } : {}),
		form: isComplete ? 'complete' : 'open',
		first: /^\W*(\d+)(?=\D)/.exec(number)?.[1] ?? '',
	};
}

/** Without what people put between digits, and without Brazil's placeholder of a carrier ("0xx11"). */
const signsOf = (text: string) => text.replace(/\b0xx(?=\d)/i, '').replace(/[\s().[\]/~-]/g, '');

const AS_TEXT = 'Format the column as text, or write the number in full with a plus in front';

const shown = (input: unknown): string => {
	const text = typeof input === 'object' ? JSON.stringify(input) : String(input);
	return `"${text.length > 60 ? `${text.slice(0, 60)}...` : text}"`;
};

type Wrong = (what: string, todo?: string) => never;

/** Things of other kinds: addresses of other services, chats, pages. */
function refuseOthers(text: string, wrong: Wrong): void {
	if (!text) wrong('is empty');
	if (/@(?:lid|hosted\.lid)$/i.test(text))
		wrong(
			"is a linked ID (LID), which WhatsApp uses to hide a person's phone number",
			"Use the person's phone number; the trigger gives it as from.phone where WhatsApp reveals it",
		);
	if (/@g\.us$/i.test(text)) wrong('is a group, but a phone number is needed here');
	if (/@newsletter$/i.test(text)) wrong('is a channel, but a phone number is needed here');
	if (/^status@broadcast$/i.test(text)) wrong('is the place of stories, not a person');
	if (/@broadcast$/i.test(text)) wrong('is a broadcast list, but a phone number is needed here');
	if (/@/.test(text)) wrong('is an email address or an unknown kind of ID, not a phone number');
	if (/^(?:https?:\/\/)?(?:chat\.whatsapp\.com|wa\.me)\//i.test(text))
		wrong('is a link that does not contain a phone number');
	if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) wrong('is a web address, not a phone number');
}

/** What looks like a number, and is another kind of value, or more than one. */
function refuseForms(text: string, wrong: Wrong): void {
	if (/^[+-]?\d+(?:[.,]\d+)?E\+?\d+$/i.test(text))
		wrong('is in scientific notation, which has lost the last digits', AS_TEXT);
	if (DATE.test(text)) wrong('is a date, not a phone number');
	if (EXTENSION.test(text)) wrong('has an extension, which can not be dialed here');
	if (/^-?\d{4,}[.,]\d{1,2}$/.test(text)) wrong('is a decimal number, not a phone number', AS_TEXT);
	const parts = text.split(/[,;|&]| or | and /i).filter((part) => /\d/.test(part));
	const lines = text.split(/[\n\r]+/).filter((line) => line.replace(/\D/g, '').length > 6);
	if (parts.length > 1 || lines.length > 1 || /\d.*\+/s.test(text) || isPair(text))
		wrong('looks like more than one number', `${WRITE_IT}, and use one item for each number`);
}

/** A slash behind an area code ("0171/3920012") is usual; behind a whole number comes a second one. */
function isPair(text: string): boolean {
	const [before = '', ...others] = text.split('/').map((part) => part.replace(/\D/g, ''));
	if (!others.join('')) return false;
	const code = /^[\s(]*\+|^00/.test(text) ? 3 : 0;
	return others.length > 1 || before.length > 6 + code || (others[0] as string).length < 5;
}
