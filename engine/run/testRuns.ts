/** What an execution from the editor does instead of sending: by the option "In Test Runs". */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { effectOf } from '../define/defaults';
import type { Operation, Provider } from '../define/types';
import { WrongValue } from '../define/values';
import type { ReadParameter } from '../item/collect';
import { type DeliveryOptions, isTestRun } from '../item/context';

/** Where a message goes, unless the provider says otherwise. */
const toField = (number: string): IDataObject => ({ to: number });

/**
 * Reads the test number where the recipient would be read, in test runs that ask for it.
 * @throws WrongValue when there is no number, or the operation has no recipient
 */
export function testReader(
	caller: IExecuteFunctions,
	provider: Provider,
	operation: Operation,
	{ testRuns, testNumber }: DeliveryOptions,
	read: ReadParameter,
): ReadParameter {
	if (testRuns !== 'instead' || effectOf(operation) !== 'send' || !isTestRun(caller)) return read;
	if (!testNumber)
		throw new WrongValue(
			'enter the number that gets the messages of test runs',
			'Test Number',
			'Add the option "Test Number", or choose something else for "In Test Runs"',
		);
	const instead = (provider.recipientParameters ?? toField)(testNumber);
	const fields = new Map((operation.fields ?? []).map((field) => [field.name, field]));
	if (!Object.keys(instead).some((name) => fields.has(name)))
		throw new WrongValue(
			'this operation has no recipient that a test number could replace',
			'In Test Runs',
			'Choose "Do Not Send" or "Send"',
		);
	const values = Object.fromEntries(
		Object.entries(instead).map(([name, value]) => [
			name,
			fields.get(name)?.type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value,
		]),
	);
	return (name, fallback) => (name in values ? values[name] : read(name, fallback));
}
