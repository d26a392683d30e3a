/** What is special about Whapi.Cloud's groups and channels, through n8n's own engine. */
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { MessagingWhapiApi } from '../../credentials/MessagingWhapiApi.credentials';
import { Whapi } from '../../nodes/Whapi/Whapi.node';
import { type ScriptedServer, startScriptedServer } from '../engine/scriptedServer';
import { runNode } from '../harness/n8n';

const GROUP = '120363041234567890@g.us';
const CHANNEL = '120363198765432101@newsletter';
const PICTURE = Buffer.from('not really a picture');

let server: ScriptedServer;
beforeAll(async () => {
	server = await startScriptedServer();
});
afterAll(async () => await server.stop());
beforeEach(() => server.reset());

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const withPicture = (mimeType = 'image/jpeg'): INodeExecutionData => ({
	json: {},
	binary: {
		data: { data: PICTURE.toString('base64'), mimeType, fileName: 'picture.jpg' },
	},
});

const run = async (
	resource: string,
	operation: string,
	parameters: IDataObject,
	items?: INodeExecutionData[],
) =>
	await runNode({
		node: new Whapi(),
		parameters: { resource, operation, ...parameters },
		items,
		credential: { type: new MessagingWhapiApi(), data: { token: 'secret', baseUrl: server.url } },
	});

const groupPath = `/groups/${encodeURIComponent(GROUP)}`;

test('participants may be written in any usual form, also in a DELETE', async () => {
	const { error } = await run('group', 'removeParticipants', {
		group: byId(GROUP),
		participants: ['+91 98765-43210', '0091 98765 43211', '15550100123@s.whatsapp.net'],
	});
	expect(error).toBeUndefined();
	expect(server.got[0]).toMatchObject({ method: 'DELETE', url: `${groupPath}/participants` });
	expect(server.got[0]?.json()).toEqual({
		participants: ['919876543210', '919876543211', '15550100123'],
	});
});

test('join requests are answered one by one, each with an item of its own', async () => {
	server.script((got) => ({
		json: [{ chatId: got.json().application, success: true }],
	}));
	const { items } = await run('group', 'approveJoinRequests', {
		group: byId(GROUP),
		applications: ['919812345670@s.whatsapp.net', '+91 98123 45671'],
	});
	expect(server.got.map((got) => got.json())).toEqual([
		{ application: '919812345670@s.whatsapp.net' },
		{ application: '919812345671@s.whatsapp.net' },
	]);
	expect(items.map(({ json, pairedItem }) => [json.chatId, json.success, pairedItem])).toEqual([
		['919812345670@s.whatsapp.net', true, { item: 0 }],
		['919812345671@s.whatsapp.net', true, { item: 0 }],
	]);
});

test('a refused join request does not look like a failed item', async () => {
	server.script(() => ({
		json: [{ chatId: '919812345670@s.whatsapp.net', success: false, error: 'not found' }],
	}));
	const { items, error } = await run('group', 'rejectJoinRequests', {
		group: byId(GROUP),
		applications: ['+91 98123 45670'],
	});
	expect(error).toBeUndefined();
	expect(server.got[0]?.method).toBe('DELETE');
	expect(items[0]?.json).toMatchObject({ success: false, errorDetails: 'not found' });
	expect(items[0]?.json).not.toHaveProperty('error');
});

test('the icon of a group goes out as the file itself', async () => {
	server.script(() => ({ json: { success: true } }));
	const parameters = { group: byId(GROUP), mediaSource: 'file', file: 'data' };
	const { error } = await run('group', 'setIcon', parameters, [withPicture()]);
	expect(error).toBeUndefined();
	expect(server.got[0]).toMatchObject({
		method: 'PUT',
		url: `${groupPath}/icon`,
		body: PICTURE.toString(),
	});
	expect(server.got[0]?.headers['content-type']).toBe('image/jpeg');
});

test('a file that is no picture is refused before anything is sent', async () => {
	const parameters = { group: byId(GROUP), mediaSource: 'file', file: 'data' };
	const { error } = await run('group', 'setIcon', parameters, [withPicture('application/pdf')]);
	expect(error?.message).toContain('accepted are: image/jpeg, image/png');
	expect(server.got).toHaveLength(0);
});

test('the icon of a group comes in as a file', async () => {
	server.script(() => ({ text: PICTURE.toString(), headers: { 'content-type': 'image/png' } }));
	const { items } = await run('group', 'getIcon', { group: byId(GROUP), binaryProperty: 'icon' });
	expect(server.got[0]?.headers.accept).toBe('*/*');
	expect(items[0]?.json).toMatchObject({ fileName: 'group-icon.png', mimeType: 'image/png' });
	expect(items[0]?.binary?.icon).toMatchObject({ mimeType: 'image/png' });
});

test('a group without icon gives an answer instead of a file', async () => {
	server.script(() => ({ status: 204 }));
	const { items, error } = await run('group', 'getIcon', { group: byId(GROUP) });
	expect(error).toBeUndefined();
	expect(items).toEqual([{ json: { found: false }, pairedItem: { item: 0 } }]);
});

test("a channel's picture goes out as Base64 data URL among the other changes", async () => {
	server.script(() => ({ json: { id: CHANNEL } }));
	const { error } = await run(
		'channel',
		'update',
		{
			newsletter: byId('120363198765432101'),
			pictureSource: 'file',
			picture: 'data',
			updateFields: { name: 'Riverside weekly' },
		},
		[withPicture()],
	);
	expect(error).toBeUndefined();
	expect(server.got[0]?.url).toBe(`/newsletters/${encodeURIComponent(CHANNEL)}`);
	expect(server.got[0]?.json()).toEqual({
		name: 'Riverside weekly',
		newsletter_pic: `data:image/jpeg;base64,${PICTURE.toString('base64')}`,
	});
});

test('all posts after an index: the pages go on to newer ones', async () => {
	const posts = Array.from({ length: 130 }, (_, index) => ({ id: `post-${101 + index}` }));
	server.script(({ query }) => {
		const after = Number(query.get('after'));
		const messages = posts.slice(after - 100, after - 100 + Number(query.get('count')));
		return { json: { messages, first: after + 1, last: after + messages.length } };
	});
	const { items } = await run('channel', 'getMessages', {
		newsletter: byId(CHANNEL),
		returnAll: true,
		filters: { after: 100 },
	});
	expect(items.map(({ json }) => json.id)).toEqual(posts.map(({ id }) => id));
	expect(server.got.map(({ query }) => query.get('after'))).toEqual(['100', '200']);
});
