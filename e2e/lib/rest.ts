/** HTTP as n8n's editor speaks it: one browser, one session. */
import { randomUUID } from 'node:crypto';

const REQUEST_LIMIT_MS = 60_000;

/** An answer of n8n outside 2xx. */
export class RestError extends Error {
	constructor(
		readonly method: string,
		readonly path: string,
		readonly status: number,
		readonly body: string,
	) {
		super(`${method} ${path}: ${status} ${body.slice(0, 1_000)}`);
		this.name = 'RestError';
	}
}

/** Sends requests below one n8n's address and keeps the session's cookie. */
export class Rest {
	/** n8n ties a session to the browser that began it: this must never change within one. */
	private readonly browserId = randomUUID();

	private cookie = '';

	constructor(readonly url: string) {}

	/** The parsed `data` of the answer, or the whole answer where it has no `data`. */
	async call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await this.send(method, path, body);
		const text = await response.text();
		if (!response.ok) throw new RestError(method, path, response.status, text);
		for (const cookie of response.headers.getSetCookie()) {
			if (cookie.startsWith('n8n-auth=')) this.cookie = cookie.split(';')[0] ?? '';
		}
		const parsed: unknown = text ? JSON.parse(text) : undefined;
		const wrapped = typeof parsed === 'object' && parsed !== null && 'data' in parsed;
		return (wrapped ? parsed.data : parsed) as T;
	}

	/** The raw answer, whatever its status. `path` starts with a slash. */
	async send(method: string, path: string, body?: unknown): Promise<Response> {
		return await fetch(this.url + path, {
			method,
			headers: {
				'browser-id': this.browserId,
				...(this.cookie ? { cookie: this.cookie } : {}),
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(REQUEST_LIMIT_MS),
		});
	}
}
