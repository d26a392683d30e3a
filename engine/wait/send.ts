/** Sends the question with its links once, and suspends the execution until the answer. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { SEND_AND_WAIT_OPERATION, WAIT_INDEFINITELY } from 'n8n-workflow';

import { parsePhone } from '../define/phone';
import type { Provider, Values } from '../define/types';
import { WrongValue } from '../define/values';
import { collect } from '../item/collect';
import type { DeliveryOptions, Run } from '../item/context';
import { runItems } from '../run/items';
import type { NodeError, ReadItem } from '../run/job';
import { carrierOf } from './form';
import { limitOf } from './limit';
import { questionReader } from './message';
import { type AnswerQuery, tokenFor, VIA_CHAT } from '../trigger/token';
import type { Ask, Question, WaitMap } from './types';

/** Where the question is in the node's own part of the execution's data. */
export const CONTEXT_KEY = 'question';

const RESTRICTION = 'Restrict Who Can Answer';

export interface Order {
	ask: Ask;
	/** "links", "buttons" or "chat". */
	sendAs: string;
	run: Run;
}

/** Sends the question; the `json` of the items that it returns says who got it. */
export interface Messenger {
	options: DeliveryOptions;
	/** @throws WrongValue */
	address: (order: Order) => ReadItem;
	toError: (error: unknown, index: number) => NodeError;
}

export const isSendAndWait = (caller: IExecuteFunctions): boolean =>
	caller.getNodeParameter('operation', 0) === SEND_AND_WAIT_OPERATION;

/**
 * An execution can wait for one answer: with several items the first one's values are asked.
 *
 * @param form the provider with the operation added
 * @throws NodeApiError | NodeOperationError when the question could not be sent
 */
export async function askAndWait(
	caller: IExecuteFunctions,
	form: Provider,
	map: WaitMap,
	messenger: Messenger,
): Promise<INodeExecutionData[][]> {
	const operation = carrierOf(form, map.resource, SEND_AND_WAIT_OPERATION);
	let question: Question | undefined;
	const outputs = await runItems(caller, {
		count: 1,
		options: messenger.options,
		hasEffect: true,
		read: (_index, run) => {
			const { values } = collect(operation, questionReader(caller), caller.getTimezone());
			checkRestriction(values, map);
			question = questionFrom(values, runIndex(caller));
			return messenger.address({
				ask: askWith(caller, question, values),
				sendAs: String(values.sendAs ?? 'links'),
				run,
			});
		},
		toError: messenger.toError,
	});
	const sent = outputs[0]?.[0]?.json;
	// The node is set to continue after a failure, the execution was stopped, or nothing was to be sent.
	if (!question || !sent || sent.error !== undefined || sent.sent === false) return outputs;
	const asked: Question = { ...question, sent };
	caller.getContext('node')[CONTEXT_KEY] = JSON.stringify(asked);
	await caller.putExecutionToWait(
		question.until === undefined ? WAIT_INDEFINITELY : new Date(question.until),
	);
	return [caller.getInputData()];
}

const runIndex = (caller: IExecuteFunctions) =>
	String(caller.getWorkflowDataProxy(0).$runIndex as number);

const or = (value: unknown, fallback: string) => (typeof value === 'string' ? value : fallback);

function questionFrom(values: Values, ask: string): Question {
	const kind =
		values.responseType === 'freeText' || values.responseType === 'choice'
			? values.responseType
			: 'approval';
	const canDecline = kind === 'approval' && values.approvalType !== 'single';
	const only = allowed(values.restrictTo, values);
	return {
		ask,
		kind,
		...(kind === 'choice' ? { choices: choicesFrom(values.choices) } : {}),
		...(only.length ? { only } : {}),
		...(values.replyText ? { reply: String(values.replyText) } : {}),
		message: String(values.message).trim(),
		approve: or(values.approveLabel, 'Approve'),
		...(canDecline ? { decline: or(values.declineLabel, 'Decline') } : {}),
		submit: or(values.submitLabel, 'Send'),
		title: or(values.pageTitle, kind === 'approval' ? 'Your decision' : 'Your answer'),
		thanks: or(values.thanksText, 'Thank you'),
		reason: values.askReason === true,
		until: limitOf(values.limitWaitTime),
		sent: {},
	};
}

/** Nobody could answer a question whose page is closed and that has nothing to tap. @throws WrongValue */
function checkRestriction({ restrictTo, responseType, sendAs }: Values, { chat }: WaitMap): void {
	if (!String(restrictTo ?? '').trim()) return;
	if (sendAs !== 'chat')
		throw new WrongValue('choose "Send As: Buttons in the Chat" as well', RESTRICTION);
	if (responseType === 'freeText' && !chat?.quotes)
		throw new WrongValue('texts come from the page here, which anybody can open', RESTRICTION);
}

const MOST_CHOICES = 10;

/** @throws WrongValue */
function choicesFrom(value: unknown): string[] {
	const given = Array.isArray(value) ? value : String(value ?? '').split('\n');
	const choices = given.map((one) => String(one).trim()).filter(Boolean);
	if (choices.length < 2 || choices.length > MOST_CHOICES)
		throw new WrongValue(`from 2 to ${MOST_CHOICES} answers are needed`, 'Choices');
	const same = choices.find((one, index) => choices.indexOf(one) !== index);
	if (same !== undefined) throw new WrongValue(`"${same}" is there twice`, 'Choices');
	return choices;
}

/** Digits of the phone numbers in a list. @throws WrongValue */
const allowed = (value: unknown, values: Values): string[] =>
	String(value ?? '')
		.split(/[,;\n]/)
		.map((one) => one.trim())
		.filter(Boolean)
		.map((one) => parsePhone(one, RESTRICTION, values).digits);

/** Each run's links are its own, so that in a loop an old link can't answer a new question. */
function askWith(caller: IExecuteFunctions, question: Question, values: Values): Ask {
	const { ask, message, kind, approve, decline, choices = [] } = question;
	const link = (label: string, parameters: Record<string, string> = {}) => ({
		label,
		url: caller.getSignedResumeUrl({ ask, ...parameters }),
	});
	const page = link(or(values.respondLabel, 'Respond'));
	const links =
		kind !== 'approval'
			? [page]
			: [
					link(approve, { approved: 'true' }),
					...(decline === undefined ? [] : [link(decline, { approved: 'false' })]),
				];
	const lines = links.map(({ label, url }) => `${label}: ${url}`);
	const named = choices.map((choice, index) => `${index + 1}. ${choice}`).join('\n');
	const answers: Array<[title: string, answer: AnswerQuery]> =
		kind === 'choice'
			? choices.map((choice, index) => [choice, { choice: String(index) }])
			: kind === 'freeText'
				? []
				: [
						[approve, { approved: 'true' }],
						...(decline === undefined
							? []
							: [[decline, { approved: 'false' }] as [string, AnswerQuery]]),
					];
	const chat = answers.map(([title, answer]) => ({
		title,
		id: tokenFor(caller.getSignedResumeUrl({ ask, ...answer, ...VIA_CHAT }), ask, answer),
	}));
	const text = [message, ...(named ? [named] : []), ...lines].join('\n\n');
	return { message, links, page, text, chat, offersPage: question.only === undefined };
}

/** What the answer says about how the question was sent. */
export const sentTo = (facts: IDataObject): INodeExecutionData[] => [
	{ json: facts, pairedItem: { item: 0 } },
];
