/** Deliveries as providers really send them, through a published trigger in a real n8n. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before } from 'node:test';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { WAPIO_SESSION } from '../sandbox/wapio/demo';
import type { SavedCredential, SavedWorkflow } from './lib/api';
import { figure } from './lib/figures';
import { byId, chain, credentialsOf, PACKAGE } from './lib/madeWorkflows';
import { sandboxCredential } from './lib/sandbox';
import { test, useStack } from './lib/suite';

const SECRET = 'correct-horse-battery';
const CREDENTIAL = 'messagingWapioApi';
const ASHA = '919876543210@s.whatsapp.net';
const SECOND = 1000;

const suite = useStack('received');

const trigger = (name: string, parameters: INodeParameters) =>
	chain(name, [
		{
			name: 'Wapio Trigger',
			type: `${PACKAGE}.wapioTrigger`,
			parameters,
			credentials: credentialsOf(CREDENTIAL),
			webhookId: crypto.randomUUID(),
		},
		{ name: 'Received', type: 'n8n-nodes-base.noOp' },
	]);

const MANUAL = {
	registration: 'manual',
	events: ['messages.received', 'messages.reaction', 'message-receipt.update'],
	filters: { own: 'skip' },
};

let credential: SavedCredential;
let data: IDataObject;

async function publish(name: string, parameters: INodeParameters) {
	const { stack } = suite;
	if (!credential) {
		data = { ...sandboxCredential(CREDENTIAL, stack.sandbox), webhookSecret: SECRET };
		credential = await stack.credentials.use(CREDENTIAL, data as never);
	}
	const saved = await stack.add(trigger(name, parameters));
	const [url = ''] = await stack.listen(saved);
	return { saved, url };
}

let signatures = 0;

/** A delivery signed as Wapio signs it. */
async function deliver(url: string, event: string, payload: unknown): Promise<Response> {
	const time = Math.floor(Date.now() / SECOND) - (signatures++ % 100);
	const body = JSON.stringify({ event, sessionId: 'bps_sess_1', data: payload });
	const v1 = createHmac('sha256', SECRET).update(`${time}.${body}`).digest('hex');
	return await fetch(url, {
		method: 'POST',
		body,
		headers: {
			'content-type': 'application/json',
			'x-webhook-signature': `t=${time},v1=${v1}`,
			'x-webhook-event-id': `evt-${signatures}`,
		},
	});
}

/** The events of the executions, in their order. */
async function eventsOf(saved: SavedWorkflow, count: number): Promise<IDataObject[]> {
	const executions = await suite.stack.api.waitForExecutions(saved, count);
	return executions.flatMap((execution) => execution.json('Received'));
}

/** Where deliveries were seen to have their message. */
const FORMS: Record<string, (entry: IDataObject) => unknown> = {
	object: (messages) => ({ messages }),
	list: (entry) => ({ messages: [entry] }),
	bare: (entry) => entry,
};

const web = (id: string, key: IDataObject, more: IDataObject): IDataObject => ({
	key: { id, remoteJid: ASHA, fromMe: false, ...key },
	messageTimestamp: Math.floor(Date.now() / SECOND),
	...more,
});

for (const [form, wrap] of Object.entries(FORMS)) {
	test(`Wapio, the message as ${form}: text, linked ID, reaction and status; none of one's own`, async () => {
		const { saved, url } = await publish(`Wapio ${form}`, MANUAL);
		const text = { message: { conversation: 'Where is my order?' } };
		const messages: Array<[string, IDataObject]> = [
			['messages.received', web(`T-${form}`, {}, text)],
			[
				'messages.received',
				web(
					`L-${form}`,
					{ remoteJid: '83842157310076@lid', senderPn: '919876543211@s.whatsapp.net' },
					text,
				),
			],
			['messages.received', web(`O-${form}`, { fromMe: true }, text)],
			[
				'messages.received',
				web(
					`R-${form}`,
					{},
					{ message: { reactionMessage: { key: { id: `T-${form}` }, text: '👍' } } },
				),
			],
			[
				'message-receipt.update',
				web(`S-${form}`, { fromMe: true }, { update: { status: 4 }, status: 4 }),
			],
		];
		for (const [event, entry] of messages) {
			const answer = await deliver(url, event, wrap(entry));
			assert.equal(answer.status, 200);
			assert.deepEqual(await answer.json(), { received: true });
		}
		const events = await eventsOf(saved, 4);
		const found = events.map(({ event, from, status, message }) => ({
			event,
			phone: (from as IDataObject | undefined)?.phone,
			what:
				(status as IDataObject | undefined)?.status ?? (message as IDataObject | undefined)?.type,
		}));
		assert.deepEqual(found, [
			{ event: 'message.received', phone: '919876543210', what: 'text' },
			{ event: 'message.received', phone: '919876543211', what: 'text' },
			{ event: 'message.reaction', phone: '919876543210', what: 'reaction' },
			{ event: 'message.status', phone: found[3]?.phone, what: 'read' },
		]);
		await suite.stack.api.deactivate(saved);
	});
}

