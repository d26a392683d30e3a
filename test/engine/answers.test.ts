/** From answers to items: shapes, pages, files. */
import type { IDataObject } from 'n8n-workflow';

import { type Download, fileItem } from '../../engine/files/incoming';
import { pages } from '../../engine/item/pages';
import { cursorPages } from '../../engine/define/pagers';
import { prepareBinaryStorage } from '../harness/n8n';
import { engineBench } from './setup';

const bench = engineBench();

test.each<[string, string, IDataObject, unknown, unknown[]]>([
	['an object', 'read', { id: '1' }, { ok: true, a: 1 }, [{ ok: true, a: 1 }]],
	['nothing', 'read', { id: '1' }, undefined, [{ success: true }]],
	['a bare value', 'read', { id: '1' }, 7, [{ value: 7 }]],
	[
		'a map',
		'map',
		{},
		{ a: { x: 1 }, b: { x: 2 } },
		[
			{ id: 'a', x: 1 },
			{ id: 'b', x: 2 },
		],
	],
	['a deletion', 'remove', { id: '1' }, { anything: 1 }, [{ deleted: true }]],
	[
		'a success with a key "error"',
		'read',
		{ id: '1' },
		{ error: 'none', a: 1 },
		[{ a: 1, errorDetails: 'none' }],
	],
])('%s', async (_name, operation, parameters, json, wanted) => {
	bench.server.script(() => (json === undefined ? { status: 204 } : { json }));
	const { items, error } = await bench.run(operation, parameters);
	expect(error).toBeUndefined();
	expect(items.map((entry) => entry.json)).toEqual(wanted);
	expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
});

test.each([
	[200, true],
	[404, false],
])('HEAD with %i: exists is %s', async (status, wanted) => {
	bench.server.script(() => ({ status }));
	const { items } = await bench.run('exists', { id: '1' });
	expect(items[0]?.json).toEqual({ exists: wanted });
});

/** n8n pairs by itself where as many items come out as went in: what it can't know is tried here. */
test('rows and failures are paired with the item that they come from', async () => {
	bench.server.script((got) =>
		got.json().to === '4' ? { status: 400, json: { message: 'no' } } : { json: { ok: true } },
	);
	const { items } = await bench.run(
		'sendMany',
		{ to: '={{ $json.to }}' },
		{
			items: [['1', '2'], [], ['3'], ['4']].map((to) => ({ json: { to } })),
			settings: { onError: 'continueRegularOutput' },
		},
	);
	expect(items.map(({ json, pairedItem }) => [json.error ?? json.to, pairedItem])).toEqual([
		['1', { item: 0 }],
		['2', { item: 0 }],
		['To: a value is required', { item: 1 }],
		['3', { item: 2 }],
		['Probe: no', { item: 3 }],
	]);
});

test('a file is paired with the item that asked for it', () => {
	const job = { itemIndex: 3, values: {} } as Download;
	const binary = { data: '', mimeType: 'image/png' };
	for (const body of [{ binary, mimeType: 'image/png' }, { found: false }, undefined])
		expect(fileItem(job, { status: 200, headers: {}, body }).pairedItem).toEqual({ item: 3 });
});

