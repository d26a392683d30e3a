/** Failures that providers report with a 2xx status, and successes that look like them. */
import { unwrap, problem as wapioProblem } from '../../nodes/Wapio/provider';
import { problem as whapiProblem } from '../../nodes/Whapi/provider';

const answer = (body: unknown) => ({ status: 200, headers: {}, body });

test.each([
	{ sent: false, message: { id: 'm1', status: 'failed' } },
	{ sent: true, message: { id: 'm1', status: 'failed' } },
	{ success: false, message: 'no' },
])('Whapi.Cloud did not send: %j', (body) => {
	expect(whapiProblem(answer(body))).toMatchObject({ status: 200 });
});

test.each([
	{ sent: true, message: { id: 'm1', status: 'pending' } },
	{ messages: [{ id: 'm1', status: 'failed' }] },
	{ id: 'm1', status: 'failed' },
])('Whapi.Cloud succeeded: %j', (body) => {
	expect(whapiProblem(answer(body))).toBeUndefined();
});

test('Wapio says why a message was not sent', () => {
	const failed = { msgId: 'm1', status: 'failed', error: 'not on whatsapp' };
	expect(wapioProblem(answer(failed))).toMatchObject({ message: 'not on whatsapp' });
	expect(wapioProblem(answer({ status: 'error', message: 'x' }))).toMatchObject({ message: 'x' });
	expect(wapioProblem(answer({ data: [{ msgId: 'm1', status: 'failed' }] }))).toBeUndefined();
	expect(wapioProblem(answer({ message_id: 'm1', status: 'failed' }))).toBeUndefined();
});

test('Wapio wraps answers in two ways', () => {
	const data = { msgId: 'm1', status: 'queued' };
	expect(unwrap({ success: true, data })).toEqual(data);
	expect(unwrap({ status: 'success', data })).toEqual(data);
});
