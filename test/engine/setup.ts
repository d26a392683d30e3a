/** One server and one way to run the made-up provider, for all tests of the engine. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { useClock } from '../../engine/http/clock';
import { type NodeResult, type NodeRun, runNode } from '../harness/n8n';
import { Probe, probeApi } from './probe';
import { type ScriptedServer, startScriptedServer } from './scriptedServer';
import { type VirtualClock, virtualClock } from './virtualClock';

export interface Bench extends ServerAndClock {
	run: (
		operation: string,
		parameters: IDataObject,
		items?: INodeExecutionData[],
		more?: Pick<NodeRun, 'settings' | 'started' | 'executionId'> & { key?: string },
	) => Promise<NodeResult>;
}

interface ServerAndClock {
	server: ScriptedServer;
	clock: VirtualClock;
}

/**
 * Registers the hooks that give a bench its server, one for the test file, and its clock, a new one
 * for each test.
 */
export function keepServerAndClock(bench: ServerAndClock, firstDay: string): void {
	let day = Date.parse(firstDay);
	let restore = () => {};
	beforeAll(async () => {
		bench.server = await startScriptedServer();
	});
	afterAll(async () => await bench.server.stop());
	beforeEach(() => {
		bench.server.reset();
		// Back-off and pace are remembered per credential: each test has a day of its own.
		day += 86_400_000;
		bench.clock = virtualClock(day);
		restore = useClock(bench.clock);
	});
	afterEach(() => restore());
}

/** Registers the hooks of the test file and gives the bench. */
export function engineBench(): Bench {
	const probe = new Probe();
	let execution = 0;
	const bench: Bench = {
		server: undefined as unknown as ScriptedServer,
		clock: undefined as unknown as VirtualClock,
		run: async (operation, parameters, items, more = {}) =>
			await runNode({
				node: probe,
				parameters: { resource: 'thing', operation, ...parameters },
				items,
				settings: more.settings,
				started: more.started,
				executionId: more.executionId ?? String(++execution),
				credential: {
					type: probeApi,
					data: { key: more.key ?? 'very-secret-key', baseUrl: bench.server.url },
				},
			}),
	};
	keepServerAndClock(bench, '2026-01-01');
	return bench;
}

/** Items with a phone number each. */
export const numbers = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({
		json: { phone: `9198765${String(index).padStart(5, '0')}`, index },
	}));