describe('lists', () => {
	const rows = Array.from({ length: 230 }, (_, id) => ({ id }));
	const offsets = () =>
		bench.server.script(({ query }) => {
			const offset = Number(query.get('offset'));
			return { json: { rows: rows.slice(offset, offset + Number(query.get('limit'))) } };
		});

	test('Return All goes through all pages', async () => {
		offsets();
		const { items } = await bench.run('list', { returnAll: true });
		expect(items.map(({ json }) => json.id)).toEqual(rows.map(({ id }) => id));
		expect(bench.server.got.map(({ query }) => query.get('offset'))).toEqual(['0', '100', '200']);
		expect(items.every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
	});

	test('Limit asks for no more than it needs', async () => {
		offsets();
		const few = await bench.run('list', { limit: 7 });
		expect(few.items).toHaveLength(7);
		expect(bench.server.got[0]?.query.get('limit')).toBe('7');
		bench.server.got.length = 0;
		const many = await bench.run('list', { limit: 150 });
		expect(many.items).toHaveLength(150);
		expect(bench.server.got).toHaveLength(2);
	});

	test('numbered pages from zero end on an empty page', async () => {
		bench.server.script(({ query }) => {
			const page = Number(query.get('page'));
			return { json: { rows: page < 3 ? [{ id: page }] : [] } };
		});
		const { items } = await bench.run('listPages', { returnAll: true });
		expect(items.map(({ json }) => json.id)).toEqual([0, 1, 2]);
	});

	test('cursors are followed to the end', async () => {
		bench.server.script(({ query }) => {
			const at = Number(query.get('after') ?? 0);
			return { json: { rows: [{ id: at }], next: at < 4 ? String(at + 1) : null } };
		});
		const { items } = await bench.run('listCursor', { returnAll: true });
		expect(items.map(({ json }) => json.id)).toEqual([0, 1, 2, 3, 4]);
	});

	test.each([
		[
			'the same page again',
			'list',
			() => ({ json: { rows: Array.from({ length: 100 }, () => ({ id: 1 })) } }),
		],
		[
			'the same cursor again',
			'listCursor',
			() => ({ json: { rows: [{ id: Math.random() }], next: 'x' } }),
		],
	])('%s stops with an error', async (_name, operation, script) => {
		bench.server.script(script);
		const { error } = await bench.run(operation, { returnAll: true });
		expect(error?.message).toMatch(/the list was stopped/);
		expect(bench.server.got.length).toBeLessThan(5);
	});
});

test('a list that never ends is stopped with an error', async () => {
	let count = 0;
	const fetchPage = async () => ({ rows: [++count], answer: { next: count } });
	const from = (answer: unknown) => (answer as { next: number }).next;
	const endless = async () => {
		for await (const rows of pages(
			cursorPages({ cursor: 'after', pageSize: 1, from }),
			0,
			fetchPage,
		))
			if (rows.length > 1 || count > 100_010) return;
	};
	await expect(endless()).rejects.toThrow('The list did not end after 100000 pages');
});

describe('files', () => {
	const content = Buffer.from([0, 255, 10, 13, 1, 2, 3]);
	const stored = async (): Promise<{ json: IDataObject; binary: IDataObject }> => {
		const service = await prepareBinaryStorage();
		const data = await service.store(
			{ type: 'execution', workflowId: 'workflow-1', executionId: '1' },
			content,
			{ mimeType: 'image/png', fileName: 'photo "1".png', data: '' } as never,
		);
		return { json: {}, binary: { data: data as unknown as IDataObject } };
	};
	const inline = {
		json: {},
		binary: {
			data: { data: content.toString('base64'), mimeType: 'image/png', fileName: 'photo.png' },
		},
	};

	test.each([
		['from disk', stored],
		['held in the item', async () => inline],
	])('upload %s: multipart with the exact bytes', async (_name, make) => {
		let body = Buffer.alloc(0);
		let type = '';
		bench.server.script((got) => {
			body = Buffer.from(got.body, 'utf8');
			type = String(got.headers['content-type']);
			return { json: { id: 'm1' } };
		});
		const { items, error } = await bench.run('upload', { file: 'data', use: 'messages' }, [
			(await make()) as never,
		]);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({ id: 'm1' });
		expect(type).toMatch(/^multipart\/form-data; boundary=/);
		const text = body.toString('utf8');
		expect(text).toContain('name="use"\r\n\r\nmessages');
		expect(text).toContain('Content-Type: image/png');
		expect(text).toMatch(/filename="photo( %221%22)?\.png"/);
		expect(Number(bench.server.got[0]?.headers['content-length'])).toBeGreaterThan(content.length);
	});

	test('upload as the raw body', async () => {
		await bench.run('uploadRaw', { file: 'data' }, [(await stored()) as never]);
		const [got] = bench.server.got;
		expect(got?.headers['content-type']).toBe('image/png');
		expect(got?.headers['content-length']).toBe(String(content.length));
	});

	test('download: bytes, name and type', async () => {
		bench.server.script(() => ({
			raw: (response) => {
				response.writeHead(200, {
					'content-type': 'image/png',
					'content-disposition': 'attachment; filename="cat.png"',
				});
				response.end(content);
			},
		}));
		const { items } = await bench.run('download', { id: '1' });
		const binary = items[0]?.binary?.data;
		expect(binary).toMatchObject({ mimeType: 'image/png', fileName: 'cat.png' });
		const service = await prepareBinaryStorage();
		expect(await service.getAsBuffer(binary as never)).toEqual(content);
	});

	test('download: an error of the provider is an error, not a file', async () => {
		bench.server.script(() => ({ status: 404, json: { message: 'no such file' } }));
		const { error, items } = await bench.run('download', { id: '1' });
		expect(error?.message).toBe('Probe: no such file');
		expect(items).toHaveLength(0);
	});

	test('download: 204 is "no file"', async () => {
		bench.server.script(() => ({ status: 204 }));
		const { items } = await bench.run('download', { id: '1' });
		expect(items[0]).toMatchObject({ json: { found: false }, pairedItem: { item: 0 } });
	});

	test('a file behind a link is fetched without the credential', async () => {
		bench.server.script((got) =>
			got.path.startsWith('/links')
				? { json: { url: `${bench.server.url}/cdn/a.mp3?signature=1` } }
				: { text: 'sound', headers: { 'content-type': 'audio/mpeg' } },
		);
		const { items } = await bench.run('downloadLink', { id: 'call-1' });
		expect(items[0]?.binary?.data).toMatchObject({
			mimeType: 'audio/mpeg',
			fileName: 'call-1.mp3',
		});
		expect(bench.server.got[1]?.headers.authorization).toBeUndefined();
	});
});

test('an empty answer to a send is a doubt: it does not say that the message was taken', async () => {
	bench.server.script(() => ({ json: {} }));
	const { error } = await bench.run('send', { to: '+919876543210', text: 'Hi' });
	expect(error?.message).toContain('may have been delivered');
});
