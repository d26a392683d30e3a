/** 2Chat in the sandbox: contacts, messages, groups, WABA. */
import {
	PRIVATE_PERSON,
	TWOCHAT_NUMBERS,
	TWOCHAT_PERSON,
	TWOCHAT_WABA_NUMBER,
} from '../../../sandbox/twochat';
import { useSandbox } from '../helpers';
import { client, type Json } from './client';

const test$ = useSandbox({ providers: ['twochat'] });
const api = client(test$);
const state = () => test$.sandbox.state('twochat');
const [FIRST, SECOND] = TWOCHAT_NUMBERS;
const firstOf = <T>(all: Map<string, T>): T => [...all.values()][0] as T;
const toAsha = (more: Json = {}) => ({
	from_number: FIRST,
	to_number: TWOCHAT_PERSON,
	text: 'Hi',
	...more,
});

describe('contacts', () => {
	test('are created with contact_detail and changed with contact_details', async () => {
		const details = [{ type: 'PH', value: '+15550100170' }];
		const made = await api.post('/contacts', { first_name: 'Ben', contact_detail: details });
		const { uuid } = made.contact as { uuid: string };
		expect(made.$).toBe(201);
		expect((await api.post('/contacts', { first_name: 'Ben', contact_details: details })).$).toBe(
			400,
		);
		expect((await api.put(`/contacts/${uuid}`, { contact_detail: details })).$).toBe(422);
		expect(
			await api.put(`/contacts/${uuid}`, { last_name: 'Carter', contact_details: [] }),
		).toMatchObject({ contact: { first_name: 'Ben', last_name: 'Carter', details: [] } });
		expect(await api.get('/contacts/search?query=cart')).toMatchObject({
			count: 1,
			contacts: [{ uuid }],
		});
		expect((await api.remove(`/contacts/${uuid}`)).$).toBe(200);
		expect((await api.get(`/contacts/${uuid}`)).$).toBe(404);
	});
});

describe('messages', () => {
	test('are stored, listed newest first and can be deleted while they are recent', async () => {
		await api.post('/whatsapp/send-message', toAsha());
		const sent = await api.post('/whatsapp/send-message', toAsha({ text: 'Again' }));
		expect(sent).toMatchObject({ success: true, batched: true });
		const list = await api.get(`/whatsapp/messages/${FIRST}/${TWOCHAT_PERSON}`);
		expect(list.messages).toMatchObject([
			{ message: { text: 'Again' }, sent_by: 'api' },
			{ message: { text: 'Hi' } },
		]);
		const [newest, older] = list.messages as Array<{ session_key: string; uuid: string }>;
		const path = ({ session_key, uuid }: { session_key: string; uuid: string }) =>
			`/whatsapp/message/${session_key}/${uuid}`;
		if (!newest || !older) throw new Error('two messages are needed');
		expect((await api.remove(path(newest))).$).toBe(200);
		expect((await api.get(path(newest))).$).toBe(404);
		test$.clock.forward(61 * 3_600_000);
		expect((await api.remove(path(older))).$).toBe(400);
		expect(await api.get(`/whatsapp/conversations/${firstOf(state().numbers).uuid}`)).toMatchObject(
			{
				total: 1,
				sessions: [{ phone_number: TWOCHAT_PERSON }],
			},
		);
	});

	test('have exactly one recipient, which must exist', async () => {
		const group = firstOf(state().groups).uuid;
		const both = toAsha({ to_group_uuid: group });
		expect((await api.post('/whatsapp/send-message', both)).$).toBe(422);
		const toGroup = { from_number: FIRST, to_group_uuid: group, text: 'All' };
		expect((await api.post('/whatsapp/send-message', toGroup)).$).toBe(200);
		expect(await api.get(`/whatsapp/groups/messages/${group}`)).toMatchObject({
			messages: [{ message: { text: 'All' } }],
		});
		expect((await api.post('/whatsapp/send-message', { ...toGroup, to_group_uuid: 'all' })).$).toBe(
			404,
		);
		expect((await api.post('/whatsapp/send-message', { ...toGroup, from_number: SECOND })).$).toBe(
			404,
		);
	});
});

