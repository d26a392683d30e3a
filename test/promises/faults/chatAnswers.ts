/** Send and Wait: answers in the chat. */
import type { Fault } from '../fault';

const tests = ['test/wait/chat.test.ts'];
const answer = 'engine/wait/answer.ts';
const passing = 'engine/trigger/chatAnswers.ts';

export const CHAT_ANSWERS: Fault[] = [
	{
		promise: 'A tap starts no workflow',
		file: passing,
		find: 'if (!answer || !(await passOnce(context, spec, entry.event, answer))) left.push(entry);',
		replace:
			'if (answer) await passOnce(context, spec, entry.event, answer);\n\t\tleft.push(entry);',
		tests,
	},
	{
		promise: 'A tap that n8n could not take is delivered again',
		file: passing,
		find: 'if (answer.statusCode >= 500)',
		replace: 'if (answer.statusCode >= 600)',
		tests,
	},
	{
		promise: 'Own messages are no answers',
		file: passing,
		find: 'entry.event.fromMe ? undefined : await answerIn',
		replace: 'await answerIn',
		tests,
	},
	{
		promise: 'Only those who may answer do',
		file: answer,
		find: 'if (question.only && !question.only.includes(phone))',
		replace: 'if (question.only && !phone)',
		tests,
	},
	{
		promise: "The address in a button's ID takes no answer without a tap",
		file: answer,
		find: 'isObject(body.responder) ? body.responder : undefined;',
		replace: 'isObject(body.responder) ? body.responder : {};',
		tests,
	},
	{
		promise: 'Where nobody listens, the message has a link as well',
		file: 'engine/wait/run.ts',
		find: 'const withPage = ask.offersPage && !listening;',
		replace: 'const withPage = false;',
		tests,
	},
	{
		promise: 'A written reply counts only with the proof of a trigger',
		file: answer,
		find: 'if (!sameText(proof, proofOf(',
		replace: 'if (!sameText(proof, String(proof) || proofOf(',
		tests,
	},
	{
		promise: 'A written reply that answers nothing is a message like others',
		file: passing,
		find: 'const isAnswer = isTap || taken === true ||',
		replace: 'const isAnswer = isTap || answer.statusCode < 500 ||',
		tests,
	},
	{
		promise: 'A written reply that several triggers bring counts once and starts none of them',
		file: passing,
		find: 'if (known) return await known;',
		replace: '',
		tests,
	},
	{
		promise: 'A tap after the time limit comes too late',
		file: answer,
		find: 'if (question.until !== undefined && clock.now() >= question.until)',
		replace: 'if (!isChat && question.until !== undefined && clock.now() >= question.until)',
		tests,
	},
	{
		promise: 'A quoted link leads to questions of this n8n only',
		file: 'engine/trigger/token.ts',
		find: '^\\/\\d+\\/[\\w-]{1,64}\\?',
		replace: '^\\/.*\\?',
		tests,
	},
	{
		promise: 'A restriction under which nobody could answer is refused',
		file: 'engine/wait/send.ts',
		find: 'checkRestriction(values, map);',
		replace: '',
		tests,
	},
	{
		promise: '2Chat: taps of another number do not count as heard',
		file: 'nodes/TwoChat/wait.ts',
		find: '=== sender',
		replace: '!== undefined',
		tests,
	},
	{
		promise: 'A token leads nowhere else',
		file: 'engine/trigger/token.ts',
		find: '([\\\\w-]{1,64})',
		replace: '(.{1,64}?)',
		tests,
	},
];
