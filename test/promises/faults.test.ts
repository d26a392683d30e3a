/** The table of planted faults fits the code as it is; `npm run promises` plants them. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { FAULTS } from './faults';

const ROOT = path.resolve(__dirname, '../..');
const texts = new Map<string, string>();
const textOf = (file: string): string => {
	const text = texts.get(file) ?? readFileSync(path.join(ROOT, file), 'utf8');
	texts.set(file, text);
	return text;
};

test.each(FAULTS.map((fault) => [fault.promise, fault] as const))('%s', (_promise, fault) => {
	const { file, find, replace, tests, only } = fault;
	expect([file, textOf(file).split(find).length - 1]).toEqual([file, 1]);
	expect(replace).not.toBe(find);
	expect(tests.filter((one) => !existsSync(path.join(ROOT, one)))).toEqual([]);
	expect(tests).not.toHaveLength(0);
	expect(() => new RegExp(only ?? '')).not.toThrow();
});

test('no fault is listed twice, no promise twice in the same words', () => {
	const faults = FAULTS.map(({ file, find, replace }) => JSON.stringify([file, find, replace]));
	expect(faults.filter((one, index) => faults.indexOf(one) !== index)).toEqual([]);
	const promises = FAULTS.map(({ promise }) => promise);
	expect(promises.filter((one, index) => promises.indexOf(one) !== index)).toEqual([]);
});
