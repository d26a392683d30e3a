/** Secrets must not appear in what people see: errors, outputs, logs. */

/** Shorter ones would hide parts of ordinary words and numbers wherever they come up. */
const SHORTEST = 6;

/** In errors, too, a shorter secret is hidden where it is a separate word. */
const SHORTEST_WORD = 3;

/**
 * The forms in which an answer may repeat a secret: as it is, in an address, in JSON, in Base64
 * (of the secret alone, and of "name:secret", at each of the three places it may begin at).
 *
 * @param secrets as they are in the credential
 */
export function formsOf(secrets: string[]): string[] {
	const forms = secrets.flatMap((secret) => [
		secret,
		...(secret.length < SHORTEST ? [] : encodedForms(secret)),
	]);
	return [...new Set(forms)].sort((a, b) => b.length - a.length);
}

function encodedForms(secret: string): string[] {
	const base64 = [0, 1, 2].map((shift) => {
		const text = Buffer.from(' '.repeat(shift) + secret).toString('base64');
		// The signs at both ends depend on what is beside the secret.
		return text.slice(Math.ceil((shift * 4) / 3), Math.floor(((shift + secret.length) * 8) / 6));
	});
	return [
		encodeURIComponent(secret),
		encodeURIComponent(encodeURIComponent(secret)),
		new URLSearchParams({ a: secret }).toString().slice(2),
		...jsonForms(secret),
		Buffer.from(secret).toString('hex'),
		...base64,
		...base64.map((text) => text.replace(/\+/g, '-').replace(/\//g, '_')),
	];
}

const asJson = (text: string) => JSON.stringify(text).slice(1, -1);

/** In JSON, and in JSON that is a text in JSON; some servers escape slashes, or what HTML needs, too. */
function jsonForms(secret: string): string[] {
	const plain = asJson(secret);
	const slashes = plain.replace(/\//g, '\\/');
	const forHtml = (text: string) =>
		text.replace(/[&<>']/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
	const once = [plain, slashes, forHtml(plain), forHtml(slashes)];
	return [...once, ...once.map(asJson)];
}

/** Puts *** in place of every secret. @param forms as `formsOf` makes them */
export const redact = (text: string, forms: string[]): string =>
	forms.reduce((clean, form) => replaced(clean, form), text);

function replaced(text: string, form: string): string {
	if (form.length >= SHORTEST) return text.split(form).join('***');
	if (form.length < SHORTEST_WORD || !text.includes(form)) return text;
	const word = form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
	return text.replace(new RegExp(`(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])`, 'gu'), '***');
}
