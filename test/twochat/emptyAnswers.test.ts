/** Answers that say nothing, after a send: it may have been delivered. */
import { ASHA, fromNumber, twoChatBench } from './setup';

const bench = twoChatBench();

const parameters = { fromNumber, sendTo: 'number', toNumber: ASHA, text: 'Hi' };

test.each([{}, [], { data: {} }, { message_uuid: null }])(
	'%j does not confirm a message',
	async (json) => {
		bench.server.script(() => ({ json }));
		const { error } = await bench.run('message.sendText', parameters);
		expect(error?.message).toBe('2Chat did not confirm: it may have been delivered');
		expect(bench.server.got).toHaveLength(1);
	},
);

test.each([{ success: true }, { message_uuid: 'MSG1' }])('%j confirms it', async (json) => {
	bench.server.script(() => ({ json }));
	const { items, error } = await bench.run('message.sendText', parameters);
	expect(error).toBeUndefined();
	expect(items[0]?.json).toEqual({ ...json, to: '+919876543210' });
});

test.each([{}, { data: {} }, { message_id: null }])('%j does not confirm an SMS', async (json) => {
	bench.server.script(() => ({ json }));
	const sms = { smsNumber: fromNumber, toNumber: ASHA, text: 'Hi' };
	const { error } = await bench.run('sms.send', sms);
	expect(error?.message).toBe('2Chat did not confirm: it may have been delivered');
	expect(bench.server.got).toHaveLength(1);
});
