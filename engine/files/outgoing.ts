/** The files of items: where they are, what they are called, whether a provider takes them. */
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { type ByteStream, guarded } from '../http/streams';
import type { Limits } from '../define/types';
import { WrongValue } from '../item/convert';

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
				? `Its files are in: ${there.join(', ')}`
				: 'Add a node that outputs a file before this one, such as HTTP Request, Read/Write Files from Disk, or a trigger with "Download Media" on',
		);
	}
	const file = await describeFile(caller, found);
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
		open: async () => guarded(await caller.helpers.getBinaryStream(id)),
	};
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
