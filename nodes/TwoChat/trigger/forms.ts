/** Brings a delivery into the form that the readers expect, and takes several out of one body. */
import type { IDataObject } from 'n8n-workflow';

import { isObject, parseJson } from '../../../engine/define';

/** Members that hold one object. They also came as JSON text, and as a list around the object. */
const OBJECTS = [
	'agent',
	'contact',
	'error',
	'group',
	'interactive',
	'media',
	'message',
	'order',
	'reaction',
];
const WRAPPERS = ['data', 'payload'];
/** A record within a record, and what is inside it. */
const MOST_LEVELS = 3;

function single(value: unknown): unknown {
	const parsed = typeof value === 'string' && /^\s*[[{]/.test(value) ? parseJson(value) : value;
	const [first] = [parsed].flat() as unknown[];
	return isObject(first) ? first : value;
}

/** The same with objects where objects belong; texts and other members stay as they are. */
function opened(body: IDataObject, levels = MOST_LEVELS): IDataObject {
	if (levels === 0) return body;
	const result = { ...body };
	for (const name of OBJECTS) {
		const value = single(body[name]);
		if (isObject(value)) result[name] = opened(value, levels - 1);
	}
	return result;
}

/** The deliveries in a body: itself, or what is wrapped in `data`, which may be several. */
export function deliveriesIn(body: IDataObject): IDataObject[] {
	const wrapper = WRAPPERS.find((name) => typeof body[name] === 'object' && body[name] !== null);
	if (wrapper === undefined || isObject(body.message)) return [opened(body)];
	const { [wrapper]: wrapped, ...around } = body;
	const inner = ([wrapped].flat() as unknown[]).filter(isObject);
	return inner.length ? inner.map((one) => opened({ ...around, ...one })) : [opened(body)];
}
