/** The output of each operation: the contract's answers, passed through the engine's output code. */
import { join } from 'node:path';

import { rowsOf, toItems } from '../../engine/item/decode';
import { item } from '../../engine/define/outputs';
import type { Operation, Provider } from '../../engine/define/types';
import { loadContract } from '../contracts/reading';
import { fullest, isRecord, type Json, overlay, type Schema, schemaOf } from './sample';

export interface OutputSchema {
	/** Below the node's folder, as n8n looks for it. */
	file: string;
	schema: Schema;
}

/**
 * One schema per operation of a provider, for the output with the form's defaults: simplified where
 * the operation supports it. @throws Error for an operation without a contract
 */
export function outputSchemas(
	provider: Provider,
	contract: string,
	simplify = true,
): OutputSchema[] {
	const { document } = loadContract(contract);
	return provider.resources.flatMap(({ value, operations }) =>
		operations.map((operation) =>
			toSchema(value, operation.value, outputOf(provider, document, operation, simplify)),
		),
	);
}

/** The schema of an operation's output, from a full sample of it. */
export const toSchema = (resource: string, operation: string, sample: Json): OutputSchema => ({
	file: join('__schema__', 'v1.0.0', resource, `${operation}.json`),
	schema: { ...schemaOf(sample), version: 1 },
});

function outputOf(
	provider: Provider,
	document: Schema,
	operation: Operation,
	simplify: boolean,
): Json {
	const shape = operation.output ?? item();
	if (shape.kind === 'file') {
		const file = { fileName: 'text', fileSize: 'text', mimeType: 'text' };
		return shape.link ? { ...file, link: 'text' } : file;
	}
	// The part of a row that is kept may be nested deeply; it is small.
	const depth = simplify && operation.simplify ? -2 : 0;
	const body = answerOf(document, provider, operation, depth);
	const unwrapped = provider.unwrap?.(body) ?? body;
	const rows = rowsOf(shape, unwrapped);
	const made = toItems(operation, rows, { itemIndex: 0, values: {}, simplify });
	const whole = overlay(made.map(({ json }) => json as Json)) ?? {};
	return operation.forEach ? overlay([whole, { [operation.forEach]: 'text' }])! : whole;
}

/** The fullest success body of the operation's route; undefined where it has none. */
function answerOf(
	document: Schema,
	provider: Provider,
	{ request }: Operation,
	depth: number,
): Json | undefined {
	const template = (path: string) => path.replace(/\{[^}]+\}/g, '{}');
	const paths = Object.entries(document.paths as Schema).filter(
		([path]) => template(path) === template(request.path),
	);
	const methods = paths
		.map(([, entry]) => (entry as Schema)[request.method.toLowerCase()])
		.filter(isRecord);
	if (!methods.length)
		throw new Error(`${provider.name}: ${request.method} ${request.path} is not in the contract`);
	const bodies = methods.flatMap(({ responses }) =>
		Object.entries(responses as Schema)
			.filter(([status]) => /^2\d\d$/.test(status))
			.flatMap(([, response]) => Object.entries(((response as Schema).content ?? {}) as Schema))
			.filter(([type]) => type.includes('json'))
			.map(([, media]) => media as Schema),
	);
	return overlay(
		bodies.flatMap(({ schema, example, examples }) => [
			fullest(document, schema, depth),
			example as Json | undefined,
			...Object.values((examples ?? {}) as Schema).map((entry) => (entry as Schema).value as Json),
		]),
	);
}
