/** Request bodies as they arrive: JSON, form, multipart with files, or a raw file. */
import type { IncomingMessage } from 'node:http';

import { isObject, type JsonObject } from '../../scripts/contracts/references';

export interface WireBody {
	/** Media type without parameters, '' without a body. */
	type: string;
	/** Parsed; for form bodies an object of texts, for a raw file its bytes. */
	value: unknown;
	/** Names of the parts that were files. */
	files: string[];
	problem?: string;
}

/** Reads a body as a server would: by its content type, knowing nothing of the sender. */
export async function readWireBody(request: IncomingMessage): Promise<WireBody> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	const bytes = Buffer.concat(chunks);
	const header = request.headers['content-type'] ?? '';
	const type = header.split(';')[0]?.trim().toLowerCase() ?? '';
	if (bytes.length === 0) return { type: '', value: undefined, files: [] };
	if (type === 'application/x-www-form-urlencoded')
		return { type, value: collect(new URLSearchParams(bytes.toString('utf8'))), files: [] };
	if (type === 'multipart/form-data') return await readMultipart(bytes, header);
	if (!type.endsWith('json')) return { type, value: bytes, files: [] };
	try {
		return { type, value: JSON.parse(bytes.toString('utf8')) as unknown, files: [] };
	} catch (error) {
		return { type, value: undefined, files: [], problem: `the body is no JSON: ${String(error)}` };
	}
}

/** Repeated names become lists. */
export function collect(entries: Iterable<[string, string]>): JsonObject {
	const out: JsonObject = {};
	for (const [name, value] of entries) {
		const before = out[name];
		if (before === undefined) out[name] = value;
		else out[name] = [...(Array.isArray(before) ? (before as unknown[]) : [before]), value];
	}
	return out;
}

/** undici's parser is as strict as a server. A file becomes its name. */
async function readMultipart(bytes: Buffer, header: string): Promise<WireBody> {
	const type = 'multipart/form-data';
	try {
		const form = await new Response(new Uint8Array(bytes), {
			headers: { 'content-type': header },
		}).formData();
		const parts = [...form.entries()];
		const files = parts.filter(([, value]) => typeof value !== 'string').map(([name]) => name);
		const empty = parts.find(([, value]) => typeof value !== 'string' && value.size === 0);
		return {
			type,
			files,
			value: collect(
				parts.map(([name, value]): [string, string] => [
					name,
					typeof value === 'string' ? value : value.name,
				]),
			),
			...(empty ? { problem: `the file part ${empty[0]} is empty` } : {}),
		};
	} catch (error) {
		return { type, value: undefined, files: [], problem: `broken multipart: ${String(error)}` };
	}
}

/**
 * Form fields whose schema is a list, an object or a map come as text: one value is a list of one,
 * and JSON text is read.
 */
export function asSchema(value: unknown, schema: unknown): unknown {
	if (!isObject(value)) return value;
	const types = new Map<string, string[]>();
	gatherTypes(schema, types, new Set());
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => {
			const wanted = types.get(name) ?? [];
			if (typeof entry !== 'string' || wanted.includes('string')) return [name, entry];
			if (wanted.includes('object') || (wanted.includes('array') && entry.startsWith('[')))
				return [name, parsed(entry)];
			return [name, wanted.includes('array') ? [entry] : entry];
		}),
	);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		// Left as it is: the contract's check then says what is wrong with it.
		return text;
	}
}

function gatherTypes(schema: unknown, types: Map<string, string[]>, seen: Set<unknown>): void {
	if (!isObject(schema) || seen.has(schema)) return;
	seen.add(schema);
	for (const [name, inner] of Object.entries(
		isObject(schema.properties) ? schema.properties : {},
	)) {
		const found = isObject(inner)
			? [inner.type].flat().filter((one) => typeof one === 'string')
			: [];
		types.set(name, [...(types.get(name) ?? []), ...found]);
	}
	for (const key of ['allOf', 'oneOf', 'anyOf'])
		if (Array.isArray(schema[key]))
			for (const part of schema[key] as unknown[]) gatherTypes(part, types, seen);
}
