/**
 * A language model that follows a script, behind OpenAI's chat API: what an AI agent gets from n8n's
 * OpenAI chat model node when its credential's base URL leads here.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** A tool as the agent offers it to the model. */
export interface OfferedTool {
	name: string;
	description: string;
	/** JSON schema of its input. */
	parameters: { properties?: Record<string, { type?: string; description?: string }> };
}

interface ChatMessage {
	role: string;
	content: unknown;
}

/** What the model says next: a call of a tool, several at once, or the final words. */
export type ModelStep =
	| { call: string; with?: Record<string, unknown> }
	| { calls: Array<{ call: string; with?: Record<string, unknown> }> }
	| { say: string };

export interface ChatModel {
	/** Data of an `openAiApi` credential that leads here. */
	readonly credential: ICredentialDataDecryptedObject;
	/** The tools that the last request offered. */
	readonly tools: OfferedTool[];
	/** What tools answered since the script began, oldest first. */
	readonly answers: string[];
	/** The user's words since the script began, oldest first. */
	readonly asked: string[];
	/** Number of steps that were not requested yet. */
	readonly left: number;
	/** Forgets everything and follows these steps from now on; `heard` is what is said in voice notes. */
	follow(steps: ModelStep[], heard?: string): void;
	stop(): Promise<void>;
}

interface ChatRequest {
	messages: ChatMessage[];
	stream?: boolean;
	tools?: Array<{ function: OfferedTool }>;
}

async function read(request: IncomingMessage): Promise<ChatRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString()) as ChatRequest;
}

const textOf = (content: unknown): string =>
	typeof content === 'string' ? content : JSON.stringify(content);

function answer(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function messageFor(step: ModelStep, turn: number): object {
	if ('say' in step) return { role: 'assistant', content: step.say };
	const calls = 'calls' in step ? step.calls : [step];
	return {
		role: 'assistant',
		content: null,
		tool_calls: calls.map(({ call, with: input = {} }, index) => ({
			id: `call_${turn}_${index}`,
			type: 'function',
			function: { name: call, arguments: JSON.stringify(input) },
		})),
	};
}

/**
 * Starts it on a free port. A step that calls a tool which was not offered, and a request after the
 * last step, are answered with HTTP 400, so that the agent fails instead of going on.
 */
export async function startChatModel(): Promise<ChatModel> {
	let steps: ModelStep[] = [];
	let tools: OfferedTool[] = [];
	let answers: string[] = [];
	let asked: string[] = [];
	let heard = '';
	let turn = 0;

	const refuse = (response: ServerResponse, message: string) =>
		answer(response, 400, { error: { message, type: 'invalid_request_error' } });

	const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		if (request.url?.endsWith('/audio/transcriptions')) {
			request.resume();
			answer(response, 200, { text: heard });
			return;
		}
		if (!request.url?.endsWith('/chat/completions')) {
			answer(response, 200, { object: 'list', data: [{ id: 'scripted', object: 'model' }] });
			return;
		}
		const { messages, stream, tools: offered = [] } = await read(request);
		tools = offered.map(({ function: tool }) => tool);
		answers = messages.filter(({ role }) => role === 'tool').map(({ content }) => textOf(content));
		asked = messages.filter(({ role }) => role === 'user').map(({ content }) => textOf(content));
		const step = steps.shift();
		if (!step) return refuse(response, 'The script is over');
		turn += 1;
		const names = 'say' in step ? [] : 'calls' in step ? step.calls : [step];
		const missing = names.find(({ call }) => !tools.some(({ name }) => name === call));
		if (missing) {
			const known = tools.map(({ name }) => name).join(', ');
			return refuse(response, `No tool ${missing.call}; there are: ${known}`);
		}
		const message = messageFor(step, turn);
		const finish_reason = 'say' in step ? 'stop' : 'tool_calls';
		const about = { id: `chatcmpl-${turn}`, created: 0, model: 'scripted' };
		const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
		if (!stream) {
			const choices = [{ index: 0, message, finish_reason }];
			answer(response, 200, { ...about, object: 'chat.completion', choices, usage });
			return;
		}
		const choices = [{ index: 0, delta: message, finish_reason }];
		const chunk = { ...about, object: 'chat.completion.chunk', choices, usage };
		response.writeHead(200, { 'content-type': 'text/event-stream' });
		response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
	};

	const server = createServer((request, response) => {
		handle(request, response).catch((error: unknown) => refuse(response, String(error)));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	// A set-up that fails after this must not keep the process.
	server.unref();
	const { port } = server.address() as AddressInfo;
	return {
		credential: { apiKey: 'scripted', url: `http://127.0.0.1:${port}/v1` },
		get tools() {
			return tools;
		},
		get answers() {
			return answers;
		},
		get asked() {
			return asked;
		},
		get left() {
			return steps.length;
		},
		follow(next, said = '') {
			steps = [...next];
			heard = said;
			tools = [];
			answers = [];
			asked = [];
			turn = 0;
		},
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
