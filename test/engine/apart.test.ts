/** What holds back messages holds up neither the editor's lists nor the registration of triggers. */
import type { IExecuteFunctions, IHookFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

import { listSearches } from '../../engine/editor/lists';
import { useClock } from '../../engine/http/clock';
import { close, enter } from '../../engine/http/pace';
import { Patience } from '../../engine/http/patience';
import { gateOf, openSession } from '../../engine/http/session';
import { callProvider } from '../../engine/trigger/register';
import { probe } from './probe';
import { type VirtualClock, virtualClock } from './virtualClock';

let clock: VirtualClock;
let restore = () => {};
const caller = {
	getNode: () => ({
		id: 'n1',
		name: 'Node',
		credentials: { probeApi: { id: 'apart', name: 'A' } },
	}),
	getCredentials: async () => ({ key: 'very-secret-key', baseUrl: 'https://api.example.com' }),
	getCurrentNodeParameter: () => undefined,
	helpers: {
		httpRequestWithAuthentication: async () => ({ statusCode: 200, headers: {}, body: '[]' }),
	},
};

beforeEach(async () => {
	clock = virtualClock(Date.parse('2031-01-01'));
	restore = useClock(clock);
	const messages = gateOf(await openSession(caller as unknown as IExecuteFunctions, probe, 1_000));
	const patience = new Patience(0);
	await enter(messages, { run: {}, isMessage: true, perMinute: 1, patience });
	close(messages, 3_600_000);
});
afterEach(() => restore());

test('the registration of a trigger', async () => {
	await callProvider(caller as unknown as IHookFunctions, probe, { path: '/hooks' });
	expect(clock.waits).toEqual([]);
});

test('a list of the editor', async () => {
	const { things } = listSearches(probe, {
		things: { path: '/things', entry: () => ({ name: 'a', value: 'a' }) },
	});
	await things?.call(caller as unknown as ILoadOptionsFunctions);
	expect(clock.waits).toEqual([]);
});
