/** `chat.id` of an event is a recipient for the gateway of the same provider: of every kind of chat. */
import { readDocuments } from '../../scripts/docs/payloads';
import { PROVIDERS } from '../../scripts/providers';
import { NAMES, type Name, TITLES, useGateways } from './setup';

const bench = useGateways();

const nameOf = (title: string) => NAMES.find((name) => TITLES[name] === title) as Name;

/** Chats of documented messages, one for each provider, kind and way to write the ID. */
const CHATS = PROVIDERS.flatMap((node) => {
	const found = new Map<string, string>();
	for (const { entries } of readDocuments(node))
		for (const { event } of entries) {
			if (!event.event.startsWith('message.') || !event.chat) continue;
			const { id, kind } = event.chat;
			found.set(`${kind} ${id.replace(/\d+/g, '0').replace(/[0-9a-f-]{36}/i, 'uuid')}`, id);
		}
	return [...found].map(([kind, id]) => [nameOf(node.provider.name), kind, id] as const);
});

/** Persons whose number WhatsApp hides; MyOperator has none. */
const HIDDEN = (['wapio', 'whapi', 'twoChat'] as const).map(
	(name) => [name, 'private, hidden', '83842157310076@lid'] as const,
);

/** Chats that nobody can answer: what people post to all their contacts. */
const NO_RECIPIENT = /^(?:story|status|broadcast)/;

test('every provider has chats to answer', () => {
	expect(new Set(CHATS.map(([name]) => name))).toEqual(new Set(NAMES));
});

const ANSWERABLE = [...CHATS.filter(([, kind]) => !NO_RECIPIENT.test(kind)), ...HIDDEN];

test.each(ANSWERABLE)('%s, %s: %s', async (name, _kind, id) => {
	bench.answers();
	const { items, error } = await bench.run([name], 'sendText', { to: id, text: 'Hello' });
	expect(error?.description ?? error?.message).toBeUndefined();
	expect(items[0]?.json).toMatchObject({ gateway: TITLES[name] });
	expect(bench.sends()).toHaveLength(1);
	const sent = bench.sends()[0]?.body;
	// A country code may be apart from its number.
	expect(sent).toContain(id.replace(/@.*$/, '').slice(-10));
});
