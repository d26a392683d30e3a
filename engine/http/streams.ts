/** Files on their way out and in, in small pieces: what is sent, what is received, what goes wrong. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { OperationalError } from 'n8n-workflow';

import { deadline } from './deadline';

export type ByteStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/** Error code of a file that broke off while it was being sent: the provider never got it whole. */
export const FILE_UNREADABLE = 'FILE_UNREADABLE';

/** A file that comes in more slowly than this, on the whole, is given up. */
const SLOWEST_BYTES_PER_SECOND = 1_000;

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
 * Node's `stream` module may not be imported here; every stream's class inherits its `from`. The
 * sample is destroyed with the stream: pieces that were never requested would leave it open.
 */
export function streamOf(sample: ByteStream, pieces: AsyncIterable<Buffer>): ByteStream {
	const { from } = sample.constructor as unknown as {
		from: (source: AsyncIterable<Buffer>, options: { objectMode: boolean }) => ByteStream;
	};
	const stream = from(pieces, { objectMode: false });
	stream.on('close', () => discard(sample));
	return guarded(stream);
}

/**
 * Hands a body to `consume` and ends it when nothing arrives for `limit` milliseconds, or so little
 * that it would never end: n8n's time limit for a request ends with the answer's headers.
 */
export async function withoutStalls<T>(
	source: ByteStream,
	limit: number,
	consume: (stream: ByteStream) => Promise<T>,
): Promise<T> {
	let giveUp: (error: Error) => void = () => {};
	const begun = performance.now();
	let received = 0;
	const stalled = () =>
		giveUp(new Stalled(`too little or nothing arrived for ${limit / 1000} seconds`));
	const idle = deadline(limit, stalled);
	const arrived = (bytes: number) => {
		received += bytes;
		const due = begun + (received / SLOWEST_BYTES_PER_SECOND) * 1000;
		idle.extend(Math.min(limit, Math.max(0, due + limit - performance.now())));
	};
	const pieces = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
	// Destroying the source would not do: it waits for its own next piece before it ends.
	const next = async () =>
		await new Promise<IteratorResult<Buffer>>((resolve, reject) => {
			giveUp = reject;
			pieces.next().then(resolve, reject);
		});
	async function* watched() {
		for (let piece = await next(); !piece.done; piece = await next()) {
			arrived(piece.value.length);
			yield piece.value;
		}
	}
	try {
		return await consume(streamOf(source, watched()));
	} finally {
		idle.end();
		discard(source);
	}
}

/**
 * The text of an answer.
 * @param most bytes after which no more is read
 * @throws what broke the stream off
 */
export async function readText(body: unknown, most: number): Promise<string> {
	if (typeof body !== 'object' || body === null || !('on' in body)) return String(body ?? '');
	const stream = body as ByteStream;
	const content = await new Promise<Buffer>((resolve, reject) => {
		const chunks: Buffer[] = [];
		let size = 0;
		const end = () => resolve(Buffer.concat(chunks));
		stream.on('data', (chunk: Buffer) => {
			chunks.push(chunk);
			size += chunk.length;
			if (size <= most) return;
			end();
			stream.destroy();
		});
		stream.on('end', end);
		stream.on('error', reject);
		stream.on('close', () => reject(new OperationalError('The answer was cut off')));
	});
	// A byte order mark is no part of the text.
	return content.toString('utf8').replace(/^\uFEFF/, '');
}
