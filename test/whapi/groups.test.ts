/** What is special about Whapi.Cloud's groups and channels, through n8n's own engine. */
import { byId } from '../harness/n8n';
import { fileItem, whapiBench } from './setup';

const GROUP = '120363041234567890@g.us';
const CHANNEL = '120363198765432101@newsletter';
const PICTURE = Buffer.from('not really a picture');

const bench = whapiBench();
const picture = (mimeType = 'image/jpeg') => fileItem(PICTURE.toString(), mimeType, 'picture.jpg');
const groupPath = `/groups/${encodeURIComponent(GROUP)}`;

test('participants may be written in any usual form, also in a DELETE', async () => {
	const { error } = await bench.run('group.removeParticipants', {
		group: byId(GROUP),
		participants: ['+91 98765-43210', '0091 98765 43211', '15550100123@s.whatsapp.net'],
	});
	expect(error).toBeUndefined();
	expect(bench.server.got[0]).toMatchObject({ method: 'DELETE', url: `${groupPath}/participants` });
	expect(bench.server.got[0]?.json()).toEqual({
		participants: ['919876543210', '919876543211', '15550100123'],
	});
});

test('join requests are answered one by one, each with an item of its own', async () => {
	bench.server.script((got) => ({
		json: [{ chatId: got.json().application, success: true }],
	}));
	const { items } = await bench.run('group.approveJoinRequests', {
		group: byId(GROUP),
		applications: ['919812345670@s.whatsapp.net', '+91 98123 45671'],
	});
	expect(bench.server.got.map((got) => got.json())).toEqual([
		{ application: '919812345670@s.whatsapp.net' },
		{ application: '919812345671@s.whatsapp.net' },
	]);
	expect(items.map(({ json, pairedItem }) => [json.chatId, json.success, pairedItem])).toEqual([
		['919812345670@s.whatsapp.net', true, { item: 0 }],
		['919812345671@s.whatsapp.net', true, { item: 0 }],
	]);
});

test('a refused join request does not look like a failed item', async () => {
	bench.server.script(() => ({
		json: [{ chatId: '919812345670@s.whatsapp.net', success: false, error: 'not found' }],
	}));
	const { items, error } = await bench.run('group.rejectJoinRequests', {
		group: byId(GROUP),
		applications: ['+91 98123 45670'],
	});
	expect(error).toBeUndefined();
	expect(bench.server.got[0]?.method).toBe('DELETE');
	expect(items[0]?.json).toMatchObject({ success: false, errorDetails: 'not found' });
	expect(items[0]?.json).not.toHaveProperty('error');
});

test('the icon of a group goes out as the file itself', async () => {
	bench.server.script(() => ({ json: { success: true } }));
	const parameters = { group: byId(GROUP), mediaSource: 'file', file: 'data' };
	const { error } = await bench.run('group.setIcon', parameters, picture());
	expect(error).toBeUndefined();
	expect(bench.server.got[0]).toMatchObject({
		method: 'PUT',
		url: `${groupPath}/icon`,
		body: PICTURE.toString(),
	});
	expect(bench.server.got[0]?.headers['content-type']).toBe('image/jpeg');
});

test('a file that is no picture is refused before anything is sent', async () => {
	const parameters = { group: byId(GROUP), mediaSource: 'file', file: 'data' };
	const { error } = await bench.run('group.setIcon', parameters, picture('application/pdf'));
	expect(error?.message).toContain('accepted are: image/jpeg, image/png');
	expect(bench.server.got).toHaveLength(0);
});

test('the icon of a group comes in as a file', async () => {
	bench.server.script(() => ({
		text: PICTURE.toString(),
		headers: { 'content-type': 'image/png' },
	}));
	const { items } = await bench.run('group.getIcon', {
		group: byId(GROUP),
		binaryProperty: 'icon',
	});
	expect(bench.server.got[0]?.headers.accept).toBe('*/*');
	expect(items[0]?.json).toMatchObject({ fileName: 'group-icon.png', mimeType: 'image/png' });
	expect(items[0]?.binary?.icon).toMatchObject({ mimeType: 'image/png' });
});

test('a group without icon gives an answer instead of a file', async () => {
	bench.server.script(() => ({ status: 204 }));
	const { items, error } = await bench.run('group.getIcon', { group: byId(GROUP) });
	expect(error).toBeUndefined();
	expect(items).toEqual([{ json: { found: false }, pairedItem: { item: 0 } }]);
});

test("a channel's picture goes out as Base64 data URL among the other changes", async () => {
	bench.server.script(() => ({ json: { id: CHANNEL } }));
	const { error } = await bench.run(
		'channel.update',
		{
			newsletter: byId('120363198765432101'),
			pictureSource: 'file',
			picture: 'data',
			updateFields: { name: 'Riverside weekly' },
		},
		picture(),
	);
	expect(error).toBeUndefined();
	expect(bench.server.got[0]?.url).toBe(`/newsletters/${encodeURIComponent(CHANNEL)}`);
	expect(bench.server.got[0]?.json()).toEqual({
		name: 'Riverside weekly',
		newsletter_pic: `data:image/jpeg;base64,${PICTURE.toString('base64')}`,
	});
});

test('all posts after an index: the pages go on to newer ones', async () => {
	const posts = Array.from({ length: 130 }, (_, index) => ({ id: `post-${101 + index}` }));
	bench.server.script(({ query }) => {
		const after = Number(query.get('after'));
		const messages = posts.slice(after - 100, after - 100 + Number(query.get('count')));
		return { json: { messages, first: after + 1, last: after + messages.length } };
	});
	const { items } = await bench.run('channel.getMessages', {
		newsletter: byId(CHANNEL),
		returnAll: true,
		filters: { after: 100 },
	});
	expect(items.map(({ json }) => json.id)).toEqual(posts.map(({ id }) => id));
	expect(bench.server.got.map(({ query }) => query.get('after'))).toEqual(['100', '200']);
});
