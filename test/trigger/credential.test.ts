/** The credential of a trigger is remembered for a moment, and never stands in a new secret's way. */
import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { useClock } from '../../engine/http/clock';
import { forgetCredential, triggerCredential } from '../../engine/trigger/credential';
import { virtualClock } from '../engine/virtualClock';

const clock = virtualClock(Date.parse('2026-05-04T09:00:00Z'));
let restore = () => {};
let secret = 'first';
let readings = 0;

const shared = (node: string) => ({
	getWorkflow: () => ({ id: 'w1' }),
	getNode: () => ({ id: node, credentials: { probeApi: { id: 'c1' } } }),
	getCredentials: async () => {
		readings++;
		return { secret };
	},
});
const call = (node = 'n1') =>
	({ ...shared(node), getRequestObject: () => ({}) }) as unknown as IWebhookFunctions;
const hook = () => shared('n1') as unknown as IHookFunctions;
const read = async (context: IWebhookFunctions | IHookFunctions) =>
	(await triggerCredential(context, 'probeApi')).secret;

beforeAll(() => {
	restore = useClock(clock);
});
afterAll(() => restore());
beforeEach(() => {
	secret = 'first';
	readings = 0;
	clock.advance(60_000);
});

test('many calls read it once', async () => {
	for (let index = 0; index < 20; index++) expect(await read(call())).toBe('first');
	expect(readings).toBe(1);
	expect(await read(call('n2'))).toBe('first');
	expect(readings).toBe(2);
});

test('after fifteen seconds it is read again', async () => {
	await read(call());
	secret = 'second';
	clock.advance(14_000);
	expect(await read(call())).toBe('first');
	clock.advance(2_000);
	expect(await read(call())).toBe('second');
});

test('after a call that does not pass it is read again at once', async () => {
	await read(call());
	secret = 'second';
	clock.advance(1_000);
	expect(forgetCredential(call(), 'probeApi')).toBe(true);
	expect(await read(call())).toBe('second');
	forgetCredential(call(), 'probeApi');
	expect(forgetCredential(call(), 'probeApi')).toBe(false);
});

test('a thousand forged calls in a second make it be read once', async () => {
	await read(call());
	for (let forged = 0; forged < 1_000; forged++) {
		clock.advance(1);
		forgetCredential(call(), 'probeApi');
		await read(call());
	}
	expect(readings).toBe(2);
});

test('calls at the same time read it once, and a failure is not remembered', async () => {
	await Promise.all([read(call()), read(call()), read(call())]);
	expect(readings).toBe(1);
	const broken = {
		...call('n3'),
		getCredentials: async () => await Promise.reject(new Error('gone')),
	};
	await expect(read(broken as never)).rejects.toThrow('gone');
	expect(await read(call('n3'))).toBe('first');
});

test('activation reads it anew', async () => {
	await read(call());
	secret = 'second';
	expect(await read(hook())).toBe('second');
});
