/** Every status and every shape of an error body: what is told, and what is tried again. */
import type { IDataObject } from 'n8n-workflow';

import { at, isObject } from '../../engine/define/values';
import { adviceFor, explain, Failure } from '../../engine/http/failure';
import type { Problem } from '../../engine/define/types';
import { problem, twoChat } from '../../nodes/TwoChat/provider';
import { loadContract, operations } from '../contracts/contract';
import { ASHA, byId, fromNumber, KEY, OWN, twoChatBench, wabaNumber } from './setup';

const bench = twoChatBench();

const STATUSES = [400, 401, 402, 403, 404, 406, 409, 410, 422, 429, 486, 500, 503, 504];

const SHAPES: Array<[string, unknown, Partial<Problem>]> = [
	[
		'error_message',
		{ success: false, error: true, error_message: 'It went wrong' },
		{ message: 'It went wrong' },
	],
	[
		'error_message and error_code',
		{ success: false, error: true, error_message: 'It went wrong', error_code: 131047 },
		{ message: 'It went wrong', code: '131047' },
	],
	['detail as text', { detail: 'It went wrong' }, { message: 'It went wrong' }],
	[
		'detail as list',
		{ detail: [{ loc: ['body', 'to_number'], msg: 'It went wrong' }, { msg: 'and again' }] },
		{ message: 'to_number: It went wrong', details: 'and again' },
	],
	['message', { message: 'It went wrong' }, { message: 'It went wrong' }],
	['HTML of a gateway', '<h1>It went wrong</h1>', {}],
	['nothing', undefined, {}],
];

describe('reading errors', () => {
	test.each(STATUSES.flatMap((status) => SHAPES.map((shape) => [status, ...shape] as const)))(
		'%i with %s',
		(status, _name, body, expected) => {
			const found = problem({ status, headers: {}, body });
			expect(found).toEqual({ status, ...expected });
			const { title, description } = explain(twoChat, new Failure(found as Problem, 'refused'));
			const said = found?.message ?? String(status);
			expect(`${title} ${description}`).toContain(said);
			expect(description).toContain(adviceFor(twoChat, found as Problem).todo);
		},
	);

	test.each([401, 402, 403, 404, 406, 422, 429, 503, 504])('%i has advice of its own', (status) => {
		expect(twoChat.advice[String(status)]?.todo).toMatch(/\w{3,}.*\.$/);
	});

	test.each([
		[200, { success: false, error: true, error_message: 'No QR code received' }],
		[201, { error: true, error_message: 'Number is gone' }],
		[202, { success: false, error_code: 'X1' }],
	])('a failure inside status %i', (status, body) => {
		expect(problem({ status, headers: {}, body })).toMatchObject({ status });
	});

	test('a number check has no "success" and is no failure', () => {
		const body = { is_valid: false, on_whatsapp: false };
		expect(problem({ status: 200, headers: {}, body })).toBeUndefined();
	});

	test('no example of a success is taken for a failure, each of a failure is', () => {
		let checked = 0;
		for (const { operation } of operations(loadContract('twochat'))) {
			const responses = at(operation, 'responses');
			for (const [status, response] of Object.entries(isObject(responses) ? responses : {})) {
				const media = at(response, 'content.application/json');
				const named = at(media, 'examples');
				const bodies = isObject(named)
					? Object.values(named).map((one) => at(one, 'value'))
					: [at(media, 'example')];
				for (const body of bodies) {
					const found = problem({ status: Number(status), headers: {}, body });
					const failed = Number(status) >= 400 || at(body, 'success') === false;
					expect([status, body, found !== undefined]).toEqual([status, body, failed]);
					checked++;
				}
			}
		}
		expect(checked).toBeGreaterThan(400);
	});
});

const text = { fromNumber, sendTo: 'number', toNumber: ASHA, text: 'Hi' };
const refusal = (status: number) => ({
	status,
	json: { success: false, error: true, error_message: 'Number is booting' },
});

