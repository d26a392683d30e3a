/** Shared by all messages: they have one route and a key against repeats. */
import { type Field, item, type Operation } from '../../../engine/define';
import { idempotencyKey, mentions, quoted, to } from '../fields/common';
import { actsIn } from '../fields/session';

/** A message of one kind. `target` says who gets it. */
export const sendOperation = (
	kind: string,
	target: Field,
	operation: Omit<Operation, 'request' | 'output' | 'idempotencyKey'>,
	body = {},
): Operation =>
	actsIn({
		...operation,
		request: { method: 'POST', path: '/api/send-message', body: { kind, ...body } },
		fields: [target, ...(operation.fields ?? [])],
		options: [
			...(operation.options ?? []),
			...(target === to ? [mentions, quoted] : []),
			idempotencyKey,
		],
		idempotencyKey: { in: 'header', as: 'Idempotency-Key', field: idempotencyKey.name },
		output: item(),
	});
