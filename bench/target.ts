/** The server that receives the requests: as little work as possible, in its own process. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

let count = 0;

const server = createServer((request, response) => {
	request.resume();
	request.on('end', () => {
		response.setHeader('content-type', 'application/json');
		if (request.method === 'GET') return void response.end(JSON.stringify({ count }));
		const id = `bench-${++count}`;
		const data = { message_id: id, conversation_id: 'bench', waba_id: '102290129340398' };
		const body = { status: 'success', code: '200', message: 'Message sent', data };
		response.end(JSON.stringify(body));
	});
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
	process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