describe('groups', () => {
	test('add up to ten people at a time, and make them admins', async () => {
		const made = await api.post('/whatsapp/group/create', {
			from_number: FIRST,
			group: { name: 'Crew', participants: [TWOCHAT_PERSON, PRIVATE_PERSON] },
		});
		expect(made.group).toMatchObject({
			accepted_numbers: [TWOCHAT_PERSON],
			unaccepted_numbers: [PRIVATE_PERSON],
		});
		const path = `/whatsapp/group/${(made.group as { uuid: string }).uuid}`;
		const people = (...participants: string[]) => ({ from_number: FIRST, participants });
		const eleven = Array.from({ length: 11 }, (_, index) => `+9190000012${index + 10}`);
		expect((await api.post(`${path}/add-participant`, people(...eleven))).$).toBe(422);
		await api.post(`${path}/add-participant`, people(...eleven.slice(0, 2)));
		await api.post(`${path}/promote-participant`, people(TWOCHAT_PERSON));
		await api.post(`${path}/remove-participant`, people(eleven[0] ?? ''));
		expect(await api.get(path)).toMatchObject({
			data: {
				size: 3,
				participants: [
					{ phone_number: FIRST, wa_is_admin: true },
					{ phone_number: TWOCHAT_PERSON, wa_is_admin: true },
					{ phone_number: eleven[1], wa_is_admin: false },
				],
			},
		});
		const foreign = { from_number: SECOND, description: 'Mine' };
		expect((await api.post(`${path}/set-description`, foreign)).$).toBe(403);
		expect(await api.get(`/whatsapp/groups/${SECOND}`)).toMatchObject({ data: [] });
	});
});

describe('WABA', () => {
	const send = (more: Json) =>
		api.post('/waba/send-message', {
			from_number: TWOCHAT_WABA_NUMBER,
			to_number: TWOCHAT_PERSON,
			...more,
		});
	const template = (name: string) =>
		[...state().templates.values()].find((one) => one.name === name)?.uuid;
	const window = `/waba/conversation-window/${TWOCHAT_WABA_NUMBER}/${TWOCHAT_PERSON}`;

	test('free messages go out within a day of the last one that came in', async () => {
		expect(await api.get(window)).toMatchObject({ window_open: true, seconds_left: 23 * 3600 });
		expect(await send({ text: 'Hi' })).toMatchObject({ $: 202, success: true });
		test$.clock.forward(24 * 3_600_000);
		expect(await send({ text: 'Hi' })).toMatchObject({
			$: 202,
			success: false,
			error_code: '131047',
		});
		expect(await send({ template_uuid: template('welcome'), params: {} })).toMatchObject({
			success: true,
		});
		test$.sandbox.happen('twochat', 'waba.message', {});
		expect(await send({ text: 'Hi' })).toMatchObject({ success: true });
		test$.clock.forward(-24 * 3_600_000);
	});

	test('templates need params, their values and approval', async () => {
		const order = { template_uuid: template('order_shipped') };
		expect((await send(order)).$).toBe(400);
		expect(await send({ ...order, params: {} })).toMatchObject({
			success: false,
			error_code: '132000',
		});
		expect(await send({ ...order, params: { body: ['Asha', 'T1'] } })).toMatchObject({
			success: true,
		});
		expect(state().messages.at(-1)?.content).toEqual({
			text: 'Hi Asha, your parcel T1 is on its way.',
		});
		const sale = { template_uuid: template('summer_sale'), params: { body: { name: 'Asha' } } };
		expect(await send(sale)).toMatchObject({ success: false, error_code: '132015' });
		test$.sandbox.happen('twochat', 'template.decided', { name: 'summer_sale' });
		expect(await send(sale)).toMatchObject({ success: true });
		expect(await api.get(`/waba/templates?phone_number=${TWOCHAT_WABA_NUMBER}`)).toMatchObject({
			total: 3,
			next_page: null,
		});
	});
});
