/**
 * Form fields of MyOperator's webhooks. The panel offers form and multipart bodies and does not say
 * how it writes nested objects: as JSON text, with brackets and with dots are all understood.
 */
import type { IDataObject } from 'n8n-workflow';

import { isObject } from '../../../engine/define';

const NESTED = /^[^.[\]]+(?:\.[^.[\]]+|\[[^\][]*\])+$/;
const keysOf = (name: string) => name.split(/[.[]/).map((key) => key.replace(/\]$/, ''));

/** `payload[data][type]` and `payload.data.type` as nested objects; other names stay as they are. */
export function nestFields(body: IDataObject): IDataObject {
	if (!Object.keys(body).some((name) => NESTED.test(name))) return body;
	const nested: IDataObject = {};
	for (const [name, value] of Object.entries(body))
		if (NESTED.test(name)) place(nested, keysOf(name), value);
		else if (!isObject(nested[name])) nested[name] = value;
	return listed(nested) as IDataObject;
}

function place(target: IDataObject, [key = '', ...rest]: string[], value: IDataObject[string]) {
	// "a[]" appends.
	const name = key === '' ? String(Object.keys(target).length) : key;
	if (name === '__proto__') return;
	if (!rest.length) {
		target[name] = value;
		return;
	}
	if (!isObject(target[name])) target[name] = {};
	place(target[name] as IDataObject, rest, value);
}

/** Objects whose names are 0, 1, 2 ... are lists. */
function listed(value: unknown): unknown {
	if (!isObject(value)) return value;
	const entries = Object.entries(value).map(([name, inner]) => [name, listed(inner)] as const);
	const isList = entries.length > 0 && entries.every(([name], index) => name === String(index));
	return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}
