/** MyOperator's call events: who was reached, for how long, by which agent, and what counts as missed. */
import type { IDataObject } from 'n8n-workflow';

import { useClock } from '../../engine/http/clock';
import { virtualClock } from '../engine/virtualClock';
import { ARRIVAL, call, envelope, leg, readOne } from './readings';

let restore = () => {};
beforeEach(() => {
	restore = useClock(virtualClock(Date.parse(ARRIVAL)));
});
afterEach(() => restore());

const agent = (name: string, more: IDataObject = {}) =>
	leg('agent', { agent: { uuid: `uuid-${name}`, name }, ...more });
const at = (second: number, talk: number | null = null) => ({
	result: 'answered',
	answered_at: `2026-07-03T05:00:${String(second).padStart(2, '0')}Z`,
	talk_duration: talk,
});
const callOf = (body: IDataObject) => readOne(body).event.call;

describe('an outgoing call is answered when the customer answers', () => {
	test('the customer answered', () => {
		expect(
			readOne(call('outgoing', [agent('A', at(8)), leg('customer', at(17, 32))])).event,
		).toMatchObject({
			event: 'call',
			fromMe: true,
			from: { id: '915550100199', phone: '915550100199' },
			to: { id: '919876543210', phone: '919876543210' },
			chat: { id: '919876543210', kind: 'private' },
			call: {
				id: 'call-1',
				direction: 'outbound',
				status: 'ended',
				startedAt: '2026-07-03T05:00:00.000Z',
				answeredAt: '2026-07-03T05:00:17.000Z',
				endedAt: '2026-07-03T05:00:49.000Z',
				duration: 49,
				talkDuration: 32,
				agent: { id: 'uuid-A', name: 'A' },
			},
		});
	});

	test.each<[string, IDataObject[], IDataObject]>([
		[
			'busy, reported as missed',
			[agent('A', at(8)), leg('customer', { dial_status: 'BUSY' })],
			{ status: 'missed' },
		],
		['no answer, reported as bridged', [agent('A', at(8)), leg('customer', {})], {}],
		[
			'no answer, nothing reported',
			[agent('A', at(8)), leg('customer', {})],
			{ status: undefined },
		],
	])('%s: missed, by nobody, with no time of talking', (_name, legs, more) => {
		const found = callOf(call('outgoing', legs, more));
		expect(found).toMatchObject({ status: 'missed', direction: 'outbound' });
		expect(found).not.toHaveProperty('answeredAt');
		expect(found).not.toHaveProperty('talkDuration');
	});
});

describe('an incoming call is answered when an agent answers', () => {
	const caller = leg('customer', { result: 'connected', talk_duration: 82 });

	test('the second agent answered', () => {
		expect(callOf(call('incoming', [caller, agent('A'), agent('B', at(59, 26))]))).toMatchObject({
			direction: 'inbound',
			status: 'ended',
			answeredAt: '2026-07-03T05:00:59.000Z',
			talkDuration: 26,
			agent: { id: 'uuid-B', name: 'B' },
		});
	});

	test.each<[string, IDataObject]>([
		['missed', { status: 'missed' }],
		['voicemail', { status: 'voicemail' }],
		['nobody answered, nothing reported', { status: undefined }],
	])('missed: %s', (_name, more) => {
		const found = callOf(call('incoming', [caller, agent('A')], more));
		expect(found).toMatchObject({ status: 'missed', agent: { name: 'A' } });
		expect(found).not.toHaveProperty('answeredAt');
	});

	test.each<[string, IDataObject, string]>([
		['no legs, bridged', { legs: [] }, 'ended'],
		['no legs, missed', { legs: [], status: 'missed' }, 'missed'],
		['legs that are no list', { legs: 'none' }, 'ended'],
		['failed', { legs: [], status: 'failed' }, 'failed'],
	])('%s', (_name, more, status) => {
		expect(callOf(call('incoming', [], more))?.status).toBe(status);
	});
});

