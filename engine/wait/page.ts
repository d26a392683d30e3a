/** The pages that the links open: small, readable on phones, nothing loaded from elsewhere. */
import { createHash } from 'crypto';

import type { Question } from './types';

const ESCAPES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const escapeHtml = (text: string): string =>
	text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/** Maximum length of an answer. */
export const MAX_TEXT = 10_000;

const STYLE = [
	'*{box-sizing:border-box}',
	'body{margin:0;padding:24px 16px;background:#f4f5f7;color:#1f2328;font:17px/1.5 system-ui,sans-serif}',
	'main{max-width:480px;margin:0 auto;padding:24px;background:#fff;border-radius:12px;box-shadow:0 1px 4px #0002}',
	'h1{margin:0 0 12px;font-size:20px;line-height:1.3}',
	'p{margin:0 0 20px;white-space:pre-wrap;overflow-wrap:anywhere}',
	'label{display:block;margin-bottom:6px}',
	'button+label{margin-top:24px}',
	'textarea{width:100%;min-height:120px;margin-bottom:16px;padding:10px;border:1px solid #8c959f;border-radius:8px;font:inherit}',
	'button{display:block;width:100%;margin-top:12px;padding:14px;border:0;border-radius:8px;background:#0b6b3a;color:#fff;font:inherit;font-weight:600}',
	'button.other{background:#fff;color:#a40e26;box-shadow:inset 0 0 0 1px #a40e26}',
	'p.wrong{color:#a40e26}',
	'p:last-child{margin:0}',
	'@media(prefers-color-scheme:dark){body{background:#16181c;color:#e6e8eb}main{background:#22252a}textarea{background:#16181c;color:inherit}button.other{background:#22252a;color:#ff8f9c;box-shadow:inset 0 0 0 1px #ff8f9c}p.wrong{color:#ff8f9c}}',
].join('');

/** A second tap on the button sends nothing; coming back to the page makes it work again. */
const SCRIPT =
	'{let sent=false;addEventListener("submit",(event)=>{if(sent)event.preventDefault();sent=true});addEventListener("pageshow",()=>{sent=false})}';

const hash = createHash('sha256').update(SCRIPT).digest('base64');

export const PAGE_HEADERS: Record<string, string> = {
	'Content-Type': 'text/html; charset=utf-8',
	'Cache-Control': 'no-store',
	'Content-Security-Policy': `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
	'X-Robots-Tag': 'noindex',
};

/** @param body trusted HTML */
const page = (title: string, body: string): string =>
	`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;

const heading = (text: string) => `<h1>${escapeHtml(text)}</h1>`;
const paragraph = (text: string) => `<p>${escapeHtml(text)}</p>`;

/** A page that only says something. */
export const notePage = (title: string, text: string): string =>
	page(title, heading(title) + paragraph(text));

const button = (value: string, label: string, other = false): string =>
	`<button type="submit" name="answer" value="${value}"${other ? ' class="other"' : ''}>${escapeHtml(label)}</button>`;

const textarea = (name: string, label: string, needed: boolean): string =>
	`<label for="${name}">${escapeHtml(label)}</label><textarea id="${name}" name="${name}" maxlength="${MAX_TEXT}"${needed ? ' required' : ''}></textarea>`;

/**
 * The question with what can be answered. The form goes back to the page's own address, whose
 * signature n8n checks.
 *
 * @param approved the answer that the link gives; undefined: the page offers all answers
 * @param wrong what was wrong with the previous answer
 */
export function questionPage(
	question: Question,
	approved: boolean | undefined,
	wrong?: string,
): string {
	const { kind, message, approve, decline, submit, title, reason } = question;
	const yes = approved === false ? '' : button('approve', approve);
	const no = approved === true || decline === undefined ? '' : button('decline', decline, true);
	const why = no && reason ? textarea('reason', 'Reason for declining (optional)', false) : '';
	const form =
		kind === 'freeText'
			? textarea('text', 'Type your answer', true) + button('text', submit)
			: (question.choices ?? []).map((choice, index) => button(String(index), choice)).join('');
	return page(
		title,
		[
			heading(title),
			paragraph(message),
			wrong === undefined ? '' : `<p class="wrong" role="alert">${escapeHtml(wrong)}</p>`,
			`<form method="post">${kind === 'approval' ? yes + why + no : form}</form>`,
			`<script>${SCRIPT}</script>`,
		].join(''),
	);
}
