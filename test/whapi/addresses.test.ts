/** Whatever a person or an earlier node gives becomes the ID that Whapi.Cloud wants. */
import {
	chatIdOf,
	contactIdOf,
	groupIdOf,
	inviteCodeOf,
	newsletterIdOf,
	recipientOf,
} from '../../nodes/Whapi/addresses';
import { recipient } from '../../nodes/Whapi/provider';

const PERSON = '919876543210@s.whatsapp.net';
const GROUP = '120363041234567890@g.us';

test.each([
	['+91 98765 43210', '919876543210'],
	['0091 98765-43210', '919876543210'],
	['919876543210', '919876543210'],
	['https://wa.me/919876543210?text=hi', '919876543210'],
	['https://api.whatsapp.com/send?phone=919876543210&text=hi', '919876543210'],
	[PERSON, PERSON],
	['919876543210@c.us', PERSON],
	['919876543210:12@s.whatsapp.net', PERSON],
	['204871236598412@lid', '204871236598412@lid'],
	[GROUP, GROUP],
	['919876543210-1500000000@g.us', '919876543210-1500000000@g.us'],
	['120363049876543210@newsletter', '120363049876543210@newsletter'],
])('recipient %s is sent as %s', (given, sent) => {
	expect(recipientOf(given)).toBe(sent);
});

test.each([
	['120363041234567890', 'lacks its ending'],
	['919876543210-1500000000', 'lacks its ending'],
	['asha@example.com', 'an email address'],
	['Asha', 'is not a phone number'],
	['12345678', 'not a complete phone number'],
])('recipient %s is refused: %s', (given, reason) => {
	expect(() => recipientOf(given)).toThrow(reason);
});

test('a chat is named by its full ID, a contact by digits alone', () => {
	expect(chatIdOf('+91 98765 43210')).toBe(PERSON);
	expect(chatIdOf(GROUP)).toBe(GROUP);
	expect(contactIdOf(PERSON)).toBe('919876543210');
	expect(() => contactIdOf(GROUP)).toThrow('is a group');
});

test('groups and channels get the ending that is missing', () => {
	expect(groupIdOf('120363041234567890')).toBe(GROUP);
	expect(groupIdOf(GROUP)).toBe(GROUP);
	expect(() => groupIdOf('Reading circle')).toThrow('choose one from the list');
	expect(newsletterIdOf('120363049876543210')).toBe('120363049876543210@newsletter');
	expect(() => newsletterIdOf(GROUP)).toThrow('choose one from the list');
});

test('an invite link gives its code', () => {
	expect(inviteCodeOf('https://chat.whatsapp.com/HX9f2LqT8mWkR4bYc1DvZa?mode=r')).toBe(
		'HX9f2LqT8mWkR4bYc1DvZa',
	);
	expect(inviteCodeOf('HX9f2LqT8mWkR4bYc1DvZa')).toBe('HX9f2LqT8mWkR4bYc1DvZa');
	expect(() => inviteCodeOf('join us')).toThrow('neither an invite link nor its code');
});

test('digits and chat ID of a person are one lane, whatever the operation calls them', () => {
	expect(recipient({ to: '919876543210' })).toBe('919876543210');
	expect(recipient({ chat: PERSON })).toBe('919876543210');
	expect(recipient({ to: GROUP })).toBe(GROUP);
	expect(recipient({})).toBeUndefined();
});
