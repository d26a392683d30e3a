/** The fields that n8n's AI nodes read by default, and the filters by text. */
import type { MessagingEvent } from '../../engine/trigger/event';
import { conversationOf } from '../../engine/trigger/conversation';
import { textPasses } from '../../engine/trigger/textFilter';

const event = (more: Partial<MessagingEvent> = {}): MessagingEvent => ({
	event: 'message.received',
	providerEvent: 'messages.post',
	provider: 'Whapi.Cloud',
	id: 'e1',
	timestamp: '2026-05-04T09:00:00.000Z',
	account: 'NEBULA-R4T7K',
	chat: { id: '919876543210', kind: 'private' },
	message: { id: 'm1', type: 'text', text: 'Where is my order?' },
	raw: {},
	...more,
});

test('a received message has its text as chatInput, and one session per own number and chat', () => {
	expect(conversationOf(event(), false)).toEqual({
		chatInput: 'Where is my order?',
		sessionId: 'Whapi.Cloud/NEBULA-R4T7K/919876543210',
	});
	const others = [
		event({ chat: { id: '919876543211', kind: 'private' } }),
		event({ account: 'NEBULA-X9Y8Z' }),
		event({ provider: 'Wapio' }),
	].map((one) => conversationOf(one, false).sessionId);
	expect(new Set([...others, 'Whapi.Cloud/NEBULA-R4T7K/919876543210']).size).toBe(4);
});

test('the people of a group share a session', () => {
	const group = { id: '120363000000000001@g.us', kind: 'group' as const };
	const sessions = ['919876543210', '919876543211'].map(
		(id) => conversationOf(event({ chat: group, from: { id } }), false).sessionId,
	);
	expect(new Set(sessions).size).toBe(1);
});

test.each<[string, Partial<MessagingEvent>]>([
	['own messages', { event: 'message.sent', fromMe: true }],
	['statuses', { event: 'message.status', status: { messageId: 'm1', status: 'read' } }],
	['reactions', { event: 'message.reaction' }],
])('%s have neither', (_what, more) => {
	expect(conversationOf(event(more), true)).toEqual({});
});

test('a picture has a text only with a caption, or with the option', () => {
	const picture = event({ message: { id: 'm1', type: 'image' } });
	const captioned = event({ message: { id: 'm1', type: 'image', text: 'The lamp' } });
	expect(conversationOf(picture, false).chatInput).toBeUndefined();
	expect(conversationOf(captioned, false).chatInput).toBe('The lamp');
	expect(conversationOf(picture, true).chatInput).toBe('[image]');
	expect(conversationOf(captioned, true).chatInput).toBe('[image] The lamp');
});

describe('filters by text', () => {
	test.each<[string, string | undefined, boolean]>([
		['a word of the list', 'please STOP!', true],
		['a part of a word', 'stopover', false],
		['no text', undefined, false],
		['another script', 'बंद', true],
	])('Text Contains: %s', (_what, said, passes) => {
		expect(textPasses(said, { words: ['stop', 'बंद'] })).toBe(passes);
	});

	test('Text Begins With', () => {
		expect(textPasses('Order 12', { beginnings: ['order'] })).toBe(true);
		expect(textPasses('My order', { beginnings: ['order'] })).toBe(false);
	});

	test('Text Matches, and a pattern that is none lets nothing through', () => {
		expect(textPasses('Order 12', { pattern: '^order \\d+$' })).toBe(true);
		expect(textPasses('Order twelve', { pattern: '^order \\d+$' })).toBe(false);
		expect(textPasses('Order 12', { pattern: '(' })).toBe(false);
	});

	test('without any of them everything passes', () => {
		expect(textPasses(undefined, {})).toBe(true);
		expect(textPasses('Hi', { words: [' '], beginnings: [], pattern: '' })).toBe(true);
	});
});