describe('what is tried again', () => {
	test.each([409, 410, 486, 429])('%i: a message is sent again, and once only', async (status) => {
		bench.server.script((_got, count) =>
			count < 3 ? refusal(status) : { json: { success: true, message_uuid: 'MSG1' } },
		);
		const { items, error } = await bench.run('message.sendText', text);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.message_uuid)).toEqual(['MSG1']);
		expect(bench.server.got).toHaveLength(3);
		expect(bench.clock.waits.length).toBeGreaterThanOrEqual(2);
	});

	test.each([
		[409, /starting up/],
		[410, /connecting or disconnecting/],
		[486, /busy/],
	])('%i: in the end it is told what to do', async (status, title) => {
		bench.server.script(() => refusal(status));
		const { error } = await bench.run('message.sendText', { ...text, options: { maxWait: 10 } });
		expect(error?.message).toMatch(title);
		expect(error?.description).toMatch(/Max Retry Wait/);
		expect(error?.description).toContain('Number is booting');
		expect(bench.server.got.length).toBeGreaterThan(2);
	});

	test.each([503, 504, 500])('%i: a message is not sent again', async (status) => {
		bench.server.script(() => ({ status, json: { message: 'Service unavailable' } }));
		const { error } = await bench.run('message.sendText', text);
		expect(error?.message).toMatch(/may have been delivered/);
		expect(bench.server.got).toHaveLength(1);
	});

	test.each([503, 504])('%i: reading is tried again', async (status) => {
		bench.server.script((_got, count) =>
			count === 1 ? { status, text: '' } : { json: { success: true, account: {} } },
		);
		const { error } = await bench.run('account.get');
		expect(error).toBeUndefined();
		expect(bench.server.got).toHaveLength(2);
	});

	const buying = { numberGroup: byId('abc-123'), number: byId('+12135551234'), confirm: true };
	test.each([
		['webhook.create', { hookUrl: 'https://example.com/x', fromNumber }, 409, /already/],
		['numberShop.purchase', buying, 409, /2Chat/],
		['connection.connect', { channel: byId('WPN1') }, 410, /already connecting or disconnecting/],
		['connection.disconnect', { channel: byId('WPN1') }, 409, /starting up/],
		['wabaMessage.sendText', { wabaNumber, toNumber: ASHA, text: 'Hi' }, 409, /2Chat/],
		['sms.send', { smsNumber: byId(OWN), toNumber: ASHA, text: 'Hi' }, 410, /2Chat/],
	] as Array<[string, IDataObject, number, RegExp]>)(
		'%s does not repeat itself where %i means something else',
		async (operation, parameters, status, title) => {
			bench.server.script(() => ({ status, json: { detail: 'Conflict' } }));
			const { error } = await bench.run(operation, parameters);
			expect(error?.message).toMatch(title);
			expect(bench.server.got).toHaveLength(1);
		},
	);
});

describe('what the person reads', () => {
	test.each([
		[
			'account.get',
			{},
			401,
			{ detail: 'Invalid API Key' },
			/does not recognize/,
			/copy the key again/,
		],
		['account.get', {}, 402, { detail: 'Expired' }, /trial or plan has expired/, /Account > Get/],
		['account.get', {}, 403, { detail: 'Not authenticated' }, /Not authenticated/, /API key/],
		[
			'connection.create',
			{ phoneNumber: ASHA, friendlyName: 'Support' },
			403,
			{ success: false, error_message: 'Number exists' },
			/Number exists/,
			/in your account already/,
		],
		[
			'catalog.getManyProducts',
			{ fromNumber },
			406,
			{ success: false, error_message: 'Not a business' },
			/Not a business/,
			/WhatsApp Business app/,
		],
		[
			'slackChannel.link',
			{ group: byId('WAG1'), slackChannelId: 'C1' },
			400,
			{ success: false, error_message: 'Slack configuration is disabled' },
			/Slack configuration is disabled/,
			/Slack is connected and enabled/,
		],
		[
			'connection.getQrCode',
			{ channel: byId('WPN1') },
			200,
			{ success: false, error_message: 'No QR code received' },
			/No QR code received/,
			/Connection > Connect/,
		],
		[
			'wabaMessage.sendText',
			{ wabaNumber, toNumber: ASHA, text: 'Hi' },
			202,
			{ success: false, error: true, error_code: '131047', error_message: 'Re-engagement' },
			/Re-engagement/,
			/24 hours.*code 131047/,
		],
	] as Array<[string, IDataObject, number, IDataObject, RegExp, RegExp]>)(
		'%s %j %i %j',
		async (operation, parameters, status, json, title, todo) => {
			bench.server.script(() => ({ status, json }));
			const { error, items } = await bench.run(operation, parameters);
			expect(items).toEqual([]);
			expect(error?.message).toMatch(title);
			expect(error?.description).toMatch(todo);
			expect(JSON.stringify([error, error?.message, error?.description])).not.toContain(KEY);
		},
	);
});
