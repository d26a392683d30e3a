/**
 * The ID of a button in the chat: it holds the signed address that the answer goes to, so that any
 * process of n8n that gets the tap can pass it on, and nobody can make one up.
 */

/** Marks our own IDs among those of other buttons. */
const PREFIX = 'mg1';
const TOKEN = new RegExp(
	`${PREFIX}\\.(\\d+)\\.([\\w-]{1,64})\\.(\\d+)\\.(t|f|c\\d)\\.([0-9a-f]{16,128})`,
);

const SIGNED = /^\/\d+\/[\w-]{1,64}\?\S*\bsignature=([0-9a-f]{16,128})\b/;

/**
 * The first signed link of a text that leads to a question of this n8n.
 * @param base n8n's address for waiting executions
 */
export function linkIn(text: string, base: string): { url: string; signature: string } | undefined {
	for (const url of text.split(/\s+/).filter((word) => word.startsWith(`${base}/`))) {
		const [, signature] = SIGNED.exec(url.slice(base.length)) ?? [];
		if (signature) return { url, signature };
	}
	return undefined;
}

/** An answer as the address has it. */
export type AnswerQuery = { approved: string } | { choice: string };

/** What the address of an answer from the chat has besides: pages have not. */
export const VIA_CHAT = { via: 'chat' };

const CODES: Record<string, AnswerQuery> = { t: { approved: 'true' }, f: { approved: 'false' } };

const codeOf = (answer: AnswerQuery): string =>
	'choice' in answer ? `c${answer.choice}` : answer.approved === 'true' ? 't' : 'f';

const answerOf = (code: string): AnswerQuery => CODES[code] ?? { choice: code.slice(1) };

/**
 * @param signed n8n's signed address for the run `ask`, the answer and `VIA_CHAT`, in this order
 * @returns at most some 150 characters
 */
export function tokenFor(signed: string, ask: string, answer: AnswerQuery): string {
	const { pathname, searchParams } = new URL(signed);
	const [execution, node] = pathname.split('/').slice(-2);
	return [PREFIX, execution, node, ask, codeOf(answer), searchParams.get('signature')].join('.');
}

/**
 * The signed address again.
 * @param base n8n's address for waiting executions
 * @returns `undefined` for what is no token
 */
export function addressIn(text: string, base: string): string | undefined {
	const [, execution, node, ask, code = '', signature] = TOKEN.exec(text) ?? [];
	if (!execution || !node || !ask || !signature) return undefined;
	const query = new URLSearchParams({ ask, ...answerOf(code), ...VIA_CHAT, signature });
	return `${base}/${execution}/${node}?${query.toString()}`;
}
