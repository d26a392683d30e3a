/** What an operation means where its descriptor leaves something out. */
import type { Effect, Field, Operation, Place } from './types';
import { isEmpty } from './values';

/** What running an operation does, which decides whether it may be repeated. */
export function effectOf(operation: Operation): Effect {
	if (operation.effect) return operation.effect;
	const { method } = operation.request;
	if (method === 'GET' || method === 'HEAD') return 'read';
	return method === 'POST' ? 'send' : 'idempotent';
}

/** Where a field of this operation goes. */
export function placeOf(operation: Operation, field: Field): Place {
	if (field.send?.in) return field.send.in;
	const { path, method } = operation.request;
	if (path.includes(`{${field.send?.as ?? field.name}}`)) return 'path';
	return ['GET', 'HEAD', 'DELETE'].includes(method) ? 'query' : 'body';
}

/** True where the operation can have a JSON body at all, so that an empty one is sent as `{}`. */
export function hasBody(operation: Operation): boolean {
	if (operation.request.encoding || !isEmpty(operation.request.body)) return true;
	const fields = [
		...(operation.fields ?? []),
		...(operation.options ?? []),
		...(operation.updates ?? []),
	];
	return fields.some((field) => placeOf(operation, field) === 'body');
}

/** Where the answer says that it was done: of sends that give out their answer, anywhere in it. */
export function proofOf(operation: Operation): string[] | undefined {
	const { output } = operation;
	if (output && output.kind !== 'item') return undefined;
	return output?.proof ?? (effectOf(operation) === 'send' ? [''] : undefined);
}
