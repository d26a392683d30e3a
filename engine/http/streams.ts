/** Files on their way out and in, in small pieces: what is sent, what is received, what goes wrong. */
import { randomUUID } from 'crypto';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { OperationalError, sleep } from 'n8n-workflow';

import type { SourceFile } from '../files/outgoing';

export type ByteStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/** Error code of a file that broke off while it was being sent: the provider never got it whole. */
export const FILE_UNREADABLE = 'FILE_UNREADABLE';

class BrokenFile extends OperationalError {
	readonly code = FILE_UNREADABLE;
}

class Stalled extends OperationalError {
	readonly code = 'ETIMEDOUT';
}

/** A stream that nobody listens to yet must not end the process when it fails. */
export function guarded(stream: ByteStream): ByteStream {
	stream.on('error', () => {
		// The reader gets the same error when it comes to read.
	});
	return stream;
}

/** Ends what is left of a request's body after its try, so that no file stays open. */
export function discard(body: unknown): void {
	if (typeof body !== 'object' || body === null || !('destroy' in body)) return;
	const stream = body as ByteStream;
	if (!stream.destroyed) guarded(stream).destroy();
}

/**
 * The content of a file in pieces.
 * @throws BrokenFile when it can't be read to its end, or has another size than it said
 */
async function* contentOf(file: SourceFile, opened?: Buffer | ByteStream): AsyncGenerator<Buffer> {
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

const encoded = (name: string) =>
	name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');

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

function partHead(boundary: string, part: FormPart): string {
	const file = 'file' in part ? part.file : undefined;
	const disposition = `Content-Disposition: form-data; name="${encoded(part.name)}"`;
	return file
		? `--${boundary}\r\n${disposition}; filename="${encoded(file.name)}"\r\nContent-Type: ${file.mimeType}\r\n\r\n`
		: `--${boundary}\r\n${disposition}\r\n\r\n`;
}

/**
 * Node's `stream` module may not be imported here; every stream's class inherits its `from`. The
 * sample is destroyed with the stream: pieces that were never asked for would leave it open.
 */
function streamOf(sample: ByteStream, pieces: AsyncIterable<Buffer>): ByteStream {
	const { from } = sample.constructor as unknown as {
		from: (source: AsyncIterable<Buffer>, options: { objectMode: boolean }) => ByteStream;
	};
	const stream = from(pieces, { objectMode: false });
	stream.on('close', () => discard(sample));
	return guarded(stream);
}

const LOOK_EVERY = 1_000;

/**
 * Hands a body to `consume` and ends it when nothing arrives for `limit` milliseconds: n8n's time
 * limit for a request ends with the answer's headers.
 */
export async function withoutStalls<T>(
	source: ByteStream,
	limit: number,
	consume: (stream: ByteStream) => Promise<T>,
): Promise<T> {
	let idle = 0;
	let over = false;
	let giveUp: (error: Error) => void = () => {};
	const pieces = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
	// Destroying the source would not do: it waits for its own next piece before it ends.
	const next = async () =>
		await new Promise<IteratorResult<Buffer>>((resolve, reject) => {
			giveUp = reject;
			pieces.next().then(resolve, reject);
		});
	async function* watched() {
		for (let piece = await next(); !piece.done; piece = await next()) {
			idle = 0;
			yield piece.value;
		}
	}
	// Real time, not the engine's clock: this is about a socket.
	const watch = async () => {
		while (!over && idle < limit) {
			await sleep(LOOK_EVERY);
			idle += LOOK_EVERY;
		}
		giveUp(new Stalled(`nothing arrived for ${limit / 1000} seconds`));
	};
	void watch();
	try {
		return await consume(streamOf(source, watched()));
	} finally {
		over = true;
		discard(source);
	}
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
