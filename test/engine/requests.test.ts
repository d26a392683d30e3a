/** From parameters to the request: what is sent, what is not, and what is refused before sending. */
import type { IDataObject } from 'n8n-workflow';

import { choice, text } from '../../engine/define/fields';
import { collect } from '../../engine/item/collect';
import { toHttp } from '../../engine/item/encode';
import { engineBench, numbers } from './setup';

const bench = engineBench();
const sent = () => bench.server.got[0];

test('path values are encoded, query values too', async () => {
	await bench.run('read', { id: 'a/b c@g.us?x=1&y=+2' });
	expect(sent()?.url).toBe('/things/a%2Fb%20c%40g.us%3Fx%3D1%26y%3D%2B2');
	bench.server.reset();
	bench.server.script(() => ({ json: { rows: [] } }));
	await bench.run('list', { filters: { color: '+91 & more' } });
	expect(sent()?.query.get('color')).toBe('+91 & more');
});

test('dotted names nest; empty optional values are not sent', async () => {
	await bench.run('send', {
		to: '+91 98765 43210',
		text: 'Hello',
		additionalFields: {
			mode: 'b',
			buttons: {
				entry: [
					{ title: 'Yes', id: 'y' },
					{ title: 'No', id: '' },
				],
			},
		},
	});
	expect(sent()?.json()).toEqual({
		to: '919876543210',
		message: { text: 'Hello' },
		mode: 'b',
		buttons: [{ title: 'Yes', reply: { id: 'y' } }, { title: 'No' }],
	});
});

test('a request that can have a body sends an empty JSON object without values', async () => {
	const parts = { path: '/things', query: {}, headers: {}, body: {}, files: {} };
	const { body, headers } = await toHttp({ method: 'PUT', hasBody: true }, parts, 'https://a.test');
	expect([body, headers?.['Content-Type']]).toEqual(['{}', 'application/json']);
});

test('values from expressions are taken in the types that people have', async () => {
	await bench.run('put', {
		id: '={{ 7 }}',
		updateFields: {
			count: '={{ "3" }}',
			when: '={{ "2026-03-31 09:00:00" }}',
			extra: '={{ { a: [1] } }}',
			open: '={{ "false" }}',
			tags: '={{ "a, b" }}',
		},
	});
	expect(sent()?.path).toBe('/things/7');
	expect(sent()?.json()).toEqual({
		count: 3,
		when: expect.stringMatching(/^2026-03-31T\d\d:00:00\.000Z$/) as string,
		extra: { a: [1] },
		open: false,
		tags: ['a', 'b'],
	});
});

test.each<[string, string, IDataObject, RegExp]>([
	['a missing required value', 'read', { id: '={{ "" }}' }, /ID: a value is required/],
	['a bad phone number', 'send', { to: 'call me' }, /To: "call me" is not a phone number/],
	['a number without country code', 'send', { to: '098765' }, /not a complete phone number/],
	[
		'a text that is too long',
		'send',
		{ to: '919876543210', text: 'x'.repeat(21) },
		/Text: must have at most 20 characters, but has 21/,
	],
	[
		'broken JSON',
		'put',
		{ id: '1', updateFields: { extra: '{"a":' } },
		/Extra: this is not valid JSON/,
	],
	[
		'a number above its limit',
		'put',
		{ id: '1', updateFields: { count: 11 } },
		/Count: must be at most 10, but is 11/,
	],
	[
		'a value that is no number',
		'put',
		{ id: '1', updateFields: { count: '={{ "many" }}' } },
		/Count: "many" is not a number/,
	],
	[
		'a date that is none',
		'put',
		{ id: '1', updateFields: { when: 'soon' } },
		/When: "soon" is not a date/,
	],
	[
		'an unknown choice',
		'send',
		{ to: '919876543210', additionalFields: { mode: '={{ "z" }}' } },
		/Mode: "z" is not one of: a, b/,
	],
	[
		'an object where text is needed',
		'send',
		{ to: '919876543210', text: '={{ { a: 1 } }}' },
		/Text: expected text, but got an object/,
	],
	[
		'a required value missing in a row',
		'send',
		{ to: '919876543210', additionalFields: { buttons: { entry: [{ id: 'y' }] } } },
		/Title: a value is required/,
	],
	[
		'a file that is not there',
		'upload',
		{ file: 'photo' },
		/Input Binary Field: the item has no file in the field "photo"/,
	],
	['a limit of zero', 'list', { limit: 0 }, /Limit: a whole number from 1/],
	[
		'an expression that fails',
		'send',
		{ to: '={{ $json.deep.down.below }}', text: '={{ nonsense( }}' },
		/./,
	],
])(
	'%s is refused before anything is sent, with the name of the parameter',
	async (_name, operation, parameters, message) => {
		const { error } = await bench.run(operation, parameters);
		expect(error?.message).toMatch(message);
		expect(error?.context?.itemIndex).toBe(0);
		expect(bench.server.got).toHaveLength(0);
	},
);