describe('the agent after transfers', () => {
	const first = agent('A', { ...at(8, 10), leg_index: 2 });
	const second = agent('B', { ...at(20, 25), leg_index: 3 });

	test('is that of the newest leg that was answered, in whatever order the legs come', () => {
		for (const legs of [
			[first, second],
			[second, first],
		])
			expect(callOf(call('incoming', legs))).toMatchObject({
				agent: { id: 'uuid-B', name: 'B' },
				answeredAt: '2026-07-03T05:00:08.000Z',
				talkDuration: 35,
			});
	});

	test('stays the same when the transfer is not answered', () => {
		const unanswered = agent('B', { leg_index: 3 });
		expect(callOf(call('incoming', [first, unanswered]))?.agent?.name).toBe('A');
	});

	test('is the one being dialed while dialing', () => {
		const dialing = agent('B', { leg_index: 3, result: 'dialing' });
		expect(callOf(call('incoming', [first, dialing], {}, 'call.dial_begin'))).toMatchObject({
			status: 'ringing',
			agent: { name: 'B' },
		});
	});

	test('is missing when nothing is known of the agent', () => {
		expect(callOf(call('incoming', [leg('agent', at(8))]))).not.toHaveProperty('agent');
	});
});

test.each(['disposition', 'call.disposition'])('%s is a noted outcome', (name) => {
	const payload = { id: 'call-1', dispositions: [{ name: 'Interested' }] };
	expect(readOne(envelope(name, payload, { direction: '' }))).toMatchObject({
		choice: 'disposition',
		event: {
			event: 'call',
			providerEvent: name,
			fromMe: false,
			call: { id: 'call-1', direction: 'unknown' },
			details: payload,
		},
	});
});

test('times of zero and unreadable times are left out, not 1970', () => {
	const found = callOf(
		call('incoming', [leg('customer', { started_at: '' })], {
			started_at: 0,
			ended_at: '0000-00-00 00:00:00',
		}),
	);
	expect(found).not.toHaveProperty('startedAt');
	expect(found).not.toHaveProperty('endedAt');
});

