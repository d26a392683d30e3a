/** Files that break off in the middle, on either side: clean ends, no second copy, no open file. */
import { readdirSync, readlinkSync, rmSync } from 'node:fs';

import { prepareBinaryStorage } from '../harness/n8n';
import { engineBench } from './setup';

const bench = engineBench();
const SIZE = 6 * 1_048_576;
const unhandled: unknown[] = [];
const remember = (error: unknown) => unhandled.push(error);

beforeAll(() => process.on('unhandledRejection', remember));
afterAll(() => process.off('unhandledRejection', remember));
beforeEach(() => {
	unhandled.length = 0;
});
afterEach(async () => {
	// Closing takes the system a moment: waited for, but not for ever.
	for (const last = Date.now() + 5_000; openFiles().length > 0 && Date.now() < last; )
		await new Promise((resolve) => setTimeout(resolve, 5));
	await new Promise(setImmediate);
	expect(unhandled).toEqual([]);
	expect(openFiles()).toEqual([]);
});

/** Files of n8n's storage that this process still has open. */
function openFiles(): string[] {
	return readdirSync('/proc/self/fd').flatMap((fd) => {
		try {
			const target = readlinkSync(`/proc/self/fd/${fd}`);
			return target.includes('binary_data') ? [target] : [];
		} catch {
			// The list itself was one of them, and is closed by now.
			return [];
		}
	});
}

async function item() {
	const service = await prepareBinaryStorage();
	const location = { type: 'execution', workflowId: 'workflow-1', executionId: '1' } as const;
	const binary = await service.store(location, Buffer.alloc(SIZE, 'film'), {
		data: '',
		mimeType: 'video/mp4',
		fileName: 'film.mp4',
	});
	return { binary, path: service.getPath(binary.id as string), json: {} };
}

const upload = async (operation: string, file: Awaited<ReturnType<typeof item>>) =>
	await bench.run(operation, { file: 'data' }, [{ json: {}, binary: { data: file.binary } }]);

test.each(['upload', 'uploadRaw'])(
	'%s: each try reads the file from its beginning',
	async (name) => {
		bench.server.script((_got, count) =>
			count < 3 ? { status: 429, json: {} } : { json: { ok: true } },
		);
		const { error } = await upload(name, await item());
		expect(error).toBeUndefined();
		expect(bench.server.got.map(({ body }) => body.length >= SIZE)).toEqual([true, true, true]);
	},
);

test.each(['upload', 'uploadRaw'])(
	'%s: a file that vanished is an error of the item',
	async (name) => {
		const file = await item();
		rmSync(file.path);
		const { error } = await upload(name, file);
		expect(error?.message).toBeDefined();
		expect(error?.context?.fate).not.toBe('unknown');
		expect(bench.server.got).toHaveLength(0);
	},
);

test.each(['upload', 'uploadRaw'])(
	'%s: a file that is shorter than n8n recorded is told, and not as "may have been delivered"',
	async (name) => {
		const file = await item();
		const service = await prepareBinaryStorage();
		const metadata = jest.spyOn(service, 'getMetadata');
		metadata.mockResolvedValue({ fileSize: SIZE + 1000, mimeType: 'video/mp4' });
		const { error } = await upload(name, file);
		metadata.mockRestore();
		expect(error?.message).toMatch(/film\.mp4.*can't be read/);
		expect(error?.context?.fate).toBe('notSent');
		expect(bench.server.got).toHaveLength(0);
	},
);

test.each(['upload', 'uploadRaw'])('%s: the server resets in the middle', async (name) => {
	const { server } = bench;
	server.interrupt(1_000_000);
	const { error } = await upload(name, await item());
	expect(error?.message).toMatch(/may have been delivered/);
	expect(server.got).toHaveLength(0);
});

test('upload: refused before it was read to its end', async () => {
	bench.server.refuseEarly(413);
	const { error } = await upload('upload', await item());
	expect(error?.message).toBeDefined();
});

test('download: a file that breaks off is fetched again', async () => {
	bench.server.script((_got, count) => ({
		raw: (response) => {
			response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': SIZE });
			response.write(Buffer.alloc(SIZE / 2, 'film'));
			if (count === 1) setTimeout(() => response.destroy(), 20);
			else response.end(Buffer.alloc(SIZE / 2, 'film'));
		},
	}));
	const { items, error } = await bench.run('download', { id: 'a' });
	expect(error).toBeUndefined();
	expect(bench.server.got).toHaveLength(2);
	const service = await prepareBinaryStorage();
	const content = await service.getAsBuffer(items[0]?.binary?.data as never);
	expect(content.equals(Buffer.alloc(SIZE, 'film'))).toBe(true);
});

test('download: a file that stalls ends after the time limit', async () => {
	bench.server.script((_got, count) => ({
		raw: (response) => {
			response.writeHead(200, { 'content-type': 'video/mp4' });
			response.write(Buffer.alloc(70_000, 'film'));
			if (count > 1) response.end();
		},
	}));
	const { items, error } = await bench.run('download', { id: 'a', options: { timeout: 1 } });
	expect(error).toBeUndefined();
	expect(bench.server.got).toHaveLength(2);
	expect(items[0]?.json).toMatchObject({ mimeType: 'video/mp4' });
}, 15_000);

test('download: a file that trickles in ends after the time limit', async () => {
	bench.server.script((_got, count) => ({
		raw: (response) => {
			response.writeHead(200, { 'content-type': 'video/mp4' });
			if (count > 1) return void response.end(Buffer.alloc(70_000, 'film'));
			const drip = setInterval(() => response.write('f'), 100);
			response.on('close', () => clearInterval(drip));
		},
	}));
	const { error } = await bench.run('download', { id: 'a', options: { timeout: 1 } });
	expect(error).toBeUndefined();
	expect(bench.server.got).toHaveLength(2);
}, 15_000);
