/** What the body of a call is, whatever its content type says. */
import type { IDataObject } from 'n8n-workflow';

import { bodiesOf } from '../../engine/trigger/body';
import { BadBody, type IncomingCall } from '../../engine/trigger/types';

const bodies = (raw: string, contentType?: string, body?: unknown) =>
	bodiesOf({
		headers: contentType ? { 'content-type': contentType } : {},
		rawBody: Buffer.from(raw),
		body,
		query: {},
		method: 'POST',
		path: '',
	} satisfies IncomingCall);

const JSON_TEXT = '{"type":"message","list":[1,2]}';
const PARSED = { type: 'message', list: [1, 2] };

test.each([
	[undefined],
	['text/json'],
	['text/plain; charset=utf-8'],
	['application/cloudevents+json; charset=utf-8'],
	['application/vnd.example.v2+json'],
	['application/octet-stream'],
	['application/x-www-form-urlencoded'],
	['APPLICATION/JSON'],
	['text/html'],
])('JSON of the content type %s', (contentType) => {
	expect(bodies(JSON_TEXT, contentType)).toEqual([PARSED]);
	expect(bodies(`\uFEFF ${JSON_TEXT}\n`, contentType)).toEqual([PARSED]);
});

test('what n8n has parsed already is taken as it is', () => {
	expect(bodies('not looked at', 'application/json', PARSED)).toEqual([PARSED]);
});

test.each(['application/json', 'text/plain', undefined])(
	'each entry of a JSON list is a body of its own (%s)',
	(contentType) => {
		const list = [{ id: 1 }, 'odd', null, { id: 2 }];
		expect(bodies(JSON.stringify(list), contentType, list)).toEqual(list);
		expect(bodies('[]', contentType, [])).toEqual([]);
	},
);

test.each(['', '  ', 'null', '{}'])('a call that says nothing has an empty body (%j)', (raw) => {
	for (const type of ['application/json', 'text/plain', undefined])
		expect(bodies(raw, type, raw === '' ? {} : undefined)).toEqual([{}]);
});

test.each<[string, string, IDataObject]>([
	['plain', 'id=1&text=Hello+you%21', { id: '1', text: 'Hello you!' }],
	['a name several times', 'id=1&id=2', { id: ['1', '2'] }],
	['JSON in a value', 'id=1&data=%7B%22a%22%3A%5B1%5D%7D', { id: '1', data: { a: [1] } }],
	['broken JSON in a value', 'data=%7B%22a%22%3A', { data: '{"a":' }],
	[
		'brackets',
		'd[m][0][id]=1&d[m][1][id]=2&d[n]=x',
		{ d: { m: [{ id: '1' }, { id: '2' }], n: 'x' } },
	],
	['dots', 'payload.data.type=text&payload.id=7', { payload: { data: { type: 'text' }, id: '7' } }],
	['escaped brackets', 'd%5Bid%5D=1', { d: { id: '1' } }],
	['a high index', 'd[999999999]=1', { d: { 999999999: '1' } }],
	[
		'a dangerous name',
		'__proto__[polluted]=1&constructor[prototype][polluted]=1&id=1',
		{ id: '1' },
	],
	['unescaped JSON', 'myoperator={"_ai":"A1"}', { myoperator: { _ai: 'A1' } }],
])('a form: %s', (_what, raw, expected) => {
	for (const type of ['application/x-www-form-urlencoded', 'text/plain', undefined])
		expect(bodies(raw, type)).toEqual([expected]);
	expect({}).not.toHaveProperty('polluted');
});

test('a multipart form, as n8n reads it', () => {
	const parsed = { data: { type: ['message'], payload: '{"id":1}' }, files: {} };
	const type = 'multipart/form-data; boundary=x';
	expect(bodies('', type, parsed)).toEqual([{ type: 'message', payload: { id: 1 } }]);
});

test.each([
	['XML', '<a b="c"/>'],
	['JSON that breaks off', '{"a":'],
	['a number', '7'],
	['a sentence', 'this is = no event'],
	['bytes', '\u0000\u0001\u0002'],
])('%s is refused', (_what, raw) => {
	for (const type of ['application/xml', 'text/plain', undefined])
		expect(bodies(raw, type)).toBeInstanceOf(BadBody);
});

test.each<[string, (deep: string) => string, string?]>([
	['JSON', (deep) => `{"id":"1","deep":${deep}}`],
	['a list', (deep) => `[{"id":"1","deep":${deep}}]`],
	['JSON in a form', (deep) => `id=1&deep=${deep}`],
])('10,000 levels of nesting in %s are cut, and the rest is read', (_where, write) => {
	for (const [open, close] of [
		['{"a":', '}'],
		['[', ']'],
	] as const) {
		const deep = open.repeat(10_000) + '1' + close.repeat(10_000);
		const [body] = bodies(write(deep)) as [IDataObject];
		expect(body.id).toBe('1');
		expect(JSON.stringify(body)).toContain('[nested too deeply]');
	}
});

test('100 levels are left alone', () => {
	const raw = `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`;
	expect(JSON.stringify(bodies(raw))).toBe(`[${raw}]`);
});
