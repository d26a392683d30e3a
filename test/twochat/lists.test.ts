/** Lists and the editor's lists: pages from zero to the empty one. */
import type { IDataObject } from 'n8n-workflow';

import type { Got } from '../engine/scriptedServer';
import { byId, fromNumber, OWN, twoChatBench, wabaNumber } from './setup';

const bench = twoChatBench();

/** Serves rows in pages; `count` lies, as it does at 2Chat. */
const serve = (list: string, total: number, pageSize: number, page = 'page_number') =>
	bench.server.script((got: Got) => {
		const start = Number(got.query.get(page)) * pageSize;
		const rows = Array.from({ length: Math.max(0, Math.min(pageSize, total - start)) }, (_, i) => ({
			uuid: `ID${start + i}`,
			phone_number: `+1555010${String(start + i).padStart(4, '0')}`,
			friendly_name: `Name ${start + i}`,
		}));
		return { json: { success: true, count: 1, page: 0, [list]: rows } };
	});

const asked = (name: string) => bench.server.got.map(({ query }) => query.get(name));

test.each([
	['number.getMany', {}, 'numbers', 50],
	['contact.getMany', {}, 'contacts', 100],
	['contact.search', { query: 'Asha' }, 'contacts', 100],
	['call.getCallerIds', {}, 'caller_ids', 50],
	['virtualNumber.getMany', {}, 'numbers', 50],
	['call.getMany', {}, 'cdrs', 20],
	['message.getMany', { fromNumber }, 'messages', 100],
	['message.getGroupMessages', { group: byId('WAG1') }, 'messages', 50],
	['conversation.getMany', { channel: byId('WPN1') }, 'sessions', 10],
] as Array<[string, IDataObject, string, number]>)(
	'%s counts pages from zero and ends at the empty one',
	async (operation, parameters, list, pageSize) => {
		serve(list, 2 * pageSize + 1, pageSize);
		const { items, error } = await bench.run(operation, { ...parameters, returnAll: true });
		expect(error).toBeUndefined();
		expect(new Set(items.map(({ json }) => json.uuid)).size).toBe(2 * pageSize + 1);
		expect(asked('page_number')).toEqual(['0', '1', '2', '3']);
	},
);

test('a page that is shorter than asked for is not taken for the last', async () => {
	serve('numbers', 60, 20);
	const { items } = await bench.run('number.getMany', { returnAll: true });
	expect(items).toHaveLength(60);
});

test('a limit ends the list without a further page', async () => {
	serve('messages', 500, 100);
	const { items } = await bench.run('message.getMany', { fromNumber, limit: 150 });
	expect(items).toHaveLength(150);
	expect(asked('page_number')).toEqual(['0', '1']);
});

test('a list that always gives the same page is stopped', async () => {
	bench.server.script(() => ({ json: { success: true, numbers: [{ uuid: 'WPN1' }] } }));
	const { error } = await bench.run('number.getMany', { returnAll: true });
	expect(error?.message).toMatch(/page 2 twice/);
	expect(bench.server.got).toHaveLength(2);
});

test('templates follow next_page, and a page has at least ten', async () => {
	bench.server.script(({ query }) => {
		const page = Number(query.get('page'));
		const templates = [{ uuid: `TMP${page}`, name: `t${page}`, status: 'APPROVED' }];
		return { json: { success: true, templates, total: 99, next_page: page < 2 ? page + 1 : null } };
	});
	const all = await bench.run('wabaTemplate.getMany', { wabaNumber, returnAll: true });
	expect(all.items).toHaveLength(3);
	expect(bench.server.got.map(({ url }) => url)).toEqual(
		[0, 1, 2].map(
			(page) => `/open/waba/templates?phone_number=%2B15550100100&page=${page}&limit=200`,
		),
	);
	bench.server.got.length = 0;
	await bench.run('wabaTemplate.getMany', { wabaNumber, limit: 3 });
	expect(asked('limit')).toEqual(['10', '10', '10']);
});

test.each([
	['group.getMany', { fromNumber }, { data: [{ uuid: 'WAG1' }, { uuid: 'WAG2' }] }],
	['webhook.getMany', {}, { webhooks: [{ uuid: 'WHK1' }, { uuid: 'WHK2' }] }],
	['account.getUsers', {}, { data: { users: [{ uuid: 'USR1' }, { uuid: 'USR2' }] } }],
	['numberShop.getReservations', {}, { data: { reservations: [{ uuid: '1' }, { uuid: '2' }] } }],
] as Array<[string, IDataObject, IDataObject]>)(
	'%s comes whole and is cut by the limit',
	async (operation, parameters, body) => {
		bench.server.script(() => ({ json: { success: true, ...body } }));
		expect((await bench.run(operation, { ...parameters, returnAll: true })).items).toHaveLength(2);
		expect((await bench.run(operation, { ...parameters, limit: 1 })).items).toHaveLength(1);
		expect(bench.server.got).toHaveLength(2);
	},
);

