/** Receives the answer: the page of the link on GET, the decision on POST. */
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import type { Provider } from '../define/types';
import { isObject, parseJson } from '../define/values';
import { clock } from '../http/clock';
import { MAX_TEXT, notePage, PAGE_HEADERS, questionPage } from './page';
import { CONTEXT_KEY } from './send';
import { proofOf } from '../trigger/proof';
import { VIA_CHAT } from '../trigger/token';
import { sameText } from '../trigger/verify';
import type { Question } from './types';

/**
 * Nothing but a POST decides: messengers and mail scanners open every link that they see.
 * n8n has checked the signature of the address before this runs, and that the execution waits.
 *
 * @param providers those that the question can have gone through
 */
export async function receiveAnswer(
	caller: IWebhookFunctions,
	providers: Provider[],
): Promise<IWebhookResponseData> {
	const question = questionOf(caller);
	const { ask, approved, choice, via } = caller.getQueryData() as IDataObject;
	const isChat = via === VIA_CHAT.via;
	if (!question || ask !== question.ask) return say(caller, 410, ANSWERED);
	if (question.until !== undefined && clock.now() >= question.until)
		return say(caller, 410, EXPIRED);
	if (isChat) return receiveFromChat(caller, question, { approved, choice });
	const body = caller.getBodyData();
	if (isObject(body) && typeof body.proof === 'string')
		return await receiveQuoting(caller, question, body, providers);
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
	const chosen = question.choices?.[Number(choice)];
	const read: Answered =
		question.kind === 'choice' ? { choice: chosen ?? '' } : { approved: approved === 'true' };
	return takeFromChat(caller, question, read, responder);
}

/** A reply that quoted the question, which a trigger has passed on with its proof. */
async function receiveQuoting(
	caller: IWebhookFunctions,
	question: Question,
	{ text, responder, provider: name, proof }: IDataObject,
	providers: Provider[],
): Promise<IWebhookResponseData> {
	const provider = providers.find((one) => one.name === name);
	const said = typeof text === 'string' ? textAnswer(question, text.trim()) : undefined;
	// Neither is an answer: to the trigger, the message is one like others.
	if (!provider || !said || !isObject(responder)) return answerJustNow(caller, 422, {});
	const credential = await caller.getCredentials<ICredentialDataDecryptedObject>(
		provider.credential,
	);
	const { signature } = caller.getQueryData() as IDataObject;
	if (!sameText(proof, proofOf(credential, String(signature), { text, responder })))
		return answerJustNow(caller, 422, {});
	return takeFromChat(caller, question, said, responder);
}

/** Takes an answer from the chat if the person may give it. */
function takeFromChat(
	caller: IWebhookFunctions,
	question: Question,
	read: Answered,
	responder: IDataObject,
): IWebhookResponseData {
	const phone = String(responder.phone ?? '').replace(/\D/g, '');
	if (question.only && !question.only.includes(phone))
		return answerJustNow(caller, 403, { say: NOT_YOURS });
	return {
		webhookResponse: { taken: true, ...(question.reply ? { say: question.reply } : {}) },
		workflowData: [
			[{ json: answerJson(question, read, { responder, via: 'chat' }), pairedItem: { item: 0 } }],
		],
	};
}

/** What a written reply answers: any text, or the label or number of an answer. */
function textAnswer(question: Question, text: string): Answered | undefined {
	const { kind, choices = [], approve, decline } = question;
	if (!text || text.length > MAX_TEXT) return undefined;
	if (kind === 'freeText') return { text };
	const isLike = (label: string | undefined) => label?.toLowerCase() === text.toLowerCase();
	if (kind === 'choice') {
		const choice = choices.find(isLike) ?? choices[Number(text) - 1];
		return choice === undefined ? undefined : { choice };
	}
	return isLike(approve) ? { approved: true } : isLike(decline) ? { approved: false } : undefined;
}

/** Answers the trigger; the execution keeps waiting. */
function answerJustNow(
	caller: IWebhookFunctions,
	status: number,
	body: IDataObject,
): IWebhookResponseData {
	caller.getResponseObject().status(status).json(body);
	return { noWebhookResponse: true };
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
const IN_CHAT: Note = [
	'Answer in the chat',
	'Please tap a button below the message, or reply to it.',
];
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
