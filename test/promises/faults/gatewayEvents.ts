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
		promise: 'Only the chosen gateways are used, in the order in which they were chosen',
		file: run,
		find: 'const isWanted = ({ value }: GatewayMap) => !wanted.length || wanted.includes(value);',
		replace: 'const isWanted = (_map: GatewayMap) => true;',
		tests,
	},
];