test('Wapio: a received picture comes decrypted, in each form', async () => {
	const { stack } = suite;
	const { saved } = await publish('Wapio pictures', {
		registration: 'automatic',
		session: byId(WAPIO_SESSION),
		events: ['messages.received'],
		options: { downloadMedia: true },
	});
	for (const envelope of Object.keys(FORMS)) {
		stack.sandbox.happen('wapio', 'webhook.form', { envelope });
		stack.sandbox.happen('wapio', 'message.received', { kind: 'image' });
	}
	const executions = await stack.api.waitForExecutions(saved, 3);
	for (const execution of executions) {
		const [item] = execution.node('Received')?.items ?? [];
		assert.equal(item?.json.mediaProblem, undefined);
		assert.equal(item?.binary?.data?.mimeType, 'image/png');
	}
	stack.sandbox.happen('wapio', 'webhook.form', { envelope: 'long' });
	await stack.api.deactivate(saved);
});

let slow: Server;
before(() => {
	// Begins each file at once and never ends it.
	slow = createServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'image/png' });
		response.write('....');
	}).listen(0, '127.0.0.1');
});
after(() => {
	slow.closeAllConnections();
	slow.close();
});

test('a delivery with five slow files is answered within 5 seconds', async () => {
	const { saved, url } = await publish('Wapio slow files', {
		...MANUAL,
		options: { downloadMedia: true, localFiles: true },
	});
	const { port } = slow.address() as AddressInfo;
	const entries = [1, 2, 3, 4, 5].map((number) => ({
		message_id: `bps_msg_slow_${number}`,
		chat_jid: ASHA,
		from_me: false,
		kind: 'image',
		media: { url: `http://127.0.0.1:${port}/${number}.png`, mime_type: 'image/png' },
	}));
	const start = Date.now();
	const answer = await deliver(url, 'messages.received', { messages: entries });
	const took = Date.now() - start;
	figure('Delivery with five slow files', `answered after ${(took / SECOND).toFixed(1)} s`);
	assert.equal(answer.status, 200);
	assert.ok(took < 5 * SECOND, `${took} ms`);
	const events = await eventsOf(saved, 1);
	assert.equal(events.length, 5);
	for (const { mediaProblem } of events) assert.match(String(mediaProblem), /later/i);
	await suite.stack.api.deactivate(saved);
});

test('a corrected base URL does not cut a published trigger off', async () => {
	const { stack } = suite;
	const { saved } = await publish('Wapio corrected credential', {
		registration: 'automatic',
		session: byId(WAPIO_SESSION),
		events: ['messages.received'],
	});
	const receive = async (count: number) => {
		stack.sandbox.happen('wapio', 'message.received', { text: `message ${count}` });
		await stack.api.waitForExecutions(saved, count);
	};
	await receive(1);
	await stack.api.rest.call('PATCH', `/rest/credentials/${credential.id}`, {
		name: credential.name,
		type: credential.type,
		data: { ...data, baseUrl: `${String(data.baseUrl)}/` },
	});
	await receive(2);
	await stack.api.deactivate(saved);
});

test('a burst of three messages in each of five chats starts five executions', async () => {
	const { saved, url } = await publish('Wapio bursts', {
		...MANUAL,
		options: { combineMessages: 4 },
	});
	const chats = Array.from({ length: 5 }, (_, index) => `9198765432${10 + index}@s.whatsapp.net`);
	const answers: Array<Promise<Response>> = [];
	for (let part = 1; part <= 3; part++)
		for (const remoteJid of chats)
			answers.push(
				deliver(
					url,
					'messages.received',
					web(
						`B-${remoteJid}-${part}`,
						{ remoteJid },
						{ message: { conversation: `part ${part}` } },
					),
				),
			);
	const statuses = (await Promise.all(answers)).map(({ status }) => status);
	assert.deepEqual([...new Set(statuses)], [200]);
	const events = await eventsOf(saved, chats.length);
	assert.equal(events.length, chats.length);
	for (const { messages, sessionId } of events) {
		assert.ok(sessionId);
		const texts = (messages as IDataObject[]).map(({ text }) => text).sort();
		assert.deepEqual(texts, ['part 1', 'part 2', 'part 3']);
	}
	await suite.stack.api.deactivate(saved);
});
