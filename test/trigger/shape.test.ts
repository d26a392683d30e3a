/**
 * Every documented webhook body of every provider, read by its trigger, has the one shape.
 */
import { type MessagingEvent, messagingEvent } from '../../engine/trigger/event';
import { loadContract, webhooks } from '../../scripts/contracts/reading';
import { readDocuments } from '../../scripts/docs/payloads';
import { fieldSources } from '../../scripts/docs/sources';
import { PROVIDERS } from '../../scripts/providers';

/** What an event of a kind is useless without. */
const NEEDED: Partial<Record<MessagingEvent['event'], Array<keyof MessagingEvent>>> = {
	'message.received': ['chat', 'from', 'fromMe', 'message'],
	'message.sent': ['chat', 'fromMe', 'message'],
	'message.edited': ['message'],
	'message.reaction': ['message'],
	'message.status': ['status'],
	call: ['call', 'fromMe'],
};

test.each(PROVIDERS)('$folder: every webhook that was seen has a documented body', (node) => {
	const documented = new Set(readDocuments(node).map(({ event }) => event));
	const seen = webhooks(loadContract(node.key)).filter(
		({ operation }) => operation['x-confidence'] !== 'inferred',
	);
	expect(seen.map(({ event }) => event).filter((event) => !documented.has(event))).toEqual([]);
	expect(documented.size).toBeGreaterThan(0);
});

describe.each(PROVIDERS.map((node) => [node.provider.name, node] as const))('%s', (name, node) => {
	const choices = node.trigger.events.map(({ value }) => value);
	const documents = readDocuments(node).map((document) => [document.name, document] as const);

	test.each(documents)('%s', (_document, { payload, entries }) => {
		expect(entries.length).toBeGreaterThan(0);
		for (const { choice, event } of entries) {
			messagingEvent.strict().parse(event);
			// zod takes out what the shape does not name, in inner objects too.
			expect(messagingEvent.parse(event)).toEqual(event);
			expect(event.provider).toBe(name);
			expect(choices).toContain(choice);
			expect(event.event).not.toBe('other');
			expect(event.id).not.toBe('');
			expect(event.timestamp).toBe(new Date(event.timestamp).toISOString());
			for (const field of NEEDED[event.event] ?? []) expect(event).toHaveProperty(field);
			expect(JSON.stringify(payload)).toContain(JSON.stringify(event.raw).slice(1, -1));
		}
	});

	test('a received message says who, where, what and when, out of the body', () => {
		const sources = fieldSources(node, 'message.received');
		for (const field of ['id', 'timestamp', 'chat.id', 'from.id', 'message.id', 'message.text'])
			expect({ field, paths: [...(sources.get(field)?.paths ?? [])] }).not.toEqual({
				field,
				paths: [],
			});
	});

	test('the same body read again is the same event', () => {
		const [first, second] = [readDocuments(node), readDocuments(node)].map((documents_) =>
			documents_.map(({ entries }) => entries),
		);
		expect(first).toEqual(second);
	});
});
