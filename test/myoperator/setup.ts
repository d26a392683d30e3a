/** The MyOperator nodes against the sandbox: one server for a test file. */
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';

import { MessagingMyOperatorApi } from '../../credentials/MessagingMyOperatorApi.credentials';
import { MyOperator } from '../../nodes/MyOperator/MyOperator.node';
import { type Sandbox, startSandbox } from '../../sandbox';
import { sandboxCredential } from '../../sandbox/credentials';
import { MYOPERATOR_NUMBERS } from '../../sandbox/myoperator';
import { byId, type NodeResult, runNode } from '../harness/n8n';

export { byId };

export interface Bench {
	sandbox: Sandbox;
	run: (
		resource: string,
		operation: string,
		parameters?: IDataObject,
		more?: { items?: INodeExecutionData[]; settings?: Partial<INode>; credential?: IDataObject },
	) => Promise<NodeResult>;
}

export const sender = byId(MYOPERATOR_NUMBERS[0].phoneNumberId);

/** Registers the hooks of the test file. */
export function myOperatorBench(): Bench {
	const node = new MyOperator();
	const type = new MessagingMyOperatorApi();
	let execution = 0;
	const bench: Bench = {
		sandbox: undefined as unknown as Sandbox,
		run: async (resource, operation, parameters = {}, more = {}) =>
			await runNode({
				node,
				parameters: { resource, operation, ...parameters },
				items: more.items,
				settings: more.settings,
				executionId: `myoperator-${++execution}`,
				credential: {
					type,
					data: { ...sandboxCredential(type.name, bench.sandbox), ...more.credential } as never,
				},
			}),
	};
	beforeAll(async () => {
		bench.sandbox = await startSandbox({ providers: ['myoperator'], stageMs: 1 });
	});
	afterAll(async () => await bench.sandbox.stop());
	beforeEach(() => bench.sandbox.reset());
	return bench;
}
