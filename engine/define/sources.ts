/** Files that are not of the item: web addresses, Base64 text and IDs of stored files. */
import { WrongValue } from './values';

const refuse = (value: unknown, what: string, label: string, todo?: string): never => {
	const text = String(value).trim();
	throw new WrongValue(
		`"${text.length > 60 ? `${text.slice(0, 60)}...` : text}" ${what}`,
		label,
		todo,
	);
};

/** Pages that show a file, and the address of the file itself. */
const DIRECT: Array<[page: RegExp, direct: string]> = [
	[
		/^https:\/\/drive\.google\.com\/(?:file\/d\/|open\?(?:.*&)?id=|uc\?(?:.*&)?id=)([\w-]+).*$/,
		'https://drive.google.com/uc?export=download&id=$1',
	],
	[
		/^https:\/\/docs\.google\.com\/(document|presentation)\/d\/([\w-]+)\/(?:edit|view|preview).*$/,
		'https://docs.google.com/$1/d/$2/export/pdf',
	],
	[
		/^https:\/\/docs\.google\.com\/spreadsheets\/d\/([\w-]+)\/(?:edit|view|preview).*$/,
		'https://docs.google.com/spreadsheets/d/$1/export?format=pdf',
	],
	[
		/^https:\/\/(?:www\.)?dropbox\.com\/(scl\/fi|s)\/([^?#]+)(?:\?(?:(.*)&)?dl=0(.*))?$/,
		'https://www.dropbox.com/$1/$2?$3$4&dl=1',
	],
	[
		/^https:\/\/github\.com\/([^/]+\/[^/]+)\/blob\/(.+)$/,
		'https://raw.githubusercontent.com/$1/$2',
	],
];

/** Pages whose file has no address that can be known. */
const PAGES =
	/^https?:\/\/(?:drive\.google\.com\/drive\/|photos\.app\.goo\.gl\/|photos\.google\.com\/|1drv\.ms\/|onedrive\.live\.com\/|[\w-]+\.sharepoint\.com\/|(?:www\.)?dropbox\.com\/(?:home|sh|scl\/fo)\/|we\.tl\/|(?:www\.)?wetransfer\.com\/|(?:www\.)?icloud\.com\/|(?:www\.)?mediafire\.com\/file\/|mega\.nz\/)/i;

/**
 * The web address of a file. Page links of Google Drive, Google Docs, Dropbox and GitHub become the
 * address of the file.
 * @throws WrongValue that says what is wrong
 */
export function fileUrl(value: unknown, label = 'URL'): string {
	const text = String(value).trim();
	if (/^(?:file:|[a-z]:[\\/]|\/|~\/|\.{1,2}\/|\\\\)/i.test(text) && !text.startsWith('//'))
		refuse(
			text,
			'is a path on a computer, which the provider can not open',
			label,
			'Use a web address, or read the file in an earlier node and choose "Input Binary Field"',
		);
	if (/^data:/i.test(text)) refuse(text, 'is a file as text (Base64), not a web address', label);
	if (/\s/.test(text))
		refuse(text, 'contains a space', label, 'Write spaces in a web address as %20');
	if (!/^[a-z][a-z\d+.-]*:\/\//i.test(text))
		refuse(text, 'is not a URL that begins with https:// or http://', label);
	if (!/^https?:\/\/[^/?#]+/i.test(text) || !URL.canParse(text))
		refuse(text, 'is not a complete URL that begins with https:// or http://', label);
	if (PAGES.test(text))
		refuse(
			text,
			'is a page that shows a file, not the file itself',
			label,
			'Use a link that downloads the file without a login, or download it in an earlier node and choose "Input Binary Field"',
		);
	const [page, direct] = DIRECT.find(([pattern]) => pattern.test(text)) ?? [];
	return page && direct ? text.replace(page, direct).replace(/\?&+/, '?') : text;
}

/** The first characters of Base64 by type of file. */
const BEGINNINGS: Array<[RegExp, string]> = [
	[/^iVBORw0KGgo/, 'image/png'],
	[/^\/9j\//, 'image/jpeg'],
	[/^R0lGOD/, 'image/gif'],
	[/^UklGR.{9}[XV]0VC/, 'image/webp'],
	[/^UklGR/, 'audio/wav'],
	[/^JVBERi/, 'application/pdf'],
	[/^T2dnUw/, 'audio/ogg'],
	[/^SUQz|^\/\/[uv]/, 'audio/mpeg'],
	[/^AAAA.{4}ZnR5c/, 'video/mp4'],
	[/^UEsDB/, 'application/zip'],
];

/**
 * A file as data URL. Raw Base64 is accepted, and its type is read from its beginning.
 * @throws WrongValue for what is empty or no Base64
 */
export function dataUrl(value: unknown, label = 'Base64'): string {
	const text = String(value).trim();
	if (/^(?:https?|file):/i.test(text))
		refuse(text, 'is an address, not a file as text', label, 'Choose "URL" as the source');
	const [, type, raw] = /^data:([^,]*?),?base64,(.*)$/is.exec(
		text.replace(';base64,', ',base64,'),
	) ?? [undefined, undefined, /^data:/i.test(text) ? undefined : text];
	const data = (raw ?? '').replace(/\s/g, '');
	if (raw !== undefined && data === '') refuse(text, 'has no data behind "base64,"', label);
	if (raw === undefined || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(data) || data.length % 4 === 1)
		refuse(text, 'is not Base64', label);
	const found = BEGINNINGS.find(([beginning]) => beginning.test(data))?.[1];
	return `data:${type || (found ?? 'application/octet-stream')};base64,${data}`;
}

/** The ID of a stored file. @throws WrongValue */
export function mediaId(value: unknown, label = 'Media ID'): string {
	const text = String(value).trim();
	if (/^(?:https?|data|file):/i.test(text))
		refuse(text, 'is an address, not the ID of a stored file', label);
	if (/\s/.test(text)) refuse(text, 'is not the ID of a stored file: it contains a space', label);
	return text;
}
