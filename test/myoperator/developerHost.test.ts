/** The developer API: its address, its token, and the two forms of its call logs. */
import type { IDataObject } from 'n8n-workflow';

import { MessagingMyOperatorApi } from '../../credentials/MessagingMyOperatorApi.credentials';
import { MyOperator } from '../../nodes/MyOperator/MyOperator.node';
import { myOperator } from '../../nodes/MyOperator/provider';
import {
	type Got,
	type Reply,
	type ScriptedServer,
	startScriptedServer,
} from '../engine/scriptedServer';
import { runNode } from '../harness/n8n';

let server: ScriptedServer;
beforeAll(async () => {
	server = await startScriptedServer();
});
beforeEach(() => server.reset());
afterAll(async () => await server.stop());

const TOKEN = '0123456789abcdef0123456789abcdef';
const UNKNOWN: Reply = {
	status: 404,
	json: { status: 'error', code: 404, message: 'Unknown method.' },
};
const USERS: Reply = {
	json: { status: 'success', code: 200, data: [{ name: 'Agent A' }], next_page: '' },
};

let execution = 0;
const run = async (
	resource: string,
	operation: string,
	parameters: IDataObject,
	base: string,
	items = 1,
) =>
	await runNode({
		node: new MyOperator(),
		parameters: { resource, operation, ...parameters },
		items: Array.from({ length: items }, (_, index) => ({ json: { index } })),
		executionId: `developer-${++execution}`,
		credential: {
			type: new MessagingMyOperatorApi(),
			data: { developerToken: `${TOKEN}\n`, developerBaseUrl: base },
		},
	});
const paths = () => server.got.map(({ path }) => path.replace(/\?.*/, ''));
const at = (prefix: string) => (got: Got) =>
	got.path.startsWith(`${prefix}/user`) ? USERS : UNKNOWN;

test('a new credential has the bare host', () => {
	const { properties } = new MessagingMyOperatorApi();
	const { default: standard } = properties.find(({ name }) => name === 'developerBaseUrl') ?? {};
	expect(standard).toBe('https://developers.myoperator.co');
	expect(myOperator.hosts.developers?.baseUrl).toBe(standard);
});

test.each([
	['the prefix too much', '/search', ''],
	['the prefix missing', '', '/search'],
])(
	'%s: the other address is tried once and used for the rest of the run',
	async (_name, given, right) => {
		server.script(at(right));
		const { items, error } = await run('user', 'getMany', {}, server.url + given, 3);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.name)).toEqual(['Agent A', 'Agent A', 'Agent A']);
		const wrong = paths().filter((path) => path === `${given}/user`);
		const found = paths().filter((path) => path === `${right}/user`);
		expect(found).toHaveLength(3);
		expect(wrong.length).toBeLessThanOrEqual(3);
		for (const { query } of server.got) expect(query.get('token')).toBe(TOKEN);
	},
);

test('one after the other, only the first item asks at the wrong address', async () => {
	server.script(at('/search'));
	await run('user', 'getMany', { options: { concurrency: 1 } }, server.url, 3);
	expect(paths().filter((path) => path === '/user')).toHaveLength(1);
});

test('at neither address: the error names the field, and each address was asked once', async () => {
	server.script(() => UNKNOWN);
	const { error } = await run('user', 'getMany', {}, server.url);
	expect(error?.message).toMatch(/Unknown method/);
	expect(error?.description).toMatch(/"Developer Base URL"/);
	expect(error?.description).not.toMatch(/deleted/);
	expect(paths()).toEqual(['/user', '/search/user']);
});

test('another 404 asks nowhere else', async () => {
	server.script(() => ({
		status: 404,
		json: { status: 'error', code: 404, message: 'no voice file found' },
	}));
	const { error } = await run('recording', 'getLink', { file: 'r.mp3' }, server.url);
	expect(error?.message).toMatch(/no voice file/);
	expect(server.got).toHaveLength(1);
});

test('"not an authorized request" first points at the token', async () => {
	server.script(() => ({
		status: 400,
		json: { status: 'error', code: 400, message: 'not an authorized request' },
	}));
	const { error } = await run('callLog', 'search', {}, server.url);
	expect(error?.description).toMatch(/Developer API Token.*32 characters.*In the Query String/s);
});

const log = {
	allcaller_id: 'log-1',
	caller_number: '+919876543210',
	duration: '00:01:06',
	company_id: 'c',
};
test.each<[string, unknown]>([
	['data.hits', { total: 1, hits: [{ _source: log }] }],
	['data, as documented', [log]],
	['data with _source', [{ _source: log }]],
])('call logs come as %s', async (_name, data) => {
	server.script(() => ({ json: { status: 'success', code: 200, data } }));
	const { items, error } = await run(
		'callLog',
		'search',
		{ returnAll: true, simplify: true },
		server.url,
	);
	expect(error).toBeUndefined();
	expect(items.map(({ json }) => json)).toEqual([
		{ allcaller_id: 'log-1', caller_number: '+919876543210', duration: '00:01:06' },
	]);
});

test.each<[string, IDataObject]>([
	['code as a number', { code: 400, message: 'Bad template' }],
	['code as text', { code: '422', message: 'Bad template' }],
	["MyOperator's own code", { status: 'success', code: 'CHAT_3001', message: 'Bad template' }],
	['status failure', { status: 'failure', message: 'Bad template' }],
	['status failed', { status: 'FAILED', message: 'Bad template' }],
	['status false', { status: false, message: 'Bad template' }],
	['success false', { success: false, message: 'Bad template' }],
])('a failure inside HTTP 200: %s', (_name, body) => {
	expect(myOperator.problem({ status: 200, headers: {}, body })?.message).toBe('Bad template');
});

test.each<[string, IDataObject]>([
	['code 200', { status: 'success', code: 200 }],
	['code "201"', { status: 'success', code: '201' }],
	['no code', { data: [] }],
])('a success: %s', (_name, body) => {
	expect(myOperator.problem({ status: 200, headers: {}, body })).toBeUndefined();
});
