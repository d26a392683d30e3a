/** What fields mean by what is put into them: lists, numbers, options, template variables, files. */
import type { IDataObject } from 'n8n-workflow';

import {
	checkButtons,
	checkSections,
	dataUrl,
	fileUrl,
	mediaId,
	variablesJson,
	variableTexts,
} from '../../engine/define';
import type { Field } from '../../engine/define';
import { copied } from '../../engine/define/values';
import { nameOf, typeOf } from '../../engine/files/types';
import { baseOf, secretOf } from '../../engine/http/signing';
import { fieldValue } from '../../engine/item/convert';

const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({
	displayName: 'Field',
	name: 'field',
	type,
	default: '',
	...more,
});
const many = { typeOptions: { multipleValues: true } };

test.each([
	['an ID loses what pasting left around it', field('string'), ' abc\n', 'abc'],
	['prose keeps its spaces', field('string', { typeOptions: { rows: 4 } }), ' Hi\n', ' Hi\n'],
	['blank is empty', field('string', { typeOptions: { rows: 4 } }), ' \n\u200b', undefined],
	['a list as JSON text', field('string', many), '["Yes","No, thanks"]', ['Yes', 'No, thanks']],
	['a list by lines', field('string', many), 'Yes, now\nNo', ['Yes, now', 'No']],
	['a list by commas', field('string', many), 'a, b', ['a', 'b']],
	['a boolean as text', field('boolean'), ' TRUE ', true],
	['a boolean as digit', field('boolean'), '0', false],
	[
		'an option in other case',
		field('options', { options: [{ name: 'I', value: 'image' }] }),
		' Image',
		'image',
	],
	['a blank number', field('number'), ' ', undefined],
	['a number as text', field('number'), '12.5', 12.5],
	['a day', field('dateTime'), '2026-03-31', '2026-03-31T00:00:00.000Z'],
])('%s', (_what, one, raw, expected) => {
	expect(fieldValue(one, raw, {})).toEqual(expected);
});

test.each([
	['an ID that is a rounded number', field('string'), 120363041234567890, 'lost its last digits'],
	['a number in JSON', field('json'), '{"a": 12345678901234567893}', 'lost its last digits'],
	['true for a number', field('number'), true, 'not a number'],
	['a list for a number', field('number'), [12], 'a number is needed'],
	['a time without a date', field('dateTime'), '09:00', 'not a date'],
	['a year', field('dateTime'), '2026', 'not a date'],
	[
		'an option that is none',
		field('options', { options: [{ name: 'I', value: 'image' }] }),
		'x',
		'not one of',
	],
])('%s is refused', (_what, one, raw, reason) => {
	expect(() => fieldValue(one, raw, {})).toThrow(reason);
});

const schema = [
	{ id: 'body.name', displayName: 'Text: name', required: true },
	{ id: 'header.url', displayName: 'Header', required: false },
];
const mapper = field('resourceMapper');

test('a mapped value that is required, and what is no text, is refused by its label', () => {
	const mapped = (value: object) => fieldValue(mapper, { mappingMode: 'x', value, schema }, {});
	expect(mapped({ 'body.name': 'Asha', 'header.url': '' })).toEqual({ 'body.name': 'Asha' });
	expect(() => mapped({ 'body.name': ' ' })).toThrow('"Text: name" is empty');
	expect(() => mapped({})).toThrow('"Text: name" is empty');
	expect(() => mapped({ 'body.name': { first: 'Asha' } })).toThrow('"Text: name" is an object');
	expect(() => mapped({ 'body.name': ['Asha'] })).toThrow('"Text: name" is a list');
});

test('variables of a template are texts that WhatsApp takes', () => {
	expect(variableTexts({ a: 'x\r\n y\tz', b: '1      2', c: 0 })).toEqual({
		a: 'x y z',
		b: '1 2',
		c: '0',
	});
	expect(() => variableTexts({ a: '' })).toThrow('"a" is empty');
	expect(variablesJson({ body: ['x\ny'], buttons: [{ index: 0, var1: 'a\tb' }] })).toEqual({
		body: ['x y'],
		buttons: [{ index: 0, var1: 'a b' }],
	});
	expect(() => variablesJson({ body: { name: { first: 'x' } } })).toThrow(
		'"body.name" is an object',
	);
	expect(() => variablesJson({ header: [''] })).toThrow('"header.1" is empty');
});

test.each(['a\nb', 'a\tb', 'a     b', 'a\u2028b'])(
	'variables with %j are refused on request',
	(given) => {
		const refuse = { refuseLineBreaks: true };
		expect(() => variableTexts({ name: given }, refuse)).toThrow('"name" has a line break');
		expect(() => variablesJson({ body: [given] }, refuse)).toThrow('"body.1" has a line break');
		expect(variableTexts({ name: 'a    b' }, refuse)).toEqual({ name: 'a    b' });
	},
);

