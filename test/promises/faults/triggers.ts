/** Who sent this, what is in it, and does anybody want it? */
import type { Fault } from '../fault';

const MYOPERATOR = ['test/myoperator/trigger.test.ts'];
const TWOCHAT = ['test/twochat/trigger.test.ts'];
const WAPIO = ['test/wapio/trigger.test.ts'];
const SIGNATURE = ['test/wapio/triggerSignature.test.ts'];
const WHAPI = ['test/whapi/trigger.test.ts'];
const RECEIVE = ['test/trigger/receive.test.ts'];
const SHAPE = ['test/trigger/shape.test.ts'];

export const TRIGGERS: Fault[] = [
	{
		promise: 'One call may hold several events, and each becomes an item',
		file: 'engine/trigger/receive.ts',
		find: 'for (const { event } of wanted) items.push',
		replace: 'for (const { event } of wanted.slice(0, 1)) items.push',
		tests: WAPIO,
		only: 'several messages',
	},
	{
		promise: 'A trigger has as many events as are chosen, and no others',
		file: 'engine/trigger/receive.ts',
		find: 'chosen.includes(entry.choice)',
		replace: 'chosen.length > 0',
		tests: TWOCHAT,
		only: 'own choice alone',
	},
	...(
		[
			[
				"if (own === 'skip' && event.fromMe === true && event.event !== 'message.status') return false;",
				'own messages, skipped',
				'',
			],
			["if (own === 'only' && event.fromMe !== true) return false;", 'own messages, only they', ''],
			[
				'if (kinds.length && event.chat && !kinds.includes(event.chat.kind)) return false;',
				'kinds of chats',
				'',
			],
			['if (event.chat && !any(list(filters.chats), event.chat.id)) return false;', 'chats', ''],
			[
				'if (event.account && !any(list(filters.accounts), event.account)) return false;',
				'own numbers',
				'',
			],
			[
				'return !(statuses.length && event.status && !statuses.includes(event.status.status));',
				'statuses',
				'return statuses.length >= 0;',
			],
		] as const
	).map(
		([find, what, replace]): Fault => ({
			promise: `Events can be filtered by ${what}`,
			file: 'engine/trigger/filters.ts',
			find,
			replace,
			tests: [...TWOCHAT, ...WAPIO],
			only: 'filters',
		}),
	),
	{
		promise: 'A wrong secret starts no workflow',
		file: 'engine/trigger/receive.ts',
		find: "if (verdict !== 'genuine')\n\t\treturn refuse(",
		replace: "if (verdict !== 'genuine' && !call.rawBody.length)\n\t\treturn refuse(",
		tests: MYOPERATOR,
		only: 'protection',
	},
	{
		promise: 'MyOperator: a header or API key is checked',
		file: 'nodes/MyOperator/trigger/spec.ts',
		find: "if (kind === 'none') return 'genuine';",
		replace: "if (kind !== 'basic') return 'genuine';",
		tests: MYOPERATOR,
		only: 'protection',
	},
	{
		promise: 'MyOperator: Basic authentication is checked',
		file: 'engine/trigger/verify.ts',
		find: "return user !== '' && sameText(given, `Basic ${wanted}`) ? 'genuine' : 'forged';",
		replace: "return user !== '' && given?.startsWith('Basic ') ? 'genuine' : 'forged';",
		tests: MYOPERATOR,
		only: 'protection',
	},
	{
		promise: 'An empty secret in the credential lets nobody in',
		file: 'engine/trigger/verify.ts',
		find: "typeof given === 'string' && wanted !== '' && timingSafeEqual",
		replace: "typeof given === 'string' && timingSafeEqual",
		tests: MYOPERATOR,
		only: 'protection',
	},
	{
		promise: 'Whapi.Cloud: a malformed member of a list is skipped, the others are read',
		file: 'nodes/Whapi/trigger/read.ts',
		find: 'list(listed(body[name])).map((entry) => read(entry, frame)),',
		replace: '(listed(body[name]) as IDataObject[]).map((entry) => read(entry, frame)),',
		tests: WHAPI,
	},

	{
		promise: 'Whapi.Cloud: the secret header that the node registered is checked',
		file: 'nodes/Whapi/trigger/spec.ts',
		find: 'byHeader(call, SECRET_HEADER, await nodeSecret(context, whapi)),',
		replace:
			'byHeader(call, SECRET_HEADER, String(call.headers[SECRET_HEADER.toLowerCase()] ?? await nodeSecret(context, whapi))),',
		tests: WHAPI,
		only: 'protection',
	},
	{
		promise: '2Chat: the token in the address is checked',
		file: 'engine/trigger/verify.ts',
		find: "sameText(call.query[parameter], token) ? 'genuine' : 'forged';",
		replace: "call.query[parameter] ? 'genuine' : 'forged';",
		tests: TWOCHAT,
		only: 'who calls',
	},
	{
		promise: '2Chat: nobody can guess the token',
		file: 'engine/trigger/register.ts',
		find: "createHmac('sha256', JSON.stringify(data)).update(node)",
		replace: "createHmac('sha256', provider.credential).update(node)",
		tests: TWOCHAT,
		only: 'who calls',
	},
	{
		promise: 'Wapio: the signature is checked',
		file: 'engine/trigger/verify.ts',
		find: 'signatures.filter((given) => sameText(given, wanted)).length > 0',
		replace: 'signatures.filter((given) => given.length === wanted.length).length > 0',
		tests: SIGNATURE,
		only: 'one call',
	},
	{
		promise: 'Wapio: the signature covers the body byte for byte',
		file: 'engine/trigger/verify.ts',
		find: '.update(call.rawBody).digest',
		replace: '.update(JSON.stringify(call.body)).digest',
		tests: SIGNATURE,
		only: 'one call',
	},
	{
		promise: 'Wapio: old signatures are refused',
		file: 'engine/trigger/verify.ts',
		find: 'if (Math.abs(clock.now() / 1000 - Number(time)) > windowSeconds)',
		replace: 'if (Number(time) - clock.now() / 1000 > windowSeconds)',
		tests: SIGNATURE,
		only: 'one call',
	},
	{
		promise: 'Wapio: the same call again is dropped while its signature is valid',
		file: 'nodes/Wapio/trigger/spec.ts',
		find: "return verdict === 'genuine' && isReplay(context, call) ? 'repeated' : verdict;",
		replace: 'return verdict;',
		tests: SIGNATURE,
		only: 'replays',
	},
	{
		promise: 'Secrets are compared in constant time',
		file: 'engine/trigger/verify.ts',
		find: 'timingSafeEqual(digest(given), digest(wanted))',
		replace: 'digest(given).equals(digest(wanted))',
		tests: ['test/trigger/verify.test.ts'],
	},
	{
		promise: 'A comparison does not tell the length of the secret',
		file: 'engine/trigger/verify.ts',
		find: 'timingSafeEqual(digest(given), digest(wanted))',
		replace:
			'given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted))',
		tests: ['test/trigger/verify.test.ts'],
	},
	{
		promise: 'A changed secret counts at once',
		file: 'engine/trigger/receive.ts',
		find: "if (verdict === 'forged' && forgetCredential(context, spec.provider.credential))",
		replace: "if (verdict === 'repeated' && forgetCredential(context, spec.provider.credential))",
		tests: RECEIVE,
	},
	{
		promise: 'The old secret is accepted for 15 seconds at most',
		file: 'engine/trigger/credential.ts',
		find: 'const KEEP = 15_000;',
		replace: 'const KEEP = 150_000;',
		tests: ['test/trigger/credential.test.ts'],
	},
	{
		promise: 'A file from elsewhere is fetched without the credential',
		file: 'engine/http/attempt.ts',
		find: 'response = (await (expect.open',
		replace: 'response = (await (expect.open && expect.missingIsAnswer',
		tests: RECEIVE,
	},
	{
		promise: 'A body of somebody else is answered with 400',
		file: 'engine/trigger/receive.ts',
		find: 'if (found instanceof Error) return refuse(context, 400, found.message);',
		replace: 'if (found instanceof Error) return { webhookResponse: { received: true } };',
		tests: MYOPERATOR,
		only: 'answered with 400',
	},
	{
		promise: 'A body that is not readable is answered with 400',
		file: 'engine/trigger/receive.ts',
		find: 'if (!isObject(value) || value instanceof Error || Object.keys(value).length === 0)',
		replace: 'if (!isObject(value))',
		tests: RECEIVE,
	},
	{
		promise: 'An unknown event is passed on only if asked',
		file: 'engine/trigger/receive.ts',
		find: 'options.unknownEvents === true)',
		replace: 'options.unknownEvents !== false)',
		tests: MYOPERATOR,
		only: 'unknown event',
	},
	{
		promise: 'An event that is delivered again is dropped',
		file: 'engine/trigger/repeats.ts',
		find: 'if (seen.has(key)) return false;',
		replace: '',
		tests: MYOPERATOR,
		only: 'delivered twice',
	},
	{
		promise: 'An event counts as repeated for 15 minutes',
		file: 'engine/trigger/repeats.ts',
		find: 'const WINDOW = 15 * 60_000;',
		replace: 'const WINDOW = 60_000;',
		tests: ['test/trigger/repeats.test.ts'],
	},
	{
		promise: 'After 15 minutes the same event counts as new',
		file: 'engine/trigger/repeats.ts',
		find: 'if (now - time <= WINDOW && seen.size <= MOST_KEYS) break;',
		replace: 'if (seen.size <= MOST_KEYS) break;',
		tests: ['test/trigger/repeats.test.ts'],
	},
	{
		promise: 'The test URL does not use up the events of the production URL',
		file: 'engine/trigger/repeats.ts',
		find: '/${context.getMode()}`;',
		replace: '`;',
		tests: SIGNATURE,
		only: 'replays',
	},
	{
		promise: 'The file of a received message is downloaded where that is switched on',
		file: 'engine/trigger/receive.ts',
		find: 'options.downloadMedia === true ? spec.media?.(event) : undefined;',
		replace: 'options.downloadMedia === undefined ? spec.media?.(event) : undefined;',
		tests: ['test/whapi/triggerRegistration.test.ts'],
		only: 'file of a message',
	},
	{
		promise: 'A file of a received message that breaks off is fetched once more',
		file: 'engine/trigger/media.ts',
		find: 'const PATIENCE = 2_000;',
		replace: 'const PATIENCE = 0;',
		tests: RECEIVE,
	},
	{
		promise: "What a file's server says is shown without secrets",
		file: 'engine/trigger/media.ts',
		find: 'throw toNodeError(error, { node: context.getNode(), provider, secrets });',
		replace:
			'throw toNodeError(error, { node: context.getNode(), provider, secrets: secrets.slice(9) });',
		tests: RECEIVE,
	},
	{
		promise: 'A message does not get lost with its file',
		file: 'engine/trigger/receive.ts',
		find: 'return { json: { ...json, mediaProblem: reasonOf(error) } };',
		replace: 'throw error;',
		tests: RECEIVE,
	},
	{
		promise: 'What the provider does not fill is missing, not empty',
		file: 'engine/trigger/event.ts',
		find: '.filter(([, inner]) => inner !== undefined && inner !== null)',
		replace: '.filter(([, inner]) => inner !== undefined)',
		tests: RECEIVE,
	},
	{
		promise: 'Times are ISO 8601 in UTC, whatever the zone of the server',
		file: 'engine/trigger/event.ts',
		find: "Date.parse(isBare ? `${text.replace(' ', 'T')}Z` : text);",
		replace: 'Date.parse(text);',
		tests: ['test/trigger/times.test.ts'],
	},
	...(
		[
			[
				'MyOperator',
				'nodes/MyOperator/trigger/read.ts',
				'event.fromMe = !inbound;',
				'event.fromMe = inbound;',
				SHAPE.concat(MYOPERATOR),
			],
			[
				'Wapio',
				'nodes/Wapio/trigger/parts.ts',
				'return { id: phone ?? id, phone, name };',
				'return { id, phone, name };',
				SHAPE.concat(WAPIO),
			],
			[
				'2Chat',
				'nodes/TwoChat/trigger/envelope.ts',
				'return phone ? { id: phone, phone, name } : { id: given, name };',
				'return { id: given, name };',
				SHAPE.concat(TWOCHAT),
			],
			[
				'Whapi.Cloud',
				'nodes/Whapi/trigger/people.ts',
				'return id ? { id: bare(id), kind: kindOf(id), name: text(name) } : undefined;',
				'return id ? { id, kind: kindOf(id), name: text(name) } : undefined;',
				SHAPE.concat(WHAPI),
			],
		] as const
	).map(
		([name, file, find, replace, tests]): Fault => ({
			promise: `${name}: events have the one shape of all providers`,
			file,
			find,
			replace,
			tests: [...tests],
		}),
	),
];
