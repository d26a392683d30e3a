/** Error bodies of all routes as problems and as what the person reads. */
import { explain, Failure } from '../../engine/http/failure';
import { explainErrors, labelsByName } from '../../nodes/Wapio/labels';
import { problem, unwrap, wapio } from '../../nodes/Wapio/provider';
import { operations } from '../contracts/contract';
import { byId } from '../harness/n8n';
import { contract, exampleOf, jsonExample, wapioBench } from './setup';

const bench = wapioBench();
const labels = labelsByName(wapio.resources);

const errorCases = operations(contract).flatMap(({ operationId, operation }) => {
	return Object.entries(operation.responses as object)
		.filter(([status]) => !status.startsWith('2'))
		.map(([status, response]): [string, number, unknown] => [
			operationId,
			Number(status),
			jsonExample(response),
		]);
});

test('every error body of the contract is read: code, message, fields, advice', () => {
	expect(errorCases.length).toBeGreaterThan(100);
	for (const [operationId, status, body] of errorCases) {
		const found = problem({ status, headers: {}, body });
		const told = body as { message: string; reason_code: string; errors?: object };
		expect([operationId, found]).toEqual([
			operationId,
			{
				status,
				code: told.reason_code,
				message: told.message,
				...(told.errors ? { details: 'To: Required' } : {}),
			},
		]);
		const { description } = explain(wapio, new Failure(found as never, 'refused'));
		expect(description).toContain(wapio.advice[String(status)]?.todo);
		expect(description).toContain(`code ${told.reason_code}`);
	}
});

test('no success of the contract is taken for an error', () => {
	for (const route of operations(contract)) {
		const { status, json } = exampleOf(route);
		expect(problem({ status, headers: {}, body: json })).toBeUndefined();
	}
});

test.each([
	[
		'a placeholder body',
		401,
		{ message: '', success: '', reason_code: '', errors: { key_0: 8418 } },
		{ status: 401, details: 'key_0: 8418' },
	],
	['no body', 404, undefined, { status: 404 }],
	['HTML of a proxy', 502, '<h1>Bad Gateway</h1>', { status: 502 }],
	[
		'a failure told with status 200',
		200,
		{ success: false, message: 'No', reason_code: 'x' },
		{ status: 200, code: 'x', message: 'No' },
	],
	[
		'a message with an ID that failed at once',
		200,
		{ msgId: 'bps_msg_1', status: 'failed', error: 'not on WhatsApp' },
		{ status: 200, message: 'not on WhatsApp' },
	],
	[
		'the same in an envelope',
		202,
		{ success: true, data: { msgId: 'bps_msg_1', status: 'error', error: { message: 'No' } } },
		{ status: 202, message: 'No' },
	],
	[
		'a status that says no',
		200,
		{ status: 'error', message: 'No' },
		{ status: 200, message: 'No' },
	],
	[
		'a message of the past that failed',
		200,
		{ message_id: 'bps_msg_1', status: 'failed' },
		undefined,
	],
	[
		'a session that failed',
		200,
		{ success: true, data: { session_id: 'bps_sess_ws_1', status: 'failed' } },
		undefined,
	],
	[
		'errors as a list',
		422,
		{ success: false, message: 'Bad', errors: ['one', 'two'] },
		{ status: 422, message: 'Bad', details: 'one, two' },
	],
	[
		'details that repeat the message',
		422,
		{ success: false, message: 'Bad', errors: 'Bad' },
		{ status: 422, message: 'Bad' },
	],
])('%s', (_name, status, body, expected) => {
	expect(problem({ status, headers: {}, body })).toEqual(expected);
});

test.each([
	[{ to: ['Required'] }, 'To: Required'],
	[{ imageUrl: ['must be a URL', 'must be https'] }, 'Image URL: must be a URL, must be https'],
	[{ 'contact.phoneNumber': ['Invalid'] }, 'Contact Phone Number: Invalid'],
	[{ 'participants.1': ['Unknown'] }, 'Participants (entry 2): Unknown'],
	[{ 'participants[0]': 'Unknown' }, 'Participants (entry 1): Unknown'],
	[{ session_id: ['Required'], text: ['Too long'] }, 'Session: Required; Text: Too long'],
	[
		{ file_name: ['Bad'], 'settings.typing': ['Bad'], typing: ['Bad'] },
		'File Name: Bad; Typing: Bad; Typing: Bad',
	],
	[{ something_new: ['Bad'], to: [] }, 'something_new: Bad'],
	[undefined, ''],
])('validation errors %j', (errors, expected) => {
	expect(explainErrors(errors, labels)).toBe(expected);
});

test('a wire name has one label, except where two fields of different operations share it', () => {
	const several = [...labels].filter(([, names]) => names.size > 1);
	expect(several.map(([name, names]) => [name, ...names])).toEqual([
		['channel_id', 'To', 'Channel'],
		['phone', 'Contact', 'Phone Number'],
		['jid', 'Contact', 'Chat'],
	]);
});

test('a refused message tells the label, the code and what to do', async () => {
	bench.server.script(() => ({
		status: 422,
		json: {
			success: false,
			message: 'Validation failed',
			reason_code: 'validation_error',
			errors: { 'poll.options': ['Too few'] },
		},
	}));
	const { error } = await bench.run('message.sendPoll', {
		to: byId('919876543210'),
		question: 'When?',
		pollOptions: ['Monday'],
	});
	expect(error?.message).toBe('Wapio: Validation failed');
	expect(error?.description).toContain('Answers: Too few');
	expect(error?.description).toContain('also choose a session');
	expect(error?.httpCode).toBe('422');
	expect(error?.context?.code).toBe('validation_error');
});

test('429 waits as long as Retry-After says, then goes on', async () => {
	bench.server.script((_got, count) =>
		count === 1
			? {
					status: 429,
					headers: { 'retry-after': '60' },
					json: { success: false, message: 'Rate limit exceeded', reason_code: 'rate_limited' },
				}
			: { status: 202, json: { msgId: 'bps_msg_1', status: 'queued' } },
	);
	const { items, error } = await bench.run('message.sendText', {
		to: byId('919876543210'),
		text: 'Hi',
	});
	expect(error).toBeUndefined();
	expect(items[0]?.json.msgId).toBe('bps_msg_1');
	expect(bench.server.got).toHaveLength(2);
});

test.each([
	[{ success: true, data: { a: 1 } }, { a: 1 }],
	[
		{ success: true, message: 'Done' },
		{ success: true, message: 'Done' },
	],
	[{ data: [1], next_cursor: null }, [1]],
	[{ status: 'success', data: { a: 1 } }, { a: 1 }],
	[{ status: 'success', data: [1] }, [1]],
	[{ success: true, data: { contacts: [1], total: 1 } }, [1]],
	[
		{ success: true, data: { jid: 'a@g.us', participants: [1] } },
		{ jid: 'a@g.us', participants: [1] },
	],
	[
		{ status: 'connected', data: [1], name: 'no envelope' },
		{ status: 'connected', data: [1], name: 'no envelope' },
	],
	[[1], [1]],
	[undefined, undefined],
])('the envelope of %j', (body, expected) => {
	expect(unwrap(body)).toEqual(expected);
});

test('a key of another message is told as that, not as a session that is not connected', async () => {
	bench.server.script(() => ({
		status: 409,
		json: { success: false, message: 'The Idempotency-Key was used for another request' },
	}));
	const { error } = await bench.run('message.sendText', { to: byId('919876543210'), text: 'Hi' });
	expect(error?.description).toContain('leave "Idempotency Key" empty');
	expect(error?.description).not.toContain('QR');
});
