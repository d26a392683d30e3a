/** Answers to events: through the gateway, the number and the chat that each came from. */
import type { IDataObject } from 'n8n-workflow';

import { readDocuments } from '../../scripts/docs/payloads';
import { PROVIDERS } from '../../scripts/providers';
import { NAMES, type Name, TITLES, useGateways } from './setup';

const bench = useGateways();

const nameOf = (title: string) => NAMES.find((name) => TITLES[name] === title) as Name;

/** A documented message from a person for each provider, as its trigger gives it. */
const EVENTS = PROVIDERS.map((node) => {
	const found = readDocuments(node)
		.flatMap(({ entries }) => entries.map(({ event }) => event))
		.find(
			({ event, chat, fromMe }) =>
				event === 'message.received' && chat?.kind === 'private' && fromMe !== true,
		);
	if (!found) throw new Error(`${node.provider.name} has no documented message`);
	return [nameOf(node.provider.name), found as unknown as IDataObject] as const;
});

/** What each provider got, by its place in the server's addresses. */
const took = () => bench.sends().map(({ path }) => path.split('/')[1]);

test('a batch of events of four providers is answered by each in one run', async () => {
	bench.answers();
	const items = EVENTS.map(([, json]) => ({ json }));
	const { items: sent, error } = await bench.run(
		NAMES,
		'reply',
		{ event: '={{ $json }}', text: 'Thank you' },
		{ items },
	);
	expect(error?.description ?? error?.message).toBeUndefined();
	expect(sent.map(({ json }) => json.gateway)).toEqual(EVENTS.map(([name]) => TITLES[name]));
	expect([...took()].sort()).toEqual([...NAMES].sort());
});

describe.each(EVENTS)('%s', (name, event) => {
	const others = NAMES.filter((other) => other !== name);

	test('its own number answers in the chat of the message', async () => {
		bench.answers();
		const { items, error } = await bench.run(NAMES, 'reply', { event, text: 'Thank you' });
		expect(error?.description ?? error?.message).toBeUndefined();
		expect(took()).toEqual([name]);
		const chat = String((event.chat as IDataObject).id).replace(/@.*$/, '');
		expect(bench.sends()[0]?.body).toContain(chat.slice(-10));
		expect(items[0]?.json).toMatchObject({ gateway: TITLES[name], messageId: `id-${name}` });
	});

	test('no other gateway takes over when it refuses', async () => {
		bench.answers({ [name]: { status: 400, json: { message: 'no', success: false } } });
		const { error } = await bench.run(NAMES, 'reply', { event, text: 'Thank you' });
		expect(error).toBeDefined();
		expect(took()).toEqual([name]);
	});

	test('without its gateway nothing is sent, and the error says which it is', async () => {
		bench.answers();
		const { error } = await bench.run(others, 'reply', { event, text: 'Thank you' });
		expect(error?.message).toContain(TITLES[name]);
		expect(took()).toEqual([]);
	});
});

test.each([[{}], ['text'], [{ provider: 'Telegram', chat: { id: '1' } }], [{ provider: 'Wapio' }]])(
	'%j is no event',
	async (event) => {
		bench.answers();
		const { error } = await bench.run(NAMES, 'reply', { event: event as never, text: 'Thank you' });
		expect(error).toBeDefined();
		expect(took()).toEqual([]);
	},
);

test('only the chosen gateways are used', async () => {
	bench.answers();
	const { items } = await bench.run(NAMES, 'sendText', {
		to: '+919876543210',
		text: 'Hello',
		gateways: ['twoChat', 'wapio'],
	});
	expect(items[0]?.json.gateway).toBe('2Chat');
	expect(took()).toEqual(['twoChat']);
});

test('an order from before "Gateways" was there still counts', async () => {
	bench.answers();
	await bench.run(NAMES, 'sendText', {
		to: '+919876543210',
		text: 'Hello',
		order: { entry: [{ gateway: 'wapio' }, { gateway: 'whapi' }] },
	});
	expect(took()).toEqual(['wapio']);
});

test.each([
	['sendButtons', { buttons: { entry: [{ title: 'Yes', id: 'yes' }] } }],
	['sendList', { menuButton: 'Options', choices: { entry: [{ title: 'Yes', id: 'yes' }] } }],
])('%s: buttons where there are some, numbered text elsewhere', async (action, parameters) => {
	for (const name of NAMES) {
		bench.answers();
		const { error } = await bench.run([name], action, {
			to: '+919876543210',
			text: 'Shall we?',
			...parameters,
		} as never);
		expect(error?.description ?? error?.message).toBeUndefined();
		const body = bench.sends().at(-1)?.body ?? '';
		if (name === 'wapio' || name === 'twoChat') expect(body).toContain('1. Yes');
		else expect(body).toMatch(/"id":\s*"yes"/);
	}
});
