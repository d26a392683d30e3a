/** The order of the code: the picture in docs/architecture.md is correct, and imports have no circles. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROVIDERS } from '../../scripts/providers';
import { circles, floors, grouped, importsIn, sources } from '../../scripts/rooms/imports';

const ROOT = join(__dirname, '..', '..');
const FOLDERS = ['credentials', 'nodes', 'engine', 'sandbox', 'scripts', 'bench', 'e2e', 'test'];
const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const imports = importsIn(ROOT, FOLDERS);
const rooms = grouped(imports, (file) => /^engine\/([^/]+)/.exec(file)?.[1]);
const folders = grouped(imports, (file) => file.split('/')[0]);

/** "from -> to" for every import of a file in another top-level folder. */
const arrows = [...folders].flatMap(([from, targets]) =>
	[...targets].map((to) => `${from} --> ${to}`),
);

/** Arrows of the picture between folders of code; those to data (contracts, examples) are not imports. */
const drawn = () => {
	const picture = /```mermaid\n([\s\S]*?)```/.exec(textOf('docs/architecture.md'));
	return [...(picture?.[1] ?? '').matchAll(/^\t(\w+ --> (\w+))$/gm)]
		.filter(([, , to = '']) => FOLDERS.includes(to))
		.map(([, arrow = '']) => arrow);
};

test('every import between folders is an arrow, and every arrow is an import', () => {
	expect(drawn().sort()).toEqual(arrows.sort());
});

test('published code imports only published code', () => {
	const published = arrows.filter((arrow) => /^(credentials|nodes|engine) /.test(arrow));
	expect(published.sort()).toEqual(['credentials --> engine', 'nodes --> engine']);
});

test('no provider imports another', () => {
	const providers = grouped(imports, (file) => /^nodes\/([^/]+)/.exec(file)?.[1]);
	for (const { folder } of PROVIDERS)
		expect([folder, ...(providers.get(folder) ?? ['missing'])]).toEqual([folder]);
});

test('no files import each other in a circle, types included', () => {
	expect(circles(imports)).toEqual([]);
});

test('no rooms of the engine import each other in a circle', () => {
	expect(circles(rooms)).toEqual([]);
});

test('no top-level folders import each other in a circle', () => {
	expect(circles(folders)).toEqual([]);
});

test('a circle is found, however long, and counts as one floor', () => {
	const graph = new Map([
		['a', new Set(['b'])],
		['b', new Set(['c'])],
		['c', new Set(['a', 'd'])],
		['d', new Set<string>()],
	]);
	expect(circles(graph)).toEqual([['a', 'b', 'c']]);
	expect(floors(graph)).toBe(2);
});

test('the engine names no provider, in code or comments', () => {
	const names = PROVIDERS.flatMap(({ key, folder, provider }) => [key, folder, provider.name]);
	const named = new RegExp(
		[...new Set(names)].map((name) => name.replace('.', '\\.')).join('|'),
		'i',
	);
	const found = sources(ROOT, 'engine').flatMap((file) =>
		textOf(file)
			.split('\n')
			.flatMap((line, index) => (named.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
	);
	expect(found).toEqual([]);
});

test('the map in docs/architecture.md has every room and file of the engine', () => {
	const map = /## [^\n]*engine[\s\S]*?```\n([\s\S]*?)```/i.exec(
		textOf('docs/architecture.md'),
	)?.[1];
	const listed = new Set<string>();
	let room = '';
	for (const line of (map ?? '').split('\n')) {
		room = /^(\w+)\//.exec(line)?.[1] ?? room;
		for (const [name] of line.matchAll(/\b[\w/]+\.ts\b/g)) listed.add(`engine/${room}/${name}`);
	}
	expect([...listed].sort()).toEqual(sources(ROOT, 'engine').sort());
	expect(rooms.size).toBeGreaterThan(0);
});
