/** Send Once, test runs, and the reasons of failures. */
import type { Fault } from '../fault';

const tests = ['test/engine/once.test.ts'];
const runs = ['test/engine/testRuns.test.ts'];
const store = 'engine/once/store.ts';
const once = 'engine/once/once.ts';

export const ONCE: Fault[] = [
	{
		promise: 'Send Once: what was refused is forgotten',
		file: once,
		find: "if (outcome === 'free') release(row, key);",
		replace: '',
		tests,
	},
	{
		promise: 'Send Once: what was taken is told from what may have been',
		file: once,
		find: "if (outcome === 'sent') confirm(row, key);",
		replace: '',
		tests,
	},
	{
		promise: 'Send Once: executions of one process wait for each other',
		file: once,
		find: "if (outcome !== 'free') return { before: outcome, settle: () => {} };",
		replace: 'return { before: outcome as never, settle: () => {} };',
		tests,
	},
	{
		promise: 'Send Once: looking at a message that was sent does not put it in doubt',
		file: store,
		find: 'row.obsolete.push(...sent.map(open));',
		replace: '',
		tests,
	},
	{
		promise: 'Send Once: what is asked in the same moment is asked in one call',
		file: store,
		find: 'const questions = row.questions.splice(0);',
		replace: 'const questions = row.questions.splice(0, 1);',
		tests,
		only: 'share the calls',
	},
	{
		promise: 'Send Once: each message is noted once in a call',
		file: store,
		find: 'const noted = new Set([',
		replace: 'const noted = Array.from([',
		tests,
	},
	{
		promise: 'Send Once: nothing goes out that could not be noted',
		file: 'engine/run/items.ts',
		find: 'grant = await asked;',
		replace: 'grant = await asked?.catch(() => undefined);',
		tests,
	},
	{
		promise: 'Send Once: what was reserved and not sent is given back',
		file: 'engine/run/items.ts',
		find: 'await state.ahead?.close();',
		replace: '',
		tests,
		only: 'stops the run',
	},
	{
		promise: 'In Test Runs: "Do Not Send" sends nothing',
		file: 'engine/item/context.ts',
		find: "preview: isTestRun(caller) && options.testRuns === 'skip',",
		replace: 'preview: false,',
		tests: runs,
	},
	{
		promise: 'In Test Runs: the test number takes the place of the recipient',
		file: 'engine/run/testRuns.ts',
		find: '(name in values ? values[name] : read(name, fallback))',
		replace: 'read(name, fallback)',
		tests: runs,
	},
	{
		promise: 'In Test Runs: they do not count as sent',
		file: 'engine/run/options.ts',
		find: "isTestRun(caller) && testRuns !== 'send' ? undefined : once",
		replace: 'once',
		tests: runs,
	},
	{
		promise: 'In Test Runs: the text of a template is filled in',
		file: 'engine/define/templateText.ts',
		find: 'return value === undefined ? whole : String(value);',
		replace: 'return whole;',
		tests: ['test/myoperator/testRuns.test.ts'],
	},
	{
		promise: 'Every failure has a reason out of one list',
		file: 'engine/http/reasonOf.ts',
		find: 'reasonSaid(problem) ??',
		replace: '',
		tests: ['test/structure/reasons.test.ts'],
	},
];
