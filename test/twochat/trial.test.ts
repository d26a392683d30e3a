/** A trial account of 2Chat may send 10 messages a minute: more go out by themselves, in order. */
import type { IDataObject } from 'n8n-workflow';

import { MessagingTwoChatApi } from '../../credentials/MessagingTwoChatApi.credentials';
import { useClock } from '../../engine/http/clock';
import { TwoChat } from '../../nodes/TwoChat/TwoChat.node';
import { sandboxCredential } from '../../sandbox/credentials';
import { TWOCHAT_NUMBERS } from '../../sandbox/twochat';
import { virtualClock, type VirtualClock } from '../engine/virtualClock';
import { byId, runNode } from '../harness/n8n';
import { useSandbox } from '../sandbox/helpers';

let clock: VirtualClock = virtualClock(0);
let day = Date.parse('2026-06-01T00:00:00Z');
const test$ = useSandbox({ providers: ['twochat'], now: () => new Date(clock.now()) });

let restore = () => {};
beforeEach(() => {
	day += 86_400_000;
	clock = virtualClock(day);
	restore = useClock(clock);
	test$.sandbox.reset();
	test$.sandbox.happen('twochat', 'account.changed', { on_trial: true });
});
afterEach(() => restore());

const run = async (count: number, options: IDataObject, to: string) =>
	await runNode({
		node: new TwoChat(),
		executionId: `trial-${day}`,
		credential: {
			type: new MessagingTwoChatApi(),
			data: sandboxCredential('messagingTwoChatApi', test$.sandbox),
		},
		parameters: {
			resource: 'message',
			operation: 'sendText',
			fromNumber: byId(TWOCHAT_NUMBERS[0]),
			sendTo: 'number',
			toNumber: to,
			text: '={{ $json.text }}',
			options,
		},
		items: Array.from({ length: count }, (_, index) => ({
			json: { text: `Message ${index + 1}`, phone: `+91987654${1000 + index}` },
		})),
	});

const arrived = () =>
	test$.sandbox.received
		.filter(({ operationId, tookEffect }) => operationId === 'sendMessage' && tookEffect)
		.map(({ body }) => (body as IDataObject).text);
const wanted = Array.from({ length: 30 }, (_, index) => `Message ${index + 1}`);

/** The most messages that were taken within any minute. */
function busiestMinute(): number {
	const times = test$.sandbox.received
		.filter(({ tookEffect }) => tookEffect)
		.map(({ time }) => Date.parse(time));
	return Math.max(
		...times.map((start) => times.filter((time) => time >= start && time < start + 60_000).length),
	);
}

test.each<[string, IDataObject]>([
	['one after the other', { concurrency: 1 }],
	['paced as the hint says', { concurrency: 1, perMinute: 10 }],
])('thirty messages, %s, all arrive in order and none twice', async (_name, options) => {
	const start = clock.now();
	const { items, error } = await run(30, options, '={{ $json.phone }}');
	expect(error).toBeUndefined();
	expect(arrived()).toEqual(wanted);
	expect(items.map(({ json }) => json.success)).toEqual(wanted.map(() => true));
	expect(items.map(({ pairedItem }) => pairedItem)).toEqual(wanted.map((_, item) => ({ item })));
	expect(busiestMinute()).toBeLessThanOrEqual(10);
	const minutes = (clock.now() - start) / 60_000;
	expect(minutes).toBeGreaterThanOrEqual(2);
	expect(minutes).toBeLessThan(6);
});

test('with the standard options those to one person keep their order', async () => {
	const { items, error } = await run(30, {}, '+919876543210');
	expect(error).toBeUndefined();
	expect(items).toHaveLength(30);
	expect(arrived()).toEqual(wanted);
});

test('with the standard options those to many people all arrive', async () => {
	const { items, error } = await run(30, {}, '={{ $json.phone }}');
	expect(error).toBeUndefined();
	expect(items).toHaveLength(30);
	expect([...arrived()].sort()).toEqual([...wanted].sort());
});

test('the pace of the hint keeps clear of the limit', async () => {
	await run(12, { concurrency: 1, perMinute: 10 }, '={{ $json.phone }}');
	expect(test$.sandbox.received.filter(({ status }) => status === 429)).toEqual([]);
});
