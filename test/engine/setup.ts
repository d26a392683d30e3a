/** The bench of the made-up provider, for all tests of the engine. */
import type { INodeExecutionData } from 'n8n-workflow';

import { type Bench, useBench } from '../harness/bench';
import { Probe, probeApi } from './probe';

/** Registers the hooks of the test file. Its operations belong to one resource, so tests leave that out. */
export const engineBench = (): Bench =>
	useBench({
		node: new Probe(),
		resource: 'thing',
		credential: (baseUrl) => ({ type: probeApi, data: { key: 'very-secret-key', baseUrl } }),
	});

/** Items with a phone number each. */
export const numbers = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({
		json: { phone: `9198765${String(index).padStart(5, '0')}`, index },
	}));
