/** Which file imports which, and what that says about the order of the code. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** Paths from the project's root, with "/". Each file has an entry, with the files that it imports. */
export type Graph = Map<string, Set<string>>;

/** The TypeScript files below a folder, from the root; none if there is no such folder. */
export function sources(root: string, folder: string): string[] {
	if (!existsSync(path.join(root, folder))) return [];
	return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
		const file = path.posix.join(folder, entry.name);
		if (entry.isDirectory())
			return /^(node_modules|artifacts)$/.test(entry.name) ? [] : sources(root, file);
		return entry.name.endsWith('.ts') ? [file] : [];
	});
}

/** The imports of all files in these folders, those of types included. */
export function importsIn(root: string, folders: string[]): Graph {
	const files = folders.flatMap((folder) => sources(root, folder));
	const known = new Set(files);
	return new Map(
		files.map((file) => {
			const { importedFiles } = ts.preProcessFile(readFileSync(path.join(root, file), 'utf8'));
			const targets = importedFiles.flatMap(({ fileName }) => {
				if (!fileName.startsWith('.')) return [];
				const target = path.posix.join(path.posix.dirname(file), fileName);
				return [`${target}.ts`, `${target}/index.ts`].filter((one) => known.has(one));
			});
			return [file, new Set(targets)];
		}),
	);
}

/** The graph of what `group` makes of files; imports within a group are left out. */
export function grouped(graph: Graph, group: (file: string) => string | undefined): Graph {
	const groups: Graph = new Map();
	for (const [file, targets] of graph) {
		const from = group(file);
		if (from === undefined) continue;
		const reached = groups.get(from) ?? new Set();
		groups.set(from, reached);
		for (const target of targets) {
			const to = group(target);
			if (to !== undefined && to !== from) reached.add(to);
		}
	}
	return groups;
}

/** Sets of files that import each other in a circle, however long. */
export function circles(graph: Graph): string[][] {
	return components(graph).filter(
		(files) => files.length > 1 || graph.get(files[0] ?? '')?.has(files[0] ?? ''),
	);
}

/** How many entries the longest chain of imports has; those of a circle count as one. */
export function floors(graph: Graph): number {
	const heights = new Map<string, number>();
	// What a component imports comes before it.
	for (const component of components(graph)) {
		const below = component.flatMap((file) => [...(graph.get(file) ?? [])]);
		const height = 1 + Math.max(0, ...below.map((file) => heights.get(file) ?? 0));
		for (const file of component) heights.set(file, height);
	}
	return Math.max(0, ...heights.values());
}

/** Tarjan's strongly connected components; each comes after those that it imports. */
function components(graph: Graph): string[][] {
	const found: string[][] = [];
	const index = new Map<string, number>();
	const low = new Map<string, number>();
	const stack: string[] = [];
	const visit = (file: string): void => {
		const own = index.size;
		index.set(file, own);
		low.set(file, own);
		stack.push(file);
		for (const target of graph.get(file) ?? []) {
			if (!index.has(target)) visit(target);
			if (stack.includes(target))
				low.set(file, Math.min(low.get(file) ?? own, low.get(target) ?? own));
		}
		if (low.get(file) === own) found.push(stack.splice(stack.indexOf(file)).sort());
	};
	for (const file of graph.keys()) if (!index.has(file)) visit(file);
	return found;
}
