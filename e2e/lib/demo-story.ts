/** What the demo expects to hear from the providers, and what customers do meanwhile. */
import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from './sandbox';

/** The providers' own names of the events that each listening demo workflow must get. */
const EXPECTED: Record<string, readonly string[]> = {
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
	],
};

/** Expected events that are not among those received; throws for a file that expects nothing. */
export function missingEvents(file: string, received: readonly IDataObject[]): string[] {
	const expected = EXPECTED[file];
	if (!expected) throw new Error(`${file} listens, but what it should hear is not written down`);
	const seen = new Set(received.map(({ providerEvent }) => providerEvent));
	return expected.filter((name) => !seen.has(name));
}

/** What no workflow can start: a customer answers. */
export function happenAtProviders(sandbox: Sandbox): void {
	sandbox.happen('myoperator', 'message.received', {
		from: '919876543210',
		name: 'Asha Rao',
		text: 'Thank you, it has arrived!',
	});
}
