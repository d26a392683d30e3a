import { MYOPERATOR_AGENT, MYOPERATOR_DEMO } from '../../../sandbox/myoperator';
import { useSandbox, userCall } from '../helpers';
import { clients } from './client';

const test$ = useSandbox();
const { obd, developers } = clients(test$);

describe('calls', () => {
	test.each([
		['an agent', { user_id: MYOPERATOR_AGENT }],
		['two numbers', { number_2: '+919876543298' }],
		['the IVR', { type: '2' }],
	])('with %s are accepted', async (_who, fields) => {
		const answer = await obd(userCall({ ...fields, reference_id: 'order-1', custom_order: '1' }));
		expect([answer.status, answer.json]).toMatchObject([
			200,
			{ status: 'success', code: '200', reference_id: 'order-1', unique_id: expect.any(String) },
		]);
	});

	test('warn if no agent is available', async () => {
		const answer = await obd(userCall({ user_id: MYOPERATOR_AGENT, call_hold: false }));
		expect(answer.text).toContain('might get cancelled');
	});

	test('accept a reference only once', async () => {
		const json = userCall({ user_id: MYOPERATOR_AGENT, reference_id: 'order-1' });
		expect((await obd(json)).status).toBe(200);
		const again = await obd(json);
		expect([again.status, again.json]).toMatchObject([
			403,
			{ code: '403', reference_id: 'order-1' },
		]);
		expect(test$.sandbox.state('myoperator').calls.size).toBe(1);
	});

	test.each([
		[{}, 400],
		[{ user_id: MYOPERATOR_AGENT, number_2: '+919876543298' }, 403],
		[{ type: '2', user_id: MYOPERATOR_AGENT }, 403],
		[{ type: '3' }, 400],
		[{ user_id: MYOPERATOR_AGENT, number: 'home' }, 400],
		[{ user_id: MYOPERATOR_AGENT, number: '919876543210' }, 400],
		[{ user_id: 'nobody' }, 400],
		[{ user_id: MYOPERATOR_AGENT, public_ivr_id: 'none' }, 404],
		[{ user_id: MYOPERATOR_AGENT, max_call_duration: '300' }, 400],
		[{ user_id: MYOPERATOR_AGENT, call_hold: 'true' }, 400],
		[{ user_id: MYOPERATOR_AGENT, colour: 'red' }, 400],
	])('refuse %j with %d', async (fields, status) => {
		const answer = await obd(userCall(fields));
		expect([answer.status, answer.json]).toMatchObject([status, { status: 'error' }]);
		expect(test$.sandbox.state('myoperator').calls.size).toBe(0);
	});
});

describe('the developer host', () => {
	const user = {
		name: 'Meera Iyer',
		contact_number: '9876543222',
		country_code: '91',
		extension: 12,
	};

	test('takes users as JSON too', async () => {
		const added = await developers('/user', {
			json: { ...user, token: MYOPERATOR_DEMO.publicApiToken },
		});
		expect(added.json).toMatchObject({ status: 'success', uuid: expect.any(String) });
	});

	test("does not have the paths with the API collection's prefix", async () => {
		const answer = await developers('/search/user');
		expect([answer.status, answer.json]).toMatchObject([404, { message: 'Unknown method.' }]);
	});

	test('calls an agent and a customer', async () => {
		const form = {
			customer_number: '9876543210',
			customer_cc: '91',
			support_user_id: MYOPERATOR_AGENT,
		};
		expect((await developers('/clickOcall', { form })).json).toMatchObject({ status: 'success' });
		const [call] = [...test$.sandbox.state('myoperator').calls.values()];
		expect(call?.customer_number).toBe('+919876543210');
		const nobody = await developers('/clickOcall', {
			form: { ...form, support_user_id: 'nobody' },
		});
		expect(nobody.json).toMatchObject({ status: 'error' });
	});
});

