import type { SandboxEvent, WebhookAuth, WebhookTarget } from './types';
import { asText, isDict } from './values';

const BOUNDARY = '----sandbox-boundary-7MA4YWxkTrZu0gW';

/** Writes an event in the encoding that the address was registered with. */
export function encode(
	target: WebhookTarget,
	event: SandboxEvent,
	fields: Record<string, string> = topLevelFields(event.payload),
): { type: string; body: string } {
	if (target.encoding === 'form') {
		return {
			type: 'application/x-www-form-urlencoded',
			body: new URLSearchParams(fields).toString(),
		};
	}
	if (target.encoding === 'multipart') {
		const parts = Object.entries(fields).map(
			([name, value]) =>
				`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
		);
		return {
			type: `multipart/form-data; boundary=${BOUNDARY}`,
			body: `${parts.join('')}--${BOUNDARY}--\r\n`,
		};
	}
	return { type: 'application/json', body: JSON.stringify(event.payload) };
}

/** A body that no longer parses. */
export function malformed(body: string): string {
	return `${body.slice(0, Math.floor(body.length / 2))}"%%`;
}

/** Headers that prove who sent it; wrong ones when forged. */
export function authHeaders(auth: WebhookAuth, forged: boolean): Record<string, string> {
	if (auth.kind === 'none') return {};
	if (auth.kind === 'header') return { [auth.name.toLowerCase()]: forged ? 'forged' : auth.value };
	const password = forged ? 'forged' : auth.password;
	const pair = Buffer.from(`${auth.username}:${password}`).toString('base64');
	return { authorization: `Basic ${pair}` };
}

function topLevelFields(payload: unknown): Record<string, string> {
	if (!isDict(payload)) return { payload: JSON.stringify(payload) };
	return Object.fromEntries(
		Object.entries(payload).map(([name, value]) => [
			name,
			typeof value === 'object' && value !== null ? JSON.stringify(value) : asText(value),
		]),
	);
}