describe('older webhooks', () => {
	const record = (more: IDataObject = {}): IDataObject => ({
		_ai: 'log-1',
		_cr: '9876543210',
		_cl: '+919876543210',
		_ev: 1,
		_st: 1789162000,
		_et: 1789162039,
		_dr: '00:01:39',
		_pm: [],
		_us: [],
		_ld: [],
		...more,
	});
	const received = (name: string, more: IDataObject = {}): IDataObject => ({
		_ac: 'received',
		_rr: [{ _id: `id-${name}`, _na: name, _nr: '+915550100177' }],
		...more,
	});

	test.each<[string, IDataObject, string]>([
		['1 is connected', { _su: 1 }, 'ended'],
		['1 as text', { _su: '1', _us: [{ ky: 'u1', vl: 'missed' }] }, 'ended'],
		['2 is missed', { _su: 2, _us: [{ ky: 'u1', vl: 'received' }] }, 'missed'],
		['3 is voicemail', { _su: 3 }, 'missed'],
		['by the users', { _us: [{ ky: 'u1', vl: 'received' }] }, 'ended'],
		['by the legs', { _ld: [received('A')] }, 'ended'],
		['nobody received it', { _us: [{ ky: 'u1', vl: 'missed' }] }, 'missed'],
		['nothing says so', {}, 'unknown'],
	])('how it ended: %s', (_name, more, status) => {
		expect(callOf(record(more))?.status).toBe(status);
	});

	test.each<[IDataObject[string], string, boolean]>([
		[1, 'inbound', false],
		['1', 'inbound', false],
		['incoming', 'inbound', false],
		[2, 'outbound', true],
		['Outgoing', 'outbound', true],
		[undefined, 'unknown', false],
	])('direction %j', (_ev, direction, fromMe) => {
		expect(readOne(record({ _ev })).event).toMatchObject({ fromMe, call: { direction } });
	});

	test('a whole record', () => {
		const body = record({
			_ev: 2,
			_su: 1,
			_cm: 'Asha Rao',
			_cri: 'order-5',
			_pm: [null, { ky: 'ui', vl: 'call-9' }],
			_fn: 'r.mp3',
			_ld: [{ ...received('A'), _ac: 'missed' }, received('B', { _did: '+915550100199' })],
		});
		expect(readOne(body)).toEqual({
			choice: 'afterCall',
			key: expect.stringMatching(/^afterCall\/call-9\/\w+$/) as string,
			event: {
				provider: 'MyOperator',
				event: 'call',
				providerEvent: 'legacy.afterCall',
				id: 'afterCall/call-9',
				timestamp: '2026-09-11T21:27:19.000Z',
				account: '+915550100199',
				chat: { id: '919876543210', kind: 'private', name: 'Asha Rao' },
				from: { id: '915550100199', phone: '915550100199' },
				to: { id: '919876543210', phone: '919876543210' },
				fromMe: true,
				call: {
					id: 'call-9',
					direction: 'outbound',
					status: 'ended',
					kind: 'voice',
					startedAt: '2026-09-11T21:26:40.000Z',
					endedAt: '2026-09-11T21:27:19.000Z',
					duration: 99,
					recording: { fileName: 'r.mp3' },
					agent: { id: 'id-B', name: 'B', phone: '+915550100177' },
					referenceId: 'order-5',
				},
				raw: body,
			},
		});
	});

	test('a transfer that has no leg yet: the agent it went to', () => {
		const body = record({
			_su: 1,
			_ld: [received('A', { _ac: 'transferred', _tt: [{ _id: 'id-B', _na: 'B' }] })],
		});
		expect(callOf(body)?.agent).toEqual({ id: 'id-B', name: 'B' });
	});

	test('a caller without a country code gets that of the record', () => {
		expect(readOne(record({ _cl: '', _cy: '91' })).event.from).toEqual({
			id: '919876543210',
			phone: '919876543210',
		});
	});

	test('an anonymous caller is nobody, not an empty number', () => {
		const { event } = readOne(record({ _cl: '', _cr: '' }));
		expect(event).not.toHaveProperty('chat');
		expect(event).not.toHaveProperty('from');
	});

	test('without times the arrival counts', () => {
		const { event } = readOne(record({ _st: 0, _et: 0 }));
		expect(event.timestamp).toBe(ARRIVAL);
		expect(event.call).not.toHaveProperty('startedAt');
	});

	test('the record as text in a form; raw is the record', () => {
		const body = record({ _su: 2 });
		expect(readOne({ myoperator: JSON.stringify(body) }).event).toMatchObject({
			call: { id: 'log-1', status: 'missed' },
			raw: body,
		});
	});

	test.each<[string, IDataObject, string, IDataObject]>([
		[
			'ringing',
			{ uid: 'u1', call_state: '0', event: '1', users: [], public_ivr_id: 'ivr-1' },
			'inCall',
			{ id: 'u1', status: 'ringing' },
		],
		[
			'answered',
			{ uid: 'u1', call_state: 1, event: 2 },
			'inCall',
			{ id: 'u1', status: 'answered' },
		],
		['another state', { uid: 'u1', call_state: 4 }, 'inCall', { id: 'u1', status: 'unknown' }],
		[
			'the record, with long names',
			{ id: 'x1', call_state: 6, event: 1, status: 1, duration: '00:00:10' },
			'afterCall',
			{ id: 'x1', status: 'ended', direction: 'inbound', duration: 10 },
		],
		[
			'the record of a missed call',
			{ id: 'x1', call_state: 'missed', event: 2, status: 2 },
			'afterCall',
			{ id: 'x1', status: 'missed', direction: 'outbound' },
		],
	])('In-Call and long names: %s', (_name, more, choice, expected) => {
		const body = { clid: '+919876543210', clid_raw: '9876543210', ...more };
		expect(readOne(body)).toMatchObject({
			choice,
			event: { event: 'call', chat: { id: '919876543210' }, call: expected, raw: body },
		});
	});

	test('each step of a call in progress is an event, its repetition is not', () => {
		const step = (state: number) =>
			readOne({ uid: 'u1', clid: '+919876543210', call_state: state }).key;
		expect(step(0)).toBe(step(0));
		expect(step(0)).not.toBe(step(1));
	});
});
