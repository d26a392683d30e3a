import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** Ports of 127.0.0.1 that were free a moment ago, all different. */
export async function freePorts(count: number): Promise<number[]> {
	const servers = Array.from({ length: count }, () => createServer());
	const ports: number[] = [];
	try {
		for (const server of servers) {
			server.listen(0, '127.0.0.1');
			await once(server, 'listening');
			ports.push((server.address() as AddressInfo).port);
		}
	} finally {
		for (const server of servers) server.close();
	}
	return ports;
}

/**
 * Rejects when something already listens there. Without this, whoever it is would be taken for the
 * process that was just started on that port.
 */
export async function requireFree(port: number): Promise<void> {
	const server = createServer();
	server.listen(port, '127.0.0.1');
	try {
		await once(server, 'listening');
	} catch (error) {
		throw new Error(`Port ${port} of 127.0.0.1 is taken: choose another`, { cause: error });
	}
	server.close();
	await once(server, 'close');
}
