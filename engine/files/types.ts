/** What type a file is, and what it is called, from what is known about it. */

/** By extension; the first extension of a type is the one that a file without name gets. */
const TYPES: Record<string, string> = {
	aac: 'audio/aac',
	amr: 'audio/amr',
	csv: 'text/csv',
	doc: 'application/msword',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	gif: 'image/gif',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	json: 'application/json',
	m4a: 'audio/mp4',
	mov: 'video/quicktime',
	mp3: 'audio/mpeg',
	mp4: 'video/mp4',
	'3gp': 'video/3gpp',
	ogg: 'audio/ogg',
	oga: 'audio/ogg',
	opus: 'audio/ogg',
	pdf: 'application/pdf',
	png: 'image/png',
	ppt: 'application/vnd.ms-powerpoint',
	pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
	txt: 'text/plain',
	vcf: 'text/vcard',
	wav: 'audio/wav',
	webm: 'video/webm',
	webp: 'image/webp',
	xls: 'application/vnd.ms-excel',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	zip: 'application/zip',
};

/** Names that are in use for the same type. */
const ALIASES: Record<string, string> = {
	'application/ogg': 'audio/ogg',
	'application/x-pdf': 'application/pdf',
	'application/x-zip-compressed': 'application/zip',
	'audio/m4a': 'audio/mp4',
	'audio/mp3': 'audio/mpeg',
	'audio/opus': 'audio/ogg',
	'audio/vnd.wave': 'audio/wav',
	'audio/wave': 'audio/wav',
	'audio/x-aac': 'audio/aac',
	'audio/x-hx-aac-adts': 'audio/aac',
	'audio/x-m4a': 'audio/mp4',
	'audio/x-mp3': 'audio/mpeg',
	'audio/x-mpeg': 'audio/mpeg',
	'audio/x-wav': 'audio/wav',
	'image/jpg': 'image/jpeg',
	'image/pjpeg': 'image/jpeg',
	'image/x-png': 'image/png',
	'text/x-vcard': 'text/vcard',
	'video/3gp': 'video/3gpp',
	'video/m4v': 'video/mp4',
	'video/x-m4v': 'video/mp4',
};

/** What says nothing about the content. */
const UNKNOWN = /^(?:application|binary)\/(?:octet-stream|x-download|force-download|unknown)$|^$/;

/**
 * The type of an outgoing file: what the person says, else what n8n noted, else what the file's
 * extension says. Parameters such as "codecs=opus" stay.
 */
export function typeOf(noted: string | undefined, name = '', given?: string): string {
	for (const one of [given, noted]) {
		const [type = '', ...parameters] = (one ?? '').trim().split(';');
		const plain = type.trim().toLowerCase();
		if (UNKNOWN.test(plain)) continue;
		return [ALIASES[plain] ?? plain, ...parameters].join(';');
	}
	const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
	return TYPES[extension] ?? 'application/octet-stream';
}

/** The name of an outgoing file: its own, or one that fits its type. */
export function nameOf(name: string | undefined, type: string, extension?: string): string {
	if (name) return name;
	const [plain] = type.split(';');
	const fitting = Object.keys(TYPES).find((key) => TYPES[key] === plain);
	return `file.${extension ?? fitting ?? 'bin'}`;
}
