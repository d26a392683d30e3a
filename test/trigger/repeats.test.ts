/** Which events are repeats: what n8n has taken, for a quarter of an hour, for each node by itself. */
import type { IWebhookFunctions } from 'n8n-workflow';

import { useClock } from '../../engine/http/clock';
import { forget, isFirst } from '../../engine/trigger/repeats';
import { type VirtualClock, virtualClock } from '../engine/virtualClock';
import { WebhookResponse } from '../harness/response';

let clock: VirtualClock;
let restore = () => {};
beforeEach(() => {
	clock = virtualClock(Date.parse('2026-05-04T09:00:00Z'));
	restore = useClock(clock);
});
afterEach(() => {
	restore();
	forget();
});

const MINUTE = 60_000;

const arrive = async (node: string, key: string, response: WebhookResponse) =>
	await isFirst(
		{
			getWorkflow: () => ({ id: 'w1' }),
			getNode: () => ({ id: node }),
			getMode: () => 'webhook',
			getResponseObject: () => response,
		} as unknown as IWebhookFunctions,
		key,
	);

/** A call with one event, which n8n answers at once. */
async function call(node: string, key: string, status = 200): Promise<boolean> {
	const response = new WebhookResponse();
	const first = await arrive(node, key, response);
	response.status(status).json({}).end();
	return first;
}

test('an event is known for 15 minutes, and new after that', async () => {
	expect(await call('a', 'e1')).toBe(true);
	clock.advance(15 * MINUTE);
	expect(await call('a', 'e1')).toBe(false);
	clock.advance(1);
	expect(await call('a', 'e1')).toBe(true);
});

test('each node has its own memory', async () => {
	expect(await call('a', 'e1')).toBe(true);
	expect(await call('b', 'e1')).toBe(true);
});

test('an event that comes twice in one call is one', async () => {
	const response = new WebhookResponse();
	expect(await arrive('a', 'e1', response)).toBe(true);
	expect(await arrive('a', 'e1', response)).toBe(false);
});

test.each([500, 503, 428])(
	'an event that n8n answers with %i is new when it comes again',
	async (status) => {
		expect(await call('a', 'e1', status)).toBe(true);
		expect(await call('a', 'e1', status)).toBe(true);
		expect(await call('a', 'e1')).toBe(true);
		expect(await call('a', 'e1')).toBe(false);
	},
);

test('of identical calls at once the second waits, and is a repeat if n8n takes the first', async () => {
	const response = new WebhookResponse();
	expect(await arrive('a', 'e1', response)).toBe(true);
	const second = call('a', 'e1');
	await clock.wait(3_000);
	response.status(200).json({}).end();
	expect(await second).toBe(false);
});

test('of identical calls at once the second goes through if n8n refuses the first', async () => {
	const response = new WebhookResponse();
	expect(await arrive('a', 'e1', response)).toBe(true);
	const second = call('a', 'e1');
	await clock.wait(3_000);
	response.status(500).json({}).end();
	expect(await second).toBe(true);
});

test('a call whose provider has hung up still counts if n8n took it', async () => {
	for (const [status, isNew] of [
		[200, false],
		[500, true],
	] as const) {
		const response = new WebhookResponse();
		expect(await arrive('a', `hung up/${status}`, response)).toBe(true);
		// Without a connection there is no "finish".
		response.status(status).json({});
		expect(await call('a', `hung up/${status}`)).toBe(isNew);
	}
});

test('a call that n8n never answers holds up the next one for seconds only', async () => {
	expect(await arrive('a', 'e1', new WebhookResponse())).toBe(true);
	const before = clock.now();
	expect(await call('a', 'e1')).toBe(true);
	expect(clock.now() - before).toBeLessThanOrEqual(10_000);
});

test('a call with many events adds one listener', async () => {
	const response = new WebhookResponse();
	for (let event = 0; event < 100; event++) await arrive('a', `e${event}`, response);
	expect(response.listenerCount('finish')).toBe(1);
	response.status(500).json({}).end();
	expect(await call('a', 'e99')).toBe(true);
});

test('of very many events the last ones are known', async () => {
	for (let event = 0; event < 50_500; event++) await call('a', `e${event}`);
	expect(await call('b', 'e0')).toBe(true);
	expect(await call('a', 'e50499')).toBe(false);
	expect(await call('a', 'e1000')).toBe(false);
	expect(await call('a', 'e0')).toBe(true);
});
