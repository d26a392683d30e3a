/** The one `execute` behind every action node. */
import type { IExecuteFunctions, INodeExecutionData, NodeParameterValueType } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Operation, Provider } from '../define/types';
import { toNodeError } from '../http/failure';
import { openSession } from '../http/session';
import { effectOf } from '../define/defaults';
import { collect, parameterNames, type ReadParameter } from '../item/collect';
import { performItem } from '../item/perform';
import { batchExpressions } from './expressions';
import { runItems } from './items';
import { countryFor, readDeliveryOptions } from './options';

const operationMaps = new WeakMap<Provider, Map<string, Operation>>();

/** The chosen operation; a map, because nodes have hundreds. */
export function findOperation(
	provider: Provider,
	resource: string,
	operation: string,
): Operation | undefined {
	let map = operationMaps.get(provider);
	if (!map) {
		map = new Map(
			provider.resources.flatMap((entry) =>
				entry.operations.map((one) => [`${entry.value}.${one.value}`, one] as const),
			),
		);
		operationMaps.set(provider, map);
	}
	return map.get(`${resource}.${operation}`);
}

/**
 * Runs the chosen operation for every input item: outputs in the order of the items, each paired.
 *
 * @throws NodeApiError | NodeOperationError on the first failure, unless the node continues on fail
 */
export async function run(
	caller: IExecuteFunctions,
	provider: Provider,
): Promise<INodeExecutionData[][]> {
	const resource = caller.getNodeParameter('resource', 0) as string;
	const value = caller.getNodeParameter('operation', 0) as string;
	const operation = findOperation(provider, resource, value);
	if (!operation)
		throw new NodeOperationError(
			caller.getNode(),
			`${provider.name} has no operation "${value}" for "${resource}"`,
			{ description: 'Open the node and choose an operation from the list.' },
		);
	const options = readDeliveryOptions(caller.getNodeParameter('options', 0, {}));
	const session = await openSession(caller, provider, options.timeout);
	const timezone = caller.getTimezone();
	const country = countryFor(options, session);
	const batch = batchExpressions(caller, parameterNames(operation));
	const hasEffect = effectOf(operation) !== 'read';
	return await runItems(caller, {
		options,
		hasEffect,
		read: (itemIndex, itsRun) => {
			const read = parameterReader(caller, itemIndex, batch?.valuesOf(itemIndex));
			const wanted = collect(operation, read, timezone, country);
			const work = { run: itsRun, provider, operation, session, itemIndex, wanted };
			return {
				lane: hasEffect ? provider.recipient(wanted.values) : undefined,
				perform: async () => await performItem(work),
			};
		},
		toError: (error, itemIndex) =>
			toNodeError(error, {
				node: caller.getNode(),
				provider,
				secrets: session.secrets,
				itemIndex,
			}),
	});
}

/**
 * Reads parameters of one item; the engine checks the values itself, once.
 * @param known values that need not be evaluated again
 */
export const parameterReader =
	(caller: IExecuteFunctions, itemIndex: number, known?: Map<string, unknown>): ReadParameter =>
	(name, fallback) =>
		known?.has(name)
			? known.get(name)
			: caller.getNodeParameter(
					name,
					itemIndex,
					fallback as NodeParameterValueType,
					{ skipValidation: true } as object,
				);
