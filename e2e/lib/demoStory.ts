/** What the demo expects to hear from the providers, and what customers do meanwhile. */
import type { IDataObject } from 'n8n-workflow';
import isMatch from 'lodash/isMatch';
import type { Sandbox } from './sandbox';

/** Any of the fields of an event. */
type Expected = { provider?: string; event?: string; providerEvent?: string };

const GATEWAYS = ['Whapi.Cloud', 'Wapio', '2Chat'];

/** What each listening demo workflow must get: events that have at least these values. */
const EXPECTED: Record<string, readonly Expected[]> = {
	'demo-gateways-trigger.json': GATEWAYS.flatMap((provider) => [
		{ provider, event: 'message.status' },
		{ provider, event: 'message.received' },
	]),
	'demo-myoperator-trigger.json': [
		'message.sent',
		'message.delivered',
		'message.read',
		'message.received',
		'call.initiated',
		'call.dial_begin',
		'call.answered',
		'call.end',
		'call.summary',
	].map((providerEvent) => ({ providerEvent })),
};

/** Expected events that are not among those received; throws for a file that expects nothing. */
export function missingEvents(file: string, received: readonly IDataObject[]): string[] {
	const expected = EXPECTED[file];
	if (!expected) throw new Error(`${file} listens, but what it should hear is not written down`);
	return expected
		.filter((event) => !received.some((got) => isMatch(got, event)))
		.map((event) => Object.values(event).join(' '));
}

/** What no workflow can start: a customer answers, to the number of each provider. */
export function happenAtProviders(sandbox: Sandbox): void {
	const answer = { from: '919876543210', name: 'Asha Rao', text: 'Thank you, it has arrived!' };
	for (const provider of ['myoperator', 'whapi', 'wapio', 'twochat'] as const)
		sandbox.happen(provider, 'message.received', answer);
}
