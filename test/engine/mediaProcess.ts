/**
 * A process of its own that sends or fetches one file through n8n's engine and prints how much its
 * memory grew: `tsx mediaProcess.ts <upload|uploadRaw|download> <megabytes> <server>`.
 */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import { prepareBinaryStorage, runNode } from '../harness/n8n';
import { Probe, probeApi } from './probe';

export interface MediaReport {
	error?: string;
	/** Bytes. */
	size: number;
	sha256: string;
	/** Bytes of resident memory above what the process had before. */
	grew: number;
	unhandled: string[];
}

const [mode = 'upload', megabytes = '1', baseUrl = ''] = process.argv.slice(2);
const size = Number(megabytes) * 1_048_576;
const unhandled: string[] = [];
process.on('unhandledRejection', (error) => unhandled.push(String(error)));
process.on('uncaughtException', (error) => unhandled.push(String(error)));

/** The same few buffers again and again: making the file must not be what fills the memory. */
function* made(total: number): Generator<Buffer> {
	const buffers = Array.from({ length: 64 }, () => Buffer.alloc(65_536));
	for (let at = 0, index = 0; at < total; at += 65_536, index++) {
		const buffer = (buffers[index % 64] as Buffer).fill(`${at};`);
		yield buffer.subarray(0, Math.min(65_536, total - at));
	}
}

const hashOf = async (chunks: AsyncIterable<Buffer>) => {
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const chunk of chunks) {
		hash.update(chunk);
		bytes += chunk.length;
	}
	return { sha256: hash.digest('hex'), size: bytes };
};

const node = new Probe();
const credential = { type: probeApi, data: { key: 'very-secret-key', baseUrl } };

async function main(): Promise<MediaReport> {
	const storage = await prepareBinaryStorage();
	const location = { type: 'execution', workflowId: 'workflow-1', executionId: '1' } as const;
	const stored = await storage.store(location, Readable.from(made(size)), {
		data: '',
		mimeType: 'video/mp4',
		fileName: 'film.mp4',
	});
	const run = async (operation: string, parameters: Record<string, string>, file = stored) =>
		await runNode({
			node,
			credential,
			parameters: { resource: 'thing', operation, ...parameters },
			items: [{ json: {}, binary: { data: file } }],
		});
	// The first request loads code; what that takes is not the file's.
	await run('read', { id: 'warm' });
	const small = await storage.store(location, Buffer.alloc(300_000), {
		data: '',
		mimeType: 'video/mp4',
		fileName: 'a.mp4',
	});
	if (mode === 'download') await run('download', { id: 'small' });
	else await run(mode, { file: 'data' }, small);
	global.gc?.();
	const before = process.memoryUsage().rss;
	let most = before;
	const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 2);
	const result =
		mode === 'download' ? await run(mode, { id: 'film' }) : await run(mode, { file: 'data' });
	clearInterval(timer);
	most = Math.max(most, process.memoryUsage().rss);
	const binary = result.items[0]?.binary?.data ?? stored;
	const content = binary.id
		? await hashOf(await storage.getAsStream(binary.id))
		: { sha256: '', size: 0 };
	await new Promise((resolve) => setTimeout(resolve, 50));
	return { error: result.error?.message, ...content, grew: most - before, unhandled };
}

if (require.main === module)
	void main().then((report) => {
		process.stdout.write(`${JSON.stringify(report)}\n`, () => process.exit(0));
	});
