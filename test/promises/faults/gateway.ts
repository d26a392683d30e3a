/** The next gateway is used only if it is certain that the previous one sent nothing. */
import type { Fault } from '../fault';

const tests = ['test/gateway/failover.test.ts'];

export const GATEWAY: Fault[] = [
	{
		promise: 'No second gateway sends after an unknown fate',
		file: 'engine/gateway/run.ts',
		find: "error instanceof Failure ? error.fate !== 'unknown' :",
		replace: 'error instanceof Failure ? true :',
		tests,
	},
	{
		promise: 'The next gateway sends what the one before refused',
		file: 'engine/gateway/run.ts',
		find: "error instanceof Failure ? error.fate !== 'unknown' :",
		replace: "error instanceof Failure ? error.fate === 'notSent' :",
		tests,
	},
	{
		promise: 'Gateways are tried in the order that the node names',
		file: 'engine/gateway/run.ts',
		find: '.sort((a, b) => a.rank - b.rank)',
		replace: '',
		tests,
	},
	{
		promise: "A gateway that can't do it is skipped",
		file: 'engine/gateway/run.ts',
		find: "if (!mapped) throw new WrongValue(`${provider.name} can't do this; these can: ${able}`);",
		replace: "if (!mapped) throw new Error(`${provider.name} can't do this; these can: ${able}`);",
		tests,
	},
	{
		promise: 'If there is another gateway, the first one is not retried for minutes',
		file: 'engine/gateway/run.ts',
		find: 'hasNext ? Math.min(maxWait, WAIT_BEFORE_NEXT) : maxWait',
		replace: 'maxWait',
		tests,
	},
	{
		promise: 'The error has the answer of each gateway',
		file: 'engine/gateway/run.ts',
		find: 'if (tried.length > 1) {',
		replace: 'if (tried.length < 1) {',
		tests,
	},
	{
		promise: "A credential that can't be opened does not stop the other gateways",
		file: 'engine/gateway/run.ts',
		find: 'await session().catch(() => undefined);',
		replace: 'await session();',
		tests: ['test/gateway/failover.test.ts'],
		only: "can't be opened",
	},
	{
		promise: "After a credential that can't be opened the next gateway has its turn",
		file: 'engine/gateway/run.ts',
		find: 'if (!session || isCertain(error)) continue;',
		replace: 'if (session && isCertain(error)) continue;',
		tests: ['test/gateway/failover.test.ts'],
		only: "can't be opened",
	},
];
