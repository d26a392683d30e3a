/** Wapio Trigger: the file of a received message, which WhatsApp keeps encrypted and Wapio decrypts. */
import type { IDataObject } from 'n8n-workflow';

import { MessagingWapioApi } from '../../credentials/MessagingWapioApi.credentials';
import { WapioTrigger } from '../../nodes/Wapio/WapioTrigger.node';
import { type Sandbox, startSandbox } from '../../sandbox';
import { SMALL_PNG } from '../../sandbox/core/files';
import { WAPIO_DEMO, WAPIO_SESSION } from '../../sandbox/wapio';
import { byId, prepareBinaryStorage } from '../harness/n8n';
import { activate, callWebhook, type TriggerSetup } from '../harness/webhook';
import { forgetDeliveries } from './receiving';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ providers: ['wapio'], webhooks: { retryDelaysMs: [] } });
});
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.reset();
	forgetDeliveries();
});

const setup = (): TriggerSetup => ({
	node: new WapioTrigger(),
	parameters: {
		events: ['messages.received', 'messages.reaction', 'message-receipt.update'],
		registration: 'automatic',
		session: byId(WAPIO_SESSION),
		options: { downloadMedia: true },
	},
	credential: {
		type: new MessagingWapioApi(),
		data: {
			token: WAPIO_DEMO.accountToken,
			webhookSecret: '',
			baseUrl: sandbox.baseUrl('wapio'),
		},
	},
	staticData: {},
});

/** Everything that was delivered since, as the workflow gets it. */
async function itemsOf(trigger: TriggerSetup, happening: string, input: IDataObject) {
	const before = sandbox.deliveries.length;
	sandbox.happen('wapio', happening, input);
	await sandbox.settled();
	const items = [];
	for (const { headers, body } of sandbox.deliveries.slice(before)) {
		const call = {
			headers,
			rawBody: Buffer.from(body),
			body: JSON.parse(body) as IDataObject,
		};
		items.push(...((await callWebhook(trigger, call)).items ?? []));
	}
	return items;
}

test('a picture comes decrypted by the former route where there is no other', async () => {
	const trigger = setup();
	await activate(trigger);
	sandbox.faults.add({ kind: 'status', status: 404, operationId: 'decryptMedia' });
	const [item] = await itemsOf(trigger, 'message.received', { kind: 'image' });
	const storage = await prepareBinaryStorage();
	const file = await storage.getAsBuffer(item?.binary?.data as never);
	expect(file.toString('hex')).toBe(SMALL_PNG.toString('hex'));
});

describe.each(['object', 'list', 'bare'])('deliveries in the form "%s"', (envelope) => {
	test('a picture comes decrypted', async () => {
		const trigger = setup();
		await activate(trigger);
		sandbox.happen('wapio', 'webhook.form', { envelope });
		const [item] = await itemsOf(trigger, 'message.received', {
			kind: 'image',
			content: { caption: 'The bill' },
		});
		expect(item?.json).toMatchObject({
			event: 'message.received',
			from: { phone: '919876543210' },
			message: { type: 'image', text: 'The bill' },
		});
		expect(item?.json.mediaProblem).toBeUndefined();
		const storage = await prepareBinaryStorage();
		const file = await storage.getAsBuffer(item?.binary?.data as never);
		expect(file.toString('hex')).toBe(SMALL_PNG.toString('hex'));
	});

	test('a key that Wapio does not know is told, and the message is not lost', async () => {
		const trigger = setup();
		await activate(trigger);
		sandbox.happen('wapio', 'webhook.form', { envelope });
		sandbox.happen('wapio', 'message.received', { kind: 'image' });
		await sandbox.settled();
		sandbox.state('wapio').encrypted.clear();
		const { headers, body } = sandbox.deliveries.at(-1) ?? { headers: {}, body: '{}' };
		const { items } = await callWebhook(trigger, {
			headers,
			rawBody: Buffer.from(body),
			body: JSON.parse(body) as IDataObject,
		});
		expect(items?.[0]?.json.mediaProblem).toContain('Media not found');
		expect(items?.[0]?.binary).toBeUndefined();
	});
});
