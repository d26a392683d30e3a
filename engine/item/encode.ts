/** From collected parts to the HTTP request that n8n sends. */
import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

import type { Operation, RequestParts, RequestSpec } from '../define/types';
import { copied, isEmpty, put, refuseBadHeader, refuseOtherRoute } from '../define/values';
import {
	dataUri,
	fileBody,
	type FormPart,
	multipart,
	oneLine,
	type SourceFile,
	sourceFile,
} from '../files/outgoing';
import { childrenOf } from './convert';

/** Files by wire name. */
export type Files = Record<string, SourceFile>;

/**
 * Looks up the files that the parts name, and checks them.
 * @throws WrongValue
 */
export async function openFiles(
	caller: IExecuteFunctions,
	operation: Operation,
	parts: RequestParts,
	itemIndex: number,
): Promise<Files> {
	const names = Object.entries(parts.files);
	if (!names.length) return {};
	const { fields = [], options = [], updates = [] } = operation;
	const all = [...fields, ...options, ...updates].flatMap((field) =>
		field.type === 'collection' ? childrenOf(field) : [field],
	);
	const found = names.map(async ([name, property]) => {
		const field = all.find(
			(entry) => entry.send?.in === 'file' && (entry.send.as ?? entry.name) === name,
		);
		const label = field?.displayName ?? name;
		return [name, await sourceFile(caller, itemIndex, property, label, field?.limits)] as const;
	});
	return Object.fromEntries(await Promise.all(found));
}

/** How a request is written. */
export interface Encoding extends Pick<RequestSpec, 'method' | 'encoding'> {
	/** The answer is a file. */
	file?: boolean;
	/** An empty body is sent as `{}`. */
	hasBody?: boolean;
	arrays?: 'repeat' | 'json' | 'comma';
}

/**
 * The request for one try. Body objects are fresh: the credential may add to them.
 * @throws WrongValue for a path or a header that would mean something else on its way
 */
export async function toHttp(
	{ method, encoding: own, file: asFile, hasBody, arrays = 'repeat' }: Encoding,
	parts: RequestParts,
	baseUrl: string,
	files: Files = {},
): Promise<IHttpRequestOptions> {
	refuseOtherRoute(parts.path);
	for (const [name, value] of Object.entries(parts.headers)) refuseBadHeader(name, value);
	const options: IHttpRequestOptions = {
		method: parts.method ?? method,
		url: baseUrl + parts.path,
		headers: { Accept: asFile ? '*/*' : 'application/json', ...parts.headers },
		arrayFormat: 'repeat',
	};
	if (!isEmpty(parts.query)) options.qs = { ...parts.query };
	const set = (body: IHttpRequestOptions['body'], headers: IDataObject) => {
		options.body = body;
		options.headers = { ...options.headers, ...headers };
	};
	const [file] = Object.values(files);
	const encoding = file && own !== 'binary' && own !== 'base64' ? 'multipart' : own;
	if (encoding === 'binary' && file) {
		set((await fileBody(file)) as never, {
			'Content-Type': oneLine(file.mimeType),
			...(file.size === undefined ? {} : { 'Content-Length': file.size }),
		});
	} else if (encoding === 'base64' && file) {
		const body = copied(parts.body);
		for (const [name, one] of Object.entries(files)) put(body, name, await dataUri(one));
		set(body, { 'Content-Type': 'application/json' });
	} else if (encoding === 'multipart') {
		const { body, headers } = await multipart([
			...textParts(parts.body, arrays),
			...fileParts(files),
		]);
		set(body as never, headers);
	} else if (encoding === 'form') {
		const flat = Object.fromEntries(
			// An object has each name once: lists are joined.
			textParts(parts.body, 'comma').map((part) => [part.name, 'value' in part ? part.value : '']),
		);
		set(flat, { 'Content-Type': 'application/x-www-form-urlencoded' });
	} else if (!isEmpty(parts.body)) {
		set(copied(parts.body), { 'Content-Type': 'application/json' });
	} else if (hasBody) {
		// An empty object would be dropped on the way.
		set('{}', { 'Content-Type': 'application/json' });
	}
	return options;
}

const fileParts = (files: Files): FormPart[] =>
	Object.entries(files).map(([name, file]) => ({ name, file }));

function textParts(body: IDataObject, arrays: 'repeat' | 'json' | 'comma'): FormPart[] {
	const plain = (value: unknown) =>
		typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
	return Object.entries(body).flatMap(([name, value]) => {
		if (!Array.isArray(value) || arrays === 'json') return [{ name, value: plain(value) }];
		if (arrays === 'comma') return [{ name, value: value.map(plain).join(',') }];
		return value.map((entry) => ({ name, value: plain(entry) }));
	});
}
