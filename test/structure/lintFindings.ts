/** n8n's own lint rules on descriptions as they are built, which the rules can't see in the source. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import type { PublishedNode } from '../../scripts/package/nodes';
import { nodeSource } from './source';

export interface Finding {
	filePath: string;
	rule: string;
	message: string;
	/** From 1. */
	line: number;
}

/** What people look for most comes first, in the order of n8n's list of actions; what is deprecated last. */
const OWN_ORDER =
	/^node-param-(?:multi-)?options-type-unsorted-items: \w+\.(?:resource|operation|events):/;

/** What the rules say, as `rule: field: message: line`, by node. */
export function lintFindings(nodes: PublishedNode[]): Map<string, string[]> {
	const directory = mkdtempSync(join(tmpdir(), 'lint-'));
	try {
		const sources = new Map(
			nodes.map(({ name, node }) => [`${name}.node.ts`, nodeSource(name, node.description)]),
		);
		for (const [file, { text }] of sources) {
			const folder = join(directory, 'nodes', basename(file, '.node.ts'));
			mkdirSync(folder, { recursive: true });
			writeFileSync(join(folder, file), text);
		}
		const { NODE_ENV: _jest, ...env } = process.env;
		const output = execFileSync(
			process.execPath,
			['--import', 'tsx', join(__dirname, 'lintFiles.ts'), directory],
			{ env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
		);
		const findings = JSON.parse(output) as Finding[];
		return new Map(
			nodes.map(({ name }) => [
				name,
				findings
					.filter(({ filePath }) => basename(filePath) === `${name}.node.ts`)
					.map(({ rule, message, line }) => {
						const source = sources.get(`${name}.node.ts`);
						const text = source?.text.split('\n')[line - 1]?.trim() ?? '';
						return `${rule.replace('n8n-nodes-base/', '')}: ${source?.places[line - 1]}: ${message}: ${text}`;
					})
					.filter((finding) => !OWN_ORDER.test(finding)),
			]),
		);
	} finally {
		rmSync(directory, { recursive: true, force: true });
	}
}
