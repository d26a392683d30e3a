/** IDs from what people write, and where the session goes. */
import * as addresses from '../../nodes/Wapio/addresses';
import { placeSession } from '../../nodes/Wapio/fields/session';

const {
	addressOf,
	channelOf,
	chatIdOf,
	groupOf,
	internationalOf,
	inviteCodeOf,
	phoneOf,
	recipientOf,
} = addresses;

test.each([
	['+91 98765 43210', '919876543210'],
	['0091 98765-43210', '919876543210'],
	['919876543210:12@s.whatsapp.net', '919876543210@s.whatsapp.net'],
	['919876543210@c.us', '919876543210@s.whatsapp.net'],
	['120363041234567890@g.us', '120363041234567890@g.us'],
	['919876543210-1612345678@g.us', '919876543210-1612345678@g.us'],
	['123456789012345@lid', '123456789012345@lid'],
])('address %s', (value, expected) => {
	expect(addressOf(value)).toBe(expected);
});

test.each(['120363041234567890', 'asha', 'asha@example.com', '12', '919876543210-1612345678'])(
	'no address: %s',
	(value) => {
		expect(() => addressOf(value)).toThrow(/^To: /);
	},
);

test('a channel has a field of its own', () => {
	expect(recipientOf('+15550100123')).toEqual({ to: '15550100123' });
	expect(recipientOf('120363021234567890@newsletter')).toEqual({
		channel_id: '120363021234567890@newsletter',
	});
});

test('chat IDs, phone numbers, groups, channels, invites', () => {
	expect(chatIdOf('+91 98765 43210')).toBe('919876543210@s.whatsapp.net');
	expect(chatIdOf('1-2345678@g.us')).toBe('1-2345678@g.us');
	expect(phoneOf('919876543210@s.whatsapp.net')).toBe('919876543210');
	expect(() => phoneOf('123456789012345@lid')).toThrow('linked ID');
	expect(internationalOf('15550100123')).toBe('+15550100123');
	expect(groupOf('120363041234567890')).toBe('120363041234567890@g.us');
	expect(() => groupOf('120363041234567890@newsletter')).toThrow(/^Group: /);
	expect(channelOf(' 120363021234567890@newsletter ')).toBe('120363021234567890@newsletter');
	expect(inviteCodeOf('https://chat.whatsapp.com/ExampleInviteCode01?x=1')).toBe(
		'ExampleInviteCode01',
	);
	expect(() => inviteCodeOf('https://chat.whatsapp.com/')).toThrow(/^Invite: /);
});

describe('the session goes', () => {
	const parts = { path: '/x', query: { a: 1 }, headers: {}, body: { text: 'Hi' }, files: {} };

	test('into the body of a message, and nowhere else', () => {
		expect(placeSession('message', parts, 's')).toEqual({
			...parts,
			body: { text: 'Hi', session_id: 's' },
		});
	});

	test('into body and header where there is a body', () => {
		expect(placeSession('body', parts, 's')).toEqual({
			...parts,
			headers: { 'x-session-id': 's' },
			body: { text: 'Hi', session_id: 's' },
		});
	});

	test('into query and header where there is none', () => {
		expect(placeSession('query', parts, 's')).toEqual({
			...parts,
			headers: { 'x-session-id': 's' },
			query: { a: 1, session_id: 's' },
		});
	});

	test('nowhere without one', () => {
		expect(placeSession('query', parts, undefined)).toBe(parts);
	});
});
