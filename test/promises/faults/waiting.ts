/** Send and Wait: only a person's button decides, once, in time. */
import type { Fault } from '../fault';

const tests = ['test/wait/wait.test.ts'];

export const WAITING: Fault[] = [
	{
		promise: 'Opening a link never decides anything',
		file: 'engine/wait/answer.ts',
		find: "if (caller.getRequestObject().method !== 'POST')",
		replace: "if (caller.getRequestObject().method !== 'POST' && meant === undefined)",
		tests,
	},
	{
		promise: 'A link with a changed answer is not valid',
		file: 'engine/wait/send.ts',
		find: 'url: caller.getSignedResumeUrl({ ask, ...parameters }),',
		replace:
			'url: `${caller.getSignedResumeUrl({ ask })}&${new URLSearchParams(parameters).toString()}`,',
		tests,
	},
	{
		promise: 'A link of an earlier question does not answer a new one',
		file: 'engine/wait/answer.ts',
		find: 'if (!question || ask !== question.ask) return say(caller, 410, ANSWERED);',
		replace: 'if (!question) return say(caller, 410, ANSWERED);',
		tests,
	},
	{
		promise: 'Each run has its own links',
		file: 'engine/wait/send.ts',
		find: 'String(caller.getWorkflowDataProxy(0).$runIndex as number);',
		replace: 'String(caller.getInputData().length - caller.getInputData().length);',
		tests,
	},
	{
		promise: 'An answer after the limit comes too late',
		file: 'engine/wait/answer.ts',
		find: 'if (question.until !== undefined && clock.now() >= question.until)',
		replace: 'if (question.until !== undefined && clock.now() > question.until)',
		tests,
	},
	{
		promise: 'The execution waits only until the limit',
		file: 'engine/wait/send.ts',
		find: 'question.until === undefined ? WAIT_INDEFINITELY : new Date(question.until),',
		replace: 'WAIT_INDEFINITELY,',
		tests,
	},
	{
		promise: 'A limit in the past is refused before the question is sent',
		file: 'engine/wait/limit.ts',
		find: 'if (until <= clock.now())',
		replace: 'if (until < 0)',
		tests,
	},
	{
		promise: 'The link decides, not what a form sends with it',
		file: 'engine/wait/answer.ts',
		find: 'const approved = meant ?? chosen;',
		replace: 'const approved = chosen ?? meant;',
		tests,
	},
	{
		promise: 'With "Approve Only" nobody can decline',
		file: 'engine/wait/answer.ts',
		find: 'if (approved === undefined || (!approved && question.decline === undefined))',
		replace: 'if (approved === undefined)',
		tests,
	},
	{
		promise: 'A second tap on the button sends nothing',
		file: 'engine/wait/page.ts',
		find: 'if(sent)event.preventDefault();sent=true',
		replace: 'if(sent)event.preventDefault()',
		tests,
	},
	{
		promise: 'With several items one message is sent',
		file: 'engine/wait/send.ts',
		find: '\t\tcount: 1,\n',
		replace: '',
		tests,
	},
	{
		promise: 'Texts of a message are escaped, never run',
		file: 'engine/wait/page.ts',
		find: 'const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`;',
		replace: 'const paragraph = (text: string) => `<p>${text}</p>`;',
		tests,
	},
	{
		promise: "A reviewer can read the tool's input",
		file: 'engine/wait/message.ts',
		find: "if (name !== 'message') return read(name, fallback);",
		replace: 'if (name) return read(name, fallback);',
		tests,
	},
];
