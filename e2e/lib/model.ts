/** A language model that calls its one tool and then says what came of it: OpenAI's chat API. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ChatMessage {
	role: string;
	content: unknown;
}

interface ChatRequest {
	messages: ChatMessage[];
	tools?: Array<{ function: { name: string } }>;
}

export interface Model {
	/** Base URL for the credential. */
	readonly url: string;
	/** What the tools answered, in order. */
	readonly toolAnswers: string[];
	stop(): Promise<void>;
}

async function read(request: IncomingMessage): Promise<ChatRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString()) as ChatRequest;
}

/** @param input the arguments of the tool call */
export async function startModel(input: object): Promise<Model> {
	const toolAnswers: string[] = [];
	let calls = 0;
	const reply = ({ messages, tools = [] }: ChatRequest) => {
		const last = messages.at(-1);
		if (last?.role === 'tool') {
			const said = typeof last.content === 'string' ? last.content : JSON.stringify(last.content);
			toolAnswers.push(said);
			return { role: 'assistant', content: `The tool said: ${said}` };
		}
		const call = { name: tools[0]?.function.name ?? '', arguments: JSON.stringify(input) };
		return {
			role: 'assistant',
			content: null,
			tool_calls: [{ id: `call_${++calls}`, type: 'function', function: call }],
		};
	};
	const server = createServer((request, response) => {
		void read(request).then((body) => {
			const message = reply(body);
			response.writeHead(200, { 'content-type': 'application/json' }).end(
				JSON.stringify({
					id: `chat-${calls}`,
					object: 'chat.completion',
					created: 0,
					model: 'scripted',
					choices: [
						{ index: 0, message, finish_reason: 'tool_calls' in message ? 'tool_calls' : 'stop' },
					],
					usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
				}),
			);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		toolAnswers,
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
