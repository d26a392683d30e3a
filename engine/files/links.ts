/** Files for providers that fetch them by URL: n8n's own signed links, valid for an hour. */
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { RequestParts } from '../define/types';
import { at, copied, isEmpty, put, WrongValue } from '../define/values';
import { sourceFile } from './outgoing';

/** Providers that queue messages fetch the file later; they do so within minutes. */
const VALID_FOR = '1h';

export interface LinkContext {
	itemIndex: number;
	/** The provider's name, for errors. */
	provider: string;
	/** The provider's base URL: a local test server can reach a local n8n. */
	base: string;
}

/**
 * Puts links to the files into a copy of the body, with their names and types where the field says
 * so and the body has none.
 *
 * @throws WrongValue when there is no such file, or the provider can't reach n8n
 */
export async function linkFiles(
	caller: IExecuteFunctions,
	parts: RequestParts,
	context: LinkContext,
): Promise<RequestParts> {
	const wanted = Object.entries(parts.links ?? {});
	if (!wanted.length) return parts;
	const body = copied(parts.body);
	for (const [name, { property, field }] of wanted) {
		const { displayName, limits, send } = field;
		const { fileName, mimeType } = send?.signedUrl ?? {};
		const given = mimeType === undefined ? undefined : at(body, mimeType);
		const file = await sourceFile(
			caller,
			context.itemIndex,
			property,
			displayName,
			limits,
			typeof given === 'string' ? given : undefined,
		);
		const url = await signedUrl(caller, context.itemIndex, property);
		if (isLocal(url) && !isLocal(context.base))
			throw new WrongValue(
				`${context.provider} would have to download the file from this n8n, but its address, ${new URL(url).origin}, can't be reached from the internet`,
				displayName,
				'Set the WEBHOOK_URL environment variable of n8n to its public address, or upload the file to a public place and use its URL instead',
			);
		put(body, name, url);
		if (fileName && isEmpty(at(body, fileName))) put(body, fileName, file.name);
		if (mimeType) put(body, mimeType, file.mimeType);
	}
	return { ...parts, body };
}

/**
 * A file that came with the webhook which started this execution is at a place for the time being:
 * n8n moves it when the execution ends, often before the provider comes for it. A copy stays.
 */
const isLasting = ({ id }: IBinaryData): boolean => id !== undefined && !id.includes('/temp/');

async function signedUrl(
	caller: IExecuteFunctions,
	itemIndex: number,
	property: string,
): Promise<string> {
	const file = caller.getInputData()[itemIndex]?.binary?.[property] as IBinaryData;
	const stored = isLasting(file)
		? file
		: await caller.helpers.prepareBinaryData(
				// A file inside the item itself (pinned data) has no link before n8n stores it.
				file.id ? await caller.helpers.getBinaryStream(file.id) : Buffer.from(file.data, 'base64'),
				file.fileName,
				file.mimeType,
			);
	if (!stored.id)
		throw new WrongValue(
			'n8n keeps files in memory, so it has no links to them',
			undefined,
			'Set the N8N_DEFAULT_BINARY_DATA_MODE environment variable of n8n to filesystem, or upload the file to a public place and use its URL instead',
		);
	return caller.helpers.createBinarySignedUrl(stored, VALID_FOR);
}

/** True for addresses that exist only on this machine or inside its network. */
export function isLocal(url: string): boolean {
	const host = new URL(url).hostname.replace(/^\[|\]$/g, '').toLowerCase();
	if (host.includes(':')) return /^(::1?$|f[cd]|fe80:|::ffff:(7f|a[0-9a-f]{2}:|c0a8:))/.test(host);
	if (/^\d+\.\d+\.\d+\.\d+$/.test(host))
		return /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./.test(
			host,
		);
	return !host.includes('.') || /\.(local|localhost|internal|lan|home\.arpa)$/.test(host);
}
