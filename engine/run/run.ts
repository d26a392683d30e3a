/** The one `execute` behind every action node. */
import type { IExecuteFunctions, INodeExecutionData, NodeParameterValueType } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { Operation, Provider } from '../define/types';
import { toNodeError } from '../http/failure';
import { openSession } from '../http/session';
import { effectOf } from '../define/defaults';
import { collect, type ItemRequest, parameterNames, type ReadParameter } from '../item/collect';
import { performItem } from '../item/perform';
import { fileFacts, onceKey } from '../once/once';
import { batchExpressions } from './expressions';
import { runItems } from './items';
import { countryFor, onceScope, readDeliveryOptions } from './options';
import { testReader } from './testRuns';

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
	const effect = effectOf(operation);
	const hasEffect = effect !== 'read';
	const once = effect === 'send' ? onceScope(caller, options) : undefined;
	return await runItems(caller, {
		options,
		hasEffect,
		once,
		read: (itemIndex, itsRun) => {
			const own = parameterReader(caller, itemIndex, batch?.valuesOf(itemIndex));
			const read = testReader(caller, provider, operation, options, own);
			const wanted = collect(operation, read, timezone, country);
			const work = { run: itsRun, provider, operation, session, itemIndex, wanted };
			const lane = hasEffect ? provider.recipient(wanted.values) : undefined;
			return {
				lane,
				to: effect === 'send' ? lane : undefined,
				onceKey:
					once && onceKey(ownKey(caller, itemIndex), lane, contentOf(caller, wanted, itemIndex)),
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

/** The item's own key for "Send Once". */
export const ownKey = (caller: IExecuteFunctions, itemIndex: number): unknown =>
	caller.getNodeParameter('options.sendOnceKey', itemIndex, '');

/** What the message says, the same in each execution. */
function contentOf(caller: IExecuteFunctions, { parts }: ItemRequest, itemIndex: number) {
	const { method, path, query, body, files, links = {} } = parts;
	const properties = [
		...Object.values(files),
		...Object.values(links).map(({ property }) => property),
	];
	return [method, path, query, body, properties.map((name) => fileFacts(caller, itemIndex, name))];
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
