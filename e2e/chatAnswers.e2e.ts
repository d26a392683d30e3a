/**
 * Answers in the chat, in a real n8n: a tap on a button goes through the trigger to the execution that
 * waits, once, whoever taps how often, also after n8n was killed in between.
 */
import assert from 'node:assert/strict';
import type { INodeParameters } from 'n8n-workflow';

import { TWOCHAT_WABA_NUMBER } from '../sandbox/twochat/demo';
import type { SavedWorkflow } from './lib/api';
import { byId, chain, credentialsOf, PACKAGE } from './lib/madeWorkflows';
import { useRestartable } from './lib/restartable';
import { test } from './lib/suite';
import { waitFor } from './lib/wait';
import { MANUAL_TRIGGER } from './lib/workflows';

const ASHA = '919876543210';

const its = useRestartable();
let listener: SavedWorkflow;

type Asker = [node: string, credential: string, parameters: INodeParameters];

const WHAPI: Asker = [
	'whapi',
	'messagingWhapiApi',
	{ resource: 'message', operation: 'sendAndWait', to: byId(ASHA) },
];

/** Asks, and resolves to the ID of the execution once it waits. */
async function ask(parameters: INodeParameters = {}, asker = WHAPI): Promise<string> {
	const [node, credential, address] = asker;
	const workflow = chain('Ask', [
		{ name: 'Start', type: MANUAL_TRIGGER },
		{
			name: 'Ask',
			type: `${PACKAGE}.${node}`,
			parameters: {
				...address,
				message: 'Shall we refund order 4711?',
				sendAs: 'chat',
				...parameters,
			},
			credentials: credentialsOf(credential),
		},
		{ name: 'After', type: 'n8n-nodes-base.noOp' },
	]);
	const id = await its.api.run(await its.add(workflow), 'Start');
	assert.ok(id);
	await waitFor(
		async () => ((await its.api.execution(id))?.status === 'waiting' ? true : undefined),
		{
			for: 'the execution to wait',
			limitMs: 30_000,
			detail: () => its.n8n.log().slice(-500),
		},
	);
	return id;
}

interface Button {
	id: string;
	title: string;
}

interface Interactive {
	to: string;
	body: { text: string };
	action: { buttons?: Button[]; list?: { sections: Array<{ rows: Button[] }> } };
}

interface WabaMessage {
	text?: string;
	payload?: {
		interactive: { body: { text: string }; action: { buttons: Array<{ reply: Button }> } };
	};
}

const messages = (): Interactive[] =>
	its.sandbox.received
		.filter(({ operationId }) => operationId === 'sendMessageInteractive')
		.map(({ body }) => body as Interactive);

const texts = (): string[] =>
	its.sandbox.received
		.filter(({ operationId }) => operationId === 'sendMessageText')
		.map(({ body }) => (body as { body: string }).body);

/** Asks with buttons. */
async function begin(parameters: INodeParameters = {}) {
	const before = messages().length;
	const id = await ask(parameters);
	const [message] = messages().slice(before);
	assert.ok(message, 'a message with buttons went out');
	const { buttons, list } = message.action;
	return { id, message, buttons: buttons ?? list?.sections.flatMap(({ rows }) => rows) ?? [] };
}

/** The answer of an execution that has ended well. */
async function answerOf(id: string): Promise<Record<string, unknown>> {
	const ended = await its.api.finished(id);
	assert.equal(ended.status, 'success', ended.error);
	return ended.json('After')[0]?.data as Record<string, unknown>;
}

/** A person taps: WhatsApp reports it with the button's ID. */
async function tap(button: Button | undefined, from = ASHA): Promise<void> {
	its.sandbox.happen('whapi', 'message.received', {
		from,
		name: 'Asha Rao',
		type: 'reply',
		content: {
			type: 'buttons_reply',
			buttons_reply: { id: `ButtonsV3:${button?.id}`, title: button?.title },
		},
	});
	await its.sandbox.settled();
}

test('without a trigger, the message has the link to the page as well', async () => {
	const { message } = await begin();
	assert.match(message.body.text, /Respond: http/);
});

