/**
 * npm run rooms: how the engine is divided, in figures.
 *
 *   npm run rooms                     of this work tree
 *   npm run rooms -- ../other-tree    of another one, to compare
 *
 * A room is a folder of engine/, or a file that is in none. An arrow is an import from one room into
 * another, counted once for each pair. Floors are the rooms of the longest chain of arrows.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

import { circles, floors, type Graph, grouped, importsIn } from './rooms/imports';

const FOLDERS = ['engine', 'nodes', 'credentials', 'sandbox', 'scripts', 'test', 'e2e', 'bench'];

const roomOf = (file: string): string | undefined => /^engine\/([^/]+)/.exec(file)?.[1];

/** Lines with code on them: neither empty nor only a comment. */
function linesOfCode(root: string, file: string): number {
	const source = ts.createSourceFile(
		file,
		readFileSync(path.join(root, file), 'utf8'),
		ts.ScriptTarget.Latest,
	);
	const lines = new Set<number>();
	const visit = (node: ts.Node): void => {
		const children = node.getChildren(source);
		children.forEach(visit);
		if (children.length || node.getWidth(source) === 0) return;
		const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line;
		for (let line = lineOf(node.getStart(source)); line <= lineOf(node.end); line++)
			lines.add(line);
	};
	visit(source);
	return lines.size;
}

function engineImports(graph: Graph): string {
	const counts = [...graph]
		.filter(([file]) => /^nodes\/[^/]+\/operations\/(?!index\.ts)/.test(file))
		.map(([, targets]) => [...targets].filter((target) => target.startsWith('engine/')).length);
	const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
	return `${mean.toFixed(1)} on average, ${Math.max(...counts)} at most (${counts.length} files)`;
}

function main(root: string): void {
	const graph = importsIn(root, FOLDERS);
	const rooms = grouped(graph, roomOf);
	const arrows = [...rooms].reduce((sum, [, targets]) => sum + targets.size, 0);
	console.log(`Rooms of engine/: ${rooms.size}, floors: ${floors(rooms)}, arrows: ${arrows}`);
	let total = 0;
	for (const [room, targets] of [...rooms].sort()) {
		const files = [...graph.keys()].filter((file) => roomOf(file) === room);
		const lines = files.reduce((sum, file) => sum + linesOfCode(root, file), 0);
		total += lines;
		const about = `${lines} lines of code in ${files.length} files`;
		console.log(`  ${room}: ${about}; imports ${[...targets].sort().join(', ') || 'none'}`);
	}
	console.log(`Lines of code in engine/: ${total}`);
	console.log(`Engine imports per operation file: ${engineImports(graph)}`);
	const found = circles(graph);
	console.log(`Import circles in ${FOLDERS.join(', ')}: ${found.length || 'none'}`);
	for (const files of found) console.log(`  ${files.join(', ')}`);
	const roomCircles = circles(rooms);
	console.log(`Circles between rooms: ${roomCircles.length || 'none'}`);
	for (const names of roomCircles) console.log(`  ${names.join(', ')}`);
	const top = circles(grouped(graph, (file) => file.split('/')[0]));
	console.log(`Circles between top-level folders: ${top.length || 'none'}`);
	for (const names of top) console.log(`  ${names.join(', ')}`);
}

main(path.resolve(process.argv[2] ?? '.'));
