/** Messages of connected numbers, and what a send must never do. */
import type { IDataObject } from 'n8n-workflow';

import { ASHA, byId, fromNumber, GROUP, OWN, twoChatBench } from './setup';

const bench = twoChatBench();

const toAsha = { fromNumber, sendTo: 'number', toNumber: '+91 98765-43210' };
const sent = () => bench.server.got.map((got) => got.json());

test('a text to a number, a group and a remote ID: exactly one recipient each', async () => {
	await bench.run('message.sendText', { ...toAsha, text: 'Hi' });
	await bench.run('message.sendText', {
		fromNumber,
		sendTo: 'group',
		group: byId(GROUP),
		text: 'Hi',
		// Left over from before the choice was changed.
		toNumber: ASHA,
	});
	await bench.run('message.sendText', {
		fromNumber,
		sendTo: 'remoteId',
		remoteId: '123123123123@lid',
		text: 'Hi',
	});
	expect(sent()).toEqual([
		{ from_number: OWN, to_number: ASHA, text: 'Hi' },
		{ from_number: OWN, to_group_uuid: GROUP, text: 'Hi' },
		{ from_number: OWN, to_remote_id: '123123123123@lid', text: 'Hi' },
	]);
	expect(bench.server.got[0]?.headers['x-user-api-key']).toBeTruthy();
});

test('a pin keeps its text, and its degrees are texts', async () => {
	await bench.run('message.sendLocation', {
		...toAsha,
		latitude: 12.9756,
		longitude: '-77.6068',
		additionalFields: {
			text: 'We are here',
			pinName: 'Head Office',
			pinAddress: '12 MG Road',
			pinUrl: 'https://example.com/office',
		},
	});
	expect(sent()).toEqual([
		{
			from_number: OWN,
			to_number: ASHA,
			text: 'We are here',
			pin: {
				latitude: '12.9756',
				longitude: '-77.6068',
				name: 'Head Office',
				address: '12 MG Road',
				url: 'https://example.com/office',
			},
		},
	]);
});

test.each([
	['a group called "all"', 'sendText', { sendTo: 'group', group: byId('all') }, /one group/],
	['no recipient', 'sendText', { sendTo: 'number', toNumber: '={{ "" }}' }, /To.*required/],
	['a half number', 'sendText', { sendTo: 'number', toNumber: '12345' }, /not a complete phone/],
	['no text', 'sendText', { ...toAsha, text: '={{ $json.none }}' }, /Text.*required/],
	[
		'no web address',
		'sendFile',
		{ ...toAsha, mediaUrl: 'photo.jpg' },
		/is not a URL that begins with/,
	],
	['no degrees', 'sendLocation', { ...toAsha, latitude: 'north', longitude: '1' }, /-90 to 90/],
	['too many degrees', 'sendLocation', { ...toAsha, latitude: '1', longitude: '181' }, /-180 to/],
] as Array<[string, string, IDataObject, RegExp]>)(
	'%s is refused before anything is sent',
	async (_name, operation, parameters, message) => {
		const { error } = await bench.run(`message.${operation}`, {
			fromNumber,
			text: 'Hi',
			...parameters,
		});
		expect(error?.message).toMatch(message);
		expect(bench.server.got).toHaveLength(0);
	},
);

test('a file by URL with a caption', async () => {
	await bench.run('message.sendFile', {
		...toAsha,
		mediaUrl: 'https://example.com/a.png',
		additionalFields: { text: 'Look' },
	});
	expect(sent()[0]).toMatchObject({ url: 'https://example.com/a.png', text: 'Look' });
});

test('a file of the item goes as a link to n8n, and not over 16 MB or of a wrong kind', async () => {
	const file = (bytes: number, mimeType: string) => [
		{
			json: {},
			binary: {
				data: { data: Buffer.alloc(bytes, 1).toString('base64'), mimeType, fileName: 'a.png' },
			},
		},
	];
	const parameters = { ...toAsha, mediaSource: 'file', file: 'data' };
	const good = await bench.run('message.sendFile', parameters, { items: file(20, 'image/png') });
	expect(good.error).toBeUndefined();
	expect(String(sent()[0]?.url)).toMatch(/^http:\/\/localhost:5678\/rest\/binary-data\/signed\?/);
	const big = await bench.run('message.sendFile', parameters, {
		items: file(16 * 1_048_576 + 1, 'image/png'),
	});
	expect(big.error?.message).toMatch(/at most 16 MB/);
	const audio = await bench.run(
		'story.postImage',
		{ fromNumber, mediaSource: 'file', file: 'data' },
		{ items: file(20, 'audio/mpeg') },
	);
	expect(audio.error?.message).toMatch(/accepted are: image/);
	expect(bench.server.got).toHaveLength(1);
});

test('messages to one person go one after the other, to several at the same time', async () => {
	const items = (count: number) => Array.from({ length: count }, () => ({ json: {} }));
	bench.server.script(async () => {
		await new Promise((resolve) => setTimeout(resolve, 30));
		return { json: { success: true } };
	});
	await bench.run('message.sendText', { ...toAsha, text: 'Hi' }, { items: items(4) });
	expect(bench.server.mostOpen()).toBe(1);
	await bench.run(
		'message.sendText',
		{ ...toAsha, toNumber: '=+91987654321{{ $itemIndex }}', text: 'Hi' },
		{ items: items(4) },
	);
	expect(bench.server.mostOpen()).toBeGreaterThan(1);
});

test('one item that fails does not stop the others when the node goes on', async () => {
	bench.server.script((got) =>
		got.json().to_number === '+919876543211'
			? { status: 422, json: { detail: [{ msg: 'Bad number' }] } }
			: { json: { success: true, message_uuid: 'MSG1' } },
	);
	const { outputs } = await bench.run(
		'message.sendText',
		{ ...toAsha, toNumber: '=+91987654321{{ $itemIndex }}', text: 'Hi' },
		{
			items: [{ json: {} }, { json: {} }, { json: {} }],
			settings: { onError: 'continueRegularOutput' },
		},
	);
	expect(outputs[0]?.map(({ json }) => Boolean(json.error))).toEqual([false, true, false]);
});

test('path values are encoded, and the history of one contact has a path of its own', async () => {
	await bench.run('message.get', {
		conversation: byId('WW-WPN66037eca-5215511112222@c.us'),
		messageId: 'MSG/1',
	});
	await bench.run('message.getMany', { fromNumber, returnAll: true });
	await bench.run('message.getMany', {
		fromNumber,
		returnAll: true,
		filters: { remoteNumber: ASHA },
	});
	expect(bench.server.got.map(({ path }) => decodeURIComponent(path))).toEqual([
		'/open/whatsapp/message/WW-WPN66037eca-5215511112222@c.us/MSG/1',
		`/open/whatsapp/messages/${OWN}`,
		`/open/whatsapp/messages/${OWN}/${ASHA}`,
	]);
	expect(bench.server.got[0]?.path).toContain('MSG%2F1');
});

test('a deleted message is told in the form of n8n, with what 2Chat said', async () => {
	bench.server.script(() => ({ json: { success: true, message_uuid: 'MSG1' } }));
	const { items } = await bench.run('message.delete', {
		conversation: byId('WW-WPN1-1@c.us'),
		messageId: 'MSG1',
	});
	expect(items[0]?.json).toEqual({ deleted: true, success: true, message_uuid: 'MSG1' });
});
