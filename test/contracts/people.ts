/** Finds phone numbers and mail addresses in examples that could belong to somebody. */
import { isObject } from '../../scripts/contracts/references';

/** Numbers that we invent: the recurring sample numbers, and ranges set aside for fiction. */
const INVENTED_NUMBERS = [
	/^9198765\d{5}$/,
	/^98765\d{5}$/,
	/^1?555\d{7}$/,
	/^1?[2-9]\d{2}55501\d{2}$/,
	/^447700900\d{3}$/,
];
const INVENTED_MAIL = /@([\w-]+\.)*example(\.(com|org|net))?$/i;

/** WhatsApp's own addresses look like mail. */
const WHATSAPP_DOMAIN = /@(s\.whatsapp\.net|c\.us|g\.us|lid|newsletter|broadcast|call)$/i;

/** Digits under these names are ids, moments or sizes, not people; a chat's id is its number. */
const NOT_A_NUMBER =
	/^(?!chat_?id$)(?:.*)((^|[_-])(id|ids|uuid|ts|time|timestamp|date|at|expiration|expires|size|hash|token|secret|key|code|version|length|seq|sequence)$|Id$|Ids$|At$|Timestamp$|Time$)/;

/** Values that look like a real phone number or mail address, with the place they were found. */
export function strangers(value: unknown, where: string, key = ''): string[] {
	if (Array.isArray(value)) {
		return value.flatMap((entry, index) => strangers(entry, `${where}/${index}`, key));
	}
	if (isObject(value)) {
		return Object.entries(value).flatMap(([name, entry]) => [
			...strangers(name, `${where}/${name} (name)`),
			...strangers(entry, `${where}/${name}`, name),
		]);
	}
	if (typeof value !== 'string' && typeof value !== 'number') return [];
	const text = String(value);
	return [...mails(text), ...numbers(text, key)].map((found) => `${where}: ${found}`);
}

function mails(text: string): string[] {
	return (text.match(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g) ?? []).filter(
		(mail) => !INVENTED_MAIL.test(mail) && !WHATSAPP_DOMAIN.test(mail),
	);
}

function numbers(text: string, key: string): string[] {
	const certain = text.match(/\+\d{10,15}\b|\b\d{10,15}(?=@(s\.whatsapp\.net|c\.us))/g) ?? [];
	const likely = NOT_A_NUMBER.test(key) || isMoment(text) ? [] : (text.match(/^\d{10,13}$/g) ?? []);
	return [...certain, ...likely].filter((found) => {
		const digits = found.replace(/\D/g, '');
		return !INVENTED_NUMBERS.some((range) => range.test(digits));
	});
}

/** Unix seconds or milliseconds of the years 2008 to 2039. */
function isMoment(text: string): boolean {
	return /^(1[2-9]|2[01])\d{8}(\d{3})?$/.test(text);
}
