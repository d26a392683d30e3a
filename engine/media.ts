/** Files in and out, as streams: a large file never stands in memory as a whole. */
import { randomUUID } from 'crypto';
import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Limits } from './types';
import { WrongValue } from './values';

type ByteStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/** A file of an input item, opened anew for every try. */
export interface SourceFile {
	name: string;
	mimeType: string;
	/** Bytes, where n8n knows. */
	size?: number;
	open(): Promise<Buffer | ByteStream>;
}

/**
 * The file in a binary property of an item.
 * @throws WrongValue when it is missing or breaks the limits; nothing was sent
 */
export async function sourceFile(
	caller: IExecuteFunctions,
	itemIndex: number,
	property: string,
	label: string,
	limits: Limits = {},
): Promise<SourceFile> {
	const found = caller.getInputData()[itemIndex]?.binary?.[property];
	if (!found) {
		const there = Object.keys(caller.getInputData()[itemIndex]?.binary ?? {});
		throw new WrongValue(
			`the item has no file in the field "${property}"`,
			label,
			there.length
				? `It has files in: ${there.join(', ')}`
				: 'Put a node that gives a file (Read File, HTTP Request, a trigger with media) before this one',
		);
	}
	const file = await describeFile(caller, found);
	if (limits.maxBytes !== undefined && file.size !== undefined && file.size > limits.maxBytes)
		throw new WrongValue(
			`"${file.name}" has ${megabytes(file.size)} MB, at most ${megabytes(limits.maxBytes)} MB are accepted`,
			label,
		);
	if (limits.mimeTypes && !limits.mimeTypes.some((type) => typeMatches(type, file.mimeType)))
		throw new WrongValue(
			`"${file.name}" is of type ${file.mimeType}; accepted are ${limits.mimeTypes.join(', ')}`,
			label,
		);
	return file;
}

const megabytes = (bytes: number) => Math.round((bytes / 1_048_576) * 10) / 10;

const typeMatches = (wanted: string, given: string) =>
	wanted.endsWith('/*') ? given.startsWith(wanted.slice(0, -1)) : given.split(';')[0] === wanted;

async function describeFile(caller: IExecuteFunctions, found: IBinaryData): Promise<SourceFile> {
	const { id } = found;
	const name = found.fileName ?? `file.${found.fileExtension ?? 'bin'}`;
	if (!id) {
		const content = Buffer.from(found.data, 'base64');
		return {
			name,
			mimeType: found.mimeType,
			size: content.length,
			open: async () => content,
		};
	}
	const { fileSize } = await caller.helpers.getBinaryMetadata(id);
	return {
		name,
		mimeType: found.mimeType,
		size: fileSize,
		open: async () => await caller.helpers.getBinaryStream(id),
	};
}

/** One part of a multipart form: a text, or a file. */
export type FormPart = { name: string; value: string } | { name: string; file: SourceFile };

const encoded = (name: string) =>
	name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');

/**
 * A multipart form as a stream (RFC 7578). n8n's request helper would read a whole FormData into
 * memory; a stream made of the parts' own streams goes through in small pieces.
 */
export async function multipart(
	parts: FormPart[],
): Promise<{ body: Buffer | ByteStream; headers: IDataObject }> {
	const boundary = `----n8n-${randomUUID()}`;
	const opened = await Promise.all(
		parts.map(async (part) => ({
			head: Buffer.from(partHead(boundary, part)),
			content: 'file' in part ? await part.file.open() : Buffer.from(part.value),
			size: 'file' in part ? part.file.size : Buffer.byteLength(part.value),
		})),
	);
	const end = Buffer.from(`--${boundary}--\r\n`);
	const headers: IDataObject = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };
	const sizes = opened.map(({ head, size }) => (size === undefined ? NaN : head.length + size + 2));
	const total = sizes.reduce((sum, size) => sum + size, end.length);
	if (!Number.isNaN(total)) headers['Content-Length'] = total;
	const stream = opened.map(({ content }) => content).find((content) => !Buffer.isBuffer(content));
	const newLine = Buffer.from('\r\n');
	if (!stream) {
		const buffers = opened.flatMap(({ head, content }) => [head, content as Buffer, newLine]);
		return { body: Buffer.concat([...buffers, end]), headers };
	}
	async function* pieces() {
		for (const { head, content } of opened) {
			yield head;
			if (Buffer.isBuffer(content)) yield content;
			else yield* content;
			yield newLine;
		}
		yield end;
	}
	return { body: streamOf(stream as ByteStream, pieces()), headers };
}

