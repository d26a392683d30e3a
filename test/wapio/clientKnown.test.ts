/** What only the vendor's clients show: files of received messages, two routes for participants, options of sends. */
import type { IDataObject } from 'n8n-workflow';

import { encryptedFile } from '../../nodes/Wapio/media';
import { byId } from '../harness/n8n';
import { faultsOf, wapioBench } from './setup';

const bench = wapioBench();
const session = { session: byId('bps_sess_ws_01j9x4k2v7') };
const GROUP = '120363041234567890@g.us';
const groupPath = `/api/groups/${encodeURIComponent(GROUP)}/participants`;
const members = { ...session, group: byId(GROUP), participants: ['+91 98765 43210'] };
const lines = () => bench.server.got.map(({ method, path }) => `${method} ${path}`);

describe('participants', () => {
	const refused = (status: number) => ({
		status,
		json: { success: false, message: 'Not found', reason_code: 'not_found' },
	});
	const done = { status: 200, json: { success: true, jid: GROUP, participants: [] } };

	test.each<[string, string, string, number]>([
		['addParticipants', 'POST', 'add', 404],
		['removeParticipants', 'DELETE', 'remove', 405],
	])(
		'%s goes by the second route where the first does not exist',
		async (name, method, second, status) => {
			bench.server.script((got) => (got.path === groupPath ? refused(status) : done));
			const { error } = await bench.run(`group.${name}`, members);
			expect(error).toBeUndefined();
			expect(lines()).toEqual([`${method} ${groupPath}`, `POST ${groupPath}/${second}`]);
			for (const got of bench.server.got) {
				expect(got.json()).toMatchObject({ participants: ['919876543210'] });
				expect(faultsOf(got)).toEqual([]);
			}
		},
	);

	test('a group that neither route knows is told once', async () => {
		bench.server.script(() => refused(404));
		const { error } = await bench.run('group.addParticipants', members);
		expect(error?.message).toBe('Wapio: it does not know what was asked for');
		expect(bench.server.got).toHaveLength(2);
	});

	test('any other refusal is the answer', async () => {
		bench.server.script(() => refused(403));
		const { error } = await bench.run('group.addParticipants', members);
		expect(error?.httpCode).toBe('403');
		expect(bench.server.got).toHaveLength(1);
	});
});

describe('the file of a received message', () => {
	const part = { mediaKey: 'a2V5', url: 'https://mmg.example.com/1.enc', mimetype: 'image/jpeg' };
	const facts = { type: 'image', ...part };
	test.each<[string, unknown, IDataObject | undefined]>([
		['a delivery', { data: { messages: [{ message: { imageMessage: part } }] } }, facts],
		['wrappers', { viewOnceMessageV2: { message: { imageMessage: part } } }, facts],
		['its content alone', part, facts],
		[
			'a voice note',
			{ audioMessage: { mediaKey: 'a2V5', directPath: '/v/1', ptt: true } },
			{ type: 'audio', mediaKey: 'a2V5', directPath: '/v/1' },
		],
		[
			'a quoted picture, which is not the message',
			{ extendedTextMessage: { contextInfo: { quotedMessage: { imageMessage: part } } } },
			undefined,
		],
		['a text', { conversation: 'Hi' }, undefined],
	])('in %s', (_name, value, wanted) => {
		expect(encryptedFile(value)).toEqual(wanted);
	});

	test.each(['download_url', 'publicUrl', 'url'])('is fetched from %s', async (name) => {
		bench.server.script((got) =>
			got.path === '/picture'
				? { text: 'picture', headers: { 'content-type': 'image/jpeg' } }
				: { json: { success: true, data: { [name]: `${bench.server.url}/picture` } } },
		);
		const { items, error } = await bench.run('message.downloadMedia', {
			...session,
			message: { raw: { data: { messages: { message: { imageMessage: part } } } } },
		});
		expect(error).toBeUndefined();
		expect(bench.server.got[0]?.json()).toMatchObject(facts);
		expect(items[0]?.binary?.data?.mimeType).toBe('image/jpeg');
	});

	test('a message without one is refused before anything is sent', async () => {
		const { error } = await bench.run('message.downloadMedia', { ...session, message: { a: 1 } });
		expect(error?.message).toContain('there is no encrypted file in it');
		expect(bench.server.got).toHaveLength(0);
	});
});

test.each<[string, IDataObject, IDataObject]>([
	['sendText', { text: 'Hi @919876543210' }, {}],
	['sendVideo', { mediaSource: 'url', videoUrl: 'https://example.com/a.mp4' }, { viewOnce: true }],
	['sendAudio', { mediaSource: 'url', audioUrl: 'https://example.com/a.ogg' }, { voiceNote: true }],
])('%s: mentions, an answer and its own options', async (name, values, own) => {
	const { error } = await bench.run(`message.${name}`, {
		...session,
		to: byId('919876543210'),
		...values,
		additionalFields: { mentions: ['+91 98765 43210'], replyTo: 'bps_msg_1', ...own },
	});
	expect(error).toBeUndefined();
	expect(bench.server.got[0]?.json()).toMatchObject({
		mentions: ['919876543210@s.whatsapp.net'],
		quoted_message_id: 'bps_msg_1',
		replyTo: 'bps_msg_1',
		...(own.viewOnce ? { viewOnce: true } : {}),
		...(own.voiceNote ? { ptt: true } : {}),
	});
	expect(bench.server.got.flatMap(faultsOf)).toEqual([]);
});
