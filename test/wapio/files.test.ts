/** Files in and out: links to n8n's files, QR codes, pictures. */
import { byId, prepareBinaryStorage } from '../harness/n8n';
import { wapioBench } from './setup';

const bench = wapioBench();
const session = { session: byId('bps_sess_ws_01j9x4k2v7') };

const document = {
	...session,
	to: byId('919876543210'),
	mediaSource: 'file',
	file: 'data',
};

const inlineFile = (fileName: string, mimeType: string) => [
	{
		json: {},
		binary: { data: { data: Buffer.from('content').toString('base64'), fileName, mimeType } },
	},
];

test('a binary file goes out as a signed link, with its name and type', async () => {
	const storage = await prepareBinaryStorage();
	const { error } = await bench.run('message.sendDocument', document, {
		items: inlineFile('invoice.pdf', 'application/pdf'),
	});
	expect(error).toBeUndefined();
	const sent = bench.server.got[0]?.json() as Record<string, string>;
	expect(sent).toMatchObject({
		kind: 'document',
		file_name: 'invoice.pdf',
		mime_type: 'application/pdf',
	});
	const link = new URL(sent.documentUrl as string);
	const file = storage.validateSignedToken(link.searchParams.get('token') as string);
	expect((await storage.getAsBuffer({ id: file } as never)).toString()).toBe('content');
});

test("the person's file name wins over the file's own", async () => {
	await bench.run(
		'message.sendDocument',
		{ ...document, additionalFields: { fileName: 'other.pdf' } },
		{ items: inlineFile('invoice.pdf', 'application/pdf') },
	);
	expect(bench.server.got[0]?.json().file_name).toBe('other.pdf');
});

test('an n8n that only this machine can reach is told before anything is sent', async () => {
	const { error } = await bench.run('message.sendImage', document, {
		items: inlineFile('menu.jpg', 'image/jpeg'),
		credential: { baseUrl: 'https://wapio.example.com' },
	});
	expect(error?.message).toContain('its address, http://localhost:5678, can');
	expect(error?.description).toContain('WEBHOOK_URL');
	expect(error?.description).toContain('use its URL instead');
	expect(error?.description).toContain('Nothing was sent');
});

test('a missing file is refused before anything is sent', async () => {
	const { error } = await bench.run('message.sendImage', document, {});
	expect(error?.message).toContain('no file in the field "data"');
	expect(bench.server.got).toHaveLength(0);
});

test('the QR code comes out as an image file', async () => {
	const { items } = await bench.run('session.getQrCode', session);
	expect(items[0]?.binary?.data).toMatchObject({ mimeType: 'image/png', fileName: 'qr-code.png' });
	expect(JSON.stringify(items[0]?.json)).not.toContain('base64');
});

test('a QR code that is text is refused with what to do instead', async () => {
	bench.server.script(() => ({ json: { qr: '2@abc,def' } }));
	const { error } = await bench.run('session.getQrCode', session);
	expect(error?.description).toContain('Get QR Code Data');
	const { items } = await bench.run('session.getQrCodeData', session);
	expect(items[0]?.json.qr).toBe('2@abc,def');
});

test.each([
	['contact.downloadPicture', { contact: byId('919876543210') }],
	['group.downloadPicture', { group: byId('120363041234567890@g.us') }],
])('%s fetches the link without the token', async (operation, parameters) => {
	bench.server.script((got) =>
		got.path === '/p.jpg'
			? { text: 'jpeg', headers: { 'content-type': 'image/jpeg' } }
			: { json: { jid: 'x', url: `${bench.server.url}/p.jpg` } },
	);
	const { items, error } = await bench.run(operation, { ...session, ...parameters });
	expect(error).toBeUndefined();
	expect(items[0]?.binary?.data).toMatchObject({ mimeType: 'image/jpeg', fileName: 'picture.jpg' });
	expect(bench.server.got[1]?.headers.authorization).toBeUndefined();
});

test('no picture is an error that says why', async () => {
	bench.server.script(() => ({ json: { jid: 'x', url: null } }));
	const { error } = await bench.run('contact.downloadPicture', {
		...session,
		contact: byId('919876543210'),
	});
	expect(error?.description).toContain('no picture, or hides it');
});
