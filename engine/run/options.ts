/** The node's own options: how many at once, how fast, how patient. One property for all operations. */
import type { INodeProperties } from 'n8n-workflow';

import { effectOf } from '../define/defaults';
import type { Provider } from '../define/types';
import { isObject } from '../define/values';
import type { Session } from '../http/session';
import type { DeliveryOptions } from '../item/context';

const DEFAULTS: DeliveryOptions = {
	concurrency: 5,
	perMinute: 0,
	maxWait: 300_000,
	timeout: 60_000,
};

const CONCURRENCY: INodeProperties = {
	displayName: 'Concurrency',
	name: 'concurrency',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50 },
	default: DEFAULTS.concurrency,
	description: 'How many items to work on at the same time, from 1 to 50',
};

/** A text and not a list: some 250 countries would be repeated for every operation. */
const COUNTRY: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'string',
	default: '',
	placeholder: 'e.g. IN',
	description: 'Two-letter code of the country for numbers without country code',
};

const MAX_WAIT: INodeProperties = {
	displayName: 'Max Retry Wait (Seconds)',
	name: 'maxWait',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: DEFAULTS.maxWait / 1000,
	description: 'Most time that retries may take. Set to 0 to fail right away.',
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
	description: 'How long to wait for a response',
};

/**
 * The node's options, in two versions: the pace is offered only where messages are sent. n8n repeats
 * them for every operation in what it hands to models, so their texts are short; docs/delivery.md has
 * the rest.
 */
export function deliveryOptions(provider: Provider): INodeProperties[] {
	const operations = provider.resources.flatMap((resource) => resource.operations);
	const sends = new Set(
		operations.filter((one) => effectOf(one) === 'send').map(({ value }) => value),
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
		...(sends.size ? [shownFor(sends, [CONCURRENCY, ...country, MAX_WAIT, pace, TIMEOUT])] : []),
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
		...(given.defaultCountry === undefined ? {} : { country: String(given.defaultCountry) }),
	};
}

/** The country in which phone numbers without country code are read: the node's, or the credential's. */
export const countryFor = ({ country }: DeliveryOptions, { credential }: Session): string =>
	country ?? String(credential.data?.defaultCountry ?? '');
