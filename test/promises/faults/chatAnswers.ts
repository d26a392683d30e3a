/** Send and Wait: answers in the chat. */
import type { Fault } from '../fault';

const tests = ['test/wait/chat.test.ts'];
const answer = 'engine/wait/answer.ts';
const passing = 'engine/trigger/chatAnswers.ts';

export const CHAT_ANSWERS: Fault[] = [
	{
		promise: 'A tap starts no workflow',
		file: passing,
		find: 'if (address) await passOn(context, spec, entry.event, address);\n\t\telse left.push(entry);',
		replace:
			'if (address) await passOn(context, spec, entry.event, address);\n\t\tleft.push(entry);',
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
		find: 'id && !entry.event.fromMe ?',
		replace: 'id ?',
		tests,
	},
	{
		promise: 'Only those who may answer do',
		file: answer,
		find: 'if (question.only && !question.only.includes(phone)) {',
		replace: 'if (question.only && !phone) {',
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
		promise: 'A token leads nowhere else',
		file: 'engine/trigger/token.ts',
		find: '([\\\\w-]{1,64})',
		replace: '(.{1,64}?)',
		tests,
	},
];
