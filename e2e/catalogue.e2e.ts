/** Is the package found by what people type, in the editor and by n8n's workflow builder? */
import assert from 'node:assert/strict';
import { builderSearch, editorSearch, typeDefinition } from './lib/catalogue';
import { figure } from './lib/figures';
import { manifest } from './lib/manifest';
import { test, useStack } from './lib/suite';

const suite = useStack('catalogue');

const prefix = `${manifest.name}.`;
const SHOWN = 5;

const WHATSAPP = ['messagingGateway', 'myOperator', 'twoChat', 'wapio', 'whapi'];
const CALLS = ['myOperator', 'twoChat'];

/** What people type, and the nodes of which one has to be among the first five. */
const QUERIES: Array<[nodes: string[], ...queries: string[]]> = [
	[
		WHATSAPP,
		'whatsapp',
		'send whatsapp',
		'whatsapp send',
		'send whatsapp message',
		'whatsapp message',
		'whatsapp template',
		'send whatsapp template',
		'whatsapp bot',
		'whatsapp chatbot',
		'whatsapp ai agent',
		'receive whatsapp',
		'whatsapp received',
		'incoming whatsapp',
		'answer whatsapp',
		'reply whatsapp',
		'whatsapp group',
		'whatsapp contact',
		'whatsapp broadcast',
		'whatsapp campaign',
		'bulk whatsapp',
		'whatsapp bulk',
		'whatsapp otp',
		'whatsapp image',
		'whatsapp pdf',
		'whatsapp file',
		'whatsapp voice',
		'whatsapp call',
		'whatsapp list',
		'whatsapp webhook',
		'whatsapp status',
		'whatsapp api',
		'whatsapp gateway',
		'whatsapp business',
		'check whatsapp number',
		'whatsapp approval',
		'human in the loop whatsapp',
		'message received',
		'send message',
		'order notification',
	],
	[['messagingGateway', 'wapio', 'whapi'], 'unofficial whatsapp'],
	[['messagingGateway', 'wapio', 'whapi'], 'whatsapp poll'],
	[['messagingGateway', 'myOperator', 'twoChat', 'whapi'], 'whatsapp buttons'],
	[['whapi'], 'whapi', 'whapi.cloud'],
	[['myOperator', 'twoChat', 'whapi'], 'missed call'],
	[CALLS, 'call log', 'call recording'],
	[['myOperator'], 'click to call', 'ivr', 'myoperator', 'my operator'],
	[['twoChat', 'messagingGateway'], 'sms gateway', '2chat'],
	[['wapio'], 'wapio'],
];

/** Nodes with these words in their names come first in the builder's search. */
const EDITOR_ONLY: typeof QUERIES = [
	[CALLS, 'phone call', 'make call', 'voice call'],
	[['twoChat'], 'send sms'],
	[['wapio', 'whapi'], 'whatsapp channel'],
	[['whapi'], 'whatsapp story'],
	[WHATSAPP, 'whatsapp trigger', 'send otp', 'chat approval', 'notify customer'],
];

/** One line for each query that does not show one of its nodes among the first five. */
const misses = (table: typeof QUERIES, search: (query: string) => string[]): string[] =>
	table.flatMap(([nodes, ...queries]) =>
		queries.flatMap((query) => {
			const first = search(query).slice(0, SHOWN);
			const wanted = nodes.flatMap((name) => [prefix + name, `${prefix}${name}Trigger`]);
			return first.some((name) => wanted.includes(name)) ? [] : [`${query}: ${first.join(', ')}`];
		}),
	);

test('natural queries show the right node among the first five in the editor', () => {
	const table = [...QUERIES, ...EDITOR_ONLY];
	figure('Queries tried in the editor', String(table.flatMap(([, ...queries]) => queries).length));
	assert.deepEqual(misses(table, editorSearch(suite.stack.types)), []);
});

test("natural queries show the right node among the first five in n8n's workflow builder", () => {
	const search = builderSearch(suite.stack.types);
	assert.deepEqual(
		misses(QUERIES, (query) => search(query, SHOWN)),
		[],
	);
});

/** Most characters of the type definition that n8n's builder is handed for a node. */
const LARGEST: Record<string, number> = { whapi: 325_000, twoChat: 150_000 };

test('the type definitions for the workflow builder stay small', () => {
	for (const type of suite.stack.types.filter(({ name }) => name.startsWith(prefix))) {
		const name = type.name.slice(prefix.length);
		if (name.endsWith('Tool')) continue;
		const size = typeDefinition(type).length;
		figure(`Type definition of ${name}`, `${size} characters`);
		assert.ok(size <= (LARGEST[name] ?? 120_000), `${name}: ${size}`);
	}
});
