/** The Wapio node against the sandbox: a message goes out once, whatever happens to the answer. */
import type { IDataObject, INode } from 'n8n-workflow';

import { MessagingWapioApi } from '../../credentials/MessagingWapioApi.credentials';
import { useClock } from '../../engine/http/clock';
import { Wapio } from '../../nodes/Wapio/Wapio.node';
import type { FaultRule } from '../../sandbox';
import { sandboxCredential } from '../../sandbox/credentials';
import { WAPIO_DEMO, WAPIO_PERSON, WAPIO_SESSION } from '../../sandbox/wapio';
import type { Message } from '../../sandbox/wapio/state';
import { type VirtualClock, virtualClock } from '../engine/virtualClock';
import { byId, type NodeResult, runNode } from '../harness/n8n';
import { useSandbox } from '../sandbox/helpers';

const test$ = useSandbox({ providers: ['wapio'] });

let execution = 0;

async function send(
	more: {
		items?: number;
		settings?: Partial<INode>;
		fields?: IDataObject;
		executionId?: string;
		token?: string;
	} = {},
): Promise<NodeResult> {
	return await runNode({
		node: new Wapio(),
		parameters: {
			resource: 'message',
			operation: 'sendText',
			session: byId(WAPIO_SESSION),
			to: byId(WAPIO_PERSON),
			text: '={{ "Message " + $itemIndex }}',
			...more.fields,
		},
		items: Array.from({ length: more.items ?? 1 }, () => ({ json: {} })),
		settings: more.settings,
		executionId: more.executionId ?? `wapio-delivery-${++execution}`,
		credential: {
			type: new MessagingWapioApi(),
			data: {
				...sandboxCredential('messagingWapioApi', test$.sandbox),
				...(more.token ? { token: more.token } : {}),
			},
		},
	});
}

const messages = (): Message[] => [...test$.sandbox.state('wapio').messages.values()];
const sends = () =>
	test$.sandbox.received.filter(({ operationId }) => operationId === 'sendMessage');
const keys = () => sends().map(({ headers }) => headers['idempotency-key']);

/** After the handler ran, its answer is lost. */
const LOST: Record<string, Omit<FaultRule, 'operationId' | 'times'>> = {
	'the connection breaks before the answer': { kind: 'resetAfterRead' },
	'half of the answer comes': { kind: 'truncatedJson' },
	'a gateway answers in its place': { kind: 'status', status: 502, effect: true },
	'an error page comes in its place': { kind: 'html', effect: true },
};
const lose = (fault: (typeof LOST)[string], times: number) =>
	test$.sandbox.faults.add({ ...fault, operationId: 'sendMessage', times });

/** n8n's own retry, and nothing of the node's: it gives up at the first trouble. */
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const GIVES_UP = { options: { maxWait: 0 } };

/** Waiting takes no time; how long it would have been stands in `waits`. */
let clock: VirtualClock;
let restore = () => {};
beforeEach(() => {
	clock = virtualClock(Date.now());
	restore = useClock(clock);
});
afterEach(() => restore());

describe.each(Object.entries(LOST))('%s', (_name, fault) => {
	test("n8n's retry gives exactly one message", async () => {
		lose(fault, 1);
		const { error, items } = await send({ settings: RETRY, fields: GIVES_UP });
		expect(error).toBeUndefined();
		expect(clock.waits).toEqual([]);
		await test$.sandbox.settled();
		const [message, ...others] = messages();
		expect(others).toEqual([]);
		expect(message).toMatchObject({ transmissions: 1, status: 'read' });
		expect(items[0]?.json).toMatchObject({ msgId: message?.id, status: 'queued' });
		expect(keys()).toHaveLength(2);
		expect(keys()[0]).toBeTruthy();
		expect(new Set(keys()).size).toBe(1);
	});

	test("the node's own retry gives exactly one message", async () => {
		lose(fault, 1);
		const { error } = await send();
		expect(error).toBeUndefined();
		expect(messages()).toHaveLength(1);
		expect(new Set(keys()).size).toBe(1);
		expect(sends()).toHaveLength(2);
	});

	test('without any retry there is one message, and the error says that it may be delivered', async () => {
		lose(fault, 1);
		const { error } = await send({ fields: GIVES_UP });
		expect(error?.message).toBe('Wapio did not confirm: it may have been delivered');
		expect(error?.description).toContain('"Retry On Fail" repeats it safely');
		expect(messages()).toHaveLength(1);
		expect(sends()).toHaveLength(1);
	});
});

test('lost twice, the third try still gives one message', async () => {
	lose({ kind: 'resetAfterRead' }, 2);
	const { error } = await send({ settings: RETRY, fields: GIVES_UP });
	expect(error).toBeUndefined();
	expect(sends()).toHaveLength(3);
	expect(messages()).toHaveLength(1);
});

test('of ten items, the two whose answers got lost are not sent twice by the retry', async () => {
	test$.sandbox.faults.add({
		kind: 'resetAfterRead',
		operationId: 'sendMessage',
		after: 3,
		times: 2,
	});
	const { error, items } = await send({ items: 10, settings: RETRY, fields: GIVES_UP });
	expect(error).toBeUndefined();
	expect(items).toHaveLength(10);
	await test$.sandbox.settled();
	expect(messages()).toHaveLength(10);
	expect(
		messages()
			.map(({ content }) => content.text)
			.sort(),
	).toEqual(Array.from({ length: 10 }, (_, index) => `Message ${index}`));
	for (const { transmissions } of messages()) expect(transmissions).toBe(1);
});

test('a request that never arrived is sent by the retry', async () => {
	lose({ kind: 'resetBeforeRead' }, 1);
	const { error } = await send({ settings: RETRY, fields: GIVES_UP });
	expect(error).toBeUndefined();
	expect(messages()).toHaveLength(1);
});

test('429 with Retry-After: the pause is made, and one message goes out', async () => {
	test$.sandbox.faults.add({
		kind: 'status',
		status: 429,
		retryAfter: 60,
		operationId: 'sendMessage',
		times: 1,
	});
	const started = clock.now();
	const { error } = await send();
	expect(error).toBeUndefined();
	expect(clock.now() - started).toBeGreaterThanOrEqual(60_000);
	expect(messages()).toHaveLength(1);
});

test('a key of one’s own protects across executions; another text with it is a conflict', async () => {
	const fields = { additionalFields: { idempotencyKey: 'order-1042' } };
	const first = await send({ fields });
	const second = await send({ fields });
	expect(second.items[0]?.json).toEqual(first.items[0]?.json);
	expect(messages()).toHaveLength(1);
	const other = await send({ fields: { ...fields, text: 'Another text' } });
	expect(other.error?.description).toMatch(/409/);
	expect(messages()).toHaveLength(1);
});

test('two executions are two messages', async () => {
	await send();
	await send();
	expect(messages()).toHaveLength(2);
	expect(new Set(keys()).size).toBe(2);
});

test('a session key sends without a session', async () => {
	const { error } = await send({ token: WAPIO_DEMO.sessionKey, fields: { session: byId('') } });
	expect(error).toBeUndefined();
	expect(messages()).toHaveLength(1);
});