test.each([
	[['application/octet-stream', 'a.JPG'], 'image/jpeg'],
	[[undefined, 'a.pdf'], 'application/pdf'],
	[['IMAGE/JPG', 'a'], 'image/jpeg'],
	[['audio/x-m4a', 'a'], 'audio/mp4'],
	[['audio/ogg; codecs=opus', 'a'], 'audio/ogg; codecs=opus'],
	[['application/octet-stream', 'a', 'image/png'], 'image/png'],
	[['', 'a'], 'application/octet-stream'],
])('the type of %j is %s', (known, expected) => {
	expect(typeOf(...(known as [string | undefined, string, string?]))).toBe(expected);
});

test('a file without name gets one that fits its type', () => {
	expect(nameOf(undefined, 'application/pdf')).toBe('file.pdf');
	expect(nameOf('a.b', 'application/pdf')).toBe('a.b');
});

test.each([
	[' https://example.com/a.pdf\n', 'https://example.com/a.pdf'],
	[
		'https://drive.google.com/file/d/1AbC_d-E/view?usp=sharing',
		'https://drive.google.com/uc?export=download&id=1AbC_d-E',
	],
	['https://www.dropbox.com/s/abc/a.pdf?dl=0', 'https://www.dropbox.com/s/abc/a.pdf?dl=1'],
	[
		'https://www.dropbox.com/scl/fi/abc/a.pdf?rlkey=k&dl=0',
		'https://www.dropbox.com/scl/fi/abc/a.pdf?rlkey=k&dl=1',
	],
])('the file behind %j is %s', (given, expected) => {
	expect(fileUrl(given)).toBe(expected);
});

test.each([
	['example.com/a.pdf', 'begins with https://'],
	['https://', 'complete URL'],
	['/home/node/a.pdf', 'path on a computer'],
	['C:\\a.pdf', 'path on a computer'],
	['file:///tmp/a.pdf', 'path on a computer'],
	['https://example.com/my file.pdf', 'contains a space'],
	['https://drive.google.com/drive/folders/abc', 'page that shows a file'],
	['data:image/png;base64,iVBORw0KGgo=', 'not a web address'],
])('the URL %j is refused: %s', (given, reason) => {
	expect(() => fileUrl(given)).toThrow(reason);
});

test('Base64 is checked, and gets its type', () => {
	expect(dataUrl('iVBORw0KGgo=')).toBe('data:image/png;base64,iVBORw0KGgo=');
	expect(dataUrl('data:image/png;name=a.png;base64,iVBO\nRw0KGgo=')).toMatch(
		/^data:image\/png;.*base64,iVBORw0KGgo=$/,
	);
	expect(() => dataUrl('data:image/png;base64,')).toThrow('no data');
	expect(() => dataUrl('not base64!')).toThrow('is not Base64');
	expect(() => dataUrl('https://example.com/a.png')).toThrow('is an address');
	expect(() => mediaId('not an id')).toThrow('contains a space');
	expect(() => mediaId('https://example.com')).toThrow('is an address');
});

test('buttons and rows that WhatsApp would refuse', () => {
	expect(() => checkButtons([{ id: 'a' }, { id: 'a' }])).toThrow('the ID "a" occurs twice');
	expect(() => checkButtons([{ title: 'Yes' }, { title: 'Yes' }])).toThrow('occurs twice');
	const rows = (count: number) => Array.from({ length: count }, (_, id) => ({ id }));
	expect(() => checkSections([{ rows: rows(11) }])).toThrow('at most 10 rows');
	expect(() => checkSections([{ rows: [{ id: 1 }] }, { rows: [{ id: 2 }] }])).toThrow('title');
	expect(() => checkSections([{ rows: [{ id: 1 }, { id: 1 }] }])).toThrow('occurs twice');
	expect(checkSections([{ rows: rows(10) }])).toHaveLength(1);
});

test('a base URL is cleaned, or refused by name; a secret loses what pasting left', () => {
	expect(baseOf(' https://example.com/api/ ', 'x')).toBe('https://example.com/api');
	expect(baseOf('', 'https://example.com')).toBe('https://example.com');
	for (const wrong of ['example.com', 'htps://example.com', 'https://', 'https://a b'])
		expect(() => baseOf(wrong, 'https://example.com')).toThrow(/base URL/);
	expect(secretOf(' Bearer abc\n')).toBe('abc');
	expect(secretOf('   ')).toBe('');
});

test('a copy shares nothing with its source, and a key of any name stays a key', () => {
	const when = new Date(0);
	const source = JSON.parse('{"a": [{"b": 1}], "__proto__": {"c": 2}}') as IDataObject;
	const copy = copied<IDataObject>({ ...source, when });
	expect(JSON.stringify(copied(source))).toBe(JSON.stringify(source));
	expect(copy.when).toBe(when);
	(copy.a as IDataObject[])[0] = { b: 3 };
	expect(source.a).toEqual([{ b: 1 }]);
	expect(({} as IDataObject).c).toBeUndefined();
});
