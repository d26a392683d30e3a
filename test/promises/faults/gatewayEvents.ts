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
];
