/**
 * The nodes as tools of AI agents: the texts for the model and for the person who gives it a tool.
 * n8n names a tool by its node and describes it as "<action> in <node>"; the person reads the
 * operation's description, where money and loss have to be named.
 */
import type { INodePropertyOptions } from 'n8n-workflow';
import { nodeNameToToolName } from 'n8n-workflow';

import { effectOf } from '../../engine/define/defaults';
import type { Operation } from '../../engine/define/types';
import { PROVIDERS } from '../conformance/providers';
import { optionsOf, publishedNodes } from '../../scripts/package/nodes';

interface Listed {
	/** "Whapi.Cloud message.delete" */
	id: string;
	operation: Operation;
}

const OPERATIONS: Listed[] = PROVIDERS.flatMap(({ provider }) =>
	provider.resources.flatMap(({ value: resource, operations }) =>
		operations.map((operation) => ({
			id: `${provider.name} ${resource}.${operation.value}`,
			operation,
		})),
	),
);

/** What spends money or a counted credit. */
const COSTS = [
	'MyOperator call.clickToCall',
	'MyOperator call.connectNumbers',
	'MyOperator call.dialUser',
	'MyOperator call.startIvr',
	'MyOperator message.sendTemplate',
	'2Chat account.get',
	'2Chat number.check',
	'2Chat numberShop.purchase',
	'2Chat sms.send',
	'2Chat wabaMessage.sendTemplate',
];

/** What takes something away and can be taken back with an operation of the same node. */
const HARMLESS = [
	'2Chat numberShop.cancelReservation',
	'Wapio group.removeParticipants',
	'Whapi.Cloud blocklist.remove',
	'Whapi.Cloud call.reject',
	'Whapi.Cloud channel.demoteAdmin',
	'Whapi.Cloud channel.revokeAdminInvite',
	'Whapi.Cloud channel.unfollow',
	'Whapi.Cloud channel.unfollowByInvite',
	'Whapi.Cloud community.demoteAdmins',
	'Whapi.Cloud community.removeParticipants',
	'Whapi.Cloud community.unlinkGroup',
	'Whapi.Cloud group.demoteAdmins',
	'Whapi.Cloud group.rejectJoinRequests',
	'Whapi.Cloud group.removeParticipants',
	'Whapi.Cloud label.removeAssociation',
	'Whapi.Cloud message.removeReaction',
	'Whapi.Cloud message.unpin',
];

const COST_WORDS = /\bcosts?\b(?! nothing)|\bcharge[sd]?\b|\bbilled\b/i;
const LOSS_WORDS = /for good|can't be undone|you lose|only an admin|until it is linked again/i;
/** Operations that sound like loss, whatever their HTTP method. */
const TAKES_AWAY = /^(delete|reset|logout|leave|revoke|deactivate|purge|clear|wipe)/i;

const unwarned = (list: Listed[], words: RegExp) =>
	list.filter(({ operation }) => !words.test(operation.description)).map(({ id }) => id);

describe('warnings', () => {
	test('mention the cost of operations that spend money', () => {
		const costly = OPERATIONS.filter(({ id }) => COSTS.includes(id));
		expect(costly).toHaveLength(COSTS.length);
		expect(unwarned(costly, COST_WORDS)).toEqual([]);
	});

	test('are in every description that mentions money, so that the list above is complete', () => {
		const spoken = OPERATIONS.filter(({ operation }) => COST_WORDS.test(operation.description));
		const others = spoken.filter(({ id }) => !COSTS.includes(id)).map(({ id }) => id);
		// It returns a price, and is free itself.
		expect(others).toEqual(['2Chat call.estimatePrice', '2Chat call.get']);
	});

	test('mention the loss if an operation deletes, resets or ends something', () => {
		const losing = OPERATIONS.filter(
			({ id, operation }) =>
				!HARMLESS.includes(id) &&
				effectOf(operation) !== 'read' &&
				(operation.request.method === 'DELETE' || TAKES_AWAY.test(operation.value)),
		);
		expect(losing.length).toBeGreaterThan(20);
		expect(unwarned(losing, LOSS_WORDS)).toEqual([]);
	});

	test('list only existing operations', () => {
		const ids = OPERATIONS.map(({ id }) => id);
		expect([...HARMLESS, ...COSTS].filter((id) => !ids.includes(id))).toEqual([]);
	});
});

/** As n8n names a node that an agent's tool is made of, and describes it to the model. */
const TOOLS = publishedNodes()
	.filter(({ node }) => node.description.usableAsTool)
	.flatMap(({ node: { description } }) =>
		description.properties
			.filter(({ name }) => name === 'operation')
			.flatMap((property) => {
				const [resource] = property.displayOptions?.show?.resource ?? [];
				return (optionsOf(property) as INodePropertyOptions[]).map((option) => ({
					id: `${description.displayName} ${String(resource)}.${String(option.value)}`,
					place: `${description.displayName} ${String(resource)}`,
					summary: `${option.action ?? ''} in ${description.defaults.name ?? ''}`,
					description: option.description ?? '',
				}));
			}),
	);

describe('tools', () => {
	test('are all operations of all action nodes', () => {
		expect(TOOLS.length).toBeGreaterThanOrEqual(OPERATIONS.length);
	});

	test('have names that fit into the 64 characters of a tool name', () => {
		// n8n truncates longer ones, and the rest may be another tool's name.
		const cut = TOOLS.filter(({ summary }) => summary.replace(/[^\w-]+/g, '_').length > 64);
		expect(cut.map(({ id, summary }) => `${id}: ${summary}`)).toEqual([]);
	});

	test('have unique names within the package', () => {
		const names = TOOLS.map(({ summary }) => nodeNameToToolName(summary).toLowerCase());
		expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
	});

	test('begin with the action', () => {
		const vague = TOOLS.filter(({ summary }) => !/^[A-Z][a-z]+( [^ ]+)+ in /.test(summary));
		expect(vague.map(({ id, summary }) => `${id}: ${summary}`)).toEqual([]);
	});

	test('have a description of at most 200 characters', () => {
		const wrong = TOOLS.filter(
			({ description }) => description.length < 10 || description.length > 200,
		);
		expect(wrong.map(({ id, description }) => `${id}: ${description.length}`)).toEqual([]);
	});

	test('are described differently within a resource', () => {
		const seen = TOOLS.map(({ place, description }) => `${place}: ${description}`);
		expect(seen.filter((text, index) => seen.indexOf(text) !== index)).toEqual([]);
	});
});
