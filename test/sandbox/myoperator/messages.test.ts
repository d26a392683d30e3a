import { REFUSED_RECIPIENTS } from '../../../sandbox/myoperator';
import { useSandbox, textMessage } from '../helpers';
import { clients, dataOf } from './client';

const test$ = useSandbox();
const { whatsapp } = clients(test$);

describe('messages', () => {
	const send = (fields: Record<string, unknown>): ReturnType<typeof whatsapp> =>
		whatsapp('/chat/messages', { json: { ...textMessage(), ...fields } });

	test('are answered with a misspelt key, interactive ones with the correct one', async () => {
		const text = await dataOf(send({}));
		expect(Object.keys(text)).toEqual(['message_id', 'conversaton_id']);
		const interactive = await send({
			data: {
				type: 'interactive',
				context: {
					interactive_type: 'button',
					body: { text: 'Coming?' },
					action: { buttons: [{ type: 'reply', reply: { id: 'yes', title: 'Yes' } }] },
				},
			},
		});
		expect(interactive.json).toMatchObject({ message: 'Accepted' });
		const data = (interactive.json as { data: Record<string, unknown> }).data;
		expect(data.conversation_id).toBe(text.conversaton_id);
	});

	test.each(Object.entries(REFUSED_RECIPIENTS))('to %s are refused', async (number, { code }) => {
		const answer = await send({ customer_number: number.slice(2) });
		expect([answer.status, answer.json]).toMatchObject([400, { status: 'error', code, error: {} }]);
		expect(test$.sandbox.state('myoperator').messages.size).toBe(0);
	});

	test('can fail with plain text', async () => {
		const answer = await send({ customer_number: '9000000500' });
		expect([answer.status, answer.text]).toEqual([500, 'Internal Server Error']);
	});

	test('are sent from a number of the account, by either of its IDs', async () => {
		const [number] = test$.sandbox.state('myoperator').phoneNumbers;
		expect((await send({ phone_number_id: number?.id })).status).toBe(200);
		expect((await send({ phone_number_id: '1' })).json).toMatchObject({ code: 'CHAT_0306' });
	});

	test('can only reply to existing messages', async () => {
		const { message_id: id } = await dataOf(send({}));
		expect((await send({ reply_to: id })).status).toBe(200);
		expect((await send({ reply_to: '0b091788-8f67-4fd5-8afa-88d19be7156d' })).status).toBe(400);
		expect((await send({ reply_to: null })).status).toBe(200);
	});

	test('of templates need the template of the same account and its variables', async () => {
		const template = (context: Record<string, unknown>): ReturnType<typeof send> =>
			send({ data: { type: 'template', context } });
		const right = { template_name: 'order_update', body: { name: 'Asha', order: 'A-1' } };
		const { message_id: id } = await dataOf(template(right));
		expect(test$.sandbox.state('myoperator').messages.get(String(id))?.data.context).toMatchObject({
			name: 'order_update',
			category: 'utility',
			body: { context: 'Hi Asha, your order A-1 is on its way.' },
		});
		const foreign = await template({ template_name: 'summer_sale', body: { name: 'Asha' } });
		expect(foreign.json).toMatchObject({ message: 'Template not associated with this company' });
		const missing = await template({ ...right, body: { name: 'Asha' } });
		expect(missing.json).toMatchObject({ error: { body: ['order is required'] } });
	});
});