function partHead(boundary: string, part: FormPart): string {
	const file = 'file' in part ? part.file : undefined;
	const disposition = `Content-Disposition: form-data; name="${encoded(part.name)}"`;
	return file
		? `--${boundary}\r\n${disposition}; filename="${encoded(file.name)}"\r\nContent-Type: ${file.mimeType}\r\n\r\n`
		: `--${boundary}\r\n${disposition}\r\n\r\n`;
}

/** Node's `stream` module may not be imported here; every stream's class inherits its `from`. */
function streamOf(sample: ByteStream, pieces: AsyncIterable<Buffer>): ByteStream {
	const { from } = sample.constructor as unknown as {
		from: (source: AsyncIterable<Buffer>, options: { objectMode: boolean }) => ByteStream;
	};
	return from(pieces, { objectMode: false });
}

/** The whole text of a stream, for answers that are errors although a file was expected. */
export async function readText(stream: AsyncIterable<Buffer>, maxBytes = 65_536): Promise<string> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream) {
		chunks.push(Buffer.from(chunk));
		size += chunk.length;
		if (size > maxBytes) break;
	}
	return Buffer.concat(chunks).toString('utf8');
}

/** A file as `data:` URI, for APIs that take pictures as text. The whole file stands in memory. */
export async function dataUri(file: SourceFile): Promise<string> {
	const content = await file.open();
	const chunks: Buffer[] = [];
	if (Buffer.isBuffer(content)) chunks.push(content);
	else for await (const chunk of content) chunks.push(Buffer.from(chunk));
	return `data:${file.mimeType};base64,${Buffer.concat(chunks).toString('base64')}`;
}

/** The file inside a `data:` URI, if it is one. */
export function fromDataUri(text: string): { mimeType: string; content: Buffer } | undefined {
	const [, mimeType, base64, data] = /^data:([^;,]*)[^,]*?(;base64)?,(.*)$/s.exec(text) ?? [];
	if (data === undefined) return undefined;
	return {
		mimeType: mimeType || 'text/plain',
		content: base64 ? Buffer.from(data, 'base64') : Buffer.from(decodeURIComponent(data)),
	};
}

/** File name from a Content-Disposition header, in both of its spellings. */
export function fileNameFrom(disposition: string | undefined): string | undefined {
	if (!disposition) return undefined;
	const extended = /filename\*=(?:UTF-8'')?([^;]+)/i.exec(disposition)?.[1];
	if (extended) return decodeURIComponent(extended.trim());
	return /filename="?([^";]+)"?/i.exec(disposition)?.[1]?.trim();
}

const EXTENSIONS: Record<string, string> = {
	'application/pdf': 'pdf',
	'audio/aac': 'aac',
	'audio/mp4': 'm4a',
	'audio/mpeg': 'mp3',
	'audio/ogg': 'ogg',
	'audio/wav': 'wav',
	'image/gif': 'gif',
	'image/jpeg': 'jpg',
	'image/png': 'png',
	'image/webp': 'webp',
	'text/plain': 'txt',
	'video/3gpp': '3gp',
	'video/mp4': 'mp4',
};

/** A name with an extension that fits the MIME type. */
export function namedFor(name: string, mimeType: string): string {
	const extension = EXTENSIONS[mimeType.split(';')[0] ?? ''];
	return /\.\w{1,5}$/.test(name) || !extension ? name : `${name}.${extension}`;
}
