import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import type { BodyKind, Dict, ReceivedFile } from './types';
import { asText } from './values';

/** The largest body that is accepted, in bytes. */
export const LARGEST_BODY = 256 * 1024 * 1024;

/** The largest file whose bytes are kept for a handler. */
const LARGEST_KEPT = 16 * 1024 * 1024;

export interface ReadBody {
	kind: BodyKind;
	mediaType: string;
	body: unknown;
	files: ReceivedFile[];
	/** Bytes of `files`. */
	uploads: Buffer[];
}

const MALFORMED = Symbol('malformed JSON');

/**
 * Registers Fastify parsers for the four encodings of a body. Broken JSON is kept, so that the provider
 * refuses it with its own error, and anything unknown stays a stream.
 */
export async function registerBodies(app: FastifyInstance): Promise<void> {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser(
		['application/json', 'application/merge-patch+json'],
		{ parseAs: 'string', bodyLimit: LARGEST_BODY },
		(_request, text, done) => {
			const json = text.toString();
			if (json.trim() === '') return done(null, undefined);
			try {
				done(null, JSON.parse(json));
			} catch {
				// Not lost: `readBody` reports it as malformed.
				done(null, MALFORMED);
			}
		},
	);
	await app.register(formbody, {
		bodyLimit: LARGEST_BODY,
		parser: (text) => collect(new URLSearchParams(text)),
	});
	await app.register(multipart, {
		limits: { fileSize: LARGEST_BODY, fieldSize: LARGEST_BODY, files: 20 },
	});
	app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
}

/** Repeated names become lists. */
export function collect(parameters: URLSearchParams): Dict {
	const values: Dict = {};
	for (const name of new Set(parameters.keys())) {
		const all = parameters.getAll(name);
		values[name] = all.length > 1 ? all : all[0];
	}
	return values;
}

/** Reads the body of a routed request to its end; file bytes are hashed, counted and, if asked, kept. */
export async function readBody(request: FastifyRequest, keep = false): Promise<ReadBody> {
	const mediaType = asText(request.headers['content-type'])
		.replace(/;.*$/s, '')
		.trim()
		.toLowerCase();
	const uploads: Buffer[] = [];
	if (mediaType === 'multipart/form-data' && request.isMultipart())
		return readMultipart(request, keep);
	const { body } = request;
	if (body === MALFORMED)
		return { kind: 'malformed', mediaType, body: undefined, files: [], uploads };
	if (isStream(body)) {
		const { file, bytes } = await drain(
			body,
			{ field: '', filename: '', mimeType: mediaType },
			keep,
		);
		if (file.size === 0)
			return { kind: 'none', mediaType: '', body: undefined, files: [], uploads };
		return {
			kind: 'raw',
			mediaType: mediaType || 'application/octet-stream',
			body: '',
			files: [file],
			uploads: [bytes],
		};
	}
	if (body === undefined || body === null) {
		return { kind: 'none', mediaType: '', body: undefined, files: [], uploads };
	}
	const kind = mediaType === 'application/x-www-form-urlencoded' ? 'form' : 'json';
	return { kind, mediaType, body, files: [], uploads };
}

async function readMultipart(request: FastifyRequest, keep: boolean): Promise<ReadBody> {
	const fields = new URLSearchParams();
	const files: ReceivedFile[] = [];
	const uploads: Buffer[] = [];
	try {
		for await (const part of request.parts()) {
			if (part.type === 'file') {
				const { fieldname, filename, mimetype } = part;
				const about = { field: fieldname, filename: filename ?? '', mimeType: mimetype };
				const { file, bytes } = await drain(part.file, about, keep);
				files.push(file);
				uploads.push(bytes);
				// The contract says "binary" here; the name replaces the bytes.
				fields.append(fieldname, filename ?? 'file');
			} else {
				const { fieldname, value } = part;
				fields.append(fieldname, typeof value === 'string' ? value : JSON.stringify(value));
			}
		}
	} catch (error) {
		const text = error instanceof Error ? error.message : String(error);
		return { kind: 'malformed', mediaType: 'multipart/form-data', body: text, files, uploads };
	}
	return {
		kind: 'multipart',
		mediaType: 'multipart/form-data',
		body: collect(fields),
		files,
		uploads,
	};
}

async function drain(
	stream: Readable,
	about: Pick<ReceivedFile, 'field' | 'filename' | 'mimeType'>,
	keep: boolean,
): Promise<{ file: ReceivedFile; bytes: Buffer }> {
	const hash = createHash('sha256');
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		hash.update(chunk);
		size += chunk.length;
		if (keep && size <= LARGEST_KEPT) chunks.push(chunk);
	}
	const bytes = size <= LARGEST_KEPT ? Buffer.concat(chunks) : Buffer.alloc(0);
	return { file: { ...about, size, sha256: hash.digest('hex') }, bytes };
}

function isStream(value: unknown): value is Readable {
	return typeof value === 'object' && value !== null && 'pipe' in value;
}