describe("the editor's lists", () => {
	/** All pages, as a person who scrolls down gets them. */
	const scroll = async (search: string, parameters: IDataObject = {}) => {
		const results = [];
		let token: string | undefined;
		do {
			const page = await bench.list(search, parameters, undefined, token);
			results.push(...page.results);
			token = page.paginationToken as string | undefined;
		} while (token && results.length < 10_000);
		return results;
	};

	test.each([
		['numbers', 'numbers', '+15550100000', 'page_number'],
		['channels', 'numbers', 'ID0', 'page_number'],
		['wabaNumbers', 'numbers', '+15550100000', 'page'],
		['wabaChannels', 'numbers', 'ID0', 'page'],
		['smsNumbers', 'numbers', '+15550100000', 'page_number'],
		['virtualNumbers', 'numbers', 'ID0', 'page_number'],
		['contacts', 'contacts', 'ID0', 'page_number'],
	])('%s: to the last page', async (search, list, first, page) => {
		serve(list, 120, 50, page);
		const results = await scroll(search);
		expect(results).toHaveLength(120);
		expect(results[0]?.value).toBe(first);
		expect(asked(page)).toEqual(['0', '1', '2', '3']);
		expect(bench.server.got.every(({ query }) => !query.has('per_page'))).toBe(true);
	});

	test('a filter looks through further pages', async () => {
		serve('numbers', 120, 50);
		const { results } = await bench.list('numbers', {}, 'name 117');
		expect(results).toEqual([{ name: 'Name 117 (+15550100117)', value: '+15550100117' }]);
	});

	test('groups are those of the chosen number; "all groups" is not among them', async () => {
		bench.server.script(() => ({
			json: { success: true, data: [{ uuid: 'WAG1', wa_group_name: 'Lotus', size: 12 }] },
		}));
		expect(await scroll('groups', { fromNumber })).toEqual([
			{ name: 'Lotus (12 members)', value: 'WAG1' },
		]);
		expect(decodeURIComponent(bench.server.got[0]?.path ?? '')).toBe(
			`/open/whatsapp/groups/${OWN}`,
		);
	});

	test.each([
		['groups', /Number: choose it first/],
		['products', /^Number: choose it first/],
		['templates', /WABA Number: choose it first/],
		['conversations', /Number: choose it first/],
		['cities', /Country: choose it first/],
	])('%s says what it depends on', async (search, message) => {
		await expect(bench.list(search)).rejects.toThrow(message);
		expect(bench.server.got).toHaveLength(0);
	});

	test('only approved templates are offered for sending', async () => {
		const templates = [
			{ uuid: 'TMP1', name: 'order', status: 'APPROVED', category: 'UTILITY' },
			{ uuid: 'TMP2', name: 'offer', status: 'REJECTED', category: 'MARKETING' },
		];
		bench.server.script(() => ({ json: { success: true, templates, next_page: null } }));
		expect(await scroll('approvedTemplates', { wabaNumber })).toEqual([
			{ name: 'order (UTILITY)', value: 'TMP1' },
		]);
		expect(await scroll('templates', { wabaNumber })).toHaveLength(2);
	});

	test.each([
		['users', { data: { users: [{ uuid: 'USR1', first_name: 'Ada', email: 'a@example.com' }] } }],
		['webhooks', { webhooks: [{ uuid: 'WHK1', event_name: 'e', hook_url: 'https://x.example' }] }],
		['collections', { collections: [{ id: '1', name: 'Backpacks' }] }],
		['conversations', { sessions: [] }],
		['regions', { data: { regions: [{ id: 1, region_name: 'California' }] } }],
		['didTypes', { data: { did_types: [{ id: 1, name: 'local' }] } }],
		['numberGroups', { data: { groups: [{ id: 'a', prefix: '+1', price: {} }] } }],
		['reservedNumbers', { data: { reservations: [{ uuid: '1', number: '+12135551234' }] } }],
	] as Array<[string, IDataObject]>)(
		'%s are read from where 2Chat puts them',
		async (search, body) => {
			bench.server.script(() => ({ json: { success: true, ...body } }));
			const results = await scroll(search, { fromNumber, channel: byId('WPN1'), country: 'us' });
			expect(results).toHaveLength(search === 'conversations' ? 0 : 1);
			for (const { name, value } of results) {
				expect(name).toMatch(/\w/);
				expect(name).not.toMatch(/undefined|\[object/);
				expect(value).toMatch(/\w/);
			}
		},
	);
});
