import { MYOPERATOR_AGENT } from '../../../sandbox/myoperator';
import { textMessage, useSandbox, userCall } from '../helpers';
import { clients, contract } from './client';

const test$ = useSandbox();
const { whatsapp, obd } = clients(test$);

type Payload = Record<string, unknown> & { payload: Record<string, unknown> };

interface Delivered {
	/** Key in the contract's webhooks. */
	key: string;
	body: Payload;
}

/** What was delivered since the last reset, each checked against the contract. */
async function delivered(): Promise<Delivered[]> {
	await test$.sandbox.settled();
	return test$.sandbox.deliveries.map(({ event, body, state }) => {
		const payload = JSON.parse(body) as Payload;
		const problems = contract.checkWebhook(event, payload);
		expect({ event, state, problems, payload }).toMatchObject({ state: 'delivered', problems: [] });
		return { key: event, body: payload };
	});
}

const keys = async (): Promise<string[]> => (await delivered()).map(({ key }) => key);

function listen(family: 'new' | 'legacy-whatsapp' | 'legacy-call'): void {
	test$.sandbox.addWebhook('myoperator', { url: test$.receiver.url, settings: { family } });
}

async function send(fields: Record<string, unknown> = {}): Promise<string> {
	const answer = await whatsapp('/chat/messages', { json: { ...textMessage(), ...fields } });
	expect(answer.status).toBe(200);
	return (answer.json as { data: { message_id: string } }).data.message_id;
}

const template = {
	data: {
		type: 'template',
		context: { template_name: 'order_update', body: { name: 'Asha', order: 'A-1' } },
	},
};

