/** Files that come in: from the answer's own body, or from behind a link in it. */
import type {
	IBinaryData,
	IExecuteFunctions,
	INodeExecutionData,
	IWebhookFunctions,
} from 'n8n-workflow';

import type { Answer, Operation, Provider, Values } from '../define/types';
import { isObject, WrongValue } from '../define/values';
import { exchange, type Sending } from '../http/exchange';
import { gateFor } from '../http/pace';
import type { Session } from '../http/session';
import { type ByteStream, discard, withoutStalls } from '../http/streams';

export interface Download {
	caller: IExecuteFunctions;
	provider: Provider;
	operation: Operation;
	session: Session;
	itemIndex: number;
	values: Values;
	sending: Sending;
}

/** A file in n8n's storage. */
interface Stored {
	binary: IBinaryData;
	mimeType: string;
}

const isStored = (body: unknown): body is Stored => isObject(body) && 'binary' in body;

const isFile = (body: unknown): body is Buffer | ByteStream =>
	Buffer.isBuffer(body) ||
	(typeof body === 'object' && body !== null && Symbol.asyncIterator in body);

/** The file that an answer is; `undefined` where it has none. */
export function fileOf({ status, body }: Answer): Buffer | ByteStream | undefined {
	if (status !== 204) return isFile(body) ? body : undefined;
	discard(body);
	return undefined;
}

/**
 * Puts the file of an answer into n8n's storage, piece by piece; the answer's body is then what
 * `fileItem` needs. Answers without a file stay as they are.
 *
 * @throws what broke the connection off; nothing of the file is used then
 */
export async function storeFile(job: Download, answer: Answer): Promise<Answer> {
	const { headers } = answer;
	const body = fileOf(answer);
	if (!body) return answer;
	const { output } = job.operation;
	const naming = output?.kind === 'file' ? output : undefined;
	const mimeType =
		headers['content-type']?.split(';')[0] ?? naming?.mimeType ?? 'application/octet-stream';
	const name = fileNameFrom(headers['content-disposition']) ?? naming?.name?.(job.values) ?? 'file';
	const binary = await storeBody(job.session, body, name, mimeType);
	return { ...answer, body: { binary, mimeType } satisfies Stored };
}

/**
 * Puts a body into n8n's storage, piece by piece.
 * @param name gets an extension that fits the MIME type, if it has none
 */
export async function storeBody(
	{ caller, timeout }: Session,
	body: Buffer | ByteStream,
	name: string,
	mimeType: string,
): Promise<IBinaryData> {
	const { prepareBinaryData } = (caller as IExecuteFunctions | IWebhookFunctions).helpers;
	const store = async (content: Buffer | ByteStream) =>
		await prepareBinaryData(content as never, namedFor(name, mimeType), mimeType);
	return Buffer.isBuffer(body) ? await store(body) : await withoutStalls(body, timeout, store);
}

/** The item for a stored file, or for an answer that has none. */
export function fileItem(job: Download, { body }: Answer): INodeExecutionData {
	const pairedItem = { item: job.itemIndex };
	if (!isStored(body))
		return { json: isObject(body) && !isFile(body) ? body : { found: false }, pairedItem };
	const { binary, mimeType } = body;
	return {
		json: {
			fileName: binary.fileName,
			mimeType,
			...(binary.fileSize ? { fileSize: binary.fileSize } : {}),
		},
		binary: { [String(job.values.binaryProperty ?? 'data')]: binary },
		pairedItem,
	};
}

/**
 * A file behind a link that carries its own permission: fetched without the credential.
 * @throws Failure, WrongValue when there is no link, Cancelled
 */
export async function linkedFile(job: Download, url: string): Promise<INodeExecutionData> {
	const { operation, provider, session } = job;
	const inline = fromDataUri(url);
	if (inline) {
		const headers = { 'content-type': inline.mimeType };
		const answer = { status: 200, headers, body: inline.content };
		return fileItem(job, await storeFile(job, answer));
	}
	if (!/^https?:/.test(url))
		throw new WrongValue(
			`${provider.name} returned neither a file nor a link to one`,
			undefined,
			operation.output?.kind === 'file' ? operation.output.missing : undefined,
		);
	const answer = await exchange(
		session,
		{
			request: async () => ({ method: 'GET', url }),
			open: true,
			effect: 'read',
			// The place where the files are may be busy when the provider is not.
			gate: gateFor(new URL(url).origin),
			file: true,
			receive: async (got) => await storeFile(job, got),
		},
		{ ...job.sending, perMinute: 0 },
	);
	const made = fileItem(job, answer);
	return { ...made, json: { ...made.json, link: url } };
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

/** Longest name that file systems take, with room for what n8n adds. */
const LONGEST_NAME = 200;

/**
 * File name from a Content-Disposition header, in both of its spellings (RFC 6266, 8187), without
 * directories; undefined if there is none.
 */
export function fileNameFrom(disposition: string | undefined): string | undefined {
	const [, charset = '', encoded] =
		/filename\*\s*=\s*"?(?:([\w-]*)'[^']*')?([^;"]+)/i.exec(disposition ?? '') ?? [];
	const [, quoted, plain] =
		/filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/i.exec(disposition ?? '') ?? [];
	const name = encoded
		? percentDecoded(encoded, charset)
		: (quoted?.replace(/\\(["\\])/g, '$1') ?? plain);
	return name?.split(/[\\/]/).at(-1)?.trim().slice(-LONGEST_NAME) || undefined;
}

/** A lone percent sign stays what it is. */
function percentDecoded(text: string, charset: string): string {
	const bytes = text.replace(/%([\da-f]{2})/gi, (_match, hex: string) =>
		String.fromCharCode(parseInt(hex, 16)),
	);
	return Buffer.from(bytes, 'latin1').toString(/8859-1/.test(charset) ? 'latin1' : 'utf8');
}

export const EXTENSIONS: Record<string, string> = {
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
