/** From an answer to items. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Kept, Operation, Output, Values } from '../define/types';
import { at, isEmpty, isObject } from '../define/values';
import { listIn } from './listIn';

const asRow = (value: unknown): IDataObject =>
	isObject(value) ? value : { value: value as IDataObject[string] };

/**
 * The rows of an answer, as the operation describes them. A top-level `error` key of a success is
 * renamed: n8n takes it for a failed item.
 *
 * @param isList false for requests that do something: an answer without the list is itself the row
 * @throws Failure if the list is missing from an answer that is not empty
 */
export function rowsOf(output: Output, body: unknown, status = 200, isList = true): unknown[] {
	switch (output.kind) {
		case 'items': {
			const list = listIn(body, output.at, status, isList);
			return Array.isArray(list) ? list : [list];
		}
		case 'entries': {
			const map = output.at ? listIn(body, output.at, status) : body;
			if (Array.isArray(map)) return map;
			return Object.entries(isObject(map) ? map : {}).map(([key, value]) => ({
				[output.key]: key,
				...asRow(value),
			}));
		}
		case 'fixed':
			return [output.keep && isObject(body) ? { ...output.json, ...body } : output.json];
		case 'exists':
			return [{ [output.name]: status !== 404 }];
		default: {
			const value = at(body, 'at' in output ? output.at : undefined);
			return [value === undefined || value === null ? { success: true } : value];
		}
	}
}

/** Rows as paired items, mapped and simplified as the operation says. */
export function toItems(
	operation: Operation,
	rows: unknown[],
	context: { itemIndex: number; values: Values; simplify: boolean },
): INodeExecutionData[] {
	const output = operation.output;
	const map = output && 'map' in output ? output.map : undefined;
	return rows.map((value) => {
		let row = asRow(value);
		if (map) row = map(row, context.values);
		if (context.simplify && operation.simplify) {
			row = pick(row, operation.simplify);
			if (operation.inWords) row = operation.inWords(row, context.values);
		}
		if ('error' in row) {
			const { error, ...rest } = row;
			row = { ...rest, errorDetails: error };
		}
		return { json: row, pairedItem: { item: context.itemIndex } };
	});
}

/** What a simplified row keeps. A row with none of it is something else, and stays as it is. */
function pick(row: IDataObject, kept: Kept[]): IDataObject {
	const out: IDataObject = {};
	for (const entry of kept) {
		const [name, path, ...others] =
			typeof entry === 'string' ? [entry.split('.').at(-1) as string, entry] : entry;
		const filled = [path, ...others].find((one) => !isEmpty(at(row, one)));
		const value = at(row, filled ?? path);
		if (value !== undefined) out[name] = value as IDataObject[string];
	}
	return Object.keys(out).length ? out : row;
}
