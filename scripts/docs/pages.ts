/** The generated parts of the documentation, and putting them between their markers. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { PROVIDERS } from '../providers';
import { policyTable } from './delivery';
import { exampleList, listExamples } from './examples';
import { eventFieldTable, KINDS, sourceTable, wordTable } from './events';
import { gatewayTable } from './gateway';
import { adviceTable, eventTable, operationTables, overviewTable } from './tables';

const ROOT = join(__dirname, '..', '..');

/** File -> marker -> the text between the markers. */
function generatedParts(): Record<string, Record<string, string>> {
	return {
		'README.md': { overview: overviewTable(PROVIDERS) },
		'docs/delivery.md': { policy: policyTable() },
		'docs/examples.md': { examples: exampleList(listExamples()) },
		'docs/providers/gateway.md': { gateway: gatewayTable() },
		'docs/events.md': {
			fields: eventFieldTable(),
			words: wordTable(),
			...Object.fromEntries(
				Object.entries(KINDS).map(([part, kind]) => [part, sourceTable(PROVIDERS, kind)]),
			),
		},
		...Object.fromEntries(
			PROVIDERS.map((node) => [
				`docs/providers/${node.key}.md`,
				{
					operations: operationTables(node),
					events: eventTable(node),
					advice: adviceTable(node),
				},
			]),
		),
	};
}

/** The page with its generated parts replaced. @throws Error where a marker is missing */
function withParts(file: string, text: string, parts: Record<string, string>): string {
	return Object.entries(parts).reduce((page, [name, content]) => {
		const begin = `<!-- ${name}: made by "npm run docs" -->`;
		const end = `<!-- /${name} -->`;
		const from = page.indexOf(begin);
		const to = page.indexOf(end);
		if (from < 0 || to < from) throw new Error(`${file} lacks the markers of "${name}"`);
		return `${page.slice(0, from + begin.length)}\n\n${content}\n\n${page.slice(to)}`;
	}, text);
}

/** The pages whose generated parts differ from the descriptors; with `write` they are updated. */
export function stalePages(write: boolean): string[] {
	return Object.entries(generatedParts())
		.filter(([file, parts]) => {
			const path = join(ROOT, file);
			const old = readFileSync(path, 'utf8');
			const page = withParts(file, old, parts);
			if (page !== old && write) writeFileSync(path, page);
			return page !== old;
		})
		.map(([file]) => file);
}