test('a tap is the answer; tapped again, changed, or by somebody else it is none', async () => {
	const trigger = chain('Listen', [
		{
			name: 'Message',
			type: `${PACKAGE}.whapiTrigger`,
			typeVersion: 1.1,
			webhookId: 'chat-answers',
			parameters: { events: ['messageReceived'] },
			credentials: credentialsOf('messagingWhapiApi'),
		},
	]);
	listener = await its.add(trigger);
	await its.api.activate(listener);

	const { id, message, buttons } = await begin({
		additionalFields: { replyText: 'Thank you, we are on it', restrictTo: `+${ASHA}` },
	});
	assert.doesNotMatch(message.body.text, /http/);
	const [approve, decline] = buttons;
	await tap(approve, '447700900123');
	await tap(approve, '447700900123');
	await tap({ ...decline, id: String(decline?.id).replace('.f.', '.t.') } as Button);
	assert.equal((await its.api.execution(id))?.status, 'waiting');
	assert.deepEqual(texts(), ['This question is for somebody else.']);

	await tap(approve);
	const { respondedAt, ...data } = await answerOf(id);
	assert.match(String(respondedAt), /^\d{4}-/);
	assert.deepEqual(data, {
		approved: true,
		to: ASHA,
		responder: { id: ASHA, phone: ASHA, name: 'Asha Rao' },
		via: 'chat',
	});
	await tap(approve);
	await tap(decline);
	assert.deepEqual(texts().slice(1), ['Thank you, we are on it']);
	assert.deepEqual(await its.api.executions(listener), [], 'no tap starts a workflow');
});

test('a list of choices, n8n killed between question and tap', async () => {
	const { id, buttons } = await begin({
		responseType: 'choice',
		choices: 'Today\nTomorrow\nNext week\nNever',
	});
	await its.kill();
	await its.start(listener);
	await tap(buttons.find(({ title }) => title === 'Next week'));
	assert.equal((await answerOf(id)).choice, 'Next week');
});

test('a written reply that quotes the question is the answer, another one starts the workflow', async () => {
	const id = await ask({
		sendAs: 'links',
		responseType: 'freeText',
		message: 'When does it suit you?',
	});
	const question = [...its.sandbox.state('whapi').messages.values()].at(-1);
	assert.match(JSON.stringify(question), /When does it suit you\?/);
	const write = async (text: string, quoted?: string) => {
		const message = { from: ASHA, name: 'Asha Rao', text, ...(quoted ? { quoted } : {}) };
		its.sandbox.happen('whapi', 'message.received', message);
		await its.sandbox.settled();
	};
	await write('Hello, is anybody there?');
	assert.equal((await its.api.execution(id))?.status, 'waiting');
	await write('On Tuesday after ten', question?.id);
	const { text, via, responder } = await answerOf(id);
	assert.deepEqual([text, via], ['On Tuesday after ten', 'chat']);
	assert.equal((responder as { name: string }).name, 'Asha Rao');
	const started = await waitFor(
		async () => {
			const all = await its.api.executions(listener);
			return all.length ? all : undefined;
		},
		{ for: 'the workflow of the message', limitMs: 20_000 },
	);
	assert.equal(started.length, 1, 'the answer started none');
});

test('2Chat: a tap on a button of an official number', async () => {
	const trigger = chain('Listen to 2Chat', [
		{
			name: 'Message',
			type: `${PACKAGE}.twoChatTrigger`,
			webhookId: 'chat-answers-2chat',
			parameters: {
				events: ['whatsapp.waba.message.received'],
				wabaNumbers: { entry: [{ number: byId(TWOCHAT_WABA_NUMBER) }] },
			},
			credentials: credentialsOf('messagingTwoChatApi'),
		},
	]);
	const heard = await its.add(trigger);
	await its.api.activate(heard);
	const id = await ask({ additionalFields: { replyText: 'Thank you, we are on it' } }, [
		'twoChat',
		'messagingTwoChatApi',
		{
			resource: 'wabaMessage',
			operation: 'sendAndWait',
			wabaNumber: byId(TWOCHAT_WABA_NUMBER),
			toNumber: `+${ASHA}`,
		},
	]);
	const sent = () =>
		its.sandbox.received
			.filter(({ operationId }) => operationId === 'sendWabaMessage')
			.map(({ body }) => body as WabaMessage);
	const { interactive } = sent().at(-1)?.payload ?? {};
	assert.doesNotMatch(interactive?.body.text ?? '', /http/, 'the trigger is heard of');
	const [button] = interactive?.action.buttons ?? [];
	for (const _twice of [1, 2]) {
		its.sandbox.happen('twochat', 'waba.message', {
			from: `+${ASHA}`,
			text: button?.reply.title,
			interactive: { type: 'button_reply', button_reply: button?.reply },
		});
		await its.sandbox.settled();
	}
	const { approved, via } = await answerOf(id);
	assert.deepEqual([approved, via], [true, 'chat']);
	assert.deepEqual(
		sent().flatMap(({ text }) => text ?? []),
		['Thank you, we are on it'],
	);
	assert.deepEqual(await its.api.executions(heard), [], 'no tap starts a workflow');
});
