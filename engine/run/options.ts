/** The node's own options: how many at once, how fast, how patient. One property for all operations. */
import type { INodeProperties } from 'n8n-workflow';

import type { Provider } from '../define/types';
import { isObject } from '../define/values';

/** Times in milliseconds. */
export interface DeliveryOptions {
	concurrency: number;
	/** Sends per minute and credential; 0 is as fast as the provider answers. */
	perMinute: number;
	/** Total waiting for one item in retries. */
	maxWait: number;
	timeout: number;
}

const DEFAULTS: DeliveryOptions = {
	concurrency: 5,
	perMinute: 0,
	maxWait: 300_000,
	timeout: 60_000,
};

export function deliveryOptions(provider: Provider): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Concurrency',
				name: 'concurrency',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 50 },
				default: DEFAULTS.concurrency,
				description:
					'How many items to process at the same time, from 1 to 50. Messages to the same recipient always go out one after the other.',
			},
			{
				displayName: 'Max Retry Wait (Seconds)',
				name: 'maxWait',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: DEFAULTS.maxWait / 1000,
				description:
					'How long one request may spend waiting for retries in total, for example when the provider asks to slow down. Set to 0 to fail right away.',
			},
			{
				displayName: 'Pace (Messages per Minute)',
				name: 'perMinute',
				placeholder: 'e.g. 30',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description:
					'The maximum number of messages to send per minute with this credential, counted across all workflows of this n8n process. In queue mode, each worker counts on its own. Set to 0 for no limit.',
				...(provider.paceHint ? { hint: provider.paceHint } : {}),
			},
			{
				displayName: 'Timeout (Seconds)',
				name: 'timeout',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: DEFAULTS.timeout / 1000,
				description:
					'How long to wait for the provider to respond to a request. Uploads get extra time, depending on their size.',
			},
		],
	};
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
	};
}
