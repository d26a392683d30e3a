/** A message that is not sent: the item shows what the provider would have got. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { copied, isEmpty } from '../define/values';
import { sourceFile } from '../files/outgoing';
import { baseUrl } from '../http/session';
import { openFiles } from './encode';
import { givenKey } from './identity';
import type { ItemWork } from './work';

/** Reads from the provider; the answer without its envelope. */
export type LookUp = (request: {
	path: string;
	query: IDataObject;
	host?: string;
}) => Promise<unknown>;

/**
 * The request without its secrets, and without the keys that the node makes for each execution. Files
 * are told by name. Everything is checked as if it were sent.
 *
 * @throws WrongValue
 */
export async function previewOf(
	{ run, provider, operation, session, wanted, itemIndex }: ItemWork,
	lookUp: LookUp,
): Promise<INodeExecutionData> {
	const { method, path, query, body, links = {} } = wanted.parts;
	const opened = await openFiles(run.caller, operation, wanted.parts, itemIndex);
	const files = Object.entries(opened).map(([name, file]) => ({ field: name, ...factsOf(file) }));
	for (const [name, { property, field }] of Object.entries(links)) {
		const { displayName, limits } = field;
		const file = await sourceFile(run.caller, itemIndex, property, displayName, limits);
		files.push({ field: name, ...factsOf(file) });
	}
	const key = operation.idempotencyKey ?? provider.idempotencyKey;
	const own = key?.field ? givenKey(wanted.values[key.field], key) : undefined;
	const ownInBody = key?.in === 'body' && own !== undefined ? { [key.as]: own } : {};
	const request: IDataObject = {
		method: method ?? operation.request.method,
		url: `${baseUrl(session, operation.request.host)}${path}`,
		...(isEmpty(query) ? {} : { query: { ...query } }),
		body: { ...copied(body), ...ownInBody },
		...(files.length ? { files } : {}),
	};
	const { wording } = operation;
	const text = wording?.text(
		await lookUp(wording.request(wanted.values)),
		wanted.parts,
		wanted.values,
	);
	return {
		json: { sent: false, reason: 'test run', ...(text ? { text } : {}), request },
		pairedItem: { item: itemIndex },
	};
}

const factsOf = ({ name, mimeType, size }: { name: string; mimeType: string; size?: number }) => ({
	fileName: name,
	mimeType,
	...(size === undefined ? {} : { bytes: size }),
});
