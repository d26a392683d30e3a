/** The MyOperator nodes against the sandbox: one server for a test file. */
import { MessagingMyOperatorApi } from '../../credentials/MessagingMyOperatorApi.credentials';
import { MyOperator } from '../../nodes/MyOperator/MyOperator.node';
import { type Sandbox, startSandbox } from '../../sandbox';
import { sandboxCredential } from '../../sandbox/credentials';
import { MYOPERATOR_NUMBERS } from '../../sandbox/myoperator';
import { type Runner, runnerOf } from '../harness/bench';
import { byId } from '../harness/n8n';

export { byId };

export interface Bench extends Runner {
	sandbox: Sandbox;
}

export const sender = byId(MYOPERATOR_NUMBERS[0].phoneNumberId);

/** Registers the hooks of the test file. */
export function myOperatorBench(): Bench {
	const type = new MessagingMyOperatorApi();
	// The hook sets `sandbox`.
	const bench = runnerOf({
		node: new MyOperator(),
		credential: () => ({ type, data: sandboxCredential(type.name, bench.sandbox) }),
	}) as Bench;
	beforeAll(async () => {
		bench.sandbox = await startSandbox({ providers: ['myoperator'], stageMs: 1 });
	});
	afterAll(async () => await bench.sandbox.stop());
	beforeEach(() => bench.sandbox.reset());
	return bench;
}
