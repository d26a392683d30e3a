/** The list of examples: file, name and what each does, from its own sticky note. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IWorkflowBase } from 'n8n-workflow';

import { publishedNodes } from '../package/nodes';

const FOLDER = join(__dirname, '..', '..', 'examples');
const PACKAGE = 'n8n-nodes-messaging-gateways.';
const STICKY = 'n8n-nodes-base.stickyNote';

export interface ListedExample {
	/** File name in examples/. */
	file: string;
	name: string;
	/** The first paragraph of its note. */
	about: string;
	/** Nodes without notes. */
	size: number;
	/** Display names of this package's nodes. */
	nodes: string[];
}

const NAMES = new Map(
	publishedNodes().map(({ node: { description } }) => [description.name, description.displayName]),
);

/** `n8n-nodes-messaging-gateways.whapiTool` -> `Whapi.Cloud Tool`. */
function displayName(type: string): string {
	const [, base = '', kind = ''] = /^(.+?)(HitlTool|Tool)?$/.exec(type.slice(PACKAGE.length)) ?? [];
	const name = NAMES.get(base);
	if (!name) throw new Error(`${type} is no node of this package`);
	const suffixes: Record<string, string> = { Tool: ' Tool', HitlTool: ' Review' };
	return name + (suffixes[kind] ?? '');
}

/** @throws Error for a note that does not have a heading and a paragraph */
function firstParagraph(file: string, note: unknown): string {
	const [heading, about] = String(note ?? '').split(/\n\s*\n/);
	if (!heading?.startsWith('## ') || !about) {
		throw new Error(`${file} lacks a note with a heading and a paragraph`);
	}
	return about.replace(/\s+/g, ' ').trim();
}

/** All examples but those of the demo, in alphabetical order. */
export function listExamples(): ListedExample[] {
	return globSync('*.json', { cwd: FOLDER })
		.filter((file) => !file.startsWith('demo-'))
		.sort()
		.map((file) => {
			const { name, nodes } = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as IWorkflowBase;
			const working = nodes.filter(({ type }) => type !== STICKY);
			const own = working.filter(({ type }) => type.startsWith(PACKAGE));
			return {
				file,
				name,
				about: firstParagraph(file, nodes.find(({ type }) => type === STICKY)?.parameters.content),
				size: working.length,
				nodes: [...new Set(own.map(({ type }) => displayName(type)))].sort(),
			};
		});
}

/** One section per example. */
export const exampleList = (examples: ListedExample[]): string =>
	examples
		.map(({ file, name, about, size, nodes }) =>
			[
				`### ${name}`,
				`[examples/${file}](../examples/${file}) · ${size} nodes · ${nodes.join(', ')}`,
				about,
			].join('\n\n'),
		)
		.join('\n\n');
