/** Combine Messages: a burst of messages of one chat starts the workflow once. */
import type { IDataObject } from 'n8n-workflow';

import { MessagingWhapiApi } from '../../credentials/MessagingWhapiApi.credentials';
import { useClock } from '../../engine/http/clock';
import { forget } from '../../engine/trigger/repeats';
import { WhapiTrigger } from '../../nodes/Whapi/WhapiTrigger.node';
import { type VirtualClock, virtualClock } from '../engine/virtualClock';
import { callWebhook, type TriggerSetup, type WebhookOutcome } from '../harness/webhook';
import { secretOf } from '../whapi/setup';

const ASHA = '919876543210';
const RAVI = '919876543211';

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

const setup = (options: IDataObject = { combineMessages: 2 }, isTest = false): TriggerSetup => ({
	node: new WhapiTrigger(),
	parameters: { events: ['messageReceived', 'messageStatus', 'messageSent'], options },
	credential: {
		type: new MessagingWhapiApi(),
		data: { token: 'channel-token', baseUrl: 'https://gate.example.com' },
	},
	staticData: {},
	isTest,
});

let count = 0;
const message = (text: string, from = ASHA, more: IDataObject = {}): IDataObject => ({
	id: `m${++count}`,
	from_me: false,
	type: 'text',
	chat_id: `${from}@s.whatsapp.net`,
	timestamp: Math.floor(clock.now() / 1000),
	text: { body: text },
	from,
	...more,
});

async function post(
	trigger: TriggerSetup,
	messages: IDataObject[],
	n8nAnswers?: number,
): Promise<WebhookOutcome> {
	return await callWebhook(trigger, {
		headers: { 'X-Webhook-Secret': await secretOf(trigger) },
		body: { messages, event: { type: 'messages', event: 'post' }, channel_id: 'NEBULA-R4T7K' },
		n8nAnswers,
	});
}

/** Posts one after the other, each so many milliseconds after the one before. */
async function posts(
	trigger: TriggerSetup,
	calls: Array<[after: number, message: IDataObject, n8nAnswers?: number]>,
): Promise<WebhookOutcome[]> {
	const outcomes: Array<Promise<WebhookOutcome>> = [];
	for (const [after, one, n8nAnswers] of calls) {
		if (after > 0) await clock.wait(after);
		outcomes.push(post(trigger, [one], n8nAnswers));
	}
	return await Promise.all(outcomes);
}

const started = (outcomes: WebhookOutcome[]) =>
	outcomes.flatMap(({ items }) => items?.map(({ json }) => json) ?? []);

test('three messages of one chat start the workflow once, with all texts in lines', async () => {
	const outcomes = await posts(setup(), [
		[0, message('Hi')],
		[400, message('I ordered a lamp')],
		[400, message('Where is it?')],
	]);
	const [event, ...more] = started(outcomes);
	expect(more).toEqual([]);
	expect(event).toMatchObject({
		chatInput: 'Hi\nI ordered a lamp\nWhere is it?',
		message: { text: 'Hi\nI ordered a lamp\nWhere is it?' },
		messages: [{ text: 'Hi' }, { text: 'I ordered a lamp' }, { text: 'Where is it?' }],
	});
	expect(outcomes.map(({ status }) => status)).toEqual([200, 200, 200]);
	expect(outcomes.map(({ answer }) => answer)).toEqual(Array(3).fill({ received: true }));
});

test('each chat has its own burst', async () => {
	const outcomes = await posts(setup(), [
		[0, message('Hi')],
		[100, message('Hello', RAVI)],
		[100, message('Anybody there?')],
	]);
	expect(started(outcomes).map(({ chatInput }) => chatInput)).toEqual([
		'Hi\nAnybody there?',
		'Hello',
	]);
});

test('one message alone starts the workflow after the window', async () => {
	const before = clock.now();
	const outcomes = await posts(setup(), [[0, message('Hi')]]);
	expect(started(outcomes)).toHaveLength(1);
	expect(clock.now() - before).toBeGreaterThanOrEqual(2_000);
});

test('a message after the window starts a burst of its own', async () => {
	const outcomes = await posts(setup(), [
		[0, message('Hi')],
		[2_300, message('Are you there?')],
	]);
	expect(started(outcomes).map(({ chatInput }) => chatInput)).toEqual(['Hi', 'Are you there?']);
});

test('a person who does not stop writing is answered after three windows', async () => {
	const calls = Array.from({ length: 8 }, (_, index): [number, IDataObject] => [
		index ? 1_000 : 0,
		message(`part ${index}`),
	]);
	const events = started(await posts(setup(), calls));
	expect(events).toHaveLength(2);
	expect(events.flatMap(({ messages }) => messages as IDataObject[])).toHaveLength(8);
});

test.each([2, 10])(
	'a message that is delivered again counts once, in %i seconds',
	async (seconds) => {
		const one = message('Hi');
		const events = started(
			await posts(setup({ combineMessages: seconds }), [
				[0, one],
				[300, one],
				[300, message('Hello?')],
			]),
		);
		expect(events).toHaveLength(1);
		expect(events[0]?.chatInput).toBe('Hi\nHello?');
	},
);

test('if n8n does not take the messages, no provider is told that it has', async () => {
	const first = message('Hi');
	const second = message('Where is it?');
	const trigger = setup();
	const outcomes = await posts(trigger, [
		[0, first, 500],
		[300, second],
	]);
	expect(outcomes.map(({ status }) => status >= 500)).toEqual([true, true]);
	const again = await posts(trigger, [
		[0, first],
		[300, second],
	]);
	expect(started(again).map(({ chatInput }) => chatInput)).toEqual(['Hi\nWhere is it?']);
});

test('own messages, statuses and nodes without the option do not wait', async () => {
	const before = clock.now();
	await posts(setup(), [[0, message('From the phone', ASHA, { from_me: true })]]);
	await posts(setup({}), [[0, message('Hi')]]);
	expect(clock.now() - before).toBeLessThan(100);
});

test('the test address combines too, apart from the production one', async () => {
	const production = setup();
	const listening = setup({ combineMessages: 2 }, true);
	const outcomes = await Promise.all([
		post(production, [message('Hi')]),
		post(listening, [message('Hi')]),
	]);
	expect(outcomes.map(({ items }) => items?.length)).toEqual([1, 1]);
});

test('several messages in one call are combined as well', async () => {
	const { items } = await post(setup(), [message('Hi'), message('Hello', RAVI), message('You?')]);
	expect(items?.map(({ json }) => json.chatInput)).toEqual(['Hi\nYou?', 'Hello']);
});
