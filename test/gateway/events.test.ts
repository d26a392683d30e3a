/** Answers to events: through the gateway, the number and the chat that each came from. */
import type { IDataObject } from 'n8n-workflow';

import { readDocuments } from '../../scripts/docs/payloads';
import { PROVIDERS } from '../../scripts/providers';
import { prepareBinaryStorage } from '../harness/n8n';
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

describe('Download Media', () => {
	const bytes = Buffer.from([0xff, 0xd8, 1, 2, 3]);

	const serve = (body = bytes) =>
		bench.server.script(() => ({
			raw: (response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).end(body),
		}));

	const withFile = (event: IDataObject, media: IDataObject): IDataObject => ({
		...event,
		message: { ...(event.message as IDataObject), type: 'image', media },
	});

	const download = async (event: IDataObject, options: IDataObject = {}) =>
		await bench.run(NAMES, 'downloadMedia', { event, additionalFields: options });

	test.each(EVENTS)('%s: the file comes out as "data"', async (name, event) => {
		serve();
		const media =
			name === 'whapi' ? { id: 'jpeg-1' } : { url: `${bench.server.url}/file-of-${name}` };
		const given = withFile(event, { ...media, fileName: 'cat.jpg', mimeType: 'image/jpeg' });
		const { items, error } = await download(given);
		expect(error?.description ?? error?.message).toBeUndefined();
		const [item] = items;
		expect(item?.json).toMatchObject({ gateway: TITLES[name], files: ['data'] });
		expect(item?.binary?.data).toMatchObject({ fileName: 'cat.jpg', mimeType: 'image/jpeg' });
		const storage = await prepareBinaryStorage();
		expect(await storage.getAsBuffer(item?.binary?.data as never)).toEqual(bytes);
		expect(bench.server.got.map(({ path }) => path)).toEqual([
			name === 'whapi' ? '/whapi/media/jpeg-1' : `/file-of-${name}`,
		]);
	});

	const [, anEvent = {}] = EVENTS.find(([name]) => name === 'twoChat') ?? [];

	test('messages that came at once have a file each', async () => {
		serve();
		const urls = ['one', 'two'].map((name) => `${bench.server.url}/${name}`);
		const messages = urls.map((url) => ({ ...(anEvent.message as IDataObject), media: { url } }));
		const { items } = await download({ ...anEvent, messages: [{ id: '1' }, ...messages] });
		expect(Object.keys(items[0]?.binary ?? {})).toEqual(['data', 'data_1']);
	});

	test('a message without a file is refused before anything is asked', async () => {
		const { media: _file, ...message } = anEvent.message as IDataObject;
		const { error } = await download({ ...anEvent, message });
		expect(error?.message).toContain('no file');
		expect(bench.server.got).toHaveLength(0);
	});

	test('a file that is too large, or at a local address', async () => {
		serve(Buffer.alloc(2 * 1024 * 1024));
		const large = withFile(anEvent, { url: `${bench.server.url}/large` });
		expect((await download(large, { maxFileSize: 1 })).error?.message).toContain('1 MB');
		const local = withFile(anEvent, { url: bench.server.url.replace('127.0.0.1', 'localhost') });
		expect((await download(local)).error?.message).toContain('local address');
		serve();
		expect((await download(local, { localFiles: true })).items[0]?.binary).toBeDefined();
	});
});

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
