/** Promises of 2Chat's node and trigger beyond those of all providers. */
import type { Fault } from '../fault';

const SPELLINGS = ['test/twochat/spellings.test.ts'];

export const TWOCHAT: Fault[] = [
	...(
		[
			[
				'the sender of a group message is found in each spelling',
				'envelope',
				'if (!isObject(who)) return personOf(who, name);',
				'if (!isObject(who)) return undefined;',
				'who wrote in a group',
			],
			[
				'a group is known by the key of the session too',
				'envelope',
				"remoteIn(find(body, 'session_key')), text(body.group)]",
				'text(body.group)]',
				'the group',
			],
			[
				"a person's name is found in each spelling",
				'envelope',
				'nameOf(body.contact) ?? textAt(body, ...SENDER_NAME)',
				'nameOf(body.contact)',
				'the name of the sender',
			],
			[
				'content that comes late under a known ID is not dropped',
				'messages',
				"isComplete(content) ? [id] : [id, 'empty']",
				'[id]',
				'its content',
			],
			[
				'the reason of a failure is found in each spelling',
				'messages',
				"const ERROR_CODE = ['error_code', 'error.code',",
				"const ERROR_CODE = ['error_code',",
				'receipts',
			],
			[
				'an event has one name, however it is spelled',
				'names',
				'const alias = entryOf(ALIASES, name) ?? name;',
				'const alias = name;',
				'the event without an address',
			],
			[
				'a body that can not be recognized is accepted',
				'names',
				"nameByShape(body) ?? 'unknown'",
				"nameByShape(body) ?? 'whatsapp.message.new'",
				'unknown event',
			],
		] as const
	).map(
		([promise, file, find, replace, only]): Fault => ({
			promise: `2Chat: ${promise}`,
			file: `nodes/TwoChat/trigger/${file}.ts`,
			find,
			replace,
			tests: SPELLINGS,
			only,
		}),
	),
	{
		promise: '2Chat: an image that is named by its position is deleted once only',
		file: 'nodes/TwoChat/operations/catalog.ts',
		find: "the next one.\n\t\t\teffect: 'send',",
		replace: "the next one.\n\t\t\teffect: 'idempotent',",
		tests: ['test/structure/repeatable.test.ts'],
	},
	{
		promise: '2Chat: two buttons or rows with one ID are refused before anything is sent',
		file: 'nodes/TwoChat/fields/interactive.ts',
		find: '	checkButtons(buttons);\n',
		replace: '',
		tests: ['test/twochat/waba.test.ts'],
	},
	{
		promise: 'Line breaks in variables of templates are refused on request',
		file: 'engine/define/templateText.ts',
		find: 'values[REFUSE_BREAKS] === true && ',
		replace: 'values[REFUSE_BREAKS] === false && ',
		tests: ['test/engine/values.test.ts'],
	},
	{
		promise: '2Chat: group events are limited to the chosen groups at 2Chat itself',
		file: 'nodes/TwoChat/trigger/register.ts',
		find: '...(group ? { to_group_uuid: group } : {}),',
		replace: '',
		tests: ['test/twochat/triggerRegistration.test.ts'],
		only: 'chosen groups',
	},
	{
		promise: 'A new node starts with an operation that does no harm',
		file: 'engine/editor/describe.ts',
		find: "const USUAL = ['sendText', ",
		replace: "const USUAL = ['delete', 'sendText', ",
		tests: ['test/structure/defaults.test.ts'],
	},
];
