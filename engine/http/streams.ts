/** Files on their way out and in, in small pieces: what is sent, what is received, what goes wrong. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { OperationalError, sleep } from 'n8n-workflow';

export type ByteStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;

/** Error code of a file that broke off while it was being sent: the provider never got it whole. */
export const FILE_UNREADABLE = 'FILE_UNREADABLE';

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
