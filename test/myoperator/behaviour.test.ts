/** What a person meets when something is wrong, and the day's work of the node, in the sandbox. */
import type { IDataObject } from 'n8n-workflow';

import { useClock } from '../../engine/http/clock';
import { virtualClock } from '../engine/virtualClock';
import { callLogInWords } from '../../nodes/MyOperator/summaries';
import { byId, myOperatorBench, sender } from './setup';

const bench = myOperatorBench();
const text = { phoneNumber: sender, to: '+91 98765 43210', text: 'Hello Asha' };
const file = (bytes: number, mimeType = 'image/png') => [
	{
		json: {},
		binary: {
			data: { data: Buffer.alloc(bytes, 1).toString('base64'), mimeType, fileName: 'photo.png' },
		},
	},
];

let restore = () => {};
beforeEach(() => {
	restore = useClock(virtualClock(Date.now() + Math.random() * 1e12));
});
afterEach(() => restore());

describe("the day's work", () => {
	test('a text is sent and the answer has one spelling of conversation_id', async () => {
		const { items, error } = await bench.run('message.sendText', text);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toEqual({
			message_id: expect.any(String) as string,
			conversation_id: expect.any(String) as string,
			to: '919876543210',
		});
	});

	test('media is uploaded, a contact created, found, updated and deleted', async () => {
		const upload = await bench.run(
			'media.upload',
			{ file: 'data', application: 'template' },
			{ items: file(2048) },
		);
		expect(upload.items[0]?.json.media_id).toEqual(expect.any(String));
		const created = await bench.run('contact.create', {
			name: 'Asha Rao',
			phone: '+91 98765 00001',
			additionalFields: {
				email: 'asha@example.com',
				customFields: { entry: [{ id: 'company_name', value: 'Acme' }] },
			},
		});
		const id = String(created.items[0]?.json.id);
		const found = await bench.run('contact.getMany', { filters: { phone: '+91 98765 00001' } });
		expect(found.items.map(({ json }) => json.id)).toEqual([id]);
		const searched = await bench.run('contact.search', {
			conditionsAs: 'form',
			conditions: { entry: [{ field: 'name', operator: 'contains', value: 'Asha' }] },
		});
		expect(searched.items.map(({ json }) => json.id)).toContain(id);
		const picked = await bench.run('contact.search', {
			conditionsAs: 'form',
			conditions: {
				entry: [
					{ attribute: 'name', operator: 'is', value: 'Asha Rao' },
					{ attribute: 'phone_number_with_cc', operator: 'is', value: '+91 98765 00001' },
					{ attribute: 'custom', field: 'company_name', operator: 'is', value: 'Acme' },
				],
			},
		});
		expect(picked.items.map(({ json }) => json.id)).toEqual([id]);
		const { contacts } = bench.sandbox.state('myoperator');
		const count = contacts.size;
		await bench.run('contact.search', {
			conditionsAs: 'json',
			conditionsJson: '{"name__is":"Nobody"}',
		});
		expect(contacts.size).toBe(count);
		const updated = await bench.run('contact.update', {
			contactId: byId(id),
			updateFields: { name: 'Asha R' },
		});
		expect(updated.items[0]?.json.name).toBe('Asha R');
		const gone = await bench.run('contact.delete', { contactId: byId(id) });
		expect(gone.items[0]?.json).toEqual({ deleted: true });
	});

	test('calls in three modes; the secrets are in the request and nowhere else', async () => {
		for (const [operation, extra] of [
			['dialUser', { userId: byId('66d0a1b2c3d4e601') }],
			['connectNumbers', { number2: '+91 98765 00002' }],
			['startIvr', {}],
		] as Array<[string, IDataObject]>) {
			const { items, error } = await bench.run(`call.${operation}`, {
				number: '+91 98765 00003',
				...extra,
			});
			expect(error).toBeUndefined();
			expect(items[0]?.json.unique_id).toBeTruthy();
			expect(JSON.stringify(items)).not.toContain('demo-obd');
		}
	});

	test('a call with the developer token alone, not repeated when its answer is lost', async () => {
		const call = { number: '+91 98765 00003', userId: byId('66d0a1b2c3d4e601') };
		const { error } = await bench.run('call.clickToCall', call);
		expect(error).toBeUndefined();
		bench.sandbox.faults.add({
			kind: 'resetAfterRead',
			provider: 'myoperator',
			operationId: 'clickToCall',
			times: 1,
		});
		const lost = await bench.run('call.clickToCall', call);
		expect(lost.error?.message).toMatch(/may have been delivered/);
		expect(bench.sandbox.received.map(({ status }) => status)).toEqual([200, null]);
	});

	test('the same execution asked to call again does not call twice', async () => {
		const call = { number: '+91 98765 00003', additionalFields: { referenceId: 'order-1' } };
		await bench.run('call.startIvr', call);
		const second = await bench.run('call.startIvr', call);
		expect(second.error?.httpCode).toBe('403');
		expect(second.error?.description).toMatch(/allow list.*reference ID is new/);
		bench.sandbox.faults.add({
			kind: 'resetAfterRead',
			provider: 'myoperator',
			operationId: 'createCall',
			times: 1,
		});
		const lost = await bench.run('call.startIvr', { number: '+91 98765 00004' });
		expect(lost.error).toBeUndefined();
		expect(bench.sandbox.received.map(({ status }) => status)).toEqual([200, 403, null, 403]);
		expect(bench.sandbox.received.filter(({ tookEffect }) => tookEffect)).toHaveLength(2);
	});

	test('users, call logs, filters and recordings', async () => {
		const users = await bench.run('user.getMany', { returnAll: true });
		expect(users.items.length).toBeGreaterThan(0);
		const filters = await bench.run('callLog.getFilters');
		expect(filters.items.every(({ json }) => String(json.name) === String(json.name).trim())).toBe(
			true,
		);
		const logs = await bench.run('callLog.search', { returnAll: true });
		expect(logs.error).toBeUndefined();
	});

	test('simplified call logs say in words what happened, and when in ISO time', async () => {
		bench.sandbox.happen('myoperator', 'call.incoming', { from: '+919876543210', answered: false });
		await bench.sandbox.settled();
		const [log] = (await bench.run('callLog.search', { limit: 1 })).items;
		expect(log?.json).toMatchObject({ direction: 'inbound', outcome: 'missed' });
		expect(log?.json.startedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
		expect(log?.json.id).toBeTruthy();
		const [raw] = (await bench.run('callLog.search', { limit: 1, simplify: false })).items;
		expect(raw?.json).toMatchObject({ event: 1, status: 2 });
	});

	test('a code that is not known stays as it is', () => {
		const row = {
			id: 'log-1',
			direction: 7,
			outcome: 'busy',
			startedAt: '',
			duration: '00:00:10',
		};
		expect(callLogInWords(row)).toEqual(row);
	});
});

describe('what goes wrong', () => {
	const expectError = async (
		outcome: ReturnType<typeof bench.run>,
		message: RegExp,
		todo: RegExp,
	): Promise<void> => {
		const { error, items } = await outcome;
		expect(items.filter(({ json }) => !json.error)).toHaveLength(0);
		expect(error?.message).toMatch(message);
		expect(error?.description ?? '').toMatch(todo);
		expect(JSON.stringify(error)).not.toMatch(/demo-(whatsapp|obd|public)/);
	};

	test('a wrong key', async () =>
		await expectError(
			bench.run('message.sendText', text, { credential: { apiKey: 'wrong-key-entirely' } }),
			/MyOperator/,
			/Check the keys in the credential/,
		));

	test.each([
		[
			'message',
			'sendText',
			text,
			{ apiKey: '' },
			/lacks WhatsApp API Key for WhatsApp and contacts/,
		],
		[
			'call',
			'startIvr',
			{ number: '+919876500003' },
			{ callsSecretToken: '' },
			/lacks Calls Secret Token for outbound calls/,
		],
		[
			'user',
			'getMany',
			{},
			{ developerToken: '' },
			/lacks Developer API Token for users, call logs and recordings/,
		],
	])(
		'an empty section of the credential: %s',
		async (resource, operation, parameters, credential, message) => {
			await expectError(
				bench.run(`${resource}.${operation}`, parameters, { credential }),
				message,
				/Open the credential/,
			);
			expect(bench.sandbox.received).toHaveLength(0);
		},
	);

	test('no IVR anywhere', async () => {
		await expectError(
			bench.run('call.startIvr', { number: '+919876500003' }, { credential: { publicIvrId: '' } }),
			/phone menu .*ID is missing/,
			/^/,
		);
		expect(bench.sandbox.received).toHaveLength(0);
	});

	test('a missing required field', async () => {
		await expectError(
			bench.run('message.sendText', { ...text, to: '={{ $json.phone ?? "" }}' }),
			/To: a value is required/,
			/Nothing was sent/,
		);
		expect(bench.sandbox.received).toHaveLength(0);
	});

	test('an unknown template variable', async () => {
		const schema = [
			{
				id: 'body.name',
				displayName: 'Text: name',
				required: false,
				display: true,
				type: 'string',
				defaultMatch: false,
			},
		];
		await expectError(
			bench.run('message.sendTemplate', {
				phoneNumber: sender,
				to: '+919876543210',
				template: byId('order_update|en'),
				variables: { mappingMode: 'defineBelow', value: { 'body.nam': 'Asha' }, schema },
			}),
			/Variables: there is no "body.nam"; there are: body.name/,
			/Nothing was sent/,
		);
	});

	test('a contact whose number is too short after the country code', async () => {
		await expectError(
			bench.run('contact.create', { name: 'Asha Rao', phone: '+683 4002' }),
			/Phone Number: at least 7 digits are needed after the country code/,
			/Nothing was sent/,
		);
		expect(bench.sandbox.received).toHaveLength(0);
	});

	test('two search conditions for the same field and operator', async () => {
		const entry = { attribute: 'name', operator: 'contains' };
		await expectError(
			bench.run('contact.search', {
				conditionsAs: 'form',
				conditions: {
					entry: [
						{ ...entry, value: 'Asha' },
						{ ...entry, value: 'Rao' },
					],
				},
			}),
			/Contacts Where: "name__contains" is there twice/,
			/Nothing was sent/,
		);
		expect(bench.sandbox.received).toHaveLength(0);
	});

	test('an upload of 11 MB', async () => {
		await expectError(
			bench.run(
				'media.upload',
				{ file: 'data', application: 'messaging' },
				{ items: file(11 * 1024 * 1024) },
			),
			/"photo.png" has 11 MB, but at most 10 MB are accepted/,
			/Nothing was sent/,
		);
		expect(bench.sandbox.received).toHaveLength(0);
	});

	test.each([
		['CHAT_4001', '+919000004001', /balance is used up/, /Recharge/],
		['CHAT_0302', '+919000000302', /Waba is Disabled/, /support why/],
		['CHAT_0303', '+919000000303', /Phone Number is Disabled/, /another number/],
		['CHAT_0304', '+919000000304', /not connected/, /Finish setting it up/],
		['CHAT_3001', '+919000003001', /Message Sending Failed/, /Check the recipient/],
	])('%s', async (code, to, message, todo) => {
		await expectError(bench.run('message.sendText', { ...text, to }), message, todo);
		const { error } = await bench.run('message.sendText', { ...text, to });
		expect(error?.context?.code).toBe(code);
	});

	test('HTTP 500 with plain text: a send may have been delivered', async () =>
		await expectError(
			bench.run('message.sendText', { ...text, to: '+919000000500' }),
			/may have been delivered/,
			/Internal Server Error.*Look it up/,
		));

	test('429 is waited for, and then it goes through', async () => {
		bench.sandbox.faults.add({ kind: 'status', status: 429, retryAfter: 30, times: 2 });
		const { items, error } = await bench.run('message.sendText', text);
		expect(error).toBeUndefined();
		expect(items[0]?.json.message_id).toBeTruthy();
		expect(bench.sandbox.received).toHaveLength(3);
	});

	test('"status": "error" inside HTTP 200', async () => {
		await expectError(
			bench.run('user.getMany', {}, { credential: { developerToken: 'not-the-token' } }),
			/^MyOperator: not an authorized request/,
			/Check the key in the credential.*code 401, HTTP 200/,
		);
		expect(bench.sandbox.received).toMatchObject([{ status: 200 }]);
	});

	test('a field of a validation error is named', async () =>
		await expectError(
			bench.run('message.sendText', {
				...text,
				additionalFields: { replyTo: '0b091788-8f67-4fd5-8afa-88d19be7156d' },
			}),
			/MyOperator/,
			/reply_to does not exist/,
		));

	test('a number that the account does not have', async () =>
		await expectError(
			bench.run('message.sendText', { ...text, phoneNumber: byId('1') }),
			/MyOperator/,
			/./,
		));
});
