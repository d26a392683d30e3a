/** Receives the answer: the page of the link on GET, the decision on POST. */
import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isObject, parseJson } from '../define/values';
import { clock } from '../http/clock';
import { MAX_TEXT, notePage, PAGE_HEADERS, questionPage } from './page';
import { CONTEXT_KEY } from './send';
import { VIA_CHAT } from '../trigger/token';
import type { Question } from './types';

/**
 * Nothing but a POST decides: messengers and mail scanners open every link that they see.
 * n8n has checked the signature of the address before this runs, and that the execution waits.
 */
export async function receiveAnswer(caller: IWebhookFunctions): Promise<IWebhookResponseData> {
	const question = questionOf(caller);
	const { ask, approved, choice, via } = caller.getQueryData() as IDataObject;
	const isChat = via === VIA_CHAT.via;
	if (!question || ask !== question.ask) return say(caller, 410, ANSWERED);
	if (question.until !== undefined && clock.now() >= question.until)
		return say(caller, 410, EXPIRED);
	if (isChat) return receiveFromChat(caller, question, { approved, choice });
	if (question.only) return say(caller, 403, IN_CHAT);
	const meant = approved === 'true' ? true : approved === 'false' ? false : undefined;
	if (caller.getRequestObject().method !== 'POST')
		return show(caller, 200, questionPage(question, meant));
	const read = readAnswer(question, meant, caller.getBodyData());
	if (typeof read === 'string') return show(caller, 400, questionPage(question, meant, read));
	setHeaders(caller);
	return {
		webhookResponse: notePage(question.thanks, 'You can close this page now.'),
		workflowData: [[{ json: answerJson(question, read), pairedItem: { item: 0 } }]],
	};
}

/** A tap on a button in the chat, which a trigger has passed on. */
function receiveFromChat(
	caller: IWebhookFunctions,
	question: Question,
	{ approved, choice }: IDataObject,
): IWebhookResponseData {
	const body = caller.getBodyData();
	const responder = isObject(body) && isObject(body.responder) ? body.responder : undefined;
	if (caller.getRequestObject().method !== 'POST' || !responder) return say(caller, 403, IN_CHAT);
	const phone = String(responder.phone ?? '').replace(/\D/g, '');
	if (question.only && !question.only.includes(phone)) {
		caller.getResponseObject().status(403).json({ say: NOT_YOURS });
		return { noWebhookResponse: true };
	}
	const chosen = question.choices?.[Number(choice)];
	const read: Answered =
		question.kind === 'choice' ? { choice: chosen ?? '' } : { approved: approved === 'true' };
	return {
		webhookResponse: { taken: true, ...(question.reply ? { say: question.reply } : {}) },
		workflowData: [
			[{ json: answerJson(question, read, { responder, via: 'chat' }), pairedItem: { item: 0 } }],
		],
	};
}

const NOT_YOURS = 'This question is for somebody else.';

/** The node's output: the answer, when it arrived, and who was asked. */
export const answerJson = (
	{ sent }: Question,
	read: Answered,
	by: IDataObject = { via: 'page' },
): IDataObject => ({
	data: { ...read, respondedAt: new Date(clock.now()).toISOString(), ...sent, ...by },
});

/** The decision, or the text. */
export type Answered =
	| { approved: boolean; reason?: string; chatInput?: string }
	| { text: string }
	| { choice: string };

type Note = [title: string, text: string];
const ANSWERED: Note = ['Already answered', 'This question no longer needs an answer.'];
const IN_CHAT: Note = ['Answer in the chat', 'Please tap a button under the message in the chat.'];
const EXPIRED: Note = ['Too late', 'The time for answering this question has run out.'];

/** The open question, from the execution's data, which n8n has loaded. */
function questionOf(caller: IWebhookFunctions): Question | undefined {
	// A brace in the node's name would end the expression.
	const name = JSON.stringify(caller.getNode().name).replace(
		/[{}]/g,
		(brace) => `\\u00${brace.charCodeAt(0).toString(16)}`,
	);
	const stored = caller.evaluateExpression(`{{ $node[${name}].context.${CONTEXT_KEY} }}`);
	const question = typeof stored === 'string' ? parseJson(stored) : undefined;
	return isObject(question) ? (question as unknown as Question) : undefined;
}

/** The decision, or what is wrong with it. */
function readAnswer(
	question: Question,
	meant: boolean | undefined,
	body: IDataObject,
): Answered | string {
	const entered = (name: string) => {
		const value = isObject(body) ? body[name] : undefined;
		return typeof value === 'string' ? value.trim() : '';
	};
	if (question.kind === 'freeText') {
		const text = entered('text');
		if (!text) return 'Please write an answer.';
		if (text.length > MAX_TEXT) return `Please use at most ${MAX_TEXT} characters.`;
		return { text };
	}
	if (question.kind === 'choice') {
		const picked = question.choices?.[Number(entered('answer') || NaN)];
		return picked === undefined ? 'Please choose an answer.' : { choice: picked };
	}
	const chosen = { approve: true, decline: false }[entered('answer')];
	const approved = meant ?? chosen;
	if (approved === undefined || (!approved && question.decline === undefined))
		return 'Please choose an answer.';
	const reason = approved || !question.reason ? '' : entered('reason').slice(0, MAX_TEXT);
	// n8n's agents pass `chatInput` of a declined tool call on to the model.
	return { approved, ...(reason ? { reason, chatInput: reason } : {}) };
}

function setHeaders(caller: IWebhookFunctions): void {
	const response = caller.getResponseObject();
	for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
}

/** Answers the browser; the execution keeps waiting. */
function show(caller: IWebhookFunctions, status: number, html: string): IWebhookResponseData {
	setHeaders(caller);
	caller.getResponseObject().status(status).send(html);
	return { noWebhookResponse: true };
}

const say = (caller: IWebhookFunctions, status: number, [title, text]: Note) =>
	show(caller, status, notePage(title, text));
