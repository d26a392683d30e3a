/** TLS for tests: a certificate of our own, and a way to damage what is on the wire. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';

export interface Certificate {
	key: Buffer;
	cert: Buffer;
}

/** A new one for 127.0.0.1, which nobody trusts. */
export function newCertificate(): Certificate {
	const folder = mkdtempSync(join(tmpdir(), 'tls-'));
	const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	const kind = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'];
	execFileSync('openssl', ['req', ...kind, '-keyout', key, '-out', cert], { stdio: 'ignore' });
	const made = { key: readFileSync(key), cert: readFileSync(cert) };
	rmSync(folder, { recursive: true });
	return made;
}

const { connect } = tls;

/**
 * Certificates are not checked, as with NODE_TLS_REJECT_UNAUTHORIZED, which jest hides from Node.
 * @returns undoes it
 */
export function trustAll(): () => void {
	tls.connect = ((options: tls.ConnectionOptions, ...rest: []) =>
		connect({ ...options, rejectUnauthorized: false }, ...rest)) as typeof tls.connect;
	return () => {
		tls.connect = connect;
	};
}

export const ignoreErrors = (socket: net.Socket): void => {
	socket.on('error', () => {
		// Broken on purpose.
	});
};

/** Listens on a free port of this machine. */
export async function listen(server: net.Server): Promise<{ port: number; close: () => void }> {
	const sockets = new Set<net.Socket>();
	server.on('connection', (socket: net.Socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
		ignoreErrors(socket);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const close = () => {
		for (const socket of sockets) socket.destroy();
		server.close();
	};
	return { port: (server.address() as AddressInfo).port, close };
}

export interface Relay {
	port: number;
	close: () => void;
}

/**
 * A TLS server behind a relay of bytes, so that they can be damaged on their way.
 * @param opened gets each connection, encrypted and as it is on the wire
 * @param refuses whether a new connection gets noise instead of a handshake
 */
export async function tlsRelay(
	certificate: Certificate,
	opened: (secure: tls.TLSSocket, wire: net.Socket) => void,
	refuses: () => boolean = () => false,
): Promise<Relay> {
	const wires = new Map<number, net.Socket>();
	const inner = await listen(
		tls.createServer(certificate, (secure) => {
			ignoreErrors(secure);
			opened(secure, wires.get(secure.remotePort ?? 0) as net.Socket);
		}),
	);
	const relay = await listen(
		net.createServer((client) => {
			if (refuses()) {
				client.end(Buffer.alloc(40, 0xff));
				return;
			}
			const up = net.connect(inner.port, '127.0.0.1', () => wires.set(up.localPort ?? 0, client));
			up.on('error', () => client.destroy());
			client.on('data', (data) => up.write(data));
			up.on('data', (data) => client.write(data));
			client.on('close', () => up.destroy());
			up.on('close', () => client.end());
		}),
	);
	const close = () => {
		relay.close();
		inner.close();
	};
	return { port: relay.port, close };
}
