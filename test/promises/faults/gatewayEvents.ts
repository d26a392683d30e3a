/** The Messaging Gateway: answers to events. */
import type { Fault } from '../fault';

const tests = ['test/gateway/events.test.ts'];
const run = 'engine/gateway/run.ts';

export const GATEWAY_EVENTS: Fault[] = [
	{
		promise: 'A reply goes through the gateway that the message came to',
		file: run,
		find: 'const chosen = gateways.filter(({ value }) => value === map.value);',
		replace: 'const chosen = gateways;',
		tests,
	},
	{
		promise: 'Gateways are tried in the order in which they were chosen',
		file: run,
		find: ': wanted.indexOf(value);',
		replace: ': maps.length;',
		tests,
	},
	{
		promise: 'The editor shows every choice of the form',
		file: 'nodes/MessagingGateway/MessagingGateway.node.ts',
		find: "show: { '/gateways': [value] }",
		replace: 'show: { gateways: [value] }',
		tests: ['test/structure/hiddenFields.test.ts'],
	},
	{
		promise: 'Download Media brings the file of each message of a burst',
		file: 'engine/gateway/files.ts',
		find: 'event.messages?.map(',
		replace: 'event.messages?.slice(-1).map(',
		tests,
	},
	{
		promise: 'Download Media refuses local addresses unless allowed',
		file: 'engine/gateway/files.ts',
		find: 'maxFileSize, localFiles, timeout',
		replace: 'maxFileSize, localFiles: true, timeout',
		tests,
	},
];
