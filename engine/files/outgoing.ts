/** The files of items: where they are, what they are called, whether a provider takes them. */
import { randomUUID } from 'crypto';
import type { IBinaryData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { OperationalError } from 'n8n-workflow';

import type { Limits } from '../define/types';
import { WrongValue } from '../define/values';
import { type ByteStream, FILE_UNREADABLE, guarded, streamOf } from '../http/streams';
import { nameOf, typeOf } from './types';

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
 * @param givenType the MIME type that the person entered, if any
 * @throws WrongValue when it is missing, empty or breaks the limits; nothing was sent
 */
export async function sourceFile(
	caller: IExecuteFunctions,
	itemIndex: number,
	property: string,
	label: string,
	limits: Limits = {},
	givenType?: string,
): Promise<SourceFile> {
	const found = caller.getInputData()[itemIndex]?.binary?.[property];
	if (!found) {
		const there = Object.keys(caller.getInputData()[itemIndex]?.binary ?? {});
		throw new WrongValue(
			`the item has no file in the field "${property}"`,
			label,
			there.length
				? `Its files are in: ${there.join(', ')}`
				: 'Add a node that outputs a file before this one, such as HTTP Request, Read/Write Files from Disk, or a trigger with "Download Media" on',
		);
	}
	const file = await describeFile(caller, found, givenType);
	if (file.size === 0) throw new WrongValue(`the file "${file.name}" is empty`, label);
	if (limits.maxBytes !== undefined && file.size !== undefined && file.size > limits.maxBytes)
		throw new WrongValue(
			`"${file.name}" has ${megabytes(file.size)} MB, but at most ${megabytes(limits.maxBytes)} MB are accepted`,
			label,
		);
	if (limits.mimeTypes && !limits.mimeTypes.some((type) => typeMatches(type, file.mimeType)))
		throw new WrongValue(
			`"${file.name}" is of type ${file.mimeType}; accepted are: ${limits.mimeTypes.join(', ')}`,
			label,
		);
	return file;
}

const megabytes = (bytes: number) => Math.round((bytes / 1_048_576) * 10) / 10;

const typeMatches = (wanted: string, given: string) =>
	wanted.endsWith('*') ? given.startsWith(wanted.slice(0, -1)) : given.split(';')[0] === wanted;

async function describeFile(
	caller: IExecuteFunctions,
	found: IBinaryData,
	givenType?: string,
): Promise<SourceFile> {
	const { id } = found;
	const named = found.fileName ?? (found.fileExtension && `file.${found.fileExtension}`);
	const mimeType = typeOf(found.mimeType, named, givenType);
	const name = nameOf(found.fileName, mimeType, found.fileExtension);
	if (!id) {
		const content = Buffer.from(found.data, 'base64');
		return {
			name,
			mimeType,
			size: content.length,
			open: async () => content,
		};
	}
	const { fileSize } = await caller.helpers.getBinaryMetadata(id);
	return {
		name,
		mimeType,
		size: fileSize,
		open: async () => guarded(await caller.helpers.getBinaryStream(id)),
	};
}

/** A file as `data:` URI, for APIs that take pictures as text. The whole file is in memory. */
export async function dataUri(file: SourceFile): Promise<string> {
	const content = await file.open();
	const chunks: Buffer[] = [];
	if (Buffer.isBuffer(content)) chunks.push(content);
	else for await (const chunk of content) chunks.push(Buffer.from(chunk));
	return `data:${file.mimeType};base64,${Buffer.concat(chunks).toString('base64')}`;
}

export class BrokenFile extends OperationalError {
	readonly code = FILE_UNREADABLE;
}

/**
 * The content of a file in pieces.
 * @throws BrokenFile when it can't be read to its end, or has another size than it said
 */
export async function* contentOf(
	file: SourceFile,
	opened?: Buffer | ByteStream,
): AsyncGenerator<Buffer> {
	let size = 0;
	let trouble: string | undefined;
	try {
		const content = opened ?? (await file.open());
		for await (const chunk of Buffer.isBuffer(content) ? [content] : content) {
			size += (chunk as Buffer).length;
			yield chunk as Buffer;
		}
	} catch (error) {
		trouble = (error as Error).message;
	}
	if (!trouble && file.size !== undefined && size !== file.size)
		trouble = `it has ${size} bytes, but n8n recorded ${file.size}`;
	if (trouble) throw new BrokenFile(`the file "${file.name}" can't be read: ${trouble}`);
}

/** A file as the whole body of a request. */
export async function fileBody(file: SourceFile): Promise<Buffer | ByteStream> {
	const opened = await file.open();
	return Buffer.isBuffer(opened) ? opened : streamOf(opened, contentOf(file, opened));
}

/** One part of a multipart form: a text, or a file. */
export type FormPart = { name: string; value: string } | { name: string; file: SourceFile };

export const encoded = (name: string) =>
	name.replace(/[\r\n"\0]/g, (sign) => encodeURIComponent(sign));

/** A MIME type that can't add lines to a header; nothing is known about one that would. */
export const oneLine = (mimeType: string): string =>
	/^[\x20-\x7e]+$/.test(mimeType) ? mimeType : 'application/octet-stream';

/**
 * A multipart form as a stream (RFC 7578). n8n's request helper would read a whole FormData into
 * memory; a stream made of the parts' own streams goes through in small pieces, and each file but
 * the first is opened when its turn comes.
 */
export async function multipart(
	parts: FormPart[],
): Promise<{ body: Buffer | ByteStream; headers: IDataObject }> {
	const boundary = `----n8n-${randomUUID()}`;
	const heads = parts.map((part) => Buffer.from(partHead(boundary, part)));
	const end = Buffer.from(`--${boundary}--\r\n`);
	const newLine = Buffer.from('\r\n');
	const headers: IDataObject = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };
	const total = parts.reduce((sum, part, index) => {
		const size = 'file' in part ? (part.file.size ?? NaN) : Buffer.byteLength(part.value);
		return sum + (heads[index] as Buffer).length + size + newLine.length;
	}, end.length);
	if (!Number.isNaN(total)) headers['Content-Length'] = total;

	const first = parts.find((part) => 'file' in part);
	const opened = first && 'file' in first ? await first.file.open() : undefined;
	async function* pieces() {
		for (const [index, part] of parts.entries()) {
			yield heads[index] as Buffer;
			if ('file' in part) yield* contentOf(part.file, part === first ? opened : undefined);
			else yield Buffer.from(part.value);
			yield newLine;
		}
		yield end;
	}
	if (opened && !Buffer.isBuffer(opened)) return { body: streamOf(opened, pieces()), headers };
	const buffers: Buffer[] = [];
	for await (const piece of pieces()) buffers.push(piece);
	return { body: Buffer.concat(buffers), headers };
}

export function partHead(boundary: string, part: FormPart): string {
	const file = 'file' in part ? part.file : undefined;
	const disposition = `Content-Disposition: form-data; name="${encoded(part.name)}"`;
	return file
		? `--${boundary}\r\n${disposition}; filename="${encoded(file.name)}"\r\nContent-Type: ${oneLine(file.mimeType)}\r\n\r\n`
		: `--${boundary}\r\n${disposition}\r\n\r\n`;
}