test('only the wrong item is refused; with "continue" the others go out', async () => {
	const items = numbers(3);
	(items[1] as { json: IDataObject }).json.phone = 'nobody';
	const { items: out } = await bench.run(
		'send',
		{ to: '={{ $json.phone }}' },
		{ items, settings: { onError: 'continueRegularOutput' } },
	);
	expect(bench.server.got).toHaveLength(2);
	expect(out[1]?.json.error).toMatch(/nobody/);
});

test('each parameter is read once per item', async () => {
	const { WorkflowDataProxy } = await import('n8n-workflow');
	const reads = jest.spyOn(WorkflowDataProxy.prototype, 'getDataProxy');
	await bench.run('send', { to: '={{ $json.phone }}', text: '={{ $json.index }}' }, numbers(10));
	const perItem = reads.mock.calls.length / 10;
	reads.mockRestore();
	expect(perItem).toBeLessThanOrEqual(2.5);
});

test('each parameter of the operation is read once, and none that this choice hides', () => {
	const operation = {
		name: 'Post',
		value: 'post',
		action: 'Post',
		description: 'Post',
		request: { method: 'POST' as const, path: '/post' },
		fields: [
			choice('source', 'Source', 'Source', [
				['file', 'File'],
				['url', 'URL'],
			]),
			{ ...text('url', 'URL', 'URL'), displayOptions: { show: { source: ['url'] } } },
			{ ...text('file', 'File', 'File'), displayOptions: { show: { source: ['file'] } } },
			text('note', 'Note', 'Note'),
		],
		options: [text('title', 'Title', 'Title')],
	};
	const given: IDataObject = { source: 'file', url: 'left from before', file: 'data', note: '' };
	const reads: string[] = [];
	const read = (name: string, fallback: unknown) => {
		reads.push(name);
		return given[name] ?? fallback;
	};
	const { parts } = collect(operation, read, 'UTC');
	expect(parts.body).toEqual({ source: 'file', file: 'data' });
	expect(reads).toEqual(['source', 'file', 'note', 'additionalFields']);
});

test('the credential names what it lacks, and nothing is sent', async () => {
	const { error } = await bench.run('read', { id: '1' }, { credential: { key: '' } });
	expect(error?.message).toBe('The credential "Test account" lacks Key for the API');
	expect(error?.description).toMatch(/Open the credential and fill in/);
	expect(bench.server.got).toHaveLength(0);
});

test.each<[string, (message: string) => IDataObject]>([
	['title', (message) => ({ message })],
	['explanation', (message) => ({ code: 'NO_MONEY', message })],
])('secrets never show, in errors and outputs: %s', async (_where, answer) => {
	bench.server.script((got) => ({
		status: 401,
		json: answer(`The key ${String(got.headers.authorization)} is wrong`),
	}));
	const stop = await bench.run('read', { id: '1' });
	const goOn = await bench.run(
		'read',
		{ id: '1' },
		{ settings: { onError: 'continueRegularOutput' } },
	);
	expect(`${stop.error?.message} ${stop.error?.description}`).toContain('***');
	expect(JSON.stringify([stop.run, goOn.run, stop.error, stop.error?.stack])).not.toContain(
		'very-secret-key',
	);
});

test('secrets do not show in errors that are not about an answer', async () => {
	const { error } = await bench.run('send', { to: 'very-secret-key' });
	expect(error?.message).toContain('To: "***" is not a phone number');
});
