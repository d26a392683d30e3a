/** The picture in docs/architecture.md shows the imports as they are: no arrow more, none less. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const FOLDERS = ['credentials', 'nodes', 'engine', 'sandbox', 'scripts', 'bench', 'e2e', 'test'];

const sources = (folder: string): string[] =>
	readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return /node_modules|artifacts/.test(entry.name) ? [] : sources(path);
		return entry.name.endsWith('.ts') ? [path] : [];
	});

/** "from -> to" for every import of a file in another top-level folder. */
function arrows(): Set<string> {
	const found = new Set<string>();
	for (const folder of FOLDERS)
		for (const file of sources(folder)) {
			const text = readFileSync(join(ROOT, file), 'utf8');
			for (const [, path = ''] of text.matchAll(/(?:from|import\(|import)\s+?'(\.[^']+)'/g)) {
				const target = relative(ROOT, join(ROOT, file, '..', path)).split(sep)[0] ?? '';
				if (target !== folder && FOLDERS.includes(target)) found.add(`${folder} --> ${target}`);
			}
		}
	return found;
}

/** Arrows of the picture between folders of code; those to data (contracts, examples) are not imports. */
const drawn = () => {
	const picture = /```mermaid\n([\s\S]*?)```/.exec(
		readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8'),
	);
	return new Set(
		[...(picture?.[1] ?? '').matchAll(/^\t(\w+ --> (\w+))$/gm)]
			.filter(([, , to = '']) => FOLDERS.includes(to))
			.map(([, arrow = '']) => arrow),
	);
};

test('every import between folders is an arrow, and every arrow is an import', () => {
	expect([...drawn()].sort()).toEqual([...arrows()].sort());
});

test('what is published stands on nothing else', () => {
	const published = [...arrows()].filter((arrow) => /^(credentials|nodes|engine) /.test(arrow));
	expect(published).toEqual(['credentials --> engine', 'nodes --> engine']);
});

test('no provider imports another', () => {
	const providers = ['MyOperator', 'TwoChat', 'Wapio', 'Whapi'];
	for (const provider of providers)
		for (const file of sources(join('nodes', provider))) {
			const text = readFileSync(join(ROOT, file), 'utf8');
			for (const other of providers.filter((name) => name !== provider))
				expect([file, text.includes(`/${other}/`)]).toEqual([file, false]);
		}
});
