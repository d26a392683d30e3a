/** A client of n8n's MCP Server Trigger, as far as a test needs one: its tools, and calls of them. */
import assert from 'node:assert/strict';

export interface McpTool {
	name: string;
	description: string;
}

export interface McpClient {
	tools(): Promise<McpTool[]>;
	/** @returns what the tool answered, as text */
	call(name: string, input: Record<string, unknown>): Promise<string>;
}

interface Reply {
	result?: { tools?: McpTool[]; content?: Array<{ text?: string }> };
	error?: { message: string };
}

/** Says hello with a protocol version that n8n knows. @throws AssertionError when it is refused */
export async function connectMcp(url: string, token: string): Promise<McpClient> {
	const headers: Record<string, string> = {
		'content-type': 'application/json',
		accept: 'application/json, text/event-stream',
		authorization: `Bearer ${token}`,
	};
	let id = 0;
	const ask = async (method: string, params: object): Promise<Reply> => {
		const body = JSON.stringify({ jsonrpc: '2.0', id: ++id, method, params });
		const answer = await fetch(url, { method: 'POST', headers, body });
		const text = await answer.text();
		assert.ok(answer.ok, `${method}: ${answer.status} ${text}`);
		const session = answer.headers.get('mcp-session-id');
		if (session) headers['mcp-session-id'] = session;
		// JSON, or one event of a stream.
		return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text) as Reply;
	};
	await ask('initialize', {
		protocolVersion: '2025-03-26',
		capabilities: {},
		clientInfo: { name: 'test', version: '1' },
	});
	return {
		tools: async () => (await ask('tools/list', {})).result?.tools ?? [],
		async call(name, input) {
			const { result, error } = await ask('tools/call', { name, arguments: input });
			return error?.message ?? (result?.content ?? []).map(({ text }) => text).join('\n');
		},
	};
}