describe('a message', () => {
	test('is sent, delivered and read', async () => {
		listen('new');
		const id = await send({ myop_ref_id: 'order-1' });
		const all = await delivered();
		expect(all.map(({ key }) => key)).toEqual([
			'message.sent',
			'message.delivered',
			'message.read',
		]);
		for (const { key, body } of all) {
			expect(body).toMatchObject({
				event_type: key,
				channel: 'whatsapp',
				direction: 'outgoing',
				customer_identifier: '919876543210',
				payload: { id, metadata: { myop_ref_id: 'order-1', errors: null }, source: 'api' },
			});
		}
		expect(new Set(all.map(({ body }) => body.event_id)).size).toBe(3);
		expect(all[2]?.body.payload).toMatchObject({
			is_read: true,
			events: [
				{ name: 'sent', timestamp: '2026-05-04T09:00:00.000000Z' },
				{ name: 'delivered', timestamp: '2026-05-04T09:00:00.000000Z' },
				{ name: 'read', timestamp: '2026-05-04T09:00:00.000000Z' },
			],
		});
		expect(all[0]?.body.payload).toMatchObject({
			events: [{}, { name: 'delivered', timestamp: null }, { name: 'read', timestamp: null }],
		});
	});

	test.each([
		['9000005001', ['message.failed']],
		['9000005002', ['message.sent']],
		['9000005003', ['message.sent', 'message.delivered']],
	])('to %s ends early', async (customer_number, expected) => {
		listen('new');
		await send({ customer_number });
		expect(await keys()).toEqual(expected);
	});

	test('that fails says why, in both families', async () => {
		listen('new');
		listen('legacy-whatsapp');
		await send({ customer_number: '9000005001' });
		const [failed, legacy] = await delivered();
		expect(failed?.body.payload).toMatchObject({
			status: 'failed',
			metadata: { errors: { '131026': 'Message undeliverable' } },
		});
		expect(legacy).toMatchObject({
			key: 'legacy.failed',
			body: { data: { metadata: { errors: { WABA_131026: 'Message undeliverable' } } } },
		});
		expect(legacy?.body.data).not.toHaveProperty('phone_number_id');
	});

	test.each([
		['text', {}, ['legacy.text.sent', 'legacy.text.delivered', 'legacy.text.read']],
		[
			'template',
			template,
			['legacy.template.sent', 'legacy.template.delivered', 'legacy.text.read'],
		],
	])('%s in the old family', async (_name, fields, expected) => {
		listen('legacy-whatsapp');
		await send(fields);
		const all = await delivered();
		expect(all.map(({ key }) => key)).toEqual(expected);
		expect(all.map(({ body }) => body.event)).toEqual(['sent', 'delivered', 'read']);
		// The inside of "delivered" still says "sent", as documented.
		expect(all.map(({ body }) => (body.data as { status: string }).status)).toEqual([
			'sent',
			'sent',
			'read',
		]);
	});

	test('whose link is opened, in both families', async () => {
		const id = await send(template);
		await test$.sandbox.settled();
		listen('new');
		listen('legacy-whatsapp');
		test$.sandbox.happen('myoperator', 'message.link_tracking', { messageId: id, button: 'btn-1' });
		const [click, legacy] = await delivered();
		expect(click).toMatchObject({
			key: 'message.link_tracking',
			body: {
				payload: { link_tracking: { template_name: 'order_update', button_info: 'btn-1' } },
			},
		});
		expect(legacy).toMatchObject({
			key: 'legacy.template.link_tracking',
			body: { event: 'message.link_tracking', data: { link_tracking: { button_info: 'btn-1' } } },
		});
	});

	test('of other kinds', async () => {
		listen('new');
		await send({ data: { type: 'image', context: { link: 'https://example.com/cat.png' } } });
		await send({
			data: {
				type: 'interactive',
				context: {
					interactive_type: 'cta_url',
					body: { text: 'See' },
					action: {
						name: 'cta_url',
						parameters: { display_text: 'Open', url: 'https://example.com/' },
					},
				},
			},
		});
		expect(await keys()).toHaveLength(6);
	});

	test('from a customer opens a conversation that is assigned and closed', async () => {
		listen('new');
		const { sandbox } = test$;
		sandbox.happen('myoperator', 'message.received', {
			from: '919876543210',
			name: 'Asha Rao',
			text: 'Is it open?',
		});
		sandbox.happen('myoperator', 'conversation.assign', {});
		sandbox.happen('myoperator', 'conversation.close', {});
		const all = await delivered();
		expect(all.map(({ key }) => key)).toEqual([
			'message.received',
			'conversation.assign',
			'conversation.close',
		]);
		expect(all[0]?.body).toMatchObject({
			direction: 'incoming',
			payload: {
				message_by: null,
				data: { type: 'text', context: { body: 'Is it open?' } },
				conversation: { customer_name: 'Asha Rao', unread_count: 1, status: 'unassigned' },
			},
		});
		expect(all[1]?.body).toMatchObject({
			direction: '',
			system_identifier: MYOPERATOR_AGENT,
			payload: { status: 'assigned', activity: { activity: 'conv_assigned' } },
		});
		expect(all[2]?.body).toMatchObject({
			payload: { status: 'closed', activity: { activity: 'conv_closed', action_to: null } },
		});
		expect(new Set(all.map(({ body }) => body.session_id)).size).toBe(1);
	});
});

