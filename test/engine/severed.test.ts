/** What is known about a message by the moment at which its connection failed. */
import net from 'node:net';
import type tls from 'node:tls';

import { listen, newCertificate, tlsRelay, trustAll } from '../harness/tls';
import { engineBench } from './setup';

const bench = engineBench();
const certificate = newCertificate();
const SUCCESS = 'HTTP/1.1 200 OK\r\nContent-Length: 11\r\nConnection: close\r\n\r\n{"ok":true}';
const closers: Array<() => void> = [];

let distrust = () => {};
beforeEach(() => {
	distrust = trustAll();
});
afterEach(() => {
	distrust();
	for (const name of ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY']) delete process.env[name];
	for (const close of closers.splice(0)) close();
});

async function listening(server: net.Server): Promise<number> {
	const { port, close } = await listen(server);
	closers.push(close);
	return port;
}

/** Calls back with every whole request, and counts them. */
function onRequests(socket: net.Socket, took: string[], then: () => void): void {
	let text = '';
	socket.on('data', (chunk: Buffer) => {
		text += chunk.toString('latin1');
		const end = text.indexOf('\r\n\r\n');
		const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
		if (end < 0 || text.length < end + 4 + length) return;
		took.push(text);
		text = '';
		then();
	});
}

/** A TLS server whose wire is damaged after it took a request. */
async function damaged(damage: (secure: tls.TLSSocket, wire: net.Socket) => void) {
	const took: string[] = [];
	const { port, close } = await tlsRelay(certificate, (secure, wire) =>
		onRequests(secure, took, () => damage(secure, wire)),
	);
	closers.push(close);
	return { took, url: `https://127.0.0.1:${port}` };
}

const send = async (url: string, settings = {}) => {
	const real = bench.server;
	bench.server = { ...real, url };
	try {
		const parameters = { to: '919876543210', text: 'Hi', options: { timeout: 1, maxWait: 0 } };
		return await bench.run('send', parameters, { settings });
	} finally {
		bench.server = real;
	}
};

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

describe('over TLS, after the provider took the message', () => {
	test.each<[string, (secure: tls.TLSSocket, wire: net.Socket) => void]>([
		['a damaged record', (_, wire) => wire.write(Buffer.from([0x17, 3, 3, 0, 4, 1, 2, 3, 4]))],
		['plain text', (_, wire) => wire.write('HTTP/1.1 502 Bad Gateway\r\n\r\n')],
		['an alert in plain text', (_, wire) => wire.write(Buffer.from([0x15, 3, 3, 0, 2, 2, 80]))],
		['noise', (_, wire) => wire.write(Buffer.alloc(40, 0xff))],
		['a reset', (_, wire) => wire.resetAndDestroy()],
		['the end', (_, wire) => wire.end()],
		['half of an answer', (secure, wire) => secure.write(SUCCESS.slice(0, 80), () => wire.end())],
		['status 502', (secure) => secure.end('HTTP/1.1 502 Bad\r\nContent-Length: 0\r\n\r\n')],
		['silence', () => {}],
	])('%s is a doubt, and n8n does not send again', async (_what, damage) => {
		const { took, url } = await damaged(damage);
		const { error } = await send(url, RETRY);
		expect(error?.context?.fate).toBe('unknown');
		expect(took).toHaveLength(1);
	});

	test('an answer is an answer', async () => {
		const { url } = await damaged((secure) => secure.end(SUCCESS));
		expect((await send(url)).items[0]?.json).toMatchObject({ ok: true });
	});
});

describe('certain: nothing was sent', () => {
	test('the certificate is not trusted', async () => {
		distrust();
		const { took, url } = await damaged((secure) => secure.end(SUCCESS));
		expect((await send(url)).error?.context?.fate).toBe('notSent');
		expect(took).toHaveLength(0);
	});

	test.each<[string, (socket: net.Socket) => void]>([
		['the server speaks no TLS', (socket) => socket.end('HTTP/1.1 400 Bad\r\n\r\n')],
		['the handshake gets no answer', () => {}],
		['the handshake breaks off', (socket) => socket.once('data', () => socket.destroy())],
	])('%s', async (_what, answer) => {
		const port = await listening(net.createServer(answer));
		expect((await send(`https://127.0.0.1:${port}`)).error?.context?.fate).toBe('notSent');
	});

	test.each(['http://no-such-host.invalid', 'http://127.0.0.1:1'])('%s', async (url) => {
		expect((await send(url)).error?.context?.fate).toBe('notSent');
	});

	test.each([403, 407, 502, 503, 504])('a proxy answers the tunnel with %i', async (status) => {
		const port = await listening(
			net.createServer((socket) =>
				socket.once('data', () =>
					socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`),
				),
			),
		);
		process.env.HTTPS_PROXY = `http://127.0.0.1:${port}`;
		const { error } = await send('https://api.provider.test');
		expect(error?.context?.fate).toBe('notSent');
		expect(error?.message).toContain(
			`the proxy did not connect n8n to the server (status ${status})`,
		);
	});
});

describe("the system's errors on a socket", () => {
	const connect = net.Socket.prototype.connect;
	afterEach(() => {
		net.Socket.prototype.connect = connect;
	});

	test.each(['EHOSTUNREACH', 'ENETUNREACH', 'ECONNREFUSED', 'EADDRNOTAVAIL', 'EPIPE', 'EPROTO'])(
		'%s while the answer is read is a doubt',
		async (code) => {
			const sockets: net.Socket[] = [];
			net.Socket.prototype.connect = function (this: net.Socket, ...given: unknown[]) {
				sockets.push(this);
				return (connect as (...all: unknown[]) => net.Socket).apply(this, given);
			} as typeof connect;
			const took: string[] = [];
			const port = await listening(
				net.createServer((socket) =>
					onRequests(socket, took, () => {
						const error = Object.assign(new Error(`read ${code}`), { code, syscall: 'read' });
						for (const one of sockets) one.destroy(error);
					}),
				),
			);
			expect((await send(`http://127.0.0.1:${port}`, RETRY)).error?.context?.fate).toBe('unknown');
			expect(took).toHaveLength(1);
		},
	);
});
