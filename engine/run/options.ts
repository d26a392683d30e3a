/** The node's own options: how many at once, how fast, how patient. One property for all operations. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { effectOf } from '../define/defaults';
import type { Operation, Provider } from '../define/types';
import { isObject } from '../define/values';
import type { Session } from '../http/session';
import { type DeliveryOptions, isTestRun } from '../item/context';

const DEFAULTS: DeliveryOptions = {
	concurrency: 5,
	perMinute: 0,
	maxWait: 300_000,
	timeout: 60_000,
	vary: 0,
	testRuns: 'send',
	testNumber: '',
};

const TEST_RUN_VALUES = ['send', 'skip', 'instead'] as const;

const CONCURRENCY: INodeProperties = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50 },
	default: DEFAULTS.concurrency,
	description: 'How many items at the same time, from 1 to 50',
};

/** A text and not a list: some 250 countries would be repeated for every operation. */
const COUNTRY: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'string',
	default: '',
	placeholder: 'e.g. IN',
	description: 'Two letters, for numbers without country code',
};

const MAX_WAIT: INodeProperties = {
	displayName: 'Max Retry Wait (Seconds)',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULTS.maxWait / 1000,
	description: 'Most time that retries may take; 0: none',
};

const PACE: INodeProperties = {
	displayName: 'Pace (Messages per Minute)',
	name: 'perMinute',
	placeholder: 'e.g. 30',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 0,
	description: 'Most messages per minute with this credential',
};

const TIMEOUT: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULTS.timeout / 1000,
	description: 'Most time of a request',
};

const SEND_ONCE: INodeProperties = {
	displayName: 'Send Once',
	name: 'sendOnce',
	type: 'options',
	options: [
		{ name: 'Per Node', value: 'node' },
		{ name: 'Per Workflow', value: 'workflow' },
	],
	default: 'node',
	description: 'Leaves out what was sent before (of the last 20,000 messages)',
};

const ONCE_KEY: INodeProperties = {
	displayName: 'Send Once Key',
	name: 'sendOnceKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. spring-sale {{ $json.ID }}',
	description: 'What makes a message the same; default: recipient and content',
};

const TEST_RUNS: INodeProperties = {
	displayName: 'In Test Runs',
	name: 'testRuns',
	type: 'options',
	options: [
		{ name: 'Do Not Send', value: 'skip' },
		{ name: 'Send', value: 'send' },
		{ name: 'Send to Test Number Instead', value: 'instead' },
	],
	default: 'skip',
	description: 'What to do in runs from the editor',
};

const TEST_NUMBER: INodeProperties = {
	displayName: 'Test Number',
	name: 'testNumber',
	type: 'string',
	default: '',
	placeholder: 'e.g. +15550100123',
	description: 'Who gets the messages of test runs',
};

const VARY: INodeProperties = {
	displayName: 'Vary Pace By (Percent)',
	name: 'vary',
	placeholder: 'e.g. 30',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 90 },
	default: 0,
	description: 'How much the pauses of the pace differ',
};

/** It sends something to somebody. */
function isMessage(provider: Provider, operation: Operation): boolean {
	const names = Object.keys(provider.recipientParameters?.('') ?? { to: '' });
	const fields = operation.fields ?? [];
	return effectOf(operation) === 'send' && fields.some(({ name }) => names.includes(name));
}

/**
 * The node's options, in two versions: what concerns messages is offered only where some are sent. n8n repeats
 * them for every operation in what it hands to models, so their texts are short; docs/delivery.md has
 * the rest.
 */
export function deliveryOptions(provider: Provider): INodeProperties[] {
	const operations = provider.resources.flatMap((resource) => resource.operations);
	const sends = new Set(
		operations.filter((one) => isMessage(provider, one)).map(({ value }) => value),
	);
	const others = new Set(operations.map(({ value }) => value).filter((value) => !sends.has(value)));
	// The node that chooses among gateways has it as a field of each item.
	const country = provider.credential ? [COUNTRY] : [];
	const pace = { ...PACE, ...(provider.paceHint ? { hint: provider.paceHint } : {}) };
	const shownFor = (values: Set<string>, options: INodeProperties[]): INodeProperties => ({
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: { operation: [...values] } },
		options,
	});
	return [
		...(sends.size
			? [
					shownFor(sends, [
						CONCURRENCY,
						...country,
						TEST_RUNS,
						MAX_WAIT,
						pace,
						SEND_ONCE,
						ONCE_KEY,
						TEST_NUMBER,
						TIMEOUT,
						VARY,
					]),
				]
			: []),
		...(others.size ? [shownFor(others, [CONCURRENCY, ...country, MAX_WAIT, TIMEOUT])] : []),
	];
}

/** The options as entered, with defaults; nonsense values fall back to the nearest sensible one. */
export function readDeliveryOptions(raw: unknown): DeliveryOptions {
	const given = isObject(raw) ? raw : {};
	const number = (name: string, fallback: number) => {
		const value = Number(given[name]);
		return given[name] === undefined || !Number.isFinite(value) ? fallback : value;
	};
	return {
		concurrency: Math.min(50, Math.max(1, Math.floor(number('concurrency', DEFAULTS.concurrency)))),
		perMinute: Math.max(0, number('perMinute', DEFAULTS.perMinute)),
		maxWait: Math.max(0, number('maxWait', DEFAULTS.maxWait / 1000)) * 1000,
		timeout: Math.max(1, number('timeout', DEFAULTS.timeout / 1000)) * 1000,
		vary: Math.min(90, Math.max(0, number('vary', 0))) / 100,
		// A key alone says what is wanted, too.
		...(given.sendOnce === undefined && !given.sendOnceKey
			? {}
			: { once: given.sendOnce === 'workflow' ? ('workflow' as const) : ('node' as const) }),
		testRuns: TEST_RUN_VALUES.find((one) => one === given.testRuns) ?? 'send',
		testNumber: String(given.testNumber ?? '').trim(),
		...(given.defaultCountry === undefined ? {} : { country: String(given.defaultCountry) }),
	};
}

/** Where "Send Once" remembers; test runs that send nothing, or to somebody else, do not count. */
export const onceScope = (caller: IExecuteFunctions, { once, testRuns }: DeliveryOptions) =>
	isTestRun(caller) && testRuns !== 'send' ? undefined : once;

/** The country in which phone numbers without country code are read: the node's, or the credential's. */
export const countryFor = ({ country }: DeliveryOptions, { credential }: Session): string =>
	country ?? String(credential.data?.defaultCountry ?? '');