describe('a call', () => {
	test('to an agent first', async () => {
		listen('new');
		await obd(userCall({ user_id: MYOPERATOR_AGENT, reference_id: 'order-1' }));
		const all = await delivered();
		expect(all.map(({ key }) => key)).toEqual([
			'call.initiated',
			'call.dial_begin',
			'call.answered',
			'call.dial_begin',
			'call.answered',
			'call.end',
			'call.summary',
		]);
		expect(all.map(({ body }) => body.customer_identifier)).toEqual([
			'+919876543299',
			'',
			'',
			'+919876543299',
			'+919876543299',
			'+919876543299',
			'+919876543299',
		]);
		const sequence = all.slice(0, 6).map(({ body }) => Number(body.event_sequence));
		expect(sequence).toEqual([...sequence].sort((a, b) => a - b));
		expect(all[5]?.body.payload).toMatchObject({
			category: 'outgoing',
			status: 'bridged',
			client_ref_id: 'order-1',
			recording_filename: expect.stringMatching(/\.mp3$/),
			legs: [{ type: 'agent' }, { type: 'customer', result: 'answered' }],
		});
		expect(all[6]?.body.payload).toMatchObject({
			category: 'obd',
			client_ref_id: 'order-1',
			legs: [{ agent: { uuid: MYOPERATOR_AGENT, extension: '10' } }, { agent: null }],
		});
	});

	test('to the IVR has one leg', async () => {
		listen('new');
		await obd(userCall({ type: '2' }));
		expect(await keys()).toEqual([
			'call.initiated',
			'call.dial_begin',
			'call.answered',
			'call.end',
			'call.summary',
		]);
	});

	test('that nobody answers is missed', async () => {
		listen('new');
		await obd(userCall({ number_2: '+919876543298', number: '+919000006001' }));
		const all = await delivered();
		expect(all.filter(({ key }) => key === 'call.answered')).toHaveLength(1);
		expect(all.at(-2)?.body.payload).toMatchObject({
			status: 'missed',
			recording_filename: '',
			billable: false,
			legs: [{}, { result: 'not_answered', dial_status: 'NO ANSWER', talk_duration: null }],
		});
	});

	test.each([
		[true, ['call.initiated', 'call.dial_begin', 'call.answered', 'call.end', 'call.summary']],
		[false, ['call.initiated', 'call.dial_begin', 'call.end', 'call.summary']],
	])('from a customer, answered: %s', async (answered, expected) => {
		listen('new');
		test$.sandbox.happen('myoperator', 'call.incoming', { from: '+919876543210', answered });
		const all = await delivered();
		expect(all.map(({ key }) => key)).toEqual(expected);
		expect(all.at(-1)?.body.payload).toMatchObject({
			category: 'incoming',
			status: answered ? 'bridged' : 'missed',
		});
	});

	test('gets a disposition, in both families', async () => {
		test$.sandbox.happen('myoperator', 'call.incoming');
		await test$.sandbox.settled();
		listen('new');
		listen('legacy-call');
		test$.sandbox.happen('myoperator', 'disposition', {
			names: ['Support', 'Solved'],
			comment: 'Call back on Monday',
		});
		const [disposition, legacy] = await delivered();
		expect(disposition).toMatchObject({
			key: 'disposition',
			body: {
				direction: '',
				system_identifier: null,
				payload: {
					dispositions: [
						{ type: 1, name: 'Support' },
						{ type: 2, name: 'Solved' },
					],
					comments: [{ content: 'Call back on Monday', posted_by: { extension: 10 } }],
				},
			},
		});
		expect(legacy).toMatchObject({
			key: 'legacy.disposition',
			body: { _dsp: [{ _lb: 1, _na: 'Support' }, { _lb: 2 }] },
		});
	});

	test('ends with AfterCall in the old family', async () => {
		listen('legacy-call');
		await obd(userCall({ user_id: MYOPERATOR_AGENT, reference_id: 'order-1' }));
		const [after, ...rest] = await delivered();
		expect(rest).toEqual([]);
		expect(after).toMatchObject({
			key: 'legacy.afterCall',
			body: { _cl: '+919876543299', _ev: 2, _su: 1, _cri: 'order-1', _ld: [{ _ac: 'received' }] },
		});
	});
});

test('every event of the contract with a known payload can happen', async () => {
	const { sandbox } = test$;
	for (const family of ['new', 'legacy-whatsapp', 'legacy-call'] as const) listen(family);
	await send();
	const id = await send(template);
	await send({ customer_number: '9000005001' });
	await obd(userCall({ user_id: MYOPERATOR_AGENT }));
	await sandbox.settled();
	sandbox.happen('myoperator', 'message.received');
	sandbox.happen('myoperator', 'message.link_tracking', { messageId: id });
	sandbox.happen('myoperator', 'conversation.assign');
	sandbox.happen('myoperator', 'conversation.close');
	sandbox.happen('myoperator', 'disposition', { comment: 'Fine' });
	const happened = new Set(await keys());
	expect(contract.webhooks().filter((key) => !happened.has(key))).toEqual([
		'call.ivr_started',
		'legacy.inCall',
	]);
});
