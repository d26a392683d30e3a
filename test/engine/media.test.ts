/** Large files go through in pieces, whatever happens to them on the way. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';

import type { MediaReport } from './mediaProcess';

const MEGABYTES = 48;
/**
 * The whole file in memory, even once, would be more. Node's own young generation may hold 64 MB of
 * used-up buffers before it looks at them; it is kept small here, so that what is held shows.
 */
const LIMIT = 30 * 1_048_576;

let server: Server;
let url = '';
let got: Array<{ path: string; length?: string; bytes: number; sha256: string }> = [];

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const chunk of request) {
		hash.update(chunk as Buffer);
		bytes += (chunk as Buffer).length;
	}
	const { url: target = '', headers } = request;
	got.push({
		path: target,
		length: headers['content-length'],
		bytes,
		sha256: hash.digest('hex'),
	});
	if (!target.startsWith('/files/')) {
		response.setHeader('content-type', 'application/json');
		return void response.end('{"ok": true}');
	}
	response.setHeader('content-type', 'video/mp4');
	const total = target.endsWith('small') ? 300_000 : MEGABYTES * 1_048_576;
	for (let at = 0; at < total; at += 65_536) {
		const chunk = Buffer.alloc(Math.min(65_536, total - at), `${at};`);
		if (!response.write(chunk)) await new Promise((resolve) => response.once('drain', resolve));
	}
	response.end();
}

beforeAll(async () => {
	server = createServer((request, response) => void answer(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
	got = [];
});

async function inOwnProcess(mode: string): Promise<MediaReport> {
	const script = path.join(__dirname, 'mediaProcess.ts');
	const flags = ['--expose-gc', '--max-semi-space-size=1'];
	const args = [...flags, '--import', 'tsx', script, mode, String(MEGABYTES), url];
	const { stdout } = await promisify(execFile)(process.execPath, args);
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as MediaReport;
}

test.each(['upload', 'uploadRaw', 'download'])(
	`%s of ${MEGABYTES} MB: every byte arrives, and memory hardly grows`,
	async (mode) => {
		const report = await inOwnProcess(mode);
		expect(report).toMatchObject({
			size: MEGABYTES * 1_048_576,
			unhandled: [],
		});
		expect(report.error).toBeUndefined();
		const last = got.at(-1);
		if (mode !== 'download') expect(Number(last?.length)).toBe(last?.bytes);
		if (mode === 'uploadRaw') expect(last?.sha256).toBe(report.sha256);
		expect(report.grew).toBeLessThan(LIMIT);
	},
	60_000,
);