describe('users, logs and recordings', () => {
	test('users are listed in pages, searched, added and changed', async () => {
		const form = {
			name: 'Meera Iyer',
			contact_number: '9876543222',
			country_code: '91',
			extension: '12',
			email: 'meera@example.com',
		};
		const added = await developers('/user', { form });
		expect(added.json).toMatchObject({ status: 'success', code: 200, uuid: expect.any(String) });
		const { uuid } = added.json as { uuid: string };
		expect((await developers('/user', { form })).json).toMatchObject({ status: 'error' });
		const { extension: _left, ...incomplete } = form;
		expect((await developers('/user', { form: incomplete })).json).toMatchObject({
			status: 'error',
			message: expect.stringContaining('extension'),
		});
		const changed = await developers('/user', {
			method: 'PUT',
			form: { uuid, receive_calls: '2' },
		});
		expect(changed.json).toMatchObject({ status: 'success' });
		expect((await developers('/user?keyword=meera')).json).toMatchObject({
			total_user: 1,
			data: [{ uuid, name: 'Meera Iyer', is_available: 0 }],
			next_page: '',
		});
		const page = await developers('/user?page=2&page-size=2');
		expect(page.json).toMatchObject({
			page_size: 2,
			total_user: 3,
			data: [{ uuid }],
			next_page: '',
		});
		expect((await developers('/user?_all=1&page-size=1')).json).toMatchObject({
			data: [{}, {}, {}],
		});
	});

	test('also takes the parameters in the query', async () => {
		const query = 'name=Meera&contact_number=9876543222&country_code=91&extension=12';
		const answer = await developers(`/user?${query}`, { method: 'POST' });
		expect(answer.json).toMatchObject({ status: 'success' });
		expect((await developers('/user?name=Meera', { method: 'POST' })).json).toMatchObject({
			status: 'error',
		});
	});

	test('logs are found by time, text and filters', async () => {
		const { clock, sandbox } = test$;
		const start = Math.floor(clock.now().getTime() / 1000);
		sandbox.happen('myoperator', 'call.incoming', { from: '+919876543210' });
		await sandbox.settled();
		clock.forward(60_000);
		await obd(userCall({ user_id: MYOPERATOR_AGENT, number: '+919000006001' }));
		await sandbox.settled();
		const found = async (form: Record<string, string>): Promise<unknown[]> => {
			const answer = await developers('/search', { form });
			const { data } = answer.json as {
				data: { hits: Array<{ _source: { caller_number: string } }> };
			};
			return data.hits.map((hit) => hit._source.caller_number);
		};
		const [out, inside] = ['+919000006001', '+919876543210'];
		expect(await found({})).toEqual([out, inside]);
		expect(await found({ from: String(start + 30) })).toEqual([out]);
		expect(await found({ to: String(start + 30) })).toEqual([inside]);
		expect(await found({ search_key: '9876543210' })).toEqual([inside]);
		expect(await found({ page_size: '1' })).toEqual([out]);
		expect(await found({ page_size: '1', log_from: '1' })).toEqual([inside]);
		expect(await found({ filters: '5' })).toEqual([inside]);
		expect(await found({ filters: '5 OR 6' })).toEqual([out, inside]);
		expect(await found({ filters: '13 AND (5 OR 6)' })).toEqual([out]);
		expect(await found({ filters: '12 AND 6' })).toEqual([]);
		for (const filters of ['4', '5 AND', '(5', '5 6', 'x']) {
			const wrong = await developers('/search', { form: { filters } });
			expect([filters, wrong.json]).toMatchObject([filters, { status: 'error' }]);
		}
		clock.forward(-60_000);
	});

	test('filters have headings', async () => {
		expect((await developers('/filters')).json).toMatchObject({
			filters: expect.arrayContaining([
				{ id: '4', name: 'Event of logs', parent_id: '0' },
				{ id: '5', name: 'Incoming', parent_id: '4' },
			]),
		});
	});

	test('a recording is a link to audio that the sandbox serves', async () => {
		test$.sandbox.happen('myoperator', 'call.incoming');
		await test$.sandbox.settled();
		const [call_] = test$.sandbox.state('myoperator').calls.values();
		const answer = await developers(`/recordings/link?file=${call_?.recording_filename}`);
		const { url } = answer.json as { url: string };
		expect(url.startsWith(test$.sandbox.url)).toBe(true);
		const audio = await fetch(url);
		expect(audio.headers.get('content-type')).toBe('audio/mpeg');
		const bytes = new Uint8Array(await audio.arrayBuffer());
		expect(bytes.length).toBeGreaterThan(10_000);
		expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xfb]);
		expect((await developers('/recordings/link?file=none.mp3')).json).toMatchObject({
			status: 'error',
			code: 404,
		});
	});
});
