/** What gets through a trigger's filters when a body names neither a sender nor a chat. */
import type { EventKind, MessagingEvent } from '../../engine/trigger/event';
import { EVENT_KINDS } from '../../engine/trigger/event';
import { type FilterValues, passes } from '../../engine/trigger/filters';

const event = (kind: EventKind, more: Partial<MessagingEvent> = {}): MessagingEvent => ({
	event: kind,
	providerEvent: 'x',
	provider: 'Probe',
	id: '1',
	timestamp: '2026-05-04T09:00:00.000Z',
	raw: {},
	...more,
});

const LOCKS: Array<[string, FilterValues]> = [
	['Senders', { senders: ['+1 555 010 0188'] }],
	['Chats', { chats: ['+1 555 010 0188'] }],
	['Chat Types', { chatKinds: ['private'] }],
];

const PERSONAL: EventKind[] = [
	'message.received',
	'message.sent',
	'message.edited',
	'message.deleted',
	'message.reaction',
	'message.action',
	'message.system',
	'poll.vote',
	'call',
];

describe.each(LOCKS)('%s', (_name, filters) => {
	test.each(PERSONAL)('"%s" without a sender and a chat does not pass', (kind) => {
		expect(passes(event(kind), filters)).toBe(false);
		expect(passes(event(kind), {})).toBe(true);
	});

	test.each(EVENT_KINDS.filter((kind) => !PERSONAL.includes(kind)))(
		'"%s" without a sender and a chat passes',
		(kind) => expect(passes(event(kind), filters)).toBe(true),
	);

	test('the right person passes, and others do not', () => {
		const from = { id: '15550100188', phone: '15550100188' };
		const chat = { id: '15550100188', kind: 'private' as const };
		expect(passes(event('message.received', { from, chat }), filters)).toBe(true);
		const other = { id: '15550100199', phone: '15550100199' };
		const group = { id: '120363000000000001@g.us', kind: 'group' as const };
		expect(passes(event('message.received', { from: other, chat: group }), filters)).toBe(false);
	});
});

test('a linked ID is not the phone number of the same digits', () => {
	const from = { id: '15550100188@lid' };
	expect(passes(event('message.received', { from }), { senders: ['15550100188'] })).toBe(false);
});

test('own numbers, types and statuses let pass what an event does not have', () => {
	const filters = { accounts: ['1'], messageTypes: ['text'], statuses: ['read'] };
	expect(passes(event('message.received'), filters)).toBe(true);
	expect(passes(event('message.received', { account: '2' }), filters)).toBe(false);
});

describe('calls', () => {
	const call = (direction: 'inbound' | 'outbound' | 'unknown', status: 'missed' | 'ended') =>
		event('call', { call: { id: 'c1', direction, status } });

	test('pass by direction; one of unknown direction does not', () => {
		const filters = { callDirections: ['inbound'] };
		expect(passes(call('inbound', 'ended'), filters)).toBe(true);
		expect(passes(call('outbound', 'ended'), filters)).toBe(false);
		expect(passes(call('unknown', 'ended'), filters)).toBe(false);
	});

	test('pass by outcome', () => {
		const filters = { callOutcomes: ['missed', 'rejected'] };
		expect(passes(call('inbound', 'missed'), filters)).toBe(true);
		expect(passes(call('inbound', 'ended'), filters)).toBe(false);
	});

	test('are all that these filters look at', () => {
		const filters = { callDirections: ['inbound'], callOutcomes: ['missed'] };
		expect(passes(event('message.received'), filters)).toBe(true);
	});
});
