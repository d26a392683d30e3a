/** Webhooks: the node's own and nobody else's, as long as the workflow is active and no longer. */
import type { Fault } from '../fault';

const TWOCHAT = ['test/twochat/triggerRegistration.test.ts'];
const WAPIO = ['test/wapio/triggerRegistration.test.ts'];
const WHAPI = ['test/whapi/triggerRegistration.test.ts'];

export const REGISTRATION: Fault[] = [
	{
		promise: 'Whapi.Cloud: the node registers itself',
		file: 'nodes/Whapi/trigger/register.ts',
		find: 'await inTurn(hook, async () => await write(hook, own));',
		replace: 'await inTurn(hook, async () => isSet(hook, [own]));',
		tests: WHAPI,
	},
	{
		promise: 'Whapi.Cloud: the webhooks of others survive',
		file: 'nodes/Whapi/trigger/register.ts',
		find: 'const others = list.filter((entry) => !isOwn(hook, entry));',
		replace: 'const others: unknown[] = [];',
		tests: WHAPI,
	},
	{
		promise: 'Whapi.Cloud: a webhook that another writes at the same moment survives',
		file: 'nodes/Whapi/trigger/register.ts',
		find: 'if (before && !isEqual(listOf(before), standing)) {',
		replace: 'if (before && !isEqual(listOf(before), standing) && tries > TRIES) {',
		tests: WHAPI,
	},
	{
		promise: 'Whapi.Cloud: nothing stays after deactivation',
		file: 'nodes/Whapi/trigger/register.ts',
		find: 'if (!own) return others;',
		replace: 'if (!own) return list;',
		tests: WHAPI,
	},
	{
		promise: 'Whapi.Cloud: a changed list of events is registered anew',
		file: 'nodes/Whapi/trigger/register.ts',
		find: 'return mine.length === 1 && sameEntry(mine[0], own);',
		replace:
			'return mine.length === 1 && sameEntry({ ...(mine[0] as IDataObject), events: own.events }, own);',
		tests: WHAPI,
	},
	{
		promise: '2Chat: one subscription for each event and number',
		file: 'nodes/TwoChat/trigger/register.ts',
		find: 'return [...new Set(numbers)];',
		replace: 'return numbers.slice(0, 1);',
		tests: TWOCHAT,
	},
	{
		promise: '2Chat: the subscriptions of others survive',
		file: 'nodes/TwoChat/trigger/register.ts',
		find: 'known.includes(uuid) || addresses.includes(addressOf(url))',
		replace: 'known.includes(uuid) || addresses.includes(addressOf(url)) || !known.length',
		tests: TWOCHAT,
	},
	{
		promise: '2Chat: what failed in the middle leaves nothing behind',
		file: 'nodes/TwoChat/trigger/register.ts',
		find: 'const { left, reason } = await removeAll(hook, [...held]);',
		replace: 'const { left, reason } = { left: [...held], reason: error };',
		tests: TWOCHAT,
	},
	{
		promise: '2Chat: nothing stays after deactivation, also after a crash',
		file: 'nodes/TwoChat/trigger/register.ts',
		find: 'uuids = [...new Set([...known, ...(await ownEntries(hook)).map(({ uuid }) => uuid)])];',
		replace: 'uuids = [...new Set(known)];',
		tests: TWOCHAT,
	},
	{
		promise: '2Chat: a changed list of events is registered anew',
		file: 'nodes/TwoChat/trigger/register.ts',
		find: 'if (missing.length || extra.length) return false;',
		replace: 'if (!kept.length && missing.length + extra.length > 0) return false;',
		tests: TWOCHAT,
	},
	{
		promise: '2Chat: a trial account with ten calls a minute gets all its subscriptions',
		file: 'nodes/TwoChat/trigger/register.ts',
		find: 'const MAX_WAIT = 120_000;',
		replace: 'const MAX_WAIT = 1_000;',
		tests: TWOCHAT,
	},
	{
		promise: 'Wapio: the node registers itself',
		file: 'nodes/Wapio/trigger/register.ts',
		find: 'subscribed_events: subscriptionsOf(events),\n\t\tsigning_secret',
		replace: 'subscribed_events: [],\n\t\tsigning_secret',
		tests: WAPIO,
	},
	{
		promise: 'Wapio: a webhook of something else is not touched without being told to',
		file: 'nodes/Wapio/trigger/register.ts',
		find: "if (hook.getNodeParameter('replaceExisting', false) !== true) throw occupied(hook, found);",
		replace: '',
		tests: WAPIO,
	},
	{
		promise: 'Wapio: what was replaced is put back',
		file: 'nodes/Wapio/trigger/register.ts',
		find: 'await write(hook, session, before && (await withSecret(hook, before)));',
		replace: 'await write(hook, session, before && undefined);',
		tests: WAPIO,
	},
	{
		promise: 'Wapio: what another has set meanwhile is left alone',
		file: 'nodes/Wapio/trigger/register.ts',
		find: 'if (found && mine(hook, found))',
		replace: 'if (found)',
		tests: WAPIO,
	},
	{
		promise: 'Wapio: a changed list of events is registered anew',
		file: 'nodes/Wapio/trigger/register.ts',
		find: 'isEqual(eventsOf(found), eventsOf(own)) &&',
		replace: '',
		tests: WAPIO,
	},
	{
		promise: 'Wapio: a test stands in for the production URL, which is put back',
		file: 'nodes/Wapio/trigger/register.ts',
		find: 'if (isOfNode(hook, found)) return isTest(hook) ? settable(found) : replacedBy(hook, found);',
		replace: 'if (isOfNode(hook, found)) return replacedBy(hook, found);',
		tests: WAPIO,
		only: 'the test URL',
	},
	{
		promise: 'Test URL and production URL do not overwrite what the other has noted',
		file: 'engine/trigger/register.ts',
		find: "const key = ownUrl(hook).includes('/webhook-test/') ? 'test' : 'production';",
		replace: "const key = ownUrl(hook) ? 'production' : 'test';",
		tests: [...TWOCHAT, ...WAPIO, ...WHAPI],
		only: 'test (URL|address)|the test and',
	},
	{
		promise: 'The secret of a webhook is not stored',
		file: 'nodes/Wapio/trigger/register.ts',
		find: 'secret: fingerprint(String(own.signing_secret)),\n\t\t\tbefore,',
		replace: 'secret: String(own.signing_secret),\n\t\t\tbefore,',
		tests: WAPIO,
	},
	{
		promise: 'MyOperator: the node says where to paste the URL',
		file: 'nodes/MyOperator/trigger/spec.ts',
		find: "notice('setup', STEPS),",
		replace: '',
		tests: ['test/myoperator/trigger.test.ts'],
	},
	{
		promise: 'A registration that fails does not show a secret',
		file: 'engine/trigger/register.ts',
		find: 'provider, secrets });',
		replace: 'provider, secrets: [] });',
		tests: ['test/engine/secrets.test.ts'],
	},
];
